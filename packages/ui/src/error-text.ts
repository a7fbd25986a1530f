import { localize, type ErrorCode, type Issue, type Json, type Locale, type LocalizedText, type Trace } from '@requestry/model';
import { formatWhen } from './format.js';
import { messages } from './locales/index.js';
import type { UiMessages } from './locales/en.js';
import { hasTraceWords, traceText } from './trace-text.js';

const words: Readonly<Record<ErrorCode, (t: UiMessages) => string>> = {
  UNAUTHENTICATED: (t) => t.errorUnauthenticated,
  NOT_FOUND: (t) => t.errorNotFound,
  FORBIDDEN: (t) => t.errorForbidden,
  CONFLICT: (t) => t.errorConflict,
  INVALID: (t) => t.errorInvalid,
  STATE: (t) => t.errorState,
  INCIDENT: (t) => t.errorIncident,
  DAMAGED: (t) => t.errorDamaged,
  STORAGE_FULL: (t) => t.errorStorageFull,
  STORAGE_UNAVAILABLE: (t) => t.errorStorageUnavailable,
  SCHEMA_NEWER: (t) => t.errorSchemaNewer,
};

type Failure = { readonly code: ErrorCode; readonly params: Readonly<Record<string, Json | undefined>> };

/** An expected failure, also one that came from another copy of the model or over the wire. */
function failureOf(error: unknown): Failure | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  if (typeof code !== 'string' || !Object.hasOwn(words, code)) return undefined;
  const params = 'params' in error && typeof error.params === 'object' && error.params !== null ? error.params : {};
  return { code: code as ErrorCode, params: params as Failure['params'] };
}

/** What a person reads about a failure: for CONFLICT who and when, for FORBIDDEN why. Anything unknown gets a general sentence. */
export function errorText(error: unknown, locale: Locale, zone?: string): string {
  const t = messages[locale];
  const failure = failureOf(error);
  if (!failure) return t.errorUnknown;
  const { by, byName, at, reason } = failure.params;
  const name = typeof byName === 'string' ? byName : by;
  if (failure.code === 'CONFLICT' && typeof name === 'string' && typeof at === 'string') {
    return t.errorConflictBy({ by: name, when: formatWhen(at, locale, zone).text });
  }
  if (failure.code === 'FORBIDDEN' && reason !== undefined && reason !== null && hasTraceWords(locale)) {
    return t.errorForbiddenWhy({ why: traceText(reasonTrace(reason), locale) });
  }
  const told = failure.code === 'INVALID' ? toldBy(error, locale) : [];
  return told.length > 0 ? told.join(' ') : words[failure.code](t);
}

/** Sentences that issues bring with them, each once. */
function toldBy(error: unknown, locale: Locale): readonly string[] {
  const { issues } = error as { readonly issues?: readonly Issue[] };
  const said = (Array.isArray(issues) ? (issues as readonly Issue[]) : []).map(({ params }) => localize(params?.message as LocalizedText | undefined, locale).trim()).filter((text) => text !== '');
  return [...new Set(said)].slice(0, 5).map((text) => (/[.?!…]$/u.test(text) ? text : `${text}.`));
}

function reasonTrace(reason: Json): Trace {
  if (typeof reason === 'object' && reason !== null && 'code' in reason && typeof reason.code === 'string') return reason as unknown as Trace;
  return { code: String(reason) };
}
