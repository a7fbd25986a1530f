import type { Key, Scan } from './contract.js';

/** The document that a body names; undefined when it names none. */
export function alongKey(body: unknown, { collection, field }: NonNullable<Scan['along']>): Key | undefined {
  const id: unknown = typeof body === 'object' && body !== null && Object.hasOwn(body, field) ? (body as Record<string, unknown>)[field] : undefined;
  return typeof id === 'string' ? { collection, id } : undefined;
}
