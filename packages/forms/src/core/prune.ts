import type { FormDefinition, JsonObject, UiElement } from '@requestry/model';
import type { FormContext } from './expressions.js';
import { valueAt, withValueAt } from './json-pointer.js';
import { childrenOf, scopeToPath } from './layout.js';
import { RuleEvaluator, rulesOf } from './rules.js';
import type { FormOptions } from './state.js';

const MAX_ROUNDS = 20;

/**
 * The data without the values of fields that rules hide, unless a field says `keep`. Pruning goes on until nothing more is hidden by it.
 * What `access` hides from a person is not removed: it belongs to the request.
 */
export function pruneHidden(form: FormDefinition, data: JsonObject, options: FormOptions = {}): JsonObject {
  let result = data;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const pruned = pruneOnce(form, result, options.context ?? {});
    if (pruned === result) return result;
    result = pruned;
  }
  return result;
}

function pruneOnce(form: FormDefinition, data: JsonObject, context: FormContext): JsonObject {
  let result = data;
  for (const [path, { visible, keep }] of ruleVisibility(form, data, context)) if (!visible && !keep && valueAt(result, path) !== undefined) result = withValueAt(result, path, undefined);
  return result;
}

/** For each control's field, whether rules let any of its controls be seen. Access plays no part. */
export function ruleVisibility(form: FormDefinition, data: JsonObject, context: FormContext): ReadonlyMap<string, { visible: boolean; keep: boolean }> {
  const fields = new Map<string, { visible: boolean; keep: boolean }>();
  const evaluator = new RuleEvaluator(form, data, context);
  const visit = (element: UiElement, outer: boolean): void => {
    const visible = outer && evaluator.evaluate(rulesOf(element)).visible;
    if (element.type !== 'Control') return childrenOf(element).forEach((child) => visit(child, visible));
    const path = scopeToPath(element.scope);
    const known = fields.get(path);
    fields.set(path, { visible: visible || (known?.visible ?? false), keep: element.options?.rq?.keep === true || (known?.keep ?? false) });
  };
  visit(form.ui, true);
  return fields;
}
