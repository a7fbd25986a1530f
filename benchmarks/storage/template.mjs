/** One submission and one completion, recorded: what the store is asked for, to be asked again under other ids. */
const submission = {
  kind: 'access',
  data: { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' },
};
export const people = { initiator: 'smirnov', head: 'ivanov' };

/** Adapter that writes down calls of tenants' stores. */
function recording(adapter, calls) {
  const verbs = ['get', 'commit', 'scan', 'feed'];
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
  const before = ops.filter((op) => op.op === 'put' && op.id.startsWith(id));
  calls.length = 0;
  await complete(people.head, { task: tasks[0].id, outcome: 'approve', idempotencyKey: 'c2' });
  return { before: asText(before, id), calls: asText(calls, id), task: asText(tasks[0].id, id) };
}

const mark = '#request#';
const asText = (value, id) => JSON.stringify(value).replaceAll(id, mark).replaceAll(':c2"', `:${mark}"`);

/** The template under another id. */
export const under = (text, id) => JSON.parse(text.replaceAll(mark, id));
