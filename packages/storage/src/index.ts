export * from './contract.js';
export { compareKeys, decodeKey, encodeKey, pastPrefix, prefixRange } from './keys.js';
export { countIn } from './count.js';
export { withAlso } from './tokens.js';
export type { FoundByTokens } from './tokens.js';
export { memoryStorage } from './memory.js';
export type { MemoryStorageOptions, PausePoint } from './memory.js';
