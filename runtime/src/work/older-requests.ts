/** Requests of earlier versions are written as they are read now, so that they are found by what they are found by now: some at a time, once. */
import { RequestryError } from '@requestry/model';
import type { Doc, Op } from '@requestry/storage';
import { put, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { isOlder } from '../older-requests.js';
import { readRegistered, registerId, registerOps } from '../register/document.js';
import type { MissingDocuments } from '../register/missing.js';
import { isSound } from '../sound-store.js';
import { read, readMany } from '../store.js';
import { hasRequests, walkDone, walkOn, type Walk } from './walk.js';

const id = 'requests';

/** To be written into a store without requests. */
export const nothingOlder = (): Op => put('older-requests', id, walkDone, 'absent');

/** Knows the tenants whose requests have all been looked through. */
export class OlderRequests {
  readonly #missing: MissingDocuments;
  readonly #done = new Set<string>();

  constructor(missing: MissingDocuments) {
    this.#missing = missing;
  }

  /** Sees to it that `work()` looks through the requests, once all of them are in the register: what is written anew moves in the indexes. */
  async expect(about: Pick<Context, 'store' | 'tenant' | 'now'>): Promise<void> {
    const { store, tenant, now } = about;
    if ((await this.#missing.expected(about)) || this.#done.has(tenant)) return;
    const doc = await read(store, 'older-requests', id);
    if (doc) {
      if (doc.body.due === undefined) this.#done.add(tenant);
    } else if (await read(store, 'org', 'main')) {
      await store.commit({ ops: [(await hasRequests(store)) ? put('older-requests', id, { index: 0, due: now }, 'absent') : nothingOlder()] });
    }
  }
}

/** Some steps. */
export async function renewOlder(context: Context, doc: Doc<Walk>): Promise<void> {
  const walk = await walkOn(context, doc.body, (ids) => renew(context, ids));
  await context.store.commit({ ops: [put('older-requests', id, walk, doc.version)] });
}

/**
 * Whoever changes a request writes it as it is read now, so what is changed meanwhile is left. So is what cannot be written, as the kind that it is of is gone or damaged: it is read as it
 * would be written now all the same, and does not keep the others waiting.
 */
async function renew(context: Context, ids: readonly string[]): Promise<void> {
  const stored = await context.storage.tenant(context.tenant).get(ids.map((each) => ({ collection: 'requests', id: each })));
  const older = stored.flatMap((doc) => (doc && isSound(doc) && isOlder(doc) ? [doc.id] : []));
  for (const request of await readMany(context.store, 'requests', older)) {
    const ops = await renewing(context, request).catch(unlessAway);
    if (ops) await context.store.commit({ ops });
  }
}

function unlessAway(error: unknown): undefined {
  if (!(error instanceof RequestryError) || !['NOT_FOUND', 'DAMAGED'].includes(error.code)) throw error;
}

/** A request without a change: nothing in its history. */
async function renewing(context: Context, { id: request, version, body }: DocOf<'requests'>): Promise<readonly Op[]> {
  const kind = await context.publishedKind(body.request.kind, body.request.kindVersion);
  const registered = (await readRegistered(context, [registerId(body.request)])).get(registerId(body.request));
  return [put('requests', request, body, version), ...registerOps(context, body, version + 1, kind, registered)];
}
