import type { Issue } from '../errors.js';
import { feelIssueText } from '../expression/locales.js';
import type { Json } from '../json.js';
import type { Locale } from '../text.js';
import type { DecisionExample, DecisionFinding } from './check.js';

type Params = Readonly<Record<string, string>>;
type DecisionTexts = Readonly<Record<string, (params: Params) => string>>;

const en = {
  'decision.too-large': (p) => `The table has ${p['found']} rules, at most ${p['limit']} are allowed`,
  'decision.too-wide': (p) => `The table has ${p['found']} columns, at most ${p['limit']} are allowed`,
  'decision.hit-policy': (p) => `There is no hit policy “${p['found']}”`,
  'decision.no-output': () => 'The table has no output',
  'decision.output-name': () => 'Each of several outputs needs a name of its own',
  'decision.no-priorities': () => 'Hit policy P needs the values of an output, the most important first',
  'decision.cells': (p) => `Rule ${p['rule']} has ${p['found']} cells, expected ${p['wanted']}`,
  'decision.unknown': (p) => `There is no decision table “${p['decision']}”`,
  'decision.not-unique': (p) => `Rules ${p['rules']} match together, but only one may`,
  'decision.disagreement': (p) => `Rules ${p['rules']} match together, but give different values`,
  'decision.no-rule': () => 'No rule of the table matches',
  'decision.value-refused': (p) => `“${p['input']}” is ${p['found']}, expected ${p['values']}`,
  'decision.gap': (p) => `No rule matches${p['example'] ? ` when ${p['example']}` : ''}`,
  'decision.overlap': (p) => `Rules ${p['rules']} match together${p['example'] ? ` when ${p['example']}` : ''}`,
  'decision.masked': (p) => `Rule ${p['rules']} never decides: stronger rules take everything it asks for${p['example'] ? `, such as ${p['example']}` : ''}`,
  'decision.never': (p) => `Nothing can fit rule ${p['rules']}`,
  'decision.not-checked': (p) =>
    p['reason'] === 'work' ? 'Not fully checked: the table is too large' : p['reason'] === 'input' ? `Not fully checked: the values of ${p['inputs']} cannot be divided` : `Not fully checked: rules ${p['rules']} depend on data`,
} satisfies DecisionTexts;

const ru = {
  'decision.too-large': (p) => `В таблице ${p['found']} правил, допустимо не больше ${p['limit']}`,
  'decision.too-wide': (p) => `В таблице ${p['found']} столбцов, допустимо не больше ${p['limit']}`,
  'decision.hit-policy': (p) => `Нет правила выбора «${p['found']}»`,
  'decision.no-output': () => 'В таблице нет столбца с результатом',
  'decision.output-name': () => 'У каждого из нескольких результатов должно быть своё имя',
  'decision.no-priorities': () => 'Для выбора P нужны значения результата, начиная с самого важного',
  'decision.cells': (p) => `В правиле ${p['rule']} ячеек: ${p['found']}, а нужно ${p['wanted']}`,
  'decision.unknown': (p) => `Нет таблицы решений «${p['decision']}»`,
  'decision.not-unique': (p) => `Подходят сразу правила ${p['rules']}, а должно только одно`,
  'decision.disagreement': (p) => `Правила ${p['rules']} подходят вместе, но дают разное`,
  'decision.no-rule': () => 'Ни одно правило таблицы не подходит',
  'decision.value-refused': (p) => `«${p['input']}» — ${p['found']}, а допустимо ${p['values']}`,
  'decision.gap': (p) => `Ни одно правило не подходит${p['example'] ? `, когда ${p['example']}` : ''}`,
  'decision.overlap': (p) => `Правила ${p['rules']} подходят вместе${p['example'] ? `, когда ${p['example']}` : ''}`,
  'decision.masked': (p) => `Правило ${p['rules']} никогда не решает: всё, что ему подходит, забирают более сильные${p['example'] ? `, например ${p['example']}` : ''}`,
  'decision.never': (p) => `Правилу ${p['rules']} ничего не может подойти`,
  'decision.not-checked': (p) =>
    p['reason'] === 'work' ? 'Проверено не всё: таблица слишком велика' : p['reason'] === 'input' ? `Проверено не всё: значения ${p['inputs']} нельзя разделить` : `Проверено не всё: правила ${p['rules']} зависят от данных`,
} satisfies Record<keyof typeof en, (params: Params) => string>;

const texts: Readonly<Record<Locale, DecisionTexts>> = { en, ru };
const and: Readonly<Record<Locale, string>> = { en: ' and ', ru: ' и ' };

/** Words for an issue of a table or a finding of its check, with the finding's example. */
export function decisionIssueText(issue: Issue | DecisionFinding, locale: Locale): string {
  const text = texts[locale][issue.code];
  if (!text) return feelIssueText(issue, locale);
  const params = Object.entries(issue.params ?? {}).map(([name, value]) => [name, wordOf(value)] as const);
  const example = 'example' in issue && issue.example ? exampleText(issue.example, locale) : '';
  return text({ ...Object.fromEntries(params), example });
}

const wordOf = (value: Json | undefined): string => (Array.isArray(value) ? value.join(', ') : typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''));

const exampleText = (example: DecisionExample, locale: Locale): string =>
  Object.entries(example).map(([input, value]) => `${input} = ${JSON.stringify(value)}`).join(and[locale]);
