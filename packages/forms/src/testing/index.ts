export { manualScheduler } from '../inputs/scheduler.js';
export * from './describe-field.js';
export * from './field-behaviour.js';
export * from './field-samples.js';
export * from './sample.js';
export * from './form-kit.js';
