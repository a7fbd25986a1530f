import { alongKey } from '../along.js';
import { bodyOf } from '../body.js';
import type { CountRange, Scan, ScanItem } from '../contract.js';
import { storedName } from '../names.js';
import { decodeRow, rangeOf } from '../rows.js';
import { bytesOfHex, hexOf } from './commit.js';
import { indexNumber } from './index-number.js';

/**
 * Reads of one statement each. Where rows are looked up one by one, `LIMIT` inside `LATERAL` keeps the planner to that, whatever the tables held when
 * a connection made its plan.
 */

/** Documents by tenant and key, in one snapshot; `n` counts from 1. */
export const getSql = (schema: string): string => `
  SELECT k.n::text AS n, d.version::text AS version, d.body
  FROM json_array_elements($1::text::json) WITH ORDINALITY AS k(key, n)
  CROSS JOIN LATERAL (SELECT d.version, d.body FROM ${schema}.docs AS d WHERE d.tenant = k.key ->> 0 AND d.collection = k.key ->> 1 AND d.id = k.key ->> 2 LIMIT 1) AS d`;

/** Without a body: where to go on. */
export interface FoundRow {
  readonly id: string;
  readonly version: string;
  readonly body: string | null;
}

/** Rows of an index with their documents; with `along`, also those that the bodies seem to name: whether they do is for the reader to see. */
export const scanSql = (schema: string, { keysOnly, desc, along }: Scan): string => `
  SELECT encode(r.row, 'hex') AS row, d.version::text AS version${keysOnly ? '' : ', d.body'}${along ? ', a.id AS "alongId", a.version::text AS "alongVersion", a.body AS "alongBody"' : ''}
  FROM (SELECT x.row, x.doc FROM ${schema}.rows AS x WHERE x.number = $1::bigint AND x.row >= decode($2, 'hex') AND x.row < decode($3, 'hex') ORDER BY x.row ${desc ? 'DESC' : ''} LIMIT $4::integer) AS r
  CROSS JOIN LATERAL (SELECT x.version${keysOnly ? '' : ', x.body'} FROM ${schema}.docs AS x WHERE x.doc = r.doc LIMIT 1) AS d
  ${along ? `LEFT JOIN LATERAL (SELECT x.id, x.version, x.body FROM ${schema}.docs AS x WHERE x.tenant = $5 AND x.collection = $6 AND x.id = split_part(split_part(d.body, $7, 2), '"', 1) LIMIT 1) AS a ON true` : ''}
  ORDER BY r.row ${desc ? 'DESC' : ''}`;

export interface ScannedRow {
  readonly row: string;
  readonly version: string;
  readonly body?: string;
  readonly alongId?: string | null;
  readonly alongVersion?: string;
  readonly alongBody?: string;
}

export function scannedItem({ row, version, body: text, alongId, alongVersion, alongBody }: ScannedRow, { along }: Scan): ScanItem {
  const { key, collection, id } = decodeRow(bytesOfHex(row));
  const item = { collection, id, key, version: Number(version) };
  if (text === undefined) return item;
  const body = bodyOf(text);
  const named = along && alongKey(body, along);
  return { ...item, body, ...(named && storedName(named.id) === alongId ? { along: { ...named, version: Number(alongVersion), body: bodyOf(alongBody!) } } : {}) };
}

/** Ranges as statements take them. */
export const rangeList = (tenant: string, ranges: readonly CountRange[]): readonly (readonly [number: string, lower: string, upper: string])[] =>
  ranges.map((each) => {
    const { lower, upper } = rangeOf({ ...each, limit: 1 });
    return [indexNumber(tenant, each.index), hexOf(lower), hexOf(upper)];
  });

/** Documents that have all of several tokens, or a row at the beginning of one of the ranges, by a function: the planner would think it dear enough to compile. */
export const searchSql = (schema: string): string => `SELECT * FROM ${schema}.find_docs($1, $2, $3, $4, $5, $6::integer, $7::integer, $8::integer)`;

/** Rows of each group of ranges, counted up to `$2`, in the order of the groups. */
export const countSql = (schema: string): string => `
  SELECT (
    SELECT count(*) FROM (
      SELECT 1 FROM json_array_elements(g.ranges) AS r(range) CROSS JOIN LATERAL (
        SELECT 1 FROM ${schema}.rows AS x WHERE x.number = (r.range ->> 0)::bigint AND x.row >= decode(r.range ->> 1, 'hex') AND x.row < decode(r.range ->> 2, 'hex') LIMIT $2::integer
      ) AS y LIMIT $2::integer
    ) AS z
  )::text AS count
  FROM json_array_elements($1::text::json) WITH ORDINALITY AS g(ranges, n) ORDER BY g.n`;
