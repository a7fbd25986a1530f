import { arithmetic, negate } from './arithmetic.js';
import type { Argument, Binding, Node, Test } from './ast.js';
import { builtins } from './builtins.js';
import { between, compareBy, compileTests, known } from './comparison.js';
import { compileFor, compileQuantified } from './loops.js';
import type { CompiledBinding } from './loops.js';
import { matchesType } from './matches-type.js';
import { lookUp, readProperty, resolve, Siblings, withBinding, withLocal } from './scope.js';
import type { Scope } from './scope.js';
import { parseTemporal } from './temporal.js';
import type { FeelType } from './types.js';
import { FeelFunction, FeelRange, isList } from './values.js';
import type { FeelContext, FeelValue } from './values.js';

/** A compiled expression: gives its value in a scope. */
export type Evaluate = (scope: Scope) => FeelValue;

/** Turns an expression into closures. Each evaluation of a node counts as one unit of work. */
export function compileNode(node: Node): Evaluate {
  const evaluate = compileKind(node);
  return (scope) => {
    scope.run.spend(1);
    return evaluate(scope);
  };
}

function compileKind(node: Node): Evaluate {
  switch (node.type) {
    case 'literal':
      return () => node.value;
    case 'temporal':
      return compileTemporal(node);
    case 'path':
      return (scope) => {
        scope.run.at = node.at;
        return resolve(node.parts, scope);
      };
    case 'property':
      return compileProperty(node);
    case 'filter':
      return compileFilter(node.of, node.by);
    case 'list':
      return compileList(node.items);
    case 'context':
      return compileContext(node.entries);
    case 'range':
      return compileRange(node);
    case 'negate':
      return compileNegate(node);
    case 'arithmetic':
      return compileArithmetic(node);
    case 'logic':
      return compileLogic(node.operator, node.of.map(compileNode));
    case 'compare':
      return compileCompare(node);
    case 'between':
      return compileBetween(node);
    case 'in':
      return compileIn(node.of, node.tests, node.at);
    case 'instance':
      return compileInstance(node.of, node.kind);
    case 'if':
      return compileIf(node);
    case 'for':
      return compileFor(compileBindings(node.bindings), compileNode(node.body));
    case 'quantified':
      return compileQuantified(node.some, compileBindings(node.bindings), compileNode(node.body));
    case 'function':
      return compileFunction(node);
    case 'call':
      return compileCall(node);
    case 'invoke':
      return compileInvoke(node);
  }
}

function compileTemporal({ text, at }: Extract<Node, { type: 'temporal' }>): Evaluate {
  const value = parseTemporal(text);
  return ({ run }) => {
    run.at = at;
    return value ?? run.report({ code: 'feel.unreadable', severity: 'warning', params: { operation: '@', found: text.slice(0, 100) } });
  };
}

function compileProperty({ of, name, at }: Extract<Node, { type: 'property' }>): Evaluate {
  const target = compileNode(of);
  return (scope) => {
    const value = target(scope);
    scope.run.at = at;
    return readProperty(value, name, scope.run);
  };
}

function compileList(items: readonly Node[]): Evaluate {
  const parts = items.map(compileNode);
  return (scope) => parts.map((part) => part(scope));
}

/** Later entries see earlier ones. */
function compileContext(entries: readonly (readonly [string, Node])[]): Evaluate {
  const parts = entries.map(([key, value]) => [key, compileNode(value)] as const);
  return (scope) => {
    const made: Record<string, FeelValue> = {};
    let inner = scope;
    for (const [key, value] of parts) {
      scope.run.spend(3);
      made[key] = value(inner);
      inner = withBinding(inner, key, made[key]);
    }
    return made as FeelContext;
  };
}

function compileRange(node: Extract<Node, { type: 'range' }>): Evaluate {
  const from = compileNode(node.from);
  const to = compileNode(node.to);
  return (scope) => new FeelRange(from(scope), to(scope), node.fromClosed, node.toClosed);
}

function compileNegate({ of, at }: Extract<Node, { type: 'negate' }>): Evaluate {
  const operand = compileNode(of);
  return (scope) => {
    const value = operand(scope);
    scope.run.at = at;
    return negate(value) ?? scope.run.reportTypes('-', value);
  };
}

function compileArithmetic(node: Extract<Node, { type: 'arithmetic' }>): Evaluate {
  const first = compileNode(node.first);
  const rest = node.rest.map(({ operator, value, at }) => ({ operator, at, operand: compileNode(value) }));
  return (scope) => {
    let result = first(scope);
    for (const { operator, at, operand } of rest) {
      const right = operand(scope);
      scope.run.at = at;
      result = arithmetic(operator, result, right, scope.run);
    }
    return result;
  };
}

/** Three-valued: null means "not known", and so does anything that is no boolean. */
function compileLogic(operator: 'and' | 'or', parts: readonly Evaluate[]): Evaluate {
  const deciding = operator === 'or';
  return (scope) => {
    let unknown = false;
    for (const part of parts) {
      const value = part(scope);
      if (value === deciding) return deciding;
      if (typeof value !== 'boolean') unknown = true;
    }
    return unknown ? null : !deciding;
  };
}

const isNull = (node: Node): boolean => node.type === 'literal' && node.value === null;

/** `x = null` asks whether there is a value, so an absent name is no problem there. */
function compileCompare(node: Extract<Node, { type: 'compare' }>): Evaluate {
  const asksForNull = (node.operator === '=' || node.operator === '!=') && (isNull(node.left) || isNull(node.right));
  const [left, right] = asksForNull ? [quiet(node.left), quiet(node.right)] : [compileNode(node.left), compileNode(node.right)];
  return known((scope) => {
    const [first, second] = [left(scope), right(scope)];
    scope.run.at = node.at;
    return compareBy(node.operator, first, second, scope.run);
  });
}

/** Evaluates a name without reporting it missing. */
function quiet(node: Node): Evaluate {
  return node.type === 'path' ? (scope) => lookUp(node.parts, scope) ?? null : compileNode(node);
}

function compileBetween(node: Extract<Node, { type: 'between' }>): Evaluate {
  const [of, from, to] = [compileNode(node.of), compileNode(node.from), compileNode(node.to)];
  return known((scope) => {
    const [value, low, high] = [of(scope), from(scope), to(scope)];
    scope.run.at = node.at;
    return between(value, low, high, scope.run);
  });
}

function compileIn(of: Node, tests: readonly Test[], at: number): Evaluate {
  const operand = compileNode(of);
  const fits = compileTests(tests, compileNode);
  return known((scope) => {
    const value = operand(scope);
    scope.run.at = at;
    return fits(value, scope);
  });
}

function compileInstance(of: Node, kind: FeelType): Evaluate {
  const operand = compileNode(of);
  return (scope) => matchesType(operand(scope), kind, scope.run);
}

function compileIf(node: Extract<Node, { type: 'if' }>): Evaluate {
  const [condition, then, otherwise] = [compileNode(node.condition), compileNode(node.then), compileNode(node.else)];
  return (scope) => (condition(scope) === true ? then(scope) : otherwise(scope));
}

/** Filters a list by a condition on its items, or takes one item by a number; negative numbers count from the end. */
function compileFilter(of: Node, by: Node): Evaluate {
  const target = compileNode(of);
  const condition = compileNode(by);
  return (scope) => {
    const value = target(scope);
    const items = value === null ? [] : isList(value) ? value : [value];
    const siblings = new Siblings(items);
    const kept: FeelValue[] = [];
    if (items.length === 0 && by.type === 'literal' && typeof by.value === 'number') return null;
    for (const [index, item] of items.entries()) {
      const result = condition(withLocal(scope, { type: 'item', value: item, siblings, outer: scope.local }));
      if (index === 0 && typeof result === 'number') return itemAt(items, result);
      if (result === true) kept.push(item);
    }
    return kept;
  };
}

const itemAt = (items: readonly FeelValue[], position: number): FeelValue => (position === 0 ? null : (items.at(position > 0 ? position - 1 : position) ?? null));

const compileBindings = (bindings: readonly Binding[]): CompiledBinding[] =>
  bindings.map(({ name, from, to }) => ({ name, from: compileNode(from), to: to && compileNode(to) }));

function compileCall({ name, args, at }: Extract<Node, { type: 'call' }>): Evaluate {
  const first = args[0];
  if (name === 'is defined' && first?.type === 'path') return (scope) => lookUp(first.parts, scope) !== undefined;
  const builtin = builtins[name];
  const compiled = args.map((arg, index) => (index === 0 && name === 'get or else' ? quiet(arg) : compileNode(arg)));
  return (scope) => {
    scope.run.spend(3);
    const values = compiled.map((arg) => arg(scope));
    scope.run.at = at;
    return builtin?.call(scope.run, values) ?? null;
  };
}

/** The body sees what was visible where the function was written. */
function compileFunction({ parameters, body }: Extract<Node, { type: 'function' }>): Evaluate {
  const result = compileNode(body);
  return (scope) => {
    scope.run.spend(5);
    return new FeelFunction(parameters, (run, values) => {
      if (values.length > parameters.length) return run.reportTypes('function', ...values);
      let inner = scope;
      for (const [index, { name, type }] of parameters.entries()) {
        const value = values[index] ?? null;
        if (type !== undefined && value !== null && !matchesType(value, type, run)) return run.reportTypes(`function(${name})`, value);
        inner = withBinding(inner, name, value);
      }
      return run.inCall(() => result(inner));
    });
  };
}

function compileInvoke({ of, args, at }: Extract<Node, { type: 'invoke' }>): Evaluate {
  const target = compileNode(of);
  const compiled = args.map(({ value }) => compileNode(value));
  return (scope) => {
    const called = target(scope);
    const values = compiled.map((arg) => arg(scope));
    scope.run.at = at;
    if (!(called instanceof FeelFunction)) return scope.run.reportTypes('()', called);
    const ordered = inOrder(called, args, values);
    return ordered ? called.call(scope.run, ordered) : scope.run.reportTypes('()', called);
  };
}

/** Values by the order of parameters; `undefined` when a name is not one of them. */
function inOrder(called: FeelFunction, args: readonly Argument[], values: readonly FeelValue[]): readonly FeelValue[] | undefined {
  if (args.every(({ name }) => name === undefined)) return values;
  const named = new Map(args.map(({ name }, index) => [name ?? called.parameters[index]?.name, values[index] ?? null]));
  const known = called.parameters.map(({ name }) => name);
  return [...named.keys()].every((name) => name !== undefined && known.includes(name)) ? known.map((name) => named.get(name) ?? null) : undefined;
}
