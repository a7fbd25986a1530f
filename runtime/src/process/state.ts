import { changeTask, changeToken, clearIncidents, forget, letGo, ringing, takeId, unring, withResult, type Draft } from './state-draft.js';
import { changeBeside } from './state-beside.js';
import type { CompiledRoute, ProcessEvent, ProcessState, StepResult, TaskRef, Timer, Token } from './types.js';

export const emptyState: ProcessState = { route: '', seq: 0, lastId: 0, status: 'active', tokens: [], timers: [], steps: {} };

/** The state after one more fact; the state given stays as it is. */
export function applyEvent(state: ProcessState, event: ProcessEvent): ProcessState {
  const draft: Draft = { ...state };
  applyTo(draft, event);
  return draft;
}

/** The state that these facts lead to; deep-equal to what was stored with them. */
export function replay(compiled: CompiledRoute, events: readonly ProcessEvent[]): ProcessState {
  const draft: Draft = { ...emptyState, route: compiled.hash };
  for (const event of events) applyTo(draft, event);
  return draft;
}

/**
 * The state from which the transition that holds an event was made: from there the same command leads to the same facts, and another one
 * shows what would have come of it. `transitions`: the facts of each, from the start on; `event` counts through all of them from 0.
 * A transition is all or nothing, so there is no standing between its facts. Throws `RangeError` when there is no such event.
 */
export function fork(compiled: CompiledRoute, transitions: readonly (readonly ProcessEvent[])[], event: number): ProcessState {
  let count = 0;
  for (const [index, events] of transitions.entries()) {
    count += events.length;
    if (event >= 0 && event < count) return index === 0 ? { ...emptyState, route: compiled.hash } : replay(compiled, transitions.slice(0, index).flat());
  }
  throw new RangeError(`There is no event ${event}; the history has ${count}`);
}

/** Applies one more fact to a draft. The only way a state ever changes. */
export function applyTo(draft: Draft, event: ProcessEvent): void {
  change(draft, event);
  draft.seq += 1;
}

function change(draft: Draft, event: ProcessEvent): void {
  switch (event.type) {
    case 'process-started':
      draft.route = event.route;
      return;
    case 'token-created':
      takeId(draft, event.token);
      draft.tokens = [...draft.tokens, createdToken(event)];
      return;
    case 'token-moved':
      letGo(draft, event.token);
      return changeToken(draft, event.token, (token) => placed(token, event.node, event.via));
    case 'token-consumed':
      draft.tokens = draft.tokens.filter((token) => token.id !== event.token);
      return forget(draft, event.token);
    case 'step-opened':
      takeId(draft, event.tasks.at(-1)?.id);
      return changeToken(draft, event.token, (token) => openedWith(token, event));
    case 'turn-passed':
      takeId(draft, event.task.id);
      return changeToken(draft, event.token, ({ queue: _queue, due: _due, rung: _rung, ...token }) => ({
        ...token,
        ...dueIn(event),
        tasks: [...(token.tasks ?? []), event.task],
        ...(event.queue.length ? { queue: event.queue } : {}),
      }));
    case 'step-skipped':
      return withResult(draft, event.node, { outcome: event.outcome, at: event.at, skipped: true });
    case 'task-completed':
      return changeTask(draft, event.token, event.task, (task) => decided(task, event));
    case 'task-cancelled':
      return changeToken(draft, event.token, (token) => ({ ...token, tasks: token.tasks?.filter((task) => task.id !== event.task) }));
    case 'task-reassigned':
      return changeTask(draft, event.token, event.task, (task) => ({ id: task.id, ...(task.asked !== undefined ? { asked: task.asked } : {}), assignee: event.to }));
    case 'step-completed':
      letGo(draft, event.token);
      changeToken(draft, event.token, withoutTasks);
      return withResult(draft, event.node, resultOf(event));
    case 'timer-armed': {
      const timer: Timer = { id: event.timer, ...(event.token !== undefined ? { token: event.token } : {}), node: event.node, at: event.at, ...(event.left !== undefined ? { left: event.left } : {}) };
      takeId(draft, event.timer);
      draft.timers = [...draft.timers, timer];
      return;
    }
    case 'timer-disarmed':
    case 'timer-fired':
      draft.timers = draft.timers.filter((timer) => timer.id !== event.timer);
      return;
    case 'incident-raised':
      draft.status = 'incident';
      draft.incidents = [...(draft.incidents ?? []), { code: event.code, element: event.element, token: event.token, ...(event.at ? { at: event.at } : {}), ...(event.held ? { held: event.held } : {}) }];
      if (event.held?.by === 'alarm') ringing(draft, event.token, event.held.alarm);
      return;
    case 'incident-resolved':
      for (const { token, held } of draft.incidents ?? []) if (held?.by === 'alarm') unring(draft, token, held.alarm);
      clearIncidents(draft);
      draft.status = 'active';
      return;
    case 'core-saved':
      draft.core = event.core;
      return;
    case 'end-reached':
      if (event.scope !== undefined) return changeToken(draft, event.scope, (token) => (token.end !== undefined || event.state === 'completed' ? token : { ...token, end: event.state }));
      draft.end = worse(draft.end, { state: event.state, node: event.node });
      return;
    case 'process-ended':
      clearIncidents(draft);
      delete draft.core;
      delete draft.met;
      delete draft.suspended;
      draft.status = 'ended';
      draft.tokens = [];
      draft.timers = [];
      draft.end = { state: event.state, ...(event.node !== undefined ? { node: event.node } : {}) };
      return;
    default:
      return changeBeside(draft, event);
  }
}

function createdToken({ token: id, node, via, scope, index, vars }: ProcessEvent & { readonly type: 'token-created' }): Token {
  if (scope === undefined) return via === undefined ? { id, node } : { id, node, via };
  return { id, node, ...(via !== undefined ? { via } : {}), scope, ...(index !== undefined ? { index } : {}), ...(vars ? { vars } : {}) };
}

/** A task with the decision on it. A person's own task, which most are, is written out: that costs a third of a copy. */
function decided(task: TaskRef, { outcome, by }: ProcessEvent & { readonly type: 'task-completed' }): TaskRef {
  if (task.assignee !== undefined && task.onBehalfOf === undefined && task.asked === undefined && !task.candidates) return { id: task.id, assignee: task.assignee, outcome, by };
  return { ...task, outcome, by };
}

/** A token whose step is done. Whoever takes the tasks off one that holds nothing else spares the copying of what it does not have. */
function withoutTasks(token: Token): Token {
  if (token.scope === undefined && !token.postponed && !token.vars) return token.via === undefined ? { id: token.id, node: token.node } : { id: token.id, node: token.node, via: token.via };
  const { tasks: _tasks, queue: _queue, due: _due, rung: _rung, ...rest } = token;
  return rest;
}

/** What a step leaves behind. */
function resultOf({ outcome, at, by, agreed, comment }: ProcessEvent & { readonly type: 'step-completed' }): Omit<StepResult, 'round'> {
  const result: { -readonly [Field in keyof StepResult]?: StepResult[Field] } & Pick<StepResult, 'outcome' | 'at'> = { outcome, at };
  if (by !== undefined) result.by = by;
  if (agreed) result.agreed = agreed;
  if (comment !== undefined) result.comment = comment;
  return result;
}

/** A token whose step has opened. */
function openedWith(token: Token, { tasks, queue, due, rung }: ProcessEvent & { readonly type: 'step-opened' }): Token {
  const { id, node, via } = token;
  const plain = via !== undefined && token.scope === undefined && !token.vars && !token.loop && !token.postponed && token.end === undefined;
  const opened: { -readonly [Field in keyof Token]: Token[Field] } = plain ? { id, node, via, tasks } : { ...token, tasks };
  if (due !== undefined) opened.due = due;
  if (rung) opened.rung = rung;
  if (queue?.length) opened.queue = queue;
  return opened;
}

/** When the step is due, and what of it is past. */
const dueIn = ({ due, rung }: Pick<Token, 'due' | 'rung'>): Pick<Token, 'due' | 'rung'> => ({ ...(due !== undefined ? { due } : {}), ...(rung ? { rung } : {}) });

/** The token at another node; of what it carried only its place in a subprocess goes along. */
const placed = ({ id, scope }: Token, node: string, via: string): Token => (scope === undefined ? { id, node, via } : { id, node, via, scope });

/** Of two ends reached on parallel paths, the one that is no success tells the outcome. */
function worse(before: ProcessState['end'], now: NonNullable<ProcessState['end']>): NonNullable<ProcessState['end']> {
  return before && before.state !== 'completed' ? before : now;
}
