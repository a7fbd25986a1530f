import type { Issue } from './errors.js';
import { localize, type Locale, type LocalizedText } from './text.js';

type Params = NonNullable<Issue['params']>;
type Words = (params: Params) => LocalizedText;

const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Orders and filters by the names that questions have for them. */
const names: Readonly<Record<string, readonly [en: string, ru: string]>> = {
  submittedAt: ['submission', 'подаче'],
  closedAt: ['closing', 'закрытию'],
  due: ['due moment', 'сроку'],
  number: ['number', 'номеру'],
  title: ['title', 'названию'],
};

function orders(value: unknown): { readonly en: string; readonly ru: string } {
  const each = listed(value).map((order) => names[order] ?? [`field “${order.replace(/^field:/, '')}”`, `полю «${order.replace(/^field:/, '')}»`] as const);
  return { en: each.map(([en]) => en).join(', '), ru: each.map(([, ru]) => ru).join(', ') };
}

const words: Readonly<Record<string, Words>> = {
  'register.needs-kind': () => ({ en: 'Choose one kind of request first', ru: 'Сначала выберите один вид заявки' }),
  'register.field': ({ found }) => ({ en: `There is no filter by “${String(found)}” for this kind`, ru: `По «${String(found)}» заявки этого вида не отбираются` }),
  'register.too-many': ({ limit }) => ({ en: `Too many values: at most ${String(limit)}`, ru: `Слишком много значений, можно не больше ${String(limit)}` }),
  'register.too-long': ({ limit }) => ({ en: `The text is too long: at most ${String(limit)} characters`, ru: `Текст слишком длинный, можно не больше ${String(limit)} знаков` }),
  'register.empty': () => ({ en: 'Say from what value on, or up to what', ru: 'Укажите, от какого значения или до какого' }),
  'register.moment': () => ({ en: 'This is no date', ru: 'Это не дата' }),
  'register.mine-and-initiator': () => ({ en: 'Your own requests have no other initiator', ru: 'У своих заявок не бывает другого инициатора' }),
  'register.too-wide': ({ orders: possible }) => ({
    en: `Too many requests to sort so. Narrow the filter, or sort by ${orders(possible).en}`,
    ru: `Слишком много заявок для такой сортировки. Уточните отбор или сортируйте по ${orders(possible).ru}`,
  }),
  'page.cursor': () => ({ en: 'The list has changed. Open it from the beginning', ru: 'Список изменился. Откройте его с начала' }),
  'view.name': ({ limit }) => ({ en: `Give the view a name of at most ${String(limit)} characters`, ru: `Назовите представление, не больше ${String(limit)} знаков` }),
  'view.columns': ({ limit }) => ({ en: `Too many columns: at most ${String(limit)}`, ru: `Слишком много столбцов, можно не больше ${String(limit)}` }),
  'view.too-large': () => ({ en: 'The view is too large: shorten its filter', ru: 'Представление слишком велико: сократите отбор' }),
  'view.too-many': ({ limit }) => ({ en: `There are ${String(limit)} views already: delete one first`, ru: `Представлений уже ${String(limit)}: сначала удалите лишнее` }),
  'kind.filterable-unknown': ({ found }) => ({ en: `To be filtered by “${String(found)}”, the form needs a field of that name`, ru: `В форме нет поля «${String(found)}», по которому отбираются заявки` }),
  'kind.filterable-many': ({ limit }) => ({ en: `Requests are filtered by ${String(limit)} fields at most`, ru: `Отбирать можно не больше чем по ${String(limit)} полям` }),
  'kind.filterable-hidden': ({ found }) => ({ en: `“${String(found)}” is hidden from some, so nobody can filter by it`, ru: `«${String(found)}» видят не все, поэтому отбора по нему не будет` }),
};

/** What is wrong with a question to the register, a view or the list of filterable fields, in words; undefined for issues of others. */
export function registerIssueText({ code, params = {} }: Issue, locale: Locale): string | undefined {
  return Object.hasOwn(words, code) ? localize(words[code]?.(params) ?? code, locale) : undefined;
}
