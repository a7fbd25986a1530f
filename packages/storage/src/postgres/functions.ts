/**
 * What the database does in one call. A function takes its locks first and reads with the snapshot of a later statement, so that it sees what those
 * it waited for have written; one statement alone would judge by what was there before it waited.
 * Plans are made once per connection, perhaps while a table is empty: the settings keep them from reading whole tables later on.
 */
export const settings = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_generic_plan';

/**
 * Documents that have all of several tokens, the greatest id first: those of the rarest, at most `p_look` of them, looked up for the others. When so many were looked at
 * and no page was full, the last of them comes without a body. Those among the first `p_most` rows of one of the ranges `p_also` are found too, as far as the tokens were looked for.
 */
export const findFunction = (schema: string): string => `
  CREATE OR REPLACE FUNCTION ${schema}.find_docs(p_tenant text, p_collection text, p_tokens text, p_also text, p_below text, p_limit integer, p_look integer, p_most integer)
  RETURNS TABLE (id text, version text, body text) LANGUAGE plpgsql STABLE ${settings} AS $find$
  #variable_conflict use_column
  DECLARE
    v_tokens text[] := ARRAY(SELECT json_array_elements_text(p_tokens::json));
    v_found text[] := '{}';
    v_end text;
  BEGIN
    IF cardinality(v_tokens) > 1 THEN
      v_tokens := ARRAY(
        SELECT w.token FROM unnest(v_tokens) AS w(token)
        ORDER BY (SELECT count(*) FROM (SELECT 1 FROM ${schema}.tokens AS k WHERE k.tenant = p_tenant AND k.collection = p_collection AND k.token = w.token AND k.id < p_below LIMIT p_look) AS z), 1);
      v_found := ARRAY(
        SELECT w.id FROM (
          SELECT k.id FROM ${schema}.tokens AS k WHERE k.tenant = p_tenant AND k.collection = p_collection AND k.token = v_tokens[1] AND k.id < p_below ORDER BY k.id DESC LIMIT p_look
        ) AS w WHERE (SELECT count(*) FROM ${schema}.tokens AS k WHERE k.tenant = p_tenant AND k.collection = p_collection AND k.token = ANY (v_tokens[2:]) AND k.id = w.id) = cardinality(v_tokens) - 1
        ORDER BY w.id DESC LIMIT p_limit);
      IF cardinality(v_found) < p_limit THEN
        v_end := (SELECT k.id FROM ${schema}.tokens AS k WHERE k.tenant = p_tenant AND k.collection = p_collection AND k.token = v_tokens[1] AND k.id < p_below ORDER BY k.id DESC OFFSET p_look - 1 LIMIT 1);
      END IF;
    ELSIF cardinality(v_tokens) = 1 THEN
      v_found := ARRAY(SELECT k.id FROM ${schema}.tokens AS k WHERE k.tenant = p_tenant AND k.collection = p_collection AND k.token = v_tokens[1] AND k.id < p_below ORDER BY k.id DESC LIMIT p_limit);
    END IF;
    IF p_also <> '[]' THEN
      v_found := ARRAY(
        SELECT f.id FROM unnest(v_found) AS f(id)
        UNION
        SELECT x.id FROM json_array_elements(p_also::json) AS r(range) CROSS JOIN LATERAL (
          SELECT k.id, k.collection FROM ${schema}.rows AS k
          WHERE k.tenant = p_tenant AND k.name = r.range ->> 0 AND k.row >= decode(r.range ->> 1, 'hex') AND k.row < decode(r.range ->> 2, 'hex') ORDER BY k.row LIMIT p_most
        ) AS x WHERE x.collection = p_collection AND x.id < p_below AND x.id >= coalesce(v_end, '')
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
    v_locked json;
    v_taken json;
  BEGIN
    FOR turn IN 1..20 LOOP
      WITH RECURSIVE tenants AS (
        (SELECT r.tenant FROM ${schema}.rows AS r ORDER BY r.tenant LIMIT 1)
        UNION ALL
        SELECT (SELECT r.tenant FROM ${schema}.rows AS r WHERE r.tenant > t.tenant ORDER BY r.tenant LIMIT 1) FROM tenants AS t WHERE t.tenant IS NOT NULL
      ), found AS MATERIALIZED (
        SELECT t.tenant, x.collection, x.id, x.row FROM tenants AS t CROSS JOIN LATERAL (
          SELECT r.collection, r.id, r.row FROM ${schema}.rows AS r
          WHERE r.tenant = t.tenant AND r.name = p_name AND r.row >= p_lower AND r.row < p_upper AND NOT EXISTS (
            SELECT 1 FROM ${schema}.leases AS l JOIN ${schema}.docs AS d ON d.tenant = l.tenant AND d.collection = l.collection AND d.id = l.id
            WHERE l.tenant = r.tenant AND l.name = p_name AND l.collection = r.collection AND l.id = r.id AND l.until > v_now AND l.owner <> p_owner AND l.seq = d.seq)
          ORDER BY r.row LIMIT v_size
        ) AS x
      ), known AS MATERIALIZED (
        SELECT tenant, collection, id, min(encode(row, 'hex')) AS row FROM found GROUP BY 1, 2, 3
      ), locked AS MATERIALIZED (
        SELECT k.tenant, k.collection, k.id FROM known AS k JOIN ${schema}.docs AS d ON d.tenant = k.tenant AND d.collection = k.collection AND d.id = k.id
        ORDER BY k.row LIMIT p_count FOR UPDATE OF d SKIP LOCKED
      )
      SELECT (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM found GROUP BY tenant) AS z), (SELECT count(*) FROM known), (SELECT json_agg(json_build_array(tenant, collection, id)) FROM locked)
      INTO v_read, v_known, v_locked;
      IF v_known < p_count AND v_read >= v_size THEN
        v_size := v_size * 4;
        CONTINUE;
      END IF;
      WITH wanted AS MATERIALIZED (
        SELECT d.tenant, d.collection, d.id, d.seq FROM json_array_elements(v_locked) AS k
        JOIN ${schema}.docs AS d ON d.tenant = k ->> 0 AND d.collection = k ->> 1 AND d.id = k ->> 2
        WHERE EXISTS (SELECT 1 FROM json_array_elements(d.rows::json) AS x WHERE x ->> 0 = p_name AND decode(x ->> 1, 'hex') >= p_lower AND decode(x ->> 1, 'hex') < p_upper)
      ), taken AS (
        INSERT INTO ${schema}.leases AS l (tenant, name, collection, id, seq, owner, until)
        SELECT w.tenant, p_name, w.collection, w.id, w.seq, p_owner, v_now + p_lease FROM wanted AS w
        ON CONFLICT (tenant, name, collection, id) DO UPDATE SET seq = excluded.seq, owner = excluded.owner, until = excluded.until
        WHERE l.until <= v_now OR l.owner = excluded.owner OR l.seq <> excluded.seq
        RETURNING tenant, collection, id
      )
      SELECT coalesce(json_agg(json_build_array(tenant, collection, id)), '[]') INTO v_taken FROM taken;
      EXIT WHEN json_array_length(v_taken) = coalesce(json_array_length(v_locked), 0);
    END LOOP;
    RETURN QUERY SELECT d.tenant, d.collection, d.id, d.version::text, d.body
      FROM json_array_elements(v_taken) AS k JOIN ${schema}.docs AS d ON d.tenant = k ->> 0 AND d.collection = k ->> 1 AND d.id = k ->> 2
      ORDER BY (SELECT min(x ->> 1) FROM json_array_elements(d.rows::json) AS x WHERE x ->> 0 = p_name AND decode(x ->> 1, 'hex') >= p_lower);
    DELETE FROM ${schema}.leases WHERE (tenant, name, collection, id) IN (SELECT l.tenant, l.name, l.collection, l.id FROM ${schema}.leases AS l WHERE l.until <= v_now LIMIT 1000 FOR UPDATE SKIP LOCKED);
    DELETE FROM ${schema}.commands WHERE (tenant, id) IN (SELECT c.tenant, c.id FROM ${schema}.commands AS c WHERE c.until <= v_now LIMIT 1000 FOR UPDATE SKIP LOCKED);
  END $claim$;
`;
