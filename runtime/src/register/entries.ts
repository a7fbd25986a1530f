import type { ListedRequest, RegisterDocument } from './document.js';
import type { Entry } from '@requestry/storage';
import { signatureOf } from './fields.js';

/** Sorts requests without a due moment after all others. */
export const noDue = 8.64e15;
/** Letters of a number or title that are sorted by. */
const longestText = 80;

/** Texts as they are sorted and compared. */
export const sortText = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim().slice(0, longestText);

/** An instant in milliseconds. */
export const epoch = (moment: string): number => Date.parse(moment) || 0;

/** Who takes part: the initiator, who entered it, who has or had a task, who was drawn in. */
export const involved = (request: ListedRequest): readonly string[] => [...new Set([request.initiator, ...(request.submittedBy !== undefined ? [request.submittedBy] : []), ...request.participants, ...(request.invited ?? []).map(({ person }) => person)])];

/** Moments and texts that requests are ordered by. */
export const placeOf = (request: ListedRequest) => ({
  submittedAt: epoch(request.submittedAt),
  due: request.due === undefined ? noDue : epoch(request.due),
  closedAt: request.closedAt === undefined ? undefined : epoch(request.closedAt),
  number: request.number === undefined ? undefined : sortText(request.number),
  title: sortText(request.title),
});

/**
 * Where the register finds a request. Every index ends with what it orders by, the moment of submission and the request's id, so that ranges of one
 * order can be merged, a page goes on after the last row whatever range it came from, and a row alone names its document.
 */
export function registerEntries({ request, performers, fields }: RegisterDocument): readonly Entry[] {
  const { id, kind, state } = request;
  const place = placeOf(request);
  const newest = [place.submittedAt, id] as const;
  const entries: Entry[] = [
    ['requests', ...newest],
    ['requests-state', state, ...newest],
    ['requests-kind', kind, state, ...newest],
    ['requests-by', request.initiator, state, ...newest],
    ...involved(request).map((person): Entry => ['requests-seen', person, state, ...newest]),
    ...performers.flatMap((person): Entry[] => [['requests-performer', person, ...newest], ['requests-performer-kind', kind, person, ...newest]]),
    ['requests-due', kind, place.due, ...newest],
    ['requests-fields', kind, signatureOf(fields.names), ...newest],
    ['requests-title', kind, place.title, ...newest],
    ['requests-begin', place.title, ...newest],
  ];
  if (request.unit !== undefined) entries.push(['requests-unit', request.unit, state, ...newest]);
  if (request.source !== undefined) entries.push(['requests-source', request.source, state, ...newest]);
  if (request.channel !== undefined) entries.push(['requests-channel', request.channel, state, ...newest]);
  if (request.decision) entries.push(['requests-decision', request.decision.type, state, ...newest]);
  if (request.counterparty?.id !== undefined) entries.push(['requests-counterparty', request.counterparty.id, state, ...newest]);
  if (request.stage !== undefined) entries.push(['requests-stage', kind, request.stage, state, ...newest]);
  if (place.number !== undefined) entries.push(['requests-number', kind, place.number, ...newest], ['requests-begin', place.number, ...newest]);
  if (place.closedAt !== undefined) entries.push(['requests-closed', kind, place.closedAt, ...newest]);
  for (const [field, values] of Object.entries(fields.values)) {
    for (const value of values) entries.push(['requests-field', kind, field, value, state, ...newest]);
  }
  return entries;
}
