const en = {
  heading: 'Where it comes from',
  source: 'Source',
  choose: 'Choose a source',
  company: 'Organisation',
  name: 'Name',
  phone: 'Telephone',
  email: 'E-mail',
  inn: 'Tax number',
  position: 'Position',
  region: 'Region',
  card: 'Counterparty',
  chooseCard: 'Several fit: choose one',
  isKnown: ({ title }: { title: string }) => `Known: ${title}`,
  isFirst: 'first request',
  isNew: 'Not known yet: a card will be made',
  needed: 'needed',
};

const ru: typeof en = {
  heading: 'Откуда обращение',
  source: 'Источник',
  choose: 'Выберите источник',
  company: 'Организация',
  name: 'Имя',
  phone: 'Телефон',
  email: 'Электронная почта',
  inn: 'ИНН',
  position: 'Должность',
  region: 'Регион',
  card: 'Контрагент',
  chooseCard: 'Подходят несколько: выберите',
  isKnown: ({ title }) => `Есть карточка: ${title}`,
  isFirst: 'обращается впервые',
  isNew: 'Карточки пока нет, она будет создана',
  needed: 'обязательно',
};

/** Words of this element alone. */
export const enteredForWords = { en, ru };
