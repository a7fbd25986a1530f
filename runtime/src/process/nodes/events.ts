import { momentOf } from '../moment.js';
import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';
import { leave, type Behaviours, type Enter } from './behaviour.js';
import { happen } from './happen.js';
import { repeatable } from './loop.js';
import { throwEvent } from './throw.js';
import { borderOf, timersOf } from './waits.js';

const end: Enter = (run, token, node) => {
  const state = node.end?.state ?? 'completed';
  const { scope } = token;
  const terminates = node.event?.type === 'terminate';
  if (terminates && scope === undefined) return run.end(state, { node: node.id });
  if (!throwEvent(run, token, node)) return;
  run.emit({ type: 'end-reached', node: node.id, state, ...(scope !== undefined ? { scope } : {}) });
  if (terminates) run.cancelInside(scope, { code: 'task.cancelled-scope-ended', params: { end: node.id } });
  else run.consume(token);
};

const throwOn: Enter = (run, token, node) => {
  if (throwEvent(run, token, node)) leave(run, token, node);
};

/** A timer in between rests until its moment, one already past lets the token through at once; other events rest until they happen. */
const wait: Enter = (run, token, node) => {
  if (node.event?.type === 'link') return leave(run, token, node);
  if (node.event?.type !== 'timer') return rest(run, token, node);
  const moment = momentOf(run.compiled, node, run.state, run.worldAt(token));
  if (!moment) return run.raiseIncident(token, 'timer-without-date', { code: 'timer.no-date', params: { timer: node.id, expression: node.event.value } });
  if (Date.parse(moment.at) <= run.world.now) return leave(run, token, node);
  run.armTimer(token.id, node.id, moment);
};

const rest = (run: Run, token: Token, { id, event }: CompiledNode): void =>
  run.emit({ type: 'wait-opened', token: token.id, node: id, trace: { code: `wait.${event?.type ?? 'event'}`, params: { node: id, name: event && 'name' in event ? event.name : null } } });

const receive: Enter = (run, token, node) => {
  const arm = borderOf(run, token, node);
  if (!arm) return;
  rest(run, token, node);
  arm();
};

/** Whatever happens first of the events behind it is the way; a moment already past is that. */
const firstOf: Enter = (run, token, node) => {
  const events = node.outgoing.map((flow) => run.node(flow.to));
  const moments = events.map((event) => ({ event, moment: event.event?.type === 'timer' ? momentOf(run.compiled, event, run.state, run.worldAt(token)) : undefined }));
  const past = moments.find(({ moment }) => moment && Date.parse(moment.at) <= run.world.now);
  if (past) return happen(run, { token, node: past.event });
  const arm = timersOf(run, token, events);
  if (!arm) return;
  run.emit({ type: 'wait-opened', token: token.id, node: node.id, trace: { code: 'wait.first', params: { node: node.id } } });
  arm();
};

export const events: Behaviours = {
  startEvent: leave,
  endEvent: end,
  intermediateCatchEvent: wait,
  intermediateThrowEvent: throwOn,
  boundaryEvent: leave,
  receiveTask: repeatable(receive),
  eventBasedGateway: firstOf,
};

/** A message that is thrown on the way to doing something else. */
export const throwFirst = (then: Enter): Enter => (run, token, node) => {
  if (throwEvent(run, token, node)) then(run, token, node);
};

