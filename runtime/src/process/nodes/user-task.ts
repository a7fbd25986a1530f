import { outcomesOf, type PersonId, type Trace } from '@requestry/model';
import { passed } from '../alarms.js';
import { assign, substituted } from '../assign.js';
import { expressionContext } from '../context.js';
import { dueOf, type Due } from '../due.js';
import { performersCalendar } from '../performers-calendar.js';
import { separatedFrom } from '../separation.js';
import { instantText } from '../instant.js';
import type { Run } from '../run.js';
import { applySkips } from '../skip.js';
import type { CompiledNode, ProcessCommand, ProcessEvent, StepNode, TaskRef, Token } from '../types.js';
import type { Enter } from './behaviour.js';
import { agreedOn, decide } from './decide.js';
import { finishActivity } from './loop.js';
import { borderOf } from './waits.js';

/** Opens a person's step: who, unless skipped; what is due; timers on its border. */
export const openStep: Enter = (run, token, node) => {
  if (!isStep(node)) return finishActivity(run, token, node);
  const world = run.worldAt(token);
  const assigned = assign(run.compiled, node, run.state, world);
  const skipping = applySkips(run.compiled, node, assigned.people, run.state, world);
  if ('skip' in skipping) return skipStep(run, token, node, skipping.skip);
  if ('problem' in skipping) return run.raiseIncident(token, skipping.problem, skipping.trace);
  if (skipping.people.length === 0 && !run.world.forecast) {
    return run.raiseIncident(token, 'no-performer', assigned.trace);
  }
  const { tasks, queue } = shareOut(run, node, skipping.people);
  const told = tasks.flatMap(peopleOf);
  const due = dueOfStep(run, token, node, told);
  if (due && 'problem' in due) return run.raiseIncident(token, due.problem, due.trace);
  const arm = borderOf(run, token, node);
  if (!arm) return;
  const trace = withSubstitutions(run, node, skipping.people, assigned.trace);
  const event: { -readonly [Field in keyof StepOpened]: StepOpened[Field] } = { type: 'step-opened', token: token.id, node: node.id, tasks, trace };
  if (queue.length > 0) event.queue = queue;
  if (due) {
    const { rung } = passed(node.step, due.at, told, run.world, 'reminders');
    event.due = due.at;
    if (rung) event.rung = rung;
    event.trace = { ...trace, because: trace.because ? [...trace.because, due.trace] : [due.trace] };
  }
  run.emit(event);
  run.notify(told, 'task-opened', node.id);
  arm();
};

export const isStep = (node: CompiledNode): node is StepNode => node.step !== undefined;

/** Whose task it is, or whose it may become. */
export const peopleOf = (task: TaskRef): readonly PersonId[] => (task.assignee !== undefined ? [task.assignee] : (task.candidates ?? []));

function skipStep(run: Run, token: Token, node: StepNode, trace: Trace): void {
  const outcome = outcomesOf(node.step).find((candidate) => (candidate.effect ?? 'forward') === 'forward')?.id ?? 'skip';
  run.emit({ type: 'step-skipped', token: token.id, node: node.id, outcome, at: instantText(run.world.now), trace });
  finishActivity(run, token, node);
}

/** When the step is due if it opens now for these people, by their working time. */
export function dueOfStep(run: Run, token: Token, node: StepNode, people: readonly PersonId[]): ReturnType<typeof dueOf> {
  const text = node.step.due;
  if (text === undefined) return undefined;
  const local = run.worldAt(token);
  const world = { ...local, calendar: performersCalendar(people, local) };
  return dueOf(text, node.expressions[text], () => expressionContext(run.compiled, run.state, world), world, 'end');
}

/** One task for all or one for each, by the step's mode. */
function shareOut(run: Run, node: StepNode, people: readonly PersonId[]): { readonly tasks: readonly TaskRef[]; readonly queue: readonly PersonId[] } {
  const mode = node.step.mode?.kind ?? 'one';
  if (people.length === 0 || (mode === 'one' && people.length !== 1)) return { tasks: [{ id: run.freshId(), candidates: people }], queue: [] };
  const [first, ...rest] = people;
  if (mode === 'inTurn' && first !== undefined) return { tasks: [taskFor(run, node, first, 0)], queue: rest };
  return { tasks: people.map((person, index) => taskFor(run, node, person, index)), queue: [] };
}

/** A task for the person, or for who stands in. `ahead`: ids taken already. */
export function taskFor(run: Run, node: StepNode, person: PersonId, ahead: number): TaskRef {
  const performer = performerFor(run, node, person);
  return { id: run.freshId(ahead), assignee: performer.person, ...(performer.onBehalfOf !== undefined ? { onBehalfOf: performer.onBehalfOf } : {}) };
}

/** On steps that decide, the initiator may not stand in for somebody; nor may anybody whose duties are kept apart. */
function performerFor(run: Run, node: StepNode, person: PersonId) {
  const judges = node.step.type === 'approval' || node.step.type === 'decision';
  const apart = separatedFrom(node, run.state);
  return substituted(person, run.world, { has: (other) => apart.has(other) || (judges && other === run.world.subject.initiator) });
}

function withSubstitutions(run: Run, node: StepNode, people: readonly PersonId[], trace: Trace): Trace {
  const because = people.map((person) => performerFor(run, node, person).trace).filter((reason) => reason !== undefined);
  return because.length === 0 ? trace : { ...trace, because: [...(trace.because ?? []), ...because] };
}

type StepOpened = ProcessEvent & { readonly type: 'step-opened' };
type TaskCompleted = ProcessEvent & { readonly type: 'task-completed' };

/** Records a person's decision and goes on when the step is decided. */
export function completeTask(run: Run, token: Token, node: StepNode, command: ProcessCommand & { readonly type: 'complete' }): void {
  const { task, outcome, by, comment, reason, data } = command;
  const event: { -readonly [Field in keyof TaskCompleted]: TaskCompleted[Field] } = { type: 'task-completed', token: token.id, node: node.id, task, outcome, by };
  if (comment !== undefined) event.comment = comment;
  if (reason !== undefined) event.reason = reason;
  if (data) event.data = data;
  run.emit(event);
  if (data) run.setData(data);
  settleStep(run, token, node, outcome, command);
}

/** Goes on when the decisions so far decide the step; the last one was `outcome`. */
export function settleStep(run: Run, token: Token, node: StepNode, outcome: string, command: { readonly by: PersonId; readonly comment?: string }): void {
  const { tasks = [], queue = [] } = run.token(token.id) ?? {};
  const verdict = decide(node, tasks, queue, outcome);
  if (verdict === 'wait') return;
  if (verdict === 'next') return passTurn(run, token, node);
  completeStep(run, token, node, verdict, command);
}

/** The next in turn has the task now. */
export function passTurn(run: Run, token: Token, node: StepNode): void {
  const [next, ...queue] = run.token(token.id)?.queue ?? [];
  if (next === undefined) return;
  const task = taskFor(run, node, next, 0);
  const found = dueOfStep(run, token, node, peopleOf(task));
  const due: Due | undefined = found && 'at' in found ? found : undefined;
  run.emit({ type: 'turn-passed', token: token.id, node: node.id, task, queue, ...(due ? { due: due.at, ...passed(node.step, due.at, peopleOf(task), run.world, 'reminders') } : {}), trace: { code: 'mode.in-turn', params: { person: next }, ...(due ? { because: [due.trace] } : {}) } });
  run.notify(peopleOf(task), 'task-opened', node.id);
}

/** The step is decided: by somebody, or for the reason given without anybody. */
export function completeStep(run: Run, token: Token, node: StepNode, verdict: { readonly outcome: string }, command: { readonly by?: PersonId; readonly comment?: string; readonly trace?: Trace }): void {
  run.cancelTasksOf(token, { code: 'task.cancelled-by-outcome', params: { outcome: verdict.outcome, person: command.by ?? null }, ...(command.trace ? { because: [command.trace] } : {}) });
  run.disarmTimersOf(token.id);
  const { by, comment, trace } = command;
  const agreed = agreedOn(node, run.token(token.id)?.tasks ?? []);
  run.emit({
    type: 'step-completed',
    token: token.id,
    node: node.id,
    outcome: verdict.outcome,
    ...(by !== undefined ? { by } : {}),
    ...(agreed.length > 1 ? { agreed } : {}),
    ...(comment !== undefined ? { comment } : {}),
    at: instantText(run.world.now),
    ...(trace ? { trace } : {}),
  });
  run.notify([run.world.subject.initiator], 'step-completed', node.id);
  finishActivity(run, run.token(token.id) ?? token, node);
}
