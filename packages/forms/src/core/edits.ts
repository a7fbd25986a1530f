import type { FormDefinition, Issue, JsonObject, UiElement } from '@requestry/model';
import { accessOf, isEditable } from './access.js';
import { computeValues } from './compute.js';
import { satisfies } from './conditions.js';
import type { FormContext } from './expressions.js';
import { escapeSegment, isUnsafeName, own, sameJson, valueAt, withValueAt } from './json-pointer.js';
import { childrenOf, controls, propertySchema, scopeToPath } from './layout.js';
import { pruneHidden } from './prune.js';
import { inlineRefs } from './refs.js';
import { RuleEvaluator, rulesOf } from './rules.js';
import { isFixed } from './state.js';
import type { FormOptions } from './state.js';

/** What came of an attempt to edit. */
export interface MergedEdits {
  readonly data: JsonObject;
  /** `form.not-editable` for each field that was to change but may not; `form.unknown-field` for what the form does not have. */
  readonly issues: readonly Issue[];
}

/**
 * The data before with the edits of one person: top-level properties, null to clear one. Only fields change that the access, the rules and the
 * form itself let be edited; computed values follow, values of hidden fields go. A field sent back unchanged is no edit.
 */
export function mergeEdits(form: FormDefinition, before: JsonObject, edits: JsonObject, options: FormOptions = {}): MergedEdits {
  const issues: Issue[] = [];
  let data = before;
  for (const [name, value] of Object.entries(edits)) {
    const path = `/${escapeSegment(name)}`;
    if (value === undefined || sameJson(own(before, name), value)) continue;
    if (isUnsafeName(name) || !propertySchema(inlineRefs(form.schema), name)) issues.push({ code: 'form.unknown-field', path, params: { field: name } });
    else if (computedAtTop(form, path)) continue;
    else if (!isEditable(accessOf(options.access, name))) issues.push({ code: 'form.not-editable', path, params: { field: name } });
    else data = withValueAt(data, path, value === null && !takesNull(form, name) ? undefined : value);
  }
  const restored = restoreFixed(form, before, data, options, issues);
  const computed = computeValues(form, restored, options.context);
  return { data: computeValues(form, pruneHidden(form, computed, options), options.context), issues };
}

/** A page sends computed values along with the rest; they are computed anew anyway. */
const computedAtTop = (form: FormDefinition, path: string): boolean => controls(form.ui).some((control) => control.options?.rq?.computed !== undefined && scopeToPath(control.scope) === path);

function takesNull(form: FormDefinition, name: string): boolean {
  const root = inlineRefs(form.schema);
  const schema = propertySchema(root, name);
  return schema?.type !== undefined && satisfies(root, schema, null);
}

/** Takes back changes of fields that are only for reading or that rules disable. */
function restoreFixed(form: FormDefinition, before: JsonObject, data: JsonObject, options: FormOptions, issues: Issue[]): JsonObject {
  let result = data;
  for (const [path, editable] of fieldsEditable(form, data, options.context ?? {})) {
    const old = valueAt(before, path);
    if (editable || sameJson(old, valueAt(result, path))) continue;
    result = withValueAt(result, path, old);
    issues.push({ code: 'form.not-editable', path, params: { field: path.slice(path.lastIndexOf('/') + 1) } });
  }
  return result;
}

function fieldsEditable(form: FormDefinition, data: JsonObject, context: FormContext): ReadonlyMap<string, boolean> {
  const fields = new Map<string, boolean>();
  const evaluator = new RuleEvaluator(form, data, context);
  const visit = (element: UiElement, outer: boolean): void => {
    const enabled = outer && evaluator.evaluate(rulesOf(element)).enabled;
    if (element.type !== 'Control') return childrenOf(element).forEach((child) => visit(child, enabled));
    if (element.options?.rq?.computed !== undefined) return;
    const path = scopeToPath(element.scope);
    fields.set(path, (enabled && !isFixed(form, element)) || (fields.get(path) ?? false));
  };
  visit(form.ui, true);
  return fields;
}
