/** Languages of the product's own words. */
export type Locale = 'ru' | 'en';

/** A text for people: one for all, or one per language. A missing language falls back to the other. */
export type LocalizedText = string | { readonly ru?: string; readonly en?: string };

/** The text in `locale`; the other language when this one is missing; `''` when there is none. */
export function localize(text: LocalizedText | undefined, locale: Locale): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[locale] ?? text.ru ?? text.en ?? '';
}

/** Forms of a word by number; Russian uses all of `one`, `few`, `many`, English `one` and `other`. */
export interface PluralForms {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

/** The form of a word that goes with `count`, without the number itself. */
export function plural(count: number, forms: PluralForms, locale: Locale): string {
  const rule = rules[locale].select(count);
  return (rule in forms ? forms[rule as keyof PluralForms] : undefined) ?? forms.other;
}

/** Words of one workspace in one language: a text, or a function of named parameters. */
export type Messages = Readonly<Record<string, string | ((params: never) => string)>>;
