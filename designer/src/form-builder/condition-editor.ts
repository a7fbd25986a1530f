import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { FormDefinition, Locale, UiControl, UiElement } from '@requestry/model';
import { quoted } from '../parts/localized.js';
import { messages } from '../locales/index.js';
import { checkField, selectField, textField } from '../parts/fields.js';
import { conditionToFeel, feelToCondition, ruleToFeel } from './conditions.js';
import type { Clause, Condition, Operator } from './conditions.js';
import { choicesOf, fieldKeys, setElement, setRqOptions } from './edits.js';
import { checked } from './property-formulas.js';
import type { PropertyPanel } from './property-panel.js';
import { isControl, keyOf, titleOfKey, walk } from './tree.js';

interface Subject {
  /** As expressions name it: `price.amount` for money. */
  readonly name: string;
  readonly title: string;
  readonly sort: 'text' | 'number' | 'boolean' | 'date' | 'list' | 'choice' | 'other';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** What clauses can compare: every field of the form but one. */
export function subjectsOf(form: FormDefinition, locale: Locale, without?: string): readonly Subject[] {
  const controls = new Map(walk(form.ui).flatMap(({ element }) => (isControl(element) ? [[keyOf(element), element] as const] : [])));
  return fieldKeys(form).filter((key) => key !== without).map((key) => {
    const schema = form.schema.properties?.[key];
    const title = localize(titleOfKey(form, key), locale) || key;
    const control = controls.get(key);
    const choices = control ? choicesOf(form, control).map((choice) => ({ value: choice.value, label: localize(choice.title, locale) })) : [];
    if (schema?.type === 'object' && schema.properties?.['amount']) return { name: `${key}.amount`, title, sort: 'number', choices: [] };
    const sort = schema?.type === 'array' ? 'list' : choices.length > 0 ? 'choice' : schema?.type === 'number' || schema?.type === 'integer' ? 'number' : schema?.type === 'boolean' ? 'boolean' : schema?.format === 'date' ? 'date' : schema?.type === 'string' ? 'text' : 'other';
    return { name: key, title, sort, choices };
  });
}

const operatorsOf: Readonly<Record<Subject['sort'], readonly Operator[]>> = {
  text: ['=', '!=', 'contains', 'filled', 'empty'],
  number: ['=', '!=', '<', '<=', '>', '>=', 'filled', 'empty'],
  boolean: ['='],
  date: ['=', '<', '<=', '>', '>=', 'filled', 'empty'],
  list: ['contains', 'filled', 'empty'],
  choice: ['=', '!=', 'filled', 'empty'],
  other: ['filled', 'empty'],
};

function operatorText(operator: Operator, locale: Locale): string {
  const t = messages[locale];
  return { '=': t.opEquals, '!=': t.opNot, '<': t.opLess, '<=': t.opLessEqual, '>': t.opMore, '>=': t.opMoreEqual, empty: t.opEmpty, filled: t.opFilled, contains: t.opContains }[operator];
}

/** A condition as a sentence: "Amount more than 100 and City is Moscow". */
export function conditionText(condition: Condition, form: FormDefinition, locale: Locale): string {
  const t = messages[locale];
  const subjects = subjectsOf(form, locale);
  const text = ({ field, operator, value }: Clause): string => {
    const subject = subjects.find(({ name }) => name === field);
    const shown = typeof value === 'boolean' ? (value ? t.yes : t.no) : typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : (subject?.choices.find((choice) => choice.value === value)?.label ?? quoted(String(value ?? ''), locale));
    const tail = operator === 'empty' || operator === 'filled' ? '' : ` ${shown}`;
    return `${quoted(subject?.title ?? field, locale)} ${operatorText(operator, locale)}${tail}`;
  };
  return condition.clauses.map(text).join(condition.join === 'and' ? t.and : t.or);
}

/** When an element is shown: always, or under a condition made of clauses; what clauses cannot say is a formula. */
export function renderVisibility(panel: PropertyPanel, element: UiElement): unknown {
  const t = messages[panel.language];
  const { form, path } = panel;
  const rule = element.rule ?? (isControl(element) ? element.options?.rq?.rules?.find(({ effect }) => effect === 'SHOW') : undefined);
  const feel = rule?.effect === 'HIDE' || rule?.effect === 'DISABLE' || rule?.effect === 'ENABLE' ? undefined : ruleToFeel(rule);
  const condition = feel === undefined ? undefined : feelToCondition(feel);
  const put = (text: string | undefined, coalesce?: string): void => panel.change(t.groupWhen, setElement(form, path, { rule: text === undefined ? undefined : { effect: 'SHOW', condition: { feel: text } } }), coalesce);
  const conditional = rule !== undefined;
  const toggle = (on: boolean): void => {
    const first = subjectsOf(form, panel.language, isControl(element) ? keyOf(element) : undefined)[0];
    put(on ? conditionToFeel({ join: 'and', clauses: [{ field: first?.name ?? '', operator: 'filled' }] }) || '=true' : undefined);
  };
  return html`<section class="group">
    <h4>${t.groupWhen}</h4>
    <div class="segments" role="group" aria-label=${t.condition}>
      <button type="button" aria-pressed=${String(!conditional)} @click=${() => toggle(false)}>${t.always}</button>
      <button type="button" aria-pressed=${String(conditional)} @click=${() => conditional || toggle(true)}>${t.onlyWhen}</button>
    </div>
    ${!conditional ? nothing : condition ? renderClauses(panel, element, condition, put) : renderFormula(panel, rule && 'feel' in rule.condition ? rule.condition.feel : JSON.stringify(rule?.condition), rule !== undefined && 'feel' in rule.condition && rule.effect === 'SHOW', put)}
    ${conditional && isControl(element) ? checkField({ id: 'keep', label: t.keepHidden, checked: element.options?.rq?.keep === true, onChange: (on) => panel.change(t.keepHidden, setRqOptions(form, path, { keep: on || undefined })) }) : nothing}
  </section>`;
}

function renderFormula(panel: PropertyPanel, text: string, editable: boolean, put: (feel: string, coalesce: string) => void): unknown {
  const t = messages[panel.language];
  return textField({ id: 'formula', label: t.advanced, value: text, mono: true, multiline: true, disabled: !editable, onInput: (value) => put(value, 'visible'), ...checked(panel, text.startsWith('=') ? text : `=${text}`) });
}

function renderClauses(panel: PropertyPanel, element: UiElement, condition: Condition, put: (feel: string | undefined, coalesce?: string) => void): unknown {
  const t = messages[panel.language];
  const subjects = subjectsOf(panel.form, panel.language, isControl(element) ? keyOf(element as UiControl) : undefined);
  const isList = (name: string): boolean => subjects.find((subject) => subject.name === name)?.sort === 'list';
  const save = (next: Condition, coalesce?: string): void => put(conditionToFeel(next, isList) || undefined, coalesce);
  const replace = (index: number, clause: Clause, coalesce?: string): void => save({ ...condition, clauses: condition.clauses.map((each, at) => (at === index ? clause : each)) }, coalesce);
  const first = subjects.find(({ name }) => !condition.clauses.some(({ field }) => field === name)) ?? subjects[0];
  return html`${condition.clauses.length > 1
      ? html`<div class="segments" role="group" aria-label=${t.join}>
          ${(['and', 'or'] as const).map((join) => html`<button type="button" aria-pressed=${String(condition.join === join)} @click=${() => save({ ...condition, join })}>${join === 'and' ? t.joinAnd : t.joinOr}</button>`)}
        </div>`
      : nothing}
    <div class="list">${condition.clauses.map((clause, index) => renderClause(panel, subjects, clause, index, (next, coalesce) => replace(index, next, coalesce), () => save({ ...condition, clauses: condition.clauses.filter((_, at) => at !== index) })))}</div>
    <div><rq-button compact icon="plus" ?disabled=${!first} @click=${() => first && save({ ...condition, clauses: [...condition.clauses, startOf(first)] })}>${t.addClause}</rq-button></div>
    <p class="readback">${condition.clauses.length === 0 ? t.shownAlways : t.shownWhen({ text: conditionText(condition, panel.form, panel.language) })}</p>`;
}

function startOf(subject: Subject): Clause {
  const field = subject.name;
  if (subject.sort === 'boolean') return { field, operator: '=', value: true };
  if (subject.sort === 'choice') return { field, operator: '=', value: subject.choices[0]?.value ?? '' };
  if (subject.sort === 'number') return { field, operator: '>', value: 0 };
  return { field, operator: 'filled' };
}

function renderClause(panel: PropertyPanel, subjects: readonly Subject[], clause: Clause, index: number, put: (clause: Clause, coalesce?: string) => void, remove: () => void): unknown {
  const t = messages[panel.language];
  const subject = subjects.find(({ name }) => name === clause.field);
  const operators = subject ? operatorsOf[subject.sort] : [clause.operator];
  const choose = (name: string): void => {
    const next = subjects.find((each) => each.name === name);
    if (next) put(startOf(next));
  };
  const compare = (operator: Operator): void => {
    if (operator === 'empty' || operator === 'filled') put({ field: clause.field, operator });
    else put({ field: clause.field, operator, value: clause.value ?? (subject?.sort === 'number' ? 0 : subject?.sort === 'boolean' ? true : (subject?.choices[0]?.value ?? '')), ...(subject?.sort === 'date' ? { date: true } : {}) });
  };
  return html`<div class="clause">
    ${selectField({ id: `clause-field-${index}`, label: t.field, hideLabel: true, value: clause.field, choices: subjects.map(({ name, title }) => ({ value: name, label: title })), onChange: choose })}
    <button type="button" class="mini" aria-label="${t.remove}: ${subject?.title ?? clause.field}" title=${t.remove} @click=${remove}><rq-icon name="close"></rq-icon></button>
    <span class="second">
      ${selectField({ id: `clause-operator-${index}`, label: t.operator, hideLabel: true, value: clause.operator, choices: operators.map((operator) => ({ value: operator, label: operatorText(operator, panel.language) })), onChange: (value) => compare(value as Operator) })}
      ${clause.operator === 'empty' || clause.operator === 'filled' ? nothing : renderValue(panel, subject, clause, index, put)}
    </span>
  </div>`;
}

function renderValue(panel: PropertyPanel, subject: Subject | undefined, clause: Clause, index: number, put: (clause: Clause, coalesce?: string) => void): unknown {
  const t = messages[panel.language];
  const id = `clause-value-${index}`;
  if (subject?.sort === 'boolean' || typeof clause.value === 'boolean') return selectField({ id, label: t.value, hideLabel: true, value: String(clause.value), choices: [{ value: 'true', label: t.yes }, { value: 'false', label: t.no }], onChange: (value) => put({ ...clause, value: value === 'true' }) });
  if (subject && subject.choices.length > 0) return selectField({ id, label: t.value, hideLabel: true, value: String(clause.value ?? ''), choices: subject.choices, onChange: (value) => put({ ...clause, value }) });
  const number = subject?.sort === 'number';
  return html`<input class="input" id=${id} aria-label=${t.value} type=${number ? 'number' : clause.date ? 'date' : 'text'} .value=${String(clause.value ?? '')} @change=${(event: Event) => { const { value } = event.target as HTMLInputElement; put({ ...clause, value: number ? Number(value) || 0 : value }); }} />`;
}
