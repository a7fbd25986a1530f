/**
 * Tables for these questions alone, as one would tune them for one product: a column for what is asked, an index for each question, narrow rows.
 * PostgreSQL searches by `tsvector` and GIN, SQLite by FTS5 over the same stems as ours.
 */
import { rowAt } from './data.mjs';
import { equipment, listedRow, records, taskRow } from './rows.mjs';

const columns = ['id', 'kind', 'state', 'stage', 'unit', 'initiator', 'city', 'title', 'number', 'submitted', 'due', 'waiting', 'equipment'];
const list = 'id, kind, state, stage, unit, initiator, title, number, submitted, due, waiting';
const pageSize = 50;

const tables = (text) => `
  CREATE TABLE h_requests (id ${text} PRIMARY KEY, kind ${text} NOT NULL, state ${text} NOT NULL, stage ${text}, unit ${text}, initiator ${text}, city ${text}, title ${text}, number ${text}, submitted BIGINT NOT NULL, due ${text}, waiting ${text}, equipment ${text}WORDS);
  CREATE TABLE h_records (id ${text} PRIMARY KEY, title ${text} NOT NULL);
  CREATE TABLE h_tasks (id ${text} PRIMARY KEY, request ${text} NOT NULL, assignee ${text} NOT NULL, due ${text} NOT NULL, body ${text} NOT NULL);`;

const indexes = `
  CREATE INDEX h_by_city ON h_requests (kind, state, city, submitted DESC, id DESC);
  CREATE INDEX h_by_stage ON h_requests (kind, stage, state);
  CREATE INDEX h_newest ON h_requests (submitted DESC, id DESC);
  CREATE INDEX h_inbox ON h_tasks (assignee, due, id);`;

const questions = {
  inbox: `SELECT t.id, t.due, t.body, r.id AS request, r.title, r.number, r.kind, r.unit, r.initiator, e.title AS equipment FROM h_tasks AS t JOIN h_requests AS r ON r.id = t.request LEFT JOIN h_records AS e ON e.id = r.equipment WHERE t.assignee = $1 ORDER BY t.due, t.id LIMIT ${pageSize + 1}`,
  register: `SELECT ${list} FROM h_requests WHERE kind = $1 AND state = $2 AND city = $3 ORDER BY submitted DESC, id DESC LIMIT ${pageSize + 1}`,
  board: (stages) => `SELECT ${stages.map((_stage, n) => `(SELECT count(*) FROM (SELECT 1 FROM h_requests WHERE kind = $1 AND stage = $${n + 2} AND state IN ('active', 'postponed') LIMIT 1001) AS x${n}) AS c${n}`).join(', ')}`,
};

const valuesOf = (row) => columns.map((name) => (name === 'waiting' ? JSON.stringify(row.open ? [{ step: 'Согласование', people: [row.performer] }] : []) : name === 'equipment' ? equipment : (row[name] ?? null)));

/** On a pool of `pg`. */
export async function handmadePostgres(pool, schema, names) {
  const inSchema = (text) => text.replaceAll(/\bh_(requests|tasks|records)\b/g, `${schema}.h_$1`);
  await pool.query(`CREATE SCHEMA ${schema}`);
  await pool.query(inSchema(tables('TEXT COLLATE "C"').replace('WORDS', ', words tsvector')));
  const ask = async (name, text, values) => (await pool.query({ ...(name ? { name: `${schema}_${name}` } : {}), text: inSchema(text), values })).rows;
  return {
    load: async (size, bodyOf) => {
      for (let n = 0; n < size; n += 2000) {
        const rows = Array.from({ length: Math.min(2000, size - n) }, (_, i) => rowAt(n + i, size));
        const lists = columns.map((_name, at) => rows.map((row) => valuesOf(row)[at]));
        const types = columns.map((name, at) => `$${at + 1}::${name === 'submitted' ? 'bigint' : 'text'}[]`);
        await ask('', `INSERT INTO h_requests (${columns.join()}, words) SELECT ${columns.map((name) => `x.${name}`).join()}, to_tsvector('russian', x.number || ' ' || x.title || ' ' || x.note || ' ' || x.more) FROM unnest(${types.join()}, $${columns.length + 1}::text[], $${columns.length + 2}::text[]) AS x(${columns.join()}, note, more)`, [...lists, rows.map(({ note }) => note), rows.map(({ city }) => city)]);
        const open = rows.filter((row) => row.open);
        await ask('', 'INSERT INTO h_tasks SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])', [open.map(({ id }) => `${id}:1`), open.map(({ id }) => id), open.map(({ performer }) => performer), open.map(({ due }) => due), open.map(bodyOf)]);
      }
      await pool.query(inSchema(`${indexes} CREATE INDEX h_words ON h_requests USING gin (words);`));
      for (const { id, title } of records) await ask('', 'INSERT INTO h_records VALUES ($1, $2)', [id, title]);
      await pool.query(inSchema('ANALYZE h_requests; ANALYZE h_tasks; ANALYZE h_records'));
    },
    inbox: async ({ person }) => (await ask('inbox', questions.inbox, [person])).map((row) => taskRow(row, names)),
    register: async ({ kind, state, city }) => (await ask('register', questions.register, [kind, state, city])).map((row) => listedRow(row, names)),
    // Planned anew for each word: whether to walk the newest or to sort what the index finds depends on how common it is.
    text: async ({ words }) => (await ask('', `SELECT ${list} FROM h_requests WHERE words @@ plainto_tsquery('russian', $1) ORDER BY submitted DESC, id DESC LIMIT ${pageSize + 1}`, [words])).map((row) => listedRow(row, names)),
    board: ({ kind, stages }) => ask('board', questions.board(stages), [kind, ...stages]),
  };
}

/** On a database that fits the slice of the SQLite adapter. */
export function handmadeSqlite(database, tokensOf, names) {
  database.prepare('PRAGMA journal_mode = WAL').all();
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec(tables('TEXT').replace('WORDS', ', n INTEGER'));
  database.exec('CREATE VIRTUAL TABLE h_words USING fts5(words, content = "", detail = none)');
  const prepared = new Map();
  const ask = (text, values) => {
    if (!prepared.has(text)) prepared.set(text, database.prepare(text.replaceAll(/\$(\d+)/g, '?$1')));
    return prepared.get(text).all(...values);
  };
  return {
    load: async (size, bodyOf) => {
      for (let from = 0; from < size; from += 5000) {
        database.exec('BEGIN');
        for (let n = from; n < Math.min(size, from + 5000); n += 1) {
          const row = rowAt(n, size);
          ask(`INSERT INTO h_requests (${columns.join()}, n) VALUES (${[...columns, 'n'].map((_name, at) => `$${at + 1}`).join()})`, [...valuesOf(row), n + 1]);
          ask('INSERT INTO h_words (rowid, words) VALUES ($1, $2)', [n + 1, tokensOf(`${row.number} ${row.title} ${row.note} ${row.city}`).join(' ')]);
          if (row.open) ask('INSERT INTO h_tasks VALUES ($1, $2, $3, $4, $5)', [`${row.id}:1`, row.id, row.performer, row.due, bodyOf(row)]);
        }
        database.exec('COMMIT');
      }
      database.exec(indexes);
      database.exec('CREATE UNIQUE INDEX h_place ON h_requests (n)');
      for (const { id, title } of records) ask('INSERT INTO h_records VALUES ($1, $2)', [id, title]);
      database.exec('ANALYZE');
    },
    inbox: async ({ person }) => ask(questions.inbox, [person]).map((row) => taskRow(row, names)),
    register: async ({ kind, state, city }) => ask(questions.register, [kind, state, city]).map((row) => listedRow(row, names)),
    text: async ({ words }) => ask(`SELECT ${list.replaceAll(/\w+/g, 'r.$&')} FROM (SELECT rowid AS n FROM h_words WHERE h_words MATCH $1 ORDER BY rowid DESC LIMIT ${pageSize + 1}) AS w JOIN h_requests AS r ON r.n = w.n ORDER BY w.n DESC`, [tokensOf(words).map((token) => `"${token}"`).join(' AND ')]).map((row) => listedRow(row, names)),
    board: async ({ kind, stages }) => ask(questions.board(stages), [kind, ...stages]),
  };
}
