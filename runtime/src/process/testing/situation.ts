import type { Advance, ProcessEvent, ProcessState, TaskRef } from '../types.js';

/**
 * A transition and where it led, in words, for comparing engines that differ inside. First what happened on the way, in order:
 * `~step` skipped · `-step:person` task cancelled · `>step:people` told · `step*` set fields. Then where the request stands:
 * `step:person` open task (`a|b` candidates, `a^b` a for b) · `@timer` armed · `!code:element` incident · `end:state`.
 */
export function situationOf(before: ProcessState | undefined, { events, state }: Advance): string {
  const opened = new Map<string, TaskRef>();
  for (const token of before?.tokens ?? []) for (const task of token.tasks ?? []) opened.set(task.id, task);
  const words = events.flatMap((event) => happened(event, opened));
  const tasks = state.tokens.flatMap((token) => (token.tasks ?? []).filter((task) => task.outcome === undefined).map((task) => `${token.node}:${peopleOf(task)}`));
  const timers = state.timers.map((timer) => `@${timer.node}`);
  const incidents = (state.incidents ?? []).map(({ code, element }) => `!${code}:${element}`);
  const end = state.status === 'ended' ? [`end:${state.end?.state ?? ''}`] : [];
  return [...words, ...tasks.sort(), ...timers.sort(), ...incidents, ...end].join(' ');
}

function happened(event: ProcessEvent, opened: Map<string, TaskRef>): readonly string[] {
  switch (event.type) {
    case 'step-opened':
      for (const task of event.tasks) opened.set(task.id, task);
      return [];
    case 'turn-passed':
      opened.set(event.task.id, event.task);
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
      return [`${event.node}*`];
    default:
      return [];
  }
}

function peopleOf(task: TaskRef): string {
  if (task.assignee === undefined) return (task.candidates ?? []).join('|');
  return task.onBehalfOf === undefined ? task.assignee : `${task.assignee}^${task.onBehalfOf}`;
}
