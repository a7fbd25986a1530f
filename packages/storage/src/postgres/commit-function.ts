import { settings } from './functions.js';

/**
 * Several batches in one call, which touch no document together; each is judged by itself, and what is refused of one leaves the others alone. The cost of
 * a call, of its plan and of the disk is that of one.
 * Locks tenants first, then documents and commands, in the order of their numbers, readers together and writers alone. A batch of very many would fill the
 * server's table of locks: it comes by itself and takes the tenant alone instead, which every other batch shares.
 * The transaction gets its number only when it writes, after its locks: so of two that touch one document the later has the higher number.
 * Commands are looked up by their key only: by the time they are forgotten, which is in an index too, very many would be looked at.
 */
export const commitFunction = (schema: string): string => `
  CREATE FUNCTION ${schema}.commit_batches(p_locks text, p_batches text, p_ops text, p_now float8, p_durability text, p_era integer)
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
      SELECT o.g, o.n, o.d, o.o, o.c, o.i, o.b, o.r, o.t, d.doc, d.version,
        CASE WHEN o.w IS NULL THEN false WHEN o.w = -1 THEN d.version IS NOT NULL ELSE d.version IS DISTINCT FROM o.w END AS failed
      FROM json_to_recordset(p_ops::json) AS o(g integer, n integer, d text, o text, c text, i text, w bigint, b text, r text, t text)
      LEFT JOIN LATERAL (SELECT x.doc, x.version FROM ${schema}.docs AS x WHERE x.tenant = o.d AND x.collection = o.c AND x.id = o.i LIMIT 1) AS d ON true
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
      SELECT b.d, b.o, b.c, b.i, b.b, b.r, b.t, b.version, coalesce(b.doc, CASE b.o WHEN 'put' THEN nextval('${schema}.doc_seq') END) AS doc, e.rows, e.tokens, step.seq
      FROM before AS b JOIN step ON step.g = b.g LEFT JOIN LATERAL (SELECT x.rows, x.tokens FROM ${schema}.entries AS x WHERE x.doc = b.doc LIMIT 1) AS e ON true WHERE b.o <> 'check'
    ), written AS (
      INSERT INTO ${schema}.docs AS d (doc, tenant, collection, id, version, seq, body) SELECT doc, o.d, c, i, 1, seq, b FROM todo AS o WHERE o = 'put'
      ON CONFLICT (tenant, collection, id) DO UPDATE SET version = d.version + 1, seq = excluded.seq, body = excluded.body
    ), removed AS (
      DELETE FROM ${schema}.docs AS x USING todo AS o WHERE o.o = 'delete' AND x.doc = o.doc
    ), kept AS (
      INSERT INTO ${schema}.entries AS e (doc, rows, tokens) SELECT doc, r, t FROM todo WHERE o = 'put' AND (r IS NOT NULL OR t IS NOT NULL) AND (rows IS DISTINCT FROM r OR tokens IS DISTINCT FROM t)
      ON CONFLICT (doc) DO UPDATE SET rows = excluded.rows, tokens = excluded.tokens
    ), lost AS (
      DELETE FROM ${schema}.entries AS x USING todo AS o WHERE o.r IS NULL AND o.t IS NULL AND (o.rows IS NOT NULL OR o.tokens IS NOT NULL) AND x.doc = o.doc
    ), moved AS MATERIALIZED (
      SELECT i, doc, number, row, max(sign) AS sign FROM (
        SELECT i, doc, (x ->> 0)::bigint AS number, x ->> 1 AS row, -1 AS sign FROM todo, json_array_elements(rows::json) AS x WHERE rows IS DISTINCT FROM r
        UNION ALL SELECT i, doc, (x ->> 0)::bigint, x ->> 1, 1 FROM todo, json_array_elements(r::json) AS x WHERE rows IS DISTINCT FROM r
        UNION ALL SELECT i, doc, NULL, x, -1 FROM todo, json_array_elements_text(tokens::json) AS x WHERE tokens IS DISTINCT FROM t
        UNION ALL SELECT i, doc, NULL, x, 1 FROM todo, json_array_elements_text(t::json) AS x WHERE tokens IS DISTINCT FROM t
      ) AS y GROUP BY i, doc, number, row HAVING count(*) = 1
    ), dropped AS (
      DELETE FROM ${schema}.rows AS x USING moved AS y WHERE y.sign < 0 AND y.number IS NOT NULL AND x.number = y.number AND x.row = decode(y.row, 'hex')
    ), added AS (
      INSERT INTO ${schema}.rows (number, row, doc) SELECT number, decode(row, 'hex'), doc FROM moved WHERE sign > 0 AND number IS NOT NULL
    ), forgotten AS (
      DELETE FROM ${schema}.tokens AS x USING moved AS y WHERE y.sign < 0 AND y.number IS NULL AND x.term = y.row::bigint AND x.id = y.i
    ), learnt AS (
      INSERT INTO ${schema}.tokens (term, id) SELECT row::bigint, i FROM moved WHERE sign > 0 AND number IS NULL
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
