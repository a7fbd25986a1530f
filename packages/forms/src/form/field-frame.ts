import { noChange, nothing, render } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';

/** What stands around the inputs of a field. */
export interface Frame {
  readonly id: string;
  /** JSON pointer of the field's value. */
  readonly path: string;
  readonly className: string;
  /** Words of the label, which is the first element inside; undefined when the inputs draw their own. */
  readonly label: string | undefined;
  readonly labelClass: string;
  /** The label names several inputs or a text, not one input. */
  readonly group: boolean;
  /** The word beside the mark of a field that must be filled. */
  readonly required: string | undefined;
  /** Help and what is wrong; nothing when there is neither. */
  readonly notes: unknown;
}

class FieldFrame extends Directive {
  #words = '';
  #notes: unknown = nothing;

  override render(_frame: Frame): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [frame]: [Frame]): unknown {
    const { id, path, className, label, group, notes } = frame;
    if (element.className !== className) element.className = className;
    element.setAttribute('data-path', path);
    if (group) element.setAttribute('aria-labelledby', `${id}-label`);
    if (label !== undefined) this.#name(element.firstElementChild as HTMLElement, frame);
    if (notes !== nothing || this.#notes !== nothing) render(notes, element as HTMLElement);
    this.#notes = notes;
    return noChange;
  }

  #name(label: HTMLElement, { id, label: text = '', labelClass, group, required = '' }: Frame): void {
    label.id = `${id}-label`;
    if (!group) label.setAttribute('for', id);
    if (label.className !== labelClass) label.className = labelClass;
    const words = `${text}\n${required}`;
    if (words === this.#words) return;
    this.#words = words;
    label.textContent = text;
    if (required) label.append(span({ className: 'required', ariaHidden: 'true', textContent: '\u00a0*' }), span({ className: 'visually-hidden', textContent: ` (${required})` }));
  }
}

const span = (details: Partial<HTMLSpanElement>): HTMLSpanElement => Object.assign(document.createElement('span'), details);

/**
 * All around the inputs of a field as one part: a part for each attribute and text would make up most of what drawing a large form costs. The notes are put
 * at the end: a template with a part before that end closes with a comment, so that the part does not reach over them.
 */
export const fieldFrame = directive(FieldFrame);
