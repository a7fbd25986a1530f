import { kinds, people, rowAt, stages, units } from './data.mjs';

const submission = { subject: 'МФУ в 204 не печатает', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', location: 'Город 1', problem: 'Замятие бумаги после каждой второй страницы' };

/** The ready-made system with eight kinds of its repairs and more people. */
export function systemOf(system) {
  const repair = system.kinds.find(({ kind }) => kind.id === 'repair');
  return {
    ...system,
    org: {
      ...system.org,
      units: [...system.org.units, ...units.map((id) => ({ id, title: id, parent: 'company', head: 'gromov' }))],
      people: [...system.org.people, ...people.map((id, n) => ({ id, name: `Сотрудник ${n}`, unit: units[n % units.length] }))],
    },
    kinds: kinds.map((id) => ({ ...repair, kind: { ...repair.kind, id, titleTemplate: '{subject}', filterable: ['location', 'workType'], stages: stages.map((stage) => ({ id: stage, title: stage })) } })),
  };
}

/** One request of each kind as the runtime writes it. */
export async function templatesOf(ours) {
  const storage = ours.memoryStorage();
  const runtime = await ours.createRuntime({ storage });
  await runtime.install(systemOf(ours.system));
  const store = storage.tenant('main');
  const templates = {};
  for (const kind of kinds) {
    const { id, tasks } = await runtime.as({ user: 'petrova' }).submitRequest({ kind, data: submission, idempotencyKey: kind });
    const [document, task, version] = await store.get([{ collection: 'requests', id }, { collection: 'tasks', id: tasks[0].id }, { collection: 'kind-versions', id: `${kind}@1` }]);
    templates[kind] = { document: document.body, task: task.body, published: version.body };
  }
  await runtime.close();
  return templates;
}

/** The row as our documents have it. */
export function ownRow(row) {
  const { kind, state, stage, unit, initiator, title, number, place, submitted, city, note } = row;
  const request = { kind, kindVersion: 1, state, stage, unit, initiator, title, number, registered: { journal: 'work', year: '2026', place }, submittedAt: new Date(submitted).toISOString(), data: { ...submission, subject: title, location: city, problem: note } };
  return { id: row.id, request, open: row.open, performer: row.performer, due: row.due };
}

/** Fills a store in large batches; the next are made while some are written. */
export async function loadOurs(ours, storage, templates, size) {
  const store = storage.tenant('main');
  const written = new Set();
  let ops = [];
  const write = async (batch) => {
    const commit = await store.commit({ ops: batch, durability: 'relaxed' });
    if (!commit.ok) throw new Error('the load was refused');
  };
  const flush = async () => {
    while (written.size >= 16) await Promise.race(written);
    const writing = write(ops).then(() => written.delete(writing));
    written.add(writing);
    ops = [];
  };
  for (let n = 0; n < size; n += 1) {
    const row = rowAt(n, size);
    ops.push(...ours.opsOf(storage, templates[row.kind], ownRow(row)));
    if (ops.length > 900) await flush();
  }
  if (ops.length > 0) await flush();
  await Promise.all(written);
}
