import { localize, type ErrorCode, type Issue, type Json, type Locale, type LocalizedText, type Trace } from '@requestry/model';
import { formatWhen } from './format.js';
import { errorWords } from './locales/error-words.js';
import { hasTraceWords, knowsTrace, traceText } from './trace-text.js';

type Failure = { readonly code: ErrorCode; readonly params: Readonly<Record<string, Json | undefined>> };

/** An expected failure, also one that came from another copy of the model or over the wire. */
function failureOf(error: unknown): Failure | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  if (typeof code !== 'string' || !Object.hasOwn(errorWords.en.codes, code)) return undefined;
  const params = 'params' in error && typeof error.params === 'object' && error.params !== null ? error.params : {};
  return { code: code as ErrorCode, params: params as Failure['params'] };
}

/** Whether a failure means that somebody else was first. */
export const isConflict = (error: unknown): boolean => failureOf(error)?.code === 'CONFLICT';

/** What could not be fetched, a part of the page as well, while there is no network: browsers tell that by a plain `TypeError`. */
const isOffline = (error: unknown): boolean => error instanceof TypeError && globalThis.navigator?.onLine === false;

/** What a person reads about a failure: for CONFLICT who and when, for FORBIDDEN why. Anything unknown gets a general sentence. */
export function errorText(error: unknown, locale: Locale, zone?: string): string {
  const t = errorWords[locale];
  const failure = failureOf(error);
  if (!failure) return isOffline(error) ? t.codes.STORAGE_UNAVAILABLE : t.unknown;
  const { by, byName, at, reason } = failure.params;
  const name = typeof byName === 'string' ? byName : by;
  if (failure.code === 'CONFLICT' && typeof name === 'string' && typeof at === 'string') {
    return t.conflictBy({ by: name, when: formatWhen(at, locale, zone).text });
  }
  if (failure.code === 'FORBIDDEN' && reason !== undefined && reason !== null && hasTraceWords(locale)) {
    return t.forbiddenWhy({ why: traceText(reasonTrace(reason), locale) });
  }
  const why = reasonsOf(error, failure, locale);
  if (why.length === 0) return t.codes[failure.code];
  return failure.code === 'INVALID' ? why.join(' ') : `${t.codes[failure.code]} ${why.join(' ')}`;
}

/** Why it is wrong, or not possible now, as far as there are sentences for it; each once. */
function reasonsOf(error: unknown, { code, params }: Failure, locale: Locale): readonly string[] {
  const { reason } = params;
  if (code === 'STATE') return typeof reason === 'string' && knowsTrace(reason, locale) ? [traceText({ code: reason, params: params as Trace['params'] & object }, locale)] : [];
  const { issues } = error as { readonly issues?: readonly Issue[] };
  if (code !== 'INVALID' || !Array.isArray(issues)) return [];
  const told = (issues as readonly Issue[]).map((issue) => issueSentence(issue, locale)).filter((text) => text !== '');
  return [...new Set(told)].slice(0, 5).map((text) => (/[.?!…]$/u.test(text) ? text : `${text}.`));
}

/** The sentence that an issue brings with it, else the one that its code has. */
function issueSentence({ code, params = {} }: Issue, locale: Locale): string {
  const brought = localize(params.message as LocalizedText | undefined, locale).trim();
  return brought !== '' || !knowsTrace(code, locale) ? brought : traceText({ code, params: params as Trace['params'] & object }, locale);
}

function reasonTrace(reason: Json): Trace {
  if (typeof reason === 'object' && reason !== null && 'code' in reason && typeof reason.code === 'string') return reason as unknown as Trace;
  return { code: String(reason) };
}
