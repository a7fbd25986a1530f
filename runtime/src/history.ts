import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonObject, RequestEvent, Trace } from '@requestry/model';
import type { ProcessEvent } from './process/index.js';

/** A fact before it takes its place in the chain. */
export interface NewEvent {
  readonly type: string;
  readonly facts: JsonObject;
  readonly trace?: Trace;
}

/** `prev` of the first event. */
export const chainStart = '0'.repeat(64);

/** Hash of an event over its canonical JSON, the hash of the one before included. */
export const hashOf = (event: RequestEvent): string => bytesToHex(sha256(utf8ToBytes(canonical(event))));

/** What a sealed event holds instead of its facts and reason. */
export type Seal = (fact: NewEvent, seq: number) => JsonObject;

/** Chains facts onto a history of `count` events that ends with `lastHash`. */
export function chain(
  facts: readonly NewEvent[],
  from: { readonly count: number; readonly lastHash: string },
  common: { readonly at: string; readonly by?: string; readonly onBehalfOf?: string },
  seal?: Seal,
): { readonly events: readonly RequestEvent[]; readonly count: number; readonly lastHash: string } {
  const events: RequestEvent[] = [];
  let { count, lastHash } = from;
  for (const fact of facts) {
    count += 1;
    const told = seal ? { facts: seal(fact, count) } : { facts: fact.facts, ...(fact.trace ? { trace: fact.trace } : {}) };
    const event: RequestEvent = { seq: count, ...common, type: fact.type, ...told, prev: lastHash };
    lastHash = hashOf(event);
    events.push(event);
  }
  return { events, count, lastHash };
}

/** Position of the first event whose link to the one before is broken; undefined when the chain holds. */
export function firstBrokenLink(events: readonly RequestEvent[], lastHash?: string): number | undefined {
  let prev = chainStart;
  for (const [index, event] of events.entries()) {
    if (event.prev !== prev || event.seq !== index + 1) return index;
    prev = hashOf(event);
  }
  return lastHash === undefined || lastHash === prev ? undefined : events.length - 1;
}

export const factOf = ({ type, ...rest }: ProcessEvent): NewEvent => {
  const { trace, ...facts } = rest as { readonly trace?: Trace } & JsonObject;
  return { type, facts, ...(trace ? { trace } : {}) };
};

/** The engine's facts among a request's events, as `replay` takes them. */
export const processEvents = (events: readonly RequestEvent[]): readonly ProcessEvent[] =>
  events
    .filter((event) => !ownTypes.has(event.type))
    .map(({ type, facts, trace }) => ({ type, ...facts, ...(trace ? { trace } : {}) }) as unknown as ProcessEvent);

/** Facts of the service itself, which the engine does not know. */
const ownTypes: ReadonlySet<string> = new Set([
  'request-submitted', 'data-changed', 'request-erased', 'date-estimated', 'counterparty-chosen', 'guards-checked', 'reservation-made', 'reservation-ended', 'decision-made', 'follow-up-started', 'follow-up-failed', 'follow-up-retried',
  'participant-added', 'participant-removed', 'comment-changed', 'comment-deleted',
  'item-ticked', 'script-answered', 'request-rated',
  'request-linked', 'request-unlinked', 'subject-set', 'request-amended',
  'usage-added', 'usage-corrected', 'payments-added', 'payment-cancelled',
  'deadline-set', 'deadline-paused', 'deadline-resumed', 'deadline-met', 'deadline-missed', 'deadline-near',
]);

/** JSON with sorted keys: equal values have equal text. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const parts: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const item = (value as Readonly<Record<string, unknown>>)[name];
    if (item !== undefined) parts.push(`${JSON.stringify(name)}:${canonical(item)}`);
  }
  return `{${parts.join(',')}}`;
}
