import { compileExpression } from '@requestry/model/expression';
import { Run } from '../run.js';
import type { CompiledRoute, ProcessState, World } from '../types.js';
import { evaluate, expressionContext, type Evaluated } from '../context.js';
import { happen } from './happen.js';
import { resumeStep } from './postpone.js';
import { isBeside, waitsFor, type Wait } from './waits.js';

/**
 * Lets what waits for a condition go on when it holds. A condition beside an open activity happens once, and again when it has not held in
 * between. Answers whether one did; none does in a transition that has used up its budget.
 */
export function meetConditions(run: Run): boolean {
  if (run.exhausted || run.state.suspended) return false;
  return (run.compiled.watchful && waitsFor(run, 'condition').some((wait) => meet(run, wait))) || resumeOne(run);
}

/** Something waits for a condition, which may come to hold by the passing of time alone. */
export function watchesConditions(compiled: CompiledRoute, state: ProcessState, world: World): boolean {
  if (state.suspended || state.status === 'ended') return false;
  return state.tokens.some(({ postponed }) => postponed?.condition !== undefined) || (compiled.watchful && waitsFor(new Run(compiled, state, world), 'condition').length > 0);
}

function meet(run: Run, wait: Wait): boolean {
  const { node, token } = wait;
  if (run.state.incidents?.some(({ held, element, token: at }) => held?.by === 'condition' && element === node.id && at === (token?.id ?? ''))) return false;
  const text = node.event?.type === 'condition' ? node.event.expression : '';
  const expression = node.expressions[text];
  if (!expression) return false;
  const world = run.worldAt(token);
  const result = evaluate(expression, expressionContext(run.compiled, run.state, world), world);
  if (result.problem !== undefined) return stopAt(run, wait, result);
  const known = run.state.met?.some((met) => met.token === token?.id && met.node === node.id) ?? false;
  const at = { ...(token ? { token: token.id } : {}), node: node.id };
  if (result.value !== true) {
    if (known) run.emit({ type: 'condition-lost', ...at });
    return false;
  }
  if (known) return false;
  const trace = { code: 'condition.met', params: { expression: text }, because: [result.trace] };
  run.emit({ type: 'condition-met', ...at, ...(isBeside(node) ? { beside: true as const } : {}), trace });
  happen(run, wait);
  return true;
}

/** A condition that cannot be told stops its token once. */
function stopAt(run: Run, { node, token = run.state.tokens[0] }: Wait, { problem = '', trace }: Evaluated): false {
  const known = run.state.incidents?.some((incident) => incident.element === node.id && incident.token === token?.id);
  if (token && !known) run.raiseIncident(token, problem, trace, 'watch', node.id);
  return false;
}

/** A step that is put off until a condition holds. */
function resumeOne(run: Run): boolean {
  for (const token of run.state.tokens) {
    const text = token.postponed?.condition;
    if (text === undefined) continue;
    const world = run.worldAt(token);
    const { value, trace } = evaluate(compileExpression(text), expressionContext(run.compiled, run.state, world), world);
    if (value !== true) continue;
    resumeStep(run, token, { trace: { code: 'step.resumed-condition', params: { expression: text }, because: [trace] } });
    return true;
  }
  return false;
}
