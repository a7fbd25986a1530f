import { ajvEngine } from './ajv-engine.js';
import { registerEngine } from './validator.js';

registerEngine('ajv', ajvEngine);

export * from './index.browser.js';
