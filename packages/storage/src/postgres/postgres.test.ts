import { postgresJs, postgresStorage } from '@requestry/storage/postgres';
import type { PostgresClient } from '@requestry/storage/postgres';
import { describeStorage } from '@requestry/storage/testing';
import pg from 'pg';
import postgres from 'postgres';
import { afterAll, describe, expect, it } from 'vitest';

const url = process.env['REQUESTRY_POSTGRES_URL'];
const ends: (() => Promise<unknown>)[] = [];
let schemas = 0;

afterAll(async () => {
  for (const end of ends) await end();
});

function pool(): pg.Pool {
  const made = new pg.Pool({ connectionString: url, max: 20 });
  made.on('error', () => undefined);
  ends.push(() => made.end());
  return made;
}

function postgresJsClient(): PostgresClient {
  const sql = postgres(url!, { max: 20, onnotice: () => undefined });
  ends.push(() => sql.end());
  return postgresJs(sql);
}

function describeDriver(name: string, open: () => PostgresClient): void {
  const schemaOf = (n: number) => `kit_${name.replaceAll('.', '')}_${n}`;
  const clients: PostgresClient[] = [];
  const client = (n: number) => (clients[n] ??= open());

  describeStorage(
    {
      name: `PostgreSQL, ${name}`,
      pause: true,
      open: (hooks) => postgresStorage(client(0), { ...hooks, schema: schemaOf(++schemas), feedWaitMs: 5000 }),
      reopen: (hooks) => postgresStorage(client(1), { ...hooks, schema: schemaOf(schemas), feedWaitMs: 5000 }),
    },
    { describe, it },
  );
}

const put = (id: string, more: object = {}) => ({ op: 'put' as const, collection: 'c', id, body: id, ...more });
const key = (id: string) => ({ collection: 'c', id });

function describeServer(): void {
  const database = pool();
  const fresh = () => `own_${++schemas}`;
  const run = (text: string) => database.query(text);

  /** A client that loses the answer to one statement, or the statement itself. */
  function losing(when: 'before' | 'after', text: RegExp): PostgresClient {
    let left = 1;
    return {
      query: async (statement) => {
        const lose = text.test(statement.text) && left-- > 0;
        const gone = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
        if (lose && when === 'before') throw gone;
        const answer = await database.query(statement);
        if (lose) throw gone;
        return answer;
      },
    };
  }

  describe('PostgreSQL', () => {
    it('sends a command again whose answer was lost, and it is applied once', async () => {
      for (const when of ['before', 'after'] as const) {
        const store = postgresStorage(losing(when, /^SELECT \S+commit_batch/), { schema: fresh() }).tenant('main');
        const batch = { ops: [put('1')], command: { id: 'k', result: 'first' } };
        expect(await store.commit(batch)).toMatchObject(when === 'before' ? { ok: true } : { ok: false, reason: 'duplicate', result: 'first' });
        expect(await store.get([key('1')])).toMatchObject([{ version: 1 }]);
      }
    });

    it('finds what has several tokens beyond what one call looks at', async () => {
      const store = postgresStorage(database, { schema: fresh() }).tenant('main');
      const ids = Array.from({ length: 4400 }, (_, n) => String(n).padStart(4, '0'));
      const tokensOf = (id: string) => [Number(id) % 2 ? 'odd' : 'even', 'common', ...(id === '0003' ? ['even'] : [])];
      for (let at = 0; at < ids.length; at += 400) await store.commit({ ops: ids.slice(at, at + 400).map((id) => ({ ...put(id), tokens: tokensOf(id) })) });
      const first = await store.search!({ collection: 'c', tokens: ['odd', 'even', 'common'], limit: 5 });
      expect(first).toMatchObject({ items: [], next: expect.any(String) as string });
      const second = await store.search!({ collection: 'c', tokens: ['odd', 'even', 'common'], below: first.next!, limit: 5 });
      expect(second.items.map(({ id }) => id)).toEqual(['0003']);
    });

    it('sends each of several commits by itself when the one call for all of them fails', async () => {
      const schema = fresh();
      await postgresStorage(database, { schema }).open();
      let [calls, failures] = [0, 0];
      const failing: PostgresClient = {
        query: async (statement) => {
          const together = /^SELECT \S+commit_batches/.test(statement.text) && (JSON.parse(String(statement.values[1])) as unknown[]).length > 1;
          calls += together ? 1 : 0;
          if (!together) return database.query(statement);
          failures += 1;
          throw Object.assign(new Error('a value is wrong'), { code: '22000' });
        },
      };
      const store = postgresStorage(failing, { schema }).tenant('main');
      const ids = Array.from({ length: 12 }, (_, n) => String(n));
      const results = await Promise.all(ids.map((id) => store.commit({ ops: [put(id, { if: id === '5' ? 3 : 'absent' })] })));
      expect(calls).toBeGreaterThan(0);
      expect(failures).toBe(calls);
      expect(results.map(({ ok }) => ok)).toEqual(ids.map((id) => id !== '5'));
    });

    it('of several commits whose answer was lost repeats those with a command, and does not know of the others', async () => {
      const schema = fresh();
      await postgresStorage(database, { schema }).open();
      const lossy: PostgresClient = {
        query: async (statement) => {
          const answer = await database.query(statement);
          if (/^SELECT \S+commit_batches/.test(statement.text) && (JSON.parse(String(statement.values[1])) as unknown[]).length > 1) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
          return answer;
        },
      };
      const store = postgresStorage(lossy, { schema }).tenant('main');
      const ids = Array.from({ length: 12 }, (_, n) => String(n));
      const results = await Promise.allSettled(ids.map((id) => store.commit({ ops: [put(id)], ...(Number(id) % 2 ? { command: { id, result: id } } : {}) })));
      expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
      results.forEach((result, n) => {
        if (result.status === 'rejected') expect([n % 2, result.reason]).toMatchObject([0, { code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('not known') as string }]);
        else if (!result.value.ok) expect(result.value).toEqual({ ok: false, reason: 'duplicate', result: String(n) });
      });
      expect((await postgresStorage(database, { schema }).tenant('main').get(ids.map(key))).map((doc) => doc?.version)).toEqual(ids.map(() => 1));
    });

    it('says that nobody knows when a batch without a command loses its answer', async () => {
      const store = postgresStorage(losing('after', /^SELECT \S+commit_batch/), { schema: fresh() }).tenant('main');
      await expect(store.commit({ ops: [put('1')] })).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('not known') as string });
      expect(await store.get([key('1')])).toMatchObject([{ version: 1 }]);
    });

    it('loses and doubles nothing while the server cuts connections', async () => {
      const schema = fresh();
      const storage = postgresStorage(pool(), { schema });
      await storage.open();
      const store = storage.tenant('main');
      const ids = Array.from({ length: 60 }, (_, i) => String(i));
      const cut = async () => {
        for (let turn = 0; turn < 25; turn++) await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT ${schema}.commit_batch%' AND pid <> pg_backend_pid() LIMIT 2`);
      };
      await Promise.all([cut(), ...ids.map((id) => store.commit({ ops: [put(id)], command: { id, result: id } }))]);
      expect((await store.get(ids.map(key))).map((doc) => doc?.version)).toEqual(ids.map(() => 1));
      expect((await store.feed(null, 1000)).items).toHaveLength(60);
    });

    it('refuses a schema that a newer version wrote', async () => {
      const schema = fresh();
      await postgresStorage(database, { schema }).open();
      await run(`UPDATE ${schema}.meta SET version = 99`);
      await expect(postgresStorage(database, { schema }).open()).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
      await expect(postgresStorage(database, { schema }).tenant('main').commit({ ops: [put('1')] })).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
    });

    it('makes the tables once when several open a new schema at once', async () => {
      const schema = fresh();
      await Promise.all(Array.from({ length: 8 }, () => postgresStorage(database, { schema }).open()));
      expect((await run(`SELECT version FROM ${schema}.meta`)).rows).toEqual([{ version: 1 }]);
    });

    it('tells a commit only when no older transaction can put one before it', async () => {
      const store = postgresStorage(database, { schema: fresh(), feedWaitMs: 0 }).tenant('main');
      await store.commit({ ops: [put('1')] });
      const { after } = await postgresStorage(database, { schema: `own_${schemas}`, feedWaitMs: 5000 }).tenant('main').feed(null, 10);
      const older = await database.connect();
      await older.query('BEGIN');
      await older.query('SELECT pg_current_xact_id()');
      await store.commit({ ops: [put('2')] });
      expect(await store.feed(after, 10)).toEqual({ items: [], after });
      await older.query('COMMIT');
      older.release();
      const patient = postgresStorage(database, { schema: `own_${schemas}`, feedWaitMs: 5000 }).tenant('main');
      expect((await patient.feed(after, 10)).items.map(({ changes }) => changes[0]?.id)).toEqual(['2']);
    });

    it('goes on after what was there when it was restored to another server, whose transactions have lower numbers', async () => {
      const schema = fresh();
      const before = postgresStorage(database, { schema }).tenant('main');
      await before.commit({ ops: [put('1')] });
      await run(`UPDATE ${schema}.meta SET cluster = 'another'; UPDATE ${schema}.commits SET xid = '9000000000000'`);
      const storage = postgresStorage(database, { schema, feedWaitMs: 5000 });
      await storage.tenant('main').commit({ ops: [put('2')] });
      expect((await storage.tenant('main').feed(null, 10)).items.map(({ changes }) => changes[0]?.id)).toEqual(['1', '2']);
    });

    it('refuses an index key that is too long to sort, and writes nothing', async () => {
      const store = postgresStorage(database, { schema: fresh() }).tenant('main');
      const noise = Array.from({ length: 4000 }, (_, i) => String.fromCharCode(33 + ((i * 7919) % 90))).join('');
      await expect(store.commit({ ops: [put('1'), put('2', { entries: [['i', noise]] })] })).rejects.toMatchObject({ code: 'INVALID' });
      expect(await store.get([key('1')])).toEqual([null]);
    });

    it('refuses to work under an isolation level that would hide what others wrote', async () => {
      const strict = new pg.Pool({ connectionString: url, options: '-c default_transaction_isolation=serializable' });
      ends.push(() => strict.end());
      const store = postgresStorage(strict, { schema: fresh() }).tenant('main');
      await expect(store.commit({ ops: [put('1')] })).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('read committed') as string });
    });

    it('works for a user who may not create anything, once an administrator opened it', async () => {
      const schema = fresh();
      await postgresStorage(database, { schema }).open();
      await run(`CREATE ROLE ${schema}_user LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA ${schema} TO ${schema}_user; GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${schema}_user;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${schema}_user`);
      const address = new URL(url!);
      Object.assign(address, { username: `${schema}_user`, password: 'x' });
      const limited = new pg.Pool({ connectionString: address.href });
      ends.push(() => limited.end());
      expect(await postgresStorage(limited, { schema }).tenant('main').commit({ ops: [put('1')] })).toMatchObject({ ok: true });
    });

    it('says so when the server cannot be reached', async () => {
      const nowhere = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
      ends.push(() => nowhere.end());
      await expect(postgresStorage(nowhere, { retryMs: 0 }).open()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    });

    it('keeps statements prepared, or not where it may not', async () => {
      for (const prepared of [true, false]) {
        const one = new pg.Pool({ connectionString: url, max: 1 });
        ends.push(() => one.end());
        const store = postgresStorage(one, { schema: fresh(), prepared }).tenant('main');
        for (const id of ['1', '2']) await store.commit({ ops: [put(id)] });
        const { rows } = await one.query(`SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name LIKE 'rq%'`);
        expect((rows as { n: number }[])[0]!.n > 0).toBe(prepared);
      }
    });

    it('refuses a schema name that is none', () => {
      for (const schema of ['', 'a.b', 'a"b', 'A', '1a', 'x; DROP']) expect(() => postgresStorage(database, { schema })).toThrow(TypeError);
    });
  });
}

if (url) {
  describeDriver('pg', pool);
  describeDriver('postgres.js', postgresJsClient);
  describeServer();
} else {
  describe.skip('PostgreSQL (left out: no server; `npm test` starts one, or set REQUESTRY_POSTGRES_URL)', () => it('needs a server', () => expect(url).toBeDefined()));
}
