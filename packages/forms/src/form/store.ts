import { localize } from '@requestry/model';
import type { AccessMap, FormDefinition, Issue, Json, JsonObject, Locale, RecordView, UiControl } from '@requestry/model';
import { warnOnce, wordsOf } from '@requestry/ui/base';
import { conditionsDecidable, controls, evaluateForm, expressionEngine, fillFrom, formIssueText, hasIssueTexts, lookupFilter, needsConditions, needsExpressions, resolveScope, sameJson, scopeToPath, valueAt, withValueAt } from '../core/page.js';
import type { FormState } from '../core/page.js';
import { checksPart } from '../fields/parts.js';
import type { FieldPart } from '../inputs/field-part.js';
import { clockScheduler } from '../inputs/scheduler.js';
import { messages } from '../locales/index.js';
import { fieldFor } from '../registry.js';
import type { FieldText, FieldView, Pending } from '../registry.js';
import { markdownPart } from '../inputs/markdown-part.js';
import { concerns, related } from './concerns.js';
import type { FieldPlace, StoreInput } from './store-input.js';
import { controlLabel, formText, hasMarkdown } from './texts.js';
import { TitleBook } from './titles.js';

const checkCode = 'form.field-check';
const pendingCode = 'form.pending';
const notReady: Issue = { code: 'form.not-ready', path: '' };
const emptyForm: FormDefinition = { schema: { type: 'object' }, ui: { type: 'VerticalLayout', elements: [] } };

/** Data, evaluation and issues of one form. Listeners of a path are called when something about that field changed, and only then. */
export class FormStore {
  readonly titles = new TitleBook(() => this.#tellAll());
  scheduler = clockScheduler;
  /** Called when the layout itself or the list of shown issues changed. */
  onLayout: () => void = () => undefined;
  /** Called when the person asks again for a part that could not be fetched. */
  onMissing: () => void = () => undefined;
  /** Called after the person changed a field. */
  onChange: (path: string) => void = () => undefined;
  #input: StoreInput = { form: emptyForm, context: {}, locale: 'en', titles: {}, given: [] };
  #raw: JsonObject = {};
  /** For what was given here the state does not depend on the data. */
  #steady?: StoreInput;
  #state: FormState = evaluateForm(emptyForm, {});
  #places = new Map<UiControl, FieldPlace>();
  #issues: readonly Issue[] = [];
  readonly #shown = new Set<string>();
  readonly #pending = new Map<string, readonly Pending[]>();
  #dismissed = new Set<Issue>();
  #revision = 0;
  readonly #listeners = new Map<string, Set<() => void>>();

  get form(): FormDefinition {
    return this.#input.form;
  }

  get locale(): Locale {
    return this.#input.locale;
  }

  /** Data with computed values. */
  get data(): JsonObject {
    return this.#state.data;
  }

  get state(): FormState {
    return this.#state;
  }

  /** The form has expressions, and what reads them is not there yet: what they decide about is hidden, and the form is not valid. */
  get pending(): boolean {
    return !expressionEngine() && needsExpressions(this.form);
  }

  /** The form has conditions, and what decides them is not there yet: what they are about is hidden, and the form is not valid. It comes with what checks the data. */
  get undecided(): boolean {
    return !conditionsDecidable() && needsConditions(this.form);
  }

  /** Something that is needed to check the data is not there yet. */
  get unchecked(): boolean {
    return this.pending || this.undecided || !checksPart.inputs || this.places.some(({ type, parts }) => type?.check !== undefined && parts.some((part) => !part.inputs));
  }

  /** Data as it is submitted, once there is what checks it. */
  get submitted(): JsonObject {
    return this.pending || !checksPart.inputs ? this.data : checksPart.inputs.pruneHidden(this.form, this.data, this.options);
  }

  /** What the form needs to be filled in, or only read. */
  get parts(): ReadonlySet<FieldPart> {
    const { reading, besides = [] } = this.#input;
    const ofFields = this.places.flatMap(({ parts, type, schema, control }) => [...(reading ? [] : parts), ...(type?.readParts?.(schema, control) ?? [])]);
    return new Set([...besides, ...(reading && !needsConditions(this.form) ? [] : [checksPart]), ...ofFields, ...(hasMarkdown(this.form.ui) ? [markdownPart] : [])]);
  }

  get places(): readonly FieldPlace[] {
    return [...this.#places.values()];
  }

  /** For whom and with which names the form is evaluated. */
  get options(): { access?: AccessMap; context: JsonObject } {
    return { access: this.#input.access, context: this.#input.context };
  }

  /** Takes over what the host gave. Everything is evaluated anew. */
  configure(input: StoreInput): void {
    const before = this.#input;
    this.#input = input;
    Object.assign(this.titles, { given: input.titles, lookups: input.lookups, locale: input.locale });
    if (before.form !== input.form) this.#placeFields();
    if (before.given !== input.given) this.#dismissed = new Set();
    this.#evaluate();
    if (this.#shown.size > 0) this.#check();
    this.#tellAll();
  }

  #placeFields(): void {
    this.#shown.clear();
    this.#issues = [];
    this.giveUp();
    this.#places = new Map(
      controls(this.form.ui).map((control, index) => {
        const schema = resolveScope(this.form.schema, control.scope) ?? {};
        const type = fieldFor(schema, control);
        return [control, { id: `f${index}`, path: scopeToPath(control.scope), control, schema, type, parts: type?.parts?.(schema, control) ?? [] }];
      }),
    );
  }

  /** Where neither expressions nor conditions decide anything, only the data changes. */
  #evaluate(): void {
    if (this.#steady === this.#input) this.#state = { ...this.#state, data: this.#raw };
    else this.#state = evaluateForm(this.form, this.#raw, this.options);
    this.#steady = needsExpressions(this.form) || needsConditions(this.form) ? undefined : this.#input;
  }

  /** Replaces the data without telling the host. */
  replace(data: JsonObject): void {
    if (data === this.#raw || data === this.data) return;
    this.#update(data, true);
  }

  place(control: UiControl): FieldPlace | undefined {
    return this.#places.get(control);
  }

  /** Calls back when the field's value, state or issues changed. Returns the way to stop. */
  subscribe(path: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(path) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(path, listeners);
    return () => void listeners.delete(listener);
  }

  /** A change by the person. */
  set(path: string, value: Json | undefined): void {
    this.#change(withValueAt(this.data, path, value), [path]);
  }

  #choose(place: FieldPlace, record: RecordView | undefined): void {
    if (record) this.titles.learn(record.id, record.title, { of: 'record', directory: place.control.options?.rq?.lookup?.directory ?? '' });
    const chosen = withValueAt(this.data, place.path, record?.id);
    const fill = place.control.options?.rq?.lookup?.fill ?? {};
    this.#change(fillFrom(place.control, chosen, record?.data ?? {}), [place.path, ...Object.keys(fill).map((name) => `/${name}`)]);
  }

  #change(data: JsonObject, paths: readonly string[]): void {
    this.#dismissed = new Set([...this.#dismissed, ...this.#input.given.filter((issue) => paths.some((path) => concerns(issue, path)))]);
    const cleared = this.#clearDependents(data, paths);
    this.#update(cleared, false, cleared === data ? paths : undefined);
    this.onChange(paths[0] ?? '');
  }

  /** A record chosen under a filter that has changed since is no longer among those offered. */
  #clearDependents(data: JsonObject, changed: readonly string[]): JsonObject {
    let result = data;
    for (const { control, path } of this.#places.values()) {
      if (!control.options?.rq?.lookup?.filter || changed.includes(path) || valueAt(result, path) === undefined) continue;
      if (!sameJson(this.#filter(control, this.data), this.#filter(control, result))) result = withValueAt(result, path, undefined);
    }
    return result;
  }

  #filter(control: UiControl, data: JsonObject): JsonObject {
    return lookupFilter(control, data, this.#input.context, this.form);
  }

  /** `paths` are those that alone have other values, when they are known: where nothing else follows from them, nothing else is looked at. */
  #update(data: JsonObject, quiet: boolean, paths?: readonly string[]): void {
    const before = { state: this.#state, issues: this.#issues };
    this.#raw = data;
    this.#evaluate();
    if (this.#shown.size > 0) this.#check();
    const only = before.state.fields === this.#state.fields && before.issues === this.#issues ? paths : undefined;
    for (const path of this.#listeners.keys()) if ((only?.some((changed) => related(changed, path)) ?? true) && this.#differs(path, before)) this.#tell(path);
    if (quiet || before.issues !== this.#issues || this.#layoutDiffers(before.state)) this.onLayout();
  }

  #differs(path: string, before: { state: FormState; issues: readonly Issue[] }): boolean {
    if (valueAt(before.state.data, path) !== valueAt(this.data, path)) return true;
    const [was, is] = [before.state.fields[path], this.#state.fields[path]];
    if (was !== is && (was?.visible !== is?.visible || was?.enabled !== is?.enabled || was?.required !== is?.required || was?.access !== is?.access)) return true;
    return this.#shown.has(path) && !sameJson(before.issues.filter((issue) => concerns(issue, path)), this.#issues.filter((issue) => concerns(issue, path)));
  }

  #layoutDiffers(before: FormState): boolean {
    if (before.elements === this.#state.elements) return false;
    for (const [element, { visible }] of this.#state.elements) if (element.type !== 'Control' && before.elements.get(element)?.visible !== visible) return true;
    return false;
  }

  #tell(path: string): void {
    this.#listeners.get(path)?.forEach((listener) => listener());
  }

  /** Draws anew what a part was missing for: the fields that need it, or everything when it decides conditions or is no field's. */
  refresh(part: FieldPart): void {
    const waiting = this.places.filter(({ parts }) => parts.includes(part));
    if (waiting.length > 0) return waiting.forEach(({ path }) => this.#tell(path));
    if (part === checksPart && !needsConditions(this.form)) return this.refreshIssues();
    this.#steady = undefined;
    this.#evaluate();
    this.#tellAll();
  }

  /** Draws anew what is shown to be wrong. */
  refreshIssues(): void {
    if (this.#shown.size === 0) return;
    this.#check();
    this.#tellAll();
  }

  #tellAll(): void {
    this.#revision += 1;
    for (const path of this.#listeners.keys()) this.#tell(path);
    this.onLayout();
  }

  #check(): void {
    const found = this.#validate();
    const given = this.#input.given.filter((issue) => !this.#dismissed.has(issue));
    const all = [...given, ...found];
    if (!sameJson(all, this.#issues)) this.#issues = all;
  }

  #validate(): readonly Issue[] {
    if (this.#input.reading) return [];
    if (this.unchecked || !checksPart.inputs) return [notReady];
    try {
      return [...checksPart.inputs.validateForm(this.form, this.data, { ...this.options, engine: 'interpreter' }), ...this.#fieldChecks()];
    } catch (error) {
      warnOnce(`rq-form:${String(error)}`, '<rq-form> the schema cannot be checked', error);
      return [];
    }
  }

  /** Gives up everything that is on its way into a value. */
  giveUp(): void {
    const all = [...this.#pending.values()].flat();
    this.#pending.clear();
    all.forEach((each) => each.cancel());
  }

  #setPending(path: string, pending: readonly Pending[]): void {
    this.#pending.set(path, pending);
    if (this.#shown.has(path)) this.#check();
    this.#tell(path);
  }

  #fieldChecks(): readonly Issue[] {
    const told = [...this.#pending.values()].flatMap((pending) => pending.flatMap(({ issue }) => issue ?? []));
    const awaited = [...this.#pending].filter(([, pending]) => pending.some((each) => each.awaited && !each.issue)).map(([path]): Issue => ({ code: pendingCode, path }));
    return [...told, ...awaited, ...this.#typeChecks()];
  }

  #typeChecks(): readonly Issue[] {
    return this.places.flatMap((place) => (this.#wrongAt(place) ? [{ code: checkCode, path: place.path }] : []));
  }

  /** What the type of a field finds wrong with its value, in words. */
  #wrongAt({ path, type, control }: FieldPlace): string | undefined {
    const value = valueAt(this.data, path);
    const state = this.#state.fields[path];
    return type?.check && value !== undefined && value !== null && value !== '' && state?.visible && state.enabled ? type.check(value, this.text(control), this.data) : undefined;
  }

  /** Checks everything and shows what is found at the fields given, at all of them without any. */
  validate(paths: readonly string[] = this.places.map(({ path }) => path)): readonly Issue[] {
    paths.forEach((path) => this.#shown.add(path));
    this.#check();
    this.#tellAll();
    return this.#issues;
  }

  /** Whether the data is right, without showing anything. */
  get valid(): boolean {
    return this.#validate().length === 0;
  }

  /** Everything found and shown so far. */
  get issues(): readonly Issue[] {
    return this.#issues.filter((issue) => [...this.#shown].some((path) => concerns(issue, path)) || !this.places.some(({ path }) => concerns(issue, path)));
  }

  /** Issues given by the host are shown without having been asked for. */
  showGiven(): void {
    const { given } = this.#input;
    if (given.length > 0) this.validate(this.places.filter(({ path }) => given.some((issue) => concerns(issue, path))).map(({ path }) => path));
  }

  /** The person left a field that they may have filled wrongly. */
  leave(path: string): void {
    if (this.#shown.has(path)) return;
    const show = (): void => {
      this.#shown.add(path);
      this.#check();
      if (this.#issues.some((issue) => concerns(issue, path))) this.#tell(path);
    };
    if (checksPart.inputs) checksPart.inputs.afterPress(show);
    else show();
  }

  issueText(issue: Issue): string {
    if (issue.code === notReady.code) return wordsOf(messages, this.locale).notReady;
    if (issue.code === pendingCode) return wordsOf(messages, this.locale).filesPending;
    if (issue.code !== checkCode) return hasIssueTexts(this.locale) ? formIssueText(checksPart.inputs?.titled(issue, this) ?? issue, this.locale) : '';
    const place = this.places.find(({ path }) => path === issue.path);
    return (place && this.#wrongAt(place)) || issue.code;
  }

  label(control: UiControl): string {
    return controlLabel(this.form, control, this.locale);
  }

  /** What a field needs to tell its value. */
  text(control: UiControl): FieldText {
    return {
      control,
      schema: this.place(control)?.schema ?? {},
      locale: this.locale,
      words: wordsOf(messages, this.locale),
      title: (id, source) => this.titles.titleOf(id, source),
      localize: (text) => localize(text, this.locale),
      options: control.options?.rq ?? {},
      ...(this.#input.files ? { files: this.#input.files } : {}),
    };
  }

  /** What a field is drawn from. */
  view(place: FieldPlace, describedBy: string | undefined): FieldView {
    const { path, control, id } = place;
    const issues = this.issuesAt(path);
    const state = this.#state.fields[path];
    return {
      ...this.text(control),
      id,
      path,
      label: this.label(control),
      value: valueAt(this.data, path),
      current: () => valueAt(this.data, path),
      revision: this.#revision,
      readonly: false,
      required: state?.required ?? false,
      invalid: issues.length > 0,
      describedBy,
      labelledBy: undefined,
      placeholder: formText(this.form, control.i18n && `${control.i18n}.placeholder`, this.locale) ?? localize(control.options?.placeholder, this.locale),
      lookups: this.#input.lookups,
      scheduler: this.scheduler,
      issues,
      data: this.data,
      issueText: (issue) => this.issueText(issue),
      set: (value) => this.set(path, value),
      choose: (record) => this.#choose(place, record),
      leave: () => this.leave(path),
      filter: () => this.#filter(control, this.data),
      filterOf: (column, line) => lookupFilter(column, { ...this.data, ...line }, this.#input.context),
      learn: (ofId, title, source) => this.titles.learn(ofId, title, source),
      pending: () => this.#pending.get(path) ?? [],
      setPending: (pending) => this.#setPending(path, pending),
    };
  }

  /** Issues of a field that are shown. */
  issuesAt(path: string): readonly Issue[] {
    return this.#shown.has(path) ? this.#issues.filter((issue) => concerns(issue, path)) : [];
  }
}
