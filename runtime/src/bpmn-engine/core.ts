import { RequestryError } from '@requestry/model';
import { apply, conclude } from '../process/advance.js';
import { compileRoute } from '../process/compile.js';
import { emptyState } from '../process/state.js';
import type { Advance, CompiledRoute, ExecutionCore, ProcessCommand, ProcessState, World } from '../process/types.js';
import { drive } from './drive.js';
import { EngineRun } from './engine-run.js';
import { sourceOf, type Source } from './source.js';

/**
 * An engine that lets the npm package `bpmn-engine` (25.0.1) decide where tokens go: gateways, joins, events on borders, ends. Who does
 * a step, how several share it, when it is due and why are decided by the same rules as in the native engine. For Node.
 *
 * `compile` refuses routes on which bpmn-engine is known to go wrong. The state holds what bpmn-engine saves of itself, so it is some
 * ten times larger than that of the native engine.
 */
export const bpmnEngineCore = (): ExecutionCore => ({ name: 'bpmn-engine', compile: compileRoute, start, advance });

function start(compiled: CompiledRoute, world: World): Advance {
  const run = new EngineRun(compiled, emptyState, world);
  run.emit({ type: 'process-started', route: compiled.hash });
  run.emit({ type: 'token-created', token: run.freshId(), node: compiled.start });
  return goOn(run);
}

function advance(compiled: CompiledRoute, state: ProcessState, command: ProcessCommand, world: World): Advance {
  if (state.status === 'ended') throw new RequestryError('STATE', 'The process has ended', { params: { status: state.status } });
  const run = new EngineRun(compiled, state, world);
  apply(run, command);
  const moves = run.departures.length > 0 || command.type === 'retry';
  return moves ? goOn(run) : conclude(run, false);
}

/** Lets the engine go on until everything waits or the process is over. */
function goOn(run: EngineRun): Advance {
  const peer = drive(run, sourceFor(run.compiled));
  const over = run.state.status === 'active' && peer.over;
  if (run.state.status !== 'ended' && !over) run.emit({ type: 'core-saved', core: peer.save() });
  return conclude(run, over);
}

const sources = new WeakMap<CompiledRoute, Source>();

function sourceFor(compiled: CompiledRoute): Source {
  const known = sources.get(compiled);
  if (known) return known;
  const source = sourceOf(compiled);
  sources.set(compiled, source);
  return source;
}
