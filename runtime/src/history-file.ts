import type { JsonObject, RequestEvent } from '@requestry/model';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical, chainStart } from './history.js';

/** What stands in the first line of a history file. */
export interface HistoryHeader extends JsonObject {
  readonly format: 'requestry-history';
  readonly version: 1;
  readonly request: string;
  readonly kind: string;
  readonly kindVersion: number;
  readonly number?: string;
  readonly exportedAt: string;
  readonly exportedBy: string;
  /** Opens sealed events: AES-256-GCM, hexadecimal; the additional data of an event is `REQUEST:SEQ`. */
  readonly key?: string;
}

/** What a check of a history file found. */
export interface HistoryCheck {
  readonly holds: boolean;
  /** Number of the first line that does not fit, from 1; the last line when only the end is wrong. */
  readonly brokenLine?: number;
  readonly reason?: 'not-a-history' | 'event-changed' | 'event-missing' | 'header-changed' | 'end-changed';
  /** Hash of the last event: two files of one history have the same. */
  readonly last?: string;
  readonly events: readonly RequestEvent[];
}

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * A request's history as one file that proves itself: a line of JSON about it, one line per event, a line with the count and the hashes.
 * The hash of an event is SHA-256 over its line without the line feed; the next event holds it as `prev`.
 */
export function writeHistoryFile(header: HistoryHeader, events: readonly RequestEvent[]): string {
  const first = canonical(header);
  const lines = events.map(canonical);
  const end = canonical({ count: events.length, header: hash(first), last: lines.length > 0 ? hash(lines.at(-1) ?? '') : chainStart });
  return [first, ...lines, end, ''].join('\n');
}

/** Checks a history file by itself alone: whoever changed a byte of it is told by the line. */
export function checkHistoryFile(text: string): HistoryCheck {
  const lines = text.split('\n');
  const broken = (line: number, reason: HistoryCheck['reason'], events: readonly RequestEvent[] = []): HistoryCheck => ({ holds: false, brokenLine: line, reason, events });
  const [first = '', ...rest] = lines;
  const header = parsed(first);
  if (header?.format !== 'requestry-history' || header.version !== 1) return broken(1, 'not-a-history');
  if (rest.pop() !== '') return broken(lines.length, 'end-changed');
  const end = rest.pop() ?? '';
  const events: RequestEvent[] = [];
  let prev = chainStart;
  for (const [index, line] of rest.entries()) {
    const event = parsed(line) as unknown as RequestEvent | undefined;
    const at = index + 2;
    if (!event || event.prev !== prev || event.seq !== index + 1) return broken(event && event.prev !== prev && index > 0 ? at - 1 : at, event && event.seq > index + 1 ? 'event-missing' : 'event-changed', events);
    prev = hash(line);
    events.push(event);
  }
  const told = parsed(end);
  if (!told) return broken(lines.length - 1, 'end-changed', events);
  if (told.header !== hash(first)) return broken(1, 'header-changed', events);
  if (told.count !== events.length) return broken(lines.length - 1, 'event-missing', events);
  if (told.last !== prev) return broken(lines.length - 2, 'event-changed', events);
  if (end !== canonical({ count: events.length, header: hash(first), last: prev })) return broken(lines.length - 1, 'end-changed', events);
  return { holds: true, last: prev, events };
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
