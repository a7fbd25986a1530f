import { FieldPart } from '../inputs/field-part.js';

/** Days, times and their calendar. */
export const datePart = new FieldPart(() => import('./date-inputs.js'));

/** Searching in people, units, records and long lists of choices. */
export const lookupPart = new FieldPart(() => import('./lookup-inputs.js'));

/** The editable table of lines. */
export const linesPart = new FieldPart(() => import('./lines/table.js'));

/** Choosing files. */
export const filePart = new FieldPart(() => import('./file/inputs.js'));
