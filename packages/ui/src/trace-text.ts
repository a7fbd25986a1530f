import { localize, type Json, type Locale, type LocalizedText, type Trace } from '@requestry/model';
import { formatDate, formatList, formatNumber } from './format.js';
import { wordsChanged } from './localize.js';
import { vocabulary } from './vocabulary.js';
import { warnOnce } from './warn.js';

/** Values of a reason, ready for a sentence. */
export interface TraceParams {
  /** A value in words: ids by name, lists with commas, numbers by language; `''` when absent. */
  text(name: string): string;
  /** A date in words. */
  date(name: string): string;
  /** A number, or undefined. */
  count(name: string): number | undefined;
  has(name: string): boolean;
}

/** Sentences by code of a reason, without the full stop. */
export type TraceWords = Readonly<Record<string, (params: TraceParams) => string>>;

/** One reason in words with the reasons below it. */
export interface TraceLine {
  readonly text: string;
  readonly because: readonly TraceLine[];
}

const loaders: Readonly<Record<Locale, () => Promise<TraceWords>>> = {
  en: async () => (await import('./locales/trace.en.js')).traceEn,
  ru: async () => (await import('./locales/trace.ru.js')).traceRu,
};
const own: Partial<Record<Locale, TraceWords>> = {};
const added: Record<Locale, Map<string, (params: TraceParams) => string>> = { en: new Map(), ru: new Map() };
const coming = new Map<Locale, Promise<void>>();
const maxDepth = 12;

/** Fetches the sentences of one language. Elements that have shown reasons without them are drawn anew. Rejects when they cannot be fetched; the next call tries again. */
export function loadTraceWords(locale: Locale): Promise<void> {
  if (own[locale]) return Promise.resolve();
  const known = coming.get(locale);
  if (known) return known;
  const loading = loaders[locale]().then((words) => {
    own[locale] = words;
    wordsChanged();
  }).finally(() => coming.delete(locale));
  coming.set(locale, loading);
  return loading;
}

/** Lets every element wait for the sentences with its first drawing: for faces that tell reasons everywhere. */
export function waitForTraceWords(): void {
  vocabulary({ en: () => loadTraceWords('en').then(() => own.en), ru: () => loadTraceWords('ru').then(() => own.ru) });
}

/** The sentences of a language are there; when not, they are fetched. */
export function hasTraceWords(locale: Locale): boolean {
  if (own[locale]) return true;
  loadTraceWords(locale).catch((error: unknown) => warnOnce(`trace:${locale}`, 'the words of reasons could not be loaded', error));
  return false;
}

/** Adds or replaces sentences for codes of reasons, for hosts with rules of their own. */
export function registerTraceWords(words: Readonly<Partial<Record<Locale, TraceWords>>>): void {
  for (const locale of ['en', 'ru'] as const) {
    for (const [code, word] of Object.entries(words[locale] ?? {})) added[locale].set(code, word);
  }
}

const wordOf = (code: string, locale: Locale): ((params: TraceParams) => string) | undefined =>
  added[locale].get(code) ?? (own[locale] && Object.hasOwn(own[locale], code) ? own[locale][code] : undefined);

/** Whether a code has a sentence. */
export const knowsTrace = (code: string, locale: Locale): boolean => wordOf(code, locale) !== undefined;

/** A reason as a tree of sentences. An unknown code stands for itself; while the words are on their way a sentence is empty. */
export function traceLines(trace: Trace, locale: Locale, names: Readonly<Record<string, string>> = {}, depth = 0): TraceLine {
  const because = depth < maxDepth ? (trace.because ?? []).map((below) => traceLines(below, locale, names, depth + 1)) : [];
  return { text: sentence(trace, locale, names), because };
}

/** A reason as running text: its sentence and those of the reasons below it. Ids are told by `names`. */
export function traceText(trace: Trace, locale: Locale, names: Readonly<Record<string, string>> = {}): string {
  return flatten(traceLines(trace, locale, names)).map(withStop).filter(Boolean).join(' ');
}

const flatten = (line: TraceLine): string[] => [line.text, ...line.because.flatMap(flatten)];
const withStop = (text: string): string => (text === '' || /[.?!…]$/u.test(text) ? text : `${text}.`);
const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function sentence(trace: Trace, locale: Locale, names: Readonly<Record<string, string>>): string {
  const known = hasTraceWords(locale);
  const word = wordOf(trace.code, locale);
  if (!word) return known ? trace.code : '';
  try {
    return capital(word(paramsOf(trace, locale, names)).trim());
  } catch {
    return trace.code;
  }
}

function paramsOf(trace: Trace, locale: Locale, names: Readonly<Record<string, string>>): TraceParams {
  const value = (name: string): Json | undefined => (trace.params && Object.hasOwn(trace.params, name) ? trace.params[name] : undefined);
  const told = (json: Json | undefined): string => tell(json, locale, names);
  return {
    text: (name) => told(value(name)),
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

/** An ISO duration of working time in words: `P2D` "2 working days", `PT4H` "4 working hours". Other text as it is. */
export function workingTimeText(duration: string, locale: Locale): string {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (!found || duration === 'P') return duration;
  const [weeks, days, hours, minutes] = found.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const parts = workingParts(locale, { days: (weeks ?? 0) * 5 + (days ?? 0), hours: hours ?? 0, minutes: minutes ?? 0 });
  return parts.length > 0 ? parts.join(' ') : duration;
}

function workingParts(locale: Locale, { days, hours, minutes }: { days: number; hours: number; minutes: number }): string[] {
  const ru = new Intl.PluralRules(locale);
  const pick = (count: number, one: string, few: string, many: string): string => `${count} ${{ one, few, many, two: few, zero: many, other: many }[ru.select(count)]}`;
  const told = locale === 'ru'
    ? [days && pick(days, 'рабочий день', 'рабочих дня', 'рабочих дней'), hours && pick(hours, 'рабочий час', 'рабочих часа', 'рабочих часов'), minutes && pick(minutes, 'минута', 'минуты', 'минут')]
    : [days && pick(days, 'working day', 'working days', 'working days'), hours && pick(hours, 'working hour', 'working hours', 'working hours'), minutes && pick(minutes, 'minute', 'minutes', 'minutes')];
  return told.filter((part): part is string => typeof part === 'string');
}
