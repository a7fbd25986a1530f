import type { CompiledRoute, ProcessEvent, ProcessState, StepResult, Timer, Token } from './types.js';

export const emptyState: ProcessState = { route: '', seq: 0, lastId: 0, status: 'active', tokens: [], timers: [], steps: {} };

/** The state after one more fact. The only way a state ever changes. */
export function applyEvent(state: ProcessState, event: ProcessEvent): ProcessState {
  return { ...changed(state, event), seq: state.seq + 1 };
}

/** The state that these facts lead to; deep-equal to what was stored with them. */
export function replay(compiled: CompiledRoute, events: readonly ProcessEvent[]): ProcessState {
  return events.reduce(applyEvent, { ...emptyState, route: compiled.hash });
}

function changed(state: ProcessState, event: ProcessEvent): ProcessState {
  switch (event.type) {
    case 'process-started':
      return { ...state, route: event.route };
    case 'token-created':
      return { ...withId(state, event.token), tokens: [...state.tokens, tokenAt(event.token, event.node, event.via)] };
    case 'token-moved':
      return withToken(state, event.token, () => tokenAt(event.token, event.node, event.via));
    case 'token-consumed':
      return { ...state, tokens: state.tokens.filter((token) => token.id !== event.token) };
    case 'step-opened':
      return withToken(withId(state, event.tasks.at(-1)?.id), event.token, (token) => ({
        ...token,
        tasks: event.tasks,
        ...(event.queue?.length ? { queue: event.queue } : {}),
      }));
    case 'turn-passed':
      return withToken(withId(state, event.task.id), event.token, ({ queue: _queue, ...token }) => ({
        ...token,
        tasks: [...(token.tasks ?? []), event.task],
        ...(event.queue.length ? { queue: event.queue } : {}),
      }));
    case 'step-skipped':
      return withResult(state, event.node, { outcome: event.outcome, at: event.at, skipped: true });
    case 'task-completed':
      return withToken(state, event.token, (token) => ({
        ...token,
        tasks: token.tasks?.map((task) => (task.id === event.task ? { ...task, outcome: event.outcome, by: event.by } : task)),
      }));
    case 'task-cancelled':
      return withToken(state, event.token, (token) => ({ ...token, tasks: token.tasks?.filter((task) => task.id !== event.task) }));
    case 'task-reassigned':
      return withToken(state, event.token, (token) => ({
        ...token,
        tasks: token.tasks?.map((task) => (task.id === event.task ? { id: task.id, assignee: event.to } : task)),
      }));
    case 'step-completed':
      return withResult(withoutTasks(state, event.token), event.node, {
        outcome: event.outcome,
        at: event.at,
        ...(event.by !== undefined ? { by: event.by } : {}),
        ...(event.agreed ? { agreed: event.agreed } : {}),
        ...(event.comment !== undefined ? { comment: event.comment } : {}),
      });
    case 'timer-armed': {
      const timer: Timer = { id: event.timer, token: event.token, node: event.node, at: event.at, ...(event.left !== undefined ? { left: event.left } : {}) };
      return { ...withId(state, event.timer), timers: [...state.timers, timer] };
    }
    case 'timer-disarmed':
    case 'timer-fired':
      return { ...state, timers: state.timers.filter((timer) => timer.id !== event.timer) };
    case 'incident-raised':
      return { ...state, status: 'incident', incidents: [...(state.incidents ?? []), { code: event.code, element: event.element, token: event.token }] };
    case 'incident-resolved': {
      const { incidents: _incidents, ...rest } = state;
      return { ...rest, status: 'active' };
    }
    case 'end-reached':
      return { ...state, end: worse(state.end, { state: event.state, node: event.node }) };
    case 'process-ended': {
      const { incidents: _incidents, ...rest } = state;
      return { ...rest, status: 'ended', tokens: [], timers: [], end: { state: event.state, ...(event.node !== undefined ? { node: event.node } : {}) } };
    }
    case 'data-set':
    case 'notice-sent':
      return state;
  }
}

const tokenAt = (id: string, node: string, via?: string): Token => ({ id, node, ...(via !== undefined ? { via } : {}) });

const withId = (state: ProcessState, id: string | undefined): ProcessState =>
  id === undefined ? state : { ...state, lastId: Math.max(state.lastId, Number(id)) };

const withToken = (state: ProcessState, id: string, change: (token: Token) => Token): ProcessState => ({
  ...state,
  tokens: state.tokens.map((token) => (token.id === id ? change(token) : token)),
});

const withoutTasks = (state: ProcessState, id: string): ProcessState =>
  withToken(state, id, ({ tasks: _tasks, queue: _queue, ...token }) => token);

function withResult(state: ProcessState, node: string, result: Omit<StepResult, 'round'>): ProcessState {
  const round = (state.steps[node]?.round ?? 0) + 1;
  return { ...state, steps: { ...state.steps, [node]: { ...result, round } } };
}

/** Of two ends reached on parallel paths, the one that is no success tells the outcome. */
function worse(before: ProcessState['end'], now: NonNullable<ProcessState['end']>): NonNullable<ProcessState['end']> {
  return before && before.state !== 'completed' ? before : now;
}
