import type { Issue } from '../errors.js';
import type { Binding, Node } from './ast.js';
import { parseExpression, phrasesOf } from './expression.js';
import type { CompileOptions } from './expression.js';
import { resultTypes } from './result-types.js';
import { parseTemporal } from './temporal.js';
import { typeName } from './types.js';
import type { FeelType } from './types.js';
import { kindOf } from './values.js';

type Names = ReadonlyMap<string, FeelType>;

/**
 * The type of an expression's value as far as it can be told without data; `unknown` otherwise. Null is possible with every type.
 * An expression that is not understood has the type `unknown`.
 */
export function expressionType(text: string, options: CompileOptions = {}): FeelType {
  const parsed = parseExpression(text, phrasesOf(options));
  return 'node' in parsed ? typeOf(parsed.node, new Map(Object.entries(options.names ?? {}))) : 'unknown';
}

/** What keeps an expression from being a condition: it is not understood, or is known to give no yes or no. */
export function checkCondition(text: string, options: CompileOptions = {}): readonly Issue[] {
  const parsed = parseExpression(text, phrasesOf(options));
  if ('issue' in parsed) return [parsed.issue];
  const type = expressionType(text, options);
  return type === 'boolean' || type === 'unknown' ? [] : [{ code: 'feel.not-boolean', params: { found: typeName(type) } }];
}

/** The type of a part of an expression. */
export function typeOf(node: Node, names: Names): FeelType {
  switch (node.type) {
    case 'literal':
      return node.value === null ? 'null' : (typeof node.value as FeelType);
    case 'temporal':
      return kindOf(parseTemporal(node.text) ?? null) as FeelType;
    case 'path':
      return node.parts.slice(1).reduce(propertyType, names.get(node.parts[0] ?? '') ?? 'unknown');
    case 'property':
      return propertyType(typeOf(node.of, names), node.name);
    case 'filter':
      return filtered(typeOf(node.of, names), node.by);
    case 'list':
      return { list: common(node.items.map((item) => typeOf(item, names))) };
    case 'context':
      return contextType(node.entries, names);
    case 'range':
      return { range: common([typeOf(node.from, names), typeOf(node.to, names)]) };
    case 'negate':
      return typeOf(node.of, names);
    case 'arithmetic':
      return node.rest.reduce<FeelType>((left, { operator, value }) => arithmeticType(operator, left, typeOf(value, names)), typeOf(node.first, names));
    case 'logic':
    case 'compare':
    case 'between':
    case 'in':
    case 'instance':
    case 'quantified':
      return 'boolean';
    case 'if':
      return common([typeOf(node.then, names), typeOf(node.else, names)]);
    case 'for':
      return { list: typeOf(node.body, bound(node.bindings, names)) };
    case 'function':
      return 'function';
    case 'call':
      return callType(node.name, node.args, names);
    case 'invoke':
      return 'unknown';
  }
}

const bound = (bindings: readonly Binding[], names: Names): Names =>
  bindings.reduce<Names>((inner, { name, from, to }) => new Map([...inner, [name, to ? typeOf(from, inner) : itemType(typeOf(from, inner))]]), new Map([...names, ['partial', 'unknown']]));

function contextType(entries: readonly (readonly [string, Node])[], names: Names): FeelType {
  const context = Object.create(null) as Record<string, FeelType>;
  let inner = names;
  for (const [key, value] of entries) {
    context[key] = typeOf(value, inner);
    inner = new Map([...inner, [key, context[key]]]);
  }
  return { context };
}

/** What the items of a list or the points of a range are; a single value is a list of one. */
function itemType(type: FeelType): FeelType {
  if (typeof type === 'string') return type;
  return 'list' in type ? type.list : 'range' in type ? type.range : type;
}

/** A number takes one item, a condition keeps some; what else it may be is seen only with data. */
function filtered(type: FeelType, by: Node): FeelType {
  const item = itemType(type);
  if (by.type === 'literal' || by.type === 'negate') return item;
  const keeps = by.type === 'compare' || by.type === 'logic' || by.type === 'between' || by.type === 'in' || by.type === 'quantified' || by.type === 'instance';
  return keeps ? { list: item } : 'unknown';
}

const DURATIONS: readonly FeelType[] = ['days and time duration', 'years and months duration'];
const DATE_PARTS = ['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second', 'years', 'months', 'days', 'hours', 'minutes', 'seconds'];

function propertyType(of: FeelType, name: string): FeelType {
  if (typeof of === 'string') {
    if (of === 'unknown' || of === 'null') return 'unknown';
    return name === 'time offset' ? 'days and time duration' : DATE_PARTS.includes(name) ? 'number' : 'unknown';
  }
  if ('list' in of) return { list: propertyType(of.list, name) };
  if ('range' in of) return name === 'start' || name === 'end' ? of.range : 'boolean';
  return Object.hasOwn(of.context, name) ? (of.context[name] ?? 'unknown') : 'unknown';
}

function arithmeticType(operator: string, left: FeelType, right: FeelType): FeelType {
  if (left === 'number' && right === 'number') return 'number';
  if (operator === '+' && left === 'string' && right === 'string') return 'string';
  if (DURATIONS.includes(right) && operator !== '/') return DURATIONS.includes(left) || left !== 'number' ? moved(left, right) : right;
  if (DURATIONS.includes(left)) return right === 'number' ? left : operator === '/' ? 'unknown' : moved(right, left);
  return operator === '-' && (left === 'date' || left === 'date and time' || left === 'time') && left === right ? 'days and time duration' : 'unknown';
}

/** A date or time moved by a duration stays what it is. */
function moved(type: FeelType, by: FeelType): FeelType {
  if (type === 'date' || type === 'time' || type === 'date and time') return type;
  return type === by ? by : 'unknown';
}

/** The one type of all; null fits every other. */
function common(types: readonly FeelType[]): FeelType {
  const [first, ...rest] = types.filter((type) => type !== 'null');
  if (first === undefined) return types.length > 0 ? 'null' : 'unknown';
  return rest.every((type) => typeName(type) === typeName(first)) ? first : 'unknown';
}

function callType(name: string, args: readonly Node[], names: Names): FeelType {
  const result = resultTypes[name] ?? 'unknown';
  const [first] = args;
  if (name === 'duration' && first?.type === 'literal' && typeof first.value === 'string') return kindOf(parseTemporal(first.value) ?? null) as FeelType;
  if (result === 'item') return args.length === 1 && args[0] ? itemType(typeOf(args[0], names)) : common(args.map((arg) => typeOf(arg, names)));
  if (result === 'first') return args[0] ? typeOf(args[0], names) : 'unknown';
  if (result === 'sameItems') return { list: args[0] ? itemType(typeOf(args[0], names)) : 'unknown' };
  if (result === 'allItems') return { list: common(args.map((arg) => itemType(typeOf(arg, names)))) };
  return result === 'any' ? common(args.map((arg) => typeOf(arg, names))) : result;
}
