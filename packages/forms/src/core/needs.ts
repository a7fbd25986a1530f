import type { FormDefinition } from '@requestry/model';
import { mentions } from './keywords.js';

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

const lookFor = ({ schema, ui }: FormDefinition): Needs => ({
  expressions: mentions([schema, ui], /"(?:pattern|patternProperties|feel|computed)":|"=/),
  conditions: mentions([schema, ui], /"(?:if|oneOf|anyOf|dependentRequired|dependentSchemas|condition)":/),
});
