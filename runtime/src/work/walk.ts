/** A walk through all requests of a tenant, some at a time. */
import { countIn, type CountRange, type Store } from '@requestry/storage';
import type { Context } from '../context.js';
import { textsFrom } from '../register/plan.js';

/** How far a walk is. */
export interface Walk {
  /** Which of the indexes is walked through, and the place in it. */
  readonly index: number;
  readonly after?: string;
  /** When to go on, epoch milliseconds; absent when it is done. */
  readonly due?: number;
}

/** Where every request stands: by its public id, or, from before there were these, by the moment of submission as text. */
const ranges: readonly CountRange[] = [{ index: 'requests-public' }, { index: 'requests', gte: textsFrom }];

export const walkDone: Walk = { index: ranges.length };

/** Requests looked at in one step, and steps of one pass. */
const batchSize = 100;
const mostBatches = 5;

export const hasRequests = async (store: Store): Promise<boolean> => (await countIn(store, [ranges], 1))[0] === 1;

/** Some steps. The place is to be kept at their end: a pass that breaks off is repeated, so `look` leaves as it is what it has done already. */
export async function walkOn(context: Pick<Context, 'store' | 'now'>, { index, after }: Walk, look: (ids: readonly string[]) => Promise<void>): Promise<Walk> {
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const range = ranges[index];
    if (!range) break;
    const page = await context.store.scan({ ...range, limit: batchSize, ...(after === undefined ? {} : { after }) });
    await look(page.items.map(({ id }) => id));
    after = page.next;
    if (after === undefined) index += 1;
  }
  return { index, ...(after === undefined ? {} : { after }), ...(index < ranges.length ? { due: context.now } : {}) };
}

/** Requests that a walk has before it, counted up to `most`. */
export async function walkLeft(store: Store, { index, after }: Walk, most: number): Promise<number> {
  const [range, ...later] = ranges.slice(index);
  const rest = range && after !== undefined ? (await store.scan({ ...range, after, limit: Math.min(most, 1000), keysOnly: true })).items.length : 0;
  const [count = 0] = await countIn(store, [[...(range && after === undefined ? [range] : []), ...later]], most);
  return Math.min(most, rest + count);
}
