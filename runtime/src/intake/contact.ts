import type { Json, JsonObject } from '@requestry/model';

/** An address as it is compared: without case and space around it. Undefined when it is none. */
export function emailKey(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 320) return undefined;
  const key = text.trim().toLowerCase();
  return /^[^\s@<>",;:]{1,64}@[^\s@<>",;:]{1,255}$/.test(key) ? key : undefined;
}

/**
 * A telephone number as it is compared: digits with the country's code. Ten digits and those after an 8 are of Russia; an extension is left out.
 * Undefined when it is none.
 */
export function phoneKey(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 60) return undefined;
  const [number = ''] = text.split(/[,;#xх]|доб|ext/i);
  if (/\p{L}/u.test(number)) return undefined;
  const digits = number.replace(/\D/g, '');
  const international = number.trim().startsWith('+');
  if (digits.length === 10 && !international) return `7${digits}`;
  if (digits.length === 11 && digits.startsWith('8') && !international) return `7${digits.slice(1)}`;
  return digits.length >= 7 && digits.length <= 15 ? digits : undefined;
}

/** A Russian tax number: ten digits of an organisation, twelve of a person. */
export function innKey(text: unknown): string | undefined {
  const digits = typeof text === 'string' || typeof text === 'number' ? String(text).replace(/\s/g, '') : '';
  return /^(?:\d{10}|\d{12})$/.test(digits) ? digits : undefined;
}

export type ContactSort = 'email' | 'phone' | 'inn';

/** One thing by which somebody is recognised. */
export interface ContactKey {
  readonly sort: ContactSort;
  readonly key: string;
}

const keyOfSort: Readonly<Record<ContactSort, (text: unknown) => string | undefined>> = { email: emailKey, phone: phoneKey, inn: innKey };

/** What the fields of a contact are compared by. */
export function contactKeys(contact: { readonly [sort in ContactSort]?: string }): readonly ContactKey[] {
  return (['inn', 'email', 'phone'] as const).flatMap((sort) => {
    const key = keyOfSort[sort](contact[sort]);
    return key === undefined ? [] : [{ sort, key }];
  });
}

/** Fields of a card that hold contacts; lists or single texts. */
const fields: readonly (readonly [ContactSort, string])[] = [['inn', 'inn'], ['email', 'emails'], ['email', 'email'], ['phone', 'phones'], ['phone', 'phone']];

/** Contacts that a card is found by; 40 at most. */
export function cardKeys(data: JsonObject): readonly ContactKey[] {
  const keys = fields.flatMap(([sort, field]) => listOf(Object.hasOwn(data, field) ? data[field] : undefined).flatMap((text) => {
    const key = keyOfSort[sort](text);
    return key === undefined ? [] : [{ sort, key }];
  }));
  return [...new Map(keys.map((key) => [`${key.sort}:${key.key}`, key])).values()].slice(0, 40);
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : value === undefined || value === null ? [] : [value]);
