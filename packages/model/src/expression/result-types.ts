import type { FeelType } from './types.js';

/**
 * The type of a function's value: `item` as the items of its list, `first` as its first argument, `any` as all its arguments,
 * `sameItems` a list like its first argument, `allItems` a list like all of them.
 */
type ResultType = FeelType | 'item' | 'first' | 'any' | 'sameItems' | 'allItems';

const texts = { list: 'string' } as const;

/** What each function gives. */
export const resultTypes: Readonly<Record<string, ResultType>> = Object.assign(Object.create(null) as Record<string, ResultType>, {
  substring: 'string', 'string length': 'number', 'upper case': 'string', 'lower case': 'string', trim: 'string', contains: 'boolean', 'starts with': 'boolean',
  'ends with': 'boolean', 'substring before': 'string', 'substring after': 'string', replace: 'string', matches: 'boolean', split: texts, 'string join': 'string',
  string: 'string', 'is blank': 'boolean',
  count: 'number', sum: 'item', mean: 'item', min: 'item', max: 'item', median: 'number', stddev: 'number', product: 'number', mode: { list: 'number' }, all: 'boolean',
  any: 'boolean', and: 'boolean', or: 'boolean', 'list contains': 'boolean', append: 'unknown', concatenate: 'allItems', union: 'allItems', 'distinct values': 'sameItems',
  flatten: { list: 'unknown' }, sort: 'sameItems', reverse: 'sameItems', 'index of': { list: 'number' }, sublist: 'sameItems', 'insert before': 'unknown', remove: 'sameItems',
  'list replace': 'unknown', not: 'boolean', 'is defined': 'boolean', 'get or else': 'any', 'to json': 'string', is: 'boolean',
  'get value': 'unknown', 'get entries': { list: { context: { key: 'string' } } }, context: { context: {} }, 'context put': { context: {} }, 'context merge': { context: {} },
  number: 'number', floor: 'number', ceiling: 'number', round: 'number', 'round half up': 'number', 'round half down': 'number', 'round up': 'number',
  'round down': 'number', decimal: 'number', abs: 'first', modulo: 'number', sqrt: 'number', log: 'number', exp: 'number', odd: 'boolean', even: 'boolean',
  date: 'date', time: 'time', 'date and time': 'date and time', duration: 'unknown', 'years and months duration': 'years and months duration', today: 'date',
  now: 'date and time', 'day of week': 'string', 'day of year': 'number', 'week of year': 'number', 'month of year': 'string', 'last day of month': 'date',
  before: 'boolean', after: 'boolean', meets: 'boolean', 'met by': 'boolean', overlaps: 'boolean', 'overlaps before': 'boolean', 'overlaps after': 'boolean',
  finishes: 'boolean', 'finished by': 'boolean', includes: 'boolean', during: 'boolean', starts: 'boolean', 'started by': 'boolean', coincides: 'boolean',
} satisfies Record<string, ResultType>);
