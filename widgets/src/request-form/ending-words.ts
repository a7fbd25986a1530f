const en = {
  startOverAsk: 'Start over?',
  startOverText: 'What you have filled in will be deleted.',
  leaveAsk: 'Leave the form?',
  leaveText: 'You can keep the draft and go on later.',
  leaveDelete: 'Delete the draft',
  leaveStay: 'Go on filling in',
  leaveKeep: 'Keep the draft',
  nowWaitsFor: ({ list }: { list: string }): string => `Now: ${list}`,
  oneMore: 'One more',
  openRequest: 'Open the request',
};

const ru: typeof en = {
  startOverAsk: 'Начать заново?',
  startOverText: 'Всё, что вы заполнили, будет удалено.',
  leaveAsk: 'Выйти из формы?',
  leaveText: 'Черновик можно сохранить и продолжить позже.',
  leaveDelete: 'Удалить черновик',
  leaveStay: 'Продолжить заполнение',
  leaveKeep: 'Сохранить черновик',
  nowWaitsFor: ({ list }) => `Сейчас: ${list}`,
  oneMore: 'Подать ещё одну',
  openRequest: 'Открыть заявку',
};

/** Words of the end of filling in. */
export const endingWords = { en, ru };
