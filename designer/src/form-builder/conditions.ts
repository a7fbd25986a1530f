import type { Json, JsonSchema, UiRule } from '@requestry/model';
import { scopeKeys } from './tree.js';

/** How a clause compares. `empty` and `filled` need no value; `contains` asks a list or a text. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'empty' | 'filled' | 'contains';

/** One comparison of a field. */
export interface Clause {
  readonly field: string;
  readonly operator: Operator;
  readonly value?: string | number | boolean;
  /** The value is a date (`2026-03-14`). */
  readonly date?: boolean;
}

/** Clauses that all (`and`) or at least one (`or`) must hold. */
export interface Condition {
  readonly join: 'and' | 'or';
  readonly clauses: readonly Clause[];
}

const name = String.raw`[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*`;
const comparison = new RegExp(String.raw`^(${name}|number\(${name}\))\s*(!=|<=|>=|=|<|>)\s*(.+)$`, 'u');
const containing = new RegExp(String.raw`^(?:list contains|contains)\((${name}),\s*(.+)\)$`, 'u');

/** FEEL with leading `=` for a condition; `''` when it has no clause. */
export function conditionToFeel({ join, clauses }: Condition, isList: (field: string) => boolean = () => false): string {
  const texts = clauses.filter((clause) => clause.field !== '').map((clause) => clauseToFeel(clause, isList));
  return texts.length === 0 ? '' : `=${texts.join(` ${join} `)}`;
}

function clauseToFeel({ field, operator, value, date }: Clause, isList: (field: string) => boolean): string {
  const subject = field.endsWith('.amount') ? `number(${field})` : field;
  const literal = date ? `date(${JSON.stringify(String(value ?? ''))})` : JSON.stringify(value ?? '');
  switch (operator) {
    case 'empty':
      return `${field} = null`;
    case 'filled':
      return `${field} != null`;
    case 'contains':
      return `${isList(field) ? 'list contains' : 'contains'}(${field}, ${literal})`;
    default:
      return date ? `date(${field}) ${operator} ${literal}` : `${subject} ${operator} ${literal}`;
  }
}

/** Reads what `conditionToFeel` writes. Nothing when the expression says more than clauses can: it is edited as text then. */
export function feelToCondition(feel: string): Condition | undefined {
  const text = feel.replace(/^\s*=/, '').trim();
  if (text === '') return { join: 'and', clauses: [] };
  const and = splitTop(text, 'and');
  const or = splitTop(text, 'or');
  if (and.length > 1 && or.length > 1) return undefined;
  const join = or.length > 1 ? 'or' : 'and';
  const clauses = (or.length > 1 ? or : and).map(clauseOf);
  return clauses.every((clause): clause is Clause => clause !== undefined) ? { join, clauses } : undefined;
}

function clauseOf(source: string): Clause | undefined {
  const text = source.trim();
  const within = containing.exec(text);
  if (within?.[1] !== undefined) return withValue(within[1], 'contains', within[2] ?? '');
  const dated = new RegExp(String.raw`^date\((${name})\)\s*(!=|<=|>=|=|<|>)\s*(date\(.+\))$`, 'u').exec(text);
  const found = dated ?? comparison.exec(text);
  if (found?.[1] === undefined) return undefined;
  const field = found[1].replace(/^number\((.*)\)$/u, '$1');
  const operator = found[2] as Operator;
  if (found[3] === 'null') return operator === '=' ? { field, operator: 'empty' } : operator === '!=' ? { field, operator: 'filled' } : undefined;
  return withValue(field, operator, found[3] ?? '');
}

function withValue(field: string, operator: Operator, literal: string): Clause | undefined {
  const date = /^date\("([^"]*)"\)$/.exec(literal);
  if (date) return { field, operator, value: date[1] ?? '', date: true };
  if (!/^(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false)$/.test(literal)) return undefined;
  const value: unknown = JSON.parse(literal);
  return { field, operator, value: value as string | number | boolean };
}

/** Parts of a text between a word that stands outside quotes and brackets. */
function splitTop(text: string, word: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '(' || char === '[' || char === '{') depth += 1;
    else if (char === ')' || char === ']' || char === '}') depth -= 1;
    else if (depth === 0 && /\s/.test(char ?? '') && new RegExp(`^\\s+${word}\\s`).test(text.slice(at, at + word.length + 12))) {
      parts.push(text.slice(from, at));
      at += text.slice(at).search(new RegExp(word)) + word.length - 1;
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** The condition of a rule as FEEL; nothing when it is a schema that clauses cannot say. */
export function ruleToFeel(rule: UiRule | undefined): string | undefined {
  if (!rule) return '';
  if ('feel' in rule.condition) return rule.condition.feel;
  const field = scopeKeys(rule.condition.scope)?.join('.');
  if (!field) return undefined;
  return schemaToFeel(field, rule.condition.schema);
}

function schemaToFeel(field: string, schema: JsonSchema): string | undefined {
  const literal = (value: Json): string => JSON.stringify(value);
  if (schema.const !== undefined) return `=${field} = ${literal(schema.const)}`;
  if (schema.enum) return `=${schema.enum.map((value) => `${field} = ${literal(value)}`).join(' or ')}`;
  const bounds = ([['minimum', '>='], ['exclusiveMinimum', '>'], ['maximum', '<='], ['exclusiveMaximum', '<']] as const).flatMap(([keyword, operator]) => (typeof schema[keyword] === 'number' ? [`${field} ${operator} ${String(schema[keyword])}`] : []));
  return bounds.length > 0 ? `=${bounds.join(' and ')}` : undefined;
}
