const en = {
  journal: 'Journal',
  year: 'Year',
  allYears: 'All years',
  print: 'Print',
  preparing: 'Preparing…',
  number: 'No.',
  registered: 'Received',
  applicant: 'Applicant',
  subject: 'Subject',
  state: 'State',
  closed: 'Closed',
  none: 'There is no journal yet',
  noneHelp: 'A kind with numbering opens one with its first request.',
  empty: 'Nothing has been registered yet',
  more: 'Show more',
  printed: ({ when }: { when: string }) => `Printed ${when}`,
  heading: ({ kinds, year }: { kinds: string; year: string }) => (year ? `Journal of registration: ${kinds}, ${year}` : `Journal of registration: ${kinds}`),
};

const ru: typeof en = {
  journal: 'Журнал',
  year: 'Год',
  allYears: 'Все годы',
  print: 'Печать',
  preparing: 'Готовим…',
  number: '№',
  registered: 'Поступила',
  applicant: 'Заявитель',
  subject: 'Содержание',
  state: 'Состояние',
  closed: 'Закрыта',
  none: 'Журналов пока нет',
  noneHelp: 'Вид с нумерацией открывает журнал своей первой заявкой.',
  empty: 'Пока ничего не зарегистрировано',
  more: 'Показать ещё',
  printed: ({ when }) => `Напечатано ${when}`,
  heading: ({ kinds, year }) => (year ? `Журнал регистрации: ${kinds}, ${year}` : `Журнал регистрации: ${kinds}`),
};

/** Words of the journal alone, so that other elements do not load them. */
export const journalWords = { en, ru };
