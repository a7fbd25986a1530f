import type { Json } from './json.js';

/** Stable names of expected failures. Their words are in `locales`. */
export type ErrorCode =
  | 'UNAUTHENTICATED' // nobody is signed in, or no longer
  | 'NOT_FOUND' // no such thing, or none that the actor may know of
  | 'FORBIDDEN' // `may()` said no; `params.reason` says why
  | 'CONFLICT' // somebody was first; `params.by` and `params.at` say who and when
  | 'INVALID' // wrong input; `issues` lists what
  | 'STATE' // the thing is not in a state that allows this
  | 'INCIDENT' // the route cannot go on; an administrator has to look
  | 'DAMAGED' // what is stored is not what it has to be; `params.collection` and `params.id` name it
  | 'STORAGE_FULL' // the store has no room; nothing was written
  | 'STORAGE_UNAVAILABLE' // the store cannot be reached or opened
  | 'SCHEMA_NEWER'; // the store was written by a newer version

/** The HTTP status of each code, wherever an error goes over HTTP. */
export const httpStatuses: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STATE: 409,
  INCIDENT: 409,
  DAMAGED: 409,
  INVALID: 422,
  STORAGE_FULL: 507,
  STORAGE_UNAVAILABLE: 503,
  SCHEMA_NEWER: 503,
};

/** One thing wrong with an input: what (`code`), where (`path` into data or `element` of a route), with which values. */
export interface Issue {
  readonly code: string;
  /** JSON pointer into the data or schema that was checked. */
  readonly path?: string;
  /** Id of the BPMN element. */
  readonly element?: string;
  /** `error` when absent. */
  readonly severity?: 'error' | 'warning';
  readonly params?: Readonly<Record<string, Json | undefined>>;
}

/** An expected failure. `message` is for developers; people read `errorText(error, locale)`. */
export class RequestryError extends Error {
  override readonly name = 'RequestryError';
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, Json | undefined>>;
  readonly issues: readonly Issue[];

  constructor(
    code: ErrorCode,
    message: string,
    details: { params?: Readonly<Record<string, Json | undefined>>; issues?: readonly Issue[]; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.params = details.params ?? {};
    this.issues = details.issues ?? [];
  }
}
