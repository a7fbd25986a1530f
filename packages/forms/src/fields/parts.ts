import { FieldPart } from '../inputs/field-part.js';

/** Days, times and their calendar. */
export const datePart = new FieldPart(() => import('./date-inputs.js'));

/** Searching in people, units, records and long lists of choices. */
export const lookupPart = new FieldPart(() => import('./lookup-inputs.js'));

/** The editable table of lines. */
export const linesPart = new FieldPart(() => import('./lines/table.js'));

/** Choosing files. */
export const filePart = new FieldPart(() => import('./file/inputs.js'));

/** Writing formatted text. */
export const richTextPart = new FieldPart(() => import('./rich-text/inputs.js'));

/** Drawing a signature and showing it. */
export const signaturePart = new FieldPart(() => import('./signature/inputs.js'));

/** Stars to choose from. */
export const ratingPart = new FieldPart(() => import('./rating/inputs.js'));

/** Numbers with check digits. */
export const checkedIdPart = new FieldPart(() => import('./checked-id/inputs.js'));

/** Reading: values in words, tables of lines, the summary of a wizard. */
export const readPart = new FieldPart(() => import('../form/reading.js'));

/** Two versions of the data side by side. */
export const comparePart = new FieldPart(() => import('../form/compare.js'));

/** What checks the data of a form. */
export const checksPart = new FieldPart(() => import('../form/checks.js'));
