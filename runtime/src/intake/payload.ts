import { RequestryError, type Json } from '@requestry/model';

/** Bounds on what may arrive. */
export const payloadLimits = { characters: 256 * 1024, depth: 32, values: 5_000 };

const unsafeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const refused = (code: string, path: string, params: Readonly<Record<string, Json>>): RequestryError =>
  new RequestryError('INVALID', `${code} at ${path || '/'}`, { issues: [{ code, path, params }] });

/** Rejects with `INVALID` what is no object of JSON, too much, nested too deeply, or has names that could reach a prototype. */
export function checkPayload(payload: unknown): void {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) throw refused('intake.no-object', '', {});
  let characters = 0;
  let values = 0;
  const queue: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [{ value: payload, path: '', depth: 1 }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value, path, depth } = next;
    if ((values += 1) > payloadLimits.values) throw refused('intake.too-many', '', { limit: payloadLimits.values });
    if (depth > payloadLimits.depth) throw refused('intake.too-deep', path.slice(0, 200), { limit: payloadLimits.depth });
    if (typeof value === 'string') characters += value.length;
    else if (typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value)) {
        if (unsafeNames.has(name)) throw refused('intake.name-refused', path.slice(0, 200), { name });
        characters += name.length;
        queue.push({ value: (value as Readonly<Record<string, unknown>>)[name], path: `${path}/${name.slice(0, 40)}`, depth: depth + 1 });
      }
    } else if (value !== null && value !== undefined && typeof value !== 'boolean' && !Number.isFinite(value)) throw refused('intake.no-json', path.slice(0, 200), {});
    if (characters > payloadLimits.characters) throw refused('intake.too-large', '', { limit: payloadLimits.characters });
  }
}
