const en = {
  stop: 'Stop',
  commentMissing: 'Write why: this decision needs a comment.',
  progress: 'Progress',
  doneOf: ({ done, count }: { done: number; count: number }): string => `${done} of ${count} done`,
  repeatFailed: 'Repeat the rest',
  momentPassed: 'This moment has passed already.',
};

const ru: typeof en = {
  stop: 'Остановить',
  commentMissing: 'Напишите причину: для этого решения нужен комментарий.',
  progress: 'Ход выполнения',
  doneOf: ({ done, count }) => `Готово: ${done} из ${count}`,
  repeatFailed: 'Повторить остальные',
  momentPassed: 'Это время уже прошло.',
};

/** Words of the dialog about several tasks. */
export const batchWords = { en, ru };
