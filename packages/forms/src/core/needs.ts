import type { FormDefinition } from '@requestry/model';

/** What a form needs to be evaluated, or at least looks as if. */
export interface Needs {
  readonly expressions: boolean;
  readonly conditions: boolean;
}

const known = new WeakMap<FormDefinition, Needs>();

/** Whether there are expressions, patterns or conditions in a form. Looked up once for each. */
export function needsOf(form: FormDefinition): Needs {
  const found = known.get(form) ?? lookFor(form);
  known.set(form, found);
  return found;
}

function lookFor({ schema, ui }: FormDefinition): Needs {
  try {
    const text = JSON.stringify([schema, ui]);
    return {
      expressions: /"(?:pattern|patternProperties|feel|computed)":|"=/.test(text),
      conditions: /"(?:if|oneOf|anyOf|dependentRequired|dependentSchemas|condition)":/.test(text),
    };
  } catch {
    return { expressions: true, conditions: true };
  }
}
