import { FieldPart } from './field-part.js';

/** Text written in Markdown, for reading. */
export const markdownPart = new FieldPart(() => import('./markdown-read.js'));
