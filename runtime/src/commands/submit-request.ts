import { localize, may, RequestryError, standsInFor, type AccessMap, type Basis, type EnteredFor, type JsonObject, type Kind, type Origin, type Person, type Request } from '@requestry/model';
import { evaluateForm, initialData, mergeEdits, pruneHidden, validateForm } from '@requestry/forms/core';
import type { Op } from '@requestry/storage';
import { changesOf } from '../changes.js';
import { keyOf, put, type RequestDocument } from '../collections.js';
import { runCommand } from '../command.js';
import { systemUser, type Context } from '../context.js';
import { nextNumber, type Numbered } from '../documents/numbering.js';
import { chainStart, type NewEvent } from '../history.js';
import { mustPass } from '../guards/ask.js';
import { mergeChecks } from '../guards/merge-checks.js';
import type { GuardSubject } from '../guards/subject.js';
import { enteredFor } from '../intake/enter.js';
import type { PublishedKind } from '../kinds.js';
import { lookUpIssues, mustMayPut, refuseLookUps } from '../looking-up.js';
import { newPublicId } from '../public-id.js';
import { publishedVersion } from '../queries/published.js';
import { stocksFor, waitForStock } from '../reservations/load.js';
import type { Turn } from '../turns.js';
import { draftId } from './drafts.js';
import { relationsIn } from '../relations/links.js';
import { relatedBy, startRelated, type Related } from '../relations/start.js';
import { newSeal } from '../secrets.js';
import { subjectOf } from './subject.js';
import { besideOps } from './beside.js';
import { formContext, worldOf } from '../world.js';

export interface SubmitRequest extends EnteredFor {
  readonly kind: string;
  readonly data: JsonObject;
  readonly idempotencyKey: string;
  readonly onBehalfOf?: string;
  readonly basis?: Basis;
}

/** Registers a request and starts its route, in one write. Gives its id. */
export async function submitRequest(context: Context, command: SubmitRequest): Promise<string> {
  const result = await runCommand(context, 'submit-request', command, async (turn) => {
    const { ops, request } = await submission(context, command, turn);
    const draft: Op = { op: 'delete', ...keyOf('drafts', draftId(command.kind, context.actor.person.id)) };
    return { ops: [...ops, draft], result: { request: request.id } };
  });
  return (result as { readonly request: string }).request;
}

/** What may be submitted and how it will be stored, without anything being written. `stood`: data whose records the actor does not choose now, because they stood there before. */
export async function checkedSubmission(context: Context, command: Pick<SubmitRequest, 'kind' | 'data' | 'onBehalfOf' | 'basis'> & EnteredFor, action: 'submit' | 'recur', stood: JsonObject = {}) {
  const published = await publishedVersion(context, command.kind);
  const { kind } = published;
  const permission = may(context.actor, { action, kind }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not ${action} "${kind.id}"`, { params: { reason: permission.reason?.code } });
  const entered = await enteredFor(context, kind, command);
  const initiator = initiatorOf(context, command.onBehalfOf, kind.id, entered !== undefined);
  const source = entered ? { access: entered.access, preset: entered.preset } : {};
  const data = checkedData(context, kind, { initiator, data: command.data, ...source });
  const initial = { ...initialData(kind.form, formContext(context, initiator.id)), ...entered?.preset };
  const chosen = await lookUpIssues(context, kind.form, data, initial, stood);
  if (chosen.length > 0 && command.basis) await mustMayPut(context, kind.form, data, initial, (await startRelated(context, command.basis)).data);
  else refuseLookUps(context, chosen);
  return { published, kind, initiator, ...(entered ? { entered } : {}), data };
}

/** A request about to be written. */
export interface NewRequest {
  readonly ops: readonly Op[];
  readonly request: Request;
}

/** The writes of a new request that the actor submits. Its number waits for its turn. `stood`: as in `checkedSubmission`. */
export async function submission(context: Context, command: Pick<SubmitRequest, 'kind' | 'data' | 'onBehalfOf' | 'basis'> & EnteredFor & Pick<Request, 'recurrence'>, turn: Turn, stood?: JsonObject): Promise<NewRequest> {
  const { published, initiator, data, entered } = await checkedSubmission(context, command, 'submit', stood);
  const { recurrence, basis } = command;
  const related = basis && (await relatedBy(context, basis, published.kind, initiator.id));
  const { ops, request } = await registration(context, published, { data, initiator, turn, ...(related ? { related } : {}), ...(entered ? { origin: entered.origin, access: entered.access } : {}), ...(recurrence ? { recurrence } : {}) });
  return { ops: [...ops, ...(entered?.ops ?? []), ...((await related?.ops(request.id)) ?? [])], request };
}

/** What a new request is made of. */
interface Submission {
  readonly initiator: Person;
  readonly data: JsonObject;
  readonly origin?: Origin;
  /** What may be filled in; by the kind when absent. */
  readonly access?: AccessMap;
  /** Values that stand there before the data, whether or not they may be filled in. */
  readonly preset?: JsonObject;
  /** What it is made of. */
  readonly related?: Pick<Related, 'request' | 'facts'>;
}

/** The writes of a new request in somebody's name, whoever is behind it. Rejects with `INVALID` when the data is not what the form asks for. */
export const submissionOf = (context: Context, published: PublishedKind, given: Submission & { readonly turn: Turn }): Promise<NewRequest> =>
  registration(context, published, { ...given, data: checkedData(context, published.kind, given) });

async function registration(context: Context, published: PublishedKind, given: Pick<Submission, 'initiator' | 'data' | 'origin' | 'access' | 'related'> & { readonly turn: Turn } & Pick<Request, 'recurrence'>): Promise<NewRequest> {
  const { kind } = published;
  const passed = await mustPass(context, [{ at: 'submit' }], submittedSubject(context, kind, given));
  await waitForStock(context, kind, given.data, given.turn);
  const numbered = kind.numbering ? await nextNumber(context, kind.numbering, given.turn) : undefined;
  const request = newRequest(context, published, given, numbered);
  const ops = await openingOps(context, published, request, [...passed.events, ...(given.related?.facts ?? [])]);
  return { ops: [...mergeChecks(passed.checks, ops), ...(numbered ? [numbered.op] : []), ...confirmationOps(kind, request)], request };
}

/** Clients, and those for whom somebody else asks, are told that the request is registered and under which number. */
function confirmationOps({ scope }: Kind, { id, initiator, submittedBy, submittedAt: at }: Request): readonly Op[] {
  if (scope !== 'external' && submittedBy === undefined) return [];
  return [put('outbox', `${id}:registered`, { request: id, at, attempts: 0, effects: [{ type: 'notify', to: [initiator], event: 'request-registered' }] }, 'absent')];
}

/** Whoever enters requests that came from somewhere else may do so for anybody. */
function initiatorOf(context: Context, onBehalfOf: string | undefined, kind: string, enters: boolean) {
  if (onBehalfOf === undefined || onBehalfOf === context.actor.person.id) return context.actor.person;
  const person = context.org.people.find((candidate) => candidate.id === onBehalfOf && !candidate.archived);
  if (!person) throw new RequestryError('INVALID', `Person "${onBehalfOf}" does not exist`, { issues: [{ code: 'request.unknown-person', path: '/onBehalfOf', params: { found: onBehalfOf } }] });
  const allowed = enters || context.actor.rights.includes('administer') || standsInFor(context.actor, onBehalfOf, kind);
  if (!allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not submit for ${onBehalfOf}`, { params: { reason: 'may.on-behalf' } });
  return person;
}

/** The data as it will be stored: only what the initiator may fill, hidden fields pruned, computed values recomputed, all valid. */
function checkedData(context: Context, kind: Kind, { data: given, initiator, access = kind.submitAccess ?? { '*': 'edit' as const }, preset }: Submission): JsonObject {
  const { form } = kind;
  const names = formContext(context, initiator.id);
  const initial = { ...initialData(form, names), ...preset };
  const merged = mergeEdits(form, initial, given, { access, context: names });
  const { data } = evaluateForm(form, merged.data, { access, context: names });
  const pruned = pruneHidden(form, data, { access, context: names });
  const issues = [...merged.issues, ...validateForm(form, pruned, { access, context: names, engine: 'ajv' })];
  if (issues.length === 0) return pruned;
  throw new RequestryError('INVALID', `The data of "${kind.id}" has ${issues.length} problems, the first: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
}

function newRequest(context: Context, { kind, version }: PublishedKind, given: Pick<Submission, 'initiator' | 'data' | 'origin' | 'related'> & Pick<Request, 'recurrence'>, numbered: Numbered | undefined): Request {
  const { data, initiator, origin, recurrence, related } = given;
  const number = numbered?.number;
  const id = context.newId();
  const submittedBy = context.actor.person.id;
  return {
    id,
    publicId: newPublicId(),
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
    ...origin,
    ...related?.request,
    submittedAt: new Date(context.now).toISOString(),
    ...(recurrence ? { recurrence } : {}),
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

/** Guards are asked before the number is waited for, so that none holds others up. */
function submittedSubject(context: Context, kind: Kind, { data, initiator, origin, access = kind.submitAccess ?? { '*': 'edit' as const } }: Pick<Submission, 'initiator' | 'data' | 'origin' | 'access'>): GuardSubject {
  const unit = initiator.unit === undefined ? {} : { unit: initiator.unit };
  return { kind, data, access, request: { id: '', initiator: initiator.id, ...unit, ...origin, submittedAt: new Date(context.now).toISOString() } };
}

async function openingOps(context: Context, published: PublishedKind, request: Request, more: readonly NewEvent[]): Promise<readonly Op[]> {
  const by = context.actor.person.id;
  const whoever = by === systemUser ? {} : { by };
  const submitted: NewEvent = {
    type: 'request-submitted',
    facts: { kind: request.kind, version: request.kindVersion, initiator: request.initiator, data: request.data, number: request.number, ...(request.recurrence ? { recurrence: request.recurrence } : {}), ...originFacts(request), ...relationFacts(request) },
  };
  const before: RequestDocument = { request, events: 0, lastHash: chainStart };
  const [secret, stocks] = await Promise.all([newSeal(published.kind, request.id), stocksFor(context, published.kind, request, request.data)]);
  const key = secret ? [secret.op] : [];
  if (!published.compiled) return [...key, ...(await besideOps(context, { before, kind: published, request, facts: [submitted, ...more], ...whoever, seal: secret?.seal, stocks, reserve: true }))];
  const world = await worldOf(context, published.kind, subjectOf(request), request.data, published.compiled);
  const advance = context.core.start(published.compiled, world);
  return [...key, ...changesOf(context, { before, kind: published, world, advance, facts: [submitted, ...more], ...whoever, tasks: new Map(), seal: secret?.seal, stocks, reserve: true })];
}

/** What it belongs to, for the history. */
function relationFacts(request: Request): JsonObject {
  const relations = relationsIn(request);
  return Object.keys(relations).length === 0 ? {} : { relations: relations as JsonObject };
}

/** Where it came from, for the history; what somebody said of themselves stays with the request. */
function originFacts({ source, channel, manual, utm, counterparty, firstTime }: Request): JsonObject {
  if (source === undefined) return {};
  return { origin: { source, channel, ...(manual ? { manual } : {}), ...(utm ? { utm: { ...utm } } : {}), ...(counterparty ? { counterparty: { ...counterparty } } : {}), ...(firstTime ? { firstTime } : {}) } };
}
