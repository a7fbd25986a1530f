import { RequestryError } from '@requestry/model';
import type { Claimed, Doc, Op } from '@requestry/storage';
import { deliveriesDue, keyOf, put, type DeliveryDocument } from '../collections.js';
import { calendarOf, type Context } from '../context.js';
import type { Channel, Message } from '../notifications/channel.js';
import { ChannelError } from '../notifications/channel.js';
import { compose, type Links } from '../notifications/compose.js';
import { failureOf } from '../notifications/failure.js';
import { afterQuiet } from '../notifications/moments.js';
import { chosenBy } from '../notifications/preferences.js';
import { scanAll } from '../store.js';

/** How messages leave. */
export interface DeliverySettings extends Links {
  /** How long a channel may take for one message, milliseconds. */
  readonly timeout: number;
  /** Waits so many milliseconds, or until the signal ends it. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly clock: () => number;
}

/** Messages that a channel gets at once. So many are over before their lease is, though every one of them hangs. */
export const atOnce = 10;

/** Waiting times after failures, minutes. After the last one a message is dead: it stays where administrators see it. */
const backoff = [1, 5, 30, 120, 720];

/** Claims what is due by one channel, a few at a time, and delivers it. Gives how many messages were handled, and what went wrong with the store. */
export async function deliverBy(
  channel: Channel,
  most: number,
  claim: (index: string, count: number) => Promise<readonly Claimed[]>,
  open: (tenant: string) => Promise<Context>,
  settings: DeliverySettings,
): Promise<{ readonly done: number; readonly failures: readonly unknown[] }> {
  const failures: unknown[] = [];
  let done = 0;
  while (done < most) {
    const claimed = await claim(deliveriesDue(channel.name), Math.min(atOnce, most - done));
    if (claimed.length === 0) break;
    done += claimed.length;
    const results = await Promise.allSettled(claimed.map(async ({ tenant, doc }) => handle(await open(tenant), doc as Doc<DeliveryDocument>, channel, settings)));
    const wrong = results.filter((result) => result.status === 'rejected').map(({ reason }): unknown => reason);
    failures.push(...wrong);
    if (wrong.some((error) => error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE')) break;
  }
  return { done: done - failures.length, failures };
}

async function handle(context: Context, doc: Doc<DeliveryDocument>, channel: Channel, settings: DeliverySettings): Promise<void> {
  if (doc.body.state === 'held') return release(context, doc);
  try {
    const message = await compose(context, doc.id, doc.body, channel, settings);
    if (message) await attempt(channel, message, settings);
  } catch (error) {
    if (error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE') throw error;
    return fail(context, doc, error, settings.clock());
  }
  await context.store.commit({ ops: [{ op: 'delete', ...keyOf('deliveries', doc.id) }] });
}

/** Hands a message to its channel and waits no longer than is allowed. Whatever the channel throws comes out. */
async function attempt(channel: Channel, message: Message, { timeout, wait }: DeliverySettings): Promise<void> {
  const late = new AbortController();
  const over = new AbortController();
  const tooLong = async (): Promise<void> => {
    await wait(timeout, over.signal);
    if (over.signal.aborted) return;
    const error = new ChannelError('channel.timeout', `The channel did not answer within ${Math.round(timeout / 1000)} seconds`);
    late.abort(error);
    throw error;
  };
  try {
    await Promise.race([(async () => channel.deliver(message, { signal: late.signal }))(), tooLong()]);
  } finally {
    over.abort();
  }
}

/** Only this message is tried again, later each time; the others and its request know nothing of it. */
async function fail(context: Context, doc: Doc<DeliveryDocument>, thrown: unknown, now: number): Promise<void> {
  const { code, text, permanent } = failureOf(thrown);
  const minutes = permanent ? undefined : backoff[doc.body.attempts];
  const next = minutes === undefined ? now : await loudMoment(context, doc.body.to, now + minutes * 60_000);
  const after: DeliveryDocument = {
    ...doc.body,
    state: minutes === undefined ? 'dead' : 'waiting',
    attempts: doc.body.attempts + 1,
    at: new Date(next).toISOString(),
    lastError: { code, text, at: new Date(now).toISOString() },
  };
  await context.store.commit({ ops: [put('deliveries', doc.id, after, doc.version)] });
}

async function loudMoment(context: Context, to: string, at: number): Promise<number> {
  const { quiet } = (await chosenBy(context, [to]))(to);
  return quiet ? afterQuiet(quiet, calendarOf(context, context.org.people.find(({ id }) => id === to)?.unit), at) : at;
}

/** Things told by one digest at most; what is beyond goes into the next. */
const mostTold = 400;

/**
 * The period of a digest is over: everything held for the person until now becomes one message, periods that were missed included.
 * One thing alone leaves as it is. Of several passes that come to this at once one writes.
 */
async function release(context: Context, doc: Doc<DeliveryDocument>): Promise<void> {
  const { channel, to } = doc.body;
  const most = Math.min(mostTold, context.storage.capabilities.maxOps - 1);
  const held = await scanAll<'deliveries'>(context.store, { index: 'deliveries-held', eq: [channel, to], lte: [context.now] }, most);
  const [first, second] = held;
  if (!first) return;
  const at = new Date(context.now).toISOString();
  if (!second) return void (await context.store.commit({ ops: [put('deliveries', first.id, { ...first.body, state: 'waiting', at }, first.version)] }));
  const about = held.flatMap(({ body }) => body.about).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const digest: DeliveryDocument = { channel, to, state: 'waiting', since: first.body.since, at, attempts: 0, about };
  const taken = held.map(({ id, version }): Op => ({ op: 'delete', ...keyOf('deliveries', id), if: version }));
  await context.store.commit({ ops: [put('deliveries', `${channel}:digest:${first.id.slice(channel.length + 1)}`, digest, 'absent'), ...taken] });
}

