import { outcomesOf, RequestryError, type Trace } from '@requestry/model';
import { activities } from './nodes/automatic.js';
import type { Behaviours } from './nodes/behaviour.js';
import { leave } from './nodes/behaviour.js';
import { events } from './nodes/events.js';
import { fireInclusiveJoins, gateways } from './nodes/gateways.js';
import { completeTask, isStep, openStep } from './nodes/user-task.js';
import { nextMoment } from './moment.js';
import { Run } from './run.js';
import { emptyState } from './state.js';
import type { Advance, CompiledNode, CompiledRoute, ProcessCommand, ProcessEvent, ProcessState, TaskRef, Timer, Token, World } from './types.js';

const behaviours: Behaviours = { ...events, ...gateways, ...activities };

/** Puts a request at the start of its route and lets it run until it waits for somebody or ends. */
export function start(compiled: CompiledRoute, world: World): Advance {
  const run = new Run(compiled, emptyState, world);
  run.emit({ type: 'process-started', route: compiled.hash });
  run.create(compiled.start);
  return settle(run);
}

/**
 * One transition: applies the command and lets everything run until it waits again. Pure: no I/O, time or randomness.
 * Throws `RequestryError` with `STATE` when the command does not fit the state, `INVALID` when its outcome does not exist.
 */
export function advance(compiled: CompiledRoute, state: ProcessState, command: ProcessCommand, world: World): Advance {
  if (state.status === 'ended') throw new RequestryError('STATE', 'The process has ended', { params: { status: state.status } });
  const run = new Run(compiled, state, world);
  apply(run, command);
  return settle(run);
}

/** Does what the command says at its token; where the token goes from there is decided after it. */
export function apply(run: Run, command: ProcessCommand): void {
  switch (command.type) {
    case 'complete':
      return complete(run, command);
    case 'timer':
      return fire(run, command.timer);
    case 'reassign':
      return reassign(run, command);
    case 'end':
      return run.end(command.state, { by: command.by, ...(command.reason !== undefined ? { reason: command.reason } : {}) });
    case 'retry':
      return retry(run, command.by);
  }
}

function complete(run: Run, command: ProcessCommand & { type: 'complete' }): void {
  const { token } = openTask(run, command.task);
  const node = run.node(token.node);
  if (!isStep(node)) throw new TypeError(`Node "${node.id}" has a task but no step`);
  if (!outcomesOf(node.step).some((outcome) => outcome.id === command.outcome)) {
    const wanted = outcomesOf(node.step).map((outcome) => outcome.id);
    throw new RequestryError('INVALID', `Step "${node.id}" has no outcome "${command.outcome}"; it has ${wanted.join(', ')}`, {
      issues: [{ code: 'task.unknown-outcome', path: '/outcome', params: { found: command.outcome, wanted } }],
    });
  }
  completeTask(run, token, node, command);
}

function openTask(run: Run, id: string): { readonly token: Token; readonly task: TaskRef } {
  for (const token of run.state.tokens) {
    const task = token.tasks?.find((candidate) => candidate.id === id && candidate.outcome === undefined);
    if (task) return { token, task };
  }
  throw new RequestryError('STATE', `Task "${id}" is not open`, { params: { task: id } });
}

function reassign(run: Run, command: ProcessCommand & { type: 'reassign' }): void {
  const { token, task } = openTask(run, command.task);
  const { type: _type, ...facts } = command;
  run.emit({ type: 'task-reassigned', token: token.id, node: token.node, ...facts, ...(task.assignee !== undefined ? { from: task.assignee } : {}) });
  run.notify([command.to], 'task-opened', token.node);
}

function fire(run: Run, id: string): void {
  const timer = run.state.timers.find((candidate) => candidate.id === id);
  if (!timer) throw new RequestryError('STATE', `Timer "${id}" is not armed`, { params: { timer: id } });
  const token = run.token(timer.token);
  const node = run.node(timer.node);
  run.emit({ type: 'timer-fired', timer: id, node: timer.node });
  if (!token) return;
  if (node.type !== 'boundaryEvent') return leave(run, token, node);
  if (node.interrupting === false) return fireBeside(run, token, node, timer);
  run.cancelTasksOf(token, { code: 'timer.fired', params: { timer: node.id } });
  run.disarmTimersOf(token.id);
  run.consume(token);
  run.create(node.id);
}

/** A timer that leaves the step open; one that repeats is armed for the next time. */
function fireBeside(run: Run, token: Token, node: CompiledNode, timer: Timer): void {
  run.create(node.id);
  const next = nextMoment(node, timer.left, run.world);
  if (next) run.armTimer(token.id, node.id, next);
}

function retry(run: Run, by: string): void {
  const { incidents = [] } = run.state;
  if (incidents.length === 0) throw new RequestryError('STATE', 'There is no incident to retry');
  run.emit({ type: 'incident-resolved', by });
  for (const { token: id, code } of incidents) {
    const token = run.token(id);
    const node = token && run.node(token.node);
    if (!token || !node) continue;
    if (node.type === 'userTask' && code === 'no-flow') leave(run, token, node);
    else run.queue.push(id);
  }
}

/** Lets tokens run until all of them wait, the process ends, or it cannot go on. */
function settle(run: Run): Advance {
  do drain(run);
  while (run.state.status !== 'ended' && fireInclusiveJoins(run));
  return conclude(run, run.state.status === 'active' && run.state.tokens.length === 0);
}

/** Ends the process when it is over, and hands over the transition. */
export function conclude(run: Run, over: boolean): Advance {
  if (over) run.end(run.state.end?.state ?? 'completed', run.state.end?.node !== undefined ? { node: run.state.end.node } : {});
  if (run.state.status === 'ended') run.notify([run.world.subject.initiator], 'request-ended');
  return { state: run.state, events: run.events, effects: run.effects, trace: tracesOf(run.events) };
}

function tracesOf(events: readonly ProcessEvent[]): readonly Trace[] {
  const traces: Trace[] = [];
  for (const event of events) if ('trace' in event && event.trace) traces.push(event.trace);
  return traces;
}

function drain(run: Run): void {
  for (let id = run.queue.shift(); id !== undefined; id = run.queue.shift()) {
    const token = run.token(id);
    if (!token || run.state.status === 'ended') continue;
    if (run.exhausted) {
      run.raiseIncident(token, 'endless-loop', { code: 'incident.endless-loop', params: { node: token.node } });
      continue;
    }
    enter(run, token);
  }
}

/** What the node that a token has come to does with it. */
export function enter(run: Run, token: Token): void {
  const node = run.node(token.node);
  (behaviours[node.type] ?? openStep)(run, token, node);
}
