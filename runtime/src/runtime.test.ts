import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject, RequestryError } from '@requestry/model';
import { createRuntime } from '@requestry/runtime';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import { system } from '@requestry/templates/internal';
import { office, type Office } from './testing/index.js';

let place: Office;
beforeEach(async () => {
  place = await office({ system });
});

const access: JsonObject = { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };

/** The same store without `watch`. */
function withoutHints(storage: StorageAdapter): StorageAdapter {
  return {
    capabilities: storage.capabilities,
    open: () => storage.open(),
    tenant: (id) => storage.tenant(id),
    now: () => storage.now(),
    claim: (request) => storage.claim(request),
    close: () => storage.close(),
  };
}

describe('a runtime over a store', () => {
  it('leaves everything as it was when the store is full', async () => {
    const storage = memoryStorage({ quota: 300_000, now: () => place.now() });
    const small = await office({ system, storage });
    const send = (n: number) => small.as('smirnov').submitRequest({ kind: 'access', data: { ...access, reason: 'Обоснование '.repeat(100) + n }, idempotencyKey: small.key() });
    let stored = 0;
    let code = '';
    while (code === '' && stored < 100) {
      code = await send(stored).then(() => '', (error: RequestryError) => error.code);
      if (code === '') stored += 1;
    }
    expect(code).toBe('STORAGE_FULL');
    expect((await small.as('smirnov').findRequests({ filter: { mine: true }, limit: 200 })).items.length).toBe(stored);
  });

  it('answers a repeat of what an earlier version did', async () => {
    const submit = (idempotencyKey: string) => place.as('smirnov').submitRequest({ kind: 'access', data: access, idempotencyKey });
    const { id } = await submit('one');
    await place.storage.tenant('main').commit({ ops: [], command: { id: 'smirnov:submit-request:two', result: { request: id } } });
    expect((await submit('two')).id).toBe(id);
  });

  it('takes away a right within seconds, also where the store gives no hints', async () => {
    let now = Date.parse('2026-03-02T10:00:00Z');
    const clock = (): number => now;
    const storage = withoutHints(memoryStorage({ now: clock }));
    const runtime = await createRuntime({ storage, clock });
    await runtime.install(system);
    await runtime.as({ user: 'nikitina' }).findKindRows();
    await storage.tenant('main').commit({ ops: [{ op: 'put', collection: 'org', id: 'main', body: { ...system, org: { ...system.org, people: system.org.people.filter(({ id }) => id !== 'nikitina') } } }] });
    now += 6_000;
    await expect(runtime.as({ user: 'nikitina' }).findKindRows()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('installs a system once', async () => {
    expect(await place.runtime.install(system)).toBe(false);
  });
});

describe('work without people', () => {
  const day = 24;

  it('fires a timer on the border of a step when its moment has come, not before', async () => {
    const route = (system.kinds[0]?.route ?? '').replace(
      '<bpmn:exclusiveGateway id="unit_head_outcome"',
      `<bpmn:boundaryEvent id="too_late" attachedToRef="unit_head"><bpmn:outgoing>late_flow</bpmn:outgoing><bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
       <bpmn:endEvent id="end_late"><bpmn:extensionElements><rq:end state="cancelled" /></bpmn:extensionElements><bpmn:incoming>late_flow</bpmn:incoming></bpmn:endEvent>
       <bpmn:sequenceFlow id="late_flow" sourceRef="too_late" targetRef="end_late" />
       <bpmn:exclusiveGateway id="unit_head_outcome"`,
    );
    const timed = await office({ system: { ...system, kinds: system.kinds.map((entry) => ({ ...entry, route })) } });
    const { id } = await timed.as('smirnov').submitRequest({ kind: 'access', data: access, idempotencyKey: timed.key() });
    await timed.pass({ hours: 2 * day - 1 });
    expect((await timed.as('smirnov').getRequest({ request: id })).state).toBe('active');
    await timed.pass({ hours: 2 });
    expect((await timed.as('smirnov').getRequest({ request: id })).state).toBe('cancelled');
    expect((await timed.as('ivanov').findTasks({ view: 'mine' })).items).toEqual([]);
  });

  it('delivers each message once, however many passes run at the same time', async () => {
    const sent: string[] = [];
    const storage = memoryStorage({ now: () => place.now() });
    const runtime = await createRuntime({ storage, clock: () => place.now(), channels: [{ name: 'mail', deliver: async (message) => void sent.push(message.key) }] });
    await runtime.install(system);
    await runtime.as({ user: 'smirnov' }).submitRequest({ kind: 'access', data: access, idempotencyKey: 'one' });
    await Promise.all([runtime.work(), runtime.work(), runtime.work()]);
    expect(sent.length).toBe(1);
  });

  it('leaves a notification read that a slow pass delivers a second time', async () => {
    let now = Date.parse('2026-03-02T10:00:00Z');
    const clock = (): number => now;
    const storage = memoryStorage({ now: clock });
    let slow: (() => void) | undefined;
    const mail = { name: 'mail', deliver: () => (slow ? Promise.resolve() : new Promise<void>((resolve) => (slow = resolve))) };
    const [first, second] = [await createRuntime({ storage, clock, channels: [mail] }), await createRuntime({ storage, clock, channels: [mail] })];
    await first.install(system);
    await first.as({ user: 'smirnov' }).submitRequest({ kind: 'access', data: access, idempotencyKey: 'one' });
    const pass = first.work();
    while (!slow) await Promise.resolve();
    now += 60_000;
    await second.work();
    await second.as({ user: 'ivanov' }).readNotifications({ ids: 'all' });
    slow();
    await pass;
    expect((await second.as({ user: 'ivanov' }).findNotifications()).items.map(({ read }) => read)).toEqual([true]);
  });

  it('fires the timers of all requests though one of them cannot go on', async () => {
    const route = (system.kinds[0]?.route ?? '').replace(
      '<bpmn:exclusiveGateway id="unit_head_outcome"',
      `<bpmn:boundaryEvent id="late" attachedToRef="unit_head"><bpmn:outgoing>late_flow</bpmn:outgoing><bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
       <bpmn:endEvent id="end_late"><bpmn:incoming>late_flow</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="late_flow" sourceRef="late" targetRef="end_late" />
       <bpmn:exclusiveGateway id="unit_head_outcome"`,
    );
    const timed = await office({ system: { ...system, kinds: system.kinds.map((entry) => ({ ...entry, route })) } });
    const submit = (kind: string, data: JsonObject) => timed.as('smirnov').submitRequest({ kind, data, idempotencyKey: timed.key() });
    const stuck = await submit('access', access);
    await timed.pass({ minutes: 1 });
    const { id } = await submit('access', access);
    const store = timed.storage.tenant('main');
    const [doc] = await store.get([{ collection: 'requests', id: stuck.id }]);
    const body = JSON.parse(JSON.stringify(doc?.body).replaceAll('"late"', '"gone"')) as object;
    await store.commit({ ops: [{ op: 'put', collection: 'requests', id: stuck.id, body }] });
    await expect(timed.pass({ hours: 3 * day })).rejects.toThrow('gone');
    expect((await timed.as('smirnov').getRequest({ request: id })).state).toBe('completed');
  });

  it('tries a failing channel again and never stops the request', async () => {
    let fails = 1;
    const storage = memoryStorage({ now: () => now });
    let now = Date.parse('2026-03-02T10:00:00Z');
    const sent: string[] = [];
    const deliver = async (message: { readonly key: string }) => {
      if (fails-- > 0) throw new Error('the mail server is away');
      sent.push(message.key);
    };
    const runtime = await createRuntime({ storage, clock: () => now, channels: [{ name: 'mail', deliver }] });
    await runtime.install(system);
    await runtime.as({ user: 'smirnov' }).submitRequest({ kind: 'access', data: access, idempotencyKey: 'one' });
    await runtime.work();
    expect(sent).toEqual([]);
    now += 2 * 60_000;
    await runtime.work();
    expect(sent.length).toBe(1);
  });
});
