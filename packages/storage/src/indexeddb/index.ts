export { indexedDbStorage } from './indexeddb.js';
export type { IndexedDbOptions } from './indexeddb.js';
