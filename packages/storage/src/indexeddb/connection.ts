/** One connection to the database, opened when first needed and again after another tab made us let go. */
import { RequestryError } from '@requestry/model';
import { openDB } from 'idb';
import { explain, isClosed } from './errors.js';
import { schemaVersion, upgrade } from './schema.js';
import type { Database, Schema } from './schema.js';

export class Connection {
  readonly #name: string;
  readonly #openTimeoutMs: number;
  #opening: Promise<Database> | undefined;
  #closed = false;

  constructor(name: string, openTimeoutMs: number) {
    this.#name = name;
    this.#openTimeoutMs = openTimeoutMs;
  }

  async open(): Promise<void> {
    this.#closed = false;
    await this.#database();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.close();
  }

  /** Begins work on an open database; once more on a new connection when the first one turns out to be closed. Failures come explained. */
  async use<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const database = await this.#database();
    try {
      return await work(database);
    } catch (error) {
      if (!isClosed(error)) throw explain(error, this.#name);
      this.#drop();
    }
    try {
      return await work(await this.#database());
    } catch (error) {
      throw explain(error, this.#name);
    }
  }

  #database(): Promise<Database> {
    if (this.#closed) return Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', `database ${this.#name} is closed`));
    if (!this.#opening) {
      const opening = this.#connect();
      this.#opening = opening;
      opening.catch(() => this.#opening === opening && this.#drop());
    }
    return this.#opening;
  }

  #drop(): void {
    this.#opening = undefined;
  }

  /** Waits for tabs that hold an older schema, but not for ever. */
  async #connect(): Promise<Database> {
    if (typeof indexedDB === 'undefined') throw new RequestryError('STORAGE_UNAVAILABLE', 'there is no IndexedDB here');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new RequestryError('STORAGE_UNAVAILABLE', `database ${this.#name} did not open in ${this.#openTimeoutMs} ms; another tab may hold it`);
      timer = setTimeout(() => reject(error), this.#openTimeoutMs);
    });
    const opened = this.#openDatabase();
    try {
      return await Promise.race([opened, late]);
    } catch (error) {
      opened.then((database) => database.close(), () => undefined);
      throw explain(error, this.#name);
    } finally {
      clearTimeout(timer);
    }
  }

  async #openDatabase(): Promise<Database> {
    const database: Database = await openDB<Schema>(this.#name, schemaVersion, {
      upgrade: (fresh, from) => upgrade(fresh, from),
      blocking: () => {
        database.close();
        this.#drop();
      },
      terminated: () => this.#drop(),
    });
    return database;
  }
}
