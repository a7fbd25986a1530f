import type { FormDefinition, JsonObject, UiElement, UiRule } from '@requestry/model';
import { conditionsDecidable, satisfies } from './conditions.js';
import { expressionEngine } from './expression-engine.js';
import { evaluateNames, namesIn } from './expressions.js';
import type { FormContext } from './expressions.js';
import { valueAt } from './json-pointer.js';
import { scopeToPath } from './layout.js';
import { inlineRefs } from './refs.js';

/** All rules of an element: its own and, of a control, those under `options.rq.rules`. */
export function rulesOf(element: UiElement): readonly UiRule[] {
  const more = element.type === 'Control' ? (element.options?.rq?.rules ?? []) : [];
  return element.rule ? [element.rule, ...more] : more;
}

/** What the rules of an element come to. */
export interface RuleResult {
  readonly visible: boolean;
  readonly enabled: boolean;
}

/** Evaluates rules over one state of the data; a condition that cannot be decided does not hold. What conditions decide about stays hidden while they cannot be read yet. */
export class RuleEvaluator {
  readonly #form: FormDefinition;
  readonly #data: JsonObject;
  readonly #context: FormContext;
  #names: FormContext | undefined;

  constructor(form: FormDefinition, data: JsonObject, context: FormContext) {
    this.#form = form;
    this.#data = data;
    this.#context = context;
  }

  /** Visible when every `SHOW` holds and no `HIDE` does; enabled likewise. */
  evaluate(rules: readonly UiRule[]): RuleResult {
    let [visible, enabled] = [true, true];
    for (const { effect, condition } of rules) {
      if ('feel' in condition ? !expressionEngine() : !conditionsDecidable()) return { visible: false, enabled: false };
      const holds = this.#holds(condition);
      if (effect === 'SHOW') visible &&= holds;
      else if (effect === 'HIDE') visible &&= !holds;
      else if (effect === 'ENABLE') enabled &&= holds;
      else if (effect === 'DISABLE') enabled &&= !holds;
    }
    return { visible, enabled };
  }

  #holds(condition: UiRule['condition']): boolean {
    if ('feel' in condition) {
      this.#names ??= namesIn(this.#form.schema, this.#data, this.#context);
      return evaluateNames(condition.feel, this.#names, this.#context).value === true;
    }
    const value = valueAt(this.#data, scopeToPath(condition.scope));
    if (value === undefined && condition.failWhenUndefined) return false;
    return satisfies(inlineRefs(this.#form.schema), condition.schema, value);
  }
}
