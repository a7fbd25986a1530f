import { mostLinks, RequestryError, type Link, type RelationRule, type RelationService } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { isOpen, keyOf, type DocOf } from '../collections.js';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed } from '../commands/change-process.js';
import { expectVersion, loadRequest } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { visibleRequest } from '../queries/request.js';
import { readMany } from '../store.js';
import { existingRule, linkedTo, linkOf, mustHaveRoom, withLink, withoutLink } from './links.js';

const refused = (reason: string, message: string, more: Readonly<Record<string, number>> = {}): RequestryError => new RequestryError('STATE', message, { params: { reason, ...more } });

/** The parent and its rule that adopts. */
async function adopter(context: Context, id: string, ruleId: string): Promise<{ readonly parent: DocOf<'requests'>; readonly rule: RelationRule }> {
  const { doc: parent, kind } = await visibleRequest(context, id);
  const rule = existingRule(kind.kind, ruleId);
  mustBeAllowed(context, { action: 'relate', request: parent.body.request, kind: kind.kind, rule });
  if (rule.type !== 'child' || !rule.adopts) throw refused('relation.adopts-not', `"${ruleId}" takes no request that is there already`);
  return { parent, rule };
}

/** See `RelationService.linkRequest`. Gives the id. */
export async function linkRequest(context: Context, command: Parameters<RelationService['linkRequest']>[0]): Promise<string> {
  await runCommand(context, 'link-request', command, async () => {
    const { parent, rule } = await adopter(context, command.to, command.rule);
    const { doc: child } = await visibleRequest(context, command.request);
    await expectVersion(context, child.id, child.version, command.expectedVersion);
    if (linkOf(child.body.request, parent.id)) return { ops: [], result: { request: child.id } };
    await mustHaveRoom(context, parent.id, rule);
    const above = await ancestorsOf(context, parent, child.id);
    return { ops: [...(await adoptingOps(context, child, parent, rule)), ...above], result: { request: child.id } };
  });
  return command.request;
}

/** The child with its link. Rejects with `STATE` while another open one is its parent. */
async function adoptingOps(context: Context, child: Pick<DocOf<'requests'>, 'id' | 'body'>, parent: DocOf<'requests'>, rule: RelationRule): Promise<readonly Op[]> {
  const { request } = child.body;
  if (request.kind !== rule.kind) throw refused('relation.other-kind', `"${rule.id}" takes "${rule.kind}", not "${request.kind}"`);
  const links = request.links ?? [];
  const parents = await readMany(context.store, 'requests', links.filter(({ type }) => type === 'child').map(({ to }) => to));
  if (parents.some(({ body }) => isOpen(body.request))) throw refused('relation.taken', `${child.id} is part of another open request`);
  if (links.length >= mostLinks) throw refused('relation.many-links', `${child.id} belongs to ${links.length} others`, { most: mostLinks });
  const link: Link = { type: 'child', rule: rule.id, to: parent.id };
  const loaded = await loadRequest(context, child.id);
  return besideOps(context, { ...besideOf(loaded), request: withLink(loaded.doc.body.request, link), facts: [{ type: 'request-linked', facts: { link: { ...link } } }], by: context.actor.person.id });
}

/** Levels of parents at most. */
const deepest = 20;

/** Holds everything above a request as it is, so that no two links close a circle. Rejects with `STATE` when the child is there. */
async function ancestorsOf(context: Context, parent: DocOf<'requests'>, child: string): Promise<readonly Op[]> {
  const checked = new Map<string, Op>();
  let level: readonly DocOf<'requests'>[] = [parent];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= deepest) throw refused('relation.too-deep', `${parent.id} has more than ${deepest} levels above it`, { most: deepest });
    for (const doc of level) checked.set(doc.id, { op: 'check', ...keyOf('requests', doc.id), if: doc.version });
    if (checked.has(child)) throw refused('relation.cycle', `${child} is above ${parent.id}`);
    const above = level.flatMap(({ body }) => (body.request.links ?? []).filter(({ type }) => type === 'child').map(({ to }) => to));
    level = await readMany(context.store, 'requests', [...new Set(above)].filter((id) => !checked.has(id)));
  }
  return [...checked.values()];
}

/** See `RelationService.unlinkRequest`. Gives the id. */
export async function unlinkRequest(context: Context, command: Parameters<RelationService['unlinkRequest']>[0]): Promise<string> {
  await runCommand(context, 'unlink-request', command, async () => {
    const { doc: child } = await visibleRequest(context, command.request);
    const link = linkOf(child.body.request, command.to);
    if (link?.type !== 'child' || link.rule === undefined) throw new RequestryError('NOT_FOUND', `${child.id} is no part of ${command.to}`, { params: { collection: 'links', id: command.to } });
    const { parent } = await adopter(context, command.to, link.rule);
    await expectVersion(context, child.id, child.version, command.expectedVersion);
    const loaded = await loadRequest(context, child.id);
    const ops = await besideOps(context, { ...besideOf(loaded), request: withoutLink(loaded.doc.body.request, parent.id), facts: [{ type: 'request-unlinked', facts: { to: parent.id } }], by: context.actor.person.id });
    return { ops, result: { request: child.id } };
  });
  return command.request;
}

/** Children that are carried over at once. */
const mostCarried = 50;

/** See `RelationService.carryChildren`. */
export async function carryChildren(context: Context, command: Parameters<RelationService['carryChildren']>[0]): Promise<{ readonly moved: number }> {
  const result = await runCommand(context, 'carry-children', command, async () => {
    const { doc: from } = await visibleRequest(context, command.from);
    if (isOpen(from.body.request)) throw refused('relation.from-open', `${from.id} has not ended`);
    const { parent, rule } = await adopter(context, command.to, command.rule);
    const children = (await linkedTo(context, from.id, 'child', 1_000)).filter(({ body }) => isOpen(body.request) && body.request.kind === rule.kind && !linkOf(body.request, parent.id));
    const seen: Pick<DocOf<'requests'>, 'id' | 'body'>[] = [];
    for (const child of children.slice(0, mostCarried)) if (await visibleRequest(context, child.id).then(() => true, () => false)) seen.push(child);
    const ops = await Promise.all(seen.map((child) => adoptingOps(context, child, parent, rule)));
    const above = seen.length > 0 ? [{ op: 'check' as const, ...keyOf('requests', parent.id), if: parent.version }] : [];
    return { ops: [...ops.flat(), ...above], result: { moved: seen.length } };
  });
  return result as { readonly moved: number };
}
