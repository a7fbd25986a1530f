import { decimalOf, type Directory, type DirectoryRecord, type Reservation } from '@requestry/model';
import type { Doc, Op } from '@requestry/storage';
import { keyOf, put, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { recordDocId } from '../world.js';

/** What is taken of a record. */
export interface Hold {
  readonly request: string;
  readonly reservation: string;
  readonly quantity: number;
  readonly from?: string;
  readonly to?: string;
  /** The request is over and has used it up. */
  readonly consumed?: boolean;
}

/** All that is taken of one record, so that two requests cannot take the last one: whoever writes it second has to look again. */
export interface StockDocument {
  readonly holds: readonly Hold[];
}

/** A record with what is taken of it, as it was read. */
export interface Stock {
  readonly record: DocOf<'records'> | undefined;
  readonly directory: Directory | undefined;
  readonly holds: DocOf<'stock'> | undefined;
}

/** By `recordDocId`. */
export type Stocks = ReadonlyMap<string, Stock>;

type Place = Pick<Reservation, 'directory' | 'record'>;

/** Reads records with what is taken of them, in one snapshot. */
export async function stocksOf({ store }: Pick<Context, 'store'>, places: readonly Place[]): Promise<Stocks> {
  const wanted = [...new Map(places.map((place) => [recordDocId(place.directory, place.record), place])).entries()];
  if (wanted.length === 0) return new Map();
  const docs = await store.get(wanted.flatMap(([id, { directory }]) => [keyOf('records', id), keyOf('stock', id), keyOf('directories', directory)]));
  return new Map(wanted.map(([id], index): [string, Stock] => {
    const [record, holds, directory] = docs.slice(index * 3, index * 3 + 3) as (Doc | null)[];
    return [id, { record: (record ?? undefined) as Stock['record'], holds: (holds ?? undefined) as Stock['holds'], directory: (directory?.body ?? undefined) as Directory | undefined }];
  }));
}

/** How many there are. */
export function quantityOf(directory: Directory | undefined, record: DirectoryRecord): number {
  const property = directory?.reservable?.quantity;
  return property === undefined ? 1 : Number(decimalOf(record.data[property]) ?? 0);
}

const least = -8.64e15;
const most = 8.64e15;

/** How many of a record are free all the time from `from` to `to` (epoch milliseconds). */
export function freeOf(quantity: number, holds: readonly Hold[], { from, to }: { readonly from: number; readonly to: number }): number {
  const spans = holds.map((hold) => ({ from: hold.from === undefined ? least : Date.parse(hold.from), to: hold.to === undefined ? most : Date.parse(hold.to), quantity: hold.quantity })).filter((span) => span.from < to && span.to > from);
  const moments = [from, ...spans.map((span) => span.from).filter((at) => at > from)];
  const taken = moments.map((at) => spans.reduce((sum, span) => (span.from <= at && span.to > at ? sum + span.quantity : sum), 0));
  return Number(decimalOf(quantity - Math.max(0, ...taken)) ?? 0);
}

/** The whole time from now on, or the period. */
export const spanOf = ({ from, to }: Pick<Reservation, 'from' | 'to'>, now: number): { readonly from: number; readonly to: number } => ({ from: from === undefined ? now : Date.parse(from), to: to === undefined ? most : Date.parse(to) });

/** What one decision changes of stocks: the later looks at what the earlier has taken. */
export class StockChanges {
  readonly #stocks: Stocks;
  readonly #now: number;
  readonly #holds = new Map<string, readonly Hold[]>();
  readonly #gone = new Map<string, number>();

  constructor(stocks: Stocks, now: number) {
    this.#stocks = stocks;
    this.#now = now;
  }

  stock(place: Place): Stock {
    const stock = this.#stocks.get(recordDocId(place.directory, place.record));
    if (!stock) throw new TypeError(`The stock of ${place.directory}/${place.record} was not read`);
    return stock;
  }

  free(place: Place & Pick<Reservation, 'from' | 'to'>): number {
    const { record, directory } = this.stock(place);
    if (!record || record.body.archived) return 0;
    return freeOf(quantityOf(directory, record.body), this.#of(place), spanOf(place, this.#now));
  }

  take(place: Place, hold: Hold): void {
    this.#holds.set(recordDocId(place.directory, place.record), [...this.#of(place), hold]);
  }

  /** What is used up of a quantity is gone from it, and comes back when it is given back; anything else stays taken, a period until it is over. */
  end(request: string, reservation: Reservation, how: 'released' | 'consumed'): void {
    const id = recordDocId(reservation.directory, reservation.record);
    const isIt = (hold: Hold): boolean => hold.request === request && hold.reservation === reservation.id;
    const counted = this.stock(reservation).directory?.reservable?.quantity !== undefined && reservation.to === undefined;
    const rest = how === 'consumed' && !counted ? this.#of(reservation).map((hold) => (isIt(hold) ? { ...hold, consumed: true } : hold)) : this.#of(reservation).filter((hold) => !isIt(hold));
    this.#holds.set(id, rest);
    const gone = how === 'consumed' ? reservation.quantity : reservation.state === 'consumed' ? -reservation.quantity : 0;
    if (counted && gone !== 0) this.#gone.set(id, (this.#gone.get(id) ?? 0) + gone);
  }

  /** Writes with the versions that were read: what somebody else has taken meanwhile makes them conflict. */
  ops(): readonly Op[] {
    return [...this.#holds].flatMap(([id, holds]) => {
      const stock = this.#stocks.get(id);
      const before = stock?.holds?.version;
      const key = keyOf('stock', id);
      const written: Op = holds.length > 0 ? put('stock', id, { holds }, before ?? 'absent') : before === undefined ? { op: 'check', ...key, if: 'absent' } : { op: 'delete', ...key, if: before };
      return [written, ...this.#recordOps(id, stock?.record, stock?.directory)];
    });
  }

  #recordOps(id: string, record: DocOf<'records'> | undefined, directory: Directory | undefined): readonly Op[] {
    const gone = this.#gone.get(id);
    const property = directory?.reservable?.quantity;
    if (!record) return [];
    if (gone === undefined || property === undefined) return [{ op: 'check', ...keyOf('records', id), if: record.version }];
    const left = Number(decimalOf(quantityOf(directory, record.body) - gone) ?? 0);
    return [put('records', id, { ...record.body, data: { ...record.body.data, [property]: left } }, record.version)];
  }

  /** Without periods that are over. */
  #of(place: Place): readonly Hold[] {
    const id = recordDocId(place.directory, place.record);
    const holds = this.#holds.get(id) ?? this.#stocks.get(id)?.holds?.body.holds ?? [];
    return holds.filter(({ to }) => to === undefined || Date.parse(to) > this.#now);
  }
}
