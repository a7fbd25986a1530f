/** Documents asked for at the same moment are read in one call. */
import { bodyOf } from '../body.js';
import type { Doc, Key } from '../contract.js';
import { storedName } from '../names.js';
import type { Connection } from './connection.js';
import { getSql } from './questions.js';

/** Turns of waiting code that are let by, so that what is asked for at the same moment comes along. */
const turnsBeforeReading = 4;

/** Keys of one call; whoever asks for more does so by themselves. */
const mostKeys = 64;

interface Waiting {
  readonly tenant: string;
  readonly keys: readonly Key[];
  readonly resolve: (docs: (Doc | null)[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Of several callers all see one state of the database, as each would alone. */
export class Reads {
  readonly #connection: Connection;
  readonly #sql: string;
  #waiting: Waiting[] = [];
  #keys = 0;

  constructor(connection: Connection, schema: string) {
    this.#connection = connection;
    this.#sql = getSql(schema);
  }

  get(tenant: string, keys: readonly Key[]): Promise<(Doc | null)[]> {
    return new Promise((resolve, reject) => {
      if (this.#keys > 0 && this.#keys + keys.length > mostKeys) void this.#read();
      this.#waiting.push({ tenant, keys, resolve, reject });
      this.#keys += keys.length;
      if (this.#waiting.length === 1) void this.#readSoon(this.#waiting);
    });
  }

  async #readSoon(waiting: readonly Waiting[]): Promise<void> {
    for (let turns = 0; turns < turnsBeforeReading; turns += 1) await undefined;
    if (this.#waiting === waiting) await this.#read();
  }

  async #read(): Promise<void> {
    const waiting = this.#waiting;
    [this.#waiting, this.#keys] = [[], 0];
    try {
      const list = waiting.flatMap(({ tenant, keys }) => keys.map(({ collection, id }) => [storedName(tenant), storedName(collection), storedName(id)]));
      const rows = await this.#connection.ask<{ n: string; version: string; body: string }>(this.#sql, JSON.stringify(list));
      const found = new Map(rows.map((row) => [Number(row.n) - 1, row]));
      let at = 0;
      for (const { keys, resolve } of waiting) resolve(keys.map((key) => docOf(key, found.get(at++))));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}

const docOf = ({ collection, id }: Key, row: { readonly version: string; readonly body: string } | undefined): Doc | null =>
  row ? { collection, id, version: Number(row.version), body: bodyOf(row.body) } : null;
