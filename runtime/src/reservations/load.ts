import type { JsonObject, Kind, Request } from '@requestry/model';
import type { Context } from '../context.js';
import type { Turn } from '../turns.js';
import { recordDocId } from '../world.js';
import { isLive } from './settle.js';
import { stocksOf, type Stocks } from './stock.js';
import { wantedOf } from './wanted.js';

const none: Stocks = new Map();

/** What a request keeps, and what its data would have it keep. */
export async function stocksFor(context: Pick<Context, 'store' | 'calendar'>, kind: Kind, { reservations = [] }: Pick<Request, 'reservations'>, data?: JsonObject): Promise<Stocks> {
  const live = reservations.filter(isLive);
  const wanted = data && kind.reservations ? wantedOf(kind, data, context.calendar.zone) : [];
  return live.length + wanted.length === 0 ? none : stocksOf(context, [...live, ...wanted]);
}

/** Many may want the same at once, so each waits its turn; those that wait for a number have it already. */
export async function waitForStock(context: Context, kind: Kind, data: JsonObject, turn: Turn): Promise<void> {
  if (kind.numbering || !kind.reservations) return;
  const [first] = wantedOf(kind, data, context.calendar.zone);
  if (first) await turn.of(`${context.tenant}:stock:${recordDocId(first.directory, first.record)}`);
}
