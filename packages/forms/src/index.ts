export * from './fields/index.js';
export * from './form/index.js';
export { FieldPart } from './inputs/field-part.js';
export type { PartModule } from './inputs/field-part.js';
export * from './inputs/scheduler.js';
export * from './registry.js';
export { controlLabel } from './form/texts.js';
