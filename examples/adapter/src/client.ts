import { RequestryError } from '@requestry/model';

/** Keys as bytes, values as text, whatever the database was made for. */
export interface LevelEncodings {
  readonly keyEncoding: 'view';
  readonly valueEncoding: 'utf8';
}

export const encodings: LevelEncodings = { keyEncoding: 'view', valueEncoding: 'utf8' };

/** What is read while others write. To be closed. */
export interface LevelSnapshot {
  ref(): void;
  unref(): void;
  [Symbol.asyncDispose](): Promise<void>;
  close(): Promise<void>;
}

export type LevelWrite = { readonly type: 'put'; readonly key: Uint8Array; readonly value: string } | { readonly type: 'del'; readonly key: Uint8Array };

export interface LevelRange {
  readonly gt?: Uint8Array;
  readonly gte?: Uint8Array;
  readonly lt?: Uint8Array;
  readonly reverse?: boolean;
  readonly limit?: number;
}

type Reading = LevelEncodings & { readonly snapshot?: LevelSnapshot };

/** The slice of a `ClassicLevel` that the adapter uses. */
export interface LevelClient {
  /** Does nothing when it is open. */
  open(): Promise<void>;
  snapshot(): LevelSnapshot;
  getMany(keys: Uint8Array[], options: Reading): Promise<(string | undefined)[]>;
  iterator(options: LevelRange & Reading): { all(): Promise<[Uint8Array, string][]>; nextv(size: number): Promise<[Uint8Array, string][]>; close(): Promise<void> };
  /** All or nothing, in order; on the disk when it answers, if `sync`. */
  batch(writes: LevelWrite[], options: LevelEncodings & { readonly sync: boolean }): Promise<void>;
}

/** Reads from one state of the store, and closes it. */
export async function reading<Result>(client: LevelClient, work: (snapshot: LevelSnapshot) => Promise<Result>): Promise<Result> {
  const snapshot = client.snapshot();
  try {
    return await work(snapshot);
  } finally {
    await snapshot.close();
  }
}

/** Failures of LevelDB as the contract names them; others as they are. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('LEVEL_')) return error;
  const message = error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
  const full = /no space left|quota exceeded/i.test(message);
  return new RequestryError(full ? 'STORAGE_FULL' : 'STORAGE_UNAVAILABLE', `LevelDB: ${message}`, { cause: error });
}
