import { RequestryError, type RequestFilter } from '@requestry/model';
import type { Scalar } from '@requestry/storage';
import type { Context } from '../context.js';
import type { WantedOrder } from './wanted.js';

/** For whom and for which question a place in a list holds. */
export interface Listing {
  readonly context: Pick<Context, 'actor' | 'tenant' | 'cursorKey'>;
  readonly filter: RequestFilter;
  readonly order: WantedOrder;
}

/** Places are as long as a multiple of so many characters, so that not even their length tells of a row. */
const padding = 256;

/**
 * A position as the `next` of a page. It may be that of a request which the actor does not see: so it is sealed with a key of the tenant, for this
 * person and this question.
 */
export async function cursorOf(position: readonly Scalar[], listing: Listing): Promise<string> {
  const text = JSON.stringify(position);
  const length = new TextEncoder().encode(text).length;
  const [{ sealText }, key] = await Promise.all([import('../sealing.js'), listing.context.cursorKey()]);
  const sealed = sealText(text + ' '.repeat(padding - (length % padding)), key, placeOf(listing));
  return sealed.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The position of a cursor. Rejects with `INVALID` when it is none, when it was changed, or given to somebody else or for another question. */
export async function positionOf(cursor: string | undefined, listing: Listing): Promise<readonly Scalar[] | undefined> {
  if (cursor === undefined) return undefined;
  const [{ openText }, key] = await Promise.all([import('../sealing.js'), listing.context.cursorKey()]);
  try {
    return JSON.parse(openText(cursor.replaceAll('-', '+').replaceAll('_', '/'), key, placeOf(listing))) as readonly Scalar[];
  } catch (cause) {
    throw new RequestryError('INVALID', `no cursor of this page: ${String(cursor).slice(0, 40)}`, { cause, issues: [{ code: 'page.cursor', path: '/after' }] });
  }
}

const placeOf = ({ context: { actor, tenant }, filter, order }: Listing): string => JSON.stringify(['register', tenant, actor.person.id, sorted(filter), sorted(order)]);

/** The same for objects whose properties stand in another order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const given = Object.entries(value).filter(([, each]) => each !== undefined);
  return given.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]);
}
