import type { AccessMap, FieldAccess, FormDefinition, JsonObject, UiControl, UiElement } from '@requestry/model';
import { accessOf, isEditable } from './access.js';
import { computeValues } from './compute.js';
import type { FormContext } from './expressions.js';
import { childrenOf, resolveScope, scopeToPath, topProperty } from './layout.js';
import { requiredPaths } from './required.js';
import { RuleEvaluator, rulesOf } from './rules.js';

/** For whom and with which surroundings a form is evaluated. */
export interface FormOptions {
  /** Absent: every field may be edited. A map without `*` leaves the rest readable. */
  readonly access?: AccessMap;
  readonly context?: FormContext;
}

export interface FieldState {
  readonly visible: boolean;
  readonly enabled: boolean;
  readonly required: boolean;
  readonly access: FieldAccess;
}

export interface ElementState {
  readonly visible: boolean;
  readonly enabled: boolean;
}

/** Everything a renderer needs to know of a form with its data. */
export interface FormState {
  /** The data with computed values. */
  readonly data: JsonObject;
  /** By JSON pointer of the data; one entry for each control's field. */
  readonly fields: Readonly<Record<string, FieldState>>;
  readonly elements: ReadonlyMap<UiElement, ElementState>;
}

/** Evaluates a form: computed values, rules, required fields, access. */
export function evaluateForm(form: FormDefinition, data: JsonObject, options: FormOptions = {}): FormState {
  const computed = computeValues(form, data, options.context);
  const evaluation = new StateEvaluation(form, computed, options);
  evaluation.visit(form.ui, { visible: true, enabled: true });
  return { data: computed, fields: evaluation.fields, elements: evaluation.elements };
}

class StateEvaluation {
  readonly fields: Record<string, FieldState> = {};
  readonly elements = new Map<UiElement, ElementState>();
  readonly #form: FormDefinition;
  readonly #access: AccessMap | undefined;
  readonly #rules: RuleEvaluator;
  readonly #required: ReadonlySet<string>;

  constructor(form: FormDefinition, data: JsonObject, { access, context }: FormOptions) {
    this.#form = form;
    this.#access = access;
    this.#rules = new RuleEvaluator(form, data, context ?? {});
    this.#required = requiredPaths(form.schema, data);
  }

  /** A container all of whose parts are hidden is hidden with them. */
  visit(element: UiElement, outer: ElementState): ElementState {
    const rules = rulesOf(element);
    const own = rules.length > 0 ? this.#rules.evaluate(rules) : outer;
    const state = { visible: outer.visible && own.visible, enabled: outer.enabled && own.enabled };
    const result = element.type === 'Control' ? this.#visitControl(element, state) : this.#visitContainer(element, state);
    this.elements.set(element, result);
    return result;
  }

  #visitContainer(element: UiElement, state: ElementState): ElementState {
    const children = childrenOf(element);
    const shown = children.map((child) => this.visit(child, state)).some((child) => child.visible);
    return { visible: state.visible && (shown || children.length === 0), enabled: state.enabled };
  }

  #visitControl(control: UiControl, { visible, enabled }: ElementState): ElementState {
    const path = scopeToPath(control.scope);
    const access = accessOf(this.#access, topProperty(path));
    const state = { visible: visible && access !== 'hidden', enabled: enabled && isEditable(access) && !isFixed(this.#form, control) };
    const known = Object.hasOwn(this.fields, path) ? this.fields[path] : undefined;
    this.fields[path] = {
      visible: state.visible || (known?.visible ?? false),
      enabled: (state.visible && state.enabled) || (known?.enabled ?? false),
      required: this.#required.has(path) || (access === 'required' && path.lastIndexOf('/') === 0),
      access,
    };
    return state;
  }
}

/** The control's value is never typed: it is computed or only for reading. */
export function isFixed(form: FormDefinition, control: UiControl): boolean {
  return control.options?.rq?.computed !== undefined || control.options?.readonly === true || resolveScope(form.schema, control.scope)?.['readOnly'] === true;
}
