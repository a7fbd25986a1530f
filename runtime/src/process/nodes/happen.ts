import type { Trace } from '@requestry/model';
import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';
import { leave } from './behaviour.js';
import { finishActivity } from './loop.js';
import { openScope } from './scope.js';
import { isBeside, type Wait } from './waits.js';

/** An event that is waited for happens. */
export function happen(run: Run, { token, node }: Wait): void {
  if (node.type === 'startEvent') return startBeside(run, token, node);
  if (!token) return;
  if (node.type === 'boundaryEvent') return atBorder(run, token, node);
  run.disarmTimersOf(token.id);
  const flow = token.node === node.id ? undefined : run.node(token.node).outgoing.find(({ to }) => to === node.id);
  if (flow) run.move(token, flow);
  const there = run.token(token.id) ?? token;
  if (node.type === 'receiveTask') finishActivity(run, there, node);
  else leave(run, there, node);
}

function atBorder(run: Run, token: Token, node: CompiledNode): void {
  if (!isBeside(node)) run.cancel(token, becauseOf(node));
  run.create(node.id, token.scope !== undefined ? { scope: token.scope } : {});
}

/** A subprocess that an event starts, in its scope. One that interrupts is all that goes on there. */
function startBeside(run: Run, scope: Token | undefined, start: CompiledNode): void {
  if (!isBeside(start)) {
    for (const timer of run.state.timers) {
      if (timer.token === scope?.id && run.node(timer.node).type === 'startEvent') run.emit({ type: 'timer-disarmed', timer: timer.id, node: timer.node });
    }
    run.cancelInside(scope?.id, becauseOf(start));
  }
  const token = run.token(run.place(start.parent ?? '', scope ? { scope: scope.id } : {}));
  if (token) openScope(run, token, run.node(token.node));
}

const becauseOf = (node: CompiledNode): Trace =>
  node.event?.type === 'timer' ? { code: 'timer.fired', params: { timer: node.id } } : { code: 'event.happened', params: { event: node.id, name: nameOf(node) } };

const nameOf = ({ event }: CompiledNode): string | null => (event && 'name' in event ? event.name : event && 'code' in event ? (event.code ?? null) : null);
