import { markdownPart } from '../../inputs/markdown-part.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText } from '../optional.js';
import { richTextPart } from '../parts.js';

/** Text with headings, lists, bold, italic and links, kept as Markdown: what is stored is never HTML. */
export const richTextField: FieldType = {
  type: 'rich-text',
  wide: true,
  parts: () => [richTextPart],
  readParts: () => [markdownPart],
  room: () => 6,
  text: (value) => withoutMarks(plainText(value)),
  renderRead: (value, field) => markdownPart.inputs?.renderMarkdown(plainText(value)) ?? richTextField.text(value, field),
  render: (field) => richTextPart.inputs?.renderRichText(field),
};
registerField(richTextField);

const withoutMarks = (text: string): string =>
  text
    .replace(/\[([^\][]{1,500})\]\([^()\s]{1,2000}\)/g, '$1')
    .replace(/^\s*(#{1,4}|>)\s+/gm, '')
    .replace(/\*\*|`/g, '')
    .replace(/\*([^*\s][^*]{0,1999})\*/g, '$1');
