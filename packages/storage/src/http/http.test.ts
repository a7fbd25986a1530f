import { memoryStorage } from '@requestry/storage';
import { httpStorage, storageHandler } from '@requestry/storage/http';
import { describeStorage } from '@requestry/storage/testing';
import { describe, expect, it } from 'vitest';

const anyone = { authorize: () => true };
const url = 'https://store.example/rq';
const put = (id: string) => ({ op: 'put' as const, collection: 'c', id, body: id });
const key = (id: string) => ({ collection: 'c', id });

let handler: (request: Request) => Promise<Response>;

describeStorage(
  {
    name: 'HTTP over memory',
    blobs: false,
    pause: true,
    open: async (hooks) => {
      const storage = memoryStorage(hooks);
      handler = storageHandler(storage, anyone);
      return httpStorage({ url, fetch: handler, retryMs: 0 });
    },
    reopen: () => httpStorage({ url: `${url}/`, fetch: handler, retryMs: 0 }),
  },
  { describe, it },
);

/** A way to the store that breaks at the nth call of a verb, before it got there or after. */
function breaking(when: 'before' | 'after', verb: string, nth = 1): { fetch: (request: Request) => Promise<Response>; tries: () => number } {
  const inner = storageHandler(memoryStorage(), anyone);
  let calls = 0;
  const fetch = async (request: Request) => {
    const breaks = request.url.includes(`/${verb}`) && ++calls === nth;
    if (breaks && when === 'before') throw new TypeError('fetch failed');
    const response = await inner(request);
    if (breaks) throw new TypeError('terminated');
    return response;
  };
  return { fetch, tries: () => calls };
}

describe('httpStorage', () => {
  it('sends a command again whose reply was lost, and it is applied once', async () => {
    for (const when of ['before', 'after'] as const) {
      const { fetch, tries } = breaking(when, 'commit');
      const store = httpStorage({ url, fetch }).tenant('main');
      const answer = await store.commit({ ops: [put('1')], command: { id: 'k', result: 'first' } });
      expect(answer).toMatchObject(when === 'before' ? { ok: true } : { ok: false, reason: 'duplicate', result: 'first' });
      expect([tries(), await store.get([key('1')])]).toMatchObject([2, [{ version: 1 }]]);
    }
  });

  it('sends a batch without a command once, and says that nobody knows', async () => {
    const { fetch, tries } = breaking('after', 'commit');
    const store = httpStorage({ url, fetch }).tenant('main');
    await expect(store.commit({ ops: [put('1')] })).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('not known') as string });
    expect([tries(), await store.get([key('1')])]).toMatchObject([1, [{ version: 1 }]]);
  });

  it('takes an answer of something else on the way for a lost one', async () => {
    let tries = 0;
    const inner = storageHandler(memoryStorage(), anyone);
    const answers = [() => new Response('<h1>Bad gateway</h1>', { status: 502 }), () => new Response('[{"coll', { headers: { 'content-type': 'application/json' } })];
    const store = httpStorage({ url, fetch: async (request) => answers[tries++]?.() ?? inner(request) }).tenant('main');
    expect(await store.get([key('1')])).toEqual([null]);
    expect(tries).toBe(3);
  });

  it('gives up in time', async () => {
    const store = httpStorage({ url, retryMs: 0, fetch: () => Promise.reject(new TypeError('fetch failed')) }).tenant('main');
    await expect(store.get([key('1')])).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  it('asks for its headers with each call', async () => {
    let token = 0;
    const seen: (string | null)[] = [];
    const inner = storageHandler(memoryStorage(), anyone);
    const storage = httpStorage({ url, headers: () => ({ authorization: `Bearer ${++token}` }), fetch: (request) => (seen.push(request.headers.get('authorization')), inner(request)) });
    await storage.open();
    await storage.tenant('main').get([key('1')]);
    expect(seen).toEqual(['Bearer 1', 'Bearer 2']);
  });

  it('carries the command id as Idempotency-Key, whatever letters it has', async () => {
    const seen: (string | null)[] = [];
    const inner = storageHandler(memoryStorage(), anyone);
    const store = httpStorage({ url, fetch: (request) => (seen.push(request.headers.get('idempotency-key')), inner(request)) }).tenant('main');
    for (const id of ['k 1 ', 'заявка\0"', '\ud800']) expect(await store.commit({ ops: [], command: { id, result: id } })).toMatchObject({ ok: true });
    expect(seen.slice(1)).toEqual(['"k 1 "', '"\\u0437\\u0430\\u044f\\u0432\\u043a\\u0430\\u0000\\""', '"\\ud800"']);
  });
});

describe('storageHandler', () => {
  const post = (path: string, body: unknown, more: RequestInit & { raw?: string } = {}) => new Request(`${url}/${path}`, { method: 'POST', body: more.raw ?? JSON.stringify(body), ...more });

  it('answers a conflict with 409 and the preconditions that failed', async () => {
    const response = await storageHandler(memoryStorage(), anyone)(post('commit?tenant=main', { ops: [{ ...put('1'), if: 3 }] }));
    expect([response.status, response.headers.get('content-type'), await response.json()]).toMatchObject([409, 'application/problem+json', { code: 'CONFLICT', at: [0] }]);
  });

  it('asks who may do what before it reads the body, and does nothing for others', async () => {
    const storage = memoryStorage();
    const asked: unknown[] = [];
    const handle = storageHandler(storage, { authorize: (request, what) => (asked.push(what), request.headers.get('authorization') === 'yes') });
    for (const [path, body] of [['commit?tenant=a', { ops: [put('1')] }], ['claim', { index: 'i', upTo: 1, count: 1, leaseMs: 1, owner: 'w' }]] as const) {
      const request = post(path, body);
      expect((await handle(request)).status).toBe(403);
      expect(request.bodyUsed).toBe(false);
    }
    expect(await storage.tenant('a').get([key('1')])).toEqual([null]);
    expect((await handle(post('commit?tenant=a', { ops: [put('1')] }, { headers: { authorization: 'yes' } }))).status).toBe(200);
    expect(asked).toEqual([{ verb: 'commit', tenant: 'a' }, { verb: 'claim', tenant: undefined }, { verb: 'commit', tenant: 'a' }]);
  });

  it('refuses what is too large, with or without a length told', async () => {
    const handle = storageHandler(memoryStorage(), { ...anyone, maxBytes: 1000 });
    const body = JSON.stringify({ keys: [key('x'.repeat(1000))] });
    const streamed = new Request(`${url}/get?tenant=main`, { method: 'POST', body: new Blob([body]).stream(), duplex: 'half' } as RequestInit);
    for (const request of [post('get?tenant=main', undefined, { raw: body }), streamed]) {
      const response = await handle(request);
      expect([response.status, await response.json()]).toMatchObject([413, { code: 'INVALID' }]);
    }
  });

  const wrong: Record<string, [path: string, raw: string, detail: string]> = {
    'no JSON': ['get?tenant=main', '{', 'no JSON'],
    'no tenant': ['get', '{"keys":[]}', 'tenant'],
    'a tenant that is escaped wrongly': ['get?tenant=%5Cx', '{"keys":[]}', 'tenant'],
    'a list for an object': ['get?tenant=main', '[]', 'the body'],
    'a key without an id': ['get?tenant=main', '{"keys":[{"collection":"c"}]}', '/keys/0/id'],
    'an unknown op': ['commit?tenant=main', '{"ops":[{"op":"drop","collection":"c","id":"1"}]}', '/ops/0/op'],
    'a put without a body': ['commit?tenant=main', '{"ops":[{"op":"put","collection":"c","id":"1"}]}', '/ops/0/body'],
    'an entry that is no scalar': ['commit?tenant=main', '{"ops":[{"op":"put","collection":"c","id":"1","body":1,"entries":[["i",{}]]}]}', '/ops/0/entries/0/0'],
    'two ops on one document': ['commit?tenant=main', JSON.stringify({ ops: [put('1'), put('1')] }), 'two ops'],
    'a page too large': ['scan?tenant=main', '{"index":"i","limit":5000}', 'limit'],
    'a number too large for one': ['scan?tenant=main', '{"index":"i","limit":1,"gt":[1e999]}', 'finite'],
    'a count of none': ['claim', '{"index":"i","upTo":1,"count":0,"leaseMs":1,"owner":"w"}', '/count'],
    'a cursor that is none': ['scan?tenant=main', '{"index":"i","limit":1,"after":"!"}', 'cursor'],
  };
  for (const [name, [path, raw, detail]] of Object.entries(wrong)) {
    it(`refuses ${name}, and says where`, async () => {
      const response = await storageHandler(memoryStorage(), anyone)(post(path, undefined, { raw }));
      expect([response.status, await response.json()]).toMatchObject([422, { code: 'INVALID', detail: expect.stringContaining(detail) as string }]);
    });
  }

  it('refuses a key that is not the one of the command', async () => {
    const handle = storageHandler(memoryStorage(), anyone);
    const send = (body: object) => handle(post('commit?tenant=main', body, { headers: { 'idempotency-key': '"k"' } }));
    expect((await send({ ops: [], command: { id: 'other', result: 1 } })).status).toBe(422);
    expect((await send({ ops: [] })).status).toBe(422);
    expect((await send({ ops: [], command: { id: 'k', result: 1 } })).status).toBe(200);
  });

  it('knows no other paths and methods', async () => {
    const handle = storageHandler(memoryStorage(), anyone);
    expect((await handle(post('drop?tenant=main', {}))).status).toBe(404);
    expect((await handle(new Request(`${url}/get?tenant=main`))).status).toBe(405);
  });

  it('tells nothing of a failure it did not expect', async () => {
    const storage = { ...memoryStorage(), tenant: () => ({ ...memoryStorage().tenant('x'), get: () => Promise.reject(new Error('password=secret')) }) };
    const response = await storageHandler(storage as never, anyone)(post('get?tenant=main', { keys: [] }));
    const text = await response.text();
    expect([response.status, text.includes('secret'), JSON.parse(text)]).toMatchObject([500, false, { code: 'STORAGE_UNAVAILABLE' }]);
  });
});
