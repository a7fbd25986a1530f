import { bodyOf } from '../body.js';
import type { Claimed, StorageAdapter } from '../contract.js';
import { nameOf, storedName } from '../names.js';
import { decodeRow, rangeOf } from '../rows.js';
import type { Connection } from './connection.js';

type ClaimRequest = Parameters<StorageAdapter['claim']>[0];

interface Due {
  readonly doc: number;
  readonly row: Uint8Array;
  readonly version: number;
  readonly text: string;
}

const dueSql = `
  SELECT r.doc, r.row, d.version, b.text
  FROM rq_rows AS r JOIN rq_docs AS d ON d.doc = r.doc JOIN rq_bodies AS b ON b.doc = r.doc
  WHERE r.number = ? AND r.row >= ? AND r.row < ?
    AND NOT EXISTS (SELECT 1 FROM rq_leases AS l WHERE l.name = ? AND l.doc = r.doc AND l.version = d.version AND l.until > ? AND l.owner <> ?)
  ORDER BY r.row LIMIT ?`;

/** Leases due documents of all tenants; to be run inside a transaction. Forgets what is over on the way. */
export function claimDue(connection: Connection, request: ClaimRequest, now: number): Claimed[] {
  const { index, count, owner, leaseMs } = request;
  const name = storedName(index);
  connection.run('DELETE FROM rq_leases WHERE until <= ?', now);
  connection.run('DELETE FROM rq_commands WHERE (tenant, id) IN (SELECT tenant, id FROM rq_commands WHERE until <= ? LIMIT 1000)', now);
  const found = connection
    .all<{ tenant: string }>('SELECT tenant FROM rq_tenants')
    .flatMap(({ tenant }) => dueOf(connection, nameOf(tenant), request, now).map((due) => ({ ...due, ...decodeRow(due.row), tenant: nameOf(tenant) })))
    .sort((a, b) => (a.key[0] as number) - (b.key[0] as number))
    .slice(0, count);
  for (const { doc, version } of found) connection.run('REPLACE INTO rq_leases (name, doc, version, owner, until) VALUES (?, ?, ?, ?, ?)', name, doc, version, owner, now + leaseMs);
  return found.map(({ tenant, collection, id, version, text }) => ({ tenant, doc: { collection, id, version, body: bodyOf(text) } }));
}

/** As many of a tenant's as are wanted, each once; reads further when documents with several entries take up what was read. */
function dueOf(connection: Connection, tenant: string, { index, upTo, count, owner }: ClaimRequest, now: number): Due[] {
  const { lower, upper } = rangeOf({ index, gt: [true], lte: [upTo], limit: 1 });
  for (let size = count; ; size *= 2) {
    const read = connection.all<Due>(dueSql, connection.indexes.of(tenant, index), lower, upper, storedName(index), now, owner, size);
    const docs = new Map<number, Due>();
    for (const due of read) if (!docs.has(due.doc)) docs.set(due.doc, due);
    if (docs.size >= count || read.length < size) return [...docs.values()];
  }
}
