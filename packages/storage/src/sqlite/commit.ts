import { changesOf, versionAfter } from '../changes.js';
import { commandTtlMs, meets } from '../checks.js';
import type { Batch, Commit, Key, Op } from '../contract.js';
import { storedName } from '../names.js';
import type { Connection } from './connection.js';
import { replaceFound, storedFound } from './found.js';

interface Before {
  readonly doc: number;
  readonly version: number;
}

/** Keys as the one value of a statement that looks all of them up. */
export function keyList(keys: readonly Key[]): string {
  return JSON.stringify(keys.map(({ collection, id }) => [storedName(collection), storedName(id)]));
}

/** Joins such a list to the documents of a tenant; `n` is the place in the list. */
export const fromKeys = `FROM json_each(?) AS k CROSS JOIN rq_docs AS d ON d.tenant = ? AND d.collection = json_extract(k.value, '$[0]') AND d.id = json_extract(k.value, '$[1]')`;

/** Judges a batch and applies it; to be run inside a transaction. `bodies` are the JSON texts by op. */
export function applyBatch(connection: Connection, tenant: string, batch: Batch, bodies: readonly (string | undefined)[], now: number): Commit {
  const { command, ops } = batch;
  const name = storedName(tenant);
  const known = command && connection.all<{ result: string }>('SELECT result FROM rq_commands WHERE tenant = ? AND id = ? AND until > ?', name, storedName(command.id), now)[0];
  if (known) return { ok: false, reason: 'duplicate', result: JSON.parse(known.result) };

  const before = readBefore(connection, name, ops);
  const at = ops.flatMap((op, i) => (meets(op, before[i]?.version ?? 0) ? [] : [i]));
  if (at.length > 0) return { ok: false, reason: 'conflict', at };

  const versions = ops.map((op, i) => versionAfter(op, before[i]?.version ?? 0));
  ops.forEach((op, i) => {
    if (op.op === 'put') putDoc(connection, tenant, op, before[i], versions[i]!, bodies[i]!);
    else if (op.op === 'delete' && before[i]) deleteDoc(connection, tenant, op, before[i]);
  });
  const seq = nextSeq(connection, name);
  connection.run('INSERT INTO rq_commits (tenant, seq, changes) VALUES (?, ?, ?)', name, seq, JSON.stringify(changesOf(ops, before, versions)));
  if (command) {
    connection.run('REPLACE INTO rq_commands (tenant, id, result, until) VALUES (?, ?, ?, ?)', name, storedName(command.id), JSON.stringify(command.result ?? null), now + (command.ttlMs ?? commandTtlMs));
  }
  return { ok: true, seq: String(seq), versions };
}

function readBefore(connection: Connection, tenant: string, ops: readonly Op[]): (Before | undefined)[] {
  const before: (Before | undefined)[] = ops.map(() => undefined);
  if (ops.length === 0) return before;
  for (const { n, doc, version } of connection.all<Before & { n: number }>(`SELECT k.key AS n, d.doc, d.version ${fromKeys}`, keyList(ops), tenant)) before[n] = { doc, version };
  return before;
}

function putDoc(connection: Connection, tenant: string, op: Op & { op: 'put' }, before: Before | undefined, version: number, text: string): void {
  if (before) {
    connection.run('UPDATE rq_docs SET version = ? WHERE doc = ?', version, before.doc);
    connection.run('UPDATE rq_bodies SET version = ?, text = ? WHERE doc = ?', version, text, before.doc);
    replaceFound(connection, tenant, before.doc, op, storedFound(connection, before.doc));
    return;
  }
  const [made] = connection.all<{ doc: number }>('INSERT INTO rq_docs (tenant, collection, id, version) VALUES (?, ?, ?, 1) RETURNING doc', storedName(tenant), storedName(op.collection), storedName(op.id));
  connection.run('INSERT INTO rq_bodies (doc, version, text) VALUES (?, 1, ?)', made!.doc, text);
  replaceFound(connection, tenant, made!.doc, op);
}

function deleteDoc(connection: Connection, tenant: string, { collection, id }: Op, { doc }: Before): void {
  replaceFound(connection, tenant, doc, { collection, id }, storedFound(connection, doc));
  connection.run('DELETE FROM rq_docs WHERE doc = ?', doc);
  connection.run('DELETE FROM rq_bodies WHERE doc = ?', doc);
}

function nextSeq(connection: Connection, tenant: string): number {
  return connection.all<{ seq: number }>('INSERT INTO rq_tenants (tenant, seq) VALUES (?, 1) ON CONFLICT (tenant) DO UPDATE SET seq = seq + 1 RETURNING seq', tenant)[0]!.seq;
}
