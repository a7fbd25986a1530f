import type { Issue, Json, LocalizedText } from '@requestry/model';
import { readDay, readTime } from '../../inputs/dates.js';
import { readNumber } from '../../inputs/numbers.js';
import type { FieldView, Found, Pending } from '../../registry.js';
import { choicesOf, offersChoices } from '../choices.js';
import type { Column } from './columns.js';
import { pasteWords } from './words.js';

/** A text pasted into a cell whose values are looked up: on its way, or not found. Its text stands in the cell until the person puts something else there. */
export interface PastedCell extends Pending {
  readonly row: number;
  readonly property: string;
  readonly text: string;
  readonly state: keyof (typeof pasteWords)['en'];
}

/** Cells copied in a spreadsheet: lines of tabs. Undefined when the text is an ordinary one. */
export function cellsIn(text: string, most: number): readonly (readonly string[])[] | undefined {
  if (!/[\t\n]/.test(text.trim())) return undefined;
  const lines = text.replace(/\r/g, '').replace(/\n$/, '').split('\n');
  return lines.slice(0, most).map((line) => line.split('\t').map((cell) => cell.trim()));
}

/** The column's values are found by their titles. */
export const isLookedUp = (column: Column): boolean => column.type?.find !== undefined && column.schema.type !== 'array';

/** The value that a text stands for; undefined when the column takes no texts. What cannot be read stays as it is, so that the check can name it. */
export function readCell({ schema, control }: Column, text: string, field: FieldView): Json | undefined {
  if (offersChoices(schema)) {
    const wanted = plain(text);
    return choicesOf(schema, control.options?.rq ?? {}, field.localize).find((choice) => plain(choice.title) === wanted)?.value ?? text;
  }
  if (schema.type === 'number' || schema.type === 'integer') return readNumber(text) ?? text;
  if (schema.type === 'boolean') return plain(text) === plain(field.words.yes) ? true : plain(text) === plain(field.words.no) ? false : undefined;
  if (schema.type !== 'string') return undefined;
  return schema.format === 'date' ? readDay(text) : schema.format === 'time' ? readTime(text) : text;
}

/** A title as people compare it: neither case nor spaces tell two apart. */
export const plain = (text: string): string => text.trim().replace(/\s+/gu, ' ').toLocaleLowerCase();

type Result = Found | Exclude<PastedCell['state'], 'busy'>;

/** What is found under exactly this title; what cannot be asked counts as neither found nor missing. */
async function lookUp(find: Promise<readonly Found[]>, text: string): Promise<Result> {
  try {
    const wanted = plain(text);
    const found = (await find).filter(({ title }) => plain(title) === wanted);
    return found.length === 1 && found[0] ? found[0] : found.length === 0 ? 'none' : 'several';
  } catch {
    return 'failed';
  }
}

/** Questions on their way at once. */
const together = 6;

/** Looks up each cell, the same question once. `ask` tells what makes two questions the same, and asks. */
export async function lookUpAll(cells: readonly PastedCell[], ask: (cell: PastedCell) => { readonly key: string; find(): Promise<readonly Found[]> }): Promise<ReadonlyMap<string, Result>> {
  const known = new Map<string, Promise<Result>>();
  const results = new Map<string, Result>();
  const left = [...cells];
  const work = async (): Promise<void> => {
    for (let cell = left.shift(); cell; cell = left.shift()) {
      const { key, find } = ask(cell);
      const result = known.get(key) ?? lookUp(find(), cell.text);
      known.set(key, result);
      results.set(cell.id, await result);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return results;
}

let made = 0;

/** A name for a text that is being looked up. */
export const nextId = (): string => `pasted-${(made += 1)}`;

const longest = 100;

/** The issue that a pasted text is, where it stands now. */
export function pastedCell(path: string, cell: Pick<PastedCell, 'id' | 'row' | 'property' | 'text' | 'state'>): PastedCell {
  const { row, property, text, state } = cell;
  const shown = { text: text.length > longest ? `${text.slice(0, longest)}…` : text };
  const message: LocalizedText = { en: pasteWords.en[state](shown), ru: pasteWords.ru[state](shown) };
  const issue: Issue = { code: `lines.pasted-${state}`, path: `${path}/${row}/${property}`, params: { found: shown.text, message } };
  return { ...cell, awaited: state === 'busy', issue, cancel: () => undefined };
}
