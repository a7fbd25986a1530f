import { changeTask, changeToken, ringing, setMet, takeId, type Draft } from './state-draft.js';
import type { ProcessEvent, Timer, Token } from './types.js';

/** Facts of scopes, repetition, conditions and of people who change a running request. */
export type BesideEvent = Extract<
  ProcessEvent,
  {
    readonly type:
      | 'data-set' | 'notice-sent' | 'wait-opened' | 'message-received' | 'signal-received' | 'message-thrown' | 'signal-thrown' | 'error-thrown' | 'escalation-thrown'
      | 'question-answered' | 'request-returned' | 'vars-set' | 'loop-opened' | 'instance-completed' | 'condition-met' | 'condition-lost' | 'task-delegated'
      | 'performer-added' | 'turn-removed' | 'question-asked' | 'step-postponed' | 'step-resumed' | 'step-reminded' | 'step-overdue' | 'step-escalated' | 'due-moved' | 'task-escalated' | 'process-suspended' | 'process-resumed' | 'process-migrated';
  }
>;

export function changeBeside(draft: Draft, event: BesideEvent): void {
  switch (event.type) {
    case 'vars-set':
      return changeToken(draft, event.token, (token) => ({ ...token, vars: { ...token.vars, ...event.vars } }));
    case 'loop-opened':
      return changeToken(draft, event.token, (token) => ({ ...token, loop: { done: 0, ...(event.total !== undefined ? { total: event.total } : {}), ...(event.items ? { items: event.items } : {}) } }));
    case 'instance-completed':
      return changeToken(draft, event.token, (token) => (token.loop ? { ...token, loop: { ...token.loop, done: token.loop.done + 1 } } : token));
    case 'condition-met':
      if (event.beside) setMet(draft, [...(draft.met ?? []), { ...(event.token !== undefined ? { token: event.token } : {}), node: event.node }]);
      return;
    case 'condition-lost':
      return setMet(draft, (draft.met ?? []).filter((met) => met.token !== event.token || met.node !== event.node));
    case 'task-delegated':
      return changeTask(draft, event.token, event.task, (task) => ({ id: task.id, assignee: event.to, ...(event.from !== undefined ? { onBehalfOf: event.from } : {}) }));
    case 'task-escalated':
      return changeTask(draft, event.token, event.task, (task) => ({ id: task.id, assignee: event.to }));
    case 'performer-added':
      if (event.task) return addTask(draft, event.token, event.task);
      return changeToken(draft, event.token, (token) => ({ ...token, queue: [event.person, ...(token.queue ?? [])] }));
    case 'turn-removed':
      return changeToken(draft, event.token, ({ queue = [], ...token }) => {
        const left = queue.filter((person) => person !== event.person);
        return left.length > 0 ? { ...token, queue: left } : token;
      });
    case 'step-reminded':
    case 'step-overdue':
      return ringing(draft, event.token, event.alarm);
    case 'step-escalated':
      return changeToken(draft, event.token, ({ queue, ...token }) => ({
        ...token,
        rung: [...(token.rung ?? []), event.alarm],
        tasks: token.tasks?.map((task) => event.tasks?.find(({ id }) => id === task.id) ?? task),
        ...(queue && event.action !== 'handOver' ? { queue } : {}),
      }));
    case 'due-moved':
      return changeToken(draft, event.token, (token) => ({ ...token, due: event.due }));
    case 'question-asked':
      return addTask(draft, event.token, event.task);
    case 'question-answered':
      return changeToken(draft, event.token, (token) => ({ ...token, tasks: token.tasks?.filter((task) => task.id !== event.task) }));
    case 'step-postponed':
      return changeToken(draft, event.token, (token) => ({
        ...token,
        postponed: { ...(event.until !== undefined ? { until: event.until } : {}), ...(event.condition !== undefined ? { condition: event.condition } : {}), ...(event.since !== undefined ? { since: event.since } : {}), ...(event.timers ? { timers: event.timers } : {}) },
      }));
    case 'step-resumed':
      return changeToken(draft, event.token, ({ postponed: _postponed, ...token }) => token);
    case 'process-suspended':
      draft.suspended = { by: event.by, timers: event.timers, ...(event.since !== undefined ? { since: event.since } : {}) };
      return;
    case 'process-resumed':
      delete draft.suspended;
      return;
    case 'process-migrated':
      return migrate(draft, event);
    default:
      return;
  }
}

function addTask(draft: Draft, token: string, task: NonNullable<Token['tasks']>[number]): void {
  takeId(draft, task.id);
  changeToken(draft, token, (held) => ({ ...held, tasks: [...(held.tasks ?? []), task] }));
}

/** Everything that names a node names what it has become. */
function migrate(draft: Draft, { route, nodes, tokens }: BesideEvent & { readonly type: 'process-migrated' }): void {
  const named = (node: string): string => (Object.hasOwn(nodes, node) ? (nodes[node] ?? node) : node);
  const renamed = (timer: Timer): Timer => ({ ...timer, node: named(timer.node) });
  draft.route = route;
  for (const { id, node, via, rung } of tokens) {
    changeToken(draft, id, ({ via: _via, rung: _rung, ...token }) => ({
      ...token,
      node,
      ...(rung ? { rung } : {}),
      ...(via !== undefined ? { via } : {}),
      ...(token.postponed?.timers ? { postponed: { ...token.postponed, timers: token.postponed.timers.map(renamed) } } : {}),
    }));
  }
  draft.timers = draft.timers.map(renamed);
  draft.steps = Object.fromEntries(Object.entries(draft.steps).map(([node, result]) => [named(node), result]));
  if (draft.suspended) draft.suspended = { ...draft.suspended, timers: draft.suspended.timers.map(renamed) };
  if (draft.incidents) draft.incidents = draft.incidents.map((incident) => ({ ...incident, element: named(incident.element) }));
  if (draft.met) setMet(draft, draft.met.map((met) => ({ ...met, node: named(met.node) })));
}
