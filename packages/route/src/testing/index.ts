/** Routes for tests and benchmarks. */
export { randomFrom } from './random.js';
export type { Random } from './random.js';
export { randomRouteDoc } from './random-route-doc.js';
export type { RandomRouteOptions } from './random-route-doc.js';
