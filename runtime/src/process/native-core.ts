import { advance, start } from './advance.js';
import { compileRoute } from './compile.js';
import type { ExecutionCore } from './types.js';

/** Our own engine: the default everywhere. */
export const nativeCore: ExecutionCore = { name: 'native', compile: compileRoute, start, advance };
