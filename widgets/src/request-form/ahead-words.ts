const en = {
  whatWillHappen: 'What will happen',
  whyThisWay: 'why this way?',
  forecastEmpty: 'Nobody has to decide: the request is done as soon as it is submitted.',
  forecastFailed: 'The forecast is not available now. Submitting works without it.',
  doneProbably: ({ when }: { when: string }): string => `probably done ${when}`,
};

const ru: typeof en = {
  whatWillHappen: 'Что произойдёт',
  whyThisWay: 'почему так?',
  forecastEmpty: 'Решать никому не нужно: заявка выполняется сразу после отправки.',
  forecastFailed: 'Прогноз сейчас недоступен. Отправить заявку можно и без него.',
  doneProbably: ({ when }) => `вероятное завершение: ${when}`,
};

/** Words of what lies ahead of a new request. */
export const aheadWords = { en, ru };
