import 'fake-indexeddb/auto';
import type { JsonObject, RequestFilter, RequestOrder, RequestView } from '@requestry/model';
import { memoryStorage, type Search, type SearchPage, type StorageAdapter, type Store } from '@requestry/storage';
import { indexedDbStorage } from '@requestry/storage/indexeddb';
import { sqliteStorage, wasmSqlite } from '@requestry/storage/sqlite';
import sqlite from 'node-sqlite3-wasm';
import { describe, expect, it } from 'vitest';
import { office, type Office } from '../testing/index.js';
import { registerSystem } from '../testing/register-system.js';

/** Numbers from 0 to below `end`, the same each time. */
function pseudoRandom(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** An adapter that keeps to the five verbs. */
function plain(adapter: StorageAdapter): StorageAdapter {
  const tenant = (id: string): Store => {
    const { search: _search, count: _count, ...store } = adapter.tenant(id);
    return store;
  };
  return {
    capabilities: { ...adapter.capabilities, search: false },
    open: () => adapter.open(),
    close: () => adapter.close(),
    now: () => adapter.now(),
    claim: (request) => adapter.claim(request),
    watch: (listener) => adapter.watch?.(listener) ?? (() => undefined),
    tenant,
  };
}

const cities = ['Казань', 'Пермь', 'Омск'];
const words = ['бумага', 'бумаги', 'кресло', 'кресла', 'ноутбук', 'ноутбуков', 'printers', 'printed'];
const stemOf: Readonly<Record<string, string>> = { бумага: 'бумаг', бумаги: 'бумаг', кресло: 'кресл', кресла: 'кресл', ноутбук: 'ноутбук', ноутбуков: 'ноутбук', printers: 'printer', printed: 'print' };

async function filled(storage: StorageAdapter): Promise<{ readonly place: Office; readonly all: readonly RequestView[] }> {
  const place = await office({ system: registerSystem, storage });
  const random = pseudoRandom(5);
  const ids: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    const data: JsonObject = { subject: `${words[random(8)] ?? ''} ${words[random(8)] ?? ''}`, city: cities[random(3)] ?? '', amount: random(10), urgent: random(2) === 1, tags: ['а', 'б', 'в'].filter(() => random(2) === 1) };
    const person = ['petrova', 'smirnov', 'kim'][random(3)] ?? '';
    const { id } = await place.as(person).submitRequest({ kind: 'purchase', data, idempotencyKey: place.key() });
    ids.push(id);
    if (random(4) === 0) await place.as(person).withdrawRequest({ request: id, idempotencyKey: place.key() });
    if (random(3) === 0) await place.pass({ hours: 1 });
  }
  return { place, all: await Promise.all(ids.map((request) => place.as('nikitina').getRequest({ request }))) };
}

function questionFrom(random: (end: number) => number): { readonly filter: RequestFilter; readonly order: RequestOrder } {
  const some = <Value>(value: Value): Value | undefined => (random(3) === 0 ? value : undefined);
  const orders: readonly RequestOrder['by'][] = ['submittedAt', 'number', 'title', 'closedAt', 'due', { field: 'amount' }, { field: 'city' }];
  const from = random(10);
  const filter = {
    kind: 'purchase',
    state: some(random(2) === 0 ? ['active'] : ['active', 'withdrawn']),
    initiator: some(['petrova', 'smirnov'][random(2)]),
    unit: some('company'),
    unitsBelow: true,
    number: some(`ЗК-2026-000${random(5)}`),
    text: some(words[random(8)]),
    fields: { city: some({ in: [cities[random(3)], cities[random(3)]] }), amount: some({ from, to: from + 4 }), urgent: some({ eq: true }), tags: some({ eq: 'а' }) },
  };
  const present = (value: object): object => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
  return { filter: present({ ...filter, fields: present(filter.fields) }) as RequestFilter, order: { by: orders[random(7)] ?? 'title', direction: random(2) === 0 ? 'ascending' : 'descending' } };
}

/** The same by looking at every request. */
function expected(all: readonly RequestView[], { filter, order }: ReturnType<typeof questionFrom>): readonly string[] {
  const { state, initiator, number, text, fields = {} } = filter;
  const { city, amount, urgent, tags } = fields as Record<string, { in?: unknown[]; from?: number; to?: number } | undefined>;
  const found = all.filter(
    (each) =>
      (!state || state.includes(each.state)) &&
      (!initiator || each.initiator === initiator) &&
      (!number || each.number?.startsWith(number)) &&
      (!text || each.title.split(' ').some((word) => stemOf[word] === stemOf[text]) || each.title.startsWith(text)) &&
      (!city || city.in?.includes(each.data.city)) &&
      (!amount || (Number(each.data.amount) >= (amount.from ?? 0) && Number(each.data.amount) <= (amount.to ?? 0))) &&
      (!urgent || each.data.urgent === true) &&
      (!tags || (each.data.tags as string[]).includes('а')),
  );
  const { by } = order;
  const keyOf = (each: RequestView): readonly (string | number)[] => {
    const newest = [each.submittedAt, each.id];
    if (by === 'submittedAt') return newest;
    if (typeof by === 'object') return [each.data[by.field] as string | number, each.state, ...newest];
    const value = by === 'due' ? '' : by === 'closedAt' ? each.closedAt : each[by]?.toLowerCase();
    return value === undefined ? [] : [value, ...newest];
  };
  const compare = (a: readonly (string | number)[], b: readonly (string | number)[]): number => {
    const at = a.findIndex((value, i) => value !== b[i]);
    const [x, y] = [a[at] ?? '', b[at] ?? ''];
    return at < 0 ? 0 : x < y ? -1 : 1;
  };
  const sign = order.direction === 'ascending' ? 1 : -1;
  return found.filter((each) => keyOf(each).length > 0).sort((a, b) => sign * compare(keyOf(a), keyOf(b))).map(({ id }) => id);
}

async function asked(place: Office, question: ReturnType<typeof questionFrom>, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await place.as('gromov').findRequests({ ...question, limit, ...(after === undefined ? {} : { after }) });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

const adapters: Readonly<Record<string, () => StorageAdapter>> = {
  memory: () => memoryStorage(),
  'five verbs, without search and counts': () => plain(memoryStorage()),
  SQLite: () => sqliteStorage(wasmSqlite(new sqlite.Database())),
  IndexedDB: () => indexedDbStorage('register'),
};

describe('questions to the register beside a look at every request (X-04 I-13 Y-02)', () => {
  for (const [name, open] of Object.entries(adapters)) {
    it(`give the same on ${name}, whatever is asked and however long a page is`, async () => {
      const { place, all } = await filled(open());
      const random = pseudoRandom(11);
      let answered = 0;
      for (let n = 0; n < 120; n += 1) {
        const question = questionFrom(random);
        const wanted = expected(all, question);
        if (wanted.length > 0) answered += 1;
        expect(await asked(place, question, [1, 7, 200][n % 3] ?? 7), JSON.stringify(question)).toEqual(wanted);
        const { groups } = await place.as('gromov').countRequests({ filter: question.filter });
        expect(groups, JSON.stringify(question.filter)).toEqual([{ count: expected(all, { ...question, order: { by: 'submittedAt' } }).length }]);
      }
      expect(answered, 'questions that have an answer').toBeGreaterThan(40);
      await place.runtime.close();
    });
  }
});

/** An adapter whose search looks at one document in each call, those with the last token. */
function shortSighted(adapter: StorageAdapter): StorageAdapter {
  const tenant = (id: string): Store => {
    const store = adapter.tenant(id);
    const looking = async (search: Search): Promise<SearchPage> => {
      const [looked, found] = await Promise.all([search.tokens.slice(-1), search.tokens].map((tokens) => store.search?.({ ...search, tokens, limit: 1 }) ?? { items: [] }));
      const [next] = looked?.items ?? [];
      return { items: (found?.items ?? []).filter((item) => item.id === next?.id), ...(next ? { next: next.id } : {}) };
    };
    return { ...store, search: looking };
  };
  return { ...plain(adapter), capabilities: adapter.capabilities, tenant };
}

/** All that a cursor says to somebody without a key. */
function readable(cursor: string): readonly string[] {
  const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return [cursor, decodeURIComponent(cursor), new TextDecoder().decode(bytes), String.fromCharCode(...bytes)];
}

describe('pages of somebody who does not see everything (X-04)', () => {
  it('go on behind requests that they do not see, and do not tell which', async () => {
    const place = await office({ system: registerSystem, storage: shortSighted(memoryStorage()) });
    const hidden: string[] = [];
    const repair = { workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', subject: 'Бумага, кресла', problem: 'Замятие бумаги под креслом' };
    for (let n = 0; n < 24; n += 1) {
      const seen = n % 8 === 0;
      const { id } = await place.as('petrova').submitRequest({ kind: seen ? 'purchase' : 'repair', data: seen ? { subject: 'Бумага и кресла' } : repair, idempotencyKey: place.key() });
      if (!seen) hidden.push(id);
      await place.pass({ minutes: 1 });
    }
    const cursors: string[] = [];
    for (const filter of [{ text: 'бумага кресло' }, { text: 'кресла' }, {}, { number: 'ЗК' }] satisfies readonly RequestFilter[]) {
      let found = 0;
      let after: string | undefined;
      do {
        const page = await place.as('titova').findRequests({ filter, limit: 1, ...(after === undefined ? {} : { after }) });
        found += page.items.length;
        after = page.next;
        if (after !== undefined) cursors.push(after);
      } while (after !== undefined);
      expect(found, JSON.stringify(filter)).toBe(3);
    }
    expect(cursors.length, 'pages without a request among them').toBeGreaterThan(20);
    expect(new Set(cursors.map(({ length }) => length)).size, 'all of one length').toBe(1);
    for (const text of cursors.flatMap(readable)) expect(hidden.filter((id) => text.includes(id) || text.includes(id.slice(2)))).toEqual([]);
    await place.runtime.close();
  });
});
