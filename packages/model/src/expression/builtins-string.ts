import { define } from './builtin.js';
import type { Builtin } from './builtin.js';
import { compilePattern } from './pattern.js';
import type { Pattern } from './pattern.js';
import { isList, textOf } from './values.js';
import type { FeelValue, Run } from './values.js';

const MAX_TEXT = 1_000_000;

const strings = (name: string, parameters: string, call: (run: Run, ...texts: string[]) => FeelValue): Builtin =>
  define(parameters, (run, args) => {
    if (!args.every((arg) => typeof arg === 'string')) return run.reportTypes(name, ...args);
    for (const text of args as string[]) run.spend(text.length >> 3);
    return call(run, ...(args as string[]));
  });

/** The text when it is not too long for an evaluation. */
export function bounded(run: Run, text: string): string {
  run.spend(text.length >> 5);
  if (text.length > MAX_TEXT) run.spend(Number.POSITIVE_INFINITY);
  return text;
}

function substring(run: Run, [text = null, start = null, length]: readonly FeelValue[]): FeelValue {
  if (typeof text !== 'string' || typeof start !== 'number' || (length !== undefined && typeof length !== 'number')) return run.reportTypes('substring', text, start);
  run.spend(text.length >> 2);
  const chars = Array.from(text);
  const from = start < 0 ? Math.max(chars.length + Math.trunc(start), 0) : Math.max(Math.trunc(start) - 1, 0);
  if (start === 0 || length === 0) return '';
  return chars.slice(from, length === undefined ? undefined : from + Math.max(Math.trunc(length), 0)).join('');
}

const spending = (run: Run) => (work: number): void => run.spend(work);

function patternOf(run: Run, source: string, flags: string): Pattern | null {
  run.spend(source.length * 4);
  const pattern = /^i*$/.test(flags) ? remembered(source, flags.includes('i')) : undefined;
  if (!pattern) return run.report({ code: 'feel.pattern', params: { pattern: source.slice(0, 200) } });
  run.spend(pattern.size);
  return pattern;
}

const patterns = new Map<string, Pattern | undefined>();

function remembered(source: string, ignoreCase: boolean): Pattern | undefined {
  const key = `${ignoreCase ? 'i' : '-'}${source}`;
  if (patterns.has(key)) return patterns.get(key);
  const made = compilePattern(source, { ignoreCase });
  if (patterns.size >= 200) patterns.clear();
  patterns.set(key, made);
  return made;
}

function replace(run: Run, args: readonly FeelValue[]): FeelValue {
  const [text = null, source = null, replacement = null, flags = ''] = args;
  if (typeof text !== 'string' || typeof source !== 'string' || typeof replacement !== 'string' || typeof flags !== 'string') return run.reportTypes('replace', ...args);
  const pattern = patternOf(run, source, flags);
  return pattern && replaceAll(run, text, pattern, replacement);
}

function replaceAll(run: Run, text: string, pattern: Pattern, replacement: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let from = 0; from <= text.length; ) {
    const match = pattern.find(text, from, spending(run));
    if (!match) break;
    run.spend(1);
    pieces.push(text.slice(at, match.from), bounded(run, filled(replacement, match.groups)));
    at = match.to;
    from = match.to > match.from ? match.to : match.to + 1;
  }
  pieces.push(text.slice(at));
  return bounded(run, pieces.join(''));
}

const filled = (replacement: string, groups: readonly (string | undefined)[]): string => replacement.replace(/\$(\d)/g, (_, digit: string) => groups[Number(digit)] ?? '');

function split(run: Run, [text = null, delimiter = null]: readonly FeelValue[]): FeelValue {
  if (typeof text !== 'string' || typeof delimiter !== 'string') return run.reportTypes('split', text, delimiter);
  if (delimiter === '') return Array.from(bounded(run, text));
  const pattern = patternOf(run, delimiter, '');
  if (!pattern) return null;
  const pieces: string[] = [];
  let at = 0;
  for (let match = pattern.find(text, 0, spending(run)); match && match.to > match.from; match = pattern.find(text, match.to, spending(run))) {
    run.spend(1);
    pieces.push(text.slice(at, match.from));
    at = match.to;
  }
  return [...pieces, text.slice(at)];
}

function join(run: Run, [list = null, delimiter = null]: readonly FeelValue[]): FeelValue {
  if (!isList(list) || (delimiter !== null && typeof delimiter !== 'string')) return run.reportTypes('string join', list, delimiter);
  run.spend(list.length);
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return run.reportTypes('string join', ...texts.filter((item) => typeof item !== 'string'));
  const length = texts.reduce<number>((sum, text) => sum + (text as string).length + (delimiter?.length ?? 0), 0);
  run.spend(length > MAX_TEXT ? Number.POSITIVE_INFINITY : length >> 5);
  return texts.join(delimiter ?? '');
}

const before = (text: string, mark: string): string => (text.includes(mark) ? text.slice(0, text.indexOf(mark)) : '');
const after = (text: string, mark: string): string => (text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length) : '');

/** Texts. Patterns are matched in linear time. */
export const stringFunctions: Readonly<Record<string, Builtin>> = {
  substring: define('string, start position, length?', substring),
  'string length': strings('string length', 'string', (_, text) => Array.from(text).length),
  'upper case': strings('upper case', 'string', (_, text) => text.toUpperCase()),
  'lower case': strings('lower case', 'string', (_, text) => text.toLowerCase()),
  trim: strings('trim', 'string', (_, text) => text.trim()),
  contains: strings('contains', 'string, match', (_, text, part) => text.includes(part)),
  'starts with': strings('starts with', 'string, match', (_, text, part) => text.startsWith(part)),
  'ends with': strings('ends with', 'string, match', (_, text, part) => text.endsWith(part)),
  'substring before': strings('substring before', 'string, match', (_, text, mark) => before(text, mark)),
  'substring after': strings('substring after', 'string, match', (_, text, mark) => after(text, mark)),
  replace: define('input, pattern, replacement, flags?', replace),
  matches: strings('matches', 'input, pattern, flags?', (run, text, source, flags = '') => {
    const pattern = patternOf(run, source, flags);
    return pattern && pattern.find(text, 0, spending(run)) !== undefined;
  }),
  split: define('string, delimiter', split),
  'string join': define('list, delimiter?', join),
  string: define('from', (run, [from = null]) => (from === null ? null : bounded(run, textOf(from, run)))),
  'is blank': strings('is blank', 'string', (_, text) => text.trim() === ''),
};
