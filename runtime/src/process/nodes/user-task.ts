import { outcomesOf, type PersonId, type StepMode, type Trace } from '@requestry/model';
import { assign, substituted } from '../assign.js';
import { expressionContext } from '../context.js';
import { dueOf, type Due } from '../due.js';
import { instantText } from '../instant.js';
import { momentOf } from '../moment.js';
import { isForward } from '../outcome.js';
import type { Run } from '../run.js';
import { applySkips } from '../skip.js';
import type { CompiledNode, ProcessCommand, StepNode, TaskRef, Token } from '../types.js';
import { leave, type Enter } from './behaviour.js';

/** Opens a person's step: who, unless skipped; what is due; timers on its border. */
export const openStep: Enter = (run, token, node) => {
  if (!isStep(node)) return leave(run, token, node);
  const assigned = assign(run.compiled, node, run.state, run.world);
  const skipping = applySkips(run.compiled, node, assigned.people, run.state, run.world);
  if ('skip' in skipping) return skipStep(run, token, node, skipping.skip);
  if ('problem' in skipping) return run.raiseIncident(token, skipping.problem, skipping.trace);
  if (skipping.people.length === 0 && !run.world.forecast) {
    return run.raiseIncident(token, 'no-performer', assigned.trace);
  }
  const due = dueOfStep(run, node);
  if (due && 'problem' in due) return run.raiseIncident(token, due.problem, due.trace);
  const timers = node.boundary.map((boundary) => ({ node: boundary.id, moment: momentOf(run.compiled, run.node(boundary.id), run.state, run.world) }));
  const dateless = timers.find(({ moment }) => !moment);
  if (dateless) return run.raiseIncident(token, 'timer-without-date', { code: 'timer.no-date', params: { timer: dateless.node } });
  const trace = withSubstitutions(run, node, skipping.people, assigned.trace);
  const { tasks, queue } = shareOut(run, node, skipping.people);
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
  for (const timer of timers) if (timer.moment) run.armTimer(token.id, timer.node, timer.moment);
};

export const isStep = (node: CompiledNode): node is StepNode => node.step !== undefined;

const peopleOf = (task: TaskRef): readonly PersonId[] => (task.assignee !== undefined ? [task.assignee] : (task.candidates ?? []));

function skipStep(run: Run, token: Token, node: StepNode, trace: Trace): void {
  const outcome = outcomesOf(node.step).find((candidate) => (candidate.effect ?? 'forward') === 'forward')?.id ?? 'skip';
  run.emit({ type: 'step-skipped', token: token.id, node: node.id, outcome, at: instantText(run.world.now), trace });
  leave(run, token, node);
}

function dueOfStep(run: Run, node: StepNode): ReturnType<typeof dueOf> {
  const text = node.step.due;
  return text === undefined ? undefined : dueOf(text, node.expressions[text], () => expressionContext(run.compiled, run.state, run.world), run.world, 'end');
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
  run.emit({ ...command, type: 'task-completed', token: token.id, node: node.id });
  if (command.data) run.setData(command.data);
  const verdict = decide(node, run.token(token.id)?.tasks ?? [], run.token(token.id)?.queue ?? [], command.outcome);
  if (verdict === 'wait') return;
  if (verdict === 'next') return passTurn(run, token, node);
  completeStep(run, token, node, verdict, command);
}

/** The outcome of the step, or that it still waits for others. */
function decide(node: StepNode, tasks: readonly TaskRef[], queue: readonly PersonId[], outcome: string): { readonly outcome: string } | 'wait' | 'next' {
  const mode: StepMode = node.step.mode ?? { kind: 'one' };
  const forward = isForward(node.step, outcome);
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
  const agreed = tasks.filter((task) => task.outcome !== undefined && isForward(node.step, task.outcome));
  const open = tasks.filter((task) => task.outcome === undefined).length;
  if (!isForward(node.step, outcome) && mode.veto) return { outcome };
  if (agreed.length >= wanted) return { outcome: agreed[0]?.outcome ?? outcome };
  if (agreed.length + open >= wanted) return 'wait';
  return { outcome: tasks.find((task) => task.outcome !== undefined && !isForward(node.step, task.outcome))?.outcome ?? outcome };
}

function passTurn(run: Run, token: Token, node: StepNode): void {
  const [next, ...queue] = run.token(token.id)?.queue ?? [];
  if (next === undefined) return;
  const task = taskFor(run, node, next, 0);
  const found = dueOfStep(run, node);
  const due: Due | undefined = found && 'at' in found ? found : undefined;
  run.emit({ type: 'turn-passed', token: token.id, node: node.id, task, queue, ...(due ? { due: due.at } : {}), trace: { code: 'mode.in-turn', params: { person: next } } });
  run.notify(peopleOf(task), 'task-opened', node.id);
}

/** Who decided forward, each once. */
function agreedOn(node: StepNode, tasks: readonly TaskRef[]): readonly PersonId[] {
  const agreeing = tasks.filter(({ outcome }) => outcome !== undefined && isForward(node.step, outcome));
  return [...new Set(agreeing.flatMap(({ by }) => (by !== undefined ? [by] : [])))];
}

function completeStep(run: Run, token: Token, node: StepNode, verdict: { readonly outcome: string }, command: { readonly by: PersonId; readonly comment?: string }): void {
  run.cancelTasksOf(token, { code: 'task.cancelled-by-outcome', params: { outcome: verdict.outcome, person: command.by } });
  run.disarmTimersOf(token.id);
  const { by, comment } = command;
  const agreed = agreedOn(node, run.token(token.id)?.tasks ?? []);
  run.emit({
    type: 'step-completed',
    token: token.id,
    node: node.id,
    outcome: verdict.outcome,
    by,
    ...(agreed.length > 1 ? { agreed } : {}),
    ...(comment !== undefined ? { comment } : {}),
    at: instantText(run.world.now),
  });
  run.notify([run.world.subject.initiator], 'step-completed', node.id);
  leave(run, token, node);
}
