/** The host's database: statements prepared once, work tried again while another connection is in the way. */
import { RequestryError } from '@requestry/model';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './client.js';
import { oldestUpload } from '../blobs.js';
import { explain, isBusy } from './errors.js';
import { IndexNumbers } from './index-numbers.js';
import { migrate } from './schema.js';

export type Durability = 'relaxed' | 'strict';

interface Asked {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Write extends Asked {
  readonly durability: Durability;
}

/** Pages kept in memory, bytes. What SQLite keeps by itself, two million, does not even hold the upper levels of our indexes. */
const cacheBytes = 64 * 1024 * 1024;

/** Turns of waiting code that are let by, so that what is asked for at the same moment comes along. */
const turnsToWait = 4;

/** Writes of one transaction: what else has to be done in this process waits for it. */
const mostWrites = 32;

export class Connection {
  readonly indexes = new IndexNumbers((sql, ...values) => this.all(sql, ...values));
  readonly #database: SqliteDatabase;
  readonly #busyTimeoutMs: number;
  readonly #durability: Durability;
  readonly #statements = new Map<string, SqliteStatement>();
  readonly #reads: Asked[] = [];
  readonly #writes: Write[] = [];
  #current: Durability | undefined;
  #opening: Promise<void> | undefined;
  #closed = false;

  constructor(database: SqliteDatabase, durability: Durability, busyTimeoutMs: number) {
    this.#database = database;
    this.#durability = durability;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async open(): Promise<void> {
    this.#closed = false;
    await this.#ready();
  }

  /** Lets go of the host's database, which stays open. */
  close(): void {
    this.#closed = true;
    this.#opening = undefined;
    this.#statements.clear();
    this.indexes.forget();
  }

  /** Reads that are asked for together are done together: the database is locked once, and all see one state of it. */
  async read<Result>(work: () => Result): Promise<Result> {
    await this.#ready();
    return new Promise<Result>((resolve, reject) => {
      this.#reads.push({ work, resolve: resolve as (result: unknown) => void, reject });
      if (this.#reads.length === 1) void this.#readTogether();
    });
  }

  /** Does the work alone among all writers, whole or not at all. The work is run again when it came to nothing. Writes asked for together share a transaction, whose end is what costs most. */
  async write<Result>(work: () => Result, durability = this.#durability): Promise<Result> {
    await this.#ready();
    return new Promise<Result>((resolve, reject) => {
      this.#writes.push({ work, durability, resolve: resolve as (result: unknown) => void, reject });
      if (this.#writes.length === 1) void this.#writeTogether();
    });
  }

  all<Row>(sql: string, ...values: SqliteValue[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  run(sql: string, ...values: SqliteValue[]): void {
    this.#statement(sql).run(...values);
  }

  #ready(): Promise<void> {
    if (this.#closed) return Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed'));
    if (!this.#opening) {
      const opening = this.#prepare();
      this.#opening = opening;
      opening.catch(() => this.#opening === opening && (this.#opening = undefined));
    }
    return this.#opening;
  }

  /** A build without shared memory keeps its rollback journal; both survive a loss of power when synchronous. */
  async #prepare(): Promise<void> {
    await this.#patiently(() => this.all('PRAGMA journal_mode = WAL'));
    this.run(`PRAGMA cache_size = -${cacheBytes / 1024}`);
    await this.#patiently(() => this.#transact(() => this.#migrate(), this.#durability));
  }

  /** Forgets broken-off uploads on the way. */
  #migrate(): void {
    migrate(this.#database);
    this.run('DELETE FROM rq_pieces WHERE upload < ? AND NOT EXISTS (SELECT 1 FROM rq_blobs AS b WHERE b.tenant = rq_pieces.tenant AND b.upload = rq_pieces.upload)', oldestUpload());
  }

  #transact<Result>(work: () => Result, durability: Durability): Result {
    if (durability !== this.#current) this.#database.exec(`PRAGMA synchronous = ${durability === 'strict' ? 'FULL' : 'NORMAL'}`);
    this.#current = durability;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  /** One that fails takes the others with it: then each is done by itself. */
  async #writeTogether(): Promise<void> {
    for (let turns = 0; turns < turnsToWait; turns += 1) await undefined;
    const writes = this.#writes.splice(0, mostWrites);
    if (this.#writes.length > 0) void this.#writeTogether();
    const end = Date.now() + this.#busyTimeoutMs;
    const inOne = (some: readonly Write[]) =>
      this.#patiently(() => this.#transact(() => some.map(({ work }) => work()), some.some(({ durability }) => durability === 'strict') ? 'strict' : 'relaxed'), end);
    try {
      const results = await inOne(writes);
      writes.forEach(({ resolve }, n) => resolve(results[n]));
    } catch (error) {
      for (const write of writes) await (writes.length === 1 ? Promise.reject(error) : inOne([write])).then(([result]: readonly unknown[]) => write.resolve(result), write.reject);
    }
  }

  async #readTogether(): Promise<void> {
    for (let turns = 0; turns < turnsToWait; turns += 1) await undefined;
    const reads = this.#reads.splice(0);
    try {
      for (const settle of await this.#patiently(() => this.#readAll(reads))) settle();
    } catch (error) {
      for (const { reject } of reads) reject(error);
    }
  }

  /** What to tell each: a read that fails fails alone, unless the database is busy. */
  #readAll(reads: readonly Asked[]): readonly (() => void)[] {
    this.run('BEGIN');
    try {
      const settled = reads.map(({ work, resolve, reject }) => {
        try {
          const result = work();
          return () => resolve(result);
        } catch (error) {
          if (isBusy(error)) throw error;
          return () => reject(explain(error));
        }
      });
      this.run('COMMIT');
      return settled;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  /** The failure may have ended the transaction already. */
  #rollback(): void {
    this.indexes.forget();
    try {
      this.#database.exec('ROLLBACK');
    } catch (error) {
      if (!(error instanceof Error && /no transaction is active/.test(error.message))) throw error;
    }
  }

  /** Waits between tries, so that neither the event loop nor the other connection is held up. */
  async #patiently<Result>(work: () => Result, end = Date.now() + this.#busyTimeoutMs): Promise<Result> {
    for (let pause = 1; ; pause = Math.min(pause * 2, 32)) {
      if (this.#closed) throw new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed');
      try {
        return work();
      } catch (error) {
        if (!isBusy(error)) throw explain(error);
        if (Date.now() >= end) throw new RequestryError('STORAGE_UNAVAILABLE', `the database was locked for ${this.#busyTimeoutMs} ms`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }

  #statement(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }
}
