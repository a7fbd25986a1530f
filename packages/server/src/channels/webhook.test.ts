import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { smsChannel, verifyWebhook, webhookChannel, webhookFollowUps, type WebhookOptions } from '@requestry/server/channels';
import { isPublicAddress } from './public-address.js';
import { desk, message, signal, submit } from './testing/desk.js';

const secret = 'a-secret-of-more-than-24-letters';

interface Receiver {
  readonly port: number;
  readonly calls: { readonly path: string; readonly headers: Headers; readonly body: string }[];
  /** What it answers: a status, a place to go to, or nothing at all. */
  answer: () => { readonly status: number; readonly location?: string; readonly body?: string } | 'hang';
}

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function receiver(): Promise<Receiver> {
  const here: Omit<Receiver, 'port'> = { calls: [], answer: () => ({ status: 204 }) };
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      here.calls.push({ path: request.url ?? '', headers: new Headers(request.headers as Record<string, string>), body });
      const told = here.answer();
      if (told === 'hang') return;
      response.writeHead(told.status, told.location === undefined ? {} : { location: told.location }).end(told.body);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(here, { port: (server.address() as AddressInfo).port });
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}

const to = ({ port }: Receiver, more: Partial<WebhookOptions> = {}) => webhookChannel({ url: `http://localhost:${port}/requests`, secret, allow: ['localhost'], allowPrivate: true, ...more });

describe('a webhook of follow-ups', () => {
  it('posts what follows a decision, signed, under its key, and says when it was not taken (Y-09)', async () => {
    const host = await receiver();
    const tell = webhookFollowUps({ url: `http://localhost:${host.port}/follow`, secret, allow: ['localhost'], allowPrivate: true });
    const told = { key: 'r1:3:follow-up:deal', message: 'prepare', tenant: 'main', request: 'r1', kind: 'offer', decision: { directory: 'verdicts', type: 'to-work', title: 'To work', by: 'clerk', at: '2026-03-02T07:00:00.000Z' }, data: { what: 'lathe' } };
    await tell(told, signal());
    const [{ headers, body }] = host.calls as [Receiver['calls'][number]];
    expect(JSON.parse(body)).toEqual({ type: 'follow-up', timestamp: told.decision.at, data: told });
    expect([headers.get('idempotency-key'), verifyWebhook({ secret, headers, body })]).toEqual([told.key, true]);
    host.answer = () => ({ status: 503 });
    await expect(tell(told, signal())).rejects.toMatchObject({ code: 'webhook.status' });
  });
});

describe('a webhook', () => {
  it('is called once with a body whose signature holds, and with the key of the message', async () => {
    const host = await receiver();
    const place = await desk(to(host, { clock: () => place.now() }));
    const id = await submit(place);
    await place.pass({ minutes: 1 });
    await place.pass({ minutes: 10 });
    expect(host.calls.length).toBe(1);
    const [{ path, headers, body }] = host.calls as [Receiver['calls'][number]];
    expect([path, headers.get('content-type'), headers.get('idempotency-key')]).toEqual(['/requests', 'application/json', headers.get('webhook-id')]);
    const sent = JSON.parse(body) as { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
    expect([sent.type, sent.data.to, sent.data.request, sent.data.link]).toEqual(['task-opened', 'ivanov', id, `https://desk.example.org/#/request/${id}`]);
    expect(body).not.toContain('@example.org');
    const now = place.now() - 10 * 60_000;
    expect(verifyWebhook({ secret, headers, body, now })).toBe(true);
    expect(verifyWebhook({ secret, headers, body: body.replace('ivanov', 'petrova'), now })).toBe(false);
    expect(verifyWebhook({ secret: `${secret}x`, headers, body, now })).toBe(false);
    expect(verifyWebhook({ secret, headers, body, now: now + 6 * 60_000 })).toBe(false);
    expect(verifyWebhook({ secret, headers: new Headers(), body, now })).toBe(false);
  });

  it('signs as Standard Webhooks has it', async () => {
    const host = await receiver();
    const clock = () => 1_614_265_330_000;
    await to(host, { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', clock }).deliver(message({ key: 'msg_p5jXN8AQM9LWM0D4loKWxJek' }), { signal: signal() });
    const { createHmac } = await import('node:crypto');
    const [{ headers, body }] = host.calls as [Receiver['calls'][number]];
    const wanted = createHmac('sha256', Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')).update(`msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.${body}`).digest('base64');
    expect([headers.get('webhook-timestamp'), headers.get('webhook-signature')]).toEqual(['1614265330', `v1,${wanted}`]);
  });

  it.each([404, 429, 500, 503])('is called again under the same key after %i', async (status) => {
    const host = await receiver();
    host.answer = () => ({ status });
    const place = await desk(to(host));
    await submit(place);
    await place.pass({ minutes: 1 });
    expect((await place.as('nikitina').findDeliveries({ state: 'waiting' })).items[0]?.lastError).toMatchObject({ code: 'webhook.status', text: `The receiver answered ${status}` });
    host.answer = () => ({ status: 200, body: 'x'.repeat(200_000) });
    await place.pass({ minutes: 2 });
    await place.pass({ minutes: 20 });
    expect(host.calls.length).toBe(2);
    expect(new Set(host.calls.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  });

  it('is given up after the last attempt and called by hand', async () => {
    const host = await receiver();
    host.answer = () => ({ status: 500 });
    const place = await desk(to(host));
    await submit(place);
    for (const minutes of [0, 1, 5, 30, 120, 720, 60]) await place.pass({ minutes });
    expect(host.calls.length).toBe(6);
    const [dead] = (await place.as('nikitina').findDeliveries({ state: 'dead' })).items;
    host.answer = () => ({ status: 200 });
    await place.as('nikitina').retryDelivery({ delivery: dead?.id ?? '', idempotencyKey: place.key() });
    await place.pass({ minutes: 1 });
    expect(host.calls.length).toBe(7);
    expect((await place.as('nikitina').findDeliveries({ state: 'dead' })).items).toEqual([]);
  });

  it('does not follow a redirect', async () => {
    const [host, elsewhere] = [await receiver(), await receiver()];
    host.answer = () => ({ status: 307, location: `http://localhost:${elsewhere.port}/` });
    await expect(to(host).deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'webhook.redirect' });
    expect(elsewhere.calls).toEqual([]);
  });

  it('reaches no private address, by number or by name, however it is written', async () => {
    const host = await receiver();
    for (const address of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '10.1.2.3', '169.254.169.254']) {
      const hostname = new URL(`https://${address}/`).hostname;
      const channel = webhookChannel({ url: `https://${address}:${host.port}/`, secret, allow: [hostname] });
      await expect(channel.deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'webhook.private', permanent: true });
    }
    const named = webhookChannel({ url: `https://hooks.example.org:${host.port}/`, secret, allow: ['*.example.org'], resolve: () => Promise.resolve([{ address: '93.184.216.34', family: 4 }, { address: '127.0.0.1', family: 4 }]) });
    await expect(named.deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'webhook.private' });
    const local = webhookChannel({ url: `https://localhost:${host.port}/`, secret, allow: ['localhost'] });
    await expect(local.deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'webhook.private' });
    expect(host.calls).toEqual([]);
  });

  it.each([
    ['93.184.216.34', true], ['2606:2800:220:1::1', true], ['100.64.1.1', false], ['172.31.255.255', false], ['172.32.0.1', true], ['192.168.1.1', false], ['0.0.0.0', false], ['224.0.0.1', false], ['255.255.255.255', false],
    ['::', false], ['::1', false], ['fe80::1', false], ['fc00::1', false], ['::ffff:10.0.0.1', false], ['64:ff9b::a00:1', false], ['2002:7f00:1::', false], ['2001::1', false], ['fe80::1%eth0', false], ['not one', false],
  ])('tells private addresses from public ones: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });

  it('is refused from the start when it cannot be right', () => {
    const make = (more: Partial<WebhookOptions>) => () => webhookChannel({ url: 'https://hooks.example.org/x', secret, allow: ['hooks.example.org'], ...more });
    expect(make({})).not.toThrow();
    expect(make({ allow: ['*.example.org'] })).not.toThrow();
    for (const more of [{ url: 'nowhere' }, { url: 'http://hooks.example.org/' }, { url: 'ftp://hooks.example.org/' }, { url: 'https://a:b@hooks.example.org/' }, { allow: [] }, { allow: ['example.org'] }, { allow: ['*.hooks.example.org'] }, { url: 'https://evilexample.org/', allow: ['*.example.org'] }, { secret: 'short' }]) expect(make(more)).toThrow();
  });

  it('ends in time when the receiver hangs, and with the signal', async () => {
    const host = await receiver();
    host.answer = () => 'hang';
    await expect(to(host, { timeout: 30 }).deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'webhook.timeout' });
    const controller = new AbortController();
    const delivered = to(host).deliver(message(), { signal: controller.signal });
    await expect.poll(() => host.calls.length).toBe(2);
    controller.abort();
    await expect(delivered).rejects.toMatchObject({ code: 'webhook.timeout' });
  });

  it('says in words without the address why nobody answers', async () => {
    const host = await receiver();
    open.at(-1)?.close();
    const channel = to({ ...host, port: 1 });
    await expect(channel.deliver(message(), { signal: signal() })).rejects.toMatchObject({ code: 'webhook.ECONNREFUSED', message: 'The receiver could not be reached' });
    await expect(to(host).deliver(message({ text: 'x'.repeat(300_000) }), { signal: signal() })).rejects.toMatchObject({ code: 'webhook.size' });
  });
});

describe('short messages (H-03, O-03)', () => {
  /** What an operator’s interface usually takes: one request for each text, by a reference that it remembers. */
  const gateway = (sent: object[]) => ({
    send: async (sms: { readonly to: string; readonly text: string; readonly key: string }) => void sent.push({ recipient: sms.to, message: sms.text, reference: sms.key }),
  });

  it('go to the phones of those who switched them on, one line with a link', async () => {
    const sent: { readonly recipient: string; readonly message: string }[] = [];
    const place = await desk(smsChannel(gateway(sent), { longest: 120 }));
    const id = await submit(place);
    await place.pass({ minutes: 1 });
    expect(sent).toEqual([]);
    await place.as('ivanov').savePreferences({ preferences: { events: { comments: { sms: true } } }, idempotencyKey: place.key() });
    await place.as('smirnov').addComment({ request: id, body: 'Когда?', visibility: 'public', idempotencyKey: place.key() });
    await place.pass({ minutes: 1 });
    expect(sent.map(({ recipient }) => recipient)).toEqual(['210']);
    expect(sent[0]?.message).toMatch(new RegExp(`Новый комментарий · Доступ к CRM https://desk\\.example\\.org/#/request/${id}$`));
  });

  it('are not sent to what is no number', async () => {
    const sent: object[] = [];
    const deliver = async (address: string) => smsChannel(gateway(sent)).deliver(message({ address }), { signal: signal() });
    await deliver('+7 (999) 123-45-67');
    expect(sent).toMatchObject([{ recipient: '+79991234567' }]);
    await expect(deliver('по запросу')).rejects.toMatchObject({ code: 'sms.number', permanent: true });
  });
});
