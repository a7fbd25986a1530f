export { storageHandler } from './handler.js';
export type { StorageHandlerOptions } from './handler.js';
export { httpStorage } from './http.js';
export type { HttpStorageOptions } from './http.js';
export type { StorageVerb } from './wire.js';
