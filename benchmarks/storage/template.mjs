/** One submission and one completion, recorded: what the store is asked for, to be asked again under other ids. */
const submission = {
  kind: 'access',
  data: { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' },
};
export const people = { initiator: 'smirnov', head: 'ivanov' };

/** Adapter that writes down calls of tenants' stores. */
function recording(adapter, calls) {
  const verbs = ['get', 'commit', 'scan', 'feed', 'search', 'count'];
  return {
    ...Object.fromEntries(['open', 'close', 'now', 'claim'].map((name) => [name, (...given) => adapter[name](...given)])),
    capabilities: adapter.capabilities,
    tenant: (id) => {
      const store = adapter.tenant(id);
      return Object.fromEntries(verbs.map((verb) => [verb, (...given) => (calls.push([verb, given[0]]), store[verb](...given))]));
    },
  };
}

/** `before` are the documents a request has when it waits for its first approval, `task` that approval, `calls` what completing that approval asks of the store. */
export async function recordTemplate(ours) {
  const calls = [];
  const storage = recording(ours.memoryStorage(), calls);
  const runtime = await ours.createRuntime({ storage });
  await runtime.install(ours.system);
  const complete = ours.completer(storage);
  const submit = (n) => runtime.as({ user: people.initiator }).submitRequest({ ...submission, idempotencyKey: `s${n}` });
  const warm = await submit(1);
  await complete(people.head, { task: warm.tasks[0].id, outcome: 'approve', idempotencyKey: 'c1' });
  calls.length = 0;
  const { id, tasks } = await submit(2);
  const [, { ops }] = calls.find(([verb]) => verb === 'commit');
  const before = ops.filter((op) => op.op === 'put' && op.id.includes(id));
  calls.length = 0;
  await complete(people.head, { task: tasks[0].id, outcome: 'approve', idempotencyKey: 'c2' });
  const registered = before.find((op) => op.collection === 'register');
  return { moment: registered.id.slice(0, registered.id.indexOf(id)), before: asText(before, id), calls: asText(calls, id), task: asText(tasks[0].id, id) };
}

const mark = '#request#';
const asText = (value, id) => JSON.stringify(value).replaceAll(id, mark).replaceAll(':c2"', `:${mark}"`);

/** The template under another id. */
export const under = (text, id) => JSON.parse(text.replaceAll(mark, id));

/** What the transition writes, as the columns of hand-made tables. */
export function valuesOf(template, id) {
  const before = under(template.before, id);
  const commit = under(template.calls, id).find(([verb]) => verb === 'commit')[1];
  const inBefore = (collection) => before.find((op) => op.collection === collection);
  const put = (collection, match = () => true) => commit.ops.find((op) => op.op === 'put' && op.collection === collection && match(op));
  const entry = (op, index, at) => op.entries.find(([name]) => name === index)?.[at];
  const done = put('tasks', (op) => op.if !== 'absent');
  const next = put('tasks', (op) => op.if === 'absent');
  const request = put('requests');
  const registered = put('register');
  return {
    id,
    before: { request: JSON.stringify(inBefore('requests').body), task: JSON.stringify(inBefore('tasks').body) },
    created: new Date(entry(registered, 'requests', 1)).toISOString(),
    listed: listedOf(inBefore('register').body),
    after: listedOf(registered.body),
    seen: registered.entries.filter(([name]) => name === 'requests-seen').map(([, person]) => person),
    request: JSON.stringify(request.body),
    done: { id: done.id, at: entry(done, 'tasks-done', 2), body: JSON.stringify(done.body) },
    next: { id: next.id, assignee: entry(next, 'tasks', 1), due: entry(next, 'tasks', 2), body: JSON.stringify(next.body) },
    event: JSON.stringify(put('events').body),
    outbox: { id: put('outbox').id, due: entry(put('outbox'), 'outbox-due', 1), body: JSON.stringify(put('outbox').body) },
    command: { id: commit.command.id, result: JSON.stringify(commit.command.result) },
    changes: JSON.stringify(commit.ops.map(({ collection, id: name }) => [collection, name])),
  };
}

/** What lists find a request by and show of it. */
const listedOf = ({ request: { state, stage, unit, due, number, title }, performers: [performer] }) => [state, stage, unit, performer, due, number, title].map((value) => value ?? null);
