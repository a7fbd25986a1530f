import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';
import type { FieldView } from '../registry.js';
import { isFocused } from './keep-typing.js';
import type { TextInputOptions } from './text-input.js';

type Options = TextInputOptions<never>;
type Attributes = Readonly<Record<string, string | undefined>>;

/** What the template of the input says already. */
const first: Attributes = { class: 'input', autocomplete: 'off' };

class TextControl extends Directive {
  #field?: FieldView;
  #options?: Options;
  #attributes = first;

  override render(_field: FieldView, _options: Options): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [field, options]: [FieldView, Options]): unknown {
    const input = element as HTMLInputElement;
    if (!this.#options) {
      input.addEventListener('input', this.#onInput);
      input.addEventListener('blur', this.#onBlur);
    }
    [this.#field, this.#options] = [field, options];
    this.#dress(input, attributesOf(field, options));
    if (input.readOnly !== field.readonly) input.readOnly = field.readonly;
    const text = options.show(options.value);
    if (input.value !== text && !(isFocused(input) && options.read(input.value) === options.value)) input.value = text;
    return noChange;
  }

  #dress(input: HTMLInputElement, next: Attributes): void {
    const before = this.#attributes;
    for (const name of names) {
      const value = next[name];
      if (value === before[name]) continue;
      if (value === undefined) input.removeAttribute(name);
      else input.setAttribute(name, value);
    }
    this.#attributes = next;
  }

  readonly #onInput = ({ target }: Event): void => {
    this.#options?.set(this.#options.read((target as HTMLInputElement).value));
  };

  readonly #onBlur = ({ target }: Event): void => {
    (target as HTMLInputElement).value = this.#options?.show(this.#options.value) ?? '';
    this.#field?.leave();
  };
}

const names = ['id', 'class', 'type', 'inputmode', 'autocomplete', 'placeholder', 'aria-labelledby', 'aria-describedby', 'aria-invalid', 'aria-required'] as const;

const attributesOf = (field: FieldView, options: Options): Attributes => ({
  id: options.id ?? field.id,
  class: options.align === 'end' ? 'input number' : 'input',
  type: options.type,
  inputmode: options.inputmode,
  autocomplete: options.autocomplete ?? 'off',
  placeholder: options.placeholder ?? (field.placeholder || undefined),
  'aria-labelledby': options.labelledBy ?? field.labelledBy,
  'aria-describedby': field.describedBy,
  'aria-invalid': field.invalid ? 'true' : undefined,
  'aria-required': field.required ? 'true' : undefined,
});

/**
 * All that a one-line input has: attributes, listeners and text, as one part. A part for each attribute would make up most of what drawing a large form
 * costs. The text is not rewritten under the person's hands: while the input is focused and what is typed means the same value, it is left as it is.
 */
export const textControl = directive(TextControl);
