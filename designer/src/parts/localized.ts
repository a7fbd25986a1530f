import type { Locale, LocalizedText } from '@requestry/model';

/** The text in one language only; `''` when it is missing. A text without languages counts as Russian when it has Cyrillic letters, else as English. */
export function inLanguage(text: LocalizedText | undefined, locale: Locale): string {
  if (text === undefined) return '';
  if (typeof text !== 'string') return text[locale] ?? '';
  return languageOf(text) === locale ? text : '';
}

const languageOf = (text: string): Locale => (/[А-Яа-яЁё]/u.test(text) ? 'ru' : 'en');

/** The text in the quotation marks of a language. */
export const quoted = (text: string, locale: Locale): string => (locale === 'ru' ? `«${text}»` : `“${text}”`);

/** The text with one language changed; nothing when no language is left. */
export function withLanguage(text: LocalizedText | undefined, locale: Locale, value: string): LocalizedText | undefined {
  const other: Locale = locale === 'ru' ? 'en' : 'ru';
  const rest = inLanguage(text, other);
  const next = { ...(rest ? { [other]: rest } : {}), ...(value ? { [locale]: value } : {}) };
  return Object.keys(next).length === 0 ? undefined : next;
}

/**
 * The text with one language changed by a person. A text that still is one of those `given` from the start loses its other language:
 * that is no translation of what is written now, and would pass for one.
 */
export function rewritten(text: LocalizedText | undefined, locale: Locale, value: string, given: readonly (LocalizedText | undefined)[]): LocalizedText | undefined {
  const same = (each: LocalizedText | undefined): boolean => each !== undefined && (['ru', 'en'] as const).every((language) => inLanguage(each, language) === inLanguage(text, language));
  return withLanguage(given.some(same) ? undefined : text, locale, value);
}

/** Written in one language and not in the other. */
export function untranslated(text: LocalizedText | undefined): boolean {
  return (inLanguage(text, 'ru') === '') !== (inLanguage(text, 'en') === '');
}

const letters: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

const latin = (text: string): string => [...text.toLowerCase()].map((letter) => letters[letter] ?? letter).join('');

/** An id made of a title: Latin letters, digits and hyphens. `''` when nothing is left. */
export const idOf = (title: string): string => latin(title).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '');

/** A field's key made of a title: `camelCase` in Latin letters. `''` when nothing is left. */
export function fieldKeyOf(title: string): string {
  const words = latin(title).split(/[^a-z0-9]+/).filter((word) => word !== '').slice(0, 4);
  const key = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  return /^[0-9]/.test(key) ? `f${key}` : key.slice(0, 40);
}
