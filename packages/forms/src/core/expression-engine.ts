import type { FormDefinition } from '@requestry/model';
import type * as expressions from '@requestry/model/expression';

/** What forms need to read expressions and patterns. */
export type ExpressionEngine = Pick<typeof expressions, 'compileExpression' | 'compilePattern' | 'feelIssueText'>;

let engine: ExpressionEngine | undefined;

/** Makes expressions readable. */
export function useExpressions(given: ExpressionEngine): void {
  engine = given;
}

/** What reads expressions; undefined until it is there. */
export const expressionEngine = (): ExpressionEngine | undefined => engine;

/** Fetches what reads expressions unless it is there. Rejects when it cannot be fetched; the next call tries again. */
export async function loadExpressions(): Promise<void> {
  if (!engine) useExpressions(await import('@requestry/model/expression'));
}

const needs = new WeakMap<FormDefinition, boolean>();

/** The form has expressions or patterns, or at least looks as if. */
export function needsExpressions(form: FormDefinition): boolean {
  const known = needs.get(form);
  if (known !== undefined) return known;
  const found = looksForExpressions(form);
  needs.set(form, found);
  return found;
}

function looksForExpressions({ schema, ui }: FormDefinition): boolean {
  try {
    return /"(?:pattern|patternProperties|feel|computed)":|"=/.test(JSON.stringify([schema, ui]));
  } catch {
    return true;
  }
}
