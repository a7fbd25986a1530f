import './index.js';

export const styles = [];
export { validateForm } from '../core/validate-form.js';
