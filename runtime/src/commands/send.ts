import { RequestryError, type JsonObject } from '@requestry/model';
import { mustBeAllowed } from './change-process.js';
import type { Occurrence } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { beginRequest, receiveMessage, signalOp, startedBy } from './receive.js';

export interface SendMessage {
  readonly name: string;
  readonly key?: string;
  readonly data?: JsonObject;
  readonly idempotencyKey: string;
}

/** Longest name or key, characters. */
const longestName = 200;

/** Most that a message may bring, characters of JSON. */
const largestData = 256 * 1024;

/** A message from outside goes to the request that waits for it, or begins one. */
export async function sendMessage(context: Context, command: SendMessage): Promise<{ readonly request: string }> {
  const message = checked(context, 'message', command);
  const by = context.actor.person.id;
  const result = await runCommand(context, 'send-message', command, async (turn) => {
    const [kind] = await startedBy(context, message);
    const received = (await receiveMessage(context, message, by)) ?? (kind === undefined ? undefined : await beginRequest(context, kind, message, by, turn));
    if (!received) throw new RequestryError('STATE', `Nobody waits for message "${message.name}"`, { params: { reason: 'message.nobody-waits', message: message.name, key: message.key ?? null } });
    return { ops: received.ops, result: { request: received.request } };
  });
  return result as { readonly request: string };
}

/** A signal from outside is kept and told to all who wait for it by the next pass of work. */
export async function sendSignal(context: Context, command: Omit<SendMessage, 'key'>): Promise<void> {
  const signal = checked(context, 'signal', command);
  await runCommand(context, 'send-signal', command, async () => ({ ops: [signalOp(context, `signal:${context.newId()}`, signal)], result: null }));
}

function checked(context: Context, type: Occurrence['type'], { name, key, data }: SendMessage): Occurrence {
  mustBeAllowed(context, { action: 'send' });
  if (!isName(name)) throw wrong('/name');
  if (key !== undefined && !isName(key)) throw wrong('/key');
  if (data !== undefined && JSON.stringify(data).length > largestData) throw new RequestryError('INVALID', 'The message brings too much', { issues: [{ code: 'form.too-large', path: '/data', params: { max: largestData } }] });
  return { type, name, ...(key !== undefined ? { key } : {}), ...(data ? { data } : {}) };
}

const isName = (text: unknown): boolean => typeof text === 'string' && text.length > 0 && text.length <= longestName;

const wrong = (path: string): RequestryError =>
  new RequestryError('INVALID', `A text of 1 to ${longestName} characters is needed at ${path}`, { issues: [{ code: 'form.maxLength', path, params: { limit: longestName } }] });
