import { momentOf } from '../moment.js';
import { leave, type Behaviours, type Enter } from './behaviour.js';

const end: Enter = (run, token, node) => {
  const state = node.end?.state ?? 'completed';
  if (node.event?.type === 'terminate') return run.end(state, { node: node.id });
  run.emit({ type: 'end-reached', node: node.id, state });
  run.consume(token);
};

/** A timer in between: rests until its moment; a moment already past lets the token through at once. */
const wait: Enter = (run, token, node) => {
  if (node.event?.type !== 'timer') return leave(run, token, node);
  const moment = momentOf(run.compiled, node, run.state, run.world);
  if (!moment) return run.raiseIncident(token, 'timer-without-date', { code: 'timer.no-date', params: { timer: node.id, expression: node.event.value } });
  if (Date.parse(moment.at) <= run.world.now) return leave(run, token, node);
  run.armTimer(token.id, node.id, moment);
};

export const events: Behaviours = {
  startEvent: leave,
  endEvent: end,
  intermediateCatchEvent: wait,
  intermediateThrowEvent: leave,
  boundaryEvent: leave,
};
