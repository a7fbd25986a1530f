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
  average: ({ average, count }: { average: string; count: number }) => `This kind on average: ${average} of 5 (${count} ${plural(count, { one: 'rating', other: 'ratings' }, 'en')})`,
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
  average: ({ average, count }) => `В среднем по виду: ${average} из 5 (${count} ${plural(count, { one: 'оценка', few: 'оценки', many: 'оценок', other: 'оценки' }, 'ru')})`,
};

export const guideWords = { en, ru };
