import { afterEach, expect, it } from 'vitest';
import { serve, type Served } from '@requestry/server';
import { createClient } from '@requestry/api/client';
import { laboratory, reception } from '@requestry/runtime/testing';
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

it('takes and gives files piece by piece, and answers whoever sends too much (Y-10)', async () => {
  served = await serve({ storage: memoryStorage(), system: laboratory, userOf: ({ headers }) => headers.get('x-user') ?? undefined, port: 0, files: false, uploads: { largest: 5_000_000 } });
  const client = createClient({ url: `${served.url}api`, headers: () => ({ 'x-user': 'anna' }) });
  const bytes = Uint8Array.from({ length: 4_000_000 }, (_, at) => (at * 31) % 251);
  const file = await client.keepFile({ name: 'film.bin', content: new Blob([bytes]) });
  const whole = await client.readFile({ file: file.sha256 ?? '' });
  expect(Buffer.from(await new Response(whole.content).arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  const part = await client.readFile({ file: file.sha256 ?? '', start: 3_999_990 });
  expect([part.start, part.end, part.file]).toEqual([3_999_990, 4_000_000, file]);
  await expect(client.keepFile({ name: 'film.bin', content: new Blob([new Uint8Array(40_000_000)]) })).rejects.toMatchObject({ code: 'INVALID', issues: [{ code: 'file.too-large', params: { limit: 5_000_000 } }] });
  await expect(client.readFile({ file: file.sha256 ?? '', start: 4_000_000 })).rejects.toMatchObject({ issues: [{ code: 'file.range' }] });
});
