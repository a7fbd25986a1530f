import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DesignService, Kind, KindRow, LocalizedText } from '@requestry/model';
import { controlStyles, errorText, RqCloseEvent, RqElement } from '@requestry/ui';
import '@requestry/ui/dialog';
import { RqOpenKindEvent } from '../events.js';
import { messages } from '../locales/index.js';
import { selectField, textField } from '../parts/fields.js';
import { idOf, inLanguage } from '../parts/localized.js';
import { tabStyles } from '../parts/styles.js';
import { blankKind, blankRoute } from './blank-kind.js';
import { bpmnFromFile, formFromFiles, formFromSheet } from './from-files.js';
import type { ImportedForm, ImportedRoute } from './from-files.js';

/** A ready kind to begin with. */
export interface KindTemplate {
  readonly id: string;
  readonly kind: Kind;
  /** BPMN XML of its route. */
  readonly route?: string;
}

/** What a new kind begins with. */
export interface NewKindStart {
  readonly from: 'blank' | 'copy' | 'template' | 'schema' | 'sheet' | 'bpmn';
  /** Kind to copy, when it is known already. */
  readonly kind?: string;
  /** Template, when it is known already. */
  readonly template?: string;
}

/**
 * Asks what a new kind is called and makes it.
 * @fires rq-open-kind - the kind was made
 * @fires rq-close - nothing was made
 */
export class RqNewKind extends RqElement {
  static override styles = [
    controlStyles,
    tabStyles,
    css`
      form {
        display: grid;
        gap: var(--rq-space-3);
      }
      .report {
        margin: 0;
        padding-inline-start: 1.25rem;
        max-block-size: 10rem;
        overflow: auto;
        font-size: var(--rq-font-s);
      }
    `,
  ];

  @property({ attribute: false }) service?: DesignService;
  @property({ attribute: false }) start: NewKindStart = { from: 'blank' };
  @property({ attribute: false }) templates: readonly KindTemplate[] = [];
  @property({ attribute: false }) rows: readonly KindRow[] = [];

  @state() private titleRu = '';
  @state() private titleEn = '';
  @state() private ownId?: string;
  @state() private source = '';
  @state() private form?: ImportedForm;
  @state() private route?: ImportedRoute;
  @state() private files: { schema?: File; ui?: File } = {};
  @state() private tried = false;
  @state() private busy = false;
  @state() private failure = '';

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('start')) return;
    this.#choose(this.start.kind ?? this.start.template ?? '');
  }

  override firstUpdated(_changed: PropertyValues): void {
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>('form select, form input, form textarea')?.focus());
  }

  #choose(source: string): void {
    const t = this.words(messages);
    this.source = source;
    const template = this.start.from === 'template' ? this.templates.find(({ id }) => id === source) : undefined;
    const row = this.start.from === 'copy' ? this.rows.find(({ id }) => id === source) : undefined;
    const title = template?.kind.title ?? row?.title;
    if (title === undefined) return;
    const named = (text: string): string => (row && text ? t.copySuffix({ title: text }) : text);
    this.titleRu = named(inLanguage(title, 'ru'));
    this.titleEn = named(inLanguage(title, 'en'));
  }

  get #id(): string {
    if (this.ownId !== undefined) return this.ownId;
    const base = idOf(this.titleEn) || idOf(this.titleRu);
    if (base === '' || !this.#taken(base)) return base;
    for (let number = 2; ; number += 1) if (!this.#taken(`${base}-${number}`)) return `${base}-${number}`;
  }

  #taken(id: string): boolean {
    return this.rows.some((row) => row.id === id);
  }

  #title(): LocalizedText {
    return { ...(this.titleRu.trim() ? { ru: this.titleRu.trim() } : {}), ...(this.titleEn.trim() ? { en: this.titleEn.trim() } : {}) };
  }

  #faults(): { readonly title?: string; readonly id?: string; readonly source?: string } {
    const t = this.words(messages);
    const { from } = this.start;
    const needsSource = ((from === 'copy' || from === 'template') && this.source === '') || ((from === 'schema' || from === 'sheet') && !this.form?.form) || (from === 'bpmn' && !this.route?.xml);
    return {
      ...(this.titleRu.trim() + this.titleEn.trim() === '' ? { title: t.titleMissing } : {}),
      ...(this.#id === '' && this.ownId === undefined && this.titleRu.trim() + this.titleEn.trim() === '' ? {} : !/^[a-z0-9][a-z0-9-]{0,63}$/.test(this.#id) ? { id: t.kindIdBad } : this.#taken(this.#id) ? { id: t.kindIdTaken } : {}),
      ...(needsSource ? { source: from === 'sheet' ? t.sheetEmpty : from === 'schema' || from === 'bpmn' ? t.chooseFile : from === 'copy' ? t.copyOf : t.template } : {}),
    };
  }

  #close = (): void => {
    this.dispatchEvent(new RqCloseEvent());
  };

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.tried = true;
    const { service } = this;
    if (!service || this.busy || Object.keys(this.#faults()).length > 0) return;
    this.busy = true;
    this.failure = '';
    try {
      const made = await this.#make(service);
      await service.createKind({ ...made, idempotencyKey: crypto.randomUUID() });
      this.#close();
      this.dispatchEvent(new RqOpenKindEvent(made.kind.id, 'form'));
    } catch (error) {
      this.failure = errorText(error, this.language);
    } finally {
      this.busy = false;
    }
  };

  async #make(service: DesignService): Promise<{ kind: Kind; route?: string }> {
    const { from } = this.start;
    const id = this.#id;
    const title = this.#title();
    const blank = blankKind(id, title);
    if (from === 'copy') {
      const draft = await service.getKindDraft({ kind: this.source });
      return { kind: { ...draft.kind, id, title }, ...(draft.route === undefined ? {} : { route: draft.route }) };
    }
    const template = this.templates.find((each) => each.id === this.source);
    if (from === 'template' && template) return { kind: { ...template.kind, id, title }, ...(template.route === undefined ? {} : { route: template.route }) };
    if ((from === 'schema' || from === 'sheet') && this.form?.form) {
      const { titleTemplate: _none, ...rest } = blank;
      return { kind: { ...rest, form: this.form.form }, route: await blankRoute() };
    }
    if (from === 'bpmn' && this.route?.xml) return { kind: blank, route: this.route.xml };
    return { kind: blank, route: await blankRoute() };
  }

  async #readForm(files: { schema?: File; ui?: File }): Promise<void> {
    this.files = files;
    this.form = files.schema ? await formFromFiles(files.schema, files.ui, this.language) : undefined;
    if (this.form?.title && !this.titleRu && !this.titleEn) {
      this.titleRu = inLanguage(this.form.title, 'ru');
      this.titleEn = inLanguage(this.form.title, 'en');
    }
  }

  async #readSheet(source: string | File | undefined): Promise<void> {
    this.form = source ? await formFromSheet(source, this.language) : undefined;
  }

  async #readRoute(file: File | undefined): Promise<void> {
    this.route = file ? await bpmnFromFile(file, this.language) : undefined;
  }

  override render(): unknown {
    const t = this.words(messages);
    const faults = this.tried ? this.#faults() : {};
    const headings = { blank: t.newKind, copy: t.newCopy, template: t.newFromTemplate, schema: t.newFromSchema, sheet: t.newFromSheet, bpmn: t.newFromBpmn };
    return html`<rq-dialog open .locale=${this.language} .heading=${headings[this.start.from]} @rq-close=${this.#close}>
      <form id="form" @submit=${this.#submit}>
        ${this.#renderSource(faults.source)}
        <div class="pair">
          ${textField({ id: 'title-ru', label: t.titleRu, value: this.titleRu, lang: 'ru', onInput: (value) => (this.titleRu = value), ...(faults.title ? { error: faults.title } : {}) })}
          ${textField({ id: 'title-en', label: t.titleEn, value: this.titleEn, lang: 'en', onInput: (value) => (this.titleEn = value) })}
        </div>
        ${textField({ id: 'kind-id', label: t.kindId, value: this.#id, mono: true, help: t.kindIdHelp, onInput: (value) => (this.ownId = value), ...(faults.id ? { error: faults.id } : {}) })}
        ${this.failure ? html`<p class="field-error" role="alert"><rq-icon name="error"></rq-icon>${this.failure}</p>` : nothing}
        <button type="submit" hidden></button>
      </form>
      <rq-button slot="actions" @click=${this.#close}>${t.cancel}</rq-button>
      <rq-button slot="actions" variant="primary" ?busy=${this.busy} @click=${this.#submit}>${t.create}</rq-button>
    </rq-dialog>`;
  }

  #renderSource(fault: string | undefined): unknown {
    const t = this.words(messages);
    const { from } = this.start;
    const error = fault ? html`<span class="field-error"><rq-icon name="error"></rq-icon>${fault}</span>` : nothing;
    if (from === 'copy') {
      return html`<div>${selectField({ id: 'source', label: t.copyOf, value: this.source, empty: '—', choices: this.rows.map((row) => ({ value: row.id, label: this.textOf(row.title) || row.id })), onChange: (value) => this.#choose(value) })}${error}</div>`;
    }
    if (from === 'template') {
      return html`<div>${selectField({ id: 'source', label: t.template, value: this.source, empty: '—', choices: this.templates.map((each) => ({ value: each.id, label: this.textOf(each.kind.title) })), onChange: (value) => this.#choose(value) })}${error}</div>`;
    }
    if (from === 'schema') {
      return html`<div class="pair">
          ${this.#renderFile('schema-file', t.schemaFile, '.json,application/json', (file) => void this.#readForm({ ...this.files, schema: file }))}
          ${this.#renderFile('ui-file', t.uiFile, '.json,application/json', (file) => void this.#readForm({ ...this.files, ui: file }))}
        </div>
        ${this.#renderTaken(error)}`;
    }
    if (from === 'sheet') {
      return html`<div class="field"><label class="label" for="sheet-text">${t.sheetText}</label><textarea class="input" id="sheet-text" rows="4" placeholder=${t.sheetPlaceholder} @input=${(event: Event) => void this.#readSheet((event.target as HTMLTextAreaElement).value)}></textarea></div>
        ${this.#renderFile('sheet-file', t.sheetFile, '.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain', (file) => void this.#readSheet(file))} ${this.#renderTaken(error)}`;
    }
    if (from === 'bpmn') {
      return html`${this.#renderFile('bpmn-file', t.bpmnFile, '.bpmn,.xml', (file) => void this.#readRoute(file))}
        ${this.route?.fault ? html`<p class="field-error" role="alert"><rq-icon name="error"></rq-icon>${this.route.fault}</p>` : error}
        ${this.route?.xml ? html`<p>${t.routeRead({ steps: this.route.steps })}</p>` : nothing}
        ${this.route && this.route.notes.length > 0 ? html`<ul class="report">${this.route.notes.map((note) => html`<li>${note}</li>`)}</ul>` : nothing}`;
    }
    return nothing;
  }

  /** What a form read from outside brings, and what of it is lost. */
  #renderTaken(error: unknown): unknown {
    const t = this.words(messages);
    return html`${this.form?.fault ? html`<p class="field-error" role="alert"><rq-icon name="error"></rq-icon>${this.form.fault}</p>` : error}
      ${this.form?.form ? html`<p role="status">${t.takenOver({ number: Object.keys(this.form.form.schema.properties ?? {}).length })}</p>` : nothing}
      ${this.form && this.form.losses.length > 0 ? html`<div><p class="small">${t.notTakenOver}</p><ul class="report">${this.form.losses.map((loss) => html`<li>${loss}</li>`)}</ul></div>` : nothing}`;
  }

  #renderFile(id: string, label: string, accept: string, onFile: (file: File | undefined) => void): unknown {
    return html`<div class="field"><label class="label" for=${id}>${label}</label><input class="input" id=${id} type="file" accept=${accept} @change=${(event: Event) => onFile((event.target as HTMLInputElement).files?.[0])} /></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-new-kind': RqNewKind;
  }
}
