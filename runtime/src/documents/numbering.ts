import { localDate } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put } from '../collections.js';
import type { Context } from '../context.js';
import { read } from '../store.js';

/** The next number of a journal and the write that takes it. The write belongs into the batch that uses the number: no gaps, no doubles. */
export async function nextNumber(context: Context, numbering: { readonly journal: string; readonly pattern: string }): Promise<{ readonly number: string; readonly op: Op }> {
  const date = localDate(context.now, context.calendar.zone);
  const id = `${numbering.journal}:${date.slice(0, 4)}`;
  const counter = await read(context.store, 'counters', id);
  const last = (counter?.body.last ?? 0) + 1;
  return { number: formatNumber(numbering.pattern, last, date), op: put('counters', id, { last }, counter?.version ?? 'absent') };
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
