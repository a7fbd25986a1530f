import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { Directory, Kind, KindVersion, Locale, LocalizedText, Org, UiControl, UiElement } from '@requestry/model';
import { RqElement } from '@requestry/ui';
import { RqDraftEditEvent } from '../draft-edit.js';
import type { Draft } from '../draft-edit.js';
import { messages } from '../locales/index.js';
import { checkField, localizedField, selectField, textField } from '../parts/fields.js';
import { tabStyles } from '../parts/styles.js';
import { nameOf } from './canvas.js';
import { renderVisibility } from './condition-editor.js';
import { normalized, setElement, setOptions, setRequired, setRqOptions } from './edits.js';
import { showsPlaceholder, takesFormulas, typeOf } from './field-types.js';
import { renderFormulas } from './property-formulas.js';
import { renderTypeOptions } from './property-options.js';
import type { PropertyPanel } from './property-panel.js';
import { isKey, renameKey, renameKeyInRoute } from './rename.js';
import { elementAt, isControl, keyOf, samePath, schemaOf, scopeKeys, titleOf } from './tree.js';
import type { Path } from './tree.js';

/** What a new element says in both languages. */
const both = (word: 'section' | 'page' | 'noteText'): LocalizedText => ({ ru: messages.ru[word], en: messages.en[word] });

/**
 * Properties of the element selected on the form.
 * @fires rq-draft-edit - something was changed
 */
export class RqFieldProperties extends RqElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [
    tabStyles,
    css`
      .groups {
        display: grid;
        gap: var(--rq-space-4);
      }
      .group {
        display: grid;
        gap: var(--rq-space-3);
        min-inline-size: 0;
      }
      .group > h4 {
        padding-block-end: var(--rq-space-1);
        border-block-end: 1px solid var(--rq-border);
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
        font-weight: 500;
      }
      .heading {
        display: flex;
        align-items: center;
        gap: var(--rq-space-2);
        padding-block-end: var(--rq-space-3);
        overflow-wrap: anywhere;
      }
      .list {
        display: grid;
        gap: var(--rq-space-2);
      }
      .entry {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--rq-space-1);
      }
      .entry:has(.mono) {
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) auto;
      }
      .entry.wide {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .entry .buttons {
        display: flex;
      }
      .mini {
        display: grid;
        place-items: center;
        inline-size: 1.5rem;
        block-size: 1.5rem;
        padding: 0;
        border: 0;
        border-radius: var(--rq-radius);
        background: none;
        color: var(--rq-text-muted);
        cursor: pointer;
      }
      .mini:hover:not(:disabled) {
        background: var(--rq-surface-hover);
        color: inherit;
      }
      .mini:disabled {
        opacity: 0.35;
        cursor: default;
      }
      .good {
        display: flex;
        align-items: center;
        gap: var(--rq-space-1);
        color: var(--rq-success);
        font-size: var(--rq-font-s);
      }
      .pair {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      textarea.input {
        min-block-size: 3.25rem;
      }
      .warn {
        color: var(--rq-warning);
        font-size: var(--rq-font-s);
      }
      .clause {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--rq-space-1);
        padding: var(--rq-space-2);
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
      }
      .clause .second {
        grid-column: 1 / -1;
        display: grid;
        grid-template-columns: minmax(0, 7.5rem) minmax(0, 1fr);
        gap: var(--rq-space-1);
      }
      legend {
        padding: 0;
        font-weight: 500;
      }
      fieldset {
        display: grid;
        gap: var(--rq-space-2);
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      @media (pointer: coarse) {
        .mini {
          inline-size: 2.25rem;
          block-size: 2.25rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) draft?: Draft;
  @property({ attribute: false }) path?: Path;
  @property({ attribute: false }) contentLocale?: Locale;
  @property({ attribute: false }) published?: KindVersion;
  @property({ attribute: false }) directories: readonly Directory[] = [];
  @property({ attribute: false }) org?: Org;
  /** A key being written, not yet taken over. */
  @state() private newKey?: string;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('path') && !samePath(changed.get('path') as Path | undefined, this.path)) this.newKey = undefined;
  }

  #emit(label: string, kind: Kind, route?: string, coalesce?: string): void {
    this.dispatchEvent(new RqDraftEditEvent({ label, kind, ...(route === undefined ? {} : { route }), ...(coalesce === undefined ? {} : { coalesce }) }));
  }

  override render(): unknown {
    const { draft, path } = this;
    const t = this.words(messages);
    if (!draft) return nothing;
    const form = normalized(draft.kind.form);
    const element = path ? elementAt(form.ui, path) : undefined;
    if (!path || !element || path.length === 0) return html`<p class="muted">${t.selectSomething}</p>`;
    const panel: PropertyPanel = {
      kind: draft.kind,
      form,
      path,
      language: this.language,
      content: this.contentLocale ?? this.language,
      directories: this.directories,
      org: this.org,
      change: (what, next, coalesce) => {
        if (next !== form) this.#emit(t.changeOf({ what: `${nameOf(form, element, this.language, t)} — ${what}` }), { ...draft.kind, form: next }, undefined, coalesce === undefined ? undefined : `${path.join('.')}:${coalesce}`);
      },
    };
    const type = isControl(element) ? typeOf(schemaOf(form, element), element) : undefined;
    return html`<h3 class="heading"><rq-icon .name=${type?.icon ?? 'form'}></rq-icon>${nameOf(form, element, panel.content, t)}</h3>
      <div class="groups">${isControl(element) ? this.#renderControl(panel, element) : this.#renderLayout(panel, element)}</div>`;
  }

  #renderLayout(panel: PropertyPanel, element: UiElement): unknown {
    const t = this.words(messages);
    const { form, path, content, change } = panel;
    const text =
      element.type === 'Label'
        ? localizedField({ id: 'text', label: t.text, text: element.text, language: content, missing: t.missingTranslation, given: [both('noteText')], multiline: true, onText: (next) => change(t.text, setElement(form, path, { text: next ?? '' }), `text-${content}`) })
        : element.type === 'Group' || element.type === 'Category'
          ? localizedField({ id: 'label', label: element.type === 'Group' ? t.sectionTitle : t.pageTitle, text: element.label, language: content, missing: t.missingTranslation, given: [both('section'), both('page')], onText: (next) => change(t.fieldTitle, setElement(form, path, { label: next }), `label-${content}`) })
          : nothing;
    return html`${text === nothing ? nothing : html`<section class="group"><h4>${t.groupContent}</h4>${text}</section>`} ${renderVisibility(panel, element)}`;
  }

  #renderControl(panel: PropertyPanel, control: UiControl): unknown {
    const t = this.words(messages);
    const { form, path, content, change } = panel;
    const key = keyOf(control);
    const rq = control.options?.rq ?? {};
    const nested = (scopeKeys(control.scope)?.length ?? 0) > 1;
    const type = typeOf(schemaOf(form, control), control);
    const title = titleOf(form, control);
    return html`<section class="group">
        <h4>${t.groupContent}${type ? html` · ${localize(type.title, this.language)}` : nothing}</h4>
        ${localizedField({ id: 'title', label: t.fieldTitle, text: title === key ? undefined : title, language: content, missing: t.missingTranslation, given: [type?.title], onText: (text) => change(t.fieldTitle, setElement(form, path, { label: text }), `title-${content}`) })}
        ${nested ? html`<p class="help">${t.nestedField}</p>` : this.#renderKey(panel, key)}
        ${nested ? nothing : checkField({ id: 'required', label: t.required, checked: form.schema.required?.includes(key) ?? false, onChange: (on) => change(t.required, setRequired(form, key, on)) })}
        ${localizedField({ id: 'help', label: t.help, text: rq.help, language: content, missing: t.missingTranslation, multiline: true, onText: (text) => change(t.help, setRqOptions(form, path, { help: text }), `help-${content}`) })}
        ${showsPlaceholder(type) || control.options?.placeholder !== undefined
          ? localizedField({ id: 'placeholder', label: t.placeholder, text: control.options?.placeholder, language: content, missing: t.missingTranslation, onText: (text) => change(t.placeholder, setOptions(form, path, { placeholder: text }), `placeholder-${content}`) })
          : nothing}
        ${this.#renderWidth(panel, rq.width)}
      </section>
      ${renderTypeOptions(panel, control)} ${takesFormulas(type) || rq.initial !== undefined || rq.computed !== undefined ? renderFormulas(panel, control) : nothing} ${renderVisibility(panel, control)}`;
  }

  #renderWidth({ form, path, change }: PropertyPanel, width = 12): unknown {
    const t = this.words(messages);
    const named: Readonly<Record<number, string>> = { 12: t.widthFull, 8: t.widthTwoThirds, 6: t.widthHalf, 4: t.widthThird, 3: t.widthQuarter };
    const choices = Array.from({ length: 12 }, (_, index) => 12 - index).map((value) => ({ value: String(value), label: named[value] ?? t.widthOf({ width: value }) }));
    return selectField({ id: 'width', label: t.width, value: String(width), choices, onChange: (value) => change(t.width, setRqOptions(form, path, { width: value === '12' ? undefined : Number(value) })) });
  }

  #renderKey(panel: PropertyPanel, key: string): unknown {
    const t = this.words(messages);
    const { newKey } = this;
    const taken = newKey !== undefined && newKey !== key && Object.hasOwn(panel.form.schema.properties ?? {}, newKey);
    const fault = newKey === undefined || newKey === key ? undefined : !isKey(newKey) ? t.keyBad : taken ? t.keyTaken : undefined;
    const changed = newKey !== undefined && newKey !== key && !fault;
    const published = Object.hasOwn(this.published?.kind.form.schema.properties ?? {}, key);
    const open = this.published?.open ?? 0;
    return html`<div class="field" @keydown=${(event: KeyboardEvent) => { if (event.key === 'Enter' && changed) void this.#rename(panel, key, newKey); if (event.key === 'Escape') this.newKey = undefined; }}>
      ${textField({ id: 'key', label: t.key, value: newKey ?? key, mono: true, help: t.keyHelp, onInput: (value) => (this.newKey = value.trim()), ...(fault ? { error: fault } : {}) })}
      ${changed && published ? html`<span class="warn">${t.keyPublished}</span>` : nothing}
      ${open > 0 && !published ? html`<span class="help">${t.lackField({ number: open })}</span>` : nothing}
      ${changed ? html`<rq-button compact @click=${() => void this.#rename(panel, key, newKey)}>${t.rename}</rq-button>` : nothing}
    </div>`;
  }

  async #rename(panel: PropertyPanel, from: string, to: string): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const route = draft.route === undefined ? undefined : await renameKeyInRoute(draft.route, from, to);
    if (this.draft !== draft) return;
    this.newKey = undefined;
    this.#emit(this.words(messages).changeOf({ what: `${from} → ${to}` }), renameKey({ ...panel.kind, form: panel.form }, from, to), route);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-field-properties': RqFieldProperties;
  }
}
