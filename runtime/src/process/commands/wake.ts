import { escalatesTo, outcomesOf, type Escalation, type PersonId, type Trace } from '@requestry/model';
import { alarmIndex, alarmsAhead, undecided, waitedFor } from '../alarms.js';
import { assignBy, substituted } from '../assign.js';
import { administratorsOf, overseersOf } from '../heads.js';
import { completeStep, isStep, peopleOf } from '../nodes/user-task.js';
import type { Run } from '../run.js';
import { separatedFrom } from '../separation.js';
import type { Alarm, StepNode, TaskRef, Token } from '../types.js';

/** Whatever was to happen by now around the due moments of open steps, each once, in the order of time. Settling looks at conditions again. */
export function wake(run: Run): void {
  if (run.state.suspended) return;
  const due = run.state.tokens.flatMap((token) => alarmsAhead(run.compiled, token, run.world).filter(({ at }) => at <= run.world.now).map(({ alarm, at }) => ({ alarm, at, token: token.id })));
  for (const { alarm, token } of due.sort((a, b) => a.at - b.at)) ring(run, token, alarm);
}

/** An alarm goes off unless the step has been decided in the same transition. */
function ring(run: Run, id: string, alarm: Alarm): void {
  const token = run.token(id);
  const node = token && run.node(token.node);
  if (!node || !isStep(node) || undecided(token).length === 0) return;
  if (alarm === 'overdue') return tellOverdue(run, token, node);
  if (alarm.startsWith('reminder:')) return remind(run, token, node, alarm);
  const escalation = node.step.escalations?.[alarmIndex(alarm)];
  if (escalation) escalate(run, token, node, alarm, escalation);
}

function remind(run: Run, token: Token, node: StepNode, alarm: Alarm): void {
  const to = waitedFor(token);
  const before = node.step.reminders?.[alarmIndex(alarm)]?.before;
  run.emit({ type: 'step-reminded', token: token.id, node: node.id, alarm, to, trace: { code: 'alarm.reminder', params: { before: before ?? null, due: token.due ?? null } } });
  run.notify(to, 'task-reminder', node.id);
}

/** Performers are told, and where the step says nothing of what happens then, those over them: no request is left lying. */
function tellOverdue(run: Run, token: Token, node: StepNode): void {
  const performers = waitedFor(token);
  const over = node.step.escalations?.length ? [] : overseersOf(performers, run.world).filter((person) => !performers.includes(person));
  run.emit({ type: 'step-overdue', token: token.id, node: node.id, alarm: 'overdue', to: [...performers, ...over], trace: { code: 'alarm.overdue', params: { due: token.due ?? null } } });
  run.notify([...performers, ...over], 'task-overdue', node.id);
}

function escalate(run: Run, token: Token, node: StepNode, alarm: Alarm, escalation: Escalation): void {
  const { action, after } = escalation;
  const said = { due: token.due ?? null, after: after ?? null };
  if (escalation.action === 'decide') return decideAlone(run, token, node, { alarm, outcome: escalation.outcome, said });
  const { people, because } = turnedTo(run, token, node, escalation);
  const trace: Trace = { code: `escalation.${action}`, params: { ...said, people }, because };
  const facts = { type: 'step-escalated' as const, token: token.id, node: node.id, alarm, action, to: people, trace };
  const tasks = people.length === 0 || action === 'notify' ? [] : action === 'add' ? shared(token, people) : handedOver(run, token, people, trace);
  run.emit({ ...facts, ...(tasks.length > 0 ? { tasks } : {}) });
  const none = people.length === 0;
  run.notify(none ? administratorsOf(run.world.org) : people, none ? 'escalation-failed' : tasks.length > 0 ? 'task-opened' : 'task-escalated', node.id);
}

/** People of the escalation's rule who may do the step, or who stands in for them. */
function turnedTo(run: Run, token: Token, node: StepNode, escalation: Escalation): { readonly people: readonly PersonId[]; readonly because: readonly Trace[] } {
  const rule = escalatesTo(escalation);
  const world = run.worldAt(token);
  const assigned = rule ? assignBy(rule, run.compiled, node, run.state, world) : { people: [], trace: { code: 'who.nobody' } };
  const apart = separatedFrom(node, run.state);
  const found = assigned.people.map((person) => substituted(person, world, apart));
  const people = escalation.action === 'notify' ? found : found.filter(({ person }) => !apart.has(person));
  return { people: [...new Set(people.map(({ person }) => person))], because: [assigned.trace, ...people.flatMap(({ trace }) => trace ?? [])] };
}

/** Every open task is offered to its performer and to them. */
const shared = (token: Token, people: readonly PersonId[]): readonly TaskRef[] =>
  undecided(token).flatMap((task) => {
    const others = people.filter((person) => !peopleOf(task).includes(person));
    return others.length === 0 ? [] : [{ id: task.id, candidates: [...peopleOf(task), ...others] }];
  });

/** One open task is theirs, the others are taken back. */
function handedOver(run: Run, token: Token, people: readonly PersonId[], trace: Trace): readonly TaskRef[] {
  const [kept, ...others] = undecided(token);
  for (const { id } of others) run.emit({ type: 'task-cancelled', token: token.id, node: token.node, task: id, trace });
  if (!kept) return [];
  const [only = ''] = people;
  return [{ id: kept.id, ...(people.length === 1 ? { assignee: only } : { candidates: people }) }];
}

function decideAlone(run: Run, token: Token, node: StepNode, { alarm, outcome, said }: { readonly alarm: Alarm; readonly outcome: string; readonly said: NonNullable<Trace['params']> }): void {
  if (!outcomesOf(node.step).some(({ id }) => id === outcome)) return;
  const trace: Trace = { code: 'escalation.decide', params: { ...said, outcome } };
  run.notify(waitedFor(token), 'task-escalated', node.id);
  run.emit({ type: 'step-escalated', token: token.id, node: node.id, alarm, action: 'decide', to: [], outcome, trace });
  completeStep(run, token, node, { outcome }, { trace });
}
