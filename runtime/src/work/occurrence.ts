import { RequestryError } from '@requestry/model';
import type { Doc, Op } from '@requestry/storage';
import { keyOf, put, type Occurrence, type OutboxDocument } from '../collections.js';
import { runCommand } from '../command.js';
import { beginRequest, receive, receiveMessage, startedBy, waiting } from '../commands/receive.js';
import type { Context } from '../context.js';
import { read } from '../store.js';
import { triedAgain } from './tried-again.js';

/** Brings a message to the request that waits for it, or a signal to all of them. Each takes it once, however often this is repeated. */
export async function deliverOccurrence(context: Context, doc: Doc<OutboxDocument>, occurrence: Occurrence): Promise<void> {
  if (occurrence.type === 'signal') await broadcast(context, doc, occurrence);
  else await hand(context, doc, occurrence);
}

const taken = (doc: Doc<OutboxDocument>): Op => ({ op: 'delete', ...keyOf('outbox', doc.id), if: doc.version });

async function hand(context: Context, doc: Doc<OutboxDocument>, message: Occurrence): Promise<void> {
  try {
    await runCommand(context, 'deliver-message', { idempotencyKey: `${doc.id}:${doc.body.attempts}` }, async (turn) => {
      const [kind] = await startedBy(context, message);
      const received = (await receiveMessage(context, message)) ?? (kind === undefined ? undefined : await beginRequest(context, kind, message, await senderOf(context, doc.body), turn));
      return { ops: received ? [...received.ops, taken(doc)] : [later(context, doc)], result: null };
    });
  } catch (error) {
    if (!isOfMessage(error)) throw error;
    await context.store.commit({ ops: [later(context, doc)] });
  }
}

/** What the message brings does not fit, the request may not go on by it now, or things kept changing under it. */
const isOfMessage = (error: unknown): boolean => error instanceof RequestryError && ['INVALID', 'CONFLICT', 'NOT_FOUND', 'FORBIDDEN', 'STATE'].includes(error.code);

/** A message that nobody takes yet is tried again; after the last time it is lost, as BPMN has it. */
const later = (context: Context, doc: Doc<OutboxDocument>): Op => triedAgain(doc, context.now) ?? taken(doc);

/** Whose request it was that sent it; that of a message from outside is whoever sent that. */
async function senderOf(context: Context, entry: OutboxDocument): Promise<string> {
  const request = (await read(context.store, 'requests', entry.request))?.body.request;
  return request?.initiator ?? entry.by ?? '';
}

/** Goes through all who wait, page by page; where it stopped is kept, so that nobody is told twice. */
async function broadcast(context: Context, doc: Doc<OutboxDocument>, signal: Occurrence): Promise<void> {
  let { version } = doc;
  let { after } = signal;
  do {
    const page = await context.store.scan({ ...waiting(signal), ...(after !== undefined ? { after } : {}) });
    for (const { id } of page.items) await tell(context, doc, id, signal);
    after = page.next;
    if (after === undefined) break;
    const kept = await context.store.commit({ ops: [put('outbox', doc.id, { ...doc.body, occurrence: { ...signal, after } }, version)] });
    if (!kept.ok) return;
    version += 1;
  } while (after !== undefined);
  for (const kind of await startedBy(context, signal)) {
    await runCommand(context, 'begin-by-signal', { idempotencyKey: `${doc.id}:${kind}` }, async (turn) => ({ ops: (await beginRequest(context, kind, signal, await senderOf(context, doc.body), turn)).ops, result: null })).catch(unlessOfMessage);
  }
  await context.store.commit({ ops: [{ ...taken(doc), if: version } as Op] });
}

async function tell(context: Context, doc: Doc<OutboxDocument>, request: string, signal: Occurrence): Promise<void> {
  await runCommand(context, 'deliver-signal', { idempotencyKey: `${doc.id}:${request}` }, async () => ({ ops: (await receive(context, request, signal))?.ops ?? [], result: null })).catch(unlessOfMessage);
}

function unlessOfMessage(error: unknown): void {
  if (!isOfMessage(error)) throw error;
}
