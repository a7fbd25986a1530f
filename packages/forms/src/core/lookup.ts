import type { FormDefinition, Json, JsonObject, UiControl } from '@requestry/model';
import { evaluateOver, expressionData, isExpression } from './expressions.js';
import type { FormContext } from './expressions.js';
import { escapeSegment, own, withValueAt } from './json-pointer.js';

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
