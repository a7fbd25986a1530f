import type { DesignService, JsonObject, RequestService, RequestView } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';
import { firm } from './system.js';

export type Services = RequestService & DesignService;

/** Stands in whatever people wrote, so that an answer which tells of it is known. */
export const secret = 'Wintergreen';

/** Other organisations that keep their requests in the same store: they are set up alike, and their people have the same names. In one of them nobody writes anything. */
export const others = { silent: 'silent', busy: 'busy' } as const;

/** An organisation at work, and the ways to make what an operation is about. */
export interface World {
  readonly place: Office;
  as(person: string, tenant?: string): Services;
  key(): string;
  /** Anna's, at its first step unless it has ended. */
  request(kind?: string, data?: JsonObject): Promise<RequestView>;
  /** Its open task. */
  taskOf(request: string): Promise<{ readonly id: string; readonly version: number }>;
  /** The task of a request at its first step: boris has it. */
  task(): Promise<string>;
  /** One of those that were left over, never the same again: a decision whose follow-up failed, a message that did not arrive. */
  left(what: 'failed' | 'dead'): string;
  /** How often anything that is stored of this organisation was written or taken away. */
  writes(): Promise<number>;
}

/** A world in which messages never arrive and some follow-ups have failed already. */
export async function openWorld(open: ServiceSuite['open']): Promise<World> {
  const channel = { name: 'mail', title: 'Mail', address: 'email' as const, deliver: () => Promise.reject(new Error('the post is away')) };
  const place = await open({ system: firm, messages: { channels: [channel] } });
  for (const tenant of Object.values(others)) await place.runtime.install(firm, { tenant });
  const request: World['request'] = (kind = 'work', data = {}) => place.as('anna').submitRequest({ kind, data: { what: secret, ...data }, idempotencyKey: place.key() });
  const taskOf: World['taskOf'] = async (of) => {
    const [task] = (await place.as('adam').getRequest({ request: of })).tasks;
    if (!task) throw new Error(`${of} has no task`);
    return task;
  };
  const left = { failed: [] as string[], dead: [] as string[] };
  for (let n = 0; n < 4; n += 1) {
    const { id } = await request('judged');
    left.failed.push(id);
    await place.as('boris').completeTask({ task: (await taskOf(id)).id, outcome: 'decide', decision: { type: 'deal' }, idempotencyKey: place.key() });
  }
  for (const minutes of [0, 2, 6, 31, 121, 721, 721]) await place.pass({ minutes });
  left.dead.push(...(await place.as('adam').findDeliveries({ state: 'dead' })).items.map(({ id }) => id));
  let seen: string | null = null;
  let writes = 0;
  return {
    place,
    as: place.as,
    key: place.key,
    request,
    taskOf,
    task: async () => (await taskOf((await request()).id)).id,
    left: (what) => left[what].shift() ?? `no ${what} one is left`,
    writes: async () => {
      for (;;) {
        const page = await place.storage.tenant('main').feed(seen, 500);
        if (page.items.length === 0) return writes;
        seen = page.after;
        writes += page.items.reduce((sum, { changes }) => sum + changes.length, 0);
      }
    },
  };
}
