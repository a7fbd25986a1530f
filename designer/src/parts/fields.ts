import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Locale, LocalizedText } from '@requestry/model';
import { inLanguage, rewritten, untranslated } from './localized.js';

/** A labelled text input. `oninput` hears every keystroke. */
export interface TextFieldOptions {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly placeholder?: string;
  readonly help?: unknown;
  readonly error?: string;
  readonly multiline?: boolean;
  readonly type?: 'text' | 'number' | 'date' | 'search';
  readonly lang?: Locale;
  readonly list?: string;
  readonly disabled?: boolean;
  readonly badge?: unknown;
  readonly mono?: boolean;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

/** Renders a text input with label, help and error. */
export function textField(options: TextFieldOptions): unknown {
  const { id, label, value, error, help } = options;
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const input = options.multiline
    ? html`<textarea class="input ${options.mono ? 'mono' : ''}" id=${id} name=${id} rows="2" lang=${options.lang ?? nothing} .value=${live(value)} placeholder=${options.placeholder ?? nothing} ?disabled=${options.disabled} aria-invalid=${error ? 'true' : nothing} aria-describedby=${described || nothing} @input=${(event: Event) => options.onInput(valueOf(event))}></textarea>`
    : html`<input class="input ${options.mono ? 'mono' : ''}" id=${id} name=${id} type=${options.type ?? 'text'} autocomplete="off" lang=${options.lang ?? nothing} list=${options.list ?? nothing} .value=${live(value)} placeholder=${options.placeholder ?? nothing} ?disabled=${options.disabled} aria-invalid=${error ? 'true' : nothing} aria-describedby=${described || nothing} @input=${(event: Event) => options.onInput(valueOf(event))} />`;
  return html`<div class="field">
    <label class="label" for=${id}>${label}${options.badge ?? nothing}</label>
    ${input} ${help ? html`<span class="help" id="${id}-help">${help}</span>` : nothing}
    ${error ? html`<span class="field-error" id="${id}-error"><rq-icon name="error"></rq-icon>${error}</span>` : nothing}
  </div>`;
}

/** A text of one language, with the other language's as a hint and a mark when one is missing. `given` are the texts it may have had from the start. */
export function localizedField(options: Omit<TextFieldOptions, 'value' | 'onInput'> & { readonly text: LocalizedText | undefined; readonly language: Locale; readonly onText: (text: LocalizedText | undefined) => void; readonly missing: string; readonly given?: readonly (LocalizedText | undefined)[] }): unknown {
  const { text, language, onText, missing, given = [], ...rest } = options;
  const other = inLanguage(text, language === 'ru' ? 'en' : 'ru');
  return textField({
    ...rest,
    lang: language,
    value: inLanguage(text, language),
    placeholder: other || rest.placeholder,
    badge: html`<span class="language" aria-hidden="true">${language}</span>${untranslated(text) ? html`<span class="untranslated" title=${missing}><span class="visually-hidden">${missing}</span></span>` : nothing}`,
    onInput: (value) => onText(rewritten(text, language, value, given)),
  });
}

/** A labelled choice. */
export function selectField(options: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly empty?: string;
  readonly help?: unknown;
  readonly hideLabel?: boolean;
}): unknown {
  const { id, choices, value } = options;
  const lost = value !== '' && !choices.some((choice) => choice.value === value);
  return html`<div class="field">
    <label class=${options.hideLabel ? 'visually-hidden' : 'label'} for=${id}>${options.label}</label>
    <select class="input" id=${id} name=${id} .value=${live(value)} @change=${(event: Event) => options.onChange(valueOf(event))}>
      ${options.empty === undefined ? nothing : html`<option value="" ?selected=${value === ''}>${options.empty}</option>`}
      ${lost ? html`<option value=${value} selected>${value}</option>` : nothing}
      ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
    </select>
    ${options.help ? html`<span class="help">${options.help}</span>` : nothing}
  </div>`;
}

/** A labelled tick box. */
export function checkField(options: { readonly id: string; readonly label: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly help?: string }): unknown {
  return html`<div class="check">
    <input type="checkbox" id=${options.id} name=${options.id} .checked=${live(options.checked)} aria-describedby=${options.help ? `${options.id}-help` : nothing} @change=${(event: Event) => options.onChange((event.target as HTMLInputElement).checked)} />
    <label for=${options.id}>${options.label}</label>
    ${options.help ? html`<span class="help" id="${options.id}-help">${options.help}</span>` : nothing}
  </div>`;
}
