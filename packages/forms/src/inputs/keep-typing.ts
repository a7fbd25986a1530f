import { noChange } from 'lit';
import { Directive, directive, PartType } from 'lit/directive.js';
import type { ElementPart, PartInfo } from 'lit/directive.js';

type TextInput = HTMLInputElement | HTMLTextAreaElement;

class KeepTyping extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new TypeError('keepTyping stands on an element');
  }

  override render(_text: string, _means: (typed: string) => boolean): unknown {
    return noChange;
  }

  override update(part: ElementPart, [text, means]: [string, (typed: string) => boolean]): unknown {
    const input = part.element as TextInput;
    if (input.value !== text && !(isFocused(input) && means(input.value))) input.value = text;
    return noChange;
  }
}

/** The person is at the input, in whichever shadow root it stands. */
export const isFocused = (input: Element): boolean => (input.getRootNode() as Document | ShadowRoot).activeElement === input;

/**
 * Text of an input that must not be rewritten under the person's hands: while it is focused and
 * what is typed means the same value, it is left as it is.
 */
export const keepTyping = directive(KeepTyping);
