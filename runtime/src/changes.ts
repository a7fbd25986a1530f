import { outcomesOf, type JsonObject, type PersonId, type Request, type Task } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put, type DocOf, type RequestDocument } from './collections.js';
import type { Context } from './context.js';
import { chain, factOf, type NewEvent } from './history.js';
import type { PublishedKind } from './kinds.js';
import type { Advance, ProcessEvent, ProcessState, TaskRef } from './process/index.js';

/** A transition about to be written. */
export interface Transition {
  readonly before: RequestDocument;
  /** Version of the stored request; absent for a new one. */
  readonly version?: number;
  readonly kind: PublishedKind;
  readonly advance: Advance;
  /** Facts of the service that come before those of the engine. */
  readonly facts?: readonly NewEvent[];
  readonly by?: PersonId;
  readonly onBehalfOf?: PersonId;
  /** The request's open tasks, by id. */
  readonly tasks: ReadonlyMap<string, DocOf<'tasks'>>;
}

export const taskDocId = (request: string, task: string): string => `${request}.${task}`;

/** The request id and the engine's task id in a task's document id. */
export function splitTaskId(id: string): { readonly request: string; readonly task: string } {
  const dot = id.lastIndexOf('.');
  return { request: id.slice(0, dot), task: id.slice(dot + 1) };
}

/** Ids of the tasks that wait for somebody. */
export const openTaskIds = (request: string, process: ProcessState | undefined): readonly string[] =>
  (process?.tokens ?? []).flatMap((token) => (token.tasks ?? []).filter((task) => task.outcome === undefined).map((task) => taskDocId(request, task.id)));

/** State, tasks, timers, history and messages of one transition as one batch: all or none. */
export function changesOf(context: Context, transition: Transition): readonly Op[] {
  const { before, advance, version } = transition;
  const { id } = before.request;
  const at = new Date(context.now).toISOString();
  const facts = [...(transition.facts ?? []), ...advance.events.map(factOf)];
  const { by, onBehalfOf } = transition;
  const history = chain(facts, { count: before.events, lastHash: before.lastHash }, { at, ...(by !== undefined ? { by } : {}), ...(onBehalfOf !== undefined ? { onBehalfOf } : {}) });
  const tasks = new TaskChanges(context, transition);
  for (const event of advance.events) tasks.apply(event);
  const request = requestAfter(before.request, transition, tasks, at);
  const after: RequestDocument = { request, process: advance.state, events: history.count, lastHash: history.lastHash };
  return [
    put('requests', id, after, version ?? 'absent'),
    put('events', `${id}:${String(before.events + 1).padStart(6, '0')}`, { request: id, events: history.events }, 'absent'),
    ...tasks.ops(),
    ...timerOps(id, advance.events),
    ...outboxOps(id, transition, at),
  ];
}

function requestAfter(before: Request, transition: Transition, tasks: TaskChanges, at: string): Request {
  const { advance, kind } = transition;
  const { state } = advance;
  const data = advance.events.reduce<JsonObject>((sum, event) => ('data' in event && event.data ? { ...sum, ...event.data } : sum), before.data);
  const ended = state.status === 'ended';
  const { incident: _incident, due: _due, ...rest } = before;
  const stage = stageOf(state, kind) ?? before.stage;
  const due = ended ? undefined : tasks.earliestDue();
  const incident = state.incidents?.[0];
  return {
    ...rest,
    data,
    state: ended ? (state.end?.state ?? 'completed') : before.state,
    participants: [...new Set([...before.participants, ...tasks.people()])],
    ...(stage !== undefined ? { stage } : {}),
    ...(due !== undefined ? { due } : {}),
    ...(ended ? { closedAt: at, ...(state.end?.node !== undefined ? { outcome: state.end.node } : {}) } : {}),
    ...(incident ? { incident: { code: incident.code, element: incident.element, at } } : {}),
  };
}

function stageOf(state: ProcessState, kind: PublishedKind): string | undefined {
  const stages = state.tokens.map((token) => kind.compiled?.nodes.get(token.node)?.step?.stage);
  return stages.find((stage) => stage !== undefined);
}

/** What a transition does to the tasks of its request. */
class TaskChanges {
  readonly #context: Context;
  readonly #transition: Transition;
  readonly #after = new Map<string, Task>();

  constructor(context: Context, transition: Transition) {
    this.#context = context;
    this.#transition = transition;
  }

  apply(event: ProcessEvent): void {
    switch (event.type) {
      case 'step-opened':
        for (const task of event.tasks) this.#open(event, task);
        break;
      case 'turn-passed':
        this.#open(event, event.task);
        break;
      case 'task-completed':
        this.#change(event.task, {
          state: 'completed',
          outcome: event.outcome,
          completedBy: event.by,
          completedAt: this.#at,
          ...(event.comment !== undefined ? { comment: event.comment } : {}),
        });
        break;
      case 'task-cancelled':
        this.#change(event.task, { state: 'cancelled', completedAt: this.#at });
        break;
      case 'task-reassigned':
        this.#change(event.task, { assignee: event.to, candidates: [], onBehalfOf: undefined, why: { code: 'task.reassigned', params: { from: event.from ?? null, by: event.by, comment: event.comment ?? null } } });
        break;
      default:
    }
  }

  ops(): readonly Op[] {
    return [...this.#after.values()].map((task) => put('tasks', task.id, task, this.#transition.tasks.get(task.id)?.version ?? 'absent'));
  }

  people(): readonly PersonId[] {
    return [...this.#after.values()].flatMap((task) => [...(task.assignee !== undefined ? [task.assignee] : task.candidates), ...(task.onBehalfOf !== undefined ? [task.onBehalfOf] : [])]);
  }

  earliestDue(): string | undefined {
    const all = new Map([...this.#transition.tasks].map(([id, doc]) => [id, doc.body as Task]));
    for (const [id, task] of this.#after) all.set(id, task);
    return [...all.values()].filter((task) => task.state === 'open' && task.due !== undefined).map((task) => task.due ?? '').sort()[0];
  }

  get #at(): string {
    return new Date(this.#context.now).toISOString();
  }

  #open(event: ProcessEvent & { readonly type: 'step-opened' | 'turn-passed' }, ref: TaskRef): void {
    const { before, kind } = this.#transition;
    const node = kind.compiled?.nodes.get(event.node);
    const step = node?.step ?? { type: 'execution' as const };
    const id = taskDocId(before.request.id, ref.id);
    this.#after.set(id, {
      id,
      request: before.request.id,
      step: event.node,
      type: step.type,
      title: step.title ?? node?.name ?? event.node,
      state: 'open',
      ...(ref.assignee !== undefined ? { assignee: ref.assignee } : {}),
      candidates: ref.candidates ?? [],
      ...(ref.onBehalfOf !== undefined ? { onBehalfOf: ref.onBehalfOf } : {}),
      why: event.trace,
      outcomes: outcomesOf(step),
      access: step.access ?? {},
      ...(step.guidance !== undefined ? { guidance: step.guidance } : {}),
      ...(step.checklist ? { checklist: step.checklist } : {}),
      ...(event.due !== undefined ? { due: event.due } : {}),
      createdAt: this.#at,
    });
  }

  #change(task: string, change: Partial<Task>): void {
    const id = taskDocId(this.#transition.before.request.id, task);
    const before = this.#after.get(id) ?? this.#transition.tasks.get(id)?.body;
    if (before) this.#after.set(id, { ...before, ...change });
  }
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

function outboxOps(request: string, transition: Transition, at: string): readonly Op[] {
  const effects = transition.advance.effects.filter((effect) => effect.type === 'notify').filter((effect) => effect.to.some((person) => person !== transition.by));
  if (effects.length === 0) return [];
  const id = `${request}:${transition.before.events}`;
  return [put('outbox', id, { request, at, effects, attempts: 0, ...(transition.by !== undefined ? { by: transition.by } : {}) }, 'absent')];
}
