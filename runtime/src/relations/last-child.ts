import type { Op } from '@requestry/storage';
import { isOpen, keyOf, put, type DocOf, type EventsDocument, type RequestDocument } from '../collections.js';
import { systemUser, type Context } from '../context.js';
import { alsoToFollowers } from '../participation.js';
import { readMany } from '../store.js';
import { linkedTo } from './links.js';

/** Whoever waits for the children of a request is told when the last of them has ended: written with its end. */
export async function lastChildOps(context: Context, ops: readonly Op[]): Promise<readonly Op[]> {
  const all: Op[] = [];
  for (const child of endingIn(ops)) {
    const links = (child.request.links ?? []).filter(({ type }) => type === 'child');
    for (const parent of await readMany(context.store, 'requests', links.map(({ to }) => to))) {
      if (isOpen(parent.body.request)) all.push(...(await tellingOps(context, child, parent, [...ops, ...all])));
    }
  }
  return all;
}

/** Requests that end with this write. */
function endingIn(ops: readonly Op[]): readonly RequestDocument[] {
  const ending = new Set(ops.flatMap((op) => (op.op === 'put' && op.collection === 'events' && (op.body as EventsDocument).events.some(({ type }) => type === 'process-ended') ? [(op.body as EventsDocument).request] : [])));
  return ending.size === 0 ? [] : ops.flatMap((op) => (op.op === 'put' && op.collection === 'requests' && ending.has(op.id) ? [op.body as RequestDocument] : []));
}

/** While another child is open that one is to stay as it is: of two that end at once, the second sees that it is the last. */
async function tellingOps(context: Context, { request: child, events }: RequestDocument, parent: DocOf<'requests'>, ops: readonly Op[]): Promise<readonly Op[]> {
  const written = new Set(ops.flatMap((op) => (op.collection === 'requests' ? [op.id] : [])));
  const others = (await linkedTo(context, parent.id, 'child', 1_000)).filter(({ id, body }) => id !== child.id && isOpen(body.request));
  const [open] = others.filter(({ id }) => !written.has(id));
  if (open) return [{ op: 'check', ...keyOf('requests', open.id), if: open.version }];
  if (others.length > 0) return [];
  const by = context.actor.person.id;
  const effects = alsoToFollowers(parent.body.request, [{ type: 'notify', to: waitingFor(parent), event: 'children-ended' }]);
  return [put('outbox', `${child.id}:${events}:last-of:${parent.id}`, { request: parent.id, at: new Date(context.now).toISOString(), attempts: 0, effects, ...(by === systemUser ? {} : { by }) }, 'absent')];
}

/** The initiator, and whoever has a task on it or may take one. */
function waitingFor({ body: { request, process } }: DocOf<'requests'>): readonly string[] {
  const tasks = (process?.tokens ?? []).flatMap(({ tasks: held = [] }) => held.filter(({ outcome, asked }) => outcome === undefined && asked === undefined));
  return [...new Set([request.initiator, ...tasks.flatMap(({ assignee, candidates = [] }) => (assignee !== undefined ? [assignee] : candidates))])];
}
