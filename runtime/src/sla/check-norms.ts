import { parseDuration, type Issue, type Kind, type Norm } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import type { Route } from '@requestry/route';

type Words = { readonly ru: string; readonly en: string };

const names: Readonly<Record<Norm['deadline'], Words>> = {
  answer: { ru: 'Срок ответа', en: 'Deadline of the answer' },
  execution: { ru: 'Срок исполнения', en: 'Deadline of execution' },
};

const words: Readonly<Record<string, (value: string) => Words>> = {
  'kind.deadline-empty': () => ({ ru: 'не указано, откуда он берётся', en: 'nothing says how long it is' }),
  'kind.deadline-duration': (value) => ({ ru: `«${value}» не рабочее время вида P5D или PT4H`, en: `“${value}” is no working time such as P5D or PT4H` }),
  'kind.deadline-decision': (value) => ({ ru: `у вида заявки нет таблицы «${value}»`, en: `the kind has no table “${value}”` }),
  'kind.deadline-field': (value) => ({ ru: `«${value}» не поле-справочник формы и его свойство через точку`, en: `“${value}” is no lookup field of the form and a property of it after a dot` }),
  'kind.deadline-step': (value) => ({ ru: `на маршруте нет этапа «${value}»`, en: `the route has no step “${value}”` }),
};

/** What is wrong with how a kind recurs. */
export const recurrenceIssues = ({ recurrence }: Kind): readonly Issue[] =>
  recurrence?.missed === undefined || ['last', 'all', 'skip'].includes(recurrence.missed)
    ? []
    : [{ code: 'kind.recurrence', path: '/recurrence/missed', params: { message: { ru: `Повторение: неизвестное правило для пропущенных дат «${String(recurrence.missed)}»`, en: `Recurrence: unknown rule for missed dates “${String(recurrence.missed)}”` } } }];

/** What is wrong with the deadlines of a kind: durations, expressions, and names of tables, fields and steps that are not there. */
export function normIssues({ deadlines = [], decisions = [], form }: Kind, route: Route | undefined): readonly Issue[] {
  return deadlines.flatMap((norm, index) => {
    const say = (code: string, place: string, value = ''): Issue => ({ code, path: `/deadlines/${index}/${place}`, params: { value, message: told(norm, words[code]?.(value)) } });
    const { within, decision, field, ask } = norm;
    const steps = new Set(route?.nodes.filter(({ step }) => step).map(({ id }) => id));
    return [
      ...(within === undefined && decision === undefined && field === undefined ? [say('kind.deadline-empty', 'within')] : []),
      ...(within?.startsWith('=') ? feelIssues(norm, index, within) : []),
      ...[['within', within] as const, ['ask', ask] as const].flatMap(([place, text]) => (text === undefined || text.startsWith('=') || parseDuration(text) ? [] : [say('kind.deadline-duration', place, text)])),
      ...(decision !== undefined && !decisions.some(({ id }) => id === decision) ? [say('kind.deadline-decision', 'decision', decision)] : []),
      ...(field !== undefined && !(/^[^.]+\.[^.]+$/.test(field) && Object.hasOwn(form.schema.properties ?? {}, field.split('.')[0] ?? '')) ? [say('kind.deadline-field', 'field', field)] : []),
      ...[['from', norm.from] as const, ['until', norm.until] as const].flatMap(([place, step]) => (step === undefined || steps.has(step) ? [] : [say('kind.deadline-step', place, step)])),
    ];
  });
}

const told = ({ deadline }: Norm, said: Words = { ru: '', en: '' }): Words => ({ ru: `${names[deadline].ru}: ${said.ru}`, en: `${names[deadline].en}: ${said.en}` });

const feelIssues = (norm: Norm, index: number, text: string): readonly Issue[] =>
  compileExpression(text).issues.map((issue) => ({ ...issue, path: `/deadlines/${index}/within`, params: { ...issue.params, message: told(norm, { ru: feelIssueText(issue, 'ru'), en: feelIssueText(issue, 'en') }) } }));
