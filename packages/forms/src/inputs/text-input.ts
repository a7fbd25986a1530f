import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { FieldView } from '../registry.js';
import { keepTyping } from './keep-typing.js';

/** How a one-line input shows and reads its value. */
export interface TextInputOptions<T> {
  readonly type?: 'text' | 'email' | 'tel' | 'url';
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel';
  readonly autocomplete?: string;
  readonly align?: 'end';
  readonly suffix?: string;
  readonly id?: string;
  readonly labelledBy?: string;
  readonly placeholder?: string;
  /** The value as text; `''` when there is none. */
  show(value: T | undefined): string;
  /** What a text means; undefined when empty. What means nothing is kept as text, so that the check can name it. */
  read(text: string): T | string | undefined;
  readonly value: T | undefined;
  set(value: T | string | undefined): void;
}

/** A one-line input with everything that accessibility asks for. */
export function renderTextInput<T>(field: FieldView, options: TextInputOptions<T>): unknown {
  const same = (typed: string): boolean => options.read(typed) === options.value;
  const onInput = (event: Event): void => options.set(options.read((event.target as HTMLInputElement).value));
  const onBlur = (event: Event): void => {
    (event.target as HTMLInputElement).value = options.show(options.value === undefined ? undefined : options.value);
    field.leave();
  };
  const labelledBy = options.labelledBy ?? field.labelledBy;
  return html`<input
    id=${options.id ?? field.id}
    class=${options.align === 'end' ? 'input number' : 'input'}
    type=${options.type ?? nothing}
    inputmode=${ifDefined(options.inputmode)}
    autocomplete=${(options.autocomplete ?? 'off') as 'off'}
    placeholder=${options.placeholder ?? (field.placeholder || nothing)}
    aria-labelledby=${labelledBy ?? nothing}
    aria-describedby=${field.describedBy ?? nothing}
    aria-invalid=${field.invalid ? 'true' : nothing}
    aria-required=${field.required ? 'true' : nothing}
    ?readonly=${field.readonly}
    @input=${onInput}
    @blur=${onBlur}
    ${keepTyping(options.show(options.value), same)}
  />${options.suffix ? html`<span class="suffix" aria-hidden="true">${options.suffix}</span>` : nothing}`;
}
