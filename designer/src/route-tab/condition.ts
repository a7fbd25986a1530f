import type { Json, Locale } from '@requestry/model';
import { localize } from '@requestry/model';
import type { RouteDoc } from '@requestry/route';
import { quoted } from '../parts/localized.js';
import type { FieldSort, FormField } from './fields.js';
import { words } from './locales/index.js';
import { unsetCondition } from './edits/new-entry.js';

/** How a clause compares. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'empty' | 'filled' | 'yes' | 'no';

/** One comparison of a form field. `value` is absent for `empty`, `filled`, `yes`, `no`. */
export interface Clause {
  readonly field: string;
  readonly operator: Operator;
  readonly value?: Json;
}

/** A condition that can be shown as a list of comparisons. */
export interface Clauses {
  readonly join: 'and' | 'or';
  readonly clauses: readonly Clause[];
}

/** Comparisons that make sense for a sort of field, the usual one first. */
export function operatorsOf(sort: FieldSort): readonly Operator[] {
  switch (sort) {
    case 'number':
    case 'money':
    case 'date':
      return ['>=', '>', '<', '<=', '=', '!=', 'empty', 'filled'];
    case 'boolean':
      return ['yes', 'no'];
    case 'many':
      return ['contains', 'empty', 'filled'];
    case 'text':
      return ['=', '!=', 'contains', 'empty', 'filled'];
    case 'other':
      return ['filled', 'empty'];
    default:
      return ['=', '!=', 'empty', 'filled'];
  }
}

const plainName = /^[A-Za-z_А-Яа-яЁё][\w.А-Яа-яЁё]*$/;
const reference = (field: string): string => (plainName.test(field) ? field : `get value(data, ${JSON.stringify(field)})`);
const moneyName = (field: string): string => (plainName.test(field) ? `${field}.amount` : `get value(${reference(field)}, "amount")`);

function literal(value: Json | undefined, sort: FieldSort): string {
  if (sort === 'date' && typeof value === 'string') return `date(${JSON.stringify(value)})`;
  return JSON.stringify(value ?? '');
}

function clauseText({ field, operator, value }: Clause, sort: FieldSort): string {
  const name = reference(field);
  if (operator === 'empty') return `${name} = null`;
  if (operator === 'filled') return `${name} != null`;
  if (operator === 'yes') return `${name} = true`;
  if (operator === 'no') return `${name} != true`;
  if (operator === 'contains') return `${sort === 'many' ? 'list contains' : 'contains'}(${name}, ${JSON.stringify(value ?? '')})`;
  if (sort === 'money') return `number(${moneyName(field)}) ${operator} ${String(Number(value) || 0)}`;
  const left = sort === 'date' ? `date(${name})` : name;
  return `${left} ${operator} ${literal(value, sort)}`;
}

/** FEEL with leading `=` for the comparisons. Without any it is the condition that nobody has set yet. */
export function writeClauses({ join, clauses }: Clauses, fields: readonly FormField[]): string {
  if (clauses.length === 0) return unsetCondition;
  return `=${clauses.map((clause) => clauseText(clause, fields.find(({ name }) => name === clause.field)?.sort ?? 'other')).join(` ${join} `)}`;
}

/** The comparisons that a condition consists of; nothing when it says more than such a list can. */
export function readClauses(condition: string): Clauses | undefined {
  const text = condition.replace(/^\s*=/, '').trim();
  if (text === '' || text === 'true') return { join: 'and', clauses: [] };
  const parts = splitParts(text);
  if (!parts) return undefined;
  const clauses = parts.texts.map(readClause);
  return clauses.every((clause) => clause !== undefined) ? { join: parts.join, clauses: clauses as readonly Clause[] } : undefined;
}

/** Cuts at ` and ` or ` or ` outside of quotes and brackets; nothing when both occur. */
function splitParts(text: string): { readonly join: 'and' | 'or'; readonly texts: readonly string[] } | undefined {
  const texts: string[] = [];
  const joins = new Set<'and' | 'or'>();
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
      continue;
    }
    if (letter === '"') quoted = true;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    const join = depth === 0 && letter === ' ' ? /^ (and|or) /.exec(text.slice(at, at + 5))?.[1] : undefined;
    if (join === undefined) continue;
    joins.add(join as 'and' | 'or');
    texts.push(text.slice(from, at).trim());
    at += join.length + 1;
    from = at;
  }
  if (depth !== 0 || quoted || joins.size > 1) return undefined;
  return { join: [...joins][0] ?? 'and', texts: [...texts, text.slice(from).trim()] };
}

/** A field, or one of the sums that conditions of a kind know besides. */
const name = String.raw`((?:payments|resources)\.[\w.]+|[A-Za-z_А-Яа-яЁё][\wА-Яа-яЁё]*)`;
const string = String.raw`("(?:[^"\\]|\\.)*")`;

function readClause(text: string): Clause | undefined {
  const contains = new RegExp(`^(?:list )?contains\\(${name}, ${string}\\)$`).exec(text);
  if (contains) return { field: contains[1] as string, operator: 'contains', value: json(contains[2]) };
  const money = new RegExp(`^(?:number\\(${name}\\.amount\\)|${name}\\.amount) (=|!=|<=|>=|<|>) (-?\\d+(?:\\.\\d+)?)$`).exec(text);
  if (money) return { field: (money[1] ?? money[2]) as string, operator: money[3] as Operator, value: Number(money[4]) };
  const date = new RegExp(`^(?:date\\(${name}\\)|${name}) (=|!=|<=|>=|<|>) date\\(${string}\\)$`).exec(text);
  if (date) return { field: (date[1] ?? date[2]) as string, operator: date[3] as Operator, value: json(date[4]) };
  const plain = new RegExp(`^${name} (=|!=|<=|>=|<|>) (${string}|-?\\d+(?:\\.\\d+)?|true|false|null)$`).exec(text);
  if (!plain) return undefined;
  const [, field = '', operator = '=', value = ''] = plain;
  if (value === 'null') return operator === '=' ? { field, operator: 'empty' } : operator === '!=' ? { field, operator: 'filled' } : undefined;
  if (value === 'true' || value === 'false') return operator === '=' || operator === '!=' ? { field, operator: (value === 'true') === (operator === '=') ? 'yes' : 'no' } : undefined;
  return { field, operator: operator as Operator, value: json(value) };
}

function json(text: string | undefined): Json {
  try {
    return JSON.parse(text ?? 'null') as Json;
  } catch {
    return null;
  }
}

/** A condition in plain words: "Amount ≥ 100 000 and Urgent"; a decision of a step by its title; FEEL as it is when it says more. */
export function conditionText(condition: string, fields: readonly FormField[], doc: RouteDoc | undefined, locale: Locale, names: Readonly<Record<string, string>> = {}): string {
  const t = words[locale];
  if (condition === unsetCondition || condition.trim() === '=') return t.conditionUnset;
  const read = readClauses(condition);
  if (!read) return outcomeText(condition, doc, locale) ?? condition.replace(/^=/, '');
  return read.clauses.map((clause) => clauseWords(clause, fields, locale, names)).join(` ${read.join === 'and' ? t.and : t.or} `);
}

function clauseWords({ field, operator, value }: Clause, fields: readonly FormField[], locale: Locale, names: Readonly<Record<string, string>>): string {
  const t = words[locale];
  const known = fields.find((each) => each.name === field);
  const title = known?.title ?? field;
  const sign: Partial<Record<Operator, string>> = { '!=': '≠', '<=': '≤', '>=': '≥' };
  if (operator === 'empty') return t.clauseEmpty({ field: title });
  if (operator === 'filled') return t.clauseFilled({ field: title });
  if (operator === 'yes') return t.clauseYes({ field: title });
  if (operator === 'no') return t.clauseNo({ field: title });
  const told = valueText(value, known, locale, names);
  return operator === 'contains' ? t.clauseContains({ field: title, value: told }) : `${title} ${sign[operator] ?? operator} ${told}`;
}

function valueText(value: Json | undefined, field: FormField | undefined, locale: Locale, names: Readonly<Record<string, string>>): string {
  const option = field?.options?.find((each) => each.value === value);
  if (option) return quoted(option.title, locale);
  if (typeof value === 'number') return value.toLocaleString(locale === 'ru' ? 'ru-RU' : 'en-GB');
  if (typeof value === 'string') return names[value] ?? (field?.sort === 'date' ? value : quoted(value, locale));
  return JSON.stringify(value ?? null);
}

function outcomeText(condition: string, doc: RouteDoc | undefined, locale: Locale): string | undefined {
  const found = /^=\s*steps\.(\w+)\.outcome\s*=\s*"([^"\\]*)"\s*$/.exec(condition);
  const step = found && doc ? stepTitle(doc, found[1] as string, locale) : undefined;
  return found && step !== undefined ? `${step.title}: ${quoted(step.outcomes[found[2] as string] ?? found[2] ?? '', locale)}` : undefined;
}

function stepTitle(doc: RouteDoc, id: string, locale: Locale): { readonly title: string; readonly outcomes: Readonly<Record<string, string>> } | undefined {
  const seek = (steps: RouteDoc['steps']): RouteDoc['steps'][number] | undefined => {
    for (const entry of steps) {
      if (entry.id === id) return entry;
      const inner = 'branches' in entry ? seek(entry.branches.flatMap((branch) => branch.steps)) : undefined;
      if (inner) return inner;
    }
    return undefined;
  };
  const entry = seek(doc.steps);
  if (entry?.kind !== 'step') return undefined;
  return { title: localize(entry.settings.title ?? entry.name, locale), outcomes: Object.fromEntries((entry.settings.outcomes ?? []).map((outcome) => [outcome.id, localize(outcome.title, locale)])) };
}
