/** Rows of several ranges as one list in order, read as far as they are asked for. */
import { compareKeys, encodeKey, type CountRange, type Scalar, type Scan, type Store } from '@requestry/storage';
import type { DocOf } from '../collections.js';
import type { Context } from '../context.js';
import type { Range } from './plan.js';
import { timeLetters } from '../ids.js';
import { registerIdAt, searchRegister } from './document.js';

export interface Row {
  /** What its order goes by, ending with the request's id. */
  readonly position: readonly Scalar[];
  readonly id: string;
  readonly doc?: DocOf<'register'>;
  /** Found by its text. */
  readonly said: boolean;
  /** No request: so far a search has come, and found nothing more on the way. */
  readonly mark?: boolean;
}

interface Batch {
  readonly rows: readonly Row[];
  readonly done: boolean;
}

/** A list in order; each call gives what follows the last row of the one before, or the position that was asked for first. */
export type Read = () => Promise<Batch>;

/** Rows of one range after a position. */
export function rangeStream(store: Store, range: Range, { desc, after, size, keysOnly }: { readonly desc: boolean; readonly after?: readonly Scalar[] | undefined; readonly size: number; readonly keysOnly: boolean }): Read {
  let next: string | undefined;
  const scan: Omit<Scan, 'limit'> = { ...bounded(range, desc, after), desc, keysOnly };
  return async () => {
    const page = await store.scan({ ...scan, limit: size, ...(next === undefined ? {} : { after: next }) });
    next = page.next;
    const rows = page.items.map((item): Row => {
      const position = item.key.slice(range.eq.length);
      const id = String(position.at(-1));
      return { position, id, said: false, ...(item.body !== undefined && item.collection === 'register' ? { doc: item as unknown as DocOf<'register'> } : {}) };
    });
    return { rows, done: next === undefined };
  };
}

/** A page goes on behind a row, but never outside the range. */
function bounded({ index, eq, gte, lt, lte }: Range, desc: boolean, after: readonly Scalar[] | undefined): Omit<Scan, 'limit'> {
  const range = { index, eq, ...(gte ? { gte } : {}), ...(lt ? { lt } : {}), ...(lte ? { lte } : {}) };
  if (!after) return range;
  const at = encodeKey(after);
  if (desc) {
    const { lt: _lt, lte: _lte, ...rest } = range;
    const inside = (!lt || compareKeys(at, encodeKey(lt)) < 0) && (!lte || compareKeys(at, encodeKey([...lte, '\u{10ffff}'])) < 0);
    return inside ? { ...rest, lt: after } : range;
  }
  const { gte: _gte, ...rest } = range;
  return !gte || compareKeys(at, encodeKey(gte)) >= 0 ? { ...rest, gt: after } : range;
}

/** Requests with all the tokens, or in one of the ranges, the newest first. */
export function searchStream(context: Context, tokens: readonly string[], { after, size, also }: { readonly after?: readonly Scalar[] | undefined; readonly size: number; readonly also?: readonly CountRange[] }): Read {
  let below = after === undefined ? undefined : registerIdAt(Number(after[0]), String(after[1]));
  return async () => {
    const page = await searchRegister(context, tokens, { limit: size, ...(also ? { also } : {}), ...(below === undefined ? {} : { below }) });
    below = page.next;
    const rows = page.docs.map((doc): Row => ({ ...placeOfText(doc.id), said: true, doc }));
    if (below !== undefined && below !== page.docs.at(-1)?.id) rows.push({ ...placeOfText(below), said: false, mark: true });
    return { rows, done: below === undefined };
  };
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** The way back from `registerId`. */
function placeOfText(text: string): Pick<Row, 'position' | 'id'> {
  const id = text.slice(timeLetters);
  const moment = [...text.slice(0, timeLetters)].reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0);
  return { position: [moment, id], id };
}

interface Head {
  readonly read: Read;
  rows: Row[];
  keys: Uint8Array[];
  done: boolean;
}

/** Streams of one order as one. A request that several of them have comes once. */
export class Merge {
  readonly #heads: readonly Head[];
  readonly #desc: boolean;
  #last: string | undefined;

  constructor(streams: readonly Read[], desc: boolean) {
    this.#heads = streams.map((read) => ({ read, rows: [], keys: [], done: false }));
    this.#desc = desc;
  }

  /** The next rows, fewer than `count` when all have ended or after a mark. */
  async take(count: number): Promise<readonly Row[]> {
    const rows: Row[] = [];
    while (rows.length < count) {
      await this.#fill();
      const head = this.#first();
      if (!head) break;
      const [row] = head.rows.splice(0, 1);
      head.keys.splice(0, 1);
      if (row && row.id !== this.#last) rows.push(row);
      if (row?.mark) break;
      this.#last = row?.id;
    }
    return rows;
  }

  get ended(): boolean {
    return this.#heads.every(({ rows, done }) => done && rows.length === 0);
  }

  async #fill(): Promise<void> {
    const empty = this.#heads.filter(({ rows, done }) => rows.length === 0 && !done);
    if (empty.length === 0) return;
    await Promise.all(
      empty.map(async (head) => {
        const { rows, done } = await head.read();
        head.rows = [...rows];
        head.keys = rows.map(({ position }) => encodeKey(position));
        head.done = done;
      }),
    );
  }

  #first(): Head | undefined {
    let first: Head | undefined;
    for (const head of this.#heads) {
      const [key] = head.keys;
      const [best] = first?.keys ?? [];
      if (key && (!best || (this.#desc ? compareKeys(key, best) > 0 : compareKeys(key, best) < 0))) first = head;
    }
    return first;
  }
}
