import type { Json, JsonObject } from '@requestry/model';
import { decide } from '../decisions.js';
import { setValues } from '../scopes.js';
import type { Enter } from './behaviour.js';
import { finishActivity } from './loop.js';

/**
 * Sets a field to what a decision table gives; without a field of its own, each named output sets the field of its name.
 * A table that breaks its hit policy, or meets a name that is not there, stops the token.
 */
export const businessRule: Enter = (run, token, node) => {
  const { expression = '', result } = node.script ?? {};
  const decided = decide(expression, run.compiled, run.state, run.worldAt(token));
  if (!decided) return run.raiseIncident(token, 'decision.unknown', { code: 'decision.value', params: { decision: expression } });
  if (decided.problem !== undefined) return run.raiseIncident(token, decided.problem, decided.trace);
  const values = result === undefined ? byOutput(decided.value, run.compiled.decisions.get(expression)?.table.outputs ?? []) : { [result]: decided.value };
  setValues(run, token, node, values, decided.trace);
  finishActivity(run, token, node);
};

function byOutput(value: Json, outputs: readonly { readonly name?: string }[]): JsonObject {
  const only = outputs.length === 1 ? outputs[0]?.name : undefined;
  if (only !== undefined) return { [only]: value };
  const several = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
  return Object.fromEntries(outputs.flatMap(({ name }) => (name === undefined ? [] : [[name, several[name] ?? null]])));
}
