/** The ready Node host: `serve()`, stores by address, configuration as files. */
export { systemDifferences, type Difference } from './config/differences.js';
export { canonicalJson, fromFiles, toFiles, type Files, type ReadSystem } from './config/files.js';
export { readFolder, writeFolder } from './config/folder.js';
export { serve, type Served, type ServeOptions } from './serve.js';
export { storageAt, type OpenedStorage } from './storage-at.js';
