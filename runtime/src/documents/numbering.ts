import { localDate, type Numbering, type Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put } from '../collections.js';
import type { Context } from '../context.js';
import { read } from '../store.js';
import type { Turn } from '../turns.js';

/** A number, where it stands in its journal, and the write that takes it. */
export interface Numbered {
  readonly number: string;
  readonly place: NonNullable<Request['registered']>;
  readonly op: Op;
}

/** The next number of a journal and the write that takes it. The write belongs into the batch that uses the number: no gaps, no doubles. Many may want one at once, so each waits its turn. */
export async function nextNumber(context: Context, numbering: Numbering, turn: Turn): Promise<Numbered> {
  const date = localDate(context.now, context.calendar.zone);
  const year = numbering.reset === 'never' ? '' : date.slice(0, 4);
  const id = `${numbering.journal}:${year}`;
  await turn.of(`${context.tenant}:counters:${id}`);
  const counter = await read(context.store, 'counters', id);
  const last = (counter?.body.last ?? 0) + 1;
  return { number: formatNumber(numbering.pattern, last, date), place: { journal: numbering.journal, year, place: last }, op: put('counters', id, { last }, counter?.version ?? 'absent') };
}

/** Fills `{yyyy}`, `{yy}`, `{mm}`, `{n}` and `{n:5}` (padded with zeros). A pattern without `{n}` gets the number at its end. */
export function formatNumber(pattern: string, n: number, date: string): string {
  const complete = /\{n(?::\d+)?\}/.test(pattern) ? pattern : `${pattern}{n}`;
  return complete
    .replaceAll('{yyyy}', date.slice(0, 4))
    .replaceAll('{yy}', date.slice(2, 4))
    .replaceAll('{mm}', date.slice(5, 7))
    .replace(/\{n(?::(\d+))?\}/g, (_whole, width: string | undefined) => String(n).padStart(Math.min(Number(width ?? 1), 12), '0'));
}
