import type { Json, JsonObject } from '@requestry/model';

/** Text of a string, number or boolean; `''` for everything else. */
export const plainText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** A JSON object, or an empty one. */
export const objectOf = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {});

/** A JSON array, or an empty one. */
export const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** The strings of a list, or a string alone. */
export const idsOf = (value: Json | undefined): readonly string[] =>
  typeof value === 'string' && value !== '' ? [value] : listOf(value).filter((each): each is string => typeof each === 'string');

/** A text, or undefined when there is nothing in it. */
export const written = (text: string): string | undefined => (text === '' ? undefined : text);
