import { html, nothing } from 'lit';
import type { FieldType, FieldView } from '../registry.js';
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
  return html`<input class="input" autocomplete="off" ${control} />${options.suffix ? html`<span class="suffix" aria-hidden="true">${options.suffix}</span>` : nothing}`;
}

type Line = (field: FieldView) => TextInputOptions<never>;

/** Draws a field whose input is one line of text with nothing beside it. Whoever knows that (`lineOf`) draws the input together with what is around it, at less cost. */
export const oneLine = <T>(line: (field: FieldView) => TextInputOptions<T>): FieldType['render'] => Object.assign((field: FieldView) => renderTextInput(field, line(field)), { line });

/** What the input of a field type shows and reads when it is one line of text; undefined for all others. */
export const lineOf = ({ render }: FieldType): Line | undefined => (render as { readonly line?: Line }).line;
