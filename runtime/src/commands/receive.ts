import { RequestryError, type JsonObject } from '@requestry/model';
import { validateForm } from '@requestry/forms/core';
import type { Op, Scan } from '@requestry/storage';
import { changesOf } from '../changes.js';
import { put, type Occurrence } from '../collections.js';
import type { Context } from '../context.js';
import type { Advance, ProcessCommand } from '../process/index.js';
import { publishedVersion } from '../queries/published.js';
import type { Turn } from '../turns.js';
import { formContext, worldOf } from '../world.js';
import { loadRequest, type LoadedRequest } from './load-request.js';
import { subjectOf } from './subject.js';
import { submissionOf } from './submit-request.js';

/** Requests that are looked at for one that can take a message now: suspended ones cannot. */
const mostTried = 20;

/** What a request writes when something from outside reaches it. */
export interface Received {
  readonly request: string;
  readonly ops: readonly Op[];
}

/** The request that has waited longest for the message takes it; one that waits for its key comes before one that takes any. Undefined when none can. */
export async function receiveMessage(context: Context, message: Occurrence, by?: string): Promise<Received | undefined> {
  const keys = message.key === undefined ? [null] : [message.key, null];
  for (const key of keys) {
    const { items } = await context.store.scan({ ...waiting(message), eq: ['message', message.name, key], limit: mostTried });
    for (const { id } of items) {
      const received = await receive(context, id, message, by);
      if (received) return received;
    }
  }
  return undefined;
}

/** A page of requests that wait for the occurrence. */
export const waiting = ({ type, name }: Occurrence): Scan => ({ index: 'awaits', eq: [type, name], limit: 100, keysOnly: true });

/** The kind that a message or signal begins; undefined when there is none. */
export async function startedBy(context: Context, { type, name }: Occurrence): Promise<readonly string[]> {
  const { items } = await context.store.scan({ index: 'kinds-started', eq: [type, name], limit: 100, keysOnly: true });
  return items.map(({ id }) => id);
}

/** A request of the kind in the person's name, filled with what the occurrence brings. Rejects with `INVALID` when that is not enough. */
export async function beginRequest(context: Context, kind: string, { data = {} }: Occurrence, person: string, turn: Turn): Promise<Received> {
  const initiator = context.org.people.find((candidate) => candidate.id === person && !candidate.archived);
  if (!initiator) throw new RequestryError('INVALID', `Person "${person}" does not exist`, { issues: [{ code: 'request.unknown-person', params: { found: person } }] });
  const { ops, request } = await submissionOf(context, await publishedVersion(context, kind), { initiator, data, turn });
  return { request: request.id, ops };
}

/** One request takes the occurrence; undefined when it does not wait for it after all. */
export async function receive(context: Context, id: string, { type, name, key, data }: Occurrence, by?: string): Promise<Received | undefined> {
  const loaded = await loadRequest(context, id);
  const { request, process } = loaded.doc.body;
  const { compiled, kind } = loaded.kind;
  if (!process || !compiled) return undefined;
  const brought = data ? { data } : {};
  const command: ProcessCommand = type === 'signal' ? { type, name, ...brought } : { type, name, ...(key !== undefined ? { key } : {}), ...brought, ...(by !== undefined ? { by } : {}) };
  const world = await worldOf(context, kind, subjectOf(request), request.data, compiled);
  const advance = await attempt(() => context.core.advance(compiled, process, command, world));
  if (!advance || advance.events.length === 0) return undefined;
  checkBrought(context, loaded, advance, data);
  return { request: id, ops: changesOf(context, { before: loaded.doc.body, version: loaded.doc.version, kind: loaded.kind, world, advance, ...(by !== undefined ? { by } : {}), tasks: loaded.tasks, registered: loaded.registered, seal: loaded.seal, stocks: loaded.stocks }) };
}

/** Undefined when the request is suspended or nothing on it waits any more. */
async function attempt(advance: () => Advance): Promise<Advance | undefined> {
  try {
    return advance();
  } catch (error) {
    if (error instanceof RequestryError && error.code === 'STATE') return undefined;
    throw error;
  }
}

/** Fields that came from outside have to be fields of the form, with values that it takes. */
function checkBrought(context: Context, { doc, kind }: LoadedRequest, { events }: Advance, data: JsonObject | undefined): void {
  if (!data) return;
  const set = events.reduce<JsonObject>((sum, event) => (event.type === 'data-set' ? { ...sum, ...event.data } : sum), {});
  const { form } = kind.kind;
  const brought = Object.keys(data).filter((name) => Object.hasOwn(set, name));
  const unknown = brought.filter((name) => !Object.hasOwn(form.schema.properties ?? {}, name));
  const wrong = validateForm(form, { ...doc.body.request.data, ...set }, { context: formContext(context, doc.body.request.initiator), engine: 'ajv' });
  const issues = [
    ...unknown.map((name) => ({ code: 'form.unknown-field', path: `/${name}` })),
    ...wrong.filter(({ path = '' }) => brought.includes(path.split('/')[1] ?? '')),
  ];
  if (issues.length > 0) throw new RequestryError('INVALID', `What the message brings has ${issues.length} problems, the first: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
}

/** The write that sends a signal on its way. */
export const signalOp = (context: Context, id: string, occurrence: Occurrence): Op =>
  put('outbox', id, { request: '', at: new Date(context.now).toISOString(), attempts: 0, effects: [], occurrence, by: context.actor.person.id }, 'absent');
