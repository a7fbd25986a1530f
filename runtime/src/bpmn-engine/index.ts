/** The npm package `bpmn-engine` behind the port of engines. For Node. */
export { bpmnEngineCore } from './core.js';
export type { BpmnEngineOptions } from './core.js';
export { bpmnEngineGaps } from './gaps.js';
export { bpmnEngineIssueText } from './issue-text.js';
