import { newestCompared } from '../tokens.js';
import { indexNumberSql } from './index-number.js';

/**
 * What the database does in one call. A function takes its locks first and reads with the snapshot of a later statement, so that it sees what those
 * it waited for have written; one statement alone would judge by what was there before it waited.
 * Plans are made once per connection, perhaps while a table is empty: the settings keep them from reading whole tables later on.
 */
export const settings = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_generic_plan';

/**
 * Documents that have all of several tokens, the greatest id first: those of the rarest, whose newest go back furthest, at most `p_look` of them, looked up for the others. When so many were looked at
 * and no page was full, the last of them comes without a body. Those among the first `p_most` rows of one of the ranges `p_also` are found too, as far as the tokens were looked for.
 */
export const findFunction = (schema: string): string => `
  CREATE FUNCTION ${schema}.find_docs(p_tenant text, p_collection text, p_terms text, p_also text, p_below text, p_limit integer, p_look integer, p_most integer)
  RETURNS TABLE (id text, version text, body text) LANGUAGE plpgsql STABLE ${settings} AS $find$
  #variable_conflict use_column
  DECLARE
    v_terms bigint[] := ARRAY(SELECT json_array_elements_text(p_terms::json)::bigint);
    v_rest bigint[];
    v_found text[] := '{}';
    v_end text;
  BEGIN
    IF cardinality(v_terms) > 1 THEN
      v_terms := ARRAY(
        SELECT w.term FROM unnest(v_terms) AS w(term)
        ORDER BY coalesce((SELECT k.id FROM ${schema}.tokens AS k WHERE k.term = w.term AND k.id < p_below ORDER BY k.id DESC OFFSET ${newestCompared - 1} LIMIT 1), ''), 1);
      v_rest := v_terms[3:];
      v_found := ARRAY(
        SELECT w.id FROM (
          SELECT k.id FROM ${schema}.tokens AS k WHERE k.term = v_terms[1] AND k.id < p_below ORDER BY k.id DESC LIMIT p_look
        ) AS w WHERE EXISTS (SELECT 1 FROM ${schema}.tokens AS k WHERE k.term = v_terms[2] AND k.id = w.id)
          AND (cardinality(v_rest) = 0 OR (SELECT count(*) FROM ${schema}.tokens AS k WHERE k.term = ANY (v_rest) AND k.id = w.id) = cardinality(v_rest))
        ORDER BY w.id DESC LIMIT p_limit);
      IF cardinality(v_found) < p_limit THEN
        v_end := (SELECT k.id FROM ${schema}.tokens AS k WHERE k.term = v_terms[1] AND k.id < p_below ORDER BY k.id DESC OFFSET p_look - 1 LIMIT 1);
      END IF;
    ELSIF cardinality(v_terms) = 1 THEN
      v_found := ARRAY(SELECT k.id FROM ${schema}.tokens AS k WHERE k.term = v_terms[1] AND k.id < p_below ORDER BY k.id DESC LIMIT p_limit);
    END IF;
    IF p_also <> '[]' THEN
      v_found := ARRAY(
        SELECT f.id FROM unnest(v_found) AS f(id)
        UNION
        SELECT x.id FROM json_array_elements(p_also::json) AS r(range) CROSS JOIN LATERAL (
          SELECT k.doc FROM ${schema}.rows AS k
          WHERE k.number = (r.range ->> 0)::bigint AND k.row >= decode(r.range ->> 1, 'hex') AND k.row < decode(r.range ->> 2, 'hex') ORDER BY k.row LIMIT p_most
        ) AS f CROSS JOIN LATERAL (SELECT d.id, d.collection FROM ${schema}.docs AS d WHERE d.doc = f.doc LIMIT 1) AS x
        WHERE x.collection = p_collection AND x.id < p_below AND x.id >= coalesce(v_end, '')
        ORDER BY 1 DESC LIMIT p_limit);
    END IF;
    RETURN QUERY SELECT f.id, d.version::text, d.body FROM unnest(v_found) WITH ORDINALITY AS f(id, n) CROSS JOIN LATERAL (
      SELECT e.version, e.body FROM ${schema}.docs AS e WHERE e.tenant = p_tenant AND e.collection = p_collection AND e.id = f.id LIMIT 1
    ) AS d ORDER BY f.n;
    IF v_end IS NOT NULL THEN
      RETURN QUERY SELECT v_end, NULL::text, NULL::text;
    END IF;
  END $find$;
`;

/**
 * Leases due documents. Those that another claim holds at this moment are passed over; those it took since we looked are found out when the lease is
 * written, and then the look is repeated. \`p_size\` rows are read per tenant, more when documents with several entries take them up.
 */
export const claimFunction = (schema: string): string => `
  CREATE FUNCTION ${schema}.claim_due(p_name text, p_lower bytea, p_upper bytea, p_count integer, p_lease float8, p_owner text, p_now float8)
  RETURNS TABLE (tenant text, collection text, id text, version text, body text) LANGUAGE plpgsql ${settings} AS $claim$
  #variable_conflict use_column
  DECLARE
    v_now float8 := coalesce(p_now, extract(epoch FROM clock_timestamp()) * 1000);
    v_size integer := p_count;
    v_read integer;
    v_known integer;
    v_locked bigint[];
    v_taken bigint[];
  BEGIN
    FOR turn IN 1..20 LOOP
      WITH RECURSIVE tenants AS (
        (SELECT d.tenant FROM ${schema}.docs AS d ORDER BY d.tenant LIMIT 1)
        UNION ALL
        SELECT (SELECT d.tenant FROM ${schema}.docs AS d WHERE d.tenant > t.tenant ORDER BY d.tenant LIMIT 1) FROM tenants AS t WHERE t.tenant IS NOT NULL
      ), found AS MATERIALIZED (
        SELECT t.number, x.doc, x.row FROM (SELECT ${indexNumberSql('tenant', 'p_name')} AS number FROM tenants WHERE tenant IS NOT NULL) AS t CROSS JOIN LATERAL (
          SELECT r.doc, r.row FROM ${schema}.rows AS r
          WHERE r.number = t.number AND r.row >= p_lower AND r.row < p_upper AND NOT EXISTS (
            SELECT 1 FROM ${schema}.leases AS l JOIN ${schema}.docs AS d ON d.doc = l.doc
            WHERE l.doc = r.doc AND l.name = p_name AND l.until > v_now AND l.owner <> p_owner AND l.seq = d.seq)
          ORDER BY r.row LIMIT v_size
        ) AS x
      ), known AS MATERIALIZED (
        SELECT doc, min(encode(row, 'hex')) AS row FROM found GROUP BY 1
      ), locked AS MATERIALIZED (
        SELECT d.doc FROM known AS k JOIN ${schema}.docs AS d ON d.doc = k.doc ORDER BY k.row LIMIT p_count FOR UPDATE OF d SKIP LOCKED
      )
      SELECT (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM found GROUP BY number) AS z), (SELECT count(*) FROM known), ARRAY(SELECT doc FROM locked)
      INTO v_read, v_known, v_locked;
      IF v_known < p_count AND v_read >= v_size THEN
        v_size := v_size * 4;
        CONTINUE;
      END IF;
      WITH wanted AS MATERIALIZED (
        SELECT d.doc, d.seq FROM unnest(v_locked) AS k(doc) JOIN ${schema}.docs AS d ON d.doc = k.doc
        WHERE EXISTS (
          SELECT 1 FROM ${schema}.entries AS e CROSS JOIN LATERAL json_array_elements(e.rows::json) AS x
          WHERE e.doc = k.doc AND x ->> 0 = (${indexNumberSql('d.tenant', 'p_name')})::text AND decode(x ->> 1, 'hex') >= p_lower AND decode(x ->> 1, 'hex') < p_upper)
      ), taken AS (
        INSERT INTO ${schema}.leases AS l (doc, name, seq, owner, until) SELECT w.doc, p_name, w.seq, p_owner, v_now + p_lease FROM wanted AS w
        ON CONFLICT (doc, name) DO UPDATE SET seq = excluded.seq, owner = excluded.owner, until = excluded.until
        WHERE l.until <= v_now OR l.owner = excluded.owner OR l.seq <> excluded.seq
        RETURNING doc
      )
      SELECT coalesce(array_agg(doc), '{}') INTO v_taken FROM taken;
      EXIT WHEN cardinality(v_taken) = cardinality(v_locked);
    END LOOP;
    RETURN QUERY SELECT d.tenant, d.collection, d.id, d.version::text, d.body
      FROM unnest(v_taken) AS k(doc) JOIN ${schema}.docs AS d ON d.doc = k.doc JOIN ${schema}.entries AS e ON e.doc = k.doc
      ORDER BY (SELECT min(x ->> 1) FROM json_array_elements(e.rows::json) AS x WHERE x ->> 0 = (${indexNumberSql('d.tenant', 'p_name')})::text AND decode(x ->> 1, 'hex') >= p_lower);
    DELETE FROM ${schema}.leases WHERE (doc, name) IN (SELECT l.doc, l.name FROM ${schema}.leases AS l WHERE l.until <= v_now LIMIT 1000 FOR UPDATE SKIP LOCKED);
    DELETE FROM ${schema}.commands WHERE (tenant, id) IN (SELECT c.tenant, c.id FROM ${schema}.commands AS c WHERE c.until <= v_now LIMIT 1000 FOR UPDATE SKIP LOCKED);
  END $claim$;
`;
