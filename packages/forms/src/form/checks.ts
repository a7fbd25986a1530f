import './index.js';
import '../core/conditions-at-once.js';

export const styles = [];
export { pruneHidden } from '../core/prune.js';
export { validateForm } from '../core/validate-form.js';
export { afterPress } from './after-press.js';
