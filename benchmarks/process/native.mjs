import { data } from './walks.mjs';

/** Our engine. The whole of a transition: people, dues, timers, events with their reasons. */
export function nativeWalk(ours, route, walk) {
  const { compiled, issues } = ours.compileRoute(route);
  if (!compiled) throw new Error(JSON.stringify(issues));
  const world = { ...ours.monday, data };
  let { state } = ours.start(compiled, world);
  const transitions = [];
  for (const { step, person, outcome } of walk) {
    const task = state.tokens.filter((token) => token.node === step).flatMap((token) => token.tasks).find((each) => each.outcome === undefined && (each.assignee ?? person) === person);
    const command = { type: 'complete', task: task.id, outcome, by: person };
    transitions.push({ json: JSON.stringify(state), command });
    ({ state } = ours.advance(compiled, state, command, world));
  }
  if (state.end?.state !== 'completed') throw new Error(`native: the walk ends in ${JSON.stringify(state)}`);
  const cold = ({ json, command }) => JSON.stringify(ours.advance(compiled, JSON.parse(json), command, world).state);
  return { transitions, cold };
}
