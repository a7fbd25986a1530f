import { plural } from '@requestry/model';
import type { Locale } from '@requestry/model';

/** How a value, a line or a cell changed. */
export type Change = 'added' | 'changed' | 'removed';

interface Words {
  readonly change: Readonly<Record<Change, string>>;
  readonly was: string;
  readonly row: string;
  readonly nothing: string;
  count(count: number): string;
}

const en: Words = {
  change: { added: 'added', changed: 'changed', removed: 'removed' },
  was: 'was',
  row: 'Change',
  nothing: 'Nothing has changed.',
  count: (count) => `${count} ${plural(count, { one: 'field has', other: 'fields have' }, 'en')} changed.`,
};

const ru: Words = {
  change: { added: 'добавлено', changed: 'изменено', removed: 'убрано' },
  was: 'было',
  row: 'Изменение',
  nothing: 'Ничего не изменилось.',
  count: (count) => `${plural(count, { one: 'Изменилось', few: 'Изменились', many: 'Изменилось', other: 'Изменилось' }, 'ru')} ${count} ${plural(count, { one: 'поле', few: 'поля', many: 'полей', other: 'поля' }, 'ru')}.`,
};

/** Words of the comparison. */
export const words: Readonly<Record<Locale, Words>> = { en, ru };
