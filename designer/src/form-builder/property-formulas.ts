import { html, nothing } from 'lit';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import type { Json, UiControl } from '@requestry/model';
import { messages } from '../locales/index.js';
import { textField } from '../parts/fields.js';
import { unknownNames } from '../problems.js';
import { setRqOptions } from './edits.js';
import type { PropertyPanel } from './property-panel.js';
import { schemaOf } from './tree.js';

/** First value and formula of a field. */
export function renderFormulas(panel: PropertyPanel, control: UiControl): unknown {
  const t = messages[panel.language];
  const rq = control.options?.rq ?? {};
  const { form, path, change } = panel;
  const initial = rq.initial === undefined ? '' : typeof rq.initial === 'string' ? rq.initial : JSON.stringify(rq.initial);
  return html`<section class="group">
    <h4>${t.groupData2}</h4>
    ${rq.computed === undefined ? textField({ id: 'initial', label: t.initial, value: initial, mono: initial.startsWith('='), onInput: (value) => change(t.initial, setRqOptions(form, path, { initial: value === '' ? undefined : valueOf(value, schemaOf(form, control)?.type) }), 'initial'), ...checked(panel, initial), help: help(panel, initial) ?? t.initialHelp }) : nothing}
    ${textField({ id: 'computed', label: t.computed, value: rq.computed ?? '', mono: true, multiline: true, onInput: (value) => change(t.computed, setRqOptions(form, path, { computed: value.trim() === '' ? undefined : value }), 'computed'), ...checked(panel, rq.computed === undefined || rq.computed.trim().startsWith('=') ? (rq.computed ?? '') : `=${rq.computed}`), help: help(panel, rq.computed ?? '') ?? t.computedHelp })}
  </section>`;
}

function valueOf(text: string, type: unknown): Json {
  if (text.startsWith('=') || type === 'string') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** What is wrong with a formula, as an error of its input. */
export function checked(panel: PropertyPanel, expression: string): { readonly error?: string } {
  const t = messages[panel.language];
  if (!expression.trim().startsWith('=')) return {};
  const [issue] = compileExpression(expression).issues;
  if (issue) return { error: feelIssueText(issue, panel.language) };
  const [unknown] = unknownNames(expression, { ...panel.kind, form: panel.form });
  return unknown === undefined ? {} : { error: t.unknownName({ name: unknown }) };
}

function help(panel: PropertyPanel, expression: string): unknown {
  const t = messages[panel.language];
  const good = expression.trim().startsWith('=') && !checked(panel, expression).error;
  return good ? html`<span class="good"><rq-icon name="check"></rq-icon>${t.formulaOk}</span>` : undefined;
}
