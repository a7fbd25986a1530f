/** Decision tables as DMN files. A door of its own, so that who needs no DMN carries no parser of it. */
export { readDecision } from './read-decision.js';
export type { DecisionReadResult } from './read-decision.js';
export { writeDecision } from './write-decision.js';
