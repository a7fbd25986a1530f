import { createMachine, transition, initialTransition } from 'xstate';

/**
 * The same flow as a statechart: one state per step, a parallel state for the split, guards with the same FEEL, timers as delayed
 * transitions. It knows no people, due dates or reasons. Written by hand for a and b; c would be fourteen times the same three states and
 * is left out.
 */
const guard = (ours, expression, data) => {
  const compiled = ours.compileExpression(expression);
  return ({ context, event }) => compiled.evaluate({ ...data, steps: { ...context.steps, [event.step]: { outcome: event.outcome } } }).value === true;
};

const remember = ({ context, event }) => ({ steps: { ...context.steps, [event.step]: { outcome: event.outcome } } });

const charts = {
  a: (ours, data, keep) => ({
    initial: 'head',
    context: { steps: { head: null, work: null, accept: null } },
    states: {
      head: { on: { head: [{ guard: guard(ours, '=steps.head.outcome = "reject"', data), target: 'bad', actions: keep }, { target: 'work', actions: keep }] } },
      work: { on: { work: { target: 'accept', actions: keep } } },
      accept: { on: { accept: { target: 'end', actions: keep } } },
      bad: { type: 'final' },
      end: { type: 'final' },
    },
  }),
  b: (ours, data, keep) => ({
    initial: 'head',
    context: { steps: { head: null, board: null, law: null, director: null, rework1: null, rework2: null }, agreed: 0 },
    states: {
      head: {
        after: { 259_200_000: { actions: () => {} } },
        on: { head: [{ guard: guard(ours, '=steps.head.outcome = "reject"', data), target: 'rework1', actions: keep }, { target: 'both', actions: keep }] },
      },
      rework1: { on: { rework1: { target: 'head', actions: keep } } },
      both: {
        type: 'parallel',
        states: {
          left: {
            initial: 'board',
            states: {
              board: {
                after: { 432_000_000: { actions: () => {} } },
                on: {
                  board: [
                    { guard: guard(ours, '=steps.board.outcome = "reject"', data), target: 'rework2', actions: keep },
                    { guard: ({ context }) => context.agreed < 2, actions: [keep, 'count'] },
                    { target: 'done', actions: keep },
                  ],
                },
              },
              rework2: { on: { rework2: { target: 'board', actions: [keep, 'clear'] } } },
              done: { type: 'final' },
            },
          },
          right: {
            initial: 'law',
            states: { law: { after: { 345_600_000: { actions: () => {} } }, on: { law: { target: 'done', actions: keep } } }, done: { type: 'final' } },
          },
        },
        onDone: [{ guard: guard(ours, '=amount > 300 and urgent = false', data), target: 'director' }, { target: 'end' }],
      },
      director: { on: { director: { target: 'end', actions: keep } } },
      end: { type: 'final' },
    },
  }),
};

export function xstateWalk(ours, name, walk, data, assign) {
  const chart = charts[name];
  if (!chart) return undefined;
  const keep = assign(remember);
  const machine = createMachine(chart(ours, data, keep), {
    actions: { count: assign({ agreed: ({ context }) => context.agreed + 1 }), clear: assign({ agreed: 0 }) },
  });
  let [snapshot] = initialTransition(machine);
  const stored = (current) => JSON.stringify(machine.getPersistedSnapshot(current));
  const scope = { system: undefined };
  const restore = (json) => machine.restoreSnapshot(JSON.parse(json), scope);
  const transitions = [];
  for (const command of walk) {
    transitions.push({ json: stored(snapshot), command: { type: command.step, step: command.step, outcome: command.outcome } });
    [snapshot] = transition(machine, restore(transitions.at(-1).json), transitions.at(-1).command);
  }
  if (snapshot.status !== 'done') throw new Error(`xstate: the walk ends in ${JSON.stringify(snapshot.value)}`);
  const cold = ({ json, command }) => stored(transition(machine, restore(json), command)[0]);
  return { transitions, cold };
}
