import type { EventGroup } from '@requestry/model';

const en = {
  heading: 'What I am told',
  what: 'What happens',
  inApp: 'Here',
  always: 'Always shown here',
  noAddress: ({ channel }: { channel: string }) => `${channel}: your address is not known, ask an administrator`,
  noChannels: 'Messages come only here. Nothing else is set up.',
  groups: {
    tasks: 'Tasks and questions for me',
    deadlines: 'Deadlines and reminders',
    progress: 'Steps of my requests',
    decisions: 'Decisions on my requests',
    comments: 'Comments and answers',
    notices: 'Other notices',
  } satisfies Readonly<Record<EventGroup, string>>,
  choice: ({ group, channel }: { group: string; channel: string }) => `${group}: ${channel}`,
  when: 'How often',
  event: 'At once',
  day: 'Once a working day',
  week: 'Once a week',
  hour: 'At',
  quiet: 'Quiet hours',
  from: 'From',
  to: 'to',
  save: 'Save',
  reset: 'As in the organisation',
  saved: 'Saved',
};

const ru: typeof en = {
  heading: 'О чём мне сообщать',
  what: 'Что происходит',
  inApp: 'Здесь',
  always: 'Здесь показывается всегда',
  noAddress: ({ channel }) => `${channel}: ваш адрес не указан, обратитесь к администратору`,
  noChannels: 'Сообщения приходят только сюда. Других способов не настроено.',
  groups: {
    tasks: 'Задания и вопросы мне',
    deadlines: 'Сроки и напоминания',
    progress: 'Этапы моих заявок',
    decisions: 'Решения по моим заявкам',
    comments: 'Комментарии и ответы',
    notices: 'Остальное',
  },
  choice: ({ group, channel }) => `${group}: ${channel}`,
  when: 'Как часто',
  event: 'Сразу',
  day: 'Раз в рабочий день',
  week: 'Раз в неделю',
  hour: 'Во сколько',
  quiet: 'Часы тишины',
  from: 'С',
  to: 'до',
  save: 'Сохранить',
  reset: 'Как в организации',
  saved: 'Сохранено',
};

/** Words of the preferences alone, so that other elements do not load them. */
export const preferencesWords = { en, ru };
