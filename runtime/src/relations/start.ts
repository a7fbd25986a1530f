import { visibleData } from '@requestry/forms/core';
import { invitedAs, mostOfChain, mostParticipants, participantRule, RequestryError, type Basis, type JsonObject, type Kind, type Link, type Participant, type ParticipantRole, type RelatedStart, type RelationRule, type Request } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { Op } from '@requestry/storage';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed } from '../commands/change-process.js';
import { loadRequest } from '../commands/load-request.js';
import { keyOf, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import type { NewEvent } from '../history.js';
import type { PublishedKind } from '../kinds.js';
import { shownIn } from '../queries/hidden-values.js';
import { publishedVersion } from '../queries/published.js';
import { accessFor, visibleRequest } from '../queries/request.js';
import { emptyData, formContext } from '../world.js';
import { chainOf, existingRule, membersOf, mustHaveRoom } from './links.js';

/** The request that another is made of, and the rule. Rejects when the actor may not. */
async function allowedBasis(context: Context, basis: Basis): Promise<{ readonly doc: DocOf<'requests'>; readonly kind: PublishedKind; readonly rule: RelationRule }> {
  const { doc, kind } = await visibleRequest(context, basis.request);
  const rule = existingRule(kind.kind, basis.rule);
  mustBeAllowed(context, { action: 'relate', request: doc.body.request, kind: kind.kind, rule });
  return { doc, kind, rule };
}

/** See `RelationService.startRelated`. Nothing that the actor does not see goes over. */
export async function startRelated(context: Context, basis: Basis): Promise<RelatedStart> {
  const { doc, kind, rule } = await allowedBasis(context, basis);
  const target = await publishedVersion(context, rule.kind);
  await mustHaveRoom(context, doc.id, rule);
  const data = visibleData(kind.kind.form, doc.body.request.data, await accessFor(context, doc, kind));
  await mustSeeAmended(context, doc, kind, rule);
  return { kind: rule.kind, basis: { request: doc.id, rule: rule.id }, data: { ...carried(context, { rule, data, from: kind.kind, to: target.kind, request: doc.body.request }), ...(rule.fields ? renamed(rule.fields, data) : {}) } };
}

function carried(context: Context, { rule, data, from, to, request }: { readonly rule: RelationRule; readonly data: JsonObject; readonly from: Kind; readonly to: Kind; readonly request: Request }): JsonObject {
  const fields = to.form.schema.properties ?? {};
  if (!rule.map) return rule.type === 'amendment' ? {} : Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(fields, name) && sameType(from, to, name)));
  const names = { ...formContext(context), ...emptyData(from.form), ...data, request: { number: request.number ?? null, title: request.title, submittedAt: request.submittedAt, initiator: request.initiator } };
  const values = Object.entries(rule.map).map(([field, text]) => [field, compileExpression(text).evaluate(names, { now: context.now, zone: context.calendar.zone }).value] as const);
  return Object.fromEntries(values.filter(([field, value]) => value !== null && Object.hasOwn(fields, field)));
}

const sameType = (from: Kind, to: Kind, name: string): boolean => typeOf(from, name) === typeOf(to, name);
const typeOf = ({ form }: Kind, name: string): string => JSON.stringify((form.schema.properties?.[name] as { readonly type?: unknown } | undefined)?.type ?? null);

const renamed = (fields: Readonly<Record<string, string>>, data: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).flatMap(([original, own]) => (data[original] === undefined ? [] : [[own, data[original]]])));

/** Whoever amends has to see what they change. */
async function mustSeeAmended(context: Context, doc: DocOf<'requests'>, kind: PublishedKind, { fields = {} }: RelationRule): Promise<void> {
  if (Object.keys(fields).length === 0) return;
  const shown = shownIn(await accessFor(context, doc, kind));
  const unseen = Object.keys(fields).filter((field) => !shown(field));
  if (unseen.length > 0) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} does not see ${unseen.join()}`, { params: { reason: 'may.relation-hidden' } });
}

/** What a request made of another begins with, and what else is written with it. */
export interface Related {
  readonly request: Pick<Request, 'links' | 'chain' | 'subject' | 'invited'>;
  readonly facts: readonly NewEvent[];
  /** Once the id of the new request is known. */
  ops(made: string): Promise<readonly Op[]>;
}

/** The relations of a new request. Rejects with `INVALID` when the rule makes another kind, with `STATE` when there are enough. */
export async function relatedBy(context: Context, basis: Basis, kind: Kind, initiator: string): Promise<Related> {
  const { doc, kind: of, rule } = await allowedBasis(context, basis);
  const { request: original } = doc.body;
  if (rule.kind !== kind.id) throw new RequestryError('INVALID', `"${rule.id}" makes "${rule.kind}", not "${kind.id}"`, { issues: [{ code: 'relation.kind', path: '/basis/rule', params: { found: kind.id, wanted: rule.kind } }] });
  await mustHaveRoom(context, doc.id, rule);
  await mustSeeAmended(context, doc, of, rule);
  const link: Link = { type: rule.type, rule: rule.id, to: doc.id, ...(rule.fields ? { before: beforeOf(rule.fields, original.data) } : {}) };
  const unchanged: Op = { op: 'check', ...keyOf('requests', doc.id), if: doc.version };
  if (rule.type === 'chain') {
    const chain = chainOf(original);
    await membersWithin(context, chain);
    return { request: { links: [link], chain, ...(original.subject !== undefined ? { subject: original.subject } : {}) }, facts: [], ops: () => Promise.resolve([unchanged]) };
  }
  if (rule.type === 'subject') return aboutChain(context, original, link, kind, initiator);
  return { request: { links: [link] }, facts: [], ops: () => Promise.resolve([unchanged]) };
}

export const beforeOf = (fields: Readonly<Record<string, string>>, data: JsonObject): JsonObject => Object.fromEntries(Object.keys(fields).flatMap((field) => (data[field] === undefined ? [] : [[field, data[field]]])));

async function membersWithin(context: Context, chain: string) {
  const members = await membersOf(context, chain, mostOfChain);
  if (members.length < mostOfChain) return members;
  throw new RequestryError('STATE', `The chain ${chain} has ${members.length} requests already`, { params: { reason: 'relation.chain-full', most: mostOfChain } });
}

/** The new request becomes the subject of every member of the chain, and whoever took part in one takes part in it. */
async function aboutChain(context: Context, original: Request, link: Link, kind: Kind, initiator: string): Promise<Related> {
  if (original.subject !== undefined) throw new RequestryError('STATE', `The chain of ${original.id} has a subject`, { params: { reason: 'relation.has-subject' } });
  const members = await membersWithin(context, chainOf(original));
  const by = context.actor.person.id;
  const at = new Date(context.now).toISOString();
  const invited = participantsOf(members.map(({ body }) => body.request), kind).filter(({ person }) => person !== initiator).map((each): Participant => ({ ...each, by, at }));
  return {
    request: { links: [link], ...(invited.length > 0 ? { invited } : {}) },
    facts: invited.map(({ person, role }) => ({ type: 'participant-added', facts: { person, role } })),
    ops: async (made) => {
      const all = await Promise.all(members.map(async ({ id }) => {
        const loaded = await loadRequest(context, id);
        return besideOps(context, { ...besideOf(loaded), request: { ...loaded.doc.body.request, subject: made }, facts: [{ type: 'subject-set', facts: { subject: made } }], by });
      }));
      return all.flat();
    },
  };
}

/** Everybody of some requests, in a role that the kind has: those responsible as interested people, others as they are. */
function participantsOf(requests: readonly Request[], kind: Kind): readonly { readonly person: string; readonly role: ParticipantRole }[] {
  const roles = new Map<string, ParticipantRole>();
  for (const request of requests) {
    for (const { person, role } of request.invited ?? []) if (!roles.has(person)) roles.set(person, role);
    for (const person of [request.initiator, ...request.participants]) if (invitedAs(request, person) === undefined) roles.set(person, 'interested');
  }
  return [...roles].map(([person, role]) => ({ person, role })).filter(({ role }) => !participantRule(kind, role).off).slice(0, mostParticipants);
}
