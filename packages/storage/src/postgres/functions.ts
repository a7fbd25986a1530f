/**
 * What the database does in one call. A function takes its locks first and reads with the snapshot of a later statement, so that it sees what those
 * it waited for have written; one statement alone would judge by what was there before it waited.
 * Plans are made once per connection, perhaps while a table is empty: the settings keep them from reading whole tables later on.
 */
const settings = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_generic_plan';

/**
 * Locks every touched document and the command, in the order of their numbers, readers together and writers alone. A batch of very many would fill the
 * server's table of locks: it takes the tenant alone instead, which every other batch shares.
 * The transaction gets its number only when it writes, after its locks: so of two that touch one document the later has the higher number.
 */
export const commitFunction = (schema: string): string => `
  CREATE OR REPLACE FUNCTION ${schema}.commit_batch(p_tenant text, p_alone boolean, p_locks text, p_ops text, p_command text, p_result text, p_ttl float8, p_now float8, p_durability text, p_era integer)
  RETURNS text LANGUAGE plpgsql ${settings} AS $commit$
  DECLARE
    v_now float8 := coalesce(p_now, extract(epoch FROM clock_timestamp()) * 1000);
    v_lock record;
    v_answer text;
  BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'storage needs the isolation level read committed, not %', current_setting('transaction_isolation') USING ERRCODE = 'RQ002';
    END IF;
    IF p_durability = 'relaxed' THEN
      PERFORM set_config('synchronous_commit', 'off', true);
    ELSIF current_setting('synchronous_commit') = 'off' THEN
      PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    IF p_alone THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('${schema} ' || p_tenant, 0));
    ELSE
      PERFORM pg_advisory_xact_lock_shared(hashtextextended('${schema} ' || p_tenant, 0));
      FOR v_lock IN
        SELECT hashtextextended('${schema} ' || p_tenant || chr(10) || (l ->> 0), 0) AS key, bool_or((l ->> 1) = 'x') AS alone
        FROM json_array_elements(p_locks::json) AS l GROUP BY 1 ORDER BY 1
      LOOP
        IF v_lock.alone THEN
          PERFORM pg_advisory_xact_lock(v_lock.key);
        ELSE
          PERFORM pg_advisory_xact_lock_shared(v_lock.key);
        END IF;
      END LOOP;
    END IF;
    IF p_command IS NOT NULL THEN
      SELECT json_build_object('duplicate', c.result)::text INTO v_answer FROM ${schema}.commands AS c WHERE c.tenant = p_tenant AND c.id = p_command AND c.until > v_now;
      IF FOUND THEN RETURN v_answer; END IF;
    END IF;
    WITH before AS MATERIALIZED (
      SELECT o.n, o.o, o.c, o.i, o.b, o.r, o.t, d.version, d.rows, d.tokens,
        CASE WHEN o.w IS NULL THEN false WHEN o.w = -1 THEN d.version IS NOT NULL ELSE d.version IS DISTINCT FROM o.w END AS failed
      FROM json_to_recordset(p_ops::json) AS o(n integer, o text, c text, i text, w bigint, b text, r text, t text)
      LEFT JOIN ${schema}.docs AS d ON d.tenant = p_tenant AND d.collection = o.c AND d.id = o.i
    ), judged AS MATERIALIZED (
      SELECT json_agg(n ORDER BY n) FILTER (WHERE failed) AS at,
        coalesce(json_agg(CASE o WHEN 'put' THEN coalesce(version, 0) + 1 WHEN 'check' THEN coalesce(version, 0) ELSE 0 END ORDER BY n), '[]') AS versions,
        coalesce(json_agg(json_build_array(o, c, i, CASE o WHEN 'put' THEN coalesce(version, 0) + 1 ELSE version END) ORDER BY n) FILTER (WHERE o = 'put' OR (o = 'delete' AND version IS NOT NULL)), '[]') AS changes
      FROM before
    ), step AS MATERIALIZED (
      SELECT nextval('${schema}.commit_seq') AS seq, pg_current_xact_id() AS xid FROM judged WHERE at IS NULL
    ), written AS (
      INSERT INTO ${schema}.docs AS d (tenant, collection, id, version, seq, body, rows, tokens)
      SELECT p_tenant, c, i, 1, step.seq, b, r, t FROM before, step WHERE o = 'put'
      ON CONFLICT (tenant, collection, id) DO UPDATE SET version = d.version + 1, seq = excluded.seq, body = excluded.body, rows = excluded.rows, tokens = excluded.tokens
    ), removed AS (
      DELETE FROM ${schema}.docs AS d USING before AS o, step WHERE o.o = 'delete' AND o.version IS NOT NULL AND d.tenant = p_tenant AND d.collection = o.c AND d.id = o.i
    ), had AS MATERIALIZED (
      SELECT c, i, x ->> 0 AS name, x ->> 1 AS row FROM before, step, json_array_elements(rows::json) AS x WHERE o <> 'check' AND rows IS DISTINCT FROM r
    ), wants AS MATERIALIZED (
      SELECT c, i, x ->> 0 AS name, x ->> 1 AS row FROM before, step, json_array_elements(r::json) AS x WHERE o = 'put' AND rows IS DISTINCT FROM r
    ), dropped AS (
      DELETE FROM ${schema}.rows AS x USING (SELECT name, row FROM had EXCEPT SELECT name, row FROM wants) AS y
      WHERE x.tenant = p_tenant AND x.name = y.name AND x.row = decode(y.row, 'hex')
    ), added AS (
      INSERT INTO ${schema}.rows (tenant, name, row, collection, id)
      SELECT p_tenant, name, decode(row, 'hex'), c, i FROM (SELECT c, i, name, row FROM wants EXCEPT SELECT c, i, name, row FROM had) AS y
    ), said AS MATERIALIZED (
      SELECT c, i, token FROM before, step, json_array_elements_text(tokens::json) AS x(token) WHERE o <> 'check' AND tokens IS DISTINCT FROM t
    ), says AS MATERIALIZED (
      SELECT c, i, token FROM before, step, json_array_elements_text(t::json) AS x(token) WHERE o = 'put' AND tokens IS DISTINCT FROM t
    ), forgotten AS (
      DELETE FROM ${schema}.tokens AS x USING (SELECT c, i, token FROM said EXCEPT SELECT c, i, token FROM says) AS y
      WHERE x.tenant = p_tenant AND x.collection = y.c AND x.token = y.token AND x.id = y.i
    ), learnt AS (
      INSERT INTO ${schema}.tokens (tenant, collection, token, id)
      SELECT p_tenant, c, token, i FROM (SELECT c, i, token FROM says EXCEPT SELECT c, i, token FROM said) AS y
    ), remembered AS (
      INSERT INTO ${schema}.commands (tenant, id, result, until) SELECT p_tenant, p_command, p_result, v_now + p_ttl FROM step WHERE p_command IS NOT NULL
      ON CONFLICT (tenant, id) DO UPDATE SET result = excluded.result, until = excluded.until
    ), told AS (
      INSERT INTO ${schema}.commits (tenant, era, xid, seq, changes) SELECT p_tenant, p_era, step.xid, step.seq, judged.changes::text FROM step, judged
    )
    SELECT json_build_object('at', judged.at, 'seq', p_era || '-' || step.xid || '-' || step.seq, 'versions', judged.versions)::text INTO v_answer
    FROM judged LEFT JOIN step ON true;
    RETURN v_answer;
  END $commit$;
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
