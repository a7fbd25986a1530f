import type { DecisionType, HitPolicy } from '@requestry/model/decision';

/** Hit policies as DMN writes them: the policy, then what it reckons. */
export const policyTerms: Readonly<Record<HitPolicy, readonly [hitPolicy: string, aggregation?: string]>> = {
  U: ['UNIQUE'],
  A: ['ANY'],
  P: ['PRIORITY'],
  F: ['FIRST'],
  R: ['RULE ORDER'],
  C: ['COLLECT'],
  'C+': ['COLLECT', 'SUM'],
  'C#': ['COLLECT', 'COUNT'],
  'C<': ['COLLECT', 'MIN'],
  'C>': ['COLLECT', 'MAX'],
};

/** Names that tools give to the types of columns. */
export const typeTerms: Readonly<Record<string, DecisionType>> = {
  number: 'number',
  double: 'number',
  integer: 'number',
  long: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  'date and time': 'date and time',
  dayTimeDuration: 'days and time duration',
  'days and time duration': 'days and time duration',
  yearMonthDuration: 'years and months duration',
  'years and months duration': 'years and months duration',
};

/** A type as it stands in a file, where names have no spaces. */
export const typeWords: Readonly<Record<DecisionType, string>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'dateTime',
  'days and time duration': 'dayTimeDuration',
  'years and months duration': 'yearMonthDuration',
};
