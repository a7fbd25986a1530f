/** The same transition on object stores for it alone. */
import { valuesOf } from './template.mjs';

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const ended = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error);
});

const stores = {
  requests: { keyPath: 'id', indexes: ['created', ['initiator', 'created'], 'seen'] },
  tasks: { keyPath: 'id', indexes: ['request', ['assignee', 'due'], ['assignee', 'done']] },
  events: { keyPath: ['request', 'n'], indexes: [] },
  outbox: { keyPath: 'id', indexes: ['due'] },
  commands: { keyPath: 'id', indexes: [] },
  changes: { keyPath: 'seq', autoIncrement: true, indexes: [] },
};

function open(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const [store, { indexes, ...options }] of Object.entries(stores)) {
      const made = request.result.createObjectStore(store, options);
      for (const path of indexes) made.createIndex(String(path), path, { multiEntry: path === 'seen' });
    }
  };
  return done(request);
}

export async function handmadeIndexedDb(name, template) {
  const database = await open(name);
  const change = () => database.transaction(Object.keys(stores), 'readwrite', { durability: 'strict' });
  return {
    prepare: async (ids) => {
      const all = ids.map((id) => valuesOf(template, id));
      const transaction = change();
      for (const { id, created, before, done: task } of all) {
        transaction.objectStore('requests').put({ id, version: 1, created, initiator: 'smirnov', seen: ['ivanov'], body: before.request });
        transaction.objectStore('tasks').put({ id: task.id, version: 1, request: id, state: 'open', assignee: 'ivanov', due: created, body: before.task });
      }
      await ended(transaction);
      return all.map((v) => async () => {
        const reading = database.transaction(['requests', 'tasks']);
        const [request, task] = await Promise.all([done(reading.objectStore('requests').get(v.id)), done(reading.objectStore('tasks').get(v.done.id))]);
        JSON.parse(request.body);
        JSON.parse(task.body);
        await complete(change(), v, request, task);
      });
    },
  };
}

async function complete(transaction, v, request, task) {
  const store = (name) => transaction.objectStore(name);
  const written = ended(transaction);
  const [nowRequest, nowTask, known] = await Promise.all([done(store('requests').get(v.id)), done(store('tasks').get(v.done.id)), done(store('commands').get(v.command.id))]);
  if (known || nowRequest.version !== request.version || nowTask.version !== task.version) throw new Error('the hand-made transition was overtaken');
  store('requests').put({ ...nowRequest, version: nowRequest.version + 1, seen: v.seen, body: v.request });
  store('tasks').put({ ...nowTask, version: nowTask.version + 1, state: 'done', done: v.done.at, body: v.done.body });
  store('tasks').put({ id: v.next.id, version: 1, request: v.id, state: 'open', assignee: v.next.assignee, due: v.next.due, body: v.next.body });
  store('events').put({ request: v.id, n: 6, body: v.event });
  store('outbox').put(v.outbox);
  store('commands').put(v.command);
  store('changes').put({ what: v.changes });
  await written;
}
