import { RequestryError } from '@requestry/model';

/** Result codes of SQLite; drivers give them as a number, a name, or in words only. */
const failures = {
  busy: { numbers: [5, 6], names: ['SQLITE_BUSY', 'SQLITE_LOCKED'], words: /database( table)?( schema)? is locked/ },
  full: { numbers: [13], names: ['SQLITE_FULL'], words: /database or disk is full/ },
} as const;

/** Whether another connection is in the way, so that trying again may help. Nothing was written. */
export function isBusy(error: unknown): boolean {
  return isFailure(error, failures.busy);
}

/** What a failure of the driver means to a caller. What is no failure of a database is passed on. */
export function explain(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof RequestryError || error instanceof TypeError || !isFromDriver(error)) return error;
  if (isFailure(error, failures.full)) return new RequestryError('STORAGE_FULL', 'no room left for the database', { cause: error });
  return new RequestryError('STORAGE_UNAVAILABLE', `the database failed: ${error.message}`, { cause: error });
}

interface Failure {
  readonly numbers: readonly number[];
  readonly names: readonly string[];
  readonly words: RegExp;
}

function isFailure(error: unknown, { numbers, names, words }: Failure): boolean {
  if (!(error instanceof Error)) return false;
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  if (typeof errcode === 'number') return numbers.includes(errcode & 0xff);
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return names.some((name) => code === name || code.startsWith(`${name}_`));
  return words.test(error.message);
}

/** `node:sqlite` throws plain errors with a code, `better-sqlite3` a `SqliteError`, `node-sqlite3-wasm` an `SQLite3Error`. */
function isFromDriver(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return /^sqlite/i.test(error.name) || /^sqlite/i.test(error.constructor.name) || (typeof code === 'string' && /^(ERR_)?(SQLITE|INVALID_STATE)/.test(code));
}
