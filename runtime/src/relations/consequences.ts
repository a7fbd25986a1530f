import { RequestryError, type Issue, type Link, type Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { isOpen, type RequestDocument } from '../collections.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { loadRequest } from '../commands/load-request.js';
import { titleOf } from '../commands/submit-request.js';
import { systemUser, type Context } from '../context.js';
import { canonical } from '../history.js';
import { lastChildOps } from './last-child.js';
import { linkedTo } from './links.js';

/**
 * What the end of a request means for others, to be written with it: an approved amendment changes the original, and who waits for children is told of the last. Rejects with `STATE` when it cannot end so: the original
 * holds something else by now, or children are open that it waits for.
 */
export async function consequencesOf(context: Context, ops: readonly Op[]): Promise<readonly Op[]> {
  const completed = ops.flatMap((op) => (op.op === 'put' && op.collection === 'requests' ? [(op.body as RequestDocument).request] : [])).filter(({ state }) => state === 'completed');
  const all: Op[] = [];
  for (const request of completed) {
    await mustNotWait(context, request);
    for (const link of request.links ?? []) if (link.type === 'amendment') all.push(...(await amendingOps(context, request, link)));
  }
  return [...all, ...(await lastChildOps(context, [...ops, ...all]))];
}

async function mustNotWait(context: Context, request: Request): Promise<void> {
  const { kind } = await context.publishedKind(request.kind, request.kindVersion);
  const waiting = new Set((kind.relations ?? []).filter(({ type, waits }) => type === 'child' && waits).map(({ id }) => id));
  if (waiting.size === 0) return;
  const children = await linkedTo(context, request.id, 'child', 1_000);
  const open = children.filter(({ body }) => isOpen(body.request) && (body.request.links ?? []).some(({ to, rule = '' }) => to === request.id && waiting.has(rule)));
  if (open.length > 0) throw new RequestryError('STATE', `${request.id} waits for ${open.length} others`, { params: { reason: 'relation.waits', count: open.length } });
}

/** Once: an amendment that has changed its original already writes nothing. */
async function amendingOps(context: Context, amendment: Request, link: Link): Promise<readonly Op[]> {
  const loaded = await loadRequest(context, link.to);
  const { request: original } = loaded.doc.body;
  if (original.amendedBy?.includes(amendment.id)) return [];
  const { kind } = loaded.kind;
  const fields = kind.relations?.find(({ id, type }) => id === link.rule && type === 'amendment')?.fields ?? {};
  const { before = {} } = link;
  const differing = Object.keys(fields).filter((field) => canonical(original.data[field]) !== canonical(before[field]));
  if (differing.length > 0) {
    const issues = differing.map((field): Issue => ({ code: 'amendment.changed', path: `/${field}`, params: { field, before: before[field], found: original.data[field] } }));
    throw new RequestryError('STATE', `${original.id} has other values than the amendment ${amendment.id} was made for: ${differing.join()}`, { params: { reason: 'amendment.changed', fields: differing }, issues });
  }
  const data = Object.fromEntries(Object.entries(fields).flatMap(([field, own]) => {
    const after = amendment.data[own];
    return after === undefined || canonical(after) === canonical(before[field]) ? [] : [[field, after]];
  }));
  const changed = { ...original.data, ...data };
  return besideOps(context, {
    ...besideOf(loaded),
    request: { ...original, data: changed, title: titleOf(kind, changed, original.number), amendedBy: [...(original.amendedBy ?? []), amendment.id] },
    facts: [{ type: 'request-amended', facts: { data, amendment: amendment.id } }],
    notices: [{ type: 'notify', to: [original.initiator], event: 'request-amended' }],
    ...(context.actor.person.id === systemUser ? {} : { by: context.actor.person.id }),
  });
}
