import type { FormDefinition, Json, JsonObject } from '@requestry/model';
import { expressionEngine } from './expression-engine.js';
import { evaluateOver, expressionData, isExpression } from './expressions.js';
import type { FormContext } from './expressions.js';
import { isObject, withValueAt } from './json-pointer.js';
import { controls, resolveScope, scopeToPath } from './layout.js';

/** The data with all computed values set anew; a value that cannot be computed is removed. The same object when nothing changes, and while expressions cannot be read yet. */
export const computeValues = (form: FormDefinition, data: JsonObject, context: FormContext = {}): JsonObject => expressionEngine()?.computeAll(form, data, context) ?? data;

/** The data of a new request: defaults of the schema, then `rq.initial` of the controls in their order, then computed values. */
export function initialData(form: FormDefinition, context: FormContext = {}): JsonObject {
  let data = defaultsOf(form.schema, 0);
  for (const control of controls(form.ui)) {
    const initial = control.options?.rq?.initial;
    if (initial === undefined) continue;
    const value = isExpression(initial) ? evaluateOver(initial, expressionData(form.schema, data), context).value : initial;
    if (value !== null) data = withValueAt(data, scopeToPath(control.scope), value);
  }
  return computeValues(form, data, context);
}

function defaultsOf(schema: FormDefinition['schema'], depth: number): JsonObject {
  const data: Record<string, Json> = isObject(schema.default) ? { ...(schema.default as Record<string, Json>) } : {};
  for (const [name] of Object.entries(schema.properties ?? {})) {
    const property = resolveScope(schema, `#/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (!property || Object.hasOwn(data, name)) continue;
    if (property.default !== undefined) data[name] = property.default;
    else if (property.properties && depth < 8) {
      const inner = defaultsOf(property, depth + 1);
      if (Object.keys(inner).length > 0) data[name] = inner;
    }
  }
  return data;
}
