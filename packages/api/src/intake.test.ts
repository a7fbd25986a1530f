import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiIssueText, createIntakeClient } from '@requestry/api/client';
import { createHandler } from '@requestry/api/handler';
import { openApi } from '@requestry/api/openapi';
import type { JsonObject, RequestryError } from '@requestry/model';
import { secretHash, signatureOf } from '@requestry/runtime';
import { office, reception, type Office } from '@requestry/runtime/testing';

let place: Office;
let handle: (request: Request) => Promise<Response>;
const failures: unknown[] = [];
const secret = 'long-and-random-0123456789abcdef';

beforeEach(async () => {
  place = await office({ system: reception });
  handle = createHandler({ base: '/api', serviceFor: () => undefined, intakeFor: () => place.runtime.intake(), onError: (error) => failures.push(error) });
  const shop = reception.sources?.find(({ id }) => id === 'shop');
  if (shop) await place.as('boss').saveSource({ source: shop, secret, idempotencyKey: place.key() });
});

const json = { 'content-type': 'application/json' };

async function send(path: string, body: string | undefined, headers: Readonly<Record<string, string>> = json, method = 'POST') {
  const response = await handle(new Request(`http://host/api${path}`, { method, headers, ...(body === undefined ? {} : { body }) }));
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as JsonObject & { readonly issues?: readonly { readonly code: string; readonly path?: string }[] } };
}

const anna = { name: 'Анна', email: 'anna@client.example', subject: 'Вопрос', text: 'Когда?' };
const requests = async () => (await place.as('boss').findRequests({})).items;

describe('intake over HTTP', () => {
  it('takes JSON and forms of pages of any origin, with nobody signed in (L-01, M-02, Y-16)', async () => {
    const first = await send('/intake/site', JSON.stringify(anna));
    expect([first.status, first.headers.get('access-control-allow-origin'), first.headers.get('cache-control')]).toEqual([200, '*', 'no-store']);
    expect(first.body).toMatchObject({ number: 'ОБ-2026-0001', known: false, duplicate: false });
    const form = new URLSearchParams({ ...anna, subject: 'Форма', amount: '1200,50', utm_campaign: 'spring' });
    const second = await send('/intake/site', form.toString(), { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' });
    expect(await place.as('boss').getRequest({ request: String(second.body.request) })).toMatchObject({ title: 'Форма', data: { amount: 1200.5 }, utm: { campaign: 'spring' } });
  });

  it('asks browsers nothing more than they need before they send', async () => {
    const asked = await handle(new Request('http://host/api/intake/site', { method: 'OPTIONS', headers: { origin: 'https://firm.example' } }));
    expect([asked.status, asked.headers.get('access-control-allow-methods'), asked.headers.get('access-control-allow-credentials')]).toEqual([204, 'GET, POST', null]);
    const got = await send('/intake/status', undefined, {}, 'GET');
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect((await send('/intake/site', undefined, {}, 'DELETE')).headers.get('allow')).toBe('GET, POST, OPTIONS');
  });

  it('takes webhooks with the secret or a signed body', async () => {
    const body = JSON.stringify({ order: { id: 7, sum: 10 } });
    expect((await send('/intake/shop', body)).status).toBe(403);
    expect((await send('/intake/shop', body, { ...json, 'x-requestry-secret': 'wrong-wrong-wrong-wrong-wrong' })).status).toBe(403);
    expect((await send('/intake/shop', body, { ...json, 'x-requestry-signature': signatureOf(secretHash(secret), `${body} `) })).status).toBe(403);
    expect((await send('/intake/shop', body, { ...json, 'x-requestry-signature': signatureOf(secretHash(secret), body) })).body).toMatchObject({ duplicate: false });
    expect((await send('/intake/shop', body, { ...json, 'x-requestry-secret': secret })).body).toMatchObject({ duplicate: true });
    expect((await requests()).length).toBe(1);
  });

  it('knows what was sent before by the sender’s own id', async () => {
    const key = { ...json, 'idempotency-key': 'order-7' };
    const first = await send('/intake/site', JSON.stringify(anna), key);
    const again = await send('/intake/site', JSON.stringify({ ...anna, text: 'Иначе' }), key);
    expect(again.body).toEqual({ ...first.body, duplicate: true });
  });

  it('gives visitors the form of a source, without what they may not see (M-02, C-05)', async () => {
    const { body } = await send('/intake/site', undefined, {}, 'GET');
    expect(body).toMatchObject({ title: 'Сайт', initial: { interest: 'site' }, askUnknown: ['name'], access: { text: 'required' } });
    expect(JSON.stringify(body)).not.toMatch(/verdict|employees/);
    expect(await createIntakeClient({ url: 'http://host/api', fetch: (input, init) => handle(new Request(input, init)) }).getForm({ source: 'site' })).toEqual(body);
    expect([(await send('/intake/shop', undefined, {}, 'GET')).status, (await send('/intake/line', undefined, {}, 'GET')).status, (await send('/intake/site/recognise', undefined, {}, 'GET')).status]).toEqual([403, 403, 404]);
  });

  it('recognises visitors and tells nothing else of them (M-03)', async () => {
    const ask = async (body: JsonObject) => (await send('/intake/site/recognise', JSON.stringify(body))).body;
    expect(await ask({ email: 'office@romashka.example' })).toEqual({ known: true, name: 'П***' });
    expect(await ask({ phone: '8 000 000-00-00' })).toEqual({ known: false });
    expect((await ask({ email: 'a@b.c', inn: '7701234567' })).issues).toEqual([{ code: 'api.unknown', path: '/inn', params: { name: 'inn' } }]);
    expect((await send('/intake/line/recognise', '{}')).status).toBe(403);
  });

  it('tells a status by identifier and contact, and answers alike to a wrong one of either (M-15)', async () => {
    const { body } = await send('/intake/site', JSON.stringify(anna));
    const ask = (publicId: unknown, contact: string) => send('/intake/status', JSON.stringify({ publicId, contact } as JsonObject));
    expect((await ask(body.publicId, anna.email)).body).toMatchObject({ number: 'ОБ-2026-0001', state: 'active' });
    const [wrongContact, wrongId] = [await ask(body.publicId, 'else@client.example'), await ask('1111-1111-1111-1111-1111', anna.email)];
    expect([wrongContact.status, wrongContact.body]).toEqual([404, wrongId.body]);
    expect([...wrongContact.headers]).toEqual([...wrongId.headers]);
  });

  it.each([
    ['api.too-large', `{"a":"${'x'.repeat(1024 * 1024)}"}`, json],
    ['api.too-deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, json],
    ['api.name-refused', '{"subject":"x","a":{"__proto__":{"admin":true}}}', json],
    ['api.name-refused', '__proto__=1&subject=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['api.too-large', 'a=1&'.repeat(1_001), { 'content-type': 'application/x-www-form-urlencoded' }],
    ['intake.too-many', JSON.stringify({ list: Array.from({ length: 6_000 }, () => 0) }), json],
    ['api.not-json', '{"a":', json],
    ['api.type', '[]', json],
    ['api.not-form', 'subject=x', { 'content-type': 'text/plain' }],
    ['api.not-form', 'subject=x', { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('refuses a hostile body with %s', async (code, body, headers) => {
    const answer = await send('/intake/site', body, headers);
    expect([answer.status, answer.body.issues?.[0]?.code]).toEqual([422, code]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect(await requests()).toEqual([]);
  });

  it('has no other addresses, and none at all where the host wants none', async () => {
    for (const path of ['/intake/', '/intake/no-such', '/intake/site/else', '/intake/site/recognise/more', '/intake/%E0%A4%A', '/intake/..%2Fdesign']) expect((await send(path, '{}')).status).toBe(404);
    const closed = createHandler({ serviceFor: () => undefined });
    expect((await closed(new Request('http://host/intake/site', { method: 'POST', body: '{}', headers: json }))).status).toBe(404);
  });

  it('answers random bodies without breaking', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/intake/site', '/intake/shop', '/intake/mail', '/intake/status', '/intake/site/recognise'), fc.oneof(fc.json({ maxDepth: 4 }), fc.string(), fc.dictionary(fc.constantFrom('subject', 'text', 'email', 'name', 'amount', 'publicId', 'contact', 'order', 'client'), fc.jsonValue({ maxDepth: 2 })).map((value) => JSON.stringify(value))), fc.constantFrom('application/json', 'application/x-www-form-urlencoded'), async (path, body, type) => {
        expect((await send(path, body, { 'content-type': type, 'x-requestry-secret': secret })).status).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
    expect(failures).toEqual([]);
  });

  it('is described in OpenAPI where it is mounted', async () => {
    const paths = (document: unknown): readonly string[] => Object.keys((document as { readonly paths: object }).paths).filter((path) => path.startsWith('/intake'));
    expect(paths(await (await handle(new Request('http://host/api/openapi.json'))).json())).toEqual(['/intake/{source}', '/intake/{source}/files', '/intake/{source}/recognise', '/intake/status']);
    expect(paths(openApi())).toEqual([]);
  });

  it('has words in both languages for what it refuses', () => {
    expect([apiIssueText({ code: 'api.not-form' }, 'en'), apiIssueText({ code: 'api.not-form' }, 'ru')]).toEqual(['This is neither JSON nor a form', 'Это не JSON и не форма']);
  });
});

describe('the client of intake', () => {
  const client = () => createIntakeClient({ url: 'http://host/api', fetch: (input, init) => handle(new Request(input, init)), wait: () => Promise.resolve() });

  it('answers as the runtime does', async () => {
    const made = await client().receive({ source: 'site', payload: { ...anna, source: 'x', idempotencyKey: 'y' }, externalId: 'one' });
    expect(await place.runtime.intake().receive({ source: 'site', payload: anna, externalId: 'one' })).toEqual({ ...made, duplicate: true });
    expect(await client().recognise({ source: 'site', email: 'anna@client.example' })).toEqual({ known: true, name: 'А***' });
    expect(await client().status({ publicId: made.publicId, contact: anna.email })).toEqual(await place.runtime.intake().status({ publicId: made.publicId, contact: anna.email }));
    expect(await client().status({ publicId: made.publicId, contact: 'else@client.example' })).toBeNull();
    const body = JSON.stringify({ order: { id: 1 } });
    expect((await client().receive({ source: 'shop', payload: {}, signed: { body, signature: signatureOf(secretHash(secret), body) } })).duplicate).toBe(false);
    const error = await client().receive({ source: 'shop', payload: {}, secret: 'wrong' }).catch((reason: RequestryError) => reason);
    expect(error).toMatchObject({ code: 'FORBIDDEN', params: { reason: 'may.secret-needed' } });
  });
});
