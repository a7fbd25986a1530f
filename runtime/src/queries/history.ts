import { may, outcomesOf, RequestryError, seesEverything, type AccessMap, type HistoryEntry, type Json, type JsonObject, type Kind, type Request, type RequestEvent, type Task, type Trace } from '@requestry/model';
import { mustBeAllowed } from '../commands/change-process.js';
import { nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { withFollowed } from '../follow-ups/shown.js';
import type { PublishedKind } from '../kinds.js';
import { notFound, read } from '../store.js';
import { readableComments } from './comments.js';
import { namesFor } from './names.js';
import { tellsShown } from '../reservations/shown.js';
import { shownIn, withoutHiddenValues } from './hidden-values.js';
import { accessFor, eventsOf, visibleRequest } from './request.js';
import { splitTaskId } from '../task-ids.js';

/** Facts people read; the engine's moves between them stay out. */
const told: ReadonlySet<string> = new Set([
  'step-reminded', 'step-overdue', 'step-escalated', 'task-escalated', 'due-moved', 'deadline-set', 'deadline-paused', 'deadline-resumed', 'deadline-met', 'deadline-missed', 'deadline-near', 'date-estimated', 'guards-checked', 'reservation-made', 'reservation-ended', 'decision-made', 'follow-up-started', 'follow-up-failed', 'follow-up-retried', 'usage-added', 'usage-corrected', 'payments-added', 'payment-cancelled',
  'request-submitted', 'step-opened', 'turn-passed', 'step-skipped', 'task-completed', 'task-reassigned', 'notice-sent', 'data-set', 'data-changed',
  'request-returned', 'task-delegated', 'performer-added', 'turn-removed', 'question-asked', 'question-answered', 'step-postponed', 'step-resumed',
  'item-ticked', 'script-answered', 'request-rated', 'request-linked', 'request-unlinked', 'subject-set', 'request-amended',
  'participant-added', 'participant-removed', 'comment-changed', 'comment-deleted',
  'counterparty-chosen', 'process-suspended', 'process-resumed', 'process-migrated', 'message-received', 'timer-fired', 'incident-raised', 'incident-resolved', 'process-ended', 'request-erased',
]);

/** The history in order, with names. Values of fields hidden from the actor are left out. */
export async function getHistory(context: Context, id: string): Promise<readonly HistoryEntry[]> {
  const { kind, doc } = await visibleRequest(context, id);
  mustBeAllowed(context, { action: 'see-history', request: doc.body.request, kind: kind.kind });
  const access = await accessFor(context, doc, kind);
  const events = (await withFollowed(context, await eventsOf(context, id))).filter((event) => told.has(event.type) && tellsShown(event, kind.kind, access));
  const readable = await readableComments(context, id, events.flatMap(({ type, facts }) => (type.startsWith('comment-') ? [String(facts.comment)] : [])));
  const shown = events.filter(({ type, facts }) => !type.startsWith('comment-') || readable.has(String(facts.comment)));
  return shown.map((event) => entryOf(context, kind, withoutHidden(withoutFacts(context, event), kind.kind, access)));
}

/** What guards found out is for those who see everything; others read what was said. */
function withoutFacts({ actor }: Context, event: RequestEvent): RequestEvent {
  const { guards } = event.facts;
  if (event.type !== 'guards-checked' || !Array.isArray(guards) || seesEverything(actor)) return event;
  return { ...event, facts: { ...event.facts, guards: (guards as readonly JsonObject[]).map(({ id, verdict }) => ({ id, verdict })) } };
}

export function withoutHidden(event: RequestEvent, kind: Kind, access: AccessMap): RequestEvent {
  const { relations: _relations, basis: _basis, ...facts } = event.facts;
  const { data } = facts;
  const told = { ...event, facts, ...(event.trace ? { trace: withoutHiddenValues(event.trace, kind, access) } : {}) };
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return told;
  const shown = shownIn(access);
  const visible = Object.fromEntries(Object.entries(data).filter(([field]) => shown(field))) as Record<string, Json>;
  return { ...told, facts: { ...facts, data: visible } };
}

function entryOf(context: Context, kind: PublishedKind, event: RequestEvent): HistoryEntry {
  const id = event.type === 'guards-checked' ? event.facts.step : event.type === 'decision-made' ? (event.facts.decision as JsonObject | undefined)?.step : event.facts.node;
  const node = typeof id === 'string' ? kind.compiled?.nodes.get(id) : undefined;
  const step = node?.step?.title ?? node?.name ?? node?.end?.title;
  const outcome = node?.step && outcomesOf(node.step).find((candidate) => candidate.id === event.facts.outcome);
  const byName = nameOf(context, event.by);
  return {
    ...event,
    ...(byName !== undefined ? { byName } : {}),
    ...(step !== undefined ? { step } : {}),
    ...(outcome ? { outcomeTitle: outcome.title } : {}),
    names: namesFor(context, kind, [event.facts as Json, event.trace as unknown as Json, event.by ?? null, event.onBehalfOf ?? null]),
  };
}

/** Why a task is somebody's, or a step was taken as it was. */
export async function explain(context: Context, query: { readonly task: string } | { readonly request: string; readonly step: string }): Promise<Trace & { readonly names: Readonly<Record<string, string>> }> {
  const id = 'task' in query ? splitTaskId(query.task).request : query.request;
  const { kind, doc } = await visibleRequest(context, id);
  if (!('task' in query)) mustBeAllowed(context, { action: 'see-history', request: doc.body.request, kind: kind.kind });
  const whole = 'task' in query ? (await visibleTask(context, query.task, { request: doc.body.request, kind: kind.kind })).why : await traceOfStep(context, id, query.step);
  const trace = withoutHiddenValues(whole, kind.kind, await accessFor(context, doc, kind));
  return { ...trace, names: namesFor(context, kind, [trace as unknown as Json]) };
}

/** Rejects with `NOT_FOUND` for one that is not there and one that the actor may not see alike. */
async function visibleTask({ store, actor, org }: Context, id: string, about: { readonly request: Request; readonly kind: Kind }): Promise<Task> {
  const task = (await read(store, 'tasks', id))?.body;
  if (!task || !may(actor, { action: 'see-task', task, ...about }, org).allowed) throw notFound('tasks', id);
  return task;
}

async function traceOfStep(context: Context, id: string, step: string): Promise<Trace> {
  const events = await eventsOf(context, id);
  const last = events.filter((event) => event.facts.node === step && event.trace).at(-1);
  if (last?.trace) return last.trace;
  throw new RequestryError('NOT_FOUND', `Step "${step}" of request ${id} has not been reached`, { params: { id: step } });
}
