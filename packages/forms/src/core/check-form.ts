import { compileExpression } from '@requestry/model/expression';
import type { FormDefinition, Issue, UiControl, UiElement } from '@requestry/model';
import { checkShape } from './check-shape.js';
import { computedCircle } from './computed.js';
import { checkDialect } from './dialect.js';
import { isExpression } from './expressions.js';
import { isUnsafeName, segmentsOf } from './json-pointer.js';
import { childrenOf, resolveScope } from './layout.js';
import { rulesOf } from './rules.js';

/** What is wrong with a whole form: its schema, controls without a field, expressions that cannot be read, computed fields that depend on each other in a circle. Takes anything: what is no form at all is named too, and the layout is looked at only when schema and shape are sound. `path` is a pointer into the form (`/schema/…`, `/ui/…`). */
export function checkForm(form: FormDefinition): readonly Issue[] {
  const schemaIssues = checkDialect(form.schema).map((issue) => ({ ...issue, path: `/schema${issue.path ?? ''}` }));
  const shapeIssues = checkShape(form.ui);
  if (shapeIssues.length > 0 || schemaIssues.some((issue) => issue.severity !== 'warning')) return [...schemaIssues, ...shapeIssues];
  const layoutIssues = elementIssues(form, form.ui, '/ui');
  const circle = layoutIssues.length > 0 ? [] : computedCircle(form);
  return [...schemaIssues, ...layoutIssues, ...(circle.length > 0 ? [{ code: 'form-definition.circle', path: '/ui', params: { fields: circle } }] : [])];
}

function elementIssues(form: FormDefinition, element: UiElement, path: string): Issue[] {
  const issues = rulesOf(element).flatMap((rule) => ('feel' in rule.condition ? expressionIssues(rule.condition.feel, `${path}/rule`) : scopeIssues(form, rule.condition.scope, `${path}/rule`)));
  if (element.type === 'Control') issues.push(...controlIssues(form, element, path));
  return [...issues, ...childrenOf(element).flatMap((child, index) => elementIssues(form, child, `${path}/elements/${index}`))];
}

function controlIssues(form: FormDefinition, control: UiControl, path: string): Issue[] {
  const { computed, initial, lookup, columns = [] } = control.options?.rq ?? {};
  const expressions = [computed, isExpression(initial) ? initial : undefined, ...Object.values(lookup?.filter ?? {}).filter(isExpression), ...columns.map((column) => column.options?.rq?.computed)];
  const unknown = Object.keys(lookup?.fill ?? {}).filter((field) => !resolveScope(form.schema, `#/properties/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return [
    ...scopeIssues(form, control.scope, path),
    ...expressions.flatMap((text) => (text === undefined ? [] : expressionIssues(text, path))),
    ...unknown.map((field): Issue => ({ code: 'form-definition.no-field', path, params: { scope: `#/properties/${field}` } })),
  ];
}

function scopeIssues(form: FormDefinition, scope: string, path: string): Issue[] {
  const known = typeof scope === 'string' && scope.startsWith('#') && !segmentsOf(scope).some(isUnsafeName) && resolveScope(form.schema, scope) !== undefined;
  return known ? [] : [{ code: 'form-definition.no-field', path, params: { scope: String(scope) } }];
}

const expressionIssues = (text: string, path: string): Issue[] => compileExpression(text).issues.map((issue) => ({ ...issue, path }));
