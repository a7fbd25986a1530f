import type { UiMessages } from './en.js';

export const ru = {
  busy: 'Подождите',
  cancel: 'Отмена',
  close: 'Закрыть',
  loading: 'Загрузка',
  messages: 'Сообщения',
  more: 'Другие действия',
  ok: 'ОК',
  retry: 'Повторить',
  textRequired: 'Напишите здесь что-нибудь',
  why: 'почему?',
  onBehalfOf: ({ name }) => `за ${name}`,
  substitutedBy: ({ name }) => `замещает ${name}`,
  today: 'сегодня',
  yesterday: 'вчера',
  tomorrow: 'завтра',
  justNow: 'только что',
  dayAt: ({ day, time }) => `${day}, ${time}`,
} satisfies UiMessages;
