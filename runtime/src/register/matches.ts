import type { Scalar } from '@requestry/storage';
import { compareKeys, encodeKey } from '@requestry/storage';
import { wordsOf as lettersOf } from '../text/tokens.js';
import { isOpen } from '../collections.js';
import { epoch, involved, noDue, sortText } from './entries.js';
import type { ListedRequest, RegisterDocument, RegisterWords } from './document.js';
import type { Span, Wanted, WantedField, WantedOrder, WantedText } from './wanted.js';

/** Whether a request is what was asked for, by everything that was asked. `flags`: the actor's own on it; `words`: those of the request, where they are not known to say the text. */
export function isWanted(document: RegisterDocument, wanted: Wanted, flags: readonly string[], words: RegisterWords | 'said' | undefined): boolean {
  const { request } = document;
  const { states, kinds, stage, initiator, performer, participant, units, number, submitted, closed, due, fields = [], flag, text } = wanted;
  return (
    (!states || states.includes(request.state)) &&
    (!kinds || kinds.includes(request.kind)) &&
    (stage === undefined || request.stage === stage) &&
    (initiator === undefined || request.initiator === initiator) &&
    (performer === undefined || document.performers.includes(performer)) &&
    (participant === undefined || involved(request).includes(participant)) &&
    (!units || (request.unit !== undefined && units.includes(request.unit))) &&
    (number === undefined || (request.number !== undefined && sortText(request.number).startsWith(number))) &&
    isIn(request.submittedAt, submitted) &&
    isIn(request.closedAt, closed) &&
    isIn(request.due, due) &&
    fields.every((field) => hasValue(document.fields.values[field.name] ?? [], field)) &&
    (wanted.decision === undefined || request.decision?.type === wanted.decision) &&
    cameFrom(request, wanted) &&
    (!flag || (flags.includes(flag.flag) && (flag.flag !== 'watched' || isOpen(request)))) &&
    (!text || words === 'said' || saysIt(document, words, text))
  );
}

function cameFrom(request: ListedRequest, { source, channel, utm = {}, counterparty }: Wanted): boolean {
  if (source !== undefined && request.source !== source) return false;
  if (channel !== undefined && request.channel !== channel) return false;
  if (counterparty !== undefined && request.counterparty?.id !== counterparty) return false;
  return Object.entries(utm).every(([mark, wanted]) => wanted === undefined || request.utm?.[mark as keyof typeof utm] === wanted);
}

function isIn(instant: string | undefined, span: Span | undefined): boolean {
  if (!span) return true;
  if (instant === undefined) return false;
  const moment = epoch(instant);
  return (span.from === undefined || moment >= span.from) && (span.to === undefined || moment < span.to);
}

const hasValue = (found: readonly Scalar[], { values, from, to }: WantedField): boolean =>
  found.some((value) => (values ? values.includes(value as never) : (from === undefined || order(value, from) >= 0) && (to === undefined || order(value, to) <= 0)));

const order = (a: Scalar, b: Scalar): number => compareKeys(encodeKey([a]), encodeKey([b]));

/** Every word stands somewhere, in any form, or begins a word of number or title; or the whole begins one of them. */
function saysIt({ request }: RegisterDocument, own: RegisterWords | undefined, { words, tokens, beginning }: WantedText): boolean {
  const [number, title] = [sortText(request.number ?? ''), sortText(request.title)];
  if (number.startsWith(beginning) || title.startsWith(beginning)) return true;
  const has = new Set([...(own?.words ?? []), ...(own?.comments ?? [])]);
  const shown = lettersOf(`${request.number ?? ''} ${request.title}`);
  return words.length > 0 && words.every((word, i) => has.has(tokens[i] ?? word) || shown.some((each) => each.startsWith(word)));
}

/** Where a request stands in an order: what its entries end with. Undefined when it has no place there. */
export function positionIn(order: WantedOrder, { request, fields }: RegisterDocument): readonly Scalar[] | undefined {
  const { id } = request;
  const submittedAt = epoch(request.submittedAt);
  switch (order.by) {
    case 'submittedAt':
      return [submittedAt, id];
    case 'due':
      return [request.due === undefined ? noDue : epoch(request.due), submittedAt, id];
    case 'closedAt':
      return request.closedAt === undefined ? undefined : [epoch(request.closedAt), submittedAt, id];
    case 'number':
      return request.number === undefined ? undefined : [sortText(request.number), submittedAt, id];
    case 'title':
      return [sortText(request.title), submittedAt, id];
    case 'field': {
      const [value] = fields.values[order.field] ?? [];
      return value === undefined ? undefined : [value, request.state, submittedAt, id];
    }
  }
}

export const comparePositions = (a: readonly Scalar[], b: readonly Scalar[]): number => compareKeys(encodeKey(a), encodeKey(b));
