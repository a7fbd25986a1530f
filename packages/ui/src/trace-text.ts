import type { Locale, Trace } from '@requestry/model';
import { wordsChanged } from './localize.js';
import { vocabulary } from './vocabulary.js';
import type { traceSentence } from './trace-sentence.js';
import { warnOnce } from './warn.js';

/** Values of a reason, ready for a sentence. */
export interface TraceParams {
  /** A value in words: ids by name, lists with commas, numbers by language; `''` when absent. */
  text(name: string): string;
  /** The values of a list, each in words; none when absent. */
  list(name: string): readonly string[];
  /** A date in words. */
  date(name: string): string;
  /** A number, or undefined. */
  count(name: string): number | undefined;
  has(name: string): boolean;
}

/** The sentence of one reason, without the full stop. */
export type TraceWord = (params: TraceParams) => string;

/** Sentences by code of a reason. */
export type TraceWords = Readonly<Record<string, TraceWord>>;

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
const added: Record<Locale, Map<string, TraceWord>> = { en: new Map(), ru: new Map() };
/** What makes sentences comes with the first words. */
let tell: typeof traceSentence | undefined;
const coming = new Map<Locale, Promise<void>>();
const maxDepth = 12;

/** Fetches the sentences of one language. Elements that have shown reasons without them are drawn anew. Rejects when they cannot be fetched; the next call tries again. */
export function loadTraceWords(locale: Locale): Promise<void> {
  if (own[locale]) return Promise.resolve();
  const known = coming.get(locale);
  if (known) return known;
  const loading = Promise.all([loaders[locale](), import('./trace-sentence.js')]).then(([words, { traceSentence }]) => {
    tell = traceSentence;
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

const wordOf = (code: string, locale: Locale): TraceWord | undefined =>
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

function sentence(trace: Trace, locale: Locale, names: Readonly<Record<string, string>>): string {
  const known = hasTraceWords(locale);
  const word = wordOf(trace.code, locale);
  if (!known && !(word && tell)) return '';
  return word && tell ? tell(word, trace, locale, names) : trace.code;
}
