import { beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '@requestry/api/client';
import { createHandler } from '@requestry/api/handler';
import { RequestryError, type Change, type JsonObject } from '@requestry/model';
import { system } from '@requestry/templates/internal';
import { office, type Office } from '@requestry/runtime/testing';

const repair: JsonObject = { subject: 'МФУ в 204 не печатает', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', problem: 'Замятие бумаги после каждой второй страницы' };

let place: Office;
let handle: (request: Request) => Promise<Response>;
beforeEach(async () => {
  place = await office({ system });
  handle = createHandler({ serviceFor: () => place.runtime.as({ user: 'petrova' }) });
});

const pauses: number[] = [];
type Fetch = (input: string, init: RequestInit) => Promise<Response>;
const clientOver = (fetch: Fetch) => {
  pauses.length = 0;
  return createClient({ url: 'http://host', fetch, wait: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)) });
};
const reach: Fetch = (input, init) => handle(new Request(input, init));
const away: Fetch = () => Promise.reject(new TypeError('fetch failed'));

async function failure(promise: Promise<unknown>): Promise<RequestryError> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof RequestryError) return error;
  throw new Error(`A RequestryError was expected, found ${String(error)}`);
}

describe('the client', () => {
  it('sends a command again when its answer was lost, and it is done once', async () => {
    let sent = 0;
    const losing: Fetch = async (input, init) => {
      const response = await reach(input, init);
      sent += 1;
      if (sent === 1) throw new TypeError('connection reset');
      return response;
    };
    const request = await clientOver(losing).submitRequest({ kind: 'repair', data: repair, idempotencyKey: 'once' });
    expect([sent, pauses]).toEqual([2, [300]]);
    expect((await place.as('petrova').findRequests({ filter: { mine: true } })).items.map(({ id }) => id)).toEqual([request.id]);
  });

  it('says that the server cannot be reached after three tries', async () => {
    expect((await failure(clientOver(away).getActor())).code).toBe('STORAGE_UNAVAILABLE');
    expect(pauses).toEqual([300, 1500]);
  });

  it('does not repeat what it cannot know to be the same', async () => {
    const draft = { kind: { id: 'x', title: 'x', form: { schema: {}, ui: { type: 'VerticalLayout', elements: [] } } } as never, expectedVersion: 1 };
    expect((await failure(clientOver(away).saveKindDraft(draft))).code).toBe('STORAGE_UNAVAILABLE');
    expect(pauses).toEqual([]);
  });

  it('waits for a server on its way up, and takes a page of a proxy for no answer', async () => {
    const starting = [new Response('<h1>Bad gateway</h1>', { status: 502 })];
    const actor = await clientOver((input, init) => Promise.resolve(starting.shift() ?? reach(input, init))).getActor();
    expect(actor.person.id).toBe('petrova');
    const html = clientOver(() => Promise.resolve(new Response('<h1>Sign in</h1>', { status: 200, headers: { 'content-type': 'text/html' } })));
    expect((await failure(html.getActor())).code).toBe('STORAGE_UNAVAILABLE');
    expect((await failure(clientOver(() => Promise.resolve(new Response('', { status: 401 }))).getActor())).code).toBe('UNAUTHENTICATED');
  });

  it('passes on code, parameters and issues of a failure', async () => {
    const error = await failure(clientOver(reach).submitRequest({ kind: 'repair', data: { subject: 'x' }, idempotencyKey: 'k' }));
    expect([error.code, error.issues.map(({ path }) => path).includes('/problem')]).toEqual(['INVALID', true]);
  });

  it('sends texts that look like something else as the texts they are', async () => {
    const client = clientOver(reach);
    for (const text of ['null', '12', 'true', '"x"', 'a&b=c', '%41']) expect((await client.findKinds({ text })).length).toBe(0);
    expect((await client.findRecords({ directory: 'equipment-kinds', parent: null })).items.every((record) => record.parent === undefined)).toBe(true);
  });
});

describe('the change feed', () => {
  const until = async (holds: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 10_000 && !holds(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(holds()).toBe(true);
  };

  it('tells of what others did, to every listener over one connection, and closes with the last one', async () => {
    const open: AbortSignal[] = [];
    const client = clientOver((input, init) => {
      if (input.endsWith('/changes') && init.signal) open.push(init.signal);
      return reach(input, init);
    });
    const heard: Change[] = [];
    const stops = [client.watch((change) => heard.push(change)), client.watch(() => undefined)];
    await until(() => open.length === 1);
    await place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: 'one' });
    await until(() => heard.some(({ topic }) => topic === 'requests'));
    for (const stop of stops) stop();
    expect([open.length, open[0]?.aborted]).toEqual([1, true]);
  });

  it('opens again when it broke, and then tells that everything may have changed', async () => {
    let opened = 0;
    const breaking: Fetch = (input, init) => {
      if (!input.endsWith('/changes')) return reach(input, init);
      opened += 1;
      return opened === 2 ? reach(input, init) : opened > 2 ? new Promise(() => undefined) : Promise.resolve(new Response(new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })));
    };
    const heard: Change[] = [];
    const stop = clientOver(breaking).watch((change) => heard.push(change));
    await until(() => heard.length >= 6);
    stop();
    expect(new Set(heard.map(({ topic }) => topic))).toEqual(new Set(['requests', 'tasks', 'comments', 'notifications', 'kinds', 'drafts']));
    expect(pauses).toEqual([2_000]);
  });

  it('keeps changes of one tenant from those of another', async () => {
    await place.runtime.install(system, { tenant: 'other' });
    const heard: Change[] = [];
    const stop = place.runtime.as({ user: 'petrova', tenant: 'other' }).watch((change) => heard.push(change));
    await place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: 'one' });
    expect(heard).toEqual([]);
    await place.runtime.as({ user: 'petrova', tenant: 'other' }).submitRequest({ kind: 'repair', data: repair, idempotencyKey: 'one' });
    await until(() => heard.length > 0);
    stop();
  });
});
