import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AccessMap, FormDefinition, Issue, JsonObject } from '@requestry/model';
import { buttonStyles, ContextConsumer, fieldStyles, requestServiceContext, RqElement, tableStyles, typographyStyles, warnOnce, wordsOf } from '@requestry/ui/base';
import { initialData, pages, topProperty } from '../core/page.js';
import type { FormPage } from '../core/page.js';
import { checksPart, comparePart, readPart } from '../fields/parts.js';
import { clockScheduler } from '../inputs/scheduler.js';
import type { Scheduler } from '../inputs/scheduler.js';
import { messages } from '../locales/index.js';
import type { Files, Lookups } from '../registry.js';
import { RqFormChangeEvent, RqFormStepEvent, RqFormSubmitEvent } from './events.js';
import { formStyles } from './form.styles.js';
import { inputStyles } from './input.styles.js';
import { columnsClass, renderElement, renderElements } from './layout.js';
import { PartLoader } from './part-loader.js';
import { concerns } from './concerns.js';
import { FormStore } from './store.js';
import { renderButtons, renderSteps, renderSummary } from './wizard.js';
import { wizardStyles } from './wizard.styles.js';
import { cellLabel, labelOf } from './texts.js';

const isForm = (value: unknown): value is FormDefinition => {
  const form = value as Partial<FormDefinition> | null | undefined;
  return typeof form === 'object' && form !== null && typeof form.schema === 'object' && form.schema !== null && typeof form.ui === 'object' && form.ui !== null && 'type' in form.ui;
};
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const reading: ReadonlySet<unknown> = new Set(['read', 'print', 'compare']);
const nothingYet: FormDefinition = { schema: { type: 'object' }, ui: { type: 'VerticalLayout', elements: [] } };

/**
 * A form of a JSON Schema and a UI schema, to fill in, read or print.
 * @slot check - below the summary page of the wizard
 * @fires rq-form-change - the person changed a field
 * @fires rq-form-step - another page of the wizard is shown
 * @fires rq-form-submit - the form is right and is submitted
 * @csspart steps
 * @csspart buttons
 */
export class RqForm extends RqElement {
  static formAssociated = true;
  static override styles = [typographyStyles, buttonStyles, fieldStyles, tableStyles, formStyles, inputStyles, wizardStyles];

  @property({ attribute: false }) form?: FormDefinition;
  /** What the person may do with each field; everything when absent. */
  @property({ attribute: false }) access?: AccessMap;
  /** Names that rules and computed values may use besides the fields. */
  @property({ attribute: false }) context: JsonObject = {};
  /** `compare` is reading with what differs from `previous` marked. */
  @property({ reflect: true }) mode: 'edit' | 'read' | 'print' | 'compare' = 'edit';
  /** The data before, to compare with. */
  @property({ attribute: false }) previous?: JsonObject;
  /** Leaves out of a comparison what is the same. */
  @property({ type: Boolean, attribute: 'only-changes' }) onlyChanges = false;
  /** Where people, units and records are found; the request service above when absent. */
  @property({ attribute: false }) lookups?: Lookups;
  /** Where files are kept. Without it a form knows them by name, size and type only. */
  @property({ attribute: false }) files?: Files;
  /** Titles of the ids in the data: of people and units by id, of records by `recordKey`. */
  @property({ attribute: false }) titles: Readonly<Record<string, string>> = {};
  /** What the server found wrong. */
  @property({ attribute: false }) issues: readonly Issue[] = [];
  /** Page of the wizard, from 0; the one after the last is the summary. */
  @property({ type: Number }) step = 0;
  /** Shows the categories one after another, then a summary. So does `options.variant: "stepper"` of the layout. */
  @property({ type: Boolean }) wizard = false;
  /** Shows buttons of its own. */
  @property({ type: Boolean }) buttons = false;
  /** Leaves out the header of the wizard. */
  @property({ type: Boolean, attribute: 'no-steps' }) noSteps = false;
  /** Name of the form's value in a `<form>` around it. */
  @property() name = '';
  /** When "later" is, for searches while typing. */
  @property({ attribute: false }) scheduler: Scheduler = clockScheduler;

  @state() private summary = false;
  readonly #store = new FormStore();
  readonly #internals = this.attachInternals();
  readonly #service = new ContextConsumer(this, { context: requestServiceContext, subscribe: true, callback: () => this.requestUpdate('lookups') });
  #given = false;
  readonly #loader = new PartLoader(this);
  #resumed = false;
  #lastGiven: unknown;

  constructor() {
    super();
    this.#store.onLayout = () => this.requestUpdate();
    this.#store.onMissing = () => this.#load();
    this.#store.onChange = (path) => {
      this.#publish();
      this.dispatchEvent(new RqFormChangeEvent(this.#store.data, path));
    };
  }

  /** The values, with computed ones. Without any given, the first values of a new form. Passing the same object again keeps what was typed. */
  @property({ attribute: false })
  get data(): JsonObject {
    return this.#store.data;
  }
  set data(value: JsonObject) {
    // A host that renders again passes the object it passed before: what was typed since then stays.
    if (this.#given && value === this.#lastGiven) return;
    this.#given = value !== undefined && value !== null;
    this.#lastGiven = value;
    const data = this.checked('data', value, isObject, 'an object', {});
    this.#store.replace(data);
    if (this.hasUpdated) this.#publish();
  }

  /** Values as they are submitted: without those of hidden fields. */
  get submittedData(): JsonObject {
    return this.#store.submitted;
  }

  /** Whether everything is right, without showing anything. */
  get valid(): boolean {
    return this.#store.valid;
  }

  /** Number of pages with the summary; 1 when it is no wizard. */
  get stepCount(): number {
    return this.#isWizard ? this.#pages.length + 1 : 1;
  }

  get #isWizard(): boolean {
    const { ui } = this.#store.form;
    const stepper = ui.type === 'Categorization' && ui.options?.variant === 'stepper';
    return this.mode === 'edit' && (this.wizard || stepper) && this.#pages.length > 0;
  }

  get #pages(): readonly FormPage[] {
    return pages(this.#store.form).filter(({ element }) => this.#store.state.elements.get(element)?.visible !== false);
  }

  get #step(): number {
    return Math.max(0, Math.min(Math.trunc(this.step) || 0, this.stepCount - 1));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => this.isConnected || this.#store.giveUp());
  }

  formResetCallback(): void {
    if (!this.hasUpdated) return;
    this.#store.giveUp();
    this.#store.replace(initialData(this.#store.form, this.context));
    this.#publish();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const inputs = ['form', 'access', 'context', 'lookups', 'files', 'titles', 'issues', 'mode'] as const;
    this.#store.scheduler = this.scheduler;
    if (inputs.some((name) => changed.has(name)) || this.#store.locale !== this.language) this.#configure(changed);
  }

  #configure(changed: PropertyValues<this>): void {
    const form = this.checked('form', this.form, isForm, 'a schema and a layout', nothingYet);
    const resumed = this.#resumed && form === this.#store.form;
    const onLayout = this.#store.onLayout;
    this.#store.onLayout = () => undefined;
    this.#store.configure({
      form,
      access: this.access ?? undefined,
      context: this.context ?? {},
      locale: this.language,
      lookups: this.lookups ?? this.#service.value,
      ...(this.files ? { files: this.files } : {}),
      titles: this.titles ?? {},
      reading: reading.has(this.mode),
      besides: this.mode === 'compare' ? [readPart, comparePart] : reading.has(this.mode) ? [readPart] : [],
      given: this.checked('issues', this.issues, (value): value is readonly Issue[] => Array.isArray(value), 'an array', []),
    });
    if (changed.has('form') && !this.#given) this.#store.replace({ ...initialData(form, this.context ?? {}), ...(resumed ? this.#store.data : {}) });
    this.#resumed = false;
    this.#load();
    if (changed.has('issues')) {
      this.#store.showGiven();
      this.summary = (this.issues?.length ?? 0) > 0;
    }
    this.#store.onLayout = onLayout;
    this.#publish();
  }

  /** Fetches what the form needs and does not have; what came is shown at once. What was typed meanwhile stays. */
  #load(): void {
    if (this.#store.pending) {
      this.#loader.expressions(() => {
        this.#resumed = true;
        this.requestUpdate('form');
      });
    }
    if (this.mode === 'edit') this.#loader.words(this.language, () => this.#store.refreshIssues());
    this.#loader.parts(this.#isWizard ? [readPart, ...this.#store.parts] : this.#store.parts, this.#store.undecided ? undefined : checksPart, (part) => {
      this.#store.refresh(part);
      this.#publish();
    });
  }

  /** The form is complete when its expressions can be read and all its inputs are there. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    const { coming } = this.#loader;
    if (!coming) return done;
    await coming;
    return super.getUpdateComplete();
  }

  /** Value and validity for a `<form>` around. */
  #publish(): void {
    this.#internals.setFormValue(JSON.stringify(this.#store.data));
    if (!this.#internals.form) return;
    if (this.#store.valid) this.#internals.setValidity({});
    else this.#internals.setValidity({ customError: true }, wordsOf(messages, this.#store.locale).summary({ count: 1 }));
  }

  /** Checks the whole form, shows what is wrong and puts focus on the first field that needs attention. */
  validate(): readonly Issue[] {
    this.#load();
    const issues = this.#store.validate();
    this.#show(issues);
    return issues;
  }

  #show(issues: readonly Issue[]): void {
    this.summary = issues.length > 0;
    const [first] = issues;
    if (!first) return;
    const page = this.#pageOf(first);
    if (this.#isWizard && page >= 0 && page !== this.#step) this.#turnTo(page);
    void this.updateComplete.then(() => this.#focusIssue(first));
  }

  #pageOf(issue: Issue): number {
    return this.#pages.findIndex(({ element }) => this.#pathsOf(element).some((path) => concerns(issue, path)));
  }

  #pathsOf(element: FormPage['element']): readonly string[] {
    if (element.type === 'Control') return [this.#store.place(element)?.path ?? ''];
    return 'elements' in element ? element.elements.flatMap((child) => this.#pathsOf(child)) : [];
  }

  /** Checks everything; when all is right the form is submitted. Returns whether it was; not yet while what checks it is on its way, which submits it then. */
  submit(): boolean {
    if (this.#waits(() => this.#submitNow())) return false;
    return this.#submitNow();
  }

  /** What checks the form is still on its way: does it once that came. A form whose checks cannot be fetched says so instead. */
  #waits(act: () => unknown): boolean {
    if (!this.#store.unchecked) return false;
    this.#load();
    const { coming } = this.#loader;
    void coming?.then(() => this.updateComplete).then(act);
    return coming !== undefined;
  }

  #submitNow(): boolean {
    if (this.validate().length > 0) return false;
    this.dispatchEvent(new RqFormSubmitEvent(this.#store.submitted));
    return true;
  }

  /** Checks the page and turns to the next one. Returns whether it turned. */
  next(): boolean {
    return this.goTo(this.#step + 1);
  }

  /** Turns to the page before. */
  back(): boolean {
    return this.goTo(this.#step - 1);
  }

  /** Turns to a page; on the way forward every page passed must be right. Returns whether it got there. */
  goTo(step: number): boolean {
    if (step < 0 || step >= this.stepCount || step === this.#step) return false;
    if (step > this.#step && this.#waits(() => this.#goNow(step))) return false;
    return this.#goNow(step);
  }

  #goNow(step: number): boolean {
    const passed = this.#pages.slice(this.#step, Math.max(this.#step, step));
    const paths = passed.flatMap(({ element }) => this.#pathsOf(element));
    const wrong = paths.length > 0 ? this.#store.validate(paths).filter((issue) => paths.some((path) => concerns(issue, path))) : [];
    this.#show(wrong);
    if (wrong.length > 0) return false;
    this.#turnTo(step);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.page-heading')?.focus());
    return true;
  }

  #turnTo(step: number): void {
    this.step = step;
    this.dispatchEvent(new RqFormStepEvent(step, this.stepCount));
  }

  /** Puts focus on the field of a data path; in a wizard on its page. Returns whether there is such a field. */
  focusField(path: string): boolean {
    const place = this.#store.places.find((each) => each.path === path) ?? this.#store.places.find((each) => path.startsWith(`${each.path}/`));
    if (!place) return false;
    const page = this.#pageOf({ code: '', path: place.path });
    if (this.#isWizard && page >= 0 && page !== this.#step) this.#turnTo(page);
    void this.updateComplete.then(() => this.#focusIssue({ code: '', path }));
    return true;
  }

  #focusIssue(issue: Issue): void {
    const place = this.#store.places.find(({ path }) => concerns(issue, path));
    if (!place) {
      this.renderRoot.querySelector<HTMLElement>('.summary')?.focus();
      return;
    }
    const root = this.renderRoot as ShadowRoot;
    const [row, property] = (issue.path ?? '').slice(place.path.length + 1).split('/');
    const cell = row ? root.getElementById(`${place.id}-r${row}-${property ?? ''}`) : null;
    const target = cell ?? root.getElementById(place.id) ?? root.querySelector<HTMLElement>(`[data-path="${CSS.escape(place.path)}"] :is(input, select, textarea, button)`);
    target?.scrollIntoView({ block: 'nearest' });
    target?.focus();
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.#isWizard && this.#step < this.stepCount - 1) this.next();
    else this.submit();
  };

  override render(): unknown {
    const { ui } = this.#store.form;
    if (this.mode === 'read') return html`<div class="body read">${readPart.inputs?.renderReadForm(ui, this.#store, this.words(messages))}</div>`;
    if (this.mode === 'print') return html`<div class="body print">${readPart.inputs?.renderRead(ui, this.#store)}</div>`;
    if (this.mode === 'compare') return html`<div class="body read">${comparePart.inputs?.renderCompare(ui, this.#store, { previous: this.checked('previous', this.previous, isObject, 'an object', {}), onlyChanges: this.onlyChanges })}</div>`;
    if (this.mode !== 'edit') warnOnce(`rq-form.mode:${String(this.mode)}`, `<rq-form> mode: found ${String(this.mode)}, wanted edit, read, print or compare`);
    const t = this.words(messages);
    return html`<form novalidate @submit=${this.#onSubmit}>
      ${this.#isWizard && !this.noSteps ? renderSteps(this.#titledPages(), { step: this.#step, words: t, go: (step) => this.goTo(step) }) : nothing}
      ${this.summary ? renderSummary(this.#store, { words: t, labelFor: (issue) => this.#labelFor(issue), go: (issue) => void this.focusField(issue.path ?? '') }) : nothing}
      ${this.#isWizard ? this.#renderPage() : html`<div class="body">${renderElement(ui, this.#store)}</div>`}
      ${this.buttons ? renderButtons({ words: t, first: this.#step === 0, last: this.#step >= this.stepCount - 1, back: () => this.back() }) : nothing}
    </form>`;
  }

  #titledPages(): readonly string[] {
    const t = this.words(messages);
    return [...this.#pages.map((page, index) => this.#pageLabel(page, index)), t.check];
  }

  #pageLabel(page: FormPage, index: number): string {
    return labelOf(this.#store.form, { label: page.label, i18n: 'i18n' in page.element ? page.element.i18n : undefined }, this.language) || String(index + 1);
  }

  #renderPage(): unknown {
    const labels = this.#titledPages();
    const step = this.#step;
    const page = this.#pages[step];
    const words = this.words(messages);
    const heading = html`<div class="page-heading" role="heading" aria-level="2" tabindex="-1" aria-label=${words.stepOf({ number: step + 1, count: labels.length, label: labels[step] ?? '' })}>${labels[step]}</div>`;
    if (!page) return html`${heading}${readPart.inputs?.renderSummaryPage(this.#pages, labels, { store: this.#store, words, go: (to) => this.goTo(to) })}<slot name="check"></slot>`;
    const inside = 'elements' in page.element ? page.element.elements : [page.element];
    return html`${heading}<div class="body ${columnsClass(inside)}">${renderElements(inside, this.#store)}</div>`;
  }

  #labelFor(issue: Issue): string {
    const place = this.#store.places.find(({ path }) => concerns(issue, path));
    if (!place) return topProperty(issue.path ?? '');
    const field = this.#store.label(place.control);
    const cell = cellLabel(this.#store.form, place.control, (issue.path ?? '').slice(place.path.length + 1), this.#store.locale);
    return cell ? this.words(messages).cell({ field, ...cell }) : field;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-form': RqForm;
  }
}
