import './index.js';
import { localize, type Json, type Locale, type LocalizedText, type Trace } from '@requestry/model';
import { formatDate, formatList, formatNumber } from './format.js';
import type { TraceParams, TraceWord } from './trace-text.js';

/** One reason as a sentence by its word; its code when the word cannot tell it. */
export function traceSentence(word: TraceWord, trace: Trace, locale: Locale, names: Readonly<Record<string, string>>): string {
  try {
    return capital(word(paramsOf(trace, locale, names)).trim());
  } catch {
    return trace.code;
  }
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function paramsOf(trace: Trace, locale: Locale, names: Readonly<Record<string, string>>): TraceParams {
  const value = (name: string): Json | undefined => (trace.params && Object.hasOwn(trace.params, name) ? trace.params[name] : undefined);
  const told = (json: Json | undefined): string => tell(json, locale, names);
  return {
    text: (name) => told(value(name)),
    list: (name) => {
      const found = value(name) ?? [];
      return (Array.isArray(found) ? found : [found]).map((each: Json) => told(each));
    },
    date: (name) => {
      const at = value(name);
      return typeof at === 'string' ? formatDate(at, locale, { time: true }) : told(at);
    },
    count: (name) => {
      const number = value(name);
      return typeof number === 'number' ? number : undefined;
    },
    has: (name) => value(name) !== undefined && value(name) !== null && value(name) !== '',
  };
}

function tell(value: Json | undefined, locale: Locale, names: Readonly<Record<string, string>>): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return Object.hasOwn(names, value) ? (names[value] ?? value) : value;
  if (typeof value === 'number') return formatNumber(value, locale);
  if (typeof value === 'boolean') return { en: ['no', 'yes'], ru: ['нет', 'да'] }[locale][Number(value)] ?? '';
  if (Array.isArray(value)) return formatList(value.map((each: Json) => tell(each, locale, names)), locale);
  if (isWords(value)) return localize(value as LocalizedText, locale);
  return Object.entries(value)
    .map(([name, each]) => `${Object.hasOwn(names, name) ? names[name] : name} = ${tell(each, locale, names) || '—'}`)
    .join(', ');
}

/** A sentence in several languages. */
const isWords = (value: object): boolean => {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => name === 'ru' || name === 'en');
};
