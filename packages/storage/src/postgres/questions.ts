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

const bodyOf = (schema: string): string => `CROSS JOIN LATERAL (SELECT d.version, d.body FROM ${schema}.docs AS d WHERE d.tenant = $1 AND d.collection = $2 AND d.id = f.id LIMIT 1) AS d`;

/** Documents that have a token, the greatest id first. */
export const searchOneSql = (schema: string): string => `
  SELECT f.id, d.version::text AS version, d.body
  FROM (SELECT k.id FROM ${schema}.tokens AS k WHERE k.tenant = $1 AND k.collection = $2 AND k.token = $5 AND k.id < $3 ORDER BY k.id DESC LIMIT $4::integer) AS f
  ${bodyOf(schema)} ORDER BY f.id DESC`;

/** Documents that have all of several tokens, by a function: the planner would think it dear enough to compile. */
export const searchSql = (schema: string): string => `SELECT * FROM ${schema}.search_docs($1, $2, $5, $3, $4::integer, $6::integer)`;

/** Rows of each range, each counted up to `$3`, in the order of the ranges. */
export const countSql = (schema: string): string => `
  SELECT (
    SELECT count(*) FROM (
      SELECT 1 FROM ${schema}.rows AS x WHERE x.tenant = $1 AND x.name = r.range ->> 0 AND x.row >= decode(r.range ->> 1, 'hex') AND x.row < decode(r.range ->> 2, 'hex') LIMIT $3::integer
    ) AS z
  )::text AS count
  FROM json_array_elements($2::text::json) WITH ORDINALITY AS r(range, n) ORDER BY r.n`;
