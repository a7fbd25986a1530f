import { html, nothing } from 'lit';
import type { Json } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import { conditionText, operatorsOf, readClauses, writeClauses } from '../condition.js';
import type { Clause, Clauses, Operator } from '../condition.js';
import { adder, choose, controlId, line, remover } from './context.js';
import type { ConditionContext } from './context.js';
import { peopleChoices, titled } from './who-field.js';

/** A condition in comparisons or as a formula, read back in plain words. */
export function conditionFields(c: ConditionContext, key: string, condition: string, write: (condition: string) => void, formula: boolean, setFormula: (on: boolean) => void, label = c.t.branchCondition): unknown {
  const { t } = c;
  const read = readClauses(condition);
  const asFormula = formula || !read;
  const issue = compileExpression(condition).issues[0];
  return html`<div class="group">
    <div class="group-head"><h4>${label}</h4><span class="grow"></span>
      ${read ? html`<button type="button" class="adder" @click=${() => setFormula(!asFormula)}>${asFormula ? t.asClauses : t.asFormula}</button>` : nothing}</div>
    ${asFormula
      ? html`<div class="formula"><span aria-hidden="true">=</span>${line({ id: controlId(`condition-${key}`), label: t.formula, value: condition.replace(/^=/, ''), invalid: issue !== undefined, write: (text) => write(`=${text}`) })}</div>`
      : clauseFields(c, read, write)}
    ${issue ? html`<span class="field-error">${t.formulaWrong}: ${feelIssueText(issue, c.locale)}</span>` : html`<p class="readback">${t.readsAs} ${conditionText(condition, c.g.fields, c.doc, c.locale, comparedNames(c))}</p>`}
  </div>`;
}

/** Names of people, units and records that conditions compare with. */
export const comparedNames = (c: ConditionContext): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...c.g.fields.flatMap(({ directory }) => (directory === undefined ? [] : (c.records?.(directory) ?? []).map(({ value, title }) => [value, title] as const))),
    ...c.org.people.map(({ id, name }) => [id, name] as const),
    ...titled(c.org.units, c).map(({ value, title }) => [value, title] as const),
  ]);

function clauseFields(c: ConditionContext, read: Clauses, write: (condition: string) => void): unknown {
  const { t } = c;
  const { clauses, join } = read;
  const set = (next: readonly Clause[], how = join): void => write(writeClauses({ join: how, clauses: next }, c.g.fields));
  const first = c.g.fields[0];
  return html`${clauses.length > 1
      ? choose({ label: c.t.branchCondition, value: join, choices: [{ value: 'and', title: t.joinAll }, { value: 'or', title: t.joinAny }], pick: (how) => set(clauses, how as 'and' | 'or') })
      : nothing}
    ${clauses.map((clause, index) => clauseField(c, clause, index, (next) => set(next ? clauses.map((each, at) => (at === index ? next : each)) : clauses.filter((_, at) => at !== index))))}
    ${first ? adder(t.addClause, () => set([...clauses, freshClause(c, first.name)])) : html`<p class="help">${t.accessNone}</p>`}`;
}

function freshClause(c: ConditionContext, name: string): Clause {
  const known = c.g.fields.find((each) => each.name === name);
  const operator = operatorsOf(known?.sort ?? 'other')[0] ?? '=';
  const value = startValue(known?.sort, known?.options?.[0]?.value);
  return noValue(operator) ? { field: name, operator } : { field: name, operator, value };
}

const noValue = (operator: Operator): boolean => operator === 'empty' || operator === 'filled' || operator === 'yes' || operator === 'no';

function startValue(sort: string | undefined, first: Json | undefined): Json {
  if (first !== undefined) return first;
  if (sort === 'number' || sort === 'money') return 100_000;
  return sort === 'date' ? new Date().toISOString().slice(0, 10) : '';
}

function clauseField(c: ConditionContext, clause: Clause, index: number, write: (next: Clause | undefined) => void): unknown {
  const { t } = c;
  const known = c.g.fields.find((each) => each.name === clause.field);
  const names: Readonly<Record<Operator, string>> = { '=': t.opEq, '!=': t.opNe, '<': t.opLt, '<=': t.opLe, '>': t.opGt, '>=': t.opGe, contains: t.opContains, empty: t.opEmpty, filled: t.opFilled, yes: t.opYes, no: t.opNo };
  const operators = operatorsOf(known?.sort ?? 'other');
  const pickOperator = (operator: string): void => {
    const next = operator as Operator;
    write(noValue(next) ? { field: clause.field, operator: next } : { field: clause.field, operator: next, value: clause.value ?? startValue(known?.sort, known?.options?.[0]?.value) });
  };
  return html`<div class="boxed clause">
    <div class="row">${choose({ label: `${t.clauseField} ${index + 1}`, value: clause.field, choices: c.g.fields.map((each) => ({ value: each.name, title: each.title })), pick: (name) => write(freshClause(c, name)) })}${remover(t.remove, () => write(undefined))}</div>
    <div class="row">
      ${choose({ label: t.clauseOperator, value: clause.operator, choices: operators.map((value) => ({ value, title: names[value] })), pick: pickOperator })}
      ${noValue(clause.operator) ? nothing : valueField(c, clause, write)}
    </div>
  </div>`;
}

function valueField(c: ConditionContext, clause: Clause, write: (next: Clause) => void): unknown {
  const { t } = c;
  const known = c.g.fields.find((each) => each.name === clause.field);
  const text = typeof clause.value === 'string' ? clause.value : JSON.stringify(clause.value ?? '');
  const set = (value: Json): void => write({ ...clause, value });
  if (known?.options) return choose({ label: t.clauseValue, value: text, choices: known.options.map(({ value, title }) => ({ value: typeof value === 'string' ? value : JSON.stringify(value), title })), pick: (chosen) => set(known.options?.find(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)) === chosen)?.value ?? chosen) });
  if (known?.sort === 'person') return choose({ label: t.clauseValue, value: text, choices: peopleChoices(c), empty: t.choose, pick: set });
  if (known?.sort === 'unit') return choose({ label: t.clauseValue, value: text, choices: titled(c.org.units, c), empty: t.choose, pick: set });
  const records = known?.sort === 'record' && known.directory !== undefined ? c.records?.(known.directory) : undefined;
  if (records && records.length > 0) return choose({ label: t.clauseValue, value: text, choices: records, empty: t.choose, pick: set });
  const number = known?.sort === 'number' || known?.sort === 'money' || typeof clause.value === 'number';
  return line({ label: t.clauseValue, type: number ? 'number' : known?.sort === 'date' ? 'date' : 'text', value: text, write: (value) => (number ? value !== '' && Number.isFinite(Number(value)) && set(Number(value)) : set(value)) });
}
