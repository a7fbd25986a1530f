import { plural, type RequestState } from '@requestry/model';
import type { MessageTexts } from './en.js';

const ends: Readonly<Partial<Record<RequestState, string>>> = {
  completed: 'Ваша заявка выполнена',
  rejected: 'Ваша заявка отклонена',
  refused: 'В регистрации заявки отказано',
  withdrawn: 'Заявка отозвана',
  cancelled: 'Ваша заявка отменена',
};

const about = (what: string, step: string): string => (step === '' ? what : `${what}: ${step}`);

export const ru: MessageTexts = {
  events: {
    'request-registered': () => 'Ваша заявка зарегистрирована',
    'task-opened': ({ step }) => about('Вам задание', step),
    'question-asked': ({ step }) => about('Вам задали вопрос', step),
    'question-answered': ({ step }) => about('На ваш вопрос ответили', step),
    'task-reminder': ({ step }) => about('Скоро срок задания', step),
    'task-overdue': ({ step }) => about('Задание просрочено', step),
    'task-escalated': ({ step }) => about('Задание требует вашего внимания', step),
    'escalation-failed': ({ step }) => about('Заданию нужен администратор', step),
    'estimate-wanted': () => 'Срок близко: сообщите ожидаемую дату',
    'deadline-missed': () => 'Срок нарушен',
    'date-estimated': () => 'Сообщили ожидаемую дату',
    'reservation-expired': () => 'Срок резерва истёк',
    'follow-up-failed': () => 'Не удалось начать то, что следует из решения',
    'recurrence-failed': () => 'Не удалось подать регулярную заявку',
    'step-completed': ({ step, outcome }) => about('Этап пройден', outcome === '' ? step : `${step} — ${outcome}`),
    'request-ended': ({ state }) => ends[state] ?? 'Работа по заявке завершена',
    'comment-added': () => 'Новый комментарий',
    'comment-mentioned': () => 'Вас упомянули в комментарии',
    'request-amended': () => 'Ваша заявка изменена по дополнению',
    'children-ended': () => 'Все части заявки завершены',
    'rating-wanted': () => 'Оцените, как выполнена ваша заявка',
    'participant-added': () => 'Вас добавили к заявке',
    'incident-held': ({ step }) => about('Само собой не произошло', step),
    'incident-raised': ({ step }) => about('Заявка остановилась', step),
    notice: ({ step }) => about('К вашему сведению', step),
  },
  other: ({ step }) => about('Новость по заявке', step),
  kind: 'Вид заявки',
  by: 'От кого',
  step: 'Этап',
  due: 'Срок',
  comment: 'Комментарий',
  open: 'Открыть заявку',
  subject: ({ number, what, title }) => `${number === '' ? '' : `[${number}] `}${what} · ${title}`,
  digestSubject: ({ count }) => `${count} ${plural(count, { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' }, 'ru')} по вашим заявкам и заданиям`,
  more: ({ count }) => `и ещё ${count}`,
  why: 'Вы получили это сообщение, потому что участвуете в заявке.',
  choose: 'Выбрать, о чём сообщать',
};
