import { RequestryError } from '@requestry/model';

/** What a failure of the browser's database means to a caller. Anything that is no `DOMException` is passed on. */
export function explain(error: unknown, database: string): unknown {
  const name = nameOf(error);
  if (name === 'QuotaExceededError') return new RequestryError('STORAGE_FULL', `no room left for database ${database}`, { cause: error });
  if (name === 'VersionError') return new RequestryError('SCHEMA_NEWER', `database ${database} was written by a newer version`, { cause: error });
  if (name) return new RequestryError('STORAGE_UNAVAILABLE', `database ${database}: ${name}`, { cause: error });
  return error;
}

/** Whether a connection was closed under a caller's feet, so that a new one may help. */
export function isClosed(error: unknown): boolean {
  return nameOf(error) === 'InvalidStateError';
}

function nameOf(error: unknown): string | undefined {
  if (typeof DOMException !== 'undefined' && error instanceof DOMException) return error.name;
  return undefined;
}
