import type { Json } from '@requestry/model';
import { evaluate, expressionContext, type LocalWorld } from '../context.js';
import { instantText } from '../instant.js';
import type { Run } from '../run.js';
import { keepsToItself, setValues } from '../scopes.js';
import type { CompiledNode, Token } from '../types.js';
import { leave, type Behaviours, type Enter } from './behaviour.js';
import { finishActivity, repeatable } from './loop.js';
import { borderOf, timersOf } from './waits.js';

/** A subprocess or a call: begins inside; the token waits here until nothing is left there. */
const enter: Enter = (run, token, node) => {
  const arm = borderOf(run, token, node);
  if (!arm) return;
  const inputs = mapped(run, token, node, node.input ?? {}, run.worldAt(token));
  if (!inputs) return;
  if (keepsToItself(node)) run.emit({ type: 'vars-set', token: token.id, node: node.id, vars: inputs });
  if (openScope(run, token, node)) arm();
};

/** Lets a subprocess begin: its start, unless it waits for somebody to enter elsewhere, and the timers of what may start inside it. */
export function openScope(run: Run, token: Token, node: CompiledNode, begin: 'begin' | 'waiting' = 'begin'): boolean {
  if (!armStarts(run, token, node.id)) return false;
  if (begin === 'waiting') return true;
  if (node.begin !== undefined) run.create(node.begin, { scope: token.id });
  else run.emptied.set(token.id, node.id);
  return true;
}

/** Arms the timers of subprocesses that a timer starts. */
function armStarts(run: Run, token: Token, scope: string): boolean {
  const starts = run.compiled.eventStarts.get(scope);
  if (!starts) return true;
  const arm = timersOf(run, token, starts);
  arm?.();
  return arm !== undefined;
}

/** Nothing is left inside the token, or it has to leave again after an incident. */
export function leaveScope(run: Run, token: Token, node: CompiledNode): void {
  if (token.loop) {
    run.disarmTimersOf(token.id);
    return leave(run, token, node);
  }
  if (node.begin === undefined) return finishActivity(run, token, node);
  run.disarmTimersOf(token.id);
  if (node.eventSubProcess) return run.consume(token);
  const inner: LocalWorld = { ...run.worldAt(token), ...(node.type === 'callActivity' ? { space: `${node.id}/` } : {}) };
  const outputs = mapped(run, token, node, node.output ?? {}, inner, 'leave');
  if (!outputs) return;
  setValues(run, token.scope === undefined ? undefined : run.token(token.scope), node, outputs);
  const outcome = token.end ?? 'completed';
  if (node.step) run.emit({ type: 'step-completed', token: token.id, node: node.id, outcome, at: instantText(run.world.now) });
  finishActivity(run, run.token(token.id) ?? token, node);
}

/** Values of a mapping, or nothing and an incident. */
function mapped(run: Run, token: Token, node: CompiledNode, mapping: Readonly<Record<string, string>>, world: LocalWorld, at?: 'leave'): Readonly<Record<string, Json>> | undefined {
  const values: Record<string, Json> = {};
  for (const [name, text] of Object.entries(mapping)) {
    const expression = node.expressions[text];
    if (!expression) continue;
    const result = evaluate(expression, expressionContext(run.compiled, run.state, world), world);
    if (result.problem !== undefined) {
      run.raiseIncident(token, result.problem, result.trace, at);
      return undefined;
    }
    values[name] = result.value;
  }
  return values;
}

export const scopes: Behaviours = { subProcess: repeatable(enter), callActivity: repeatable(enter) };
