import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { Kind, Locale, Norm } from '@requestry/model';
import { fieldKeys, titleOfKey } from '../form-builder/tree.js';
import { messages } from '../locales/index.js';
import { checkField, selectField, textField } from '../parts/fields.js';
import type { RouteStep } from '../parts/route-steps.js';

/** Where the time of a norm comes from. */
type Source = 'days' | 'within' | 'decision' | 'field';

/** The number of working days that a norm is plainly about. */
const daysOf = ({ within }: Norm): string | undefined => /^P(\d{1,4})D$/.exec(within ?? '')?.[1];

const sourceOf = (norm: Norm): Source => (norm.within !== undefined ? (daysOf(norm) === undefined ? 'within' : 'days') : norm.decision !== undefined ? 'decision' : 'field');

/** By when requests are answered and done, each in a row of its own. */
export function renderDeadlines(options: { readonly kind: Kind; readonly steps: readonly RouteStep[]; readonly language: Locale; readonly onChange: (patch: Partial<Kind>, coalesce?: string) => void }): unknown {
  const { kind, steps, language, onChange } = options;
  const t = messages[language];
  const norms = kind.deadlines ?? [];
  const put = (next: readonly Norm[], coalesce?: string): void => onChange({ deadlines: next.length > 0 ? next : undefined } as Partial<Kind>, coalesce);
  const write = (index: number, norm: Norm, coalesce?: string): void => put(norms.map((each, at) => (at === index ? norm : each)), coalesce);
  const add = (): void => put([...norms, { deadline: norms.some(({ deadline }) => deadline === 'answer') ? 'execution' : 'answer', within: 'P5D' }]);
  return html`<section class="section">
    <h3>${t.deadlines}</h3>
    <p class="help">${t.deadlinesHelp}</p>
    ${norms.map((norm, index) => renderNorm({ kind, steps, language, norm, index, write: (next, coalesce) => write(index, next, coalesce), remove: () => put(norms.filter((_, at) => at !== index)) }))}
    <div><rq-button compact icon="plus" @click=${add}>${t.addDeadline}</rq-button></div>
    ${checkField({ id: 'recurring', label: t.recurring, checked: kind.recurrence !== undefined, onChange: (on) => onChange({ recurrence: on ? {} : undefined } as Partial<Kind>) })}
  </section>`;
}

interface NormRow {
  readonly kind: Kind;
  readonly steps: readonly RouteStep[];
  readonly language: Locale;
  readonly norm: Norm;
  readonly index: number;
  write(norm: Norm, coalesce?: string): void;
  remove(): void;
}

function renderNorm({ kind, steps, language, norm, index, write, remove }: NormRow): unknown {
  const t = messages[language];
  const id = `deadline-${index}`;
  const { within: _within, decision: _decision, field: _field, ...rest } = norm;
  const source = sourceOf(norm);
  const choose = (next: string): void => write({ ...rest, ...(next === 'days' ? { within: 'P5D' } : next === 'within' ? { within: '=if true then "P5D" else "P10D"' } : next === 'decision' ? { decision: kind.decisions?.[0]?.id ?? '' } : { field: '' }) });
  const stepChoices = [{ value: '', label: '' }, ...steps.map((step) => ({ value: step.id, label: localize(step.title, language) }))];
  const withStep = (name: 'from' | 'until', step: string): void => {
    const { [name]: _before, ...others } = norm;
    write(step === '' ? others : { ...others, [name]: step });
  };
  const choices = (empty: string): typeof stepChoices => stepChoices.map((each) => (each.value === '' ? { value: '', label: empty } : each));
  return html`<fieldset class="norm">
    <legend class="visually-hidden">${t.deadlines} ${index + 1}</legend>
    ${selectField({ id: `${id}-of`, label: t.deadlineOf, value: norm.deadline, choices: [{ value: 'answer', label: t.deadlineAnswer }, { value: 'execution', label: t.deadlineExecution }], onChange: (deadline) => write({ ...norm, deadline: deadline === 'answer' ? 'answer' : 'execution' }) })}
    ${selectField({ id: `${id}-source`, label: t.deadlineBy, value: source, choices: [{ value: 'days', label: t.deadlineDays }, { value: 'within', label: t.deadlineFormula }, { value: 'decision', label: t.deadlineTable }, { value: 'field', label: t.deadlineField }], onChange: choose })}
    ${renderSource({ kind, language, norm, id, source, put: (next, coalesce) => write({ ...rest, ...next }, coalesce) })}
    ${selectField({ id: `${id}-from`, label: t.deadlineFrom, value: norm.from ?? '', choices: choices(t.deadlineFromSubmission), onChange: (step) => withStep('from', step) })}
    ${selectField({ id: `${id}-until`, label: t.deadlineUntil, value: norm.until ?? '', choices: choices(norm.deadline === 'answer' ? t.deadlineUntilDecision : t.deadlineUntilEnd), onChange: (step) => withStep('until', step) })}
    <rq-button variant="quiet" compact icon="trash" label=${t.removeOf({ title: `${t.deadlines} ${index + 1}` })} @click=${remove}></rq-button>
  </fieldset>`;
}

function renderSource({ kind, language, norm, id, source, put }: { readonly kind: Kind; readonly language: Locale; readonly norm: Norm; readonly id: string; readonly source: Source; readonly put: (next: Partial<Norm>, coalesce: string) => void }): unknown {
  const t = messages[language];
  switch (source) {
    case 'days':
      return textField({ id: `${id}-days`, label: t.deadlineDays, type: 'number', value: daysOf(norm) ?? '', onInput: (days) => /^\d{1,4}$/.test(days) && Number(days) > 0 && put({ within: `P${Number(days)}D` }, `${id}-days`) });
    case 'within':
      return textField({ id: `${id}-within`, label: t.deadlineFormula, mono: true, value: norm.within ?? '', onInput: (within) => put({ within }, `${id}-within`) });
    case 'decision':
      return selectField({ id: `${id}-table`, label: t.deadlineTable, value: norm.decision ?? '', choices: (kind.decisions ?? []).map((table) => ({ value: table.id, label: localize(table.name, language) || table.id })), onChange: (decision) => put({ decision }, `${id}-table`) });
    case 'field': {
      const keys = fieldKeys(kind.form).map((key) => `${localize(titleOfKey(kind.form, key), language)}: ${key}.…`);
      return html`${textField({ id: `${id}-field`, label: t.deadlineField, mono: true, value: norm.field ?? '', placeholder: 'field.norm', help: keys.slice(0, 3).join(' · '), onInput: (field) => put({ field }, `${id}-field`) })}${nothing}`;
    }
  }
}
