import type { FormDefinition, JsonObject } from '@requestry/model';
import type * as expressions from '@requestry/model/expression';
import { needsOf } from './needs.js';

/** What forms need to read expressions and patterns, and what computes values by them. */
export interface ExpressionEngine extends Pick<typeof expressions, 'compileExpression' | 'compilePattern' | 'feelIssueText'> {
  computeAll(form: FormDefinition, data: JsonObject, context: Readonly<Record<string, unknown>>): JsonObject;
}

let engine: ExpressionEngine | undefined;

/** Makes expressions readable. */
export function useExpressions(given: ExpressionEngine): void {
  engine = given;
}

/** What reads expressions; undefined until it is there. */
export const expressionEngine = (): ExpressionEngine | undefined => engine;

/** Fetches what reads expressions unless it is there. Rejects when it cannot be fetched; the next call tries again. */
export async function loadExpressions(): Promise<void> {
  if (engine) return;
  const [read, { computeAll }] = await Promise.all([import('@requestry/model/expression'), import('./computed.js')]);
  useExpressions({ ...read, computeAll });
}

/** The form has expressions or patterns, or at least looks as if. */
export const needsExpressions = (form: FormDefinition): boolean => needsOf(form).expressions;
