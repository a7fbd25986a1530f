import { settings } from './functions.js';

/**
 * One batch, for processes of the version before, which may be at work while a newer one migrated.
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
 * Several batches in one call, which touch no document together; each is judged by itself, and what is refused of one leaves the others alone. The cost of
 * a call, of its plan and of the disk is that of one.
 * Locks tenants first, then documents and commands, in the order of their numbers, readers together and writers alone. A batch of very many would fill the
 * server's table of locks: it comes by itself and takes the tenant alone instead, which every other batch shares.
 * The transaction gets its number only when it writes, after its locks: so of two that touch one document the later has the higher number.
 * Commands are looked up by their key only: by the time they are forgotten, which is in an index too, very many would be looked at.
 */
export const commitAllFunction = (schema: string): string => `
  CREATE OR REPLACE FUNCTION ${schema}.commit_batches(p_locks text, p_batches text, p_ops text, p_now float8, p_durability text, p_era integer)
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
    FOR v_lock IN
      SELECT (l ->> 2)::integer AS level, hashtextextended('${schema} ' || (l ->> 0), 0) AS key, bool_or((l ->> 1) = 'x') AS alone
      FROM json_array_elements(p_locks::json) AS l GROUP BY 1, 2 ORDER BY 1, 2
    LOOP
      IF v_lock.alone THEN
        PERFORM pg_advisory_xact_lock(v_lock.key);
      ELSE
        PERFORM pg_advisory_xact_lock_shared(v_lock.key);
      END IF;
    END LOOP;
    WITH batches AS MATERIALIZED (
      SELECT b.g, b.t, b.c, b.r, b.l, k.result AS known
      FROM json_to_recordset(p_batches::json) AS b(g integer, t text, c text, r text, l float8)
      LEFT JOIN LATERAL (SELECT c.result FROM ${schema}.commands AS c WHERE c.tenant = b.t AND c.id = b.c AND c.until + 0 > v_now LIMIT 1) AS k ON true
    ), before AS MATERIALIZED (
      SELECT o.g, o.n, o.d, o.o, o.c, o.i, o.b, o.r, o.t, d.version, d.rows, d.tokens,
        CASE WHEN o.w IS NULL THEN false WHEN o.w = -1 THEN d.version IS NOT NULL ELSE d.version IS DISTINCT FROM o.w END AS failed
      FROM json_to_recordset(p_ops::json) AS o(g integer, n integer, d text, o text, c text, i text, w bigint, b text, r text, t text)
      LEFT JOIN LATERAL (SELECT x.version, x.rows, x.tokens FROM ${schema}.docs AS x WHERE x.tenant = o.d AND x.collection = o.c AND x.id = o.i LIMIT 1) AS d ON true
    ), ops AS MATERIALIZED (
      SELECT g, json_agg(n ORDER BY n) FILTER (WHERE failed) AS at,
        json_agg(CASE o WHEN 'put' THEN coalesce(version, 0) + 1 WHEN 'check' THEN coalesce(version, 0) ELSE 0 END ORDER BY n) AS versions,
        json_agg(json_build_array(o, c, i, CASE o WHEN 'put' THEN coalesce(version, 0) + 1 ELSE version END) ORDER BY n) FILTER (WHERE o = 'put' OR (o = 'delete' AND version IS NOT NULL)) AS changes
      FROM before GROUP BY g
    ), judged AS MATERIALIZED (
      SELECT b.*, o.at, coalesce(o.versions, '[]') AS versions, coalesce(o.changes, '[]') AS changes FROM batches AS b LEFT JOIN LATERAL (SELECT * FROM ops WHERE ops.g = b.g) AS o ON true
    ), step AS MATERIALIZED (
      SELECT g, t, c, r, l, changes, nextval('${schema}.commit_seq') AS seq, pg_current_xact_id() AS xid FROM judged WHERE at IS NULL AND known IS NULL
    ), todo AS MATERIALIZED (
      SELECT b.*, step.seq FROM before AS b JOIN step ON step.g = b.g WHERE b.o <> 'check'
    ), written AS (
      INSERT INTO ${schema}.docs AS d (tenant, collection, id, version, seq, body, rows, tokens)
      SELECT o.d, c, i, 1, seq, b, r, t FROM todo AS o WHERE o = 'put'
      ON CONFLICT (tenant, collection, id) DO UPDATE SET version = d.version + 1, seq = excluded.seq, body = excluded.body, rows = excluded.rows, tokens = excluded.tokens
    ), removed AS (
      DELETE FROM ${schema}.docs AS x USING todo AS o WHERE o.o = 'delete' AND o.version IS NOT NULL AND x.tenant = o.d AND x.collection = o.c AND x.id = o.i
    ), moved AS MATERIALIZED (
      SELECT d, c, i, name, row, max(sign) AS sign FROM (
        SELECT d, c, i, x ->> 0 AS name, x ->> 1 AS row, -1 AS sign FROM todo, json_array_elements(rows::json) AS x WHERE rows IS DISTINCT FROM r
        UNION ALL SELECT d, c, i, x ->> 0, x ->> 1, 1 FROM todo, json_array_elements(r::json) AS x WHERE rows IS DISTINCT FROM r
        UNION ALL SELECT d, c, i, NULL, x, -1 FROM todo, json_array_elements_text(tokens::json) AS x WHERE tokens IS DISTINCT FROM t
        UNION ALL SELECT d, c, i, NULL, x, 1 FROM todo, json_array_elements_text(t::json) AS x WHERE tokens IS DISTINCT FROM t
      ) AS y GROUP BY d, c, i, name, row HAVING count(*) = 1
    ), dropped AS (
      DELETE FROM ${schema}.rows AS x USING moved AS y WHERE y.sign < 0 AND y.name IS NOT NULL AND x.tenant = y.d AND x.name = y.name AND x.row = decode(y.row, 'hex')
    ), added AS (
      INSERT INTO ${schema}.rows (tenant, name, row, collection, id) SELECT d, name, decode(row, 'hex'), c, i FROM moved WHERE sign > 0 AND name IS NOT NULL
    ), forgotten AS (
      DELETE FROM ${schema}.tokens AS x USING moved AS y WHERE y.sign < 0 AND y.name IS NULL AND x.tenant = y.d AND x.collection = y.c AND x.token = y.row AND x.id = y.i
    ), learnt AS (
      INSERT INTO ${schema}.tokens (tenant, collection, token, id) SELECT d, c, row, i FROM moved WHERE sign > 0 AND name IS NULL
    ), remembered AS (
      INSERT INTO ${schema}.commands (tenant, id, result, until) SELECT t, c, r, v_now + l FROM step WHERE c IS NOT NULL
      ON CONFLICT (tenant, id) DO UPDATE SET result = excluded.result, until = excluded.until
    ), told AS (
      INSERT INTO ${schema}.commits (tenant, era, xid, seq, changes) SELECT t, p_era, xid, seq, changes::text FROM step
    )
    SELECT json_agg(json_build_object('duplicate', j.known, 'at', j.at, 'seq', p_era || '-' || step.xid || '-' || step.seq, 'versions', j.versions) ORDER BY j.g)::text INTO v_answer
    FROM judged AS j LEFT JOIN LATERAL (SELECT * FROM step WHERE step.g = j.g) AS step ON true;
    RETURN v_answer;
  END $commit$;
`;
