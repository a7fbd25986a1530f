/** The few assertions of the kit, so that it runs under any test runner. */

/** Deep equality of JSON values. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  if (!same(actual, expected)) throw new Error(`${what} is ${show(actual)}, expected ${show(expected)}`);
}

export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`expected: ${what}`);
}

/** The call fails with this code, or this kind of error. */
export async function rejects(call: Promise<unknown> | (() => Promise<unknown>), wanted: string): Promise<void> {
  const error = await outcome(call);
  const names = error instanceof Error ? [error.name, 'code' in error ? error.code : undefined] : [];
  if (!names.includes(wanted)) throw new Error(`expected a rejection with ${wanted}, got ${error === undefined ? 'an answer' : String(error)}`);
}

async function outcome(call: Promise<unknown> | (() => Promise<unknown>)): Promise<unknown> {
  try {
    await (typeof call === 'function' ? call() : call);
    return undefined;
  } catch (error) {
    return error;
  }
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.keys(a), Object.keys(b)];
  if (left.length !== right.length) return false;
  return left.every((name) => Object.hasOwn(b, name) && same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]));
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
