import { plural } from '@requestry/model';

const en = {
  findPerson: 'Name of a person',
  nobodyFound: 'Nobody found',
  openTasks: ({ count }: { count: number }): string => `${count} ${plural(count, { one: 'open task', other: 'open tasks' }, 'en')}`,
};

const ru: typeof en = {
  findPerson: 'Имя человека',
  nobodyFound: 'Никто не найден',
  openTasks: ({ count }) => `${count} ${plural(count, { one: 'открытое задание', few: 'открытых задания', many: 'открытых заданий', other: 'открытых задания' }, 'ru')}`,
};

/** Words about choosing people and what they have to do. */
export const personWords = { en, ru };
