import { storedName } from '../names.js';
import type { SqliteValue } from './client.js';

/** Stands for an index that nothing was ever put into: no row has it. */
const none = 0;

/** Numbers that stand for the indexes of tenants. Once committed they stay. */
export class IndexNumbers {
  readonly #all: <Row>(sql: string, ...values: SqliteValue[]) => Row[];
  readonly #known = new Map<string, number>();

  constructor(all: <Row>(sql: string, ...values: SqliteValue[]) => Row[]) {
    this.#all = all;
  }

  /** To read by. */
  of(tenant: string, name: string): number {
    return this.#known.get(nameText(tenant, name)) ?? this.#keep(tenant, name, this.#all('SELECT number FROM rq_indexes WHERE tenant = ? AND name = ?', storedName(tenant), storedName(name))) ?? none;
  }

  /** To write by: made when there is none. */
  make(tenant: string, name: string): number {
    return this.of(tenant, name) || this.#keep(tenant, name, this.#all('INSERT INTO rq_indexes (tenant, name) VALUES (?, ?) RETURNING number', storedName(tenant), storedName(name)))!;
  }

  /** What was read and made in a transaction that came to nothing may be given to others. */
  forget(): void {
    this.#known.clear();
  }

  #keep(tenant: string, name: string, [found]: readonly { readonly number: number }[]): number | undefined {
    if (found) this.#known.set(nameText(tenant, name), found.number);
    return found?.number;
  }
}

const nameText = (tenant: string, name: string): string => JSON.stringify([tenant, name]);
