import type { Binding, Node } from './ast.js';

const none: ReadonlySet<string> = new Set();

/** Root names and dotted paths an expression may read from its context. Names inside a filter are listed even when they may be the item's own. */
export function namesOf(node: Node, bound: ReadonlySet<string> = none): readonly string[] {
  const names = new Set<string>();
  collect(node, bound, names);
  return [...names];
}

/** The expression reads a name from outside itself. */
export const mentions = (node: Node, name: string): boolean => namesOf(node).includes(name);

function collect(node: Node, bound: ReadonlySet<string>, into: Set<string>): void {
  const visit = (child: Node): void => collect(child, bound, into);
  switch (node.type) {
    case 'path':
      return addPath(node.parts, bound, into);
    case 'filter':
      visit(node.of);
      return collect(node.by, new Set([...bound, 'item']), into);
    case 'for':
      return collect(node.body, collectBindings(node.bindings, new Set([...bound, 'partial']), into), into);
    case 'quantified':
      return collect(node.body, collectBindings(node.bindings, bound, into), into);
    case 'context':
      return collectEntries(node.entries, bound, into);
    case 'function':
      return collect(node.body, new Set([...bound, ...node.parameters.map(({ name }) => name)]), into);
    case 'in':
      visit(node.of);
      return node.tests.forEach((test) => collect(test.value, new Set([...bound, '?']), into));
    default:
      childrenOf(node).forEach(visit);
  }
}

function addPath(parts: readonly string[], bound: ReadonlySet<string>, into: Set<string>): void {
  const root = parts[0] ?? '';
  if (bound.has(root)) return;
  into.add(root);
  into.add(parts.join('.'));
}

function collectBindings(bindings: readonly Binding[], bound: ReadonlySet<string>, into: Set<string>): ReadonlySet<string> {
  const inner = new Set(bound);
  for (const binding of bindings) {
    collect(binding.from, inner, into);
    if (binding.to) collect(binding.to, inner, into);
    inner.add(binding.name);
  }
  return inner;
}

function collectEntries(entries: readonly (readonly [string, Node])[], bound: ReadonlySet<string>, into: Set<string>): void {
  const inner = new Set(bound);
  for (const [key, value] of entries) {
    collect(value, inner, into);
    inner.add(key);
  }
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'property':
    case 'negate':
    case 'instance':
      return [node.of];
    case 'list':
      return node.items;
    case 'range':
      return [node.from, node.to];
    case 'arithmetic':
      return [node.first, ...node.rest.map(({ value }) => value)];
    case 'logic':
      return node.of;
    case 'compare':
      return [node.left, node.right];
    case 'between':
      return [node.of, node.from, node.to];
    case 'if':
      return [node.condition, node.then, node.else];
    case 'call':
      return node.args;
    case 'invoke':
      return [node.of, ...node.args.map(({ value }) => value)];
    default:
      return [];
  }
}
