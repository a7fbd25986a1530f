import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { UiControl } from '@requestry/model';
import { warnOnce } from '@requestry/ui/base';
import type { FieldType, FieldView } from '../registry.js';
import type { FieldPlace, FormStore } from './store.js';
import { formText } from './texts.js';

/** One control with label, help and error. It draws itself anew only when its own field changed. Lives in the form's shadow root, so that ids reach across fields. */
export class RqFormField extends LitElement {
  @property({ attribute: false }) control!: UiControl;
  @property({ attribute: false }) store!: FormStore;
  /** How often it was drawn; tests read it. */
  renders = 0;
  #stop?: () => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#subscribe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('control') || changed.has('store')) this.#subscribe();
  }

  #subscribe(): void {
    this.#stop?.();
    const place = this.store.place(this.control);
    this.#stop = place && this.store.subscribe(place.path, () => this.requestUpdate());
    const width = Number(this.control.options?.rq?.width);
    this.style.setProperty('--span', String(width >= 1 && width <= 12 ? Math.trunc(width) : 12));
  }

  override render(): unknown {
    this.renders += 1;
    const place = this.store.place(this.control);
    const state = place && this.store.state.elements.get(this.control);
    this.hidden = !state?.visible;
    if (!place || this.hidden) return nothing;
    try {
      return this.#renderField(place, state?.enabled ?? false);
    } catch (error) {
      warnOnce(`field:${place.path}:${String(error)}`, `<rq-form> ${place.path} could not render`, error);
      return html`<span class="field-error">${this.store.text(this.control).words.fieldBroken}</span>`;
    }
  }

  #renderField(place: FieldPlace, enabled: boolean): unknown {
    const { store, control } = this;
    const { type, id } = place;
    const help = formText(store.form, control.i18n && `${control.i18n}.description`, store.locale) ?? (localize(control.options?.rq?.help, store.locale) || place.schema.description);
    const issues = store.issuesAt(place.path);
    const describedBy = [help && `${id}-help`, issues.length > 0 && `${id}-error`].filter(Boolean).join(' ') || undefined;
    const view = store.view(place, describedBy);
    const editable = enabled && type !== undefined;
    const group = type?.labelling === 'group' || !editable;
    return html`<div class="field ${type?.wide ? 'wide' : ''}" role=${group ? 'group' : nothing} aria-labelledby=${group ? `${id}-label` : nothing} data-path=${place.path}>
      ${editable && type.labelling === 'own' ? nothing : this.#renderLabel(view, editable && !group)}
      ${editable ? this.#renderInputs(view, type, place) : this.#renderOutput(view, type)} ${help ? html`<span class="help" id="${id}-help">${help}</span>` : nothing}
      ${issues.length > 0
        ? html`<span class="field-error" id="${id}-error"><rq-icon name="error"></rq-icon><span>${issues.filter((issue) => !isCell(issue.path, place.path) || type?.type !== 'lines').map((issue) => html`<span>${store.issueText(issue)}</span> `)}</span></span>`
        : nothing}
    </div>`;
  }

  /** The inputs; while parts of them are on their way an empty box of their size, and the way to ask again when one could not be fetched. */
  #renderInputs(view: FieldView, type: FieldType, { parts }: FieldPlace): unknown {
    if (parts.every((part) => part.inputs)) return type.render(view);
    const failed = parts.some((part) => part.failed);
    return html`<span class="input waiting" id=${view.id} aria-busy=${String(!failed)} .style=${`--room:${type.room?.(view.value) ?? 1}`}>
      ${failed ? html`${view.words.failed} <button type="button" class="link" @click=${this.store.onMissing}>${view.words.retry}</button>` : nothing}
    </span>`;
  }

  #renderLabel(view: FieldView, forInput: boolean): unknown {
    const text = html`${view.label}${view.required ? this.#renderMark(view) : nothing}`;
    const hidden = this.control.label === false;
    const cls = `label ${hidden ? 'visually-hidden' : ''}`;
    return forInput ? html`<label class=${cls} id="${view.id}-label" for=${view.id}>${text}</label>` : html`<span class=${cls} id="${view.id}-label">${text}</span>`;
  }

  #renderMark(view: FieldView): unknown {
    return html`<span class="required" aria-hidden="true"> *</span><span class="visually-hidden"> (${view.words.required})</span>`;
  }

  #renderOutput(view: FieldView, type: FieldType | undefined): unknown {
    if (!type) return html`<span class="field-error">${view.words.fieldUnknown({ type: String(view.options.field ?? '') })}</span>`;
    if (type.renderRead && view.value !== undefined) return type.renderRead(view.value, view);
    return html`<output class="output" id=${view.id}>${type.text(view.value, view) || '—'}</output>`;
  }
}

const isCell = (issuePath: string | undefined, path: string): boolean => issuePath !== undefined && issuePath.startsWith(`${path}/`);
