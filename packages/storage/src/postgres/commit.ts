import { RequestryError } from '@requestry/model';
import { commandTtlMs } from '../checks.js';
import type { Batch, Commit, Op } from '../contract.js';
import { storedName } from '../names.js';
import { encodeRow } from '../rows.js';
import type { Connection } from './connection.js';

/** Over so many ops a batch takes the whole tenant: the server has room for few locks. */
const mostLocks = 64;

/** Keys longer than this do not fit a page of an index. */
const longestRow = 2600;

export interface CommitSettings {
  readonly schema: string;
  readonly durability: 'relaxed' | 'strict';
  readonly now: number | null;
}

interface Answer {
  readonly duplicate?: string;
  readonly at: readonly number[] | null;
  readonly seq: string;
  readonly versions: readonly number[];
}

/** Judges and applies a batch in one statement. With a command it may be sent again when the connection breaks: the second answer is then `duplicate`. */
export async function commitBatch(connection: Connection, tenant: string, batch: Batch, bodies: readonly (string | undefined)[], { schema, durability, now }: CommitSettings): Promise<Commit> {
  const { ops, command } = batch;
  const sql = `SELECT ${schema}.commit_batch($1, $2, $3, $4, $5, $6, $7::float8, $8::float8, $9, $10::integer) AS answer`;
  const values = [
    storedName(tenant),
    ops.length > mostLocks,
    JSON.stringify(locksOf(batch)),
    JSON.stringify(ops.map((op, i) => storedOp(op, i, bodies[i]))),
    command ? storedName(command.id) : null,
    command ? JSON.stringify(command.result ?? null) : null,
    command?.ttlMs ?? commandTtlMs,
    now,
    batch.durability ?? durability,
    await connection.era(),
  ];
  const [row] = command ? await connection.ask<{ answer: string }>(sql, ...values) : await connection.askOnce<{ answer: string }>(sql, ...values);
  const { duplicate, at, seq, versions } = JSON.parse(row!.answer) as Answer;
  if (duplicate !== undefined) return { ok: false, reason: 'duplicate', result: JSON.parse(duplicate) };
  return at ? { ok: false, reason: 'conflict', at } : { ok: true, seq, versions };
}

/** What is locked, `x` for alone and `s` together with other readers. */
function locksOf({ ops, command }: Batch): [name: string, mode: 'x' | 's'][] {
  const documents = ops.map((op): [string, 'x' | 's'] => [`${storedName(op.collection)}\n${storedName(op.id)}`, op.op === 'check' ? 's' : 'x']);
  return command ? [...documents, [storedName(command.id), 'x']] : documents;
}

function storedOp(op: Op, n: number, body: string | undefined): object {
  const common = { n, o: op.op, c: storedName(op.collection), i: storedName(op.id), w: wantedVersion(op) };
  return op.op === 'put' ? { ...common, b: body, r: rowsText(op), t: tokensText(op) } : common;
}

/** -1 stands for absent, 0 for what no document has. */
function wantedVersion({ if: wanted }: Op): number | undefined {
  if (wanted === undefined) return undefined;
  if (wanted === 'absent') return -1;
  return Number.isSafeInteger(wanted) && wanted > 0 ? wanted : 0;
}

/** Index entries, each once; the same text for the same entries. */
function rowsText(op: Op & { op: 'put' }): string | undefined {
  const rows = new Map<string, [name: string, row: string]>();
  for (const entry of op.entries ?? []) {
    const bytes = encodeRow(entry, op);
    if (bytes.length > longestRow) throw new RequestryError('INVALID', `an entry of ${op.collection}/${op.id} in index ${entry[0]} has ${bytes.length} bytes, at most ${longestRow}`);
    const row = hexOf(bytes);
    rows.set(`${entry[0]}\n${row}`, [storedName(entry[0]), row]);
  }
  return rows.size > 0 ? JSON.stringify([...rows.values()]) : undefined;
}

/** Tokens, each once; absent when there are none. */
const tokensText = ({ tokens }: Op & { op: 'put' }): string | undefined => (tokens?.length ? JSON.stringify([...new Set(tokens.map(storedName))]) : undefined);

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
