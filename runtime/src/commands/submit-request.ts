import { localize, may, RequestryError, type JsonObject, type Kind, type Person, type Request } from '@requestry/model';
import { evaluateForm, initialData, mergeEdits, pruneHidden, validateForm } from '@requestry/forms/core';
import type { Op } from '@requestry/storage';
import { changesOf } from '../changes.js';
import { keyOf, put, type RequestDocument } from '../collections.js';
import { runCommand, type Decision } from '../command.js';
import type { Context } from '../context.js';
import { nextNumber, type Numbered } from '../documents/numbering.js';
import { chain, chainStart, type NewEvent } from '../history.js';
import type { PublishedKind } from '../kinds.js';
import type { Subject } from '../process/index.js';
import { publishedVersion } from '../queries/published.js';
import { registerOps } from '../register/document.js';
import type { Turn } from '../turns.js';
import { draftId } from './drafts.js';
import { newSeal } from '../secrets.js';
import { formContext, worldOf } from '../world.js';

export interface SubmitRequest {
  readonly kind: string;
  readonly data: JsonObject;
  readonly idempotencyKey: string;
  readonly onBehalfOf?: string;
}

/** Registers a request and starts its route, in one write. Gives its id. */
export async function submitRequest(context: Context, command: SubmitRequest): Promise<string> {
  const result = await runCommand(context, 'submit-request', command.idempotencyKey, (turn) => decide(context, command, turn));
  return (result as { readonly request: string }).request;
}

async function decide(context: Context, command: SubmitRequest, turn: Turn): Promise<Decision> {
  const published = await publishedVersion(context, command.kind);
  const { kind } = published;
  const permission = may(context.actor, { action: 'submit', kind }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not submit "${kind.id}"`, { params: { reason: permission.reason?.code } });
  const initiator = initiatorOf(context, command.onBehalfOf);
  const { ops, request } = await submissionOf(context, published, { initiator, data: command.data, turn });
  const draft: Op = { op: 'delete', ...keyOf('drafts', draftId(kind.id, context.actor.person.id)) };
  return { ops: [...ops, draft], result: { request: request.id } };
}

/** Everything that a new request of the kind writes. Rejects with `INVALID` when the data is not what the form asks for. */
export async function submissionOf(context: Context, published: PublishedKind, given: { readonly initiator: Person; readonly data: JsonObject; readonly turn: Turn }): Promise<{ readonly ops: readonly Op[]; readonly request: Request }> {
  const { kind } = published;
  const { initiator } = given;
  const data = checkedData(context, kind, given.data, initiator.id);
  const numbered = kind.numbering ? await nextNumber(context, kind.numbering, given.turn) : undefined;
  const request = newRequest(context, published, { data, initiator, ...(numbered ? { numbered } : {}) });
  const ops = await openingOps(context, published, request);
  return { ops: [...ops, ...(numbered ? [numbered.op] : [])], request };
}

function initiatorOf(context: Context, onBehalfOf: string | undefined) {
  if (onBehalfOf === undefined || onBehalfOf === context.actor.person.id) return context.actor.person;
  const person = context.org.people.find((candidate) => candidate.id === onBehalfOf && !candidate.archived);
  if (!person) throw new RequestryError('INVALID', `Person "${onBehalfOf}" does not exist`, { issues: [{ code: 'request.unknown-person', path: '/onBehalfOf', params: { found: onBehalfOf } }] });
  const allowed = context.actor.rights.includes('administer') || context.actor.substitutesFor.includes(onBehalfOf);
  if (!allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not submit for ${onBehalfOf}`, { params: { reason: 'may.on-behalf' } });
  return person;
}

/** The data as it will be stored: only what the initiator may fill, hidden fields pruned, computed values recomputed, all valid. */
function checkedData(context: Context, kind: Kind, given: JsonObject, initiator: string): JsonObject {
  const { form } = kind;
  const access = kind.submitAccess ?? { '*': 'edit' as const };
  const names = formContext(context, initiator);
  const initial = initialData(form, names);
  const merged = mergeEdits(form, initial, given, { access, context: names });
  const { data } = evaluateForm(form, merged.data, { access, context: names });
  const pruned = pruneHidden(form, data, { access, context: names });
  const issues = [...merged.issues, ...validateForm(form, pruned, { access, context: names, engine: 'ajv' })];
  if (issues.length === 0) return pruned;
  throw new RequestryError('INVALID', `The data of "${kind.id}" has ${issues.length} problems, the first: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
}

function newRequest(context: Context, { kind, version }: PublishedKind, given: { readonly data: JsonObject; readonly initiator: Person; readonly numbered?: Numbered }): Request {
  const { data, initiator, numbered } = given;
  const number = numbered?.number;
  const id = context.newId();
  const submittedBy = context.actor.person.id;
  return {
    id,
    publicId: context.newId(),
    ...(numbered ? { number: numbered.number, registered: numbered.place } : {}),
    kind: kind.id,
    kindVersion: version,
    title: titleOf(kind, data, number),
    data,
    state: 'active',
    ...(kind.stages?.[0] ? { stage: kind.stages[0].id } : {}),
    initiator: initiator.id,
    ...(submittedBy !== initiator.id ? { submittedBy } : {}),
    ...(initiator.unit !== undefined ? { unit: initiator.unit } : {}),
    submittedAt: new Date(context.now).toISOString(),
    participants: [],
  };
}

/** Fills `{field}`, `{kind}` and `{number}` of the title template; 200 characters at most. */
export function titleOf(kind: Kind, data: JsonObject, number?: string): string {
  const title = localize(kind.title, 'ru');
  const filled = (kind.titleTemplate ?? '{kind}').replace(/\{([\p{L}\p{N}_]+)\}/gu, (_whole, name: string) => {
    if (name === 'kind') return title;
    if (name === 'number') return number ?? '';
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return typeof value === 'object' || value === undefined ? '' : String(value);
  });
  return (filled.replace(/\s+/g, ' ').trim() || title).slice(0, 200);
}

async function openingOps(context: Context, published: PublishedKind, request: Request): Promise<readonly Op[]> {
  const by = context.actor.person.id;
  const submitted: NewEvent = {
    type: 'request-submitted',
    facts: { kind: request.kind, version: request.kindVersion, initiator: request.initiator, data: request.data, number: request.number },
  };
  const before: RequestDocument = { request, events: 0, lastHash: chainStart };
  const secret = await newSeal(published.kind, request.id);
  const key = secret ? [secret.op] : [];
  if (!published.compiled) {
    const history = chain([submitted], { count: 0, lastHash: chainStart }, { at: request.submittedAt, by }, secret?.seal);
    return [
      ...key,
      put('requests', request.id, { request, events: history.count, lastHash: history.lastHash }, 'absent'),
      put('events', `${request.id}:000001`, { request: request.id, events: history.events }, 'absent'),
      ...registerOps(context, { request }, 1, published, undefined),
    ];
  }
  const world = await worldOf(context, published.kind.form, subjectOf(request), request.data, published.compiled);
  const advance = context.core.start(published.compiled, world);
  return [...key, ...changesOf(context, { before, kind: published, advance, facts: [submitted], by, tasks: new Map(), seal: secret?.seal })];
}

/** The request as the engine sees it. */
export const subjectOf = (request: Request): Subject => ({
  id: request.id,
  kind: request.kind,
  initiator: request.initiator,
  ...(request.unit !== undefined ? { unit: request.unit } : {}),
  ...(request.number !== undefined ? { number: request.number } : {}),
  submittedAt: request.submittedAt,
});
