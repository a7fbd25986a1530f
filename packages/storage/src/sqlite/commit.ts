import { changesOf, versionAfter } from '../changes.js';
import { commandTtlMs, meets } from '../checks.js';
import type { Batch, Commit, Entry, Key, Op } from '../contract.js';
import { storedName } from '../names.js';
import { binaryOf, encodeRow } from '../rows.js';
import type { Connection } from './connection.js';
import { replaceTokens } from './search.js';

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
    if (op.op === 'put') putDoc(connection, name, op, before[i], versions[i]!, bodies[i]!);
    else if (op.op === 'delete' && before[i]) deleteDoc(connection, name, op, before[i]);
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
    replaceRows(connection, tenant, before.doc, op);
    replaceTokens(connection, tenant, before.doc, op);
    return;
  }
  const [made] = connection.all<{ doc: number }>('INSERT INTO rq_docs (tenant, collection, id, version) VALUES (?, ?, ?, 1) RETURNING doc', tenant, storedName(op.collection), storedName(op.id));
  connection.run('INSERT INTO rq_bodies (doc, version, text) VALUES (?, 1, ?)', made!.doc, text);
  for (const { name, row } of rowsOf(op).values()) insertRow(connection, tenant, name, row, made!.doc);
  if (op.tokens?.length) replaceTokens(connection, tenant, made!.doc, op);
}

/** Touches only the rows that differ. */
function replaceRows(connection: Connection, tenant: string, doc: number, op: Op & { op: 'put' }): void {
  const wanted = rowsOf(op);
  for (const { name, row } of connection.all<{ name: string; row: Uint8Array }>('SELECT name, row FROM rq_rows WHERE doc = ?', doc)) {
    if (!wanted.delete(rowText(name, row))) connection.run('DELETE FROM rq_rows WHERE tenant = ? AND name = ? AND row = ?', tenant, name, row);
  }
  for (const { name, row } of wanted.values()) insertRow(connection, tenant, name, row, doc);
}

function deleteDoc(connection: Connection, tenant: string, op: Op, { doc }: Before): void {
  replaceTokens(connection, tenant, doc, { ...op, op: 'delete' } as Op);
  connection.run('DELETE FROM rq_docs WHERE doc = ?', doc);
  connection.run('DELETE FROM rq_bodies WHERE doc = ?', doc);
  connection.run('DELETE FROM rq_rows WHERE doc = ?', doc);
}

function insertRow(connection: Connection, tenant: string, name: string, row: Uint8Array, doc: number): void {
  connection.run('INSERT INTO rq_rows (tenant, name, row, doc) VALUES (?, ?, ?, ?)', tenant, name, row, doc);
}

/** Index rows of a document, each once, by a text that names it. */
function rowsOf(op: Op & { op: 'put' }): Map<string, { readonly name: string; readonly row: Uint8Array }> {
  return new Map((op.entries ?? []).map((entry: Entry) => {
    const [name, row] = [storedName(entry[0]), encodeRow(entry, op)];
    return [rowText(name, row), { name, row }];
  }));
}

const rowText = (name: string, row: Uint8Array) => `${name}\n${binaryOf(row)}`;

function nextSeq(connection: Connection, tenant: string): number {
  return connection.all<{ seq: number }>('INSERT INTO rq_tenants (tenant, seq) VALUES (?, 1) ON CONFLICT (tenant) DO UPDATE SET seq = seq + 1 RETURNING seq', tenant)[0]!.seq;
}
