import { html } from 'lit';
import type { FieldView } from '../registry.js';
import { textControl } from './text-control.js';

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
  const control = textControl(field, options as TextInputOptions<never>);
  if (options.suffix === undefined) return html`<input class="input" autocomplete="off" ${control} />`;
  return html`<input class="input" autocomplete="off" ${control} />${options.suffix ? html`<span class="suffix" aria-hidden="true">${options.suffix}</span>` : ''}`;
}
