import type { Notification, PersonId } from '@requestry/model';
import type { Doc, Op } from '@requestry/storage';
import { keyOf, put, type OutboxDocument } from '../collections.js';
import type { Context } from '../context.js';
import { letterId } from '../intake/mail/thread.js';
import { read } from '../store.js';
import { deliverOccurrence } from './occurrence.js';

/** A way to reach people outside: mail, messenger. May be called again with the same key after a failure. */
export interface Channel {
  readonly name: string;
  deliver(message: Message): Promise<void>;
}

export interface Message {
  /** The same for every repeat: by it the receiver makes the delivery once. */
  readonly key: string;
  readonly to: PersonId;
  readonly event: string;
  readonly request: string;
  readonly title: string;
  readonly by?: PersonId;
  /** `Message-ID` for a letter: answers to it come to the request through `receiveMail`. Different for every letter. */
  readonly letterId?: string;
}

/** Waiting times after failures, minutes. After the last one the entry stays, a dead letter. */
const backoff = [1, 5, 30, 120, 720];

/** Delivers one stored message: to other requests, or into people's notifications and through every channel. What another pass has delivered meanwhile stays as it is. */
export async function deliver(context: Context, doc: Doc<OutboxDocument>, channels: readonly Channel[]): Promise<void> {
  const entry = doc.body;
  if (entry.occurrence) return deliverOccurrence(context, doc, entry.occurrence);
  const request = (await read(context.store, 'requests', entry.request))?.body.request;
  const kind = request && (await context.publishedKind(request.kind, request.kindVersion).catch(() => undefined));
  const title = request ? `${request.number ? `${request.number} ` : ''}${request.title}` : entry.request;
  try {
    const notes: Op[] = [];
    for (const [index, effect] of entry.effects.entries()) {
      for (const to of effect.to.filter((person) => person !== entry.by)) {
        const id = `${doc.id}:${index}:${to}`;
        const node = effect.node === undefined ? undefined : kind?.compiled?.nodes.get(effect.node);
        const step = node?.step?.title ?? node?.name;
        const note: Notification = { id, to, request: entry.request, event: effect.event, title, at: entry.at, read: false, ...(entry.by !== undefined ? { by: entry.by } : {}), ...(step !== undefined ? { step } : {}) };
        notes.push(put('notifications', id, note));
        for (const channel of channels) await channel.deliver({ key: `${channel.name}:${id}`, to, event: effect.event, request: entry.request, title, ...(request ? { letterId: letterId(request.publicId, id) } : {}), ...(entry.by !== undefined ? { by: entry.by } : {}) });
      }
    }
    await context.store.commit({ ops: [...notes, { op: 'delete', ...keyOf('outbox', doc.id), if: doc.version }] });
  } catch {
    await postpone(context, doc);
  }
}

/** A failing channel never blocks a request: the message is tried again later. */
async function postpone(context: Context, doc: Doc<OutboxDocument>): Promise<void> {
  const minutes = backoff[doc.body.attempts] ?? 365 * 24 * 60;
  const at = new Date(context.now + minutes * 60_000).toISOString();
  await context.store.commit({ ops: [put('outbox', doc.id, { ...doc.body, at, attempts: doc.body.attempts + 1 }, doc.version)] });
}
