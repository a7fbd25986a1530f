import type { Json, JsonObject } from '@requestry/model';
import { evaluate, expressionContext } from '../context.js';
import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';

/** Values of names that FEEL gives, or nothing and an incident. What is no FEEL stands for itself. */
export function valuesOf(run: Run, token: Token, node: CompiledNode, set: Readonly<Record<string, string>>): JsonObject | undefined {
  const values: Record<string, Json> = {};
  for (const [name, text] of Object.entries(set)) {
    const expression = node.expressions[text];
    const world = run.worldAt(token);
    const result = expression && evaluate(expression, expressionContext(run.compiled, run.state, world), world);
    if (result?.problem !== undefined) {
      run.raiseIncident(token, result.problem, result.trace);
      return undefined;
    }
    values[name] = result ? result.value : text;
  }
  return values;
}
