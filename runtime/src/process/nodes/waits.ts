import type { Trace } from '@requestry/model';
import type { EventDefinition } from '@requestry/route';
import { momentOf, type Moment } from '../moment.js';
import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';

/** An event that may happen now, and the token that waits for it: at it, before it, under it, or around it. None around what starts at the top. */
export interface Wait {
  readonly node: CompiledNode;
  readonly token?: Token;
}

/** Everything that waits for an event of the sort, in the order of tokens; what events start comes last. */
export function waitsFor(run: Run, type: EventDefinition['type']): readonly Wait[] {
  const waits: Wait[] = [];
  const starts: Wait[] = startsIn(run, undefined, type);
  for (const token of run.state.tokens) {
    if (run.queue.has(token.id)) continue;
    const node = run.node(token.node);
    for (const event of awaited(run, token, node)) if (event.event?.type === type) waits.push({ token, node: event });
    if (isScope(token, node)) starts.push(...startsIn(run, token, type));
  }
  return [...waits, ...starts];
}

function awaited(run: Run, token: Token, node: CompiledNode): readonly CompiledNode[] {
  const border = token.index === undefined ? node.boundary.map(({ id }) => run.node(id)) : [];
  if (token.loop) return border;
  if (node.type === 'eventBasedGateway') return node.outgoing.map((flow) => run.node(flow.to));
  return node.type === 'intermediateCatchEvent' || node.type === 'receiveTask' ? [node, ...border] : border;
}

/** Tokens at the node are inside of this one. */
const isScope = (token: Token, node: CompiledNode): boolean => node.begin !== undefined && !token.loop;

/** Starts of subprocesses directly in the scope that an event of the sort starts. None when the scope is done or one has interrupted it. */
export function startsIn(run: Run, scope: Token | undefined, type: EventDefinition['type']): Wait[] {
  const starts = run.compiled.eventStarts.get(scope?.node ?? '')?.filter((start) => start.event?.type === type) ?? [];
  if (starts.length === 0 || scope?.loop || isDone(run, scope)) return [];
  return starts.map((node) => ({ node, ...(scope ? { token: scope } : {}) }));
}

/** Nothing is left in the scope, or only what has interrupted it. */
function isDone(run: Run, scope: Token | undefined): boolean {
  const inside = run.inside(scope?.id);
  return inside.length === 0 || inside.some((token) => isInterrupting(run, run.node(token.node)));
}

/** A subprocess that takes the place of everything else in its scope when it starts. */
export const isInterrupting = (run: Run, node: CompiledNode): boolean => node.eventSubProcess === true && node.begin !== undefined && !isBeside(run.node(node.begin));

/** The event leaves what it happens to as it is. */
export const isBeside = (node: CompiledNode): boolean => node.interrupting === false;

/** Arms the timers among the events for the token, or raises an incident on it and answers nothing when one gives no moment. Call the answer to arm them. */
export function timersOf(run: Run, token: Token, events: readonly CompiledNode[]): (() => void) | undefined {
  const moments: { readonly node: string; readonly moment: Moment }[] = [];
  for (const node of events) {
    if (node.event?.type !== 'timer') continue;
    const moment = momentOf(run.compiled, node, run.state, run.worldAt(token));
    if (!moment) {
      run.raiseIncident(token, 'timer-without-date', noMoment(node, node.event.value));
      return undefined;
    }
    moments.push({ node: node.id, moment });
  }
  return () => moments.forEach(({ node, moment }) => run.armTimer(token.id, node, moment));
}

const noMoment = (node: CompiledNode, expression: string): Trace => ({ code: 'timer.no-date', params: { timer: node.id, expression } });

/** Arms the timers of subprocesses at the top that a timer starts; one without a moment is an incident that stops nothing else. */
export function armTop(run: Run, starts: readonly CompiledNode[]): void {
  const [first] = run.state.tokens;
  for (const node of starts) {
    if (node.event?.type !== 'timer') continue;
    const moment = momentOf(run.compiled, node, run.state, run.world);
    if (moment) run.armTimer(undefined, node.id, moment);
    else if (first) run.raiseIncident(first, 'timer-without-date', noMoment(node, node.event.value), 'watch', node.id);
  }
}

/** As `timersOf`, of the activity's border. That of a repeated activity belongs to all instances together. */
export const borderOf = (run: Run, token: Token, node: CompiledNode): (() => void) | undefined =>
  node.boundary.length === 0 || token.index !== undefined ? () => undefined : timersOf(run, token, node.boundary.map(({ id }) => run.node(id)));
