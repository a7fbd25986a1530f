const en = {
  stepPossible: 'maybe',
  forecastIncomplete: 'What comes after depends on decisions not taken yet.',
  chosenLater: 'chosen later',
  standsInFor: ({ name }: { name: string }): string => `for ${name}`,
};

const ru: typeof en = {
  stepPossible: 'возможно',
  forecastIncomplete: 'Дальнейшее зависит от решений, которые ещё не приняты.',
  chosenLater: 'выберут позже',
  standsInFor: ({ name }) => `за: ${name}`,
};

/** Words of a forecast. */
export const forecastWords = { en, ru };
