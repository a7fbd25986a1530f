import type { FieldText, PaletteField } from '../registry.js';
import { wordsThere } from '@requestry/ui/base';
import { messages } from '../locales/index.js';

await Promise.all([wordsThere('en'), wordsThere('ru')]);

/** What a field type has to be shown with. */
export interface FieldCase {
  readonly type: PaletteField;
  /** A value of it and how it reads in English. */
  readonly value: Parameters<PaletteField['text']>[0];
  readonly text: string | RegExp;
}

/** A field's surroundings for telling values in words. */
export const fieldText = (type: PaletteField, locale: 'ru' | 'en' = 'en'): FieldText => ({
  control: { type: 'Control', scope: '#/properties/value', options: type.options },
  schema: type.schema,
  locale,
  words: messages[locale],
  title: (id) => `title of ${id}`,
  localize: (text) => (typeof text === 'string' ? text : (text?.[locale] ?? '')),
  options: type.options?.rq ?? {},
});

/** The traits every field type has, as named checks that throw when they do not hold. Call them from any test runner. */
export function fieldTraits({ type, value, text }: FieldCase): readonly { readonly name: string; readonly check: () => void }[] {
  const demand = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`${type.type}: ${what}`);
  };
  return [
    { name: 'is named in both languages', check: () => demand(typeof type.title === 'object' && Boolean(type.title.ru) && Boolean(type.title.en), 'a title is missing') },
    { name: 'tells its value in words', check: () => { const told = type.text(value, fieldText(type)); demand(typeof text === 'string' ? told === text : text.test(told), `tells ${JSON.stringify(told)}`); } },
    { name: 'tells nothing of an empty value', check: () => demand(type.text(undefined, fieldText(type)) === '', 'tells something of nothing') },
    {
      name: 'survives values of any other type',
      check: () => [null, 0, '', 'x', true, [], {}, [[]], [{ a: 1 }], { from: 1 }].forEach((odd) => demand(typeof type.text(odd as never, fieldText(type)) === 'string', `throws at ${JSON.stringify(odd)}`)),
    },
  ];
}
