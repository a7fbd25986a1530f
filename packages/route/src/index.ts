/**
 * The language of routes: BPMN in and out, the list of steps, layout, proof. No execution, no DOM.
 * `Route` is a view for reading; edits go through `RouteDoc` or a BPMN editor.
 */
export { bpmnLimits } from './bounds.js';
export { diffRoutes } from './diff.js';
export type { RouteChange } from './diff.js';
export { outcomeCondition } from './doc-words.js';
export { fromRouteDoc } from './from-route-doc.js';
export { withLinks } from './graph.js';
export { routeIssueText } from './issue-text.js';
export { layoutRoute } from './layout/layout.js';
export type { LayoutOptions } from './layout/layout.js';
export { nodeTitle, routePicture, startTitle } from './picture.js';
export { readBpmn } from './read.js';
export type { ReadResult } from './read.js';
export type * from './route.js';
export type * from './route-doc.js';
export { toRouteDoc } from './to-route-doc.js';
export { unsupportedIssues } from './support.js';
export type { SupportOptions } from './support.js';
export type { Finding, FindingCode, RouteFix } from './verify/finding.js';
export { applyFix } from './verify/fix.js';
export { verifyRoute } from './verify/verify.js';
export type { Verification, VerifyOptions } from './verify/verify.js';
export { writeBpmn } from './write.js';
/** The moddle package of the `rq:` extension, for BPMN editors. */
export { default as rqPackage } from './rq-moddle.json' with { type: 'json' };
