import type { Argument, Node } from './ast.js';
import { parameterIndex } from './builtin.js';
import type { Builtin } from './builtin.js';
import { builtins } from './builtins.js';
import { SyntaxIssue } from './lexer.js';

/** The call of a function of the language, its arguments in order. Throws `SyntaxIssue` when they do not fit. */
export function builtinCall(name: string, args: readonly Argument[], at: number): Node {
  const builtin = builtins[name];
  if (!builtin) throw new SyntaxIssue('feel.unknown-function', at, { name });
  const placed = place(name, builtin, args, at);
  const filled = Array.from(placed, (arg): Node => arg ?? { type: 'literal', value: null });
  const { min, max } = builtin;
  if (filled.length < min || filled.length > max) throw new SyntaxIssue('feel.argument-count', at, { name, found: filled.length, min, max: Math.min(max, 1000) });
  return { type: 'call', name, args: filled, at };
}

function place(name: string, builtin: Builtin, args: readonly Argument[], at: number): (Node | undefined)[] {
  const placed: (Node | undefined)[] = [];
  for (const [position, arg] of args.entries()) {
    const index = arg.name === undefined ? position : parameterIndex(builtin, arg.name);
    if (index < 0) throw new SyntaxIssue('feel.unknown-parameter', at, { name, parameter: arg.name ?? '' });
    placed[index] = arg.value;
  }
  return placed;
}
