import { localize, type FactValue, type FollowUp, type Issue, type Kind } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import type { Route } from '@requestry/route';
import { givenNames } from '../guards/subject.js';

type Said = { readonly ru: string; readonly en: string };

const words: Readonly<Record<string, (value: string) => Said>> = {
  'follow-up.id-twice': () => ({ ru: 'такое обозначение уже есть', en: 'the id is there twice' }),
  'follow-up.never': (value) => ({ ru: `ни один этап не спрашивает решение из справочника «${value}»`, en: `no step asks for a decision of “${value}”` }),
  'follow-up.start': () => ({ ru: 'не указано, что начинать', en: 'nothing says what it starts' }),
  'follow-up.unknown-name': (value) => ({ ru: `неизвестное имя «${value}»`, en: `unknown name “${value}”` }),
  'follow-up.unknown-kind': (value) => ({ ru: `нет вида заявки «${value}»`, en: `there is no kind “${value}”` }),
  'follow-up.unknown-field': (value) => ({ ru: `в форме другого вида нет поля «${value}»`, en: `the form of the other kind has no field “${value}”` }),
  'follow-up.unknown-type': (value) => ({ ru: `в справочнике нет записи «${value}»`, en: `the directory has no record “${value}”` }),
};

/** What is wrong with what the decisions of a kind start, as far as the kind alone tells. */
export function followUpIssues(kind: Kind, route: Route | undefined): readonly Issue[] {
  const { followUps = [], form } = kind;
  const asked = new Set(route?.nodes.flatMap(({ step }) => (step?.outcomes ?? []).map(({ decisionDirectory }) => decisionDirectory)));
  const known = new Set<string>([...givenNames, 'decision', ...Object.keys(form.schema.properties ?? {})]);
  return followUps.flatMap((followUp, index) => {
    const { id, directory, start } = followUp;
    const say = (code: string, place: string, value = '', severity?: 'warning'): Issue => ({ code, path: `/followUps/${index}/${place}`, ...(severity ? { severity } : {}), params: { value, message: told(followUp, words[code]?.(value)) } });
    const mapping: readonly (readonly [string, FactValue])[] = Object.entries(start?.data ?? {});
    return [
      ...(followUps.findIndex((each) => each.id === id) < index ? [say('follow-up.id-twice', 'id', id)] : []),
      ...(asked.has(directory) ? [] : [say('follow-up.never', 'directory', directory, 'warning')]),
      ...(start && ('kind' in start ? start.kind : start.message) ? [] : [say('follow-up.start', 'start')]),
      ...mapping.flatMap(([field, value]) => {
        if (typeof value !== 'string' || !value.startsWith('=')) return [];
        const { issues, names } = compileExpression(value);
        const unknown = [...new Set(names.map((name) => name.split('.')[0] ?? ''))].filter((name) => !known.has(name));
        return [
          ...issues.map((issue): Issue => ({ ...issue, path: `/followUps/${index}/start/data/${field}`, params: { ...issue.params, message: told(followUp, { ru: feelIssueText(issue, 'ru'), en: feelIssueText(issue, 'en') }) } })),
          ...unknown.map((name) => say('follow-up.unknown-name', `start/data/${field}`, name)),
        ];
      }),
    ];
  });
}

/** What others have to have for it: the kind that it begins with its fields, and the records that it follows. */
export function followUpPlaces({ followUps = [] }: Kind, { kinds, hasRecord }: { readonly kinds: readonly Kind[]; readonly hasRecord: (directory: string, id: string) => boolean }): readonly Issue[] {
  return followUps.flatMap((followUp, index) => {
    const { start, directory, types = [] } = followUp;
    const say = (code: string, place: string, value: string): Issue => ({ code, path: `/followUps/${index}/${place}`, params: { value, message: told(followUp, words[code]?.(value)) } });
    const unknown = types.filter((id) => !hasRecord(directory, id)).map((id) => say('follow-up.unknown-type', 'types', id));
    if (!('kind' in start)) return unknown;
    const kind = kinds.find(({ id }) => id === start.kind);
    if (!kind) return [...unknown, say('follow-up.unknown-kind', 'start/kind', start.kind)];
    return [...unknown, ...Object.keys(start.data).filter((field) => !Object.hasOwn(kind.form.schema.properties ?? {}, field)).map((field) => say('follow-up.unknown-field', `start/data/${field}`, field))];
  });
}

const told = ({ id, title }: FollowUp, said: Said = { ru: '', en: '' }): Said => ({ ru: `Продолжение «${localize(title ?? id, 'ru')}»: ${said.ru}`, en: `Follow-up “${localize(title ?? id, 'en')}”: ${said.en}` });
