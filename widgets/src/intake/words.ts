const en = {
  email: 'E-mail',
  phone: 'Telephone',
  name: 'Name',
  company: 'Organisation',
  inn: 'Tax number',
  position: 'Position',
  region: 'Region',
  known: ({ name }: { name: string }) => (name ? `We know you, ${name}: nothing else about you is needed` : 'We know you: nothing else about you is needed'),
  contactNeeded: 'An e-mail or a telephone is needed for the answer',
  needed: 'Please fill in',
  send: 'Send',
  done: 'Your request is received',
  keep: 'Keep the identifier: with it and your contact you learn where the request stands, by phone too.',
  number: ({ number }: { number: string }) => `No. ${number}`,
  again: 'One more',
  notConnected: 'The form is not connected',
};

const ru: typeof en = {
  email: 'Электронная почта',
  phone: 'Телефон',
  name: 'Имя',
  company: 'Организация',
  inn: 'ИНН',
  position: 'Должность',
  region: 'Регион',
  known: ({ name }) => (name ? `Мы вас знаем, ${name}: больше ничего о себе писать не нужно` : 'Мы вас знаем: больше ничего о себе писать не нужно'),
  contactNeeded: 'Для ответа нужна почта или телефон',
  needed: 'Заполните, пожалуйста',
  send: 'Отправить',
  done: 'Ваша заявка принята',
  keep: 'Сохраните идентификатор: по нему и вашему контакту можно узнать состояние заявки, в том числе по телефону.',
  number: ({ number }) => `№ ${number}`,
  again: 'Ещё одна',
  notConnected: 'Форма не подключена',
};

/** Words of this element alone. */
export const intakeWords = { en, ru };
