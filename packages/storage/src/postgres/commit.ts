import { RequestryError } from '@requestry/model';
import { commandTtlMs } from '../checks.js';
import type { Batch, Commit, Op } from '../contract.js';
import { locksOf, sizeOf, type Sendable } from '../commit-queue.js';
import { storedName } from '../names.js';
import { encodeRow } from '../rows.js';
import { termsOf } from '../terms.js';
import { indexNumber } from './index-number.js';

/** Over so many ops a batch takes the whole tenant: the server has room for few locks. */
const mostLocks = 64;

/** Keys longer than this do not fit a page of an index. */
const longestRow = 2600;

/** A batch on its way, as it is sent. */
export interface SentBatch extends Sendable {
  readonly tenant: string;
  readonly durability: 'relaxed' | 'strict';
  /** May be sent again when nobody knows what came of it: the second answer is then `duplicate`. */
  readonly repeatable: boolean;
  /** So large that it takes the tenant alone. */
  readonly alone: boolean;
  readonly command: { readonly c?: string; readonly r?: string; readonly l: number };
  readonly ops: readonly object[];
}

interface Answer {
  readonly duplicate: string | null;
  readonly at: readonly number[] | null;
  readonly seq: string;
  readonly versions: readonly number[];
}

/** Whether one call has room for so many ops and bodies. */
export const fitsOneCall = (ops: number, size: number): boolean => ops <= mostLocks && size <= 1024 * 1024;

/** A batch as it is sent; throws when it cannot be. */
export function sentBatch(tenant: string, batch: Batch, bodies: readonly (string | undefined)[], usual: 'relaxed' | 'strict'): SentBatch {
  const { ops, command } = batch;
  const stored = storedName(tenant);
  return {
    tenant: stored,
    durability: batch.durability ?? usual,
    repeatable: command !== undefined,
    locks: locksOf(stored, batch, storedName),
    alone: ops.length > mostLocks,
    size: sizeOf(bodies),
    command: { ...(command ? { c: storedName(command.id), r: JSON.stringify(command.result ?? null) } : {}), l: command?.ttlMs ?? commandTtlMs },
    ops: ops.map((op, i) => storedOp(tenant, op, i, bodies[i])),
  };
}

/** What the server is given for batches that touch nothing together. */
export function callOf(batches: readonly SentBatch[], now: number | null, era: number): [locks: string, batches: string, ops: string, now: number | null, durability: string, era: number] {
  const tenants = new Map(batches.map(({ tenant, alone }) => [tenant, alone ? 'x' : 's']));
  const documents = batches.flatMap(({ alone, locks }) => (alone ? [] : [...locks].map(([name, mode]) => [name, mode, 1])));
  return [
    JSON.stringify([...[...tenants].map(([name, mode]) => [name, mode, 0]), ...documents]),
    JSON.stringify(batches.map(({ tenant, command }, g) => ({ g, t: tenant, ...command }))),
    JSON.stringify(batches.flatMap(({ tenant, ops }, g) => ops.map((op) => ({ g, d: tenant, ...op })))),
    now,
    batches.some(({ durability }) => durability === 'strict') ? 'strict' : 'relaxed',
    era,
  ];
}

/** What came of each of them. */
export const answersOf = (text: string): readonly Commit[] =>
  (JSON.parse(text) as readonly Answer[]).map(({ duplicate, at, seq, versions }) => {
    if (duplicate !== null) return { ok: false, reason: 'duplicate', result: JSON.parse(duplicate) as unknown };
    return at ? { ok: false, reason: 'conflict', at } : { ok: true, seq, versions };
  });

function storedOp(tenant: string, op: Op, n: number, body: string | undefined): object {
  const common = { n, o: op.op, c: storedName(op.collection), i: storedName(op.id), w: wantedVersion(op) };
  return op.op === 'put' ? { ...common, b: body, r: rowsText(tenant, op), t: op.tokens?.length ? JSON.stringify(termsOf(tenant, op.collection, op.tokens)) : undefined } : common;
}

/** -1 stands for absent, 0 for what no document has. */
function wantedVersion({ if: wanted }: Op): number | undefined {
  if (wanted === undefined) return undefined;
  if (wanted === 'absent') return -1;
  return Number.isSafeInteger(wanted) && wanted > 0 ? wanted : 0;
}

/** Index entries, each once; the same text for the same entries. */
function rowsText(tenant: string, op: Op & { op: 'put' }): string | undefined {
  const rows = new Map<string, [number: string, row: string]>();
  for (const entry of op.entries ?? []) {
    const bytes = encodeRow(entry, op);
    if (bytes.length > longestRow) throw new RequestryError('INVALID', `an entry of ${op.collection}/${op.id} in index ${entry[0]} has ${bytes.length} bytes, at most ${longestRow}`);
    const row = hexOf(bytes);
    rows.set(`${entry[0]}\n${row}`, [indexNumber(tenant, entry[0]), row]);
  }
  return rows.size > 0 ? JSON.stringify([...rows.values()]) : undefined;
}

/** Bytes as text, which every driver sends alike. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += digits[byte];
  return text;
}

/** The bytes of such a text. */
export function bytesOfHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = (valueOf(text.charCodeAt(2 * i)) << 4) | valueOf(text.charCodeAt(2 * i + 1));
  return bytes;
}

/** Of a digit: `0` is 48, `a` is 97. */
const valueOf = (code: number): number => (code < 97 ? code - 48 : code - 87);

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
