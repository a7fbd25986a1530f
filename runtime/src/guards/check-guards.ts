import { localize, outcomesOf, type Guard, type GuardFact, type Issue, type Kind } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import type { Route } from '@requestry/route';
import { longestTimeout } from './connectors.js';
import { givenNames } from './subject.js';

type Said = { readonly ru: string; readonly en: string };

const words: Readonly<Record<string, (value: string) => Said>> = {
  'guard.id-twice': () => ({ ru: 'такое обозначение уже есть', en: 'the id is there twice' }),
  'guard.moment': (value) => ({ ru: `неизвестно, когда проверять: «${value}»`, en: `unknown moment “${value}”` }),
  'guard.explanation': () => ({ ru: 'нет объяснения для людей', en: 'there is no explanation for people' }),
  'guard.no-formula': (value) => ({ ru: `условие начинается со знака «=», а здесь «${value}»`, en: `a condition begins with “=”, found “${value}”` }),
  'guard.step-needed': () => ({ ru: 'не указан этап', en: 'no step is named' }),
  'guard.unknown-step': (value) => ({ ru: `на маршруте нет этапа «${value}»`, en: `the route has no step “${value}”` }),
  'guard.unknown-outcome': (value) => ({ ru: `у этапа нет решения «${value}»`, en: `the step has no outcome “${value}”` }),
  'guard.unknown-name': (value) => ({ ru: `неизвестное имя «${value}»`, en: `unknown name “${value}”` }),
  'guard.fact-name': (value) => ({ ru: `имя «${value}» занято или не годится`, en: `the name “${value}” is taken or no name` }),
  'guard.fact-unknown': (value) => ({ ru: `неизвестно, откуда брать сведения: «${value}»`, en: `facts do not come from “${value}”` }),
  'guard.fact-value': () => ({ ru: 'не указано, какое значение брать', en: 'nothing says which value is taken' }),
  'guard.not-filterable': (value) => ({ ru: `по полю «${value}» заявки не находят: добавьте его в отборы`, en: `requests are not found by “${value}”: make it filterable` }),
  'guard.timeout': (value) => ({ ru: `время ответа — от 1 до ${value} миллисекунд`, en: `a connector may take 1 to ${value} milliseconds` }),
  'guard.connector-unknown': (value) => ({ ru: `соединение «${value}» здесь не подключено`, en: `there is no connector “${value}” here` }),
};

/** What is wrong with the guards of a kind. `connectors`: those that there are, when that is known. */
export function guardIssues(kind: Kind, route: Route | undefined, connectors?: readonly string[]): readonly Issue[] {
  const { guards = [] } = kind;
  return guards.flatMap((guard, index) => {
    const say: Say = (code, place, value = '', severity) => ({ code, path: `/guards/${index}/${place}`, ...(severity ? { severity } : {}), params: { value, message: told(guard, words[code]?.(value)) } });
    const texts = [...feel(kind, guard, say, guard.when, 'when', Object.keys(guard.facts ?? {}))];
    return [
      ...(guards.findIndex(({ id }) => id === guard.id) < index ? [say('guard.id-twice', 'id', guard.id)] : []),
      ...(['submit', 'accept', 'decide', 'reassign'].includes(guard.at) ? [] : [say('guard.moment', 'at', String(guard.at))]),
      ...(localize(guard.explanation, 'ru').trim() === '' ? [say('guard.explanation', 'explanation')] : []),
      ...stepIssues(guard, route, say),
      ...texts,
      ...Object.entries(guard.facts ?? {}).flatMap(([name, fact]) => factIssues(kind, guard, name, fact, say, connectors)),
    ];
  });
}

type Say = (code: string, place: string, value?: string, severity?: 'warning') => Issue;

const told = ({ id, title }: Guard, said: Said = { ru: '', en: '' }): Said => ({ ru: `Условие «${localize(title ?? id, 'ru')}»: ${said.ru}`, en: `Guard “${localize(title ?? id, 'en')}”: ${said.en}` });

function stepIssues({ at, step, outcome }: Guard, route: Route | undefined, say: Say): readonly Issue[] {
  if (at === 'accept' && step === undefined) return [say('guard.step-needed', 'step')];
  if (step === undefined) return [];
  const found = route?.nodes.find(({ id }) => id === step)?.step;
  if (!found) return [say('guard.unknown-step', 'step', step)];
  const unknown = outcome !== undefined && !outcomesOf(found).some(({ id }) => id === outcome);
  return unknown ? [say('guard.unknown-outcome', 'outcome', outcome)] : [];
}

/** A condition or value of FEEL: its language, and the names that it uses. */
function feel({ form }: Kind, guard: Guard, say: Say, text: string, place: string, facts: readonly string[] = []): readonly Issue[] {
  if (!text.startsWith('=')) return [say('guard.no-formula', place, text.slice(0, 80))];
  const { issues, names } = compileExpression(text);
  const known = new Set<string>([...givenNames, ...facts, ...Object.keys(form.schema.properties ?? {})]);
  const unknown = [...new Set(names.map((name) => name.split('.')[0] ?? ''))].filter((name) => !known.has(name));
  return [
    ...issues.map((issue): Issue => ({ ...issue, path: say('', place).path ?? '', params: { ...issue.params, message: told(guard, { ru: feelIssueText(issue, 'ru'), en: feelIssueText(issue, 'en') }) } })),
    ...unknown.map((name) => say('guard.unknown-name', place, name)),
  ];
}

function factIssues(kind: Kind, guard: Guard, name: string, fact: GuardFact, say: Say, connectors: readonly string[] | undefined): readonly Issue[] {
  const place = `facts/${name}`;
  const taken = [...givenNames, ...Object.keys(kind.form.schema.properties ?? {})].includes(name) || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
  const named = taken ? [say('guard.fact-name', place, name)] : [];
  const values = (given: Readonly<Record<string, unknown>> = {}, where: string): readonly Issue[] =>
    Object.entries(given).flatMap(([property, value]) => (typeof value === 'string' && value.startsWith('=') ? feel(kind, guard, say, value, `${place}/${where}/${property}`) : []));
  const syntax = (text: string | undefined, at: string): readonly Issue[] => (text === undefined ? [] : feel(kind, guard, say, text, `${place}/${at}`).filter(({ code }) => code !== 'guard.unknown-name'));
  switch (fact.from) {
    case 'records':
      return [...named, ...values(fact.where, 'where'), ...(['sum', 'min', 'max'].includes(fact.take ?? '') && fact.property === undefined ? [say('guard.fact-value', place)] : [])];
    case 'requests':
      return [
        ...named, ...syntax(fact.where, 'where'), ...syntax(fact.value, 'value'),
        ...(!['count', undefined].includes(fact.take) && fact.value === undefined ? [say('guard.fact-value', place)] : []),
        ...(typeof fact.same === 'object' && (fact.kinds ?? [kind.id]).includes(kind.id) && !(kind.filterable ?? []).includes(fact.same.field) ? [say('guard.not-filterable', place, fact.same.field)] : []),
      ];
    case 'connector':
      return [
        ...named, ...values(fact.query, 'query'),
        ...(fact.timeout !== undefined && !(fact.timeout >= 1 && fact.timeout <= longestTimeout) ? [say('guard.timeout', `${place}/timeout`, String(longestTimeout))] : []),
        ...(connectors && !connectors.includes(fact.connector) ? [say('guard.connector-unknown', `${place}/connector`, fact.connector, 'warning')] : []),
      ];
    default:
      return [...named, say('guard.fact-unknown', place, String((fact as { readonly from?: unknown }).from))];
  }
}
