/**
 * The same transition as tables and SQL for it alone, as one would write them for one product: columns for what is searched, one statement or transaction,
 * the same bodies, a table of applied commands and one of changes.
 */
import { valuesOf } from './template.mjs';

const tables = (blob, serial) => `
  CREATE TABLE h_requests (tenant TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, created TEXT, initiator TEXT, kind TEXT, state TEXT, stage TEXT, unit TEXT, performer TEXT, due TEXT, number TEXT, title TEXT, body ${blob} NOT NULL, PRIMARY KEY (tenant, id));
  CREATE INDEX h_requests_created ON h_requests (tenant, created);
  CREATE INDEX h_requests_initiator ON h_requests (tenant, initiator, created);
  CREATE INDEX h_requests_state ON h_requests (tenant, kind, state, created);
  CREATE INDEX h_requests_stage ON h_requests (tenant, kind, stage, state, created);
  CREATE INDEX h_requests_unit ON h_requests (tenant, unit, state, created);
  CREATE INDEX h_requests_performer ON h_requests (tenant, performer, created);
  CREATE INDEX h_requests_due ON h_requests (tenant, kind, due);
  CREATE INDEX h_requests_number ON h_requests (tenant, kind, number);
  CREATE INDEX h_requests_title ON h_requests (tenant, kind, title);
  CREATE TABLE h_seen (tenant TEXT NOT NULL, person TEXT NOT NULL, created TEXT NOT NULL, request TEXT NOT NULL, PRIMARY KEY (tenant, person, created, request));
  CREATE TABLE h_tasks (tenant TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, request TEXT NOT NULL, state TEXT NOT NULL, assignee TEXT, due TEXT, done TEXT, body ${blob} NOT NULL, PRIMARY KEY (tenant, id));
  CREATE INDEX h_tasks_request ON h_tasks (tenant, request);
  CREATE INDEX h_tasks_open ON h_tasks (tenant, assignee, due) WHERE state = 'open';
  CREATE INDEX h_tasks_done ON h_tasks (tenant, assignee, done) WHERE state <> 'open';
  CREATE TABLE h_events (tenant TEXT NOT NULL, request TEXT NOT NULL, n INTEGER NOT NULL, body ${blob} NOT NULL, PRIMARY KEY (tenant, request, n));
  CREATE TABLE h_outbox (tenant TEXT NOT NULL, id TEXT NOT NULL, due REAL NOT NULL, body ${blob} NOT NULL, PRIMARY KEY (tenant, id));
  CREATE INDEX h_outbox_due ON h_outbox (due);
  CREATE TABLE h_commands (tenant TEXT NOT NULL, id TEXT NOT NULL, result TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (tenant, id));
  CREATE TABLE h_changes (seq ${serial}, tenant TEXT NOT NULL, what TEXT NOT NULL);`;

const insertRequest = 'INSERT INTO h_requests (tenant, id, version, created, initiator, kind, body, state, stage, unit, performer, due, number, title) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)';
const insertTask = `INSERT INTO h_tasks (tenant, id, version, request, state, assignee, due, body) VALUES ($1, $2, 1, $3, 'open', $4, $5, $6)`;
const load = 'SELECT t.version AS task_version, t.body AS task, r.version AS request_version, r.body AS request FROM h_tasks AS t JOIN h_requests AS r ON r.tenant = t.tenant AND r.id = t.request WHERE t.tenant = $1 AND t.id = $2';

const transition = `
  WITH r AS (UPDATE h_requests SET version = version + 1, body = $3, state = $23, stage = $24, unit = $25, performer = $26, due = $27, number = $28, title = $29 WHERE tenant = $1 AND id = $2 AND version = $4 RETURNING id),
  t AS (UPDATE h_tasks SET version = version + 1, state = 'done', done = $5, body = $6 WHERE tenant = $1 AND id = $7 AND version = $8 RETURNING id),
  n AS (INSERT INTO h_tasks (tenant, id, version, request, state, assignee, due, body) SELECT $1, $9, 1, $2, 'open', $10, $11, $12 FROM r, t),
  s AS (INSERT INTO h_seen (tenant, person, created, request) SELECT $1, p, $13, $2 FROM r, t, unnest($14::text[]) AS p ON CONFLICT DO NOTHING),
  e AS (INSERT INTO h_events (tenant, request, n, body) SELECT $1, $2, 6, $15 FROM r, t),
  o AS (INSERT INTO h_outbox (tenant, id, due, body) SELECT $1, $16, $17, $18 FROM r, t),
  c AS (INSERT INTO h_commands (tenant, id, result, until) SELECT $1, $19, $20, $21 FROM r, t),
  f AS (INSERT INTO h_changes (tenant, what) SELECT $1, $22 FROM r, t)
  SELECT count(*)::int AS done FROM r, t`;

/** On a pool of `pg`: one read, then one statement; both prepared. */
export async function handmadePostgres(pool, schema, template) {
  const inSchema = (text) => text.replaceAll(/\bh_(?=\w)/g, `${schema}.h_`).replaceAll(new RegExp(`INDEX ${schema}\\.`, 'g'), 'INDEX ');
  await pool.query(`CREATE SCHEMA ${schema}`);
  await pool.query(inSchema(tables('TEXT', 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY')));
  const ask = (name, text, values) => pool.query({ name, text: inSchema(text), values });
  return {
    prepare: async (ids) => {
      const all = ids.map((id) => valuesOf(template, id));
      for (const { id, created, before, listed, done } of all) {
        await ask('insert-request', insertRequest, ['main', id, created, 'smirnov', 'access', before.request, ...listed]);
        await ask('insert-task', insertTask, ['main', done.id, id, 'ivanov', created, before.task]);
      }
      return all.map((v) => async () => {
        const { rows: [loaded] } = await ask('load', load, ['main', v.done.id]);
        JSON.parse(loaded.task);
        JSON.parse(loaded.request);
        const { rows: [result] } = await ask('transition', transition, [
          'main', v.id, v.request, loaded.request_version, v.done.at, v.done.body, v.done.id, loaded.task_version, v.next.id, v.next.assignee, v.next.due, v.next.body,
          v.created, v.seen, v.event, v.outbox.id, v.outbox.due, v.outbox.body, v.command.id, v.command.result, Date.now() + 1e9, v.changes, ...v.after,
        ]);
        if (result.done !== 1) throw new Error('the hand-made transition did nothing');
      });
    },
  };
}

/** On a database that fits the slice of the SQLite adapter: prepared statements in one transaction. */
export function handmadeSqlite(database, template) {
  database.exec('PRAGMA synchronous = FULL');
  database.prepare('PRAGMA journal_mode = WAL').all();
  database.exec(tables('TEXT', 'INTEGER PRIMARY KEY AUTOINCREMENT'));
  const prepared = new Map();
  const ask = (text, ...values) => {
    if (!prepared.has(text)) prepared.set(text, database.prepare(text.replaceAll(/\$\d+/g, '?')));
    return prepared.get(text).all(...values);
  };
  const transact = (work) => {
    database.exec('BEGIN IMMEDIATE');
    work();
    database.exec('COMMIT');
  };
  return {
    prepare: async (ids) => {
      const all = ids.map((id) => valuesOf(template, id));
      transact(() => {
        for (const { id, created, before, listed, done } of all) {
          ask(insertRequest, 'main', id, created, 'smirnov', 'access', before.request, ...listed);
          ask(insertTask, 'main', done.id, id, 'ivanov', created, before.task);
        }
      });
      return all.map((v) => async () => {
        const [loaded] = ask(load, 'main', v.done.id);
        JSON.parse(loaded.task);
        JSON.parse(loaded.request);
        transact(() => {
          if (ask('SELECT 1 FROM h_commands WHERE tenant = ? AND id = ?', 'main', v.command.id).length > 0) throw new Error('repeated');
          const r = ask('UPDATE h_requests SET version = version + 1, body = ?, state = ?, stage = ?, unit = ?, performer = ?, due = ?, number = ?, title = ? WHERE tenant = ? AND id = ? AND version = ? RETURNING id', v.request, ...v.after, 'main', v.id, loaded.request_version);
          const t = ask(`UPDATE h_tasks SET version = version + 1, state = 'done', done = ?, body = ? WHERE tenant = ? AND id = ? AND version = ? RETURNING id`, v.done.at, v.done.body, 'main', v.done.id, loaded.task_version);
          if (r.length + t.length !== 2) throw new Error('the hand-made transition did nothing');
          ask(insertTask, 'main', v.next.id, v.id, v.next.assignee, v.next.due, v.next.body);
          for (const person of v.seen) ask('INSERT OR IGNORE INTO h_seen (tenant, person, created, request) VALUES (?, ?, ?, ?)', 'main', person, v.created, v.id);
          ask('INSERT INTO h_events (tenant, request, n, body) VALUES (?, ?, 6, ?)', 'main', v.id, v.event);
          ask('INSERT INTO h_outbox (tenant, id, due, body) VALUES (?, ?, ?, ?)', 'main', v.outbox.id, v.outbox.due, v.outbox.body);
          ask('INSERT INTO h_commands (tenant, id, result, until) VALUES (?, ?, ?, ?)', 'main', v.command.id, v.command.result, Date.now() + 1e9);
          ask('INSERT INTO h_changes (tenant, what) VALUES (?, ?)', 'main', v.changes);
        });
      });
    },
  };
}
