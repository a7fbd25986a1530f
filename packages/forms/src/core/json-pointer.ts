import type { Json, JsonObject } from '@requestry/model';

const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/** Names that no form data may use: they reach into the prototype of objects. */
export const isUnsafeName = (name: string): boolean => UNSAFE.has(name);

/** One segment of a JSON pointer, escaped. */
export const escapeSegment = (name: string): string => (name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name);

const split = new Map<string, readonly string[]>();
const mostRemembered = 20_000;

/** Segments of a JSON pointer (`/a/0`), or of one in a URI fragment (`#/a/0`). */
export function segmentsOf(pointer: string): readonly string[] {
  const known = split.get(pointer);
  if (known) return known;
  if (split.size >= mostRemembered) split.clear();
  const segments = splitPointer(pointer);
  split.set(pointer, segments);
  return segments;
}

function splitPointer(pointer: string): readonly string[] {
  const bare = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  return bare === '' ? [] : bare.slice(bare.startsWith('/') ? 1 : 0).split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of segments. */
export const pointerOf = (segments: readonly (string | number)[]): string => segments.map((segment) => `/${escapeSegment(String(segment))}`).join('');

/** A plain object, no array and no null. */
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property; `undefined` when there is none. */
export const own = <Value>(object: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;

/** The value at a pointer; `undefined` when it is not there. Own properties only. */
export function valueAt(data: unknown, pointer: string): Json | undefined {
  let value: unknown = data;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(value)) value = /^\d+$/.test(segment) ? value[Number(segment)] : undefined;
    else value = isObject(value) ? own(value, segment) : undefined;
  }
  return value as Json | undefined;
}

/** The data with the value at a pointer replaced, or removed when it is `undefined`. What is not changed is shared. */
export function withValueAt(data: JsonObject, pointer: string, value: Json | undefined): JsonObject {
  const segments = segmentsOf(pointer);
  if (segments.length === 0 || segments.some(isUnsafeName)) return data;
  return place(data, segments, value) as JsonObject;
}

function place(container: Json | undefined, [segment = '', ...rest]: readonly string[], value: Json | undefined): Json {
  if (Array.isArray(container)) {
    const index = Number(segment);
    if (!Number.isInteger(index) || index < 0 || index > container.length) return container;
    const item = rest.length === 0 ? (value ?? null) : place(container[index] as Json | undefined, rest, value);
    return index === container.length ? [...(container as Json[]), item] : (container as Json[]).with(index, item);
  }
  const object = isObject(container) ? container : {};
  const next = rest.length === 0 ? value : place(own(object, segment), rest, value);
  if (next !== undefined) return { ...object, [segment]: next };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== segment));
}

/** Two JSON values are the same. Order of properties does not count; `undefined` is as absent. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  if (!isObject(left) || !isObject(right)) return false;
  const keys = presentKeys(left);
  return keys.length === presentKeys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
}

const presentKeys = (object: JsonObject): string[] => Object.keys(object).filter((key) => object[key] !== undefined);
