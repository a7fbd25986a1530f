import { visibleData } from '@requestry/forms/core';
import { routePicture } from '@requestry/route';
import { localDate, may, outsiderIn, RequestryError, type AccessMap, type ActionView, type FieldAccess, type JsonObject, type Kind, type ParticipantRule, type Request, type RequestEvent, type RequestSummary, type RequestView, type RoutePicture, type TaskView } from '@requestry/model';
import { openTaskIds } from '../changes.js';
import { isOpen, type DocOf } from '../collections.js';
import { nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { followedNames, shownDecision } from '../follow-ups/shown.js';
import { handingPermission } from '../guards/moments.js';
import type { PublishedKind } from '../kinds.js';
import { closedAmong } from '../looking-up.js';
import { guidesOf } from '../guides/guides.js';
import { participationOf } from '../participation.js';
import type { CompiledRoute } from '../process/index.js';
import { read, readMany, scanAll, notFound } from '../store.js';
import { opened } from '../secrets.js';
import { paymentTotals, resourceTotals } from '../usage/totals.js';
import { usagePermissions } from '../usage/who.js';
import { formContext, placedRecords } from '../world.js';
import { shownReservations } from '../reservations/shown.js';
import { flagId, flagsOn } from '../register/flags.js';
import { applicantName } from '../register/listed.js';
import { forecastRequest } from './forecast.js';
import { withoutHiddenValues } from './hidden-values.js';
import { titlesOf, type WantedTitles } from './records.js';
import { taskViews } from './tasks.js';

/** A request the actor may see. Rejects with `NOT_FOUND` for one that is not there and one that is not theirs alike. */
export async function visibleRequest(context: Context, id: string): Promise<{ readonly doc: DocOf<'requests'>; readonly kind: PublishedKind }> {
  const doc = await read(context.store, 'requests', id);
  if (!doc) throw notFound('requests', id);
  const { request } = doc.body;
  const kind = await context.publishedKind(request.kind, request.kindVersion);
  if (may(context.actor, { action: 'see', request, kind: kind.kind }, context.org).allowed) return { doc, kind };
  throw notFound('requests', id);
}

/** The card: what the actor may see of a request, where it stands, what they can do. */
export async function getRequest(context: Context, id: string): Promise<RequestView> {
  const { doc, kind } = await visibleRequest(context, id);
  const { request, process } = doc.body;
  const [tasks, events] = await Promise.all([readMany(context.store, 'tasks', openTaskIds(id, process)), eventsOf(context, id)]);
  const views = mineFirst(await taskViews(context, tasks, true));
  const outsider = outsiderIn(context.actor, { request, kind: kind.kind }, context.org);
  const access = accessOf(kind.kind, views, outsider);
  const data = visibleData(kind.kind.form, request.data, access);
  const kept = outsider ? [] : [...(request.reservations ?? []).map(({ directory, record }) => ({ directory, ids: [record] })), ...usedMaterials(kind.kind, request)];
  const looked = [...placedRecords(kind.kind.form, data), ...kept];
  const { decision: _decision, ...summary } = summaryOf(context, doc, kind, tasks);
  const unit = context.org.units.find((candidate) => candidate.id === request.unit);
  const followed = await followedNames(context, request);
  const flags = flagsOn(kind).length > 0 ? ((await read(context.store, 'request-flags', flagId(id, context.actor.person.id)))?.body.flags ?? []) : [];
  return {
    ...(flags.length > 0 ? { ...summary, flags } : summary),
    publicId: request.publicId,
    ...(await originOf(context, request)),
    data,
    kindVersion: request.kindVersion,
    form: kind.kind.form,
    context: formContext(context, request.initiator),
    access,
    titles: { ...namesIn(context, data), ...(await titlesOf(context, [...looked, ...(await cardsOf(context, request))])) },
    ...(unit ? { unitTitle: unit.title } : {}),
    progress: progressOf(kind, request, events),
    tasks: outsider ? views.filter(isMine) : views,
    actions: [...(await guardedActions(context, doc, kind, views)), ...(outsider ? [] : await usagePermissions(context, kind, request))],
    participation: participationOf(context, request, kind.kind, outsider !== undefined),
    guides: guidesOf(context, request, kind, (outsider ? views.filter(isMine) : views).filter((task) => task.askedBy === undefined).map((task) => task.step)),
    ...(request.rating ? { rating: request.rating } : {}),
    ...(kind.kind.rating ? { rate: may(context.actor, { action: 'rate', request, kind: kind.kind, now: context.now }, context.org) } : {}),
    privateComments: may(context.actor, { action: 'read-private', request, kind: kind.kind }, context.org).allowed,
    history: may(context.actor, { action: 'see-history', request, kind: kind.kind }, context.org),
    ...(kind.compiled && !outsider ? { picture: pictureOf(kind.compiled) } : {}),
    position: outsider ? { current: [], passed: [], skipped: [], edges: [] } : positionOf(doc, events),
    ...(!outsider && isOpen(request) && kind.kind.features?.forecast !== false ? { forecast: await forecastRequest(context, doc, kind) } : {}),
    ...(request.incident ? { incident: shownIncident(request.incident, kind.kind, access, outsider !== undefined) } : {}),
    ...(request.suspended ? { suspended: request.suspended } : {}),
    ...(request.erased ? { erased: request.erased } : {}),
    ...(request.deadlines ? { deadlines: request.deadlines.map((clock) => ({ ...clock, why: withoutHiddenValues(clock.why, kind.kind, access) })) } : {}),
    ...(request.estimate ? { estimate: request.estimate } : {}),
    ...(outsider ? {} : { ...shownDecision(request, followed), ...accountOf(context, request, kind.kind, { data, access }) }),
    ...(request.recurrence ? { recurrence: request.recurrence } : {}),
    returnSteps: isOpen(request) && !outsider ? returnSteps(kind, doc) : [],
    names: { ...(outsider ? {} : followed), ...Object.fromEntries([request.initiator, request.suspended?.by, request.erased?.by, request.estimate?.by, ...(outsider ? [] : peopleInside(request))].filter((person) => person !== undefined).map((person) => [person, nameOf(context, person) ?? person])) },
  };
}

/** Why the route has stopped, without values that the actor may not see; outsiders learn that it has. */
function shownIncident({ why, ...incident }: NonNullable<Request['incident']>, kind: Kind, access: AccessMap, outsider: boolean): NonNullable<Request['incident']> {
  return why && !outsider ? { ...incident, why: withoutHiddenValues(why, kind, access) } : incident;
}

/** What was kept, used and paid for it. Outsiders do not see it. */
function accountOf(context: Context, { usage = [], payments = [], reservations }: Request, kind: Kind, { data, access }: { readonly data: JsonObject; readonly access: AccessMap }): Pick<RequestView, 'resources' | 'payments' | 'reservations'> {
  return {
    ...(kind.resources ? { resources: { lines: usage, takes: { ...(kind.resources.materials === undefined ? {} : { materials: kind.resources.materials }), ...(kind.resources.hours ? { hours: true } : {}) }, ...resourceTotals(kind, data, usage) } } : {}),
    ...(kind.payments ? { payments: { items: payments, ...(kind.payments.currencies ? { currencies: kind.payments.currencies } : {}), totals: paymentTotals(payments, localDate(context.now, context.calendar.zone)) } } : {}),
    ...(reservations ? { reservations: shownReservations(reservations, kind, access) } : {}),
  };
}

const peopleInside = ({ participants, decision, usage = [], payments = [] }: Request): readonly (string | undefined)[] => [...participants, decision?.by, ...usage.flatMap(({ by, person }) => [by, person]), ...payments.map(({ by }) => by)];

const usedMaterials = ({ resources }: Kind, { usage = [] }: Request): readonly { readonly directory: string; readonly ids: readonly string[] }[] =>
  resources?.materials === undefined ? [] : [{ directory: resources.materials, ids: [...new Set(usage.flatMap(({ material }) => material ?? []))] }];

const pictures = new WeakMap<CompiledRoute, RoutePicture>();

/** Drawn once for each compiled route, since laying one out takes longer than all the rest of a card. */
function pictureOf(compiled: CompiledRoute): RoutePicture {
  const picture = pictures.get(compiled) ?? routePicture(compiled.route);
  pictures.set(compiled, picture);
  return picture;
}

/** Where it came from and who asked. */
async function originOf(context: Context, { source: id, utm, contact, counterparty }: Request): Promise<Pick<RequestView, 'sourceTitle' | 'utm' | 'contact' | 'counterparty'>> {
  const source = id === undefined ? undefined : (await read(context.store, 'sources', id))?.body;
  return { ...(source ? { sourceTitle: source.title } : {}), ...(utm ? { utm } : {}), ...(contact ? { contact } : {}), ...(counterparty ? { counterparty } : {}) };
}

/** Cards of the counterparty; those that could be, for whoever may look them up. */
async function cardsOf(context: Context, { counterparty }: Request): Promise<readonly WantedTitles[]> {
  if (!counterparty) return [];
  const { directory, id, candidates = [] } = counterparty;
  if (id !== undefined) return [{ directory, ids: [id] }];
  return (await closedAmong(context, [directory])).has(directory) ? [] : [{ directory, ids: candidates }];
}

/** Steps of people that were done and that nobody is on now, the latest first. */
function returnSteps({ compiled }: PublishedKind, { body: { process } }: DocOf<'requests'>): RequestView['returnSteps'] {
  const current = new Set((process?.tokens ?? []).map((token) => token.node));
  return Object.entries(process?.steps ?? {})
    .filter(([id, { skipped }]) => !skipped && !current.has(id) && compiled?.nodes.get(id)?.step !== undefined)
    .sort(([, a], [, b]) => (a.at < b.at ? 1 : -1))
    .map(([id]) => ({ id, title: compiled?.nodes.get(id)?.step?.title ?? compiled?.nodes.get(id)?.name ?? id }));
}

/** What the actor may do with each field of a request now. */
export async function accessFor(context: Context, { id, body }: DocOf<'requests'>, kind: PublishedKind): Promise<AccessMap> {
  const tasks = await readMany(context.store, 'tasks', openTaskIds(id, body.process));
  return accessOf(kind.kind, await taskViews(context, tasks), outsiderIn(context.actor, { request: body.request, kind: kind.kind }, context.org));
}

/** All events of a request as they can be read, oldest first. */
export async function eventsOf(context: Context, id: string): Promise<readonly RequestEvent[]> {
  return opened(context, id, await storedEvents(context, id));
}

/** All events as they are stored, sealed or not. */
export async function storedEvents(context: Context, id: string): Promise<readonly RequestEvent[]> {
  const rows = await scanAll<'events'>(context.store, { index: 'events', eq: [id] });
  return rows.flatMap((row) => row.body.events);
}

const isMine = (task: TaskView): boolean => task.complete.allowed;

const mineFirst = (tasks: readonly TaskView[]): readonly TaskView[] => [...tasks].sort((a, b) => Number(isMine(b)) - Number(isMine(a)));

const strength: Readonly<Record<FieldAccess, number>> = { hidden: 0, read: 1, edit: 2, required: 3 };

/** By the actor's open tasks, the widest of them; without one, what the kind shows to everybody, or to outsiders of their sort. */
function accessOf(kind: Kind, tasks: readonly TaskView[], outsider?: ParticipantRule): AccessMap {
  const mine = tasks.filter(isMine).map((task) => task.access);
  const view: AccessMap = outsider?.access ? { '*': 'hidden', ...outsider.access } : { '*': 'read', ...kind.viewAccess };
  if (mine.length === 0) return readOnly(view);
  const access: Record<string, FieldAccess> = {};
  for (const field of new Set(['*', ...Object.keys(view), ...mine.flatMap(Object.keys)])) {
    const given = mine.map((map) => map[field] ?? map['*'] ?? view[field] ?? view['*'] ?? 'read');
    access[field] = given.reduce((a, b) => (strength[b] > strength[a] ? b : a), 'hidden' as FieldAccess);
  }
  return access;
}

const readOnly = (access: AccessMap): AccessMap =>
  Object.fromEntries(Object.entries(access).map(([field, level]) => [field, level === 'hidden' ? 'hidden' : 'read']));

/** People named in the data, by id. */
function namesIn(context: Context, data: unknown): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  const visit = (value: unknown, depth: number): void => {
    if (depth > 8) return;
    if (typeof value === 'string') {
      const person = context.org.people.find((candidate) => candidate.id === value);
      const unit = person ? undefined : context.org.units.find((candidate) => candidate.id === value);
      if (person) names[value] = person.name;
      if (unit) names[value] = typeof unit.title === 'string' ? unit.title : (unit.title.ru ?? unit.title.en ?? unit.id);
    } else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) visit(item, depth + 1);
  };
  visit(data, 0);
  return names;
}

function progressOf(kind: PublishedKind, request: Request, events: readonly RequestEvent[]): RequestView['progress'] {
  const stages = kind.kind.stages ?? [];
  const at = stages.findIndex((stage) => stage.id === request.stage);
  const touched = new Set(events.filter((event) => event.type === 'step-opened').map((event) => kind.compiled?.nodes.get(String(event.facts.node))?.step?.stage));
  const done = request.state === 'completed';
  return stages.map((stage, index) => {
    if (done || index < at) return { ...stage, state: touched.has(stage.id) || index === 0 ? ('done' as const) : ('skipped' as const) };
    if (index === at) return { ...stage, state: isOpen(request) ? ('current' as const) : ('stopped' as const) };
    return { ...stage, state: isOpen(request) ? ('ahead' as const) : ('skipped' as const) };
  });
}

const taskActions = ['reassign', 'return', 'escalate', 'delegate', 'addApprover', 'removeApprover', 'ask', 'postpone', 'resume'] as const;
const administratorActions = ['cancel', 'suspend', 'continue', 'retry'] as const;

/** Buttons of the card. Those of a task are about the actor's own, else about any that is open; an administrator's are told to administrators only. */
function actionsOf(context: Context, request: Request, kind: Kind, tasks: readonly TaskView[]): readonly ActionView[] {
  const { actor, org } = context;
  const asked = (action: 'withdraw' | 'comment' | 'erase' | (typeof administratorActions)[number]): ActionView => ({ action, ...may(actor, { action, request, kind }, org) });
  const task = tasks.find((each) => each.askedBy === undefined) ?? tasks[0];
  const onTask = taskActions.map((action): ActionView => (task ? { action, ...may(actor, { action, task, request }, org) } : { action, allowed: false, reason: { code: 'may.task-closed' } }));
  const estimate: ActionView = { action: 'estimate', ...may(actor, { action: 'estimate', request, tasks }, org) };
  const copy: ActionView = { action: 'copy', ...may(actor, { action: 'submit', kind }, org) };
  const administrating = actor.rights.includes('administer') ? [...administratorActions, ...(kind.personalData ? (['erase'] as const) : [])] : [];
  return [asked('comment'), asked('withdraw'), ...onTask, ...(request.deadlines ? [estimate] : []), copy, ...administrating.map(asked)];
}

/** Guards may keep a task from being handed over. */
async function guardedActions(context: Context, { body }: DocOf<'requests'>, kind: PublishedKind, tasks: readonly TaskView[]): Promise<readonly ActionView[]> {
  const actions = actionsOf(context, body.request, kind.kind, tasks);
  const task = tasks.find((each) => each.askedBy === undefined);
  const guarded = task && kind.kind.guards ? await handingPermission(context, kind, body, task) : undefined;
  if (!guarded) return actions;
  return actions.map((each) => (each.allowed && (each.action === 'reassign' || each.action === 'delegate') ? { ...each, ...guarded } : each));
}

/** Where the request stands and has been, for the picture. */
function positionOf({ body }: DocOf<'requests'>, events: readonly RequestEvent[]): RequestView['position'] {
  const current = [...new Set((body.process?.tokens ?? []).map((token) => token.node))];
  const nodes = new Set<string>();
  const edges = new Set<string>();
  for (const { type, facts } of events) {
    if ((type === 'token-moved' || type === 'token-created') && typeof facts.node === 'string') nodes.add(facts.node);
    if (typeof facts.via === 'string') edges.add(facts.via);
  }
  const skipped = [...new Set(events.filter((event) => event.type === 'step-skipped').map((event) => String(event.facts.node)))];
  return { current, passed: [...nodes].filter((node) => !current.includes(node) && !skipped.includes(node)), skipped, edges: [...edges] };
}

/** A row of a list. */
export function summaryOf(context: Context, doc: DocOf<'requests'>, { kind, compiled }: PublishedKind, tasks: readonly DocOf<'tasks'>[] = []): RequestSummary {
  const { request, process } = doc.body;
  const stage = kind.stages?.find((candidate) => candidate.id === request.stage);
  const people = (id: string): readonly string[] => (process?.tokens ?? []).filter((token) => token.node === id)
    .flatMap((token) => token.tasks ?? []).filter((task) => task.outcome === undefined && task.asked === undefined)
    .flatMap((task) => (task.assignee !== undefined ? [task.assignee] : (task.candidates ?? [])))
    .map((person) => nameOf(context, person) ?? person);
  const steps = [...new Set((process?.tokens ?? []).filter((token) => token.tasks).map((token) => token.node))];
  const byKind = request.deadlines?.some(({ deadline }) => deadline === 'execution') ? request.due : undefined;
  const due = byKind ?? tasks.map((task) => task.body.due).filter((at) => at !== undefined).sort()[0] ?? request.due;
  return {
    id: request.id,
    ...(request.number !== undefined ? { number: request.number } : {}),
    title: request.title,
    kind: kind.id,
    kindTitle: kind.title,
    ...(kind.icon !== undefined ? { icon: kind.icon } : {}),
    state: request.state,
    ...(stage ? { stage: stage.title } : {}),
    waitingFor: isOpen(request) ? steps.map((id) => ({ step: compiled?.nodes.get(id)?.step?.title ?? compiled?.nodes.get(id)?.name ?? id, people: people(id) })) : [],
    initiator: request.initiator,
    initiatorName: applicantName(context, request),
    ...(request.source !== undefined ? { source: request.source } : {}),
    ...(request.channel !== undefined ? { channel: request.channel } : {}),
    ...(request.manual ? { manual: true } : {}),
    ...(request.firstTime ? { firstTime: true } : {}),
    submittedAt: request.submittedAt,
    ...(request.closedAt !== undefined ? { closedAt: request.closedAt } : {}),
    ...(due !== undefined ? { due } : {}),
    ...(request.answerDue !== undefined ? { answerDue: request.answerDue } : {}),
    ...(request.estimate ? { estimatedDate: request.estimate.date } : {}),
    overdue: isOpen(request) && due !== undefined && isRunning(request, byKind) && Date.parse(due) < context.now,
    version: doc.version,
  };
}

/** The deadline of the kind counts while its clock runs; that of a task always. */
const isRunning = ({ deadlines = [] }: Request, byKind: string | undefined): boolean => byKind === undefined || deadlines.some(({ deadline, state }) => deadline === 'execution' && state === 'running');

export const checkId = (id: unknown): string => {
  if (typeof id === 'string' && id !== '' && id.length <= 200) return id;
  throw new RequestryError('INVALID', `An id of 1 to 200 characters is needed, found ${typeof id}`, { issues: [{ code: 'id.malformed', params: { found: String(id).slice(0, 50) } }] });
};
