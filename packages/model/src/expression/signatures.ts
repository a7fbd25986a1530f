import { builtins } from './builtins.js';

/** How a function of the language is written. */
export interface BuiltinSignature {
  readonly name: string;
  /** As in `substring(string, start position, length?)`; `?` may be left out, `...` may be repeated, `a|b` are two names of one place. */
  readonly parameters: readonly string[];
}

/** Every function of the language, by name. */
export const builtinSignatures = (): readonly BuiltinSignature[] =>
  Object.entries(builtins).map(([name, { parameters, min, max }]) => ({
    name,
    parameters: parameters.map((parameter, index) => `${parameter}${index === parameters.length - 1 && max > parameters.length ? '...' : index >= min ? '?' : ''}`),
  }));
