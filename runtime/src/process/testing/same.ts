/** Fails unless both are the same plain data. The order of names in objects does not matter; a name with `undefined` differs from no name. */
export function assertSame(found: unknown, wanted: unknown, what: string): void {
  if (same(found, wanted)) return;
  throw new Error(`${what}\n  found:  ${shown(found)}\n  wanted: ${shown(wanted)}`);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && same(left[name], right[name]));
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
