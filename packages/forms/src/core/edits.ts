import type { AccessMap, FormDefinition, Issue, Json, JsonObject, UiControl, UiElement } from '@requestry/model';
import { accessOf, isEditable } from './access.js';
import { computeValues } from './compute.js';
import { satisfies } from './conditions.js';
import { evaluateOver, expressionData, isExpression } from './expressions.js';
import type { FormContext } from './expressions.js';
import { escapeSegment, isUnsafeName, own, sameJson, valueAt, withValueAt } from './json-pointer.js';
import { allProperties, childrenOf, controls, propertySchema, scopeToPath } from './layout.js';
import { inlineRefs } from './refs.js';
import { RuleEvaluator, rulesOf } from './rules.js';
import { isFixed } from './state.js';
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

/** What records of a lookup's directory must match. A condition whose value is not known yet is left out, so that all records are offered. */
export function lookupFilter(control: UiControl, data: JsonObject, context: FormContext = {}, form?: FormDefinition): JsonObject {
  const filter = control.options?.rq?.lookup?.filter ?? {};
  const around = form ? expressionData(form.schema, data) : data;
  const entries = Object.entries(filter).map(([field, wanted]): [string, Json] => [field, isExpression(wanted) ? evaluateOver(wanted, around, context).value : wanted]);
  return Object.fromEntries(entries.filter(([, wanted]) => wanted !== null && wanted !== ''));
}

/** The data with other fields filled from a chosen record, as the lookup says. A record field that is not there clears its form field. */
export function fillFrom(control: UiControl, data: JsonObject, record: JsonObject): JsonObject {
  let result = data;
  for (const [field, from] of Object.entries(control.options?.rq?.lookup?.fill ?? {})) result = withValueAt(result, `/${escapeSegment(field)}`, own(record, from) ?? undefined);
  return result;
}

/** The access map lets the person change at least one field. */
export const hasEditable = (form: FormDefinition, access: AccessMap | undefined): boolean => allProperties(form.schema).some(([name]) => isEditable(accessOf(access, name)));
