/** Object stores for these questions alone, with an index for each. */
import { rowAt } from './data.mjs';
import { equipment, listedRow, records, taskRow } from './rows.mjs';

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const ended = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error);
});
const pageSize = 50;

function open(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const requests = request.result.createObjectStore('requests', { keyPath: 'id' });
    requests.createIndex('city', ['kind', 'state', 'city', 'id']);
    requests.createIndex('stage', ['kind', 'stage', 'state']);
    requests.createIndex('words', 'words', { multiEntry: true });
    request.result.createObjectStore('records', { keyPath: 'id' });
    request.result.createObjectStore('tasks', { keyPath: 'id' }).createIndex('inbox', ['assignee', 'due', 'id']);
  };
  return done(request);
}

export async function handmadeIndexedDb(name, tokensOf, names) {
  const database = await open(name);
  const reading = (store) => database.transaction(store).objectStore(store);
  const newest = async (keys) => (await Promise.all(keys.slice(-pageSize - 1).reverse().map((id) => done(reading('requests').get(id))))).map(({ id, kind, state, stage, unit, initiator, title, number, submitted, due, waiting }) => listedRow({ id, kind, state, stage, unit, initiator, title, number, submitted, due, waiting }, names));
  return {
    load: async (size, bodyOf) => {
      const once = database.transaction('records', 'readwrite');
      for (const record of records) once.objectStore('records').put(record);
      await ended(once);
      for (let from = 0; from < size; from += 1000) {
        const transaction = database.transaction(['requests', 'tasks'], 'readwrite');
        for (let n = from; n < Math.min(size, from + 1000); n += 1) {
          const { note, ...row } = rowAt(n, size);
          transaction.objectStore('requests').put({ ...row, equipment, waiting: JSON.stringify(row.open ? [{ step: 'Согласование', people: [row.performer] }] : []), words: tokensOf(`${row.number} ${row.title} ${note} ${row.city}`) });
          if (row.open) transaction.objectStore('tasks').put({ id: `${row.id}:1`, request: row.id, assignee: row.performer, due: row.due, body: bodyOf(row) });
        }
        await ended(transaction);
      }
    },
    inbox: async ({ person }) => {
      const tasks = await done(reading('tasks').index('inbox').getAll(IDBKeyRange.bound([person], [person, []]), pageSize + 1));
      const requests = await Promise.all(tasks.map(({ request }) => done(reading('requests').get(request))));
      const titles = new Map(await Promise.all([...new Set(requests.map((request) => request.equipment))].map(async (id) => [id, (await done(reading('records').get(id)))?.title])));
      return tasks.map(({ id, due, request, body }, n) => {
        const { title, number, kind, unit, initiator } = requests[n];
        return taskRow({ id, due, request, body, title, number, kind, unit, initiator, equipment: titles.get(requests[n].equipment) }, names);
      });
    },
    register: async ({ kind, state, city }) => newest(await done(reading('requests').index('city').getAllKeys(IDBKeyRange.bound([kind, state, city], [kind, state, city, []])))),
    text: async ({ words }) => {
      const lists = await Promise.all(tokensOf(words).map((token) => done(reading('requests').index('words').getAllKeys(token))));
      const [shortest, ...others] = lists.sort((a, b) => a.length - b.length);
      const sets = others.map((list) => new Set(list));
      return newest(shortest.filter((id) => sets.every((set) => set.has(id))));
    },
    board: async ({ kind, stages }) => {
      const index = reading('requests').index('stage');
      const counts = await Promise.all(stages.map(async (stage) => (await Promise.all(['active', 'postponed'].map((state) => done(index.count([kind, stage, state]))))).reduce((a, b) => a + b)));
      return [Object.fromEntries(counts.map((count, n) => [n, Math.min(count, 1001)]))];
    },
  };
}
