import { html, nothing } from 'lit';
import type { Kind, LocalizedText } from '@requestry/model';
import type { Problem } from '../problems.js';
import { compact } from '../route-tab/doc-edits.js';
import { choose, controlId, line, remover } from '../route-tab/panel/context.js';
import type { CallableKind, Choice, ConditionContext } from '../route-tab/panel/context.js';
import { formulaField } from '../route-tab/panel/who-field.js';
import type { FormField } from '../route-tab/fields.js';
import type { RuleWords } from './locales/index.js';
import type { RuleNames, RuleStep } from './names.js';

/** What every editor of rules works with. */
export interface RuleContext extends ConditionContext {
  readonly kind: Kind;
  readonly w: RuleWords;
  readonly n: RuleNames;
  /** Published kinds besides this one. */
  readonly kinds: readonly CallableKind[];
  readonly steps: readonly RuleStep[];
  /** Only rules of this step are shown; those of the whole kind when absent. */
  readonly step?: string;
  readonly problems: readonly Problem[];
  records(directory: string): readonly Choice[] | undefined;
  /** Connectors of the host; nothing while they are not known. */
  connectors(): readonly string[] | undefined;
  /** Fields of a kind's form; nothing while they are not known. */
  fieldsOf(kind: string): readonly FormField[] | undefined;
  /** Whether a condition is written as a formula. */
  isFormula(key: string): boolean;
  setFormula(key: string, on: boolean): void;
  /** Changes the kind as one step of undo. */
  change(what: string, patch: Partial<Kind>, coalesce?: string): void;
  /** Turns to the control at a path once it is there. */
  turnTo(path: string): void;
}

/** A list of the kind that rules of one sort stand in. */
export type RuleList = 'guards' | 'reservations' | 'followUps' | 'relations' | 'guides';

/** The editing of one list: adds, changes, removes; an emptied list is left out. */
export function listOf<Name extends RuleList>(c: RuleContext, name: Name, what: string) {
  type Item = NonNullable<Kind[Name]>[number];
  const all = (c.kind[name] ?? []) as readonly Item[];
  const put = (next: readonly Item[], coalesce?: string, more: Partial<Kind> = {}): void => c.change(what, { [name]: next.length > 0 ? next : undefined, ...more } as Partial<Kind>, coalesce);
  return {
    all,
    write: (index: number, item: Item, coalesce?: string, more?: Partial<Kind>): void => put(all.map((each, at) => (at === index ? (compact(item as object) as Item) : each)), coalesce && `${name}-${index}-${coalesce}`, more),
    remove: (index: number): void => put(all.filter((_, at) => at !== index)),
    add: (item: Item): void => {
      put([...all, compact(item as object) as Item]);
      c.turnTo(`/${name}/${all.length}`);
    },
  };
}

/** An id that nothing has yet: `guard`, `guard-2`. */
export function freshId(base: string, taken: readonly string[]): string {
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** What is wrong at a place and below it. */
export const problemsAt = (c: Pick<RuleContext, 'problems'>, path: string): readonly Problem[] => c.problems.filter((problem) => problem.path === path || problem.path?.startsWith(`${path}/`));

/** The sentences of what is wrong at a place. */
export const complaints = (c: Pick<RuleContext, 'problems'>, path: string): unknown =>
  problemsAt(c, path).map(({ severity, text }) => html`<span class=${severity === 'error' ? 'field-error' : 'field-warning'}><rq-icon name=${severity === 'error' ? 'error' : 'warning'}></rq-icon>${text}</span>`);

const mark = (problems: readonly Problem[]): unknown => {
  if (problems.length === 0) return nothing;
  const bad = problems.some(({ severity }) => severity === 'error');
  return html`<rq-icon class=${bad ? 'bad' : 'iffy'} name=${bad ? 'error' : 'warning'}></rq-icon>`;
};

/** One sort of rules: a row that says how it stands, and what it is for when it is opened. `marks`: where its problems stand, when not at its path. */
export function section(c: RuleContext, options: { readonly path: string; readonly title: string; readonly state: string; readonly help: string; readonly body: unknown; readonly marks?: readonly string[] }): unknown {
  const { path, title, state, help, body, marks = [path] } = options;
  return html`<details class="item section" data-path=${path}>
    <summary><span class="name">${title}</span>${mark(marks.flatMap((each) => problemsAt(c, each)))}<span class="help grow ${state.length < 12 ? 'short' : ''}">${state === '' ? c.w.off : state}</span></summary>
    <div class="inside"><p class="help">${help}</p>${body}</div>
  </details>`;
}

/** One rule among others: its sentence, and its properties when it is opened. */
export function ruleItem(c: RuleContext, options: { readonly path: string; readonly title: string; readonly sentence: string; readonly body: unknown; readonly remove?: () => void; readonly tools?: unknown }): unknown {
  const { path, title, sentence, body, remove, tools = nothing } = options;
  return html`<details class="item rule" data-path=${path}>
    <summary><span class="grow sentence">${sentence}</span>${mark(problemsAt(c, path))}</summary>
    <div class="inside">
      ${complaints(c, path)}${body}
      ${remove ? html`<div class="row">${tools}<span class="grow"></span><button type="button" class="button compact danger" aria-label=${c.w.removeOf({ what: title })} @click=${remove}>${c.w.remove}</button></div>` : nothing}
    </div>
  </details>`;
}

/** A labelled control at a place. */
export const placed = (path: string, label: string, control: (id: string) => unknown, after: unknown = nothing): unknown =>
  html`<div class="field" data-path=${path}><label class="label" for=${controlId(path)}>${label}</label>${control(controlId(path))}${after}</div>`;

/** A labelled list to choose from at a place. */
export const placedChoice = (path: string, label: string, options: Omit<Parameters<typeof choose>[0], 'id' | 'label'>, after: unknown = nothing): unknown => placed(path, label, (id) => choose({ id, ...options }), after);

/** Several of what exists: those chosen as chips, the others in a list. */
export function chips(options: { readonly path: string; readonly label: string; readonly values: readonly string[]; readonly choices: readonly Choice[]; readonly empty: string; readonly w: RuleWords; readonly put: (values: readonly string[]) => void }): unknown {
  const { path, label, values, choices, empty, w, put } = options;
  const titleOf = (value: string): string => choices.find((each) => each.value === value)?.title ?? value;
  const left = choices.filter(({ value }) => !values.includes(value));
  return html`<div class="field" role="group" aria-label=${label} data-path=${path}>
    <span class="label">${label}</span>
    <div class="chips">
      ${values.length === 0 ? html`<span class="help">${empty}</span>` : nothing}
      ${values.map((value) => html`<span class="chip">${titleOf(value)}<button type="button" aria-label=${w.removeOf({ what: titleOf(value) })} @click=${() => put(values.filter((each) => each !== value))}><rq-icon name="close"></rq-icon></button></span>`)}
      ${left.length > 0 ? choose({ label, value: '', empty: w.add, choices: left, pick: (value) => value !== '' && put([...values, value]) }) : nothing}
    </div>
  </div>`;
}

/** The fields of a form to choose from. */
export const fieldChoices = (fields: readonly FormField[]): readonly Choice[] => fields.map(({ name, title }) => ({ value: name, title }));

/** A text with one more name in braces, in every language it is written in. */
export function withInserted(text: LocalizedText | undefined, name: string, locale: 'ru' | 'en'): LocalizedText {
  const both = typeof text === 'string' ? { ru: text } : (text ?? {});
  const languages = (['ru', 'en'] as const).filter((each) => both[each]);
  const next = Object.fromEntries((languages.length > 0 ? languages : [locale]).map((each) => [each, `${both[each] ?? ''}${(both[each] ?? '') === '' || /\s$/.test(both[each] ?? '') ? '' : ' '}{${name}}`]));
  return { ...both, ...next };
}

/** Where a value comes from: a field, something known of the request, a text, a formula. */
export function sourceField(c: RuleContext, path: string, label: string, value: unknown, write: (value: string | number | boolean) => void, options: { readonly fields?: readonly FormField[]; readonly given?: readonly Choice[]; readonly fixed?: boolean } = {}): unknown {
  const { w } = c;
  const fields = options.fields ?? c.g.fields;
  const given = options.given ?? givenNames(c);
  const known = [...fieldChoices(fields).map(({ value: name, title }) => ({ value: `=${name}`, title })), ...given];
  const isFormula = typeof value === 'string' && value.startsWith('=');
  const at = isFormula ? (known.some((each) => each.value === value) ? value : 'formula') : 'fixed';
  const pick = (chosen: string): void => write(chosen === 'fixed' ? '' : chosen === 'formula' ? (isFormula ? `${value} ` : '=null') : chosen);
  return html`<div class="source" data-path=${path}>
    ${choose({ label, value: at, choices: [...known, ...(options.fixed === false ? [] : [{ value: 'fixed', title: w.fixed }]), { value: 'formula', title: w.formula }], pick })}
    ${at === 'fixed' ? line({ label: w.fixedText, value: String(value ?? ''), write }) : nothing}
    ${at === 'formula' ? formulaField(c, `${path}-formula`, c.t.formula, String(value), write) : nothing}
  </div>`;
}

/** What is known of every request besides its fields. */
export const givenNames = ({ w }: Pick<RuleContext, 'w'>): readonly Choice[] => [
  { value: '=initiator.id', title: w.givenInitiator },
  { value: '=request.unit', title: w.givenUnit },
  { value: '=request.counterparty', title: w.givenCounterparty },
  { value: '=request.number', title: w.givenNumber },
  { value: '=today', title: w.givenToday },
];

/** Rows of "this → from there": each key is chosen from what is left of the choices. */
export function mappingRows(c: RuleContext, options: {
  readonly path: string;
  readonly label: string;
  readonly add: string;
  readonly empty?: string;
  readonly rows: Readonly<Record<string, unknown>>;
  /** What a row may be called by; absent: a name is typed. */
  readonly keys?: readonly Choice[];
  readonly fresh: (key: string) => string | number | boolean;
  readonly control: (key: string, value: unknown, write: (value: string | number | boolean, coalesce?: string) => void) => unknown;
  readonly put: (rows: Readonly<Record<string, unknown>>, coalesce?: string) => void;
}): unknown {
  const { path, label, rows, keys, put } = options;
  const names = Object.keys(rows);
  const left = keys?.filter(({ value }) => !names.includes(value));
  const next = left ? left[0]?.value : freshId('value', names);
  const renamed = (from: string, to: string): void => put(Object.fromEntries(Object.entries(rows).map(([name, value]) => (name === from ? [to, value] : [name, value]))), keys ? undefined : `rename-${names.indexOf(from)}`);
  return html`<div class="group" role="group" aria-label=${label} data-path=${path}>
    <div class="group-head"><h4>${label}</h4><span class="grow"></span>${next === undefined ? nothing : html`<button type="button" class="adder" @click=${() => put({ ...rows, [next]: options.fresh(next) })}>+ ${options.add}</button>`}</div>
    ${names.length === 0 && options.empty ? html`<p class="help">${options.empty}</p>` : nothing}
    ${Object.entries(rows).map(([name, value], index) => {
      const { [name]: _gone, ...rest } = rows;
      const choices = (keys ?? []).filter((each) => each.value === name || !names.includes(each.value));
      return html`<div class="mapping" data-path="${path}/${name}">
        ${keys ? choose({ label: `${label} ${index + 1}`, value: name, choices, pick: (to) => renamed(name, to) }) : line({ label: c.w.factQueryName, value: name, write: (to) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(to) && !names.includes(to) && renamed(name, to) })}
        ${options.control(name, value, (to, coalesce) => put({ ...rows, [name]: to }, coalesce))}
        ${remover(c.w.removeOf({ what: keys?.find((each) => each.value === name)?.title ?? name }), () => put(rest))}
      </div>`;
    })}
  </div>`;
}
