import { describe, expect, it } from 'vitest';
import { createRuntime, type Runtime } from '@requestry/runtime';
import { replay } from '@requestry/runtime/process';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import type { Bodies, DocOf } from '../collections.js';
import { processEvents } from '../history.js';
import { compiledRoute } from '../kinds.js';
import { nativeCore } from '../process/index.js';
import { read, scanAll } from '../store.js';
import { workshop } from '../testing/workshop.js';

/** A store whose leases end at once: whoever asks has everything that is due, as after a worker that was too slow. */
const withoutLeases = (storage: StorageAdapter): StorageAdapter => ({
  capabilities: storage.capabilities,
  open: () => storage.open(),
  tenant: (id) => storage.tenant(id),
  now: () => storage.now(),
  claim: (request) => storage.claim({ ...request, leaseMs: 0 }),
  close: () => storage.close(),
});

interface Pair {
  readonly storage: StorageAdapter;
  readonly first: Runtime;
  pass(hours: number): Promise<void>;
}

/** Two runtimes over one store that do not keep out of each other's way. */
async function pair(): Promise<Pair> {
  let now = Date.parse('2026-03-02T10:00:00+03:00');
  const clock = (): number => now;
  const storage = withoutLeases(memoryStorage({ now: clock }));
  const [first, second] = await Promise.all([createRuntime({ storage, clock }), createRuntime({ storage, clock })]);
  await first.install(workshop);
  const pass = async (hours: number): Promise<void> => {
    now += hours * 3_600_000;
    await Promise.all([first.work(), second.work(), first.work(), second.work()]);
  };
  return { storage, first, pass };
}

async function eventsIn(storage: StorageAdapter, request: string) {
  const rows = await scanAll<'events'>(storage.tenant('main'), { index: 'events', eq: [request] });
  return rows.flatMap((row) => (row.body as Bodies['events']).events);
}

describe('work by several at once', () => {
  it('reminds, escalates and misses a deadline once, and history rebuilds the state', async () => {
    const { storage, first, pass } = await pair();
    const { id } = await first.as({ user: 'anna' }).submitRequest({ kind: 'defect', data: { what: 'Tap', sort: 'leak' }, idempotencyKey: 'one' });
    const [task] = (await first.as({ user: 'wolf' }).findTasks({ view: 'mine' })).items;
    await first.as({ user: 'wolf' }).completeTask({ task: task?.id ?? '', outcome: 'register', idempotencyKey: 'two' });
    for (let hours = 0; hours < 72; hours += 4) await pass(4);
    const events = await eventsIn(storage, id);
    const told = events.map(({ type }) => type).filter((type) => /^(?:step-(?:reminded|overdue|escalated)|deadline-(?:near|missed))$/.test(type));
    expect(told.toSorted()).toEqual(['deadline-missed', 'deadline-near', 'step-escalated', 'step-overdue', 'step-reminded']);
    const doc = (await read(storage.tenant('main'), 'requests', id)) as DocOf<'requests'>;
    const [defect] = workshop.kinds;
    if (!defect) throw new Error('The workshop has no kinds');
    const compiled = await compiledRoute(nativeCore, defect.kind, defect.route ?? '', () => Promise.resolve(undefined));
    expect(replay(compiled, processEvents(events))).toEqual(doc.body.process);
    expect([doc.body.events, doc.body.wakeAt]).toEqual([events.length, undefined]);
    expect((await scanAll(storage.tenant('main'), { index: 'timers-due' })).length, 'no timer is left over').toBe(0);
  });

  it('makes one request for each time of a recurring one', async () => {
    const { first, pass } = await pair();
    await first.as({ user: 'anna' }).startRecurrence({ kind: 'cleaning', data: { what: 'Office' }, rule: { every: 'day', from: '2026-03-03' }, idempotencyKey: 'one' });
    for (let day = 0; day < 4; day += 1) await pass(24);
    expect((await first.as({ user: 'anna' }).findRequests({ filter: { mine: true } })).items.map(({ submittedAt }) => submittedAt.slice(0, 10)).toSorted()).toEqual(['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06']);
  });
});
