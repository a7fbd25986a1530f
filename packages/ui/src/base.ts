// What every element stands on, with icons and without the other controls: for parts that must load fast alone.
import './controls/define-icon.js';

export * from './controls.styles.js';
export { strokesOf } from './controls/icon-set.js';
export * from './controls/icon.js';
export * from './define.js';
export * from './format.js';
export * from './localize.js';
export * from './rq-element.js';
export * from './service-context.js';
export * from './theme/tokens.js';
export * from './vocabulary.js';
export * from './warn.js';
