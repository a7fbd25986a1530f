import { html, nothing } from 'lit';
import type { EndSettings, Json } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import type { DocBranch, DocSplit } from '@requestry/route';
import { conditionText, operatorsOf, readClauses, writeClauses } from '../condition.js';
import type { Clause, Clauses, Operator } from '../condition.js';
import { addBranch, endTarget, idMaker, idsOf, moveBranch, removeBranch, renameStep, setBranch, setDefaultBranch, setSplitKind } from '../doc-edits.js';
import { branchText, endText } from '../entry-text.js';
import { RouteIntentEvent } from '../intents.js';
import { peopleChoices, titled } from './who-field.js';
import { adder, bilingual, choose, controlId, field, line, remover } from './context.js';
import type { PanelContext } from './context.js';

/** A split: what it is called, how its branches run, and the branches in order. */
export function splitFields(c: PanelContext, split: DocSplit, dispatch: (event: Event) => void): unknown {
  const { t } = c;
  const kinds = [{ value: 'choice', title: `${t.choice}: ${t.choiceHint}` }, { value: 'parallel', title: `${t.parallel}: ${t.parallelHint}` }, { value: 'inclusive', title: `${t.inclusive}: ${t.inclusiveHint}` }];
  return html`${field('split-name', t.name, (id) => line({ id, value: split.name, write: (name) => c.apply(renameStep(c.doc, split.id, c.locale, name), t.editRename({ name: split.name }), `name-${split.id}`) }))}
    ${field('split-kind', t.splitKind, (id) => choose({ id, value: split.kind, choices: kinds, pick: (kind) => c.apply(setSplitKind(c.doc, split.id, kind as DocSplit['kind']), t.editBranch) }))}
    <div class="group">
      <div class="group-head"><h4>${t.branches}</h4><span class="grow"></span>${adder(t.addBranch, () => c.apply(addBranch(c.doc, split.id).doc, t.editAddBranch))}</div>
      ${split.branches.map((branch, index) => html`<div class="row branch-row">
        <button type="button" class="link" @click=${() => dispatch(new RouteIntentEvent({ do: 'select', id: branch.id, from: 'panel' }))}>${branchText(branch, index, split.kind, c.g)}</button>
        <span class="grow"></span>
        ${mover(c, branch, -1, index === 0)}${mover(c, branch, 1, index === split.branches.length - 1)}
      </div>`)}
    </div>`;
}

function mover(c: PanelContext, branch: DocBranch, delta: -1 | 1, off: boolean): unknown {
  const label = delta < 0 ? c.t.moveUp : c.t.moveDown;
  return html`<button type="button" class="button quiet compact icon" ?disabled=${off} title=${label} aria-label=${label} @click=${() => c.apply(moveBranch(c.doc, branch.id, delta), c.t.editBranch)}>
    <rq-icon .name=${delta < 0 ? 'arrow-up' : 'arrow-down'}></rq-icon>
  </button>`;
}

/** A branch: its condition in comparisons or as a formula, its place among the others, its end. */
export function branchFields(c: PanelContext, split: DocSplit, branch: DocBranch, index: number, formula: boolean, setFormula: (on: boolean) => void): unknown {
  const { t } = c;
  const change = (patch: Partial<DocBranch>, coalesce?: string): void => c.apply(setBranch(c.doc, branch.id, patch), t.editBranch, coalesce && `${coalesce}-${branch.id}`);
  const conditional = split.kind !== 'parallel';
  return html`<p class="help">${t.branchIndex({ number: index + 1, count: split.branches.length })}</p>
    ${conditional && branch.condition !== undefined ? conditionFields(c, branch.id, branch.condition, (condition) => change({ condition }, 'condition'), formula, setFormula) : html`<p>${conditional ? t.branchOtherwiseHelp : t.branchParallelHelp}</p>`}
    ${bilingual(c, `branch-${branch.id}`, t.branchName, branch.title ?? branch.name, (title) => change({ title, name: undefined }, 'name'))}
    ${endField(c, branch, change)}
    <div class="row wrap">
      ${mover(c, branch, -1, index === 0)}${mover(c, branch, 1, index === split.branches.length - 1)}
      ${conditional && branch.condition !== undefined ? html`<button type="button" class="button compact" @click=${() => c.apply(setDefaultBranch(c.doc, branch.id), t.editBranch)}>${t.makeOtherwise}</button>` : nothing}
      <button type="button" class="button compact danger" @click=${() => c.apply(removeBranch(c.doc, branch.id).doc, t.editRemoveBranch)}>${t.removeBranch}</button>
    </div>`;
}

function endField(c: PanelContext, branch: DocBranch, change: (patch: Partial<DocBranch>, coalesce?: string) => void): unknown {
  const { t } = c;
  const states: readonly EndSettings['state'][] = ['rejected', 'refused', 'completed', 'cancelled'];
  const pick = (state: string): void => {
    if (state === '') return change({ end: undefined });
    const { id, end } = endTarget(state as EndSettings['state'], idMaker(idsOf(c.doc)));
    change({ end: { id: branch.end?.id ?? id, end } });
  };
  return html`${field(`branch-end-${branch.id}`, t.branchEnd, (id) =>
    choose({ id, value: branch.end?.end.state ?? '', empty: t.branchJoins, choices: states.map((state) => ({ value: state, title: t.toEnd({ end: endText({ state }, c.locale) }) })), pick }),
  )}
  ${branch.end ? bilingual(c, `branch-end-name-${branch.id}`, t.endName, branch.end.end.title, (title) => branch.end && change({ end: { ...branch.end, end: { ...branch.end.end, title } } }, 'end')) : nothing}`;
}

function conditionFields(c: PanelContext, key: string, condition: string, write: (condition: string) => void, formula: boolean, setFormula: (on: boolean) => void): unknown {
  const { t } = c;
  const read = readClauses(condition);
  const asFormula = formula || !read;
  const issue = compileExpression(condition).issues[0];
  return html`<div class="group">
    <div class="group-head"><h4>${t.branchCondition}</h4><span class="grow"></span>
      ${read ? html`<button type="button" class="adder" @click=${() => setFormula(!asFormula)}>${asFormula ? t.asClauses : t.asFormula}</button>` : nothing}</div>
    ${asFormula
      ? html`<div class="formula"><span aria-hidden="true">=</span>${line({ id: controlId(`condition-${key}`), label: t.formula, value: condition.replace(/^=/, ''), invalid: issue !== undefined, write: (text) => write(`=${text}`) })}</div>`
      : clauseFields(c, read, write)}
    ${issue ? html`<span class="field-error">${t.formulaWrong}: ${feelIssueText(issue, c.locale)}</span>` : html`<p class="readback">${t.readsAs} ${conditionText(condition, c.g.fields, c.doc, c.locale, recordNames(c))}</p>`}
  </div>`;
}

const recordNames = (c: PanelContext): Readonly<Record<string, string>> =>
  Object.fromEntries([...c.org.people.map(({ id, name }) => [id, name] as const), ...titled(c.org.units, c).map(({ value, title }) => [value, title] as const)]);

function clauseFields(c: PanelContext, read: Clauses, write: (condition: string) => void): unknown {
  const { t } = c;
  const { clauses, join } = read;
  const set = (next: readonly Clause[], how = join): void => write(writeClauses({ join: how, clauses: next }, c.g.fields));
  const first = c.g.fields[0];
  return html`${clauses.length > 1
      ? choose({ label: t.branchCondition, value: join, choices: [{ value: 'and', title: t.joinAll }, { value: 'or', title: t.joinAny }], pick: (how) => set(clauses, how as 'and' | 'or') })
      : nothing}
    ${clauses.map((clause, index) => clauseField(c, clause, index, (next) => set(next ? clauses.map((each, at) => (at === index ? next : each)) : clauses.filter((_, at) => at !== index))))}
    ${first ? adder(t.addClause, () => set([...clauses, freshClause(c, first.name)])) : html`<p class="help">${t.accessNone}</p>`}`;
}

function freshClause(c: PanelContext, name: string): Clause {
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

function clauseField(c: PanelContext, clause: Clause, index: number, write: (next: Clause | undefined) => void): unknown {
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

function valueField(c: PanelContext, clause: Clause, write: (next: Clause) => void): unknown {
  const { t } = c;
  const known = c.g.fields.find((each) => each.name === clause.field);
  const text = typeof clause.value === 'string' ? clause.value : JSON.stringify(clause.value ?? '');
  const set = (value: Json): void => write({ ...clause, value });
  if (known?.options) return choose({ label: t.clauseValue, value: text, choices: known.options.map(({ value, title }) => ({ value: typeof value === 'string' ? value : JSON.stringify(value), title })), pick: (chosen) => set(known.options?.find(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)) === chosen)?.value ?? chosen) });
  if (known?.sort === 'person') return choose({ label: t.clauseValue, value: text, choices: peopleChoices(c), empty: t.choose, pick: set });
  if (known?.sort === 'unit') return choose({ label: t.clauseValue, value: text, choices: titled(c.org.units, c), empty: t.choose, pick: set });
  const number = known?.sort === 'number' || known?.sort === 'money' || typeof clause.value === 'number';
  return line({ label: t.clauseValue, type: number ? 'number' : known?.sort === 'date' ? 'date' : 'text', value: text, write: (value) => (number ? value !== '' && Number.isFinite(Number(value)) && set(Number(value)) : set(value)) });
}
