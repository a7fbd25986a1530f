const en = {
  save: ({ name }: { name: string }): string => `Download ${name}`,
  look: ({ name }: { name: string }): string => `View ${name}`,
  stop: ({ name }: { name: string }): string => `Stop downloading ${name}`,
};

const ru: typeof en = {
  save: ({ name }) => `Скачать: ${name}`,
  look: ({ name }) => `Посмотреть: ${name}`,
  stop: ({ name }) => `Остановить загрузку: ${name}`,
};

export const keptFileWords = { en, ru };
