// What the renderer takes of the core to show a form: all but checks, which come after it is shown, and what only designers and servers need.
export { accessOf, isEditable, submissionAccess, visibleData } from './access.js';
export { conditionsDecidable, needsConditions } from './conditions.js';
export { computeValues, initialData } from './compute.js';
export { expressionData } from './expressions.js';
export type { FormContext } from './expressions.js';
export { pointerOf, sameJson, segmentsOf, valueAt, withValueAt } from './json-pointer.js';
export { allProperties, controls, generateUi, pages, pathToScope, resolveScope, scopeToPath, topProperty } from './layout.js';
export type { FormPage } from './layout.js';
export { fillFrom, lookupFilter } from './lookup.js';
export { formIssueText, hasIssueTexts, loadIssueTexts } from './messages/form-issue-text.js';
export { inlineRefs } from './refs.js';
export { requiredPaths } from './required.js';
export { evaluateForm } from './state.js';
export type { ElementState, FieldState, FormOptions, FormState } from './state.js';
export { expressionEngine, loadExpressions, needsExpressions } from './expression-engine.js';
