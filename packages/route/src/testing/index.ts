/** Routes for tests and benchmarks. */
export { mutateRoute } from './mutate-route.js';
export type { Mutant } from './mutate-route.js';
export { flowsAcross, pictureFlaws } from './picture-flaws.js';
export { isPlanar } from '../layout/planar.js';
export type { GraphLine } from '../layout/planar.js';
export { randomFrom } from './random.js';
export type { Random } from './random.js';
export { randomRouteDoc } from './random-route-doc.js';
export type { RandomRouteOptions } from './random-route-doc.js';
export { playTokens } from './token-game.js';
export type { TokenFlaw, TokenGame } from './token-game.js';
