import type { ErrorCode } from '@requestry/model';

const en = {
  codes: {
    UNAUTHENTICATED: 'You are not signed in, or no longer. Sign in and try again.',
    NOT_FOUND: 'This is not here, or it is not open to you.',
    FORBIDDEN: 'You may not do this.',
    CONFLICT: 'Somebody was first. Look at the new state and decide again.',
    INVALID: 'Something in the input is not right.',
    STATE: 'This is not possible in the present state.',
    INCIDENT: 'The route cannot go on. An administrator has to look at it.',
    DAMAGED: 'What is stored here is damaged. Tell an administrator.',
    STORAGE_FULL: 'There is no room left to save this. Nothing was written.',
    STORAGE_UNAVAILABLE: 'The data cannot be reached. Check the connection and try again.',
    SCHEMA_NEWER: 'The data was written by a newer version of the program. Reload the page.',
  } satisfies Readonly<Record<ErrorCode, string>>,
  unknown: 'Something went wrong. Try again.',
  forbiddenWhy: ({ why }: { why: string }): string => `You may not do this. ${why}`,
  conflictBy: ({ by, when }: { by: string; when: string }): string => `${by} was first (${when}). Look at the new state and decide again.`,
};

const ru: typeof en = {
  codes: {
    UNAUTHENTICATED: 'Вход не выполнен или уже недействителен. Войдите и повторите.',
    NOT_FOUND: 'Этого здесь нет, или оно вам недоступно.',
    FORBIDDEN: 'Вам нельзя это сделать.',
    CONFLICT: 'Кто-то успел раньше. Посмотрите, что изменилось, и решите заново.',
    INVALID: 'Во введённых данных есть ошибки.',
    STATE: 'В нынешнем состоянии это невозможно.',
    INCIDENT: 'Маршрут не может идти дальше. Нужен администратор.',
    DAMAGED: 'Сохранённые здесь данные повреждены. Сообщите администратору.',
    STORAGE_FULL: 'Нет места для сохранения. Ничего не записано.',
    STORAGE_UNAVAILABLE: 'Данные недоступны. Проверьте связь и повторите.',
    SCHEMA_NEWER: 'Данные записаны более новой версией программы. Обновите страницу.',
  },
  unknown: 'Что-то пошло не так. Повторите попытку.',
  forbiddenWhy: ({ why }) => `Вам нельзя это сделать. ${why}`,
  conflictBy: ({ by, when }) => `Раньше успел другой человек: ${by} (${when}). Посмотрите, что изменилось, и решите заново.`,
};

/** Sentences for failures, by their code. */
export const errorWords = { en, ru };
