import { outcomesOf, type PersonId, type StepMode, type Trace } from '@requestry/model';
import { assign, substituted } from '../assign.js';
import { expressionContext } from '../context.js';
import { dueOf, type Due } from '../due.js';
import type { Run } from '../run.js';
import { applySkips } from '../skip.js';
import type { CompiledNode, ProcessCommand, StepNode, TaskRef, Token } from '../types.js';
import { leave, type Enter } from './behaviour.js';
import { armTimer } from './events.js';

/** Opens a person's step: who, unless skipped; what is due; timers on its border. */
export const openStep: Enter = (run, token, node) => {
  if (!isStep(node)) return leave(run, token, node);
  const assigned = assign(run.compiled, node, run.state, run.world);
  const skipping = applySkips(run.compiled, node, assigned.people, run.state, run.world);
  if ('skip' in skipping) return skipStep(run, token, node, skipping.skip);
  if (skipping.people.length === 0 && !run.world.forecast) {
    return run.raiseIncident(token, 'no-performer', assigned.trace);
  }
  const trace = withSubstitutions(run, node, skipping.people, assigned.trace);
  const { tasks, queue } = shareOut(run, node, skipping.people);
  const due = dueOfStep(run, node);
  run.emit({
    type: 'step-opened',
    token: token.id,
    node: node.id,
    tasks,
    ...(queue.length ? { queue } : {}),
    ...(due ? { due: due.at } : {}),
    trace: due ? { ...trace, because: [...(trace.because ?? []), due.trace] } : trace,
  });
  run.notify(tasks.flatMap(peopleOf), 'task-opened', node.id);
  for (const boundary of node.boundary) armTimer(run, token, run.node(boundary.id));
};

export const isStep = (node: CompiledNode): node is StepNode => node.step !== undefined;

const peopleOf = (task: TaskRef): readonly PersonId[] => (task.assignee !== undefined ? [task.assignee] : (task.candidates ?? []));

function skipStep(run: Run, token: Token, node: StepNode, trace: Trace): void {
  const outcome = outcomesOf(node.step).find((candidate) => (candidate.effect ?? 'forward') === 'forward')?.id ?? 'skip';
  run.emit({ type: 'step-skipped', token: token.id, node: node.id, outcome, at: new Date(run.world.now).toISOString(), trace });
  leave(run, token, node);
}

function dueOfStep(run: Run, node: StepNode): Due | undefined {
  const text = node.step.due;
  return text === undefined ? undefined : dueOf(text, node.expressions[text], expressionContext(run.compiled, run.state, run.world), run.world);
}

/** One task for all or one for each, by the step's mode. */
function shareOut(run: Run, node: StepNode, people: readonly PersonId[]): { readonly tasks: readonly TaskRef[]; readonly queue: readonly PersonId[] } {
  const mode = node.step.mode?.kind ?? 'one';
  if (people.length === 0 || (mode === 'one' && people.length !== 1)) return { tasks: [{ id: run.freshId(), candidates: people }], queue: [] };
  const [first, ...rest] = people;
  if (mode === 'inTurn' && first !== undefined) return { tasks: [taskFor(run, node, first, 0)], queue: rest };
  return { tasks: people.map((person, index) => taskFor(run, node, person, index)), queue: [] };
}

function taskFor(run: Run, node: StepNode, person: PersonId, ahead: number): TaskRef {
  const performer = performerFor(run, node, person);
  return { id: run.freshId(ahead), assignee: performer.person, ...(performer.onBehalfOf !== undefined ? { onBehalfOf: performer.onBehalfOf } : {}) };
}

/** On steps that decide, the initiator may not stand in for somebody. */
function performerFor(run: Run, node: StepNode, person: PersonId) {
  const except = node.step.type === 'approval' || node.step.type === 'decision' ? run.world.subject.initiator : undefined;
  return substituted(person, run.world, except);
}

function withSubstitutions(run: Run, node: StepNode, people: readonly PersonId[], trace: Trace): Trace {
  const because = people.map((person) => performerFor(run, node, person).trace).filter((reason) => reason !== undefined);
  return because.length === 0 ? trace : { ...trace, because: [...(trace.because ?? []), ...because] };
}

/** Records a person's decision and goes on when the step is decided. */
export function completeTask(run: Run, token: Token, node: StepNode, command: ProcessCommand & { readonly type: 'complete' }): void {
  const { type: _type, ...facts } = command;
  run.emit({ type: 'task-completed', token: token.id, node: node.id, ...facts });
  if (command.data) run.setData(command.data);
  const verdict = decide(node, run.token(token.id)?.tasks ?? [], run.token(token.id)?.queue ?? [], command.outcome);
  if (verdict === 'wait') return;
  if (verdict === 'next') return passTurn(run, token, node);
  completeStep(run, token, node, verdict, command);
}

/** The outcome of the step, or that it still waits for others. */
function decide(node: StepNode, tasks: readonly TaskRef[], queue: readonly PersonId[], outcome: string): { readonly outcome: string } | 'wait' | 'next' {
  const mode: StepMode = node.step.mode ?? { kind: 'one' };
  const forward = isForward(node, outcome);
  const open = tasks.filter((task) => task.outcome === undefined).length;
  switch (mode.kind) {
    case 'one':
    case 'first':
      return { outcome };
    case 'all':
      return !forward || open === 0 ? { outcome } : 'wait';
    case 'inTurn':
      if (!forward) return { outcome };
      return queue.length > 0 ? 'next' : { outcome };
    case 'quorum':
      return decideQuorum(node, mode, tasks, outcome);
  }
}

function decideQuorum(node: StepNode, mode: StepMode, tasks: readonly TaskRef[], outcome: string): { readonly outcome: string } | 'wait' {
  const wanted = mode.percent ? Math.ceil((tasks.length * (mode.quorum ?? 100)) / 100) : Math.min(mode.quorum ?? tasks.length, tasks.length);
  const agreed = tasks.filter((task) => task.outcome !== undefined && isForward(node, task.outcome));
  const open = tasks.filter((task) => task.outcome === undefined).length;
  if (!isForward(node, outcome) && mode.veto) return { outcome };
  if (agreed.length >= wanted) return { outcome: agreed[0]?.outcome ?? outcome };
  if (agreed.length + open >= wanted) return 'wait';
  return { outcome: tasks.find((task) => task.outcome !== undefined && !isForward(node, task.outcome))?.outcome ?? outcome };
}

const isForward = (node: StepNode, outcome: string): boolean =>
  (outcomesOf(node.step).find((candidate) => candidate.id === outcome)?.effect ?? 'forward') === 'forward';

function passTurn(run: Run, token: Token, node: StepNode): void {
  const [next, ...queue] = run.token(token.id)?.queue ?? [];
  if (next === undefined) return;
  const task = taskFor(run, node, next, 0);
  const due = dueOfStep(run, node);
  run.emit({ type: 'turn-passed', token: token.id, node: node.id, task, queue, ...(due ? { due: due.at } : {}), trace: { code: 'mode.in-turn', params: { person: next } } });
  run.notify(peopleOf(task), 'task-opened', node.id);
}

function completeStep(run: Run, token: Token, node: StepNode, verdict: { readonly outcome: string }, command: { readonly by: PersonId; readonly comment?: string }): void {
  run.cancelTasksOf(token, { code: 'task.cancelled-by-outcome', params: { outcome: verdict.outcome, person: command.by } });
  run.disarmTimersOf(token.id);
  const { by, comment } = command;
  run.emit({
    type: 'step-completed',
    token: token.id,
    node: node.id,
    outcome: verdict.outcome,
    by,
    ...(comment !== undefined ? { comment } : {}),
    at: new Date(run.world.now).toISOString(),
  });
  run.notify([run.world.subject.initiator], 'step-completed', node.id);
  leave(run, token, node);
}
