import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Directory, Kind, Locale, LocalizedText, Org } from '@requestry/model';
import type { RouteDoc } from '@requestry/route';
import type { Problem } from '../../problems.js';
import type { Jump } from '../../rules/rules.js';
import { inLanguage, withLanguage } from '../doc-edits.js';
import type { Glossary } from '../entry-text.js';
import type { RouteWords } from '../locales/index.js';
import { meaningOf, type AttributeName } from '../meanings/index.js';

/** A published kind whose route may be called. */
export interface CallableKind {
  readonly id: string;
  readonly title: LocalizedText;
}

/** What controls say, in the person's language. */
export interface WordContext {
  readonly locale: Locale;
  readonly t: RouteWords;
}

/** What conditions are made of. */
export interface ConditionContext extends WordContext {
  readonly doc?: RouteDoc;
  readonly org: Org;
  readonly g: Pick<Glossary, 'fields'>;
  /** Records of a directory to choose from; nothing while they are not known. */
  records?(directory: string): readonly Choice[] | undefined;
}

/** What every part of the panel works with. */
export interface PanelContext extends ConditionContext {
  readonly doc: RouteDoc;
  readonly kind: Kind | undefined;
  readonly g: Glossary;
  readonly directories: readonly Directory[];
  /** What is wrong with the rules of steps. */
  readonly problems: readonly Problem[];
  readonly jump: Jump | undefined;
  readonly callable: readonly CallableKind[];
  /** The person the examples are told for. */
  readonly sample: string | undefined;
  /** Every field says what it means. */
  readonly explain: boolean;
  setSample(person: string): void;
  /** Makes the changed list one edit, of the kind too when `kind` is given; edits in a row with the same `coalesce` are one step of undo. */
  apply(doc: RouteDoc, label: string, coalesce?: string, kind?: Kind): void;
}

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

let count = 0;
const ids = new Map<string, string>();

/** An id for a control by what it edits, the same every time. */
export function controlId(key: string): string {
  const known = ids.get(key) ?? `f${(count += 1)}`;
  ids.set(key, known);
  return known;
}

/** A labelled control. */
export const field = (key: string, label: string, control: (id: string) => unknown, after: unknown = nothing): unknown =>
  html`<div class="field"><label class="label" for=${controlId(key)}>${label}</label>${control(controlId(key))}${after}</div>`;

/** What an attribute means and what holds when nothing is chosen, while explanations are on. */
export function about(c: PanelContext, name: AttributeName): unknown {
  if (!c.explain) return nothing;
  const { meaning, otherwise } = meaningOf(name, c.locale);
  return html`<span class="help about">${meaning}.${otherwise !== undefined ? html` <em>${c.t.otherwiseIs({ otherwise })}</em>` : nothing}</span>`;
}

/** A list to choose from. A value that is not in the list is shown as it is, never lost. */
export function choose(options: { readonly id?: string; readonly label?: string; readonly value: string; readonly choices: readonly Choice[]; readonly empty?: string; readonly pick: (value: string) => void }): unknown {
  const { choices, value } = options;
  const known = value === '' || choices.some((each) => each.value === value);
  return html`<select
    class="input"
    id=${options.id ?? nothing}
    aria-label=${options.label ?? nothing}
    .value=${live(value)}
    @change=${(event: Event) => options.pick((event.currentTarget as HTMLSelectElement).value)}
  >
    ${options.empty === undefined ? nothing : html`<option value="" ?selected=${value === ''}>${options.empty}</option>`}
    ${choices.map((each) => html`<option value=${each.value} ?selected=${each.value === value}>${each.title}</option>`)}
    ${known ? nothing : html`<option value=${value} selected>${value}</option>`}
  </select>`;
}

/** A line of text. */
export const line = (options: { readonly id?: string; readonly label?: string; readonly value: string; readonly placeholder?: string; readonly invalid?: boolean; readonly type?: string; readonly write: (value: string) => void }): unknown =>
  html`<input
    class="input"
    id=${options.id ?? nothing}
    type=${options.type ?? 'text'}
    aria-label=${options.label ?? nothing}
    aria-invalid=${options.invalid ? 'true' : nothing}
    placeholder=${options.placeholder ?? nothing}
    .value=${live(options.value)}
    @input=${(event: Event) => options.write((event.currentTarget as HTMLInputElement).value)}
  />`;

/** A tick. */
export const tick = (label: string, checked: boolean, change: (checked: boolean) => void): unknown =>
  html`<label class="tick"><input type="checkbox" .checked=${live(checked)} @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).checked)} />${label}</label>`;

/** A text in both languages; the other language is told when it is missing. */
export function bilingual(c: WordContext, key: string, label: string, text: LocalizedText | undefined, write: (text: LocalizedText) => void, multiline = false): unknown {
  const locales: readonly Locale[] = c.locale === 'ru' ? ['ru', 'en'] : ['en', 'ru'];
  const name = (locale: Locale): string => (locale === 'ru' ? c.t.languageRu : c.t.languageEn);
  const input = (locale: Locale): unknown => {
    const value = inLanguage(text, locale);
    const missing = locale === 'ru' ? c.t.notRussian : c.t.notEnglish;
    const change = (event: Event): void => write(withLanguage(text, locale, (event.currentTarget as HTMLInputElement).value));
    const id = controlId(`${key}-${locale}`);
    return html`<span class="tongue" title=${name(locale)}>${locale}</span>${multiline
        ? html`<textarea class="input" id=${id} rows="2" aria-label="${label} (${name(locale)})" placeholder=${missing} .value=${live(value)} @input=${change}></textarea>`
        : html`<input class="input" id=${id} aria-label="${label} (${name(locale)})" placeholder=${missing} .value=${live(value)} @input=${change} />`}`;
  };
  return html`<div class="field"><span class="label">${label}</span><div class="bilingual">${locales.map(input)}</div></div>`;
}

/** A small button that adds one more. */
export const adder = (label: string, add: () => void): unknown => html`<button type="button" class="adder" @click=${add}>+ ${label}</button>`;

/** A small button that takes one away. */
export const remover = (label: string, remove: () => void): unknown =>
  html`<button type="button" class="button quiet compact icon" title=${label} aria-label=${label} @click=${remove}><rq-icon name="close"></rq-icon></button>`;
