import type { Trace } from '@requestry/model';
import { awaitedBy } from './awaited.js';
import { activities } from './nodes/automatic.js';
import type { Behaviours } from './nodes/behaviour.js';
import { events } from './nodes/events.js';
import { fireInclusiveJoins, gateways } from './nodes/gateways.js';
import { leaveScope, scopes } from './nodes/scope.js';
import { openStep } from './nodes/user-task.js';
import { meetConditions } from './nodes/watch.js';
import type { Run } from './run.js';
import type { Advance, ProcessEvent, Token } from './types.js';

const behaviours: Behaviours = { ...events, ...gateways, ...activities, ...scopes };

/** Lets tokens run until all of them wait, the process ends, or it cannot go on. */
export function settle(run: Run): Advance {
  do drain(run);
  while (run.state.status !== 'ended' && (leaveEmptied(run) || fireInclusiveJoins(run) || meetConditions(run)));
  return conclude(run, run.state.status === 'active' && run.state.tokens.length === 0);
}

/** Ends the process when it is over, and hands over the transition. */
export function conclude(run: Run, over: boolean): Advance {
  if (over) run.end(run.state.end?.state ?? 'completed', run.state.end?.node !== undefined ? { node: run.state.end.node } : {});
  if (run.state.status === 'ended') run.notify([run.world.subject.initiator], 'request-ended');
  const awaits = awaitedBy(run);
  return { state: run.state, events: run.events, effects: run.effects, trace: tracesOf(run.events), ...(awaits.length > 0 ? { awaits } : {}) };
}

function tracesOf(events: readonly ProcessEvent[]): readonly Trace[] {
  const traces: Trace[] = [];
  for (const event of events) if ('trace' in event && event.trace) traces.push(event.trace);
  return traces;
}

function drain(run: Run): void {
  for (const id of run.queue) {
    run.queue.delete(id);
    const token = run.token(id);
    if (!token || run.state.status === 'ended') continue;
    if (run.exhausted) {
      run.raiseIncident(token, 'endless-loop', { code: 'incident.endless-loop', params: { node: token.node } });
      continue;
    }
    enter(run, token);
  }
}

/** What the node that a token has come to does with it. */
export function enter(run: Run, token: Token): void {
  const node = run.node(token.node);
  (behaviours[node.type] ?? openStep)(run, token, node);
}

/** Whatever has nothing left inside goes on. */
function leaveEmptied(run: Run): boolean {
  if (run.emptied.size === 0) return false;
  const emptied = [...run.emptied];
  for (const [id, node] of emptied) {
    run.emptied.delete(id);
    const token = run.token(id);
    if (token?.node === node && run.inside(id).length === 0) leaveScope(run, token, run.node(node));
  }
  return true;
}
