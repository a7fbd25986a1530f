const en = {
  findPerson: 'Name of a person',
  nobodyFound: 'Nobody found',
};

const ru: typeof en = {
  findPerson: 'Имя человека',
  nobodyFound: 'Никто не найден',
};

/** Words of the search for a person. */
export const personWords = { en, ru };
