/** One suite for every engine, and what it is made of. */
export { coreCases } from './cases/index.js';
export { describeCore } from './describe-core.js';
export type { DescribeCoreOptions, TestRunner } from './describe-core.js';
export { firm, monday } from './people.js';
export { compileTerse, playCase, Player, readTerseRoute } from './play.js';
export type { Besides, CoreCase, Told, Turn } from './play.js';
export { assertSame } from './same.js';
export { situationOf } from './situation.js';
export { terseBpmn } from './terse-route.js';
