import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serve, type Served } from '@requestry/server';
import { channelsFrom } from '@requestry/server/channels';
import { createClient } from '@requestry/api/client';
import { memoryStorage } from '@requestry/storage';
import { system } from '@requestry/templates/internal';
import { localSmtp } from './testing/local-smtp.js';

let folder: string;
let served: Served | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'requestry-channels-'))));
afterEach(async () => {
  await served?.close();
  served = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const file = (settings: unknown): string => {
  const path = join(folder, 'channels.json');
  writeFileSync(path, typeof settings === 'string' ? settings : JSON.stringify(settings));
  return path;
};
const env = { REQUESTRY_PUBLIC_URL: 'https://requests.example.org', REQUESTRY_SMTP_URL: 'smtps://desk:p%40ss@mail.example.org', REQUESTRY_MAIL_FROM: 'Заявки <desk@example.org>', REQUESTRY_WEBHOOK_URL: 'https://erp.example.org/hook', REQUESTRY_WEBHOOK_SECRET: 'a-secret-of-more-than-24-letters' };

describe('channels of the ready host', () => {
  it('are none when nothing is said, and those of the environment', async () => {
    expect(await channelsFrom({})).toEqual({ channels: [] });
    const { channels, publicUrl } = await channelsFrom(env);
    expect([channels.map(({ name }) => name), publicUrl]).toEqual([['mail', 'webhook'], 'https://requests.example.org']);
    await expect(channelsFrom({ ...env, REQUESTRY_WEBHOOK_SECRET: '' })).rejects.toThrow('REQUESTRY_WEBHOOK_SECRET');
    await expect(channelsFrom({ ...env, REQUESTRY_MAIL_FROM: undefined })).rejects.toThrow('REQUESTRY_MAIL_FROM');
  });

  it('come from a file that names variables instead of secrets', async () => {
    const settings = { mail: { url: 'env:MAIL', from: 'desk@example.org' }, webhooks: [{ name: 'erp', url: 'https://erp.example.org/', secret: 'env:ERP' }, { name: 'chat', url: 'https://chat.example.org/', secret: 'env:ERP', allow: ['*.example.org'] }] };
    const { channels } = await channelsFrom({ MAIL: 'smtp://mail.example.org', ERP: 'a-secret-of-more-than-24-letters' }, file(settings));
    expect(channels.map(({ name }) => name)).toEqual(['mail', 'erp', 'chat']);
    await expect(channelsFrom({}, file(settings))).rejects.toThrow('MAIL');
  });

  it.each([
    ['no JSON', '{', 'not JSON'],
    ['no object', '[]', 'an object'],
    ['an unknown name', { post: {} }, '/post is not known'],
    ['no sender', { mail: { url: 'smtp://x' } }, '/mail/from must be a string'],
    ['a wrong sort', { webhooks: { url: 'x' } }, '/webhooks must be a list'],
    ['no mail server', { mail: { url: 'https://x', from: 'a@b.org' } }, 'smtp://'],
    ['no address', { publicUrl: 'requests' }, 'public address'],
  ])('are refused with the place that is wrong: %s', async (_what, settings, words) => {
    await expect(channelsFrom({}, file(settings))).rejects.toThrow(words);
  });

  it('are at work in a host that serves: mail with a link to the page', async () => {
    const mail = await localSmtp();
    const ways = await channelsFrom({ MAIL: `smtp://127.0.0.1:${mail.port}` }, file({ publicUrl: 'https://requests.example.org/', mail: { url: 'env:MAIL', from: 'desk@example.org', plain: true } }));
    served = await serve({ storage: memoryStorage(), system, userOf: (request) => request.headers.get('x-user') ?? undefined, port: 0, files: false, workInterval: 20, ...ways });
    const anna = createClient({ url: `${served.url}api`, headers: () => ({ 'x-user': 'smirnov' }) });
    const data = { subject: 'CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник' };
    const { id } = await anna.submitRequest({ kind: 'access', data, idempotencyKey: 'one' });
    await expect.poll(() => mail.received.length, { timeout: 20_000 }).toBe(1);
    expect(mail.received[0]?.raw.replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(`In-Reply-To: <request.${id}@example.org>`);
    await mail.close();
  });
});
