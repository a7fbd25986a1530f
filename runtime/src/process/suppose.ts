import { advance } from './advance.js';
import { happen } from './nodes/happen.js';
import { waitsFor } from './nodes/waits.js';
import { Run } from './run.js';
import { settle } from './settle.js';
import type { Advance, CompiledNode, CompiledRoute, ProcessState, Timer, Token, World } from './types.js';

/** The first to go off. */
export const nextTimer = (timers: readonly Timer[]): Timer | undefined => [...timers].sort((a, b) => a.at.localeCompare(b.at))[0];

/** The way goes on when the timer goes off: it is no deadline beside something else, and starts nothing by itself. */
export function isAwaited(compiled: CompiledRoute, state: ProcessState, timer: Timer): boolean {
  const token = state.tokens.find(({ id }) => id === timer.token);
  return token !== undefined && (token.node === timer.node || compiled.nodes.get(token.node)?.type === 'eventBasedGateway');
}

/** Tokens that stand still until something of unknown time happens, with the event. */
export function openEndedWaits(compiled: CompiledRoute, state: ProcessState, world: World): readonly { readonly token: Token; readonly node: CompiledNode }[] {
  const run = new Run(compiled, state, world);
  const waits = (['message', 'signal', 'condition'] as const).flatMap((type) => waitsFor(run, type));
  return waits.flatMap(({ token, node }) => (token && node.type !== 'boundaryEvent' && node.type !== 'startEvent' ? [{ token, node }] : []));
}

/** What follows when something that nobody knows the moment of happens after all: a rest ends, a message comes. Nothing when nothing is awaited. */
export function supposed(compiled: CompiledRoute, state: ProcessState, world: World): Advance | undefined {
  const by = world.subject.initiator;
  if (state.suspended) return advance(compiled, state, { type: 'resume', by }, world);
  const postponed = state.tokens.find((token) => token.postponed && token.postponed.until === undefined)?.tasks?.find(({ outcome }) => outcome === undefined);
  if (postponed) return advance(compiled, state, { type: 'resume', task: postponed.id, by }, world);
  const [wait] = openEndedWaits(compiled, state, world);
  if (!wait) return undefined;
  const run = new Run(compiled, state, world);
  happen(run, wait);
  return settle(run);
}
