import { RequestryError } from '@requestry/model';
import type { FeedItem, FeedPage } from '../contract.js';
import { nameOf, storedName } from '../names.js';
import type { Connection } from './connection.js';

interface Row {
  readonly seq: string;
  readonly changes: string;
  readonly settled: string;
}

type StoredChange = readonly [op: 'put' | 'delete', collection: string, id: string, version: number];

/**
 * One page of a tenant's feed. A commit is told once no older transaction is running that might still put one before it. When that would leave out a
 * commit which is there already, it waits for `waitMs` at most: a long transaction elsewhere on the server delays the feed, it makes no hole.
 */
export async function readFeed(connection: Connection, schema: string, tenant: string, after: string | null, limit: number, waitMs: number): Promise<FeedPage> {
  const [era, xid, seq] = placeOf(after);
  const sql = `
    SELECT c.era || '-' || c.xid || '-' || c.seq AS seq, c.changes, (c.era < $5::integer OR c.xid < pg_snapshot_xmin(pg_current_snapshot()))::text AS settled
    FROM ${schema}.commits AS c WHERE c.tenant = $1 AND (c.era, c.xid, c.seq) > ($2::integer, $3::text::xid8, $4::text::bigint)
    ORDER BY c.era, c.xid, c.seq LIMIT $6::integer`;
  const end = Date.now() + waitMs;
  const current = await connection.era();
  for (let pause = 1; ; pause *= 2) {
    const rows = await connection.ask<Row>(sql, storedName(tenant), era, xid, seq, current, limit);
    const unsettled = rows.findIndex(({ settled }) => settled !== 'true');
    if (unsettled < 0 || Date.now() >= end) return pageOf(unsettled < 0 ? rows : rows.slice(0, unsettled), after);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function pageOf(rows: readonly Row[], after: string | null): FeedPage {
  const items = rows.map(({ seq, changes }): FeedItem => ({ seq, changes: (JSON.parse(changes) as StoredChange[]).map(changeOf) }));
  return { items, after: items.at(-1)?.seq ?? after };
}

function changeOf([op, collection, id, version]: StoredChange): FeedItem['changes'][number] {
  return { op, collection: nameOf(collection), id: nameOf(id), version };
}

function placeOf(after: string | null): [era: number, xid: string, seq: string] {
  if (after === null) return [-1, '0', '0'];
  const [, era, xid, seq] = /^(\d{1,9})-(\d{1,19})-(\d{1,18})$/.exec(after) ?? [];
  if (era === undefined) throw new RequestryError('INVALID', `no place in the feed: ${after.slice(0, 40)}`);
  return [Number(era), xid!, seq!];
}
