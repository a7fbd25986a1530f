import type { Decision, JsonObject, PersonId, Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put, type DocOf, type RequestDocument } from './collections.js';
import type { Context } from './context.js';
import { hangInRequest } from './files/documents.js';
import { chain, factOf, type NewEvent, type Seal } from './history.js';
import type { PublishedKind } from './kinds.js';
import { alsoToFollowers } from './participation.js';
import type { Advance, Effect, Notice, ProcessEvent, ProcessState, World } from './process/index.js';
import { withoutTicks } from './guides/guides.js';
import { ratingOps } from './ratings/ratings.js';
import { registerOps, type Registered } from './register/document.js';
import { settleReservations } from './reservations/settle.js';
import type { Stocks } from './reservations/stock.js';
import { clockedRequest, responsibleFor } from './sla/clocked-request.js';
import { TaskChanges } from './task-changes.js';
import { taskDocId } from './task-ids.js';
import { wakeAtOf, wakeOps } from './wake-at.js';

/** A transition about to be written. */
export interface Transition {
  readonly before: RequestDocument;
  /** Version of the stored request; absent for a new one. */
  readonly version?: number;
  readonly kind: PublishedKind;
  /** What the engine looked at. */
  readonly world: World;
  readonly advance: Advance;
  /** Facts of the service that come before those of the engine. */
  readonly facts?: readonly NewEvent[];
  readonly by?: PersonId;
  readonly onBehalfOf?: PersonId;
  /** The request's open tasks, by id. */
  readonly tasks: ReadonlyMap<string, DocOf<'tasks'>>;
  /** What it is found by as stored. */
  readonly registered?: Registered | undefined;
  /** Seals the history of kinds with personal data. */
  readonly seal?: Seal | undefined;
  /** What it keeps of records, and what it is about to. */
  readonly stocks: Stocks;
  /** Its fields were filled in by people: what they want is kept from now on. */
  readonly reserve?: boolean;
  /** What was decided out of a directory. */
  readonly decision?: Decision;
}

/** Ids of the tasks that wait for somebody. */
export const openTaskIds = (request: string, process: ProcessState | undefined): readonly string[] =>
  (process?.tokens ?? []).flatMap((token) => (token.tasks ?? []).filter((task) => task.outcome === undefined).map((task) => taskDocId(request, task.id)));

/** State, tasks, timers, deadlines, history and messages of one transition as one batch: all or none. */
export function changesOf(context: Context, transition: Transition): readonly Op[] {
  const { before, advance, version, by, onBehalfOf, kind, world } = transition;
  const { id } = before.request;
  const at = new Date(context.now).toISOString();
  const tasks = new TaskChanges({ request: id, route: kind.compiled, stored: transition.tasks, state: advance.state, at });
  for (const event of advance.events) tasks.apply(event);
  const moved = requestAfter(before.request, transition, tasks, at);
  const kept = settleReservations(context, { kind: kind.kind, request: moved, world, stocks: transition.stocks, reserve: transition.reserve ?? false, responsible: responsibleFor(advance.state) });
  const { request, facts, notices } = clockedRequest({ kind: kind.kind, request: kept.request, world, process: { compiled: kind.compiled, state: advance.state, events: advance.events } });
  const wakeAt = wakeAtOf(request, kind.kind, world, kind.compiled && { compiled: kind.compiled, state: advance.state });
  const said = chain([...(transition.facts ?? []), ...advance.events.map(factOf)], { count: before.events, lastHash: before.lastHash }, { at, ...(by !== undefined ? { by } : {}), ...(onBehalfOf !== undefined ? { onBehalfOf } : {}) }, transition.seal);
  const history = chain([...facts, ...kept.facts], said, { at }, transition.seal);
  const { awaits } = advance;
  const after: RequestDocument = { request, process: advance.state, events: history.count, lastHash: history.lastHash, ...(wakeAt !== undefined ? { wakeAt } : {}), ...(awaits ? { awaits } : {}) };
  return [
    put('requests', id, after, version ?? 'absent'),
    put('events', `${id}:${String(before.events + 1).padStart(6, '0')}`, { request: id, events: [...said.events, ...history.events] }, 'absent'),
    ...registerOps(context, after, (version ?? 0) + 1, kind, transition.registered),
    ...hangInRequest(id, version === undefined ? undefined : before.request.data, request.data),
    ...tasks.ops(),
    ...kept.ops,
    ...timerOps(id, advance.events),
    ...wakeOps(id, before.wakeAt, wakeAt),
    ...outboxOps(id, before.events, alsoToFollowers(request, [...advance.effects.filter((effect) => effect.type === 'notify'), ...notices, ...kept.notices]), { at, ...(by !== undefined ? { by } : {}) }),
    ...ratingOps(kind.kind, before.request, request, at),
    ...occurrenceOps(id, before.events, advance.effects.filter((effect) => effect.type !== 'notify'), { at, ...(by !== undefined ? { by } : {}) }),
  ];
}

function requestAfter(before: Request, transition: Transition, tasks: TaskChanges, at: string): Request {
  const { advance, kind } = transition;
  const { state } = advance;
  const data = advance.events.reduce<JsonObject>((sum, event) => ('data' in event && event.data ? { ...sum, ...event.data } : sum), before.data);
  const ended = state.status === 'ended';
  const opened = new Set(advance.events.flatMap((event) => (event.type === 'step-opened' ? [event.node] : [])));
  const { incident: _incident, due: _due, suspended: _suspended, ...rest } = withoutTicks(before, opened);
  const stage = stageOf(state, kind) ?? before.stage;
  const due = ended ? undefined : tasks.earliestDue();
  return {
    ...rest,
    kindVersion: kind.version,
    data,
    state: ended ? (state.end?.state ?? 'completed') : tasks.rest() ? 'postponed' : 'active',
    ...(state.suspended ? { suspended: before.suspended ?? { by: state.suspended.by, at, ...suspensionComment(advance.events) } } : {}),
    participants: [...new Set([...before.participants, ...tasks.people()])],
    ...(stage !== undefined ? { stage } : {}),
    ...(due !== undefined ? { due } : {}),
    ...(ended ? { closedAt: at, ...(state.end?.node !== undefined ? { outcome: state.end.node } : {}) } : {}),
    ...(transition.decision ? { decision: transition.decision } : {}),
    ...incidentAfter(before, advance, at),
  };
}

/** The first thing that stops the route, else the first that was held, since when, and why. */
function incidentAfter({ incident: known }: Request, { state, events }: Advance, at: string): Pick<Request, 'incident'> {
  const { incidents = [] } = state;
  const first = incidents.find(({ held }) => held === undefined) ?? incidents[0];
  if (!first) return {};
  const { code, element, token, held } = first;
  const raised = events.find((event) => event.type === 'incident-raised' && event.element === element && event.token === token);
  if (!raised && known?.code === code && known.element === element) return { incident: known };
  return { incident: { code, element, at, ...(held ? { held: held.by } : {}), ...(raised && 'trace' in raised && raised.trace ? { why: raised.trace } : {}) } };
}

function suspensionComment(events: readonly ProcessEvent[]): { readonly comment?: string } {
  const suspension = events.find((event) => event.type === 'process-suspended');
  return suspension?.comment === undefined ? {} : { comment: suspension.comment };
}

function stageOf(state: ProcessState, kind: PublishedKind): string | undefined {
  const stages = state.tokens.map((token) => kind.compiled?.nodes.get(token.node)?.step?.stage);
  return stages.find((stage) => stage !== undefined);
}

function timerOps(request: string, events: readonly ProcessEvent[]): readonly Op[] {
  const armed = new Map<string, Op>();
  for (const event of events) {
    if (event.type === 'timer-armed') {
      armed.set(event.timer, put('timers', taskDocId(request, event.timer), { request, timer: event.timer, at: event.at }));
    } else if (event.type === 'timer-disarmed' || event.type === 'timer-fired') {
      if (!armed.delete(event.timer)) armed.set(event.timer, { op: 'delete', ...keyOf('timers', taskDocId(request, event.timer)) });
    }
  }
  return [...armed.values()];
}

/** Notices wait in the outbox until they are delivered. Nobody is told of what they did themselves. */
export function outboxOps(request: string, events: number, notices: readonly Notice[], { at, by }: { readonly at: string; readonly by?: PersonId }): readonly Op[] {
  const effects = notices.filter((effect) => effect.to.some((person) => person !== by));
  if (effects.length === 0) return [];
  return [put('outbox', `${request}:${events}`, { request, at, effects, attempts: 0, ...(by !== undefined ? { by } : {}) }, 'absent')];
}

/** Messages and signals wait there too, each by itself, until other requests have them. */
function occurrenceOps(request: string, events: number, occurrences: readonly Exclude<Effect, Notice>[], { at, by }: { readonly at: string; readonly by?: PersonId }): readonly Op[] {
  const about = { request, at, attempts: 0, effects: [], ...(by !== undefined ? { by } : {}) };
  return occurrences.map((occurrence, index) => put('outbox', `${request}:${events}:${occurrence.type}${index}`, { ...about, occurrence }, 'absent'));
}
