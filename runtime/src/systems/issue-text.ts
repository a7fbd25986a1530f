import { formIssueText } from '@requestry/forms/core';
import { localize, registerIssueText, type Issue, type Locale, type LocalizedText } from '@requestry/model';
import { routeIssueText } from '@requestry/route';

const things: Readonly<Record<string, { readonly en: string; readonly ru: string }>> = {
  unit: { en: 'unit', ru: 'подразделение' },
  person: { en: 'person', ru: 'сотрудник' },
  role: { en: 'role', ru: 'роль' },
  group: { en: 'group', ru: 'группа' },
  calendar: { en: 'calendar', ru: 'календарь' },
  kind: { en: 'kind of request', ru: 'вид заявки' },
  directory: { en: 'directory', ru: 'справочник' },
  record: { en: 'record', ru: 'запись' },
};

const own: Readonly<Record<string, (params: NonNullable<Issue['params']>, locale: Locale) => string>> = {
  'system.id-twice': ({ id }, locale) => (locale === 'ru' ? `Обозначение «${String(id)}» встречается дважды` : `The id “${String(id)}” is there twice`),
  'system.unknown': ({ what, id }, locale) => {
    const thing = things[String(what)]?.[locale] ?? String(what);
    return locale === 'ru' ? `Нет такого: ${thing} «${String(id)}»` : `There is no ${thing} “${String(id)}”`;
  },
  'source.id': ({ found }, locale) => (locale === 'ru' ? `«${String(found)}» не годится как обозначение источника: нужны строчные латинские буквы, цифры и дефисы` : `“${String(found)}” is no id of a source: lower-case letters, digits and dashes`),
  'source.channel': ({ found }, locale) => (locale === 'ru' ? `Неизвестный канал «${String(found)}»` : `Unknown channel “${String(found)}”`),
  'source.duplicate-minutes': ({ limit }, locale) => (locale === 'ru' ? `Срок повтора — от 0 до ${String(limit)} минут` : `The time of repeats is 0 to ${String(limit)} minutes`),
  'source.contact-field': ({ found }, locale) => (locale === 'ru' ? `Нет таких сведений о заявителе: «${String(found)}»` : `Nothing of a contact is called “${String(found)}”`),
  'source.mailbox': ({ found }, locale) => (locale === 'ru' ? `«${String(found)}» — не адрес почты` : `“${String(found)}” is no mail address`),
  'source.mailbox-twice': ({ mailbox, source }, locale) => (locale === 'ru' ? `Ящик «${String(mailbox)}» уже у источника «${String(source)}»` : `Mailbox “${String(mailbox)}” belongs to source “${String(source)}” already`),
  'source.no-formula': (_params, locale) => (locale === 'ru' ? 'Правило начинается со знака «=»' : 'A rule begins with “=”'),
  'source.unknown-field': ({ field }, locale) => (locale === 'ru' ? `В форме вида нет поля «${String(field)}»` : `The form of the kind has no field “${String(field)}”`),
  'source.unfilled': ({ field }, locale) => (locale === 'ru' ? `Обязательное поле «${String(field)}» ничем не заполняется` : `Nothing fills the mandatory field “${String(field)}”`),
  'source.no-secret': (_params, locale) => (locale === 'ru' ? 'Секрет не задан: отправить никто не сможет' : 'There is no secret: nobody can send'),
  'source.secret': ({ least, most }, locale) => (locale === 'ru' ? `В секрете от ${String(least)} до ${String(most)} знаков` : `A secret has ${String(least)} to ${String(most)} characters`),
  'source.too-large': ({ limit }, locale) => (locale === 'ru' ? `Описание источника слишком велико: не больше ${String(limit)} знаков` : `The source is too large: at most ${String(limit)} characters`),
  'expression.unknown-name': ({ name, expression }, locale) => (locale === 'ru' ? `В выражении «${String(expression)}» неизвестное имя «${String(name)}»` : `Unknown name “${String(name)}” in “${String(expression)}”`),
  'expression.unknown-step': ({ name, expression }, locale) => (locale === 'ru' ? `В выражении «${String(expression)}» неизвестный этап «${String(name)}»` : `Unknown step “${String(name)}” in “${String(expression)}”`),
};

/** The sentence for anything that is wrong with a system: its parts, forms and routes. The bare code for what nobody has words for. */
export function systemIssueText(issue: Issue, locale: Locale): string {
  const { code, params = {} } = issue;
  const sentence = Object.hasOwn(own, code) ? own[code] : undefined;
  if (sentence) return sentence(params, locale);
  if (params.message !== undefined) return localize(params.message as LocalizedText, locale);
  const register = registerIssueText(issue, locale);
  if (register !== undefined) return register;
  const route = routeIssueText(issue, locale);
  return route === code ? formIssueText(issue, locale) : route;
}
