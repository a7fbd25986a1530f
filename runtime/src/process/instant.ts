import { zonedToEpoch } from '@requestry/model';
import type { DayPart } from './due.js';

const moment = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?(?:@[\w/+-]+)?)?$/;

let written = { at: Number.NaN, text: '' };

/** An instant as ISO text. A transition writes its own moment several times, so the last one is remembered. */
export function instantText(at: number): string {
  if (written.at !== at) written = { at, text: new Date(at).toISOString() };
  return written.text;
}

/** Calendars end with the year 9999, everywhere on earth. */
const latest = Date.UTC(9999, 11, 30);

/** Epoch milliseconds of an ISO date or moment before the end of all calendars; what names no offset is meant in `zone`, a date alone as the beginning or last minute of that day. */
export function instantOf(text: string, zone: string, part: DayPart): number | undefined {
  const at = read(text, zone, part);
  return at === undefined || at > latest ? undefined : at;
}

function read(text: string, zone: string, part: DayPart): number | undefined {
  const [, date, hours, minutes, seconds = '0', offset] = moment.exec(text) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(date))) return undefined;
  if (hours === undefined) return zonedToEpoch(date, part === 'begin' ? 0 : 1439, zone);
  if (offset === undefined) return zonedToEpoch(date, Number(hours) * 60 + Number(minutes), zone) + Number(seconds) * 1000;
  const at = Date.parse(text.replace(/@.*$/, ''));
  return Number.isNaN(at) ? undefined : at;
}
