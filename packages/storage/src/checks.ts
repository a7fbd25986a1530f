/** What every adapter refuses before it touches the store. A caller's mistake is a `TypeError`; too much is `INVALID`. */
import { RequestryError } from '@requestry/model';
import type { Batch, CountGroup, Key, Op, Scan, Search, StorageCapabilities } from './contract.js';

/** How long a command id is remembered when the batch does not say: thirty days. */
export const commandTtlMs = 30 * 24 * 60 * 60 * 1000;

const largestPage = 1000;
const mostTokens = 20;
const mostAlso = 100;

/** Refuses a batch with two ops on one document, with a body that is no JSON, or over the adapter's limits. Gives the bodies as JSON text, by op. */
export function checkBatch(batch: Batch, limits: Pick<StorageCapabilities, 'maxOps' | 'maxDocBytes'>): (string | undefined)[] {
  if (batch.ops.length > limits.maxOps) throw new RequestryError('INVALID', `a batch of ${batch.ops.length} ops, at most ${limits.maxOps}`);
  const seen = new Set<string>();
  for (const op of batch.ops) {
    const key = keyText(op);
    if (seen.has(key)) throw new TypeError(`two ops on ${op.collection}/${op.id} in one batch`);
    seen.add(key);
  }
  return batch.ops.map((op) => (op.op === 'put' ? bodyText(op, limits.maxDocBytes) : undefined));
}

/** Refuses a page size outside 1…1000 and bounds that contradict each other. */
export function checkScan(scan: Scan): void {
  checkLimit(scan.limit);
  if (scan.gt && scan.gte) throw new TypeError('a scan has gt or gte, not both');
  if (scan.lt && scan.lte) throw new TypeError('a scan has lt or lte, not both');
  if (scan.along && (scan.keysOnly || !/^[A-Za-z]+$/.test(scan.along.field))) throw new TypeError('a scan reads along by a field of the bodies it gives');
}

/** Refuses a page size outside 1…1000. */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) throw new TypeError(`limit is ${limit}, wanted 1…${largestPage}`);
}

/** Refuses a search for nothing, for too many tokens or in too many ranges. */
export function checkSearch({ tokens, also = [], limit }: Search): void {
  checkLimit(limit);
  if ((tokens.length === 0 && also.length === 0) || tokens.length > mostTokens) throw new TypeError(`a search for ${tokens.length} tokens, wanted 1…${mostTokens}`);
  if (also.length > mostAlso) throw new TypeError(`a search in ${also.length} ranges, at most ${mostAlso}`);
  for (const range of also) checkScan({ ...range, limit: 1 });
}

/** Refuses too many ranges, contradicting bounds, and a number that is not to be counted to. */
export function checkCount(groups: readonly CountGroup[], most: number): void {
  const ranges = groups.flat();
  if (ranges.length > 1000) throw new TypeError(`a count of ${ranges.length} ranges, at most 1000`);
  if (!Number.isInteger(most) || most < 1 || most > 10_000) throw new TypeError(`most is ${most}, wanted 1…10000`);
  for (const range of ranges) checkScan({ ...range, limit: 1 });
}

/** Whether the stored version is what the op wants; 0 stands for an absent document. */
export function meets(op: Op, version: number): boolean {
  if (op.if === undefined) return true;
  return op.if === 'absent' ? version === 0 : version === op.if && version > 0;
}

/** One string per document of a tenant. */
export function keyText(key: Key): string {
  if (typeof key.collection !== 'string' || typeof key.id !== 'string') throw new TypeError('a key is a collection and an id');
  return JSON.stringify([key.collection, key.id]);
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

const encoder = new TextEncoder();

function bodyText(op: Op & { op: 'put' }, maxDocBytes: number): string {
  const text: string | undefined = JSON.stringify(op.body);
  if (text === undefined) throw new TypeError(`the body of ${op.collection}/${op.id} is no JSON`);
  if (text.length * 3 > maxDocBytes && byteLength(text) > maxDocBytes) {
    throw new RequestryError('INVALID', `${op.collection}/${op.id} has more than ${maxDocBytes} bytes`);
  }
  return text;
}
