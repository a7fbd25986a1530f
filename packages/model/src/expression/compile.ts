import { arithmetic, negate } from './arithmetic.js';
import type { Binding, CompareOperator, Node, Test } from './ast.js';
import { builtins } from './builtins.js';
import { lookUp, readProperty, resolve, Siblings } from './scope.js';
import type { Scope } from './scope.js';
import { parseTemporal } from './temporal.js';
import { compare, equal, FeelRange, holds, isList, kindOf } from './values.js';
import type { FeelContext, FeelValue, Run } from './values.js';

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
      return compileTemporal(node.text);
    case 'path':
      return (scope) => resolve(node.parts, scope);
    case 'property':
      return compileProperty(node.of, node.name);
    case 'filter':
      return compileFilter(node.of, node.by);
    case 'list':
      return compileList(node.items);
    case 'context':
      return compileContext(node.entries);
    case 'range':
      return compileRange(node);
    case 'negate':
      return compileNegate(node.of);
    case 'arithmetic':
      return compileArithmetic(node);
    case 'logic':
      return compileLogic(node.operator, node.of.map(compileNode));
    case 'compare':
      return compileCompare(node);
    case 'between':
      return compileBetween(node);
    case 'in':
      return compileIn(node.of, node.tests);
    case 'instance':
      return compileInstance(node.of, node.kind);
    case 'if':
      return compileIf(node);
    case 'for':
      return compileFor(node.bindings, compileNode(node.body));
    case 'quantified':
      return compileQuantified(node.some, node.bindings, compileNode(node.body));
    case 'call':
      return compileCall(node.name, node.args);
  }
}

function compileTemporal(text: string): Evaluate {
  const value = parseTemporal(text);
  return ({ run }) => value ?? run.report({ code: 'feel.unreadable', severity: 'warning', params: { operation: '@', found: text.slice(0, 100) } });
}

function compileProperty(of: Node, name: string): Evaluate {
  const target = compileNode(of);
  return (scope) => readProperty(target(scope), name, scope.run);
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
      made[key] = value(inner);
      inner = withBinding(inner, key, made[key]);
    }
    return made as FeelContext;
  };
}

const withBinding = (scope: Scope, name: string, value: FeelValue): Scope => ({ ...scope, local: { type: 'binding', name, value, outer: scope.local } });

function compileRange(node: Extract<Node, { type: 'range' }>): Evaluate {
  const from = compileNode(node.from);
  const to = compileNode(node.to);
  return (scope) => new FeelRange(from(scope), to(scope), node.fromClosed, node.toClosed);
}

function compileNegate(of: Node): Evaluate {
  const operand = compileNode(of);
  return (scope) => {
    const value = operand(scope);
    return negate(value) ?? scope.run.reportTypes('-', value);
  };
}

function compileArithmetic(node: Extract<Node, { type: 'arithmetic' }>): Evaluate {
  const first = compileNode(node.first);
  const rest = node.rest.map(([operator, operand]) => [operator, compileNode(operand)] as const);
  return (scope) => rest.reduce((value, [operator, operand]) => arithmetic(operator, value, operand(scope), scope.run), first(scope));
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
  return known((scope) => compareBy(node.operator, left(scope), right(scope), scope.run));
}

/** Evaluates a name without reporting it missing. */
function quiet(node: Node): Evaluate {
  return node.type === 'path' ? (scope) => lookUp(node.parts, scope) ?? null : compileNode(node);
}

/** A comparison that met a missing name is not known, rather than false. */
function known(evaluate: Evaluate): Evaluate {
  return (scope) => {
    const before = scope.run.missing;
    const value = evaluate(scope);
    return scope.run.missing > before ? null : value;
  };
}

function compareBy(operator: CompareOperator, left: FeelValue, right: FeelValue, run: Run): boolean | null {
  if (operator === '=' || operator === '!=') {
    const same = equal(left, right, run);
    return same === undefined ? run.reportTypes(operator, left, right) : same === (operator === '=');
  }
  const order = compare(left, right, run);
  if (order === undefined) return run.reportTypes(operator, left, right);
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function compileBetween(node: Extract<Node, { type: 'between' }>): Evaluate {
  const [of, from, to] = [compileNode(node.of), compileNode(node.from), compileNode(node.to)];
  return known((scope) => {
    const value = of(scope);
    const low = compareBy('>=', value, from(scope), scope.run);
    const high = compareBy('<=', value, to(scope), scope.run);
    if (low === false || high === false) return false;
    return low === null || high === null ? null : true;
  });
}

function compileIn(of: Node, tests: readonly Test[]): Evaluate {
  const operand = compileNode(of);
  const compiled = tests.map((test) => ({ operator: test.operator, value: compileNode(test.value) }));
  return known((scope) => {
    const value = operand(scope);
    let unknown = false;
    for (const test of compiled) {
      const wanted = test.value(scope);
      const fits = test.operator ? compareBy(test.operator, value, wanted, scope.run) : fitsIn(value, wanted, scope.run);
      if (fits === true) return true;
      if (fits === null) unknown = true;
    }
    return unknown ? null : false;
  });
}

function fitsIn(value: FeelValue, wanted: FeelValue, run: Run): boolean | null {
  if (wanted instanceof FeelRange) return value === null ? null : (holds(wanted, value, run) ?? run.reportTypes('in', value, wanted));
  if (!isList(wanted)) return equal(value, wanted, run) ?? run.reportTypes('in', value, wanted);
  return wanted.some((item) => (item instanceof FeelRange ? holds(item, value, run) : equal(value, item, run)) === true || (isList(item) && equal(value, item, run) === true));
}

function compileInstance(of: Node, kind: string): Evaluate {
  const operand = compileNode(of);
  return (scope) => {
    const value = operand(scope);
    return value !== null && (kind === 'Any' || kindOf(value) === kind);
  };
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
      const result = condition({ ...scope, local: { type: 'item', value: item, siblings, outer: scope.local } });
      if (index === 0 && typeof result === 'number') return itemAt(items, result);
      if (result === true) kept.push(item);
    }
    return kept;
  };
}

const itemAt = (items: readonly FeelValue[], position: number): FeelValue => (position === 0 ? null : (items.at(position > 0 ? position - 1 : position) ?? null));

interface CompiledBinding {
  readonly name: string;
  readonly from: Evaluate;
  readonly to: Evaluate | undefined;
}

const compileBindings = (bindings: readonly Binding[]): CompiledBinding[] =>
  bindings.map(({ name, from, to }) => ({ name, from: compileNode(from), to: to && compileNode(to) }));

/** Visits every combination of bindings; stops when `visit` returns true. `false` when something cannot be gone through. */
function iterate(bindings: readonly CompiledBinding[], scope: Scope, visit: (scope: Scope) => boolean): boolean | 'stopped' {
  const [binding, ...rest] = bindings;
  if (!binding) return visit(scope) ? 'stopped' : true;
  const items = itemsOf(binding, scope);
  if (!items) return false;
  for (const value of items) {
    scope.run.spend(1);
    const going = iterate(rest, withBinding(scope, binding.name, value), visit);
    if (going !== true) return going;
  }
  return true;
}

function itemsOf(binding: CompiledBinding, scope: Scope): Iterable<FeelValue> | undefined {
  const from = binding.from(scope);
  if (binding.to) return countBetween(from, binding.to(scope), scope.run);
  if (from instanceof FeelRange) return countBetween(from.from, from.to, scope.run);
  if (from === null) return undefined;
  return isList(from) ? from : [from];
}

function countBetween(from: FeelValue, to: FeelValue, run: Run): Iterable<number> | undefined {
  if (typeof from === 'number' && typeof to === 'number') return count(from, to);
  run.reportTypes('..', from, to);
  return undefined;
}

function* count(from: number, to: number): Iterable<number> {
  if (from <= to) for (let at = from; at <= to; at += 1) yield at;
  else for (let at = from; at >= to; at -= 1) yield at;
}

function compileFor(bindings: readonly Binding[], body: Evaluate): Evaluate {
  const compiled = compileBindings(bindings);
  return (scope) => {
    const results: FeelValue[] = [];
    const done = iterate(compiled, scope, (inner) => {
      results.push(body(inner));
      return false;
    });
    return done === false ? null : results;
  };
}

function compileQuantified(some: boolean, bindings: readonly Binding[], body: Evaluate): Evaluate {
  const compiled = compileBindings(bindings);
  return (scope) => {
    let unknown = false;
    const done = iterate(compiled, scope, (inner) => {
      const value = body(inner);
      if (typeof value !== 'boolean') unknown = true;
      return value === some;
    });
    if (done === 'stopped') return some;
    return done === false || unknown ? null : !some;
  };
}

function compileCall(name: string, args: readonly Node[]): Evaluate {
  const first = args[0];
  if (name === 'is defined' && first?.type === 'path') return (scope) => lookUp(first.parts, scope) !== undefined;
  const builtin = builtins[name];
  const compiled = args.map((arg, index) => (index === 0 && name === 'get or else' ? quiet(arg) : compileNode(arg)));
  return (scope) => {
    scope.run.spend(3);
    const values = compiled.map((arg) => arg(scope));
    return builtin?.call(scope.run, values) ?? null;
  };
}
