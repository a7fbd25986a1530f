import { beforeEach, describe, expect, it } from 'vitest';
import { createClient, createIntakeClient } from '@requestry/api/client';
import { createHandler } from '@requestry/api/handler';
import { openApi } from '@requestry/api/openapi';
import { RequestryError, type FileRef, type JsonObject } from '@requestry/model';
import { laboratory, office, type Office } from '@requestry/runtime/testing';
import { disposition, nameIn } from './files.js';

let place: Office;
let handle: (request: Request) => Promise<Response>;
beforeEach(async () => {
  place = await office({ system: laboratory });
  handle = createHandler({ base: '/api', serviceFor: (request) => (request.headers.has('x-user') ? place.runtime.as({ user: request.headers.get('x-user') ?? '' }) : undefined), intakeFor: () => place.runtime.intake(), onError: (error) => expect.unreachable(String(error)) });
});

const png = (more = ''): Blob => new Blob([new Uint8Array([0x89]), 'PNG\r\n\x1a\n', more]);
const send = (input: string, init: RequestInit): Promise<Response> => handle(new Request(input, init));
const ask = (path: string, init: RequestInit = {}, user = 'anna') => handle(new Request(`http://host/api${path}`, { ...init, headers: { ...(user ? { 'x-user': user } : {}), ...(init.headers as object) } }));
const post = (body: BodyInit, headers: Readonly<Record<string, string>>, user?: string) => ask('/files', { method: 'POST', body, headers, duplex: 'half' } as RequestInit, user);
const kept = async (name = 'a.png', body: Blob = png('0123456789')): Promise<FileRef> => (await (await post(body, { 'x-requestry-name': encodeURIComponent(name) })).json()) as FileRef;

describe('files over HTTP', () => {
  it('go up as a body that a header names, and come down as bytes that nobody opens by mistake', async () => {
    const file = await kept('Счёт «№5» (a;b).png');
    expect(file).toMatchObject({ name: 'Счёт «№5» (a;b).png', type: 'image/png', size: 18 });
    const answer = await ask(`/files/${file.sha256}`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '18',
      etag: `"${file.sha256}"`,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-cache',
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': `attachment; filename="____ __5_ (a;b).png"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%20%C2%AB%E2%84%965%C2%BB%20%28a%3Bb%29.png`,
    });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(await png('0123456789').arrayBuffer()));
  });

  it('come in parts: 206, 416, and the whole where the condition does not hold', async () => {
    const { sha256 = '' } = await kept();
    const part = async (range: string, more: object = {}) => {
      const answer = await ask(`/files/${sha256}`, { headers: { range, ...more } });
      return [answer.status, answer.headers.get('content-range'), answer.status === 416 ? '' : (await answer.text()).slice(-10)];
    };
    expect(await part('bytes=8-11')).toEqual([206, 'bytes 8-11/18', '0123']);
    expect(await part('bytes=16-')).toEqual([206, 'bytes 16-17/18', '89']);
    expect(await part('bytes=-3')).toEqual([206, 'bytes 15-17/18', '789']);
    expect(await part('bytes=16-999999999999999999999')).toEqual([206, 'bytes 16-17/18', '89']);
    expect(await part('bytes=18-')).toEqual([416, 'bytes */18', '']);
    expect(await part('bytes=-0')).toEqual([416, 'bytes */18', '']);
    expect(await part('bytes=5-2')).toEqual([200, null, '0123456789']);
    expect(await part('bytes=0-1,3-4')).toEqual([200, null, '0123456789']);
    expect(await part('bytes=8-11', { 'if-range': `"${sha256}"` })).toEqual([206, 'bytes 8-11/18', '0123']);
    expect(await part('bytes=8-11', { 'if-range': '"other"' })).toEqual([200, null, '0123456789']);
    expect((await ask(`/files/${sha256}`, { headers: { 'if-none-match': `W/"x", "${sha256}"` } })).status).toBe(304);
  });

  it('are refused without a name, without anybody signed in, and to whoever may not read them', async () => {
    const { sha256 = '' } = await kept();
    const problem = async (answer: Promise<Response>): Promise<string> => {
      const { status, code, issues = [] } = (await (await answer).json()) as { readonly status: number; readonly code: string; readonly issues?: readonly { readonly code: string }[] };
      return [status, code, ...issues.map((issue) => issue.code)].join(' ');
    };
    expect(await problem(post('x', { 'content-type': 'text/plain' }))).toBe('422 INVALID api.file-name');
    expect(await problem(post('x', { 'x-requestry-name': '%ff' }))).toBe('422 INVALID api.file-name');
    expect(await problem(post('x', { 'x-requestry-name': 'a' }, ''))).toBe('401 UNAUTHENTICATED');
    expect(await problem(ask(`/files/${sha256}`, {}, ''))).toBe('401 UNAUTHENTICATED');
    expect(await problem(ask(`/files/${sha256}`, {}, 'greta'))).toBe('404 NOT_FOUND');
    expect(await problem(ask(`/files/${sha256}`, { headers: { 'if-none-match': `"${sha256}"` } }, 'greta'))).toBe('404 NOT_FOUND');
    expect(await problem(ask('/files/..%2F..%2Fetc', {}, 'greta'))).toBe('404 NOT_FOUND');
    expect((await ask(`/files/${sha256}`, { method: 'DELETE' })).status).toBe(405);
  });

  it('are broken off past the bound without waiting for the rest', async () => {
    place = await office({ system: laboratory, messages: { files: { largest: 1_000_000 } } });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({ pull: (stream) => { sent += 1; stream.enqueue(new Uint8Array(100_000)); } });
    const answer = await post(body, { 'x-requestry-name': 'a' });
    expect([answer.status, ((await answer.json()) as { readonly issues: readonly { readonly code: string }[] }).issues.map(({ code }) => code)]).toEqual([422, ['file.too-large']]);
    expect(sent).toBeLessThan(20);
  });

  it('are described as bytes in OpenAPI', () => {
    const { paths } = openApi({ intake: true }) as unknown as { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: { readonly content: object }; readonly responses: Readonly<Record<string, { readonly content?: object }>>; readonly parameters: readonly { readonly name: string }[] }>>>> };
    expect(paths['/files']?.post?.requestBody?.content).toEqual({ 'application/octet-stream': {} });
    expect(Object.keys(paths['/files/{file}']?.get?.responses ?? {})).toEqual(['200', '206', '304', '416', 'default']);
    expect(paths['/files/{file}']?.get?.responses['206']?.content).toEqual({ 'application/octet-stream': {} });
    expect(paths['/intake/{source}/files']?.post?.parameters.map(({ name }) => name)).toEqual(['source', 'x-requestry-name', 'x-requestry-visit']);
  });
});

describe('a client', () => {
  it('tells what is through, and gives up when asked', async () => {
    const heard: number[] = [];
    const client = createClient({ url: 'http://host/api', fetch: send, headers: () => ({ 'x-user': 'anna' }) });
    const file = await client.keepFile({ name: 'a\ud800.png', content: png('x') }, { progress: (bytes) => void heard.push(bytes) });
    expect([file.name, heard]).toEqual(['a.png', [9]]);
    await expect(client.keepFile({ name: 'a', content: png() }, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  it('sends the files of a visitor under their visit', async () => {
    const visitor = createIntakeClient({ url: 'http://host/api', fetch: send });
    const visit = 'a-visit-that-nobody-can-guess';
    const file = await visitor.keepVisitorFile({ source: 'page', visit, name: 'a.png', content: png() });
    const payload = { what: 'x', photos: [file] } as unknown as JsonObject;
    await expect(visitor.receive({ source: 'page', payload })).rejects.toBeInstanceOf(RequestryError);
    const { request } = await visitor.receive({ source: 'page', payload, visit });
    expect((await place.as('kurt').getRequest({ request })).data.photos).toEqual([file]);
    const asked = await handle(new Request('http://host/api/intake/page/files', { method: 'OPTIONS' }));
    expect(asked.headers.get('access-control-allow-headers')).toContain('x-requestry-visit');
  });
});

it.each(['a.png', 'с пробелом.pdf', `it's "x"; y=%41*.txt`, 'emoji 🙂.png', 'a\r\nset-cookie: x'])('names a file in a header and back: %j', (name) => {
  const header = disposition(name);
  expect(header).toMatch(/^[\x20-\x7e]*$/);
  expect(nameIn(header)).toBe(name);
});
