export type { StorageCase, StorageContext, StorageHooks, StorageSubject } from './case.js';
export { storageCases } from './cases/index.js';
export { describeStorage } from './describe-storage.js';
export type { TestRunner } from './describe-storage.js';
export type { Race } from './race.js';
export { failuresOf, reasonToSkip, runCase } from './run.js';
export { failCall, failFrom, faultyStorage } from './faulty-storage.js';
export type { Fault, FaultPlan, FaultyStorage, StorageCall, StorageVerb } from './faulty-storage.js';
export { keyVectors } from './key-vectors.js';
