import type { Advance, CompiledNode, CompiledRoute, ProcessEvent, ProcessState, TaskRef } from '../types.js';

/**
 * A transition and where it led, in words, for comparing engines that differ inside. First what happened on the way, in order:
 * `~step` skipped · `-step:person` task cancelled · `>step:people` told · `.step:people` reminded · `..step:people`
 * told that it is overdue · `!action:step:people` escalated · `step*` set fields (`*` a person did) · `+message:name:key` and
 * `+signal:name` thrown. Then where the request stands: `step:person` open task (`a|b` candidates, `a^b` a for b, `a?` asked a question,
 * `(a)` put off) · `?event` waits for it to happen · `@timer` armed · `!code:element` incident · `suspended` · `end:state`.
 */
export function situationOf(before: ProcessState | undefined, { events, effects, state }: Advance, compiled?: CompiledRoute): string {
  const opened = new Map<string, TaskRef>();
  for (const token of before?.tokens ?? []) for (const task of token.tasks ?? []) opened.set(task.id, task);
  const words = events.flatMap((event) => happened(event, opened));
  const thrown = effects.flatMap((effect) => (effect.type === 'notify' ? [] : [`+${effect.type}:${effect.name}${'key' in effect ? `:${effect.key ?? ''}` : ''}`]));
  const tasks = state.tokens.flatMap((token) => (token.tasks ?? []).filter((task) => task.outcome === undefined).map((task) => `${token.node}:${token.postponed ? `(${peopleOf(task)})` : peopleOf(task)}`));
  const waits = state.tokens.filter(({ node, loop }) => !loop && isWait(compiled?.nodes.get(node))).map(({ node }) => `?${node}`);
  const timers = state.timers.map((timer) => `@${timer.node}`);
  const incidents = (state.incidents ?? []).map(({ code, element }) => `!${code}:${element}`);
  const end = state.status === 'ended' ? [`end:${state.end?.state ?? ''}`] : [];
  const rests = state.suspended ? ['suspended'] : [];
  return [...words, ...thrown, ...tasks.sort(), ...waits.sort(), ...timers.sort(), ...incidents, ...rests, ...end].join(' ');
}

const isWait = (node: CompiledNode | undefined): boolean =>
  node !== undefined && (node.type === 'receiveTask' || node.type === 'eventBasedGateway' || (node.type === 'intermediateCatchEvent' && node.event?.type !== 'timer'));

function happened(event: ProcessEvent, opened: Map<string, TaskRef>): readonly string[] {
  switch (event.type) {
    case 'step-opened':
      for (const task of event.tasks) opened.set(task.id, task);
      return [];
    case 'turn-passed':
    case 'question-asked':
    case 'performer-added':
      if (event.task) opened.set(event.task.id, event.task);
      return [];
    case 'step-escalated':
      for (const task of event.tasks ?? []) opened.set(task.id, task);
      return [`!${event.action}:${event.node}:${event.to.join(',')}`];
    case 'step-reminded':
    case 'step-overdue':
      return [`${event.type === 'step-reminded' ? '.' : '..'}${event.node}:${event.to.join(',')}`];
    case 'task-reassigned':
    case 'task-escalated':
    case 'task-delegated':
      opened.set(event.task, { id: event.task, assignee: event.to, ...(event.type === 'task-delegated' && event.from !== undefined ? { onBehalfOf: event.from } : {}) });
      return [];
    case 'step-skipped':
      return [`~${event.node}`];
    case 'task-cancelled': {
      const task = opened.get(event.task);
      return [`-${event.node}:${task ? peopleOf(task) : ''}`];
    }
    case 'notice-sent':
      return [`>${event.node}:${event.to.join(',')}`];
    case 'data-set':
      return [`${event.node ?? ''}*`];
    default:
      return [];
  }
}

function peopleOf(task: TaskRef): string {
  if (task.asked !== undefined) return `${task.assignee ?? ''}?`;
  if (task.assignee === undefined) return (task.candidates ?? []).join('|');
  return task.onBehalfOf === undefined ? task.assignee : `${task.assignee}^${task.onBehalfOf}`;
}
