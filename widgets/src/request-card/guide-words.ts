import { plural } from '@requestry/model';

const en = {
  mandatory: 'has to be ticked off before the step goes on',
  script: 'Conversation',
  answer: 'Answer',
  keep: 'Note the answer',
  another: ({ question }: { question: string }) => `Answer otherwise: ${question}`,
  over: 'All questions are answered.',
  rating: 'Rating',
  rate: 'How was it?',
  stars: ({ count }: { count: number }) => `${count} ${plural(count, { one: 'star', other: 'stars' }, 'en')} of 5`,
  words: 'A few words, if you like',
  send: 'Rate',
  change: 'Change the rating',
};

const ru: typeof en = {
  mandatory: 'отметить до решения по этапу',
  script: 'Разговор',
  answer: 'Ответ',
  keep: 'Записать ответ',
  another: ({ question }) => `Ответить иначе: ${question}`,
  over: 'На все вопросы есть ответы.',
  rating: 'Оценка',
  rate: 'Как выполнена заявка?',
  stars: ({ count }) => `${count} ${plural(count, { one: 'звезда', few: 'звезды', other: 'звёзд' }, 'ru')} из 5`,
  words: 'Несколько слов, если хотите',
  send: 'Оценить',
  change: 'Изменить оценку',
};

export const guideWords = { en, ru };
