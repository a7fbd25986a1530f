import { relationTypes, type Issue, type Kind, type RelationRule } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import type { FindCallable } from '../called-routes.js';

type Words = { readonly ru: string; readonly en: string };

const words: Readonly<Record<string, (value: string) => Words>> = {
  'kind.relation-twice': (value) => ({ ru: `правило «${value}» встречается дважды`, en: `the rule “${value}” is there twice` }),
  'kind.relation-type': (value) => ({ ru: `нет вида связи «${value}»`, en: `there is no relation “${value}”` }),
  'kind.relation-kind': (value) => ({ ru: `нет опубликованного вида заявки «${value}»`, en: `there is no published kind of request “${value}”` }),
  'kind.relation-field': (value) => ({ ru: `в форме нет поля «${value}»`, en: `the form has no field “${value}”` }),
  'kind.relation-field-type': (value) => ({ ru: `поля «${value}» разного типа`, en: `the fields “${value}” are of different types` }),
  'kind.relation-fields': () => ({ ru: 'не указано, какие поля она меняет', en: 'nothing says which fields it changes' }),
  'kind.relation-only': (value) => ({ ru: `настройка «${value}» здесь не действует`, en: `“${value}” means nothing here` }),
  'kind.relation-most': (value) => ({ ru: `«${value}» — не целое число от 1`, en: `“${value}” is no whole number from 1 on` }),
  'kind.relation-personal': () => ({ ru: 'вид, который меняет персональные данные, сам должен быть с персональными данными', en: 'a kind that changes personal data has to hold personal data itself' }),
};

/** What of a rule belongs to which type. */
const settings: readonly (readonly [setting: 'fields' | 'waits' | 'adopts' | 'sums', type: RelationRule['type']])[] = [['fields', 'amendment'], ['waits', 'child'], ['adopts', 'child'], ['sums', 'child']];

/** What is wrong with what may be made of requests of a kind: names of kinds and fields that are not there, expressions, settings of another relation. */
export async function relationIssues(kind: Kind, find: FindCallable): Promise<readonly Issue[]> {
  const { relations = [] } = kind;
  const issues = await Promise.all(relations.map(async (rule, index) => {
    const target = rule.kind === kind.id ? kind : (await find(rule.kind))?.kind;
    return [...(relations.findIndex(({ id }) => id === rule.id) < index ? [issueOf(rule, index, 'kind.relation-twice', 'id', rule.id)] : []), ...ruleIssues(kind, rule, index, target)];
  }));
  return issues.flat();
}

function issueOf(rule: RelationRule, index: number, code: string, place: string, value = '', severity?: 'warning'): Issue {
  const said = words[code]?.(value) ?? { ru: '', en: '' };
  return { code, path: `/relations/${index}/${place}`, ...(severity ? { severity } : {}), params: { value, message: { ru: `Связь «${rule.id}»: ${said.ru}`, en: `Relation “${rule.id}”: ${said.en}` } } };
}

function ruleIssues(kind: Kind, rule: RelationRule, index: number, target: Kind | undefined): readonly Issue[] {
  const say = (code: string, place: string, value?: string): Issue => issueOf(rule, index, code, place, value);
  const { map = {}, fields, sums = [], most } = rule;
  const has = (of: Kind, name: string): boolean => Object.hasOwn(of.form.schema.properties ?? {}, name);
  const typeOf = (of: Kind, name: string): string => JSON.stringify((of.form.schema.properties?.[name] as { readonly type?: unknown } | undefined)?.type ?? null);
  const named = Object.entries(fields ?? {});
  return [
    ...(relationTypes.includes(rule.type) ? [] : [say('kind.relation-type', 'type', rule.type)]),
    ...(target ? [] : [issueOf(rule, index, 'kind.relation-kind', 'kind', rule.kind, 'warning')]),
    ...(most === undefined || (Number.isInteger(most) && most >= 1) ? [] : [say('kind.relation-most', 'most', String(most))]),
    ...settings.flatMap(([setting, type]) => (rule[setting] !== undefined && rule.type !== type ? [say('kind.relation-only', setting, setting)] : [])),
    ...Object.entries(map).flatMap(([field, text]) => [
      ...(target && !has(target, field) ? [say('kind.relation-field', 'map', field)] : []),
      ...compileExpression(text).issues.map((issue): Issue => ({ ...issue, path: `/relations/${index}/map/${field}`, params: { ...issue.params, message: { ru: `Связь «${rule.id}», ${field}: ${feelIssueText(issue, 'ru')}`, en: `Relation “${rule.id}”, ${field}: ${feelIssueText(issue, 'en')}` } } })),
    ]),
    ...(rule.type === 'amendment' && named.length === 0 ? [say('kind.relation-fields', 'fields')] : []),
    ...named.flatMap(([field, own]) => {
      if (!has(kind, field)) return [say('kind.relation-field', 'fields', field)];
      if (!target) return [];
      if (!has(target, own)) return [say('kind.relation-field', 'fields', own)];
      return typeOf(kind, field) === typeOf(target, own) ? [] : [say('kind.relation-field-type', 'fields', `${field}, ${own}`)];
    }),
    ...(rule.type === 'amendment' && kind.personalData && target && !target.personalData ? [say('kind.relation-personal', 'kind')] : []),
    ...sums.flatMap(({ of, field }) => (of === 'sum' && target && (field === undefined || !has(target, field)) ? [say('kind.relation-field', 'sums', field ?? '')] : [])),
  ];
}
