/** What becomes of documents that are due and cannot be read, and of work on requests that cannot. */
import type { Doc, Op, Store } from '@requestry/storage';
import { keyOf, put, type OutboxDocument, type RequestDocument, type TimerDocument } from '../collections.js';
import { isSound } from '../sound-store.js';
import { splitTaskId } from '../task-ids.js';
import { wakeTimer } from '../wake-at.js';

/**
 * Takes a damaged document off what is due, so that it is met once. Its content stays as it is, to be looked at. A timer is made anew of what its request says: nothing that
 * was to happen is lost. What somebody else has written meanwhile is left.
 */
export async function setAside(store: Store, doc: Doc): Promise<void> {
  const anew = doc.collection === 'timers' ? await timerAnew(store, doc) : undefined;
  await store.commit({ ops: [anew ?? { op: 'put', collection: doc.collection, id: doc.id, body: doc.body, if: doc.version }] });
}

/** Undefined when the request cannot be read either. */
async function timerAnew(store: Store, { id, version }: Doc): Promise<Op | undefined> {
  const { request, task: timer } = splitTaskId(id);
  const [doc] = await store.get([keyOf('requests', request)]);
  if (!doc || !isSound(doc)) return undefined;
  const { process, wakeAt } = doc.body as RequestDocument;
  const at = timer === wakeTimer ? wakeAt : process?.timers.find((armed) => armed.id === timer)?.at;
  return at === undefined ? { op: 'delete', ...keyOf('timers', id), if: version } : put('timers', id, { request, timer, at }, version);
}

/** Until work on something damaged is tried again, milliseconds. */
const patience = 3_600_000;

/** Something that the work needs is damaged: it comes again later, when that may have been put right. Gives whether it does. */
export async function putOff(store: Store, { collection, id, body, version }: Doc, now: number): Promise<boolean> {
  const later = new Date(now + patience).toISOString();
  if (collection === 'timers') await store.commit({ ops: [put('timers', id, { ...(body as TimerDocument), at: later }, version)] });
  else if (collection === 'outbox') await store.commit({ ops: [put('outbox', id, { ...(body as OutboxDocument), tryAt: later }, version)] });
  else return false;
  return true;
}
