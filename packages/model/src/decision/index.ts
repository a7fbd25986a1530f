export { compileDecision } from './compile.js';
export type { CompiledDecision, DecisionResult } from './compile.js';
export { checkDecision } from './check.js';
export type { CheckOptions, DecisionExample, DecisionFinding } from './check.js';
export { conditionsOf, hitPolicies } from './table.js';
export type { DecisionInput, DecisionOutput, DecisionRule, DecisionTable, DecisionType, HitPolicy } from './table.js';
export { decisionIssueText } from './locales.js';
