import { contextFunctions } from './builtins-context.js';
import { listFunctions } from './builtins-list.js';
import { numberFunctions } from './builtins-number.js';
import { rangeFunctions } from './builtins-range.js';
import { stringFunctions } from './builtins-string.js';
import { temporalFunctions } from './builtins-temporal.js';
import type { Builtin } from './builtin.js';

/** All functions of the language by name. `is defined` and `get or else` are known to the compiler: they look at a name without reporting it missing. */
export const builtins: Readonly<Record<string, Builtin>> = Object.assign(Object.create(null) as Record<string, Builtin>, stringFunctions, listFunctions, contextFunctions, numberFunctions, temporalFunctions, rangeFunctions);
