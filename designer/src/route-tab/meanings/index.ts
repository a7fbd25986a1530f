import type { Locale } from '@requestry/model';
import * as en from './en.js';
import * as ru from './ru.js';

type Attributes = typeof en.attributes;

/** An element of ours by its name, then an attribute: `Step.due`. */
export type AttributeName = { readonly [Type in keyof Attributes]: `${Type}.${Exclude<keyof Attributes[Type], 'about'> & string}` }[keyof Attributes];

/** What an attribute means and what holds without it, in a few words each; nothing for one that has to be there. */
export function meaningOf(name: AttributeName, locale: Locale): { readonly meaning: string; readonly otherwise?: string } {
  const [type = '', attribute = ''] = name.split('.');
  const { attributes } = locale === 'ru' ? ru : en;
  const found = (attributes as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[type]?.[attribute];
  const [meaning = '', otherwise = ''] = Array.isArray(found) ? (found as readonly string[]) : [];
  return /^(?:required|обязательно)/.test(otherwise) ? { meaning } : { meaning, otherwise };
}

/** What an element of a route does. */
export const elementMeaning = (type: keyof typeof en.elements, locale: Locale): string => (locale === 'ru' ? ru : en).elements[type];
