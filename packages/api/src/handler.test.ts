import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiIssueText } from '@requestry/api/client';
import { createHandler } from '@requestry/api/handler';
import { system } from '@requestry/templates/internal';
import { office, type Office } from '@requestry/runtime/testing';
import { operations } from './operations.js';

let place: Office;
let handle: (request: Request) => Promise<Response>;
const failures: unknown[] = [];

beforeAll(async () => {
  place = await office({ system });
  handle = createHandler({
    base: '/api',
    serviceFor: (request) => {
      const user = request.headers.get('x-user');
      return user === null ? undefined : place.runtime.as({ user });
    },
    onError: (error) => failures.push(error),
  });
});

interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly user?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(path: string, { method = 'GET', body, user = 'petrova', headers = { 'content-type': 'application/json' } }: Sent = {}): Promise<{ readonly status: number; readonly body: unknown; readonly headers: Headers }> {
  const response = await handle(new Request(`http://host${path}`, { method, body, headers: { ...(body === undefined ? {} : headers), ...(user === null ? {} : { 'x-user': user }) } }));
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

const codes = (body: unknown): readonly string[] => ((body as { issues?: readonly { code: string; path?: string }[] }).issues ?? []).map(({ code, path }) => `${code} ${path ?? ''}`.trim());

describe('the handler', () => {
  it('answers 401 to nobody, 404 to unknown addresses, 405 with what is allowed to other methods', async () => {
    expect((await send('/api/actor', { user: null })).body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await send('/api/no-such')).status).toBe(404);
    expect((await send('/elsewhere')).status).toBe(404);
    const refused = await send('/api/requests', { method: 'DELETE' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST, GET']);
  });

  it('tells a fixed address from one with a name in it', async () => {
    expect((await send('/api/tasks/count')).body).toEqual({ mine: 0, group: 0, substituting: 0 });
    expect((await send('/api/tasks/counted')).status).toBe(404);
    expect((await send('/api/kinds/%E0%A4%A')).status).toBe(404);
  });

  it('takes JSON only, so that no foreign page can post without being asked', async () => {
    const { status, body } = await send('/api/requests', { method: 'POST', body: 'kind=repair', headers: { 'content-type': 'text/plain' } });
    expect([status, codes(body)]).toEqual([422, ['api.not-json']]);
  });

  it('names what is missing, unknown or of another type by its place', async () => {
    const { body } = await send('/api/requests', { method: 'POST', body: JSON.stringify({ kind: 5, extra: true }) });
    expect(codes(body)).toEqual(['api.required /data', 'api.required /idempotencyKey', 'api.type /kind', 'api.unknown /extra']);
    expect(codes((await send('/api/tasks?view=all')).body)).toEqual(['api.choice /view']);
    expect(codes((await send('/api/tasks?view=mine&limit=many')).body)).toEqual(['api.not-json']);
  });

  it.each([
    ['api.too-large', `{"kind":"${'x'.repeat(1024 * 1024)}"}`],
    ['api.too-deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['api.not-json', '{"kind":'],
    ['api.name-refused', '{"kind":"repair","data":{"__proto__":{"admin":true}}}'],
    ['api.name-refused', '{"kind":"repair","data":{"a":{"constructor":1}}}'],
    ['api.type', '[]'],
  ])('refuses a hostile body with %s', async (code, body) => {
    const answer = await send('/api/requests', { method: 'POST', body });
    expect([answer.status, codes(answer.body)[0]?.split(' ')[0]]).toEqual([422, code]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('stops reading a body without a declared length at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => void ((sent += 1), controller.enqueue(new Uint8Array(65_536).fill(32))) });
    const request = new Request('http://host/api/requests', { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'application/json', 'x-user': 'petrova' } } as RequestInit);
    expect((await handle(request)).status).toBe(422);
    expect(sent).toBeLessThan(40);
  });

  it('tells nothing of a failure that it does not know', async () => {
    const broken = createHandler({ serviceFor: () => ({ getActor: () => Promise.reject(new Error('password=secret')) }) as never, onError: (error) => failures.push(error) });
    const response = await broken(new Request('http://host/actor'));
    expect([response.status, await response.json()]).toEqual([500, { type: 'about:blank', title: 'INTERNAL', status: 500, code: 'INTERNAL' }]);
    expect(String(failures.pop())).toContain('secret');
  });

  it('has words in both languages for everything that it refuses', () => {
    for (const code of ['api.required', 'api.unknown', 'api.type', 'api.choice', 'api.not-json', 'api.too-large', 'api.too-deep', 'api.name-refused']) {
      const [en = '', ru = ''] = (['en', 'ru'] as const).map((locale) => apiIssueText({ code, params: { name: 'kind', wanted: ['mine'], limit: 1024 } }, locale));
      expect(en).toMatch(/^[\x20-\x7e“”]+$/);
      expect(ru).toMatch(/[а-яё]/i);
    }
  });

  it('lets no answer be cached or sniffed', async () => {
    const { headers } = await send('/api/actor');
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
  });

  it('answers random input of every operation without breaking', async () => {
    const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant({ kind: 'repair', data: {}, idempotencyKey: 'k' }), fc.dictionary(fc.constantFrom('kind', 'data', 'request', 'task', 'outcome', 'ids', 'idempotencyKey', 'directory', 'record', 'expectedVersion', 'view'), fc.jsonValue({ maxDepth: 2 })));
    const segment = fc.oneof(fc.constantFrom('repair', 'no-such', '..', ' '), fc.string({ minLength: 1, maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(operations)), json, segment, fc.constantFrom('petrova', 'nikitina'), async (operation, input, name, user) => {
        const path = `/api${operation.path.replace(/\{\w+\}/g, () => encodeURIComponent(name))}`;
        const { method } = operation;
        const query = method === 'GET' && typeof input === 'object' && input !== null ? `?${new URLSearchParams(Object.entries(input).map(([key, value]) => [key, JSON.stringify(value) ?? '']))}` : '';
        const answer = await send(`${path}${query}`, { method, user, ...(method === 'GET' || method === 'DELETE' ? {} : { body: JSON.stringify(input) }) });
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 1500 },
    );
    expect(failures).toEqual([]);
  });
});
