/** The npm package `bpmn-engine` behind the port of engines. For Node. */
export { bpmnEngineCore } from './core.js';
