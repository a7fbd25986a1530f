import { RequestryError } from '@requestry/model';
import type { Route } from '@requestry/route';
import { apply } from '../process/commands/apply.js';
import { compileRoute } from '../process/compile.js';
import { meetConditions } from '../process/nodes/watch.js';
import { conclude } from '../process/settle.js';
import { emptyState } from '../process/state.js';
import type { Advance, CompiledRoute, CompileOptions, ExecutionCore, ProcessCommand, ProcessState } from '../process/types.js';
import { Drive } from './drive.js';
import { EngineRun } from './engine-run.js';
import { refusalsOf } from './refuse/index.js';
import { sourceOf, type Source } from './source.js';

/** How an engine is made. */
export interface BpmnEngineOptions {
  /**
   * Keeps bpmn-engine in memory with each state that is handed out, for as long as somebody holds that very object: going on from it
   * needs no recovery. For simulations; states that come from a store are recovered either way.
   */
  readonly warm?: boolean;
}

/**
 * An engine that lets the npm package `bpmn-engine` (25.0.1) decide where tokens go: gateways, joins, events on borders, ends. Who does
 * a step, how several share it, when it is due and why are decided by the same rules as in the native engine. For Node.
 *
 * `compile` refuses routes on which bpmn-engine is known to go wrong. The state holds what bpmn-engine saves of itself, so it is some
 * ten times larger than that of the native engine.
 */
export function bpmnEngineCore(options: BpmnEngineOptions = {}): ExecutionCore {
  return { ...anyRoute(options), compile };
}

/** What puts tokens elsewhere than the route leads them, which bpmn-engine has no way to be told. */
const unmoved: ReadonlySet<ProcessCommand['type']> = new Set(['return', 'migrate']);

/** The same without refusing anything, to show that what is refused goes wrong. */
export function anyRoute({ warm = false }: BpmnEngineOptions = {}): ExecutionCore {
  const kept = new WeakMap<ProcessState, Drive>();
  const finish = (run: EngineRun, drive: Drive): Advance => {
    const over = run.state.status === 'active' && drive.over;
    if (run.state.status !== 'ended' && !over) run.emit({ type: 'core-saved', core: drive.save() });
    const result = conclude(run, over);
    if (warm && result.state.status !== 'ended') kept.set(result.state, drive);
    return result;
  };
  return {
    name: 'bpmn-engine',
    compile: compileRoute,
    start(compiled, world) {
      const run = new EngineRun(compiled, emptyState, world);
      run.emit({ type: 'process-started', route: compiled.hash });
      run.emit({ type: 'token-created', token: run.freshId(), node: compiled.start });
      return finish(run, new Drive(run, sourceFor(compiled)));
    },
    advance(compiled, state, command, world) {
      if (state.status === 'ended') throw new RequestryError('STATE', 'The process has ended', { params: { status: state.status } });
      if (unmoved.has(command.type)) throw new RequestryError('STATE', `bpmn-engine cannot "${command.type}"`, { issues: [{ code: 'bpmn-engine.command', params: { command: command.type } }] });
      const run = new EngineRun(compiled, state, world);
      apply(run, command);
      while (meetConditions(run));
      const again = command.type === 'retry';
      if (run.departures.length === 0 && !again) return conclude(run, false);
      const drive = again ? undefined : kept.get(state);
      kept.delete(state);
      drive?.goOn(run);
      return finish(run, drive ?? new Drive(run, sourceFor(compiled)));
    },
  };
}

function compile(route: Route, options?: CompileOptions): ReturnType<ExecutionCore['compile']> {
  const { compiled, issues } = compileRoute(route, options);
  const refusals = compiled ? refusalsOf(compiled) : [];
  return refusals.length > 0 ? { issues: [...issues, ...refusals] } : { compiled, issues };
}

const sources = new WeakMap<CompiledRoute, Source>();

function sourceFor(compiled: CompiledRoute): Source {
  const known = sources.get(compiled);
  if (known) return known;
  const source = sourceOf(compiled);
  sources.set(compiled, source);
  return source;
}
