import { afterEach, expect, it } from 'vitest';
import { serve, type Served } from '@requestry/server';
import { reception } from '@requestry/runtime/testing';
import { memoryStorage } from '@requestry/storage';

let served: Served | undefined;
afterEach(() => served?.close());

it('takes what sites send, with nobody signed in, and describes it (L-01, M-02, M-15)', async () => {
  served = await serve({ storage: memoryStorage(), system: reception, userOf: () => undefined, port: 0, files: false });
  const post = (path: string, body: URLSearchParams | object): Promise<Response> =>
    fetch(`${served?.url}api${path}`, { method: 'POST', ...(body instanceof URLSearchParams ? { body } : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
  const sent = await post('/intake/site', new URLSearchParams({ name: 'Анна', email: 'anna@client.example', subject: 'Вопрос', text: 'Когда?' }));
  const { publicId, number } = (await sent.json()) as { readonly publicId: string; readonly number: string };
  expect(await (await post('/intake/status', { publicId, contact: 'anna@client.example' })).json()).toMatchObject({ number, state: 'active' });
  expect((await post('/intake/shop', { order: { id: 1 } })).status).toBe(403);
  expect((await post('/requests', {})).status).toBe(401);
  expect(await (await fetch(`${served.url}api/openapi.json`)).text()).toContain('/intake/{source}/recognise');
});
