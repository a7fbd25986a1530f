const en = {
  publicId: 'Identifier of the request',
  contact: 'E-mail or telephone that it came from',
  find: 'Find',
  notFound: 'There is no request with this identifier and contact',
  notFoundHelp: 'The identifier has twenty digits; the contact is the one given with the request.',
  number: ({ number }: { number: string }) => `No. ${number}`,
  stage: 'Stage',
  submitted: 'Received',
  closed: 'Closed',
  notConnected: 'The look-up is not connected',
};

const ru: typeof en = {
  publicId: 'Идентификатор заявки',
  contact: 'Почта или телефон, с которых она пришла',
  find: 'Узнать',
  notFound: 'Заявки с таким идентификатором и контактом нет',
  notFoundHelp: 'В идентификаторе двадцать цифр; контакт — тот, что указан в заявке.',
  number: ({ number }) => `№ ${number}`,
  stage: 'Этап',
  submitted: 'Получена',
  closed: 'Закрыта',
  notConnected: 'Поиск не подключён',
};

/** Words of this element alone. */
export const statusLookupWords = { en, ru };
