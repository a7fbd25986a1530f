import { RequestryError } from '@requestry/model';
import { encodeKey, type Batch, type Key, type Op, type Scan } from '@requestry/storage';

export const maxOps = 1000;
export const maxDocBytes = 16 * 1024 * 1024;

/** An op with its body as the text that is kept. */
export type PlannedOp = Op & { readonly text: string };

/** A batch as it was given: what the caller does to it afterwards changes nothing. */
export interface Plan {
  readonly ops: readonly PlannedOp[];
  readonly command?: { readonly id: string; readonly result: unknown; readonly ttlMs: number };
  readonly durability?: 'relaxed' | 'strict';
}

const thirtyDays = 30 * 24 * 60 * 60 * 1000;

/** Copies a batch. Throws `TypeError` on what is no batch, `INVALID` on one that is too large. */
export function planOf({ ops, command, durability }: Batch): Plan {
  if (ops.length > maxOps) throw new RequestryError('INVALID', `a batch has at most ${maxOps} ops, this one ${ops.length}`);
  const names = new Set<string>();
  const planned = ops.map((op): PlannedOp => {
    checkName(op);
    const name = JSON.stringify([op.collection, op.id]);
    if (names.has(name)) throw new TypeError(`two ops on ${op.collection}/${op.id} in one batch`);
    names.add(name);
    checkOp(op);
    if (op.op !== 'put') return { ...op, text: '' };
    for (const [index, ...scalars] of op.entries ?? []) encodeKey([asText(index, 'an index'), ...scalars]);
    return { ...op, entries: op.entries?.map(([index, ...scalars]) => [index, ...scalars]), text: textOf(op.body, op) };
  });
  return { ops: planned, durability, ...(command && { command: commandOf(command) }) };
}

function commandOf({ id, result, ttlMs = thirtyDays }: NonNullable<Batch['command']>): Plan['command'] {
  asText(id, 'the id of a command');
  if (!Number.isFinite(ttlMs)) throw new TypeError(`ttlMs is a number, not ${ttlMs}`);
  return { id, result: JSON.parse(JSON.stringify(result) ?? 'null'), ttlMs };
}

/** Throws `TypeError` on what names no document. */
export function checkName({ collection, id }: Key): void {
  asText(collection, 'a collection');
  asText(id, 'an id');
}

function asText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new TypeError(`${what} is a string, not ${typeof value}`);
  return value;
}

function checkOp(op: Op): void {
  if (!['put', 'delete', 'check'].includes(op.op)) throw new TypeError(`an op is put, delete or check, not ${op.op}`);
  const { if: expected } = op;
  if (expected === undefined && op.op !== 'check') return;
  if (expected === 'absent' && op.op !== 'delete') return;
  if (Number.isInteger(expected)) return;
  throw new TypeError(`${op.collection}/${op.id} cannot be expected at version ${expected}`);
}

function textOf(body: unknown, { collection, id }: Key): string {
  const text: string | undefined = JSON.stringify(body);
  if (text === undefined) throw new TypeError(`the body of ${collection}/${id} is no JSON`);
  const size = Buffer.byteLength(text);
  if (size > maxDocBytes) throw new RequestryError('INVALID', `the body of ${collection}/${id} has ${size} bytes, at most ${maxDocBytes} fit`);
  return text;
}

/** Throws `TypeError` when a scan contradicts itself. */
export function checkScan(scan: Scan): void {
  asText(scan.index, 'an index');
  checkLimit(scan.limit);
  if (scan.gt && scan.gte) throw new TypeError('a scan has gt or gte, not both');
  if (scan.lt && scan.lte) throw new TypeError('a scan has lt or lte, not both');
}

/** Throws `TypeError` unless a page has 1…1000 items. */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new TypeError(`a limit is 1…1000, not ${limit}`);
}
