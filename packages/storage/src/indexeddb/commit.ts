import type { IDBPTransaction } from 'idb';
import { changesOf, versionAfter } from '../changes.js';
import { commandTtlMs, meets } from '../checks.js';
import { locksOf, sizeOf, type Sendable } from '../commit-queue.js';
import type { Batch, Commit, Op } from '../contract.js';
import { rowsOf } from './rows.js';
import type { Database, Schema, StoredDoc } from './schema.js';
import { together, transact } from './transact.js';

/** A batch on its way. */
export interface SentBatch extends Sendable {
  readonly tenant: string;
  readonly durability: 'relaxed' | 'strict';
  readonly command: Batch['command'];
  readonly ops: readonly Op[];
  /** JSON by op. */
  readonly bodies: readonly (string | undefined)[];
  /** Index keys by op; made at once, for the caller may change the batch while it waits. */
  readonly rows: readonly (readonly Uint8Array[] | undefined)[];
}

export const sentBatch = (tenant: string, batch: Batch, bodies: readonly (string | undefined)[], usual: 'relaxed' | 'strict'): SentBatch => ({
  tenant,
  durability: batch.durability ?? usual,
  command: batch.command,
  ops: batch.ops.map((op) => ({ ...op })),
  bodies,
  rows: batch.ops.map((op) => (op.op === 'put' ? rowsOf(tenant, op) : undefined)),
  locks: locksOf(JSON.stringify(tenant), batch, (name) => JSON.stringify(name)),
  size: sizeOf(bodies),
});

/** One transaction has room for so much; it is over soon all the same. */
export const fitsOneTransaction = (ops: number, size: number): boolean => ops <= 200 && size <= 2 * 1024 * 1024;

type Writing = IDBPTransaction<Schema, ('docs' | 'commits' | 'commands')[], 'readwrite'>;

/** Judges and applies batches that touch nothing together, in one transaction. When any of it fails nothing was written. */
export function commitBatches(database: Database, batches: readonly SentBatch[], now: number): Promise<readonly Commit[]> {
  const durability = batches.some((batch) => batch.durability === 'strict') ? 'strict' : 'relaxed';
  const transaction = database.transaction(['docs', 'commits', 'commands'], 'readwrite', { durability });
  return transact(transaction, () => write(transaction, batches, now));
}

interface Before {
  readonly known: Schema['commands']['value'] | undefined;
  readonly docs: readonly (StoredDoc | undefined)[];
}

async function write(transaction: Writing, batches: readonly SentBatch[], now: number): Promise<readonly Commit[]> {
  const tenants = [...new Set(batches.map(({ tenant }) => tenant))];
  const [lasts, befores] = await Promise.all([Promise.all(tenants.map((tenant) => lastSeq(transaction, tenant))), Promise.all(batches.map((batch) => readBefore(transaction, batch)))]);
  const seqs = new Map(tenants.map((tenant, n) => [tenant, lasts[n]!]));
  const requests: (() => Promise<unknown> | undefined)[] = [];
  const commits = batches.map((batch, n): Commit => {
    const { known, docs } = befores[n]!;
    if (known && known.until > now) return { ok: false, reason: 'duplicate', result: JSON.parse(known.text) as unknown };
    const at = batch.ops.flatMap((op, i) => (meets(op, docs[i]?.version ?? 0) ? [] : [i]));
    if (at.length > 0) return { ok: false, reason: 'conflict', at };
    const seq = seqs.get(batch.tenant)! + 1;
    seqs.set(batch.tenant, seq);
    const versions = batch.ops.map((op, i) => versionAfter(op, docs[i]?.version ?? 0));
    requests.push(...writesOf(transaction, batch, docs, versions, seq, now));
    return { ok: true, seq: String(seq), versions };
  });
  await together(requests);
  return commits;
}

async function lastSeq(transaction: Writing, tenant: string): Promise<number> {
  const last = await transaction.objectStore('commits').openKeyCursor(IDBKeyRange.bound([tenant], [tenant, Infinity]), 'prev');
  return last?.key[1] ?? 0;
}

async function readBefore(transaction: Writing, { tenant, command, ops }: SentBatch): Promise<Before> {
  const [known, docs] = await Promise.all([
    command && transaction.objectStore('commands').get([tenant, command.id]),
    Promise.all(ops.map((op) => transaction.objectStore('docs').get([tenant, op.collection, op.id]))),
  ]);
  return { known, docs };
}

function writesOf(transaction: Writing, { tenant, command, ops, bodies, rows }: SentBatch, before: Before['docs'], versions: readonly number[], seq: number, now: number): (() => Promise<unknown> | undefined)[] {
  const docs = transaction.objectStore('docs');
  return [
    ...ops.map((op, i) => () => {
      if (op.op === 'put') return docs.put(docFor(tenant, op, { version: versions[i]!, seq, text: bodies[i]! }, rows[i]));
      if (op.op === 'delete' && before[i]) return docs.delete([tenant, op.collection, op.id]);
      return undefined;
    }),
    () => transaction.objectStore('commits').add({ tenant, seq, changes: changesOf(ops, before, versions) }),
    () => command && transaction.objectStore('commands').put({ tenant, id: command.id, text: JSON.stringify(command.result ?? null), until: now + (command.ttlMs ?? commandTtlMs) }),
  ];
}

const docFor = (tenant: string, { collection, id }: Op, stored: Pick<StoredDoc, 'version' | 'seq' | 'text'>, rows: StoredDoc['rows']): StoredDoc => ({ tenant, collection, id, ...stored, ...(rows ? { rows } : {}) });
