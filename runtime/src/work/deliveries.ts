import { calendarOf, RequestryError } from '@requestry/model';
import type { Claimed, Doc, Op } from '@requestry/storage';
import { deliveriesDue, keyOf, put, type DeliveryDocument } from '../collections.js';
import type { Context } from '../context.js';
import { ChannelError, type Channel, type Message } from '../notifications/channel.js';
import { compose, type Links } from '../notifications/compose.js';
import { failureOf } from '../notifications/failure.js';
import { afterQuiet } from '../notifications/moments.js';
import { chosenBy } from '../notifications/preferences.js';
import { scanAll } from '../store.js';
import { nextTry } from './tried-again.js';

/** How messages leave. */
export interface DeliverySettings extends Links {
  /** How long a channel may take for one message, milliseconds. */
  readonly timeout: number;
  /** Waits so many milliseconds, or until the signal ends it. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly clock: () => number;
}

/** Messages that a channel gets at once. */
const atOnce = 10;

/** What came of a run: messages handled, and what went wrong with the store. */
export interface Delivered {
  readonly done: number;
  readonly failures: readonly unknown[];
}

/** Where a channel's messages come from. Each claim is somebody else's, so that what is on its way is not claimed again. */
export interface DeliverySource {
  claim(index: string, count: number): Promise<readonly Claimed[]>;
  open(tenant: string): Promise<Context>;
}

/** Keeps one channel busy with what is due, a few messages at a time. One that hangs takes the place of one, and nobody waits for it. */
export class Dispatcher {
  readonly #channel: Channel;
  readonly #source: DeliverySource;
  readonly #settings: DeliverySettings;
  #running: Promise<Delivered> | undefined;
  #left = 0;
  #asked = false;
  #wake: () => void = () => undefined;

  constructor(channel: Channel, source: DeliverySource, settings: DeliverySettings) {
    this.#channel = channel;
    this.#source = source;
    this.#settings = settings;
  }

  /** Delivers up to `most` messages that are due. While a run is under way it looks again, and is the answer. */
  run(most: number): Promise<Delivered> {
    this.#left += most;
    this.#asked = true;
    this.#wake();
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<Delivered> {
    const onTheirWay = new Set<Promise<void>>();
    const failures: unknown[] = [];
    let done = 0;
    let away = false;
    const failed = (error: unknown): void => {
      failures.push(error);
      away ||= isAway(error);
    };
    for (;;) {
      this.#asked = false;
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      const room = away ? 0 : Math.min(atOnce - onTheirWay.size, this.#left);
      const claimed = room > 0 ? await this.#claim(room).catch((error: unknown) => (failed(error), (away = true), [])) : [];
      this.#left -= claimed.length;
      for (const { tenant, doc } of claimed) {
        const job: Promise<void> = this.#handle(tenant, doc as Doc<DeliveryDocument>).then(() => void (done += 1), failed).finally(() => onTheirWay.delete(job));
        onTheirWay.add(job);
      }
      if (onTheirWay.size === 0 && (away || !this.#asked)) break;
      if (onTheirWay.size > 0 && (claimed.length < room || room === 0)) await Promise.race([...onTheirWay, woken]);
    }
    this.#left = 0;
    this.#running = undefined;
    return { done, failures };
  }

  #claim(count: number): Promise<readonly Claimed[]> {
    return this.#source.claim(deliveriesDue(this.#channel.name), count);
  }

  async #handle(tenant: string, doc: Doc<DeliveryDocument>): Promise<void> {
    await handle(await this.#source.open(tenant), doc, this.#channel, this.#settings);
  }
}

const isAway = (error: unknown): boolean => error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE';

async function handle(context: Context, doc: Doc<DeliveryDocument>, channel: Channel, settings: DeliverySettings): Promise<void> {
  if (doc.body.state === 'held') return release(context, doc);
  try {
    const message = await compose(context, doc.id, doc.body, channel, settings);
    if (message) await attempt(channel, message, settings);
  } catch (error) {
    if (isAway(error)) throw error;
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

/** Only this message is tried again, later each time; the others and its request know nothing of it. After the last time it is dead: it stays where administrators see it. */
async function fail(context: Context, doc: Doc<DeliveryDocument>, thrown: unknown, now: number): Promise<void> {
  const { code, text, permanent } = failureOf(thrown);
  const again = permanent ? undefined : nextTry(doc.body.attempts, now);
  const next = again === undefined ? now : await loudMoment(context, doc.body.to, again);
  const after: DeliveryDocument = {
    ...doc.body,
    state: again === undefined ? 'dead' : 'waiting',
    attempts: doc.body.attempts + 1,
    at: new Date(next).toISOString(),
    lastError: { code, text, at: new Date(now).toISOString() },
  };
  await context.store.commit({ ops: [put('deliveries', doc.id, after, doc.version)] });
}

async function loudMoment(context: Context, to: string, at: number): Promise<number> {
  const { quiet } = (await chosenBy(context, [to]))(to);
  return quiet ? afterQuiet(quiet, calendarOf(context.org.people.find(({ id }) => id === to)?.unit, context.org, context.calendars) ?? context.calendar, at) : at;
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

