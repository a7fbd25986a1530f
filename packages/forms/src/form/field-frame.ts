import { noChange, nothing, render } from 'lit';
import { Directive, directive, PartType } from 'lit/directive.js';
import type { ElementPart, PartInfo } from 'lit/directive.js';

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

/** What the templates say already. */
const first = { className: 'field', labelClass: 'label' };

class FieldFrame extends Directive {
  #drawn: Partial<Frame> = first;

  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new TypeError('fieldFrame stands on an element');
  }

  override render(_frame: Frame): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [next]: [Frame]): unknown {
    const before = this.#drawn;
    this.#drawn = next;
    if (next.className !== before.className) element.className = next.className;
    if (next.path !== before.path) element.setAttribute('data-path', next.path);
    const label = next.label === undefined ? undefined : (element.firstElementChild as HTMLElement);
    if (label && next.id !== before.id) name(element, label, next);
    if (label && next.labelClass !== before.labelClass) label.className = next.labelClass;
    if (label && (next.label !== before.label || next.required !== before.required)) write(label, next);
    if (next.notes !== nothing || (before.notes ?? nothing) !== nothing) render(next.notes, element as HTMLElement);
    return noChange;
  }
}

function name(element: Element, label: HTMLElement, { id, group }: Frame): void {
  label.id = `${id}-label`;
  if (group) element.setAttribute('aria-labelledby', label.id);
  else label.setAttribute('for', id);
}

function write(label: HTMLElement, { label: text = '', required }: Frame): void {
  label.textContent = text;
  if (required === undefined) return;
  const mark = Object.assign(document.createElement('span'), { className: 'required', ariaHidden: 'true', textContent: '\u00a0*' });
  label.append(mark, Object.assign(document.createElement('span'), { className: 'visually-hidden', textContent: ` (${required})` }));
}

/**
 * All around the inputs of a field as one part: a part for each attribute and text would make up most of what drawing a large form costs. The notes are put
 * at the end: a template with a part before that end closes with a comment, so that the part does not reach over them.
 */
export const fieldFrame = directive(FieldFrame);
