import type { IDBPTransaction } from 'idb';
import type { Schema } from './schema.js';

/** Anything that `transact` can end. */
type Transaction = Pick<IDBPTransaction<Schema, never[], 'readwrite'>, 'done' | 'abort' | 'error'>;

/** Does the work and waits until it is written. Takes everything back when any of it fails. */
export async function transact<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
  const done = transaction.done.then(() => undefined, (error: unknown) => ({ error }));
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    abort(transaction);
    await done;
    throw isAbort(error) ? (transaction.error ?? error) : error;
  }
  const failed = await done;
  if (failed) throw transaction.error ?? failed.error;
  return result;
}

/** Starts requests at once and waits for all; one that cannot even be started leaves none unheard. */
export async function together(requests: readonly (() => Promise<unknown> | undefined)[]): Promise<void> {
  await Promise.all(requests.map(async (request) => request()));
}

/** It may have ended by itself. */
function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
