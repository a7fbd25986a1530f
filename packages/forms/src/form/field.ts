import { html, noChange, nothing } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { Part } from 'lit/directive.js';
import { localize } from '@requestry/model';
import type { Issue, UiControl } from '@requestry/model';
import { warnOnce } from '@requestry/ui/base';
import { textControl } from '../inputs/text-control.js';
import { lineOf } from '../inputs/text-input.js';
import type { FieldType, FieldView } from '../registry.js';
import { fieldFrame } from './field-frame.js';
import type { FieldPlace } from './store-input.js';
import type { FormStore } from './store.js';
import { formText } from './texts.js';

class Field extends AsyncDirective {
  #control?: UiControl;
  #store?: FormStore;
  #stop?: () => void;
  #outdated = true;

  override render(_control: UiControl, _store: FormStore): unknown {
    return noChange;
  }

  override update(_part: Part, [control, store]: [UiControl, FormStore]): unknown {
    if (control !== this.#control || store !== this.#store) {
      this.#control = control;
      this.#store = store;
      this.#subscribe(control, store);
      this.#outdated = true;
    }
    return this.#draw();
  }

  protected override disconnected(): void {
    this.#stop?.();
  }

  protected override reconnected(): void {
    if (!this.#control || !this.#store) return;
    this.#subscribe(this.#control, this.#store);
    this.#later();
  }

  #subscribe(control: UiControl, store: FormStore): void {
    this.#stop?.();
    const place = store.place(control);
    this.#stop = place && store.subscribe(place.path, () => this.#later());
  }

  /** Several changes at once are drawn once. */
  #later(): void {
    if (this.#outdated) return;
    this.#outdated = true;
    queueMicrotask(() => this.isConnected && this.#outdated && this.setValue(this.#draw()));
  }

  #draw(): unknown {
    if (!this.#outdated || !this.#control || !this.#store) return noChange;
    this.#outdated = false;
    return renderField(this.#control, this.#store);
  }
}

/** One control with label, help and error. It is drawn anew only when its own field changed. */
export const field = directive(Field);

function renderField(control: UiControl, store: FormStore): unknown {
  const place = store.place(control);
  const state = store.state.elements.get(control);
  if (!place || !state?.visible) return nothing;
  try {
    return new FieldDrawing(place, store).render(state.enabled);
  } catch (error) {
    warnOnce(`field:${place.path}:${String(error)}`, `<rq-form> ${place.path} could not render`, error);
    return html`<span class="field-error">${store.text(control).words.fieldBroken}</span>`;
  }
}

class FieldDrawing {
  readonly #place: FieldPlace;
  readonly #store: FormStore;
  readonly #view: FieldView;
  readonly #help: string | undefined;
  /** What is wrong with the field itself; what is wrong in a cell stands in its table. */
  readonly #wrong: readonly Issue[];

  constructor(place: FieldPlace, store: FormStore) {
    const { control, id, path, schema, type } = place;
    this.#place = place;
    this.#store = store;
    this.#help = formText(store.form, control.i18n && `${control.i18n}.description`, store.locale) ?? (localize(control.options?.rq?.help, store.locale) || schema.description);
    const issues = store.issuesAt(path);
    this.#wrong = type?.type === 'lines' ? issues.filter((issue) => !issue.path?.startsWith(`${path}/`)) : issues;
    const describedBy = [this.#help ? `${id}-help` : '', this.#wrong.length > 0 ? `${id}-error` : ''].join(' ').trim();
    this.#view = store.view(place, describedBy || undefined);
  }

  render(enabled: boolean): unknown {
    const { type, parts } = this.#place;
    const view = this.#view;
    if (!enabled || !type) return html`<div class="field" role="group" ${this.#frame(true)}><span class="label"></span>${this.#renderOutput(type)}<!----></div>`;
    if (type.labelling === 'group') return html`<div class="field" role="group" ${this.#frame(true)}><span class="label"></span>${this.#renderInputs(type)}<!----></div>`;
    if (type.labelling === 'own') return html`<div class="field" ${this.#frame(false)}>${this.#renderInputs(type)}<!----></div>`;
    const line = parts.length === 0 ? lineOf(type) : undefined;
    if (line) return html`<div class="field" ${this.#frame(false)}><label class="label"></label><input class="input" autocomplete="off" ${textControl(view, line(view))} /></div>`;
    return html`<div class="field" ${this.#frame(false)}><label class="label"></label>${this.#renderInputs(type)}<!----></div>`;
  }

  #frame(group: boolean): unknown {
    const { type, id, path, control } = this.#place;
    const { label, required, words } = this.#view;
    return fieldFrame({
      id,
      path,
      className: `field${type?.wide ? ' wide' : ''}${spanOf(control)}`,
      label: !group && type?.labelling === 'own' ? undefined : label,
      labelClass: control.label === false ? 'label visually-hidden' : 'label',
      group,
      required: required ? words.required : undefined,
      notes: this.#renderNotes(),
    });
  }

  /** The inputs; while parts of them are on their way an empty box of their size, and the way to ask again when one could not be fetched. */
  #renderInputs(type: FieldType): unknown {
    const { parts } = this.#place;
    const view = this.#view;
    if (parts.every((part) => part.inputs)) return type.render(view);
    const failed = parts.some((part) => part.failed);
    return html`<span class="input waiting" id=${view.id} aria-busy=${String(!failed)} .style=${`--room:${type.room?.(view.value) ?? 1}`}>
      ${failed ? html`${view.words.failed} <button type="button" class="link" @click=${this.#store.onMissing}>${view.words.retry}</button>` : nothing}
    </span>`;
  }

  #renderOutput(type: FieldType | undefined): unknown {
    const view = this.#view;
    if (!type) return html`<span class="field-error">${view.words.fieldUnknown({ type: String(view.options.field ?? '') })}</span>`;
    if (type.renderRead && view.value !== undefined) return type.renderRead(view.value, view);
    return html`<output class="output" id=${view.id}>${type.text(view.value, view) || '—'}</output>`;
  }

  /** Help and what is wrong, below the inputs. */
  #renderNotes(): unknown {
    const { id } = this.#place;
    if (!this.#help && this.#wrong.length === 0) return nothing;
    return html`${this.#help ? html`<span class="help" id="${id}-help">${this.#help}</span>` : nothing}${this.#wrong.length > 0
      ? html`<span class="field-error" id="${id}-error"><rq-icon name="error"></rq-icon><span>${this.#wrong.map((issue) => html`<span>${this.#store.issueText(issue)}</span> `)}</span></span>`
      : nothing}`;
  }
}

/** Columns of twelve that a field takes. */
export function widthOf(control: UiControl): number {
  const width = Math.trunc(Number(control.options?.rq?.width));
  return width >= 1 && width < 12 ? width : 12;
}

const spanOf = (control: UiControl): string => (widthOf(control) < 12 ? ` span-${widthOf(control)}` : '');
