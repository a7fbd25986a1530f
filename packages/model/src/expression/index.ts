export { compileExpression } from './expression.js';
export type { CompiledExpression, EvaluateOptions, Evaluation } from './expression.js';
export { turningPoint } from './turning-point.js';
export type { TurningPoint } from './turning-point.js';
export { feelIssueText } from './locales.js';
export { compilePattern } from './pattern.js';
export type { Pattern, PatternMatch } from './pattern.js';
