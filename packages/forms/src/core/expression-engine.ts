import type { FormDefinition } from '@requestry/model';
import type * as expressions from '@requestry/model/expression';
import { needsOf } from './needs.js';

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

/** The form has expressions or patterns, or at least looks as if. */
export const needsExpressions = (form: FormDefinition): boolean => needsOf(form).expressions;
