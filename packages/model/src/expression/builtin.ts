import type { FeelValue, Run } from './values.js';
import { isList } from './values.js';

/** A function of the language. It is given as many arguments as were written, null for those left out by name. */
export interface Builtin {
  readonly parameters: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly call: (run: Run, args: readonly FeelValue[]) => FeelValue;
}

/** Declares a function: parameter names separated by commas, optional ones with `?`; `...` lets the last one repeat; `|` separates names of one place. */
export function define(parameters: string, call: Builtin['call']): Builtin {
  const names = parameters === '' ? [] : parameters.split(',').map((name) => name.trim());
  const plain = names.map((name) => name.replace(/\?$|\.\.\.$/, ''));
  const optional = names.filter((name) => name.endsWith('?')).length;
  return { parameters: plain, min: names.length - optional, max: names.at(-1)?.endsWith('...') ? Number.POSITIVE_INFINITY : names.length, call };
}

/** The place of an argument given by name; -1 when there is none of that name. */
export const parameterIndex = (builtin: Builtin, name: string): number => builtin.parameters.findIndex((names) => names.split('|').includes(name));

/** A function of one list, given as a list or as separate arguments. */
export const overList = (name: string, call: (run: Run, items: readonly FeelValue[]) => FeelValue, parameter = 'list'): Builtin =>
  define(`${parameter}...`, (run, args) => {
    const only = args[0] ?? null;
    if (args.length === 1 && only === null) return null;
    const items = args.length === 1 ? (isList(only) ? only : [only]) : args;
    run.spend(items.length);
    return call(run, items) ?? run.reportTypes(name, ...args);
  });
