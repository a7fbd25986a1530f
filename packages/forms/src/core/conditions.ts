import type { FormDefinition, JsonSchema } from '@requestry/model';

type Satisfies = (root: JsonSchema, schema: JsonSchema | boolean, value: unknown) => boolean;

let engine: Satisfies | undefined;

/** Makes conditions that are schemas decidable. */
export function useConditions(given: Satisfies): void {
  engine = given;
}

/** Conditions that are schemas can be decided. */
export const conditionsDecidable = (): boolean => engine !== undefined;

/** The value satisfies a schema; `undefined` is a value of no type. References are looked up in `root`. Nothing does while conditions cannot be decided yet. */
export const satisfies: Satisfies = (root, schema, value) => engine?.(root, schema, value) ?? false;

const needs = new WeakMap<FormDefinition, boolean>();

/** What the form shows depends on conditions that are schemas, or at least looks as if. */
export function needsConditions(form: FormDefinition): boolean {
  const known = needs.get(form);
  if (known !== undefined) return known;
  const found = looksForConditions(form);
  needs.set(form, found);
  return found;
}

function looksForConditions({ schema, ui }: FormDefinition): boolean {
  try {
    return /"(?:if|oneOf|anyOf|dependentRequired|dependentSchemas)":/.test(JSON.stringify(schema)) || /"condition":/.test(JSON.stringify(ui));
  } catch {
    return true;
  }
}
