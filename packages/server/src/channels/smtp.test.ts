import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { smtpChannel, type SmtpOptions } from '@requestry/server/channels';
import { isAddress } from './smtp.js';
import { messageIdOf, threadOf } from './mail-thread.js';
import { desk, message, signal, submit } from './testing/desk.js';
import { localSmtp, type LocalSmtp } from './testing/local-smtp.js';

const open: LocalSmtp[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function mailServer(...given: Parameters<typeof localSmtp>): Promise<LocalSmtp> {
  const server = await localSmtp(...given);
  open.push(server);
  return server;
}

const channelTo = (server: LocalSmtp, more: Partial<SmtpOptions> = {}) => smtpChannel({ host: 'localhost', port: server.port, security: 'none', from: 'desk@requests.example.org', ...more });
const header = (raw: string, name: string): string | undefined => new RegExp(`^${name}:(.*(?:\r\n[ \t].*)*)`, 'im').exec(raw)?.[1]?.replace(/\r\n\s+/g, ' ').trim();
/** Words of headers, and parts of the body in the order of the mail. */
const words = (encoded = ''): string => encoded.replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_all, sort: string, text: string) => (sort.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : unquoted(text.replaceAll('_', ' '))).toString());
const unquoted = (text: string): Buffer => Buffer.from(text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
const bodies = (raw: string): readonly string[] =>
  [...raw.matchAll(/Content-Type: text\/\w+;[^]*?Content-Transfer-Encoding: ([\w-]+)\r\n(?:[\w-]+:.*\r\n)*\r\n([^]*?)\r\n--/g)].map(([, encoding, body = '']) => (encoding === 'base64' ? Buffer.from(body, 'base64') : encoding === 'quoted-printable' ? unquoted(body) : Buffer.from(body)).toString());

describe('mail by SMTP (H-03, M-08, Y-26)', () => {
  it('arrives once, as text and plain HTML, in the language of the person, in the thread of its request', async () => {
    const server = await mailServer();
    const place = await desk(channelTo(server, { fromName: 'Заявки' }));
    const id = await submit(place, 'Доступ <b>к CRM</b>');
    await place.pass({ minutes: 1 });
    await place.pass({ minutes: 10 });
    const [mail] = server.received;
    expect([server.received.length, mail?.from, mail?.to]).toEqual([1, 'desk@requests.example.org', 'ivanov@example.org']);
    const raw = mail?.raw ?? '';
    expect(words(header(raw, 'Subject'))).toMatch(/^\[.+\] Вам задание: .+ · Доступ <b>к CRM<\/b>$/);
    expect([words(header(raw, 'From')), words(header(raw, 'To'))]).toEqual(['Заявки <desk@requests.example.org>', 'Иванов Сергей <ivanov@example.org>']);
    expect([header(raw, 'Auto-Submitted'), header(raw, 'Content-Language'), header(raw, 'List-Unsubscribe')]).toEqual(['auto-generated', 'ru', '<https://desk.example.org/#/me>']);
    expect([header(raw, 'References'), header(raw, 'In-Reply-To')]).toEqual([`<request.${id}@requests.example.org>`, `<request.${id}@requests.example.org>`]);
    expect(header(raw, 'Message-ID')).toMatch(/^<\w+\.[\w.-]+@requestry>$/);
    const [text = '', html = ''] = bodies(raw);
    expect(text).toContain(`Открыть заявку: https://desk.example.org/#/request/${id}`);
    expect(html).toContain('Доступ &lt;b&gt;к CRM&lt;/b&gt;');
    expect(html).toContain(`<a href="https://desk.example.org/#/request/${id}">Открыть заявку</a>`);
    expect(html).not.toContain('<b>');
  });

  it.each([
    ['for a while', 'RCPT', '451 try later anna@example.org'],
    ['for good', 'RCPT', '550 no such user'],
    ['after the data', 'END', '452 no room'],
    ['at once', 'EHLO', '421 not now'],
    ['without a word', 'DATA', 'drop'],
  ] as const)('is tried again when the server refuses %s, and arrives', async (_when, verb, answer) => {
    const server = await mailServer();
    server.answer = (heard) => (heard === verb || (verb === 'EHLO' && heard === 'HELO') ? answer : undefined);
    const place = await desk(channelTo(server));
    await submit(place);
    await place.pass({ minutes: 1 });
    const [waiting] = (await place.as('nikitina').findDeliveries({ state: 'waiting' })).items;
    expect([server.received.length, waiting?.attempts]).toEqual([0, 1]);
    expect(waiting?.lastError?.code).toMatch(/^smtp\./);
    expect(waiting?.lastError?.text).not.toContain('anna');
    server.answer = () => undefined;
    await place.pass({ minutes: 2 });
    expect(server.received.map(({ to }) => to)).toEqual(['ivanov@example.org']);
    expect((await place.as('nikitina').findDeliveries({ state: 'waiting' })).items).toEqual([]);
  });

  it('is a dead letter after the last attempt, and leaves by hand when the server is well', async () => {
    const server = await mailServer();
    server.answer = (verb) => (verb === 'MAIL' ? '550 go away' : undefined);
    const place = await desk(channelTo(server));
    await submit(place);
    for (const minutes of [0, 1, 5, 30, 120, 720]) await place.pass({ minutes });
    const [dead] = (await place.as('nikitina').findDeliveries({ state: 'dead' })).items;
    expect([dead?.attempts, dead?.lastError?.text]).toEqual([6, 'The mail server answered 550 go away']);
    server.answer = () => undefined;
    await place.as('nikitina').retryDelivery({ delivery: dead?.id ?? '', idempotencyKey: place.key() });
    await place.pass({ minutes: 1 });
    expect(server.received.length).toBe(1);
  });

  it('has the id that the message gives it, when that is one', async () => {
    const server = await mailServer();
    await channelTo(server).deliver(message({ letterId: '<abc.r1-0@requestry>' }), { signal: signal() });
    await channelTo(server).deliver(message({ letterId: '<abc@x>\r\nBcc: all@example.org' }), { signal: signal() });
    expect(server.received.map(({ raw }) => header(raw, 'Message-ID'))).toEqual(['<abc.r1-0@requestry>', messageIdOf('mail:r1:0:0:anna', 'r1', 'requests.example.org')]);
    expect(server.received.map(({ raw }) => header(raw, 'References'))).toEqual([threadOf('r1', 'requests.example.org'), threadOf('r1', 'requests.example.org')]);
  });

  it('says who sends it, and keeps the password to itself when that is refused', async () => {
    const server = await mailServer({ login: { user: 'desk', pass: 'right-password' } });
    await channelTo(server, { auth: { user: 'desk', pass: 'right-password' } }).deliver(message(), { signal: signal() });
    expect(server.received.map(({ user }) => user)).toEqual(['desk']);
    const place = await desk(channelTo(server, { auth: { user: 'desk', pass: 'wrong-password-of-many-letters' } }));
    await submit(place);
    await place.pass({ minutes: 1 });
    const [waiting] = (await place.as('nikitina').findDeliveries({ state: 'waiting' })).items;
    expect(waiting?.lastError?.code).toBe('smtp.EAUTH');
    expect(JSON.stringify(waiting)).not.toContain('wrong-password');
  });

  it('ends with the signal when the server hangs', async () => {
    const server = await mailServer();
    const controller = new AbortController();
    const reached = new Promise<void>((resolve) => {
      server.answer = (verb) => {
        if (verb !== 'DATA') return undefined;
        resolve();
        return 'hang';
      };
    });
    const delivered = channelTo(server).deliver(message(), { signal: controller.signal });
    await reached;
    controller.abort(new Error('too long'));
    await expect(delivered).rejects.toThrow('too long');
  });

  it('goes to plain addresses only, and from one', async () => {
    const server = await mailServer();
    for (const address of ['', 'anna', 'anna@example.org, all@example.org', 'anna@example.org\r\nBcc: all@example.org', '<anna@example.org>', 'a..b@example.org', 'anna@-x.org', `${'a'.repeat(65)}@example.org`]) {
      expect(isAddress(address)).toBe(false);
      await expect(channelTo(server).deliver(message({ address }), { signal: signal() })).rejects.toMatchObject({ code: 'smtp.address', permanent: true });
    }
    for (const address of ['anna@example.org', "o'hara+x@mail.example.org", 'анна@пример.рф', 'root@localhost']) expect(isAddress(address)).toBe(true);
    expect(server.received).toEqual([]);
    expect(() => channelTo(server, { from: 'Desk <desk@example.org>' })).toThrow('sender');
  });

  it('cannot be given headers by what people write', async () => {
    const server = await mailServer();
    const place = await desk(channelTo(server));
    await submit(place, 'x\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>');
    await place.pass({ minutes: 1 });
    const raw = server.received[0]?.raw ?? '';
    expect(header(raw, 'Bcc')).toBeUndefined();
    expect(bodies(raw)[1]).not.toContain('<script');
    await channelTo(server).deliver(message({ parts: [{ heading: '"><img src=x>', lines: [], link: { title: 'x', url: 'javascript:alert(1)' } }] }), { signal: signal() });
    expect(bodies(server.received[1]?.raw ?? '')[1]).not.toMatch(/<img|javascript:/);
  });

  it('tells nothing to a server that offers no encryption, unless told to', async () => {
    const server = await mailServer();
    await expect(channelTo(server, { security: 'starttls' }).deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'smtp.ETLS' });
    expect(server.received).toEqual([]);
  });

  it('is encrypted by a certificate that is known, and refused by any other', async () => {
    const { key, cert } = certificate();
    const server = await mailServer({ secure: createSecureContext({ key, cert }) });
    await channelTo(server, { security: 'starttls', ca: cert }).deliver(message(), { signal: signal() });
    expect(server.received.map(({ encrypted }) => encrypted)).toEqual([true]);
    await expect(channelTo(server, { security: 'starttls' }).deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'smtp.ESOCKET', message: expect.stringContaining('self-signed') as string });
    expect(server.received.length).toBe(1);
  });
});

function certificate(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'requestry-smtp-'));
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', join(folder, 'key'), '-out', join(folder, 'cert'), '-days', '2'], { stdio: 'ignore' });
    return { key: readFileSync(join(folder, 'key'), 'utf8'), cert: readFileSync(join(folder, 'cert'), 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('threads of mail', () => {
  it('are told apart by their requests, in characters that every message id takes', () => {
    const ids = ['id000001', 'a.b/c:d=e', 'a.b/c:d-e', 'заявка 1', 'x'.repeat(60)];
    const threads = ids.map((id) => threadOf(id, 'd'));
    expect(new Set(threads).size).toBe(ids.length);
    for (const thread of threads) expect(thread).toMatch(/^<[\w.=-]+@d>$/);
    expect(messageIdOf('a', 'r', 'd')).not.toBe(messageIdOf('b', 'r', 'd'));
  });
});
