import { formIssueText } from '@requestry/forms/core';
import { localize, type Issue, type Locale, type LocalizedText } from '@requestry/model';
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
  'expression.unknown-name': ({ name, expression }, locale) => (locale === 'ru' ? `В выражении «${String(expression)}» неизвестное имя «${String(name)}»` : `Unknown name “${String(name)}” in “${String(expression)}”`),
  'expression.unknown-step': ({ name, expression }, locale) => (locale === 'ru' ? `В выражении «${String(expression)}» неизвестный этап «${String(name)}»` : `Unknown step “${String(name)}” in “${String(expression)}”`),
};

/** The sentence for anything that is wrong with a system: its parts, forms and routes. The bare code for what nobody has words for. */
export function systemIssueText(issue: Issue, locale: Locale): string {
  const { code, params = {} } = issue;
  const sentence = Object.hasOwn(own, code) ? own[code] : undefined;
  if (sentence) return sentence(params, locale);
  if (params.message !== undefined) return localize(params.message as LocalizedText, locale);
  const route = routeIssueText(issue, locale);
  return route === code ? formIssueText(issue, locale) : route;
}
