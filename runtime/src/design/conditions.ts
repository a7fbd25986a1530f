import { checkCondition, type FeelType } from '@requestry/model/expression';
import type { Issue, JsonSchema, Kind } from '@requestry/model';
import type { Route } from '@requestry/route';

/** Conditions and rules of skipping that are known to give no yes or no: they could never hold. */
export function conditionIssues(kind: Kind, route: Route): readonly Issue[] {
  const names = Object.fromEntries(Object.entries(kind.form.schema.properties ?? {}).map(([name, schema]) => [name, typeOf(schema)]));
  const flows = route.flows.map(({ id, condition }) => ({ element: id, text: condition }));
  const skips = route.nodes.flatMap(({ id, step }) => (step?.skip ?? []).map((text) => ({ element: id, text })));
  return [...flows, ...skips].flatMap(({ element, text }) => {
    if (!text?.startsWith('=')) return [];
    const found = checkCondition(text, { names }).filter(({ code }) => code === 'feel.not-boolean');
    return found.map((issue): Issue => ({ ...issue, element, params: { ...issue.params, text } }));
  });
}

/** What a field holds as expressions see it. Texts that are dates may be reckoned with, so that nothing is said of them. */
function typeOf(schema: JsonSchema): FeelType {
  switch (schema.type) {
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return schema.format === undefined ? 'string' : 'unknown';
    default:
      return 'unknown';
  }
}
