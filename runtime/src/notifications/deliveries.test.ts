import { describe, expect, it } from 'vitest';
import { RequestryError, type DeliveryState } from '@requestry/model';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import { ChannelError } from './channel.js';
import { failureOf } from './failure.js';
import { post, recordedChannel, system, type Post } from './testing/post.js';

const kept = async ({ runtime }: Post, state: DeliveryState) => (await runtime.as({ user: 'nikitina' }).findDeliveries({ state })).items;
const never = (): Promise<never> => new Promise(() => undefined);

describe('a message to each person by each channel (X-11, H-03)', () => {
  it('repeats only what was not delivered', async () => {
    const [mail, chat] = [recordedChannel('mail'), recordedChannel('chat')];
    const office = await post([mail, chat]);
    const id = await office.submit();
    const tell = (body: string) => office.runtime.as({ user: 'petrova' }).addComment({ request: id, body, visibility: 'public', idempotencyKey: office.key() });
    await tell('@ivanov @nikitina срочно');
    mail.before = ({ to, event }) => {
      if (to === 'nikitina' && event === 'comment-mentioned') throw new Error('the mail server is away');
    };
    await office.runtime.work();
    expect(chat.sent.map(({ to, event }) => `${to} ${event}`).sort()).toEqual(['ivanov comment-mentioned', 'ivanov task-opened', 'nikitina comment-mentioned']);
    expect(mail.sent.map(({ to, event }) => `${to} ${event}`).sort()).toEqual(['ivanov comment-mentioned', 'ivanov task-opened']);
    mail.before = () => undefined;
    office.move({ minutes: 2 });
    await office.runtime.work();
    expect(mail.sent.map(({ to }) => to).sort()).toEqual(['ivanov', 'ivanov', 'nikitina']);
    expect(chat.sent.length).toBe(3);
    expect(new Set([...mail.sent, ...chat.sent].map(({ key }) => key)).size).toBe(6);
  });

  it('takes whatever a channel throws, tells people in the application meanwhile and lets the request go on', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    for (const thrown of [undefined, null, 'no', 42, { code: 5 }, new ChannelError('channel.refused', 'not today')]) {
      await office.submit();
      mail.before = () => {
        throw thrown;
      };
      await office.runtime.work();
    }
    expect(mail.sent).toEqual([]);
    expect((await kept(office, 'waiting')).map(({ lastError }) => lastError?.code)).toEqual([...Array.from({ length: 5 }, () => 'channel.failed'), 'channel.refused']);
    const told = await office.runtime.as({ user: 'ivanov' }).findNotifications();
    expect(told.items.length).toBe(6);
    await office.approve('ivanov');
  });

  it('waits for a channel that hangs no longer than it may, and for nobody else because of it', async () => {
    const expire: (() => void)[] = [];
    const signals: AbortSignal[] = [];
    const wait = (_milliseconds: number, signal: AbortSignal) => new Promise<void>((resolve) => {
      expire.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
    const [mail, chat] = [recordedChannel('mail'), recordedChannel('chat')];
    mail.before = ({ to }, signal) => {
      signals.push(signal);
      return to === 'ivanov' ? never() : undefined;
    };
    const office = await post([mail, chat], { wait });
    await office.submit();
    const pass = office.runtime.work();
    await expect.poll(() => chat.sent.length).toBe(1);
    await expect.poll(() => signals.length).toBe(1);
    await office.approve('ivanov');
    const later = office.runtime.work();
    await expect.poll(() => chat.sent.map(({ to, event }) => `${to} ${event}`).sort()).toEqual(['ivanov task-opened', 'orlova task-opened', 'petrova step-completed']);
    await expect.poll(() => mail.sent.length).toBe(2);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false]);
    expire[0]?.();
    await Promise.all([pass, later]);
    expect(signals[0]?.aborted).toBe(true);
    expect(mail.sent.map(({ to }) => to).sort()).toEqual(['orlova', 'petrova']);
    expect((await kept(office, 'waiting')).map(({ to, attempts, lastError }) => [to, attempts, lastError?.code])).toEqual([['ivanov', 1, 'channel.timeout']]);
  });

  it('tries later and later, then leaves a dead letter that an administrator can send again or give up', async () => {
    const mail = recordedChannel('mail');
    mail.before = () => {
      throw new Error('550 mailbox of ivanov@example.org is full, token=abcdef0123456789');
    };
    const office = await post([mail]);
    await office.submit();
    const tries: number[] = [];
    for (const minutes of [0, 1, 5, 30, 120, 720]) {
      office.move({ minutes });
      await office.runtime.work();
      tries.push((await kept(office, 'waiting'))[0]?.attempts ?? 0);
      await office.runtime.work();
    }
    expect(tries).toEqual([1, 2, 3, 4, 5, 0]);
    const [dead] = await kept(office, 'dead');
    expect(dead).toMatchObject({ channel: 'mail', to: 'ivanov', toName: 'Иванов Сергей', attempts: 6, about: [{ event: 'task-opened', number: 'O-001' }] });
    expect(dead?.lastError?.text).toBe('550 mailbox of …@example.org is full, token=…');
    office.move({ days: 365 });
    await office.runtime.work();
    expect((await kept(office, 'dead')).length).toBe(1);
    mail.before = () => undefined;
    const admin = office.runtime.as({ user: 'nikitina' });
    const command = { delivery: dead?.id ?? '', idempotencyKey: office.key() };
    expect(await admin.retryDelivery(command)).toMatchObject({ state: 'waiting', attempts: 0 });
    await office.runtime.work();
    expect(mail.sent.map(({ key }) => key)).toEqual([dead?.id]);
    expect(await admin.retryDelivery(command)).toMatchObject({ state: 'waiting' });
    expect([...(await kept(office, 'dead')), ...(await kept(office, 'waiting'))]).toEqual([]);
    await expect(admin.dropDelivery({ delivery: dead?.id ?? '', idempotencyKey: office.key() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives up at once what trying again cannot help', async () => {
    const mail = recordedChannel('mail');
    mail.before = () => {
      throw new ChannelError('channel.address', 'This is no address', { permanent: true });
    };
    const office = await post([mail]);
    await office.submit();
    await office.runtime.work();
    const [dead] = await kept(office, 'dead');
    expect(dead).toMatchObject({ attempts: 1, lastError: { code: 'channel.address', text: 'This is no address' } });
    await office.runtime.as({ user: 'nikitina' }).dropDelivery({ delivery: dead?.id ?? '', idempotencyKey: office.key() });
    expect(await kept(office, 'dead')).toEqual([]);
  });

  it('leaves with others, ten at a time', async () => {
    const mail = recordedChannel('mail');
    let running = 0;
    let most = 0;
    mail.before = async () => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
    };
    const office = await post([mail]);
    for (let n = 0; n < 60; n += 1) await office.submit();
    const { deliveries } = await office.runtime.work();
    expect([deliveries, mail.sent.length, most <= 10]).toEqual([60, 60, true]);
    expect((await office.runtime.work()).deliveries).toBe(0);
  });

  it('leaves with the pass that was asked for after it was written, also while another is ending', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    for (let n = 0; n < 20; n += 1) {
      const before = office.runtime.work();
      for (let turn = 0; turn < n; turn += 1) await Promise.resolve();
      await office.submit();
      await office.runtime.work();
      expect(mail.sent.length).toBe(n + 1);
      await before;
    }
  });

  it('is shared by several processes: each message leaves once', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    const others = await Promise.all([office.other({}), office.other({})]);
    for (let n = 0; n < 25; n += 1) await office.submit();
    await Promise.all([office.runtime, ...others].map((runtime) => runtime.work()));
    await Promise.all([office.runtime, ...others].map((runtime) => runtime.work()));
    expect([mail.sent.length, new Set(mail.sent.map(({ key }) => key)).size]).toEqual([25, 25]);
  });

  it('comes again under the same key when a process ended before it could write that it was delivered', async () => {
    const mail = recordedChannel('mail');
    let lost = false;
    const office = await post([mail], { storage: (now) => losing(memoryStorage({ now }), () => lost && mail.sent.length > 0) });
    await office.submit();
    lost = true;
    await expect(office.runtime.work()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' } satisfies Partial<RequestryError>);
    lost = false;
    office.move({ minutes: 1 });
    await office.runtime.work();
    expect([mail.sent.length, new Set(mail.sent.map(({ key }) => key)).size]).toEqual([2, 1]);
  });

  it('reaches hundreds of people with writes of the size that the store takes', async () => {
    const mail = recordedChannel('mail');
    const storage = memoryStorage();
    const small: StorageAdapter = { ...losing(storage, () => false), capabilities: { ...storage.capabilities, maxOps: 50 } };
    const crowd = Array.from({ length: 300 }, (_, n) => ({ id: `p${n}`, name: `P ${n}`, email: `p${n}@example.org` }));
    const office = await post([mail], { storage: () => small, system: { ...system, org: { ...system.org, people: [...system.org.people, ...crowd] } } });
    const id = await office.submit();
    await small.tenant('main').commit({ ops: [{ op: 'put', collection: 'outbox', id: 'many', body: { request: id, at: '2026-03-02T07:00:00Z', attempts: 0, effects: [{ type: 'notify', to: crowd.map((person) => person.id), event: 'notice' }] }, entries: [['outbox-due', 0]] }] });
    await office.runtime.work({ count: 1000 });
    expect(mail.sent.filter(({ event }) => event === 'notice').length).toBe(300);
    expect((await office.runtime.as({ user: 'p299' }).findNotifications()).items.length).toBe(1);
  });
});

/** The same store, that cannot be reached while `away`. */
function losing(storage: StorageAdapter, away: () => boolean): StorageAdapter {
  const { capabilities } = storage;
  return {
    capabilities,
    open: () => storage.open(),
    now: () => storage.now(),
    claim: (request) => storage.claim(request),
    close: () => storage.close(),
    tenant: (id) => {
      const store = storage.tenant(id);
      const commit: typeof store.commit = async (batch) => {
        if (away()) throw new RequestryError('STORAGE_UNAVAILABLE', 'away');
        return store.commit(batch);
      };
      return { get: (keys) => store.get(keys), scan: (scan) => store.scan(scan), feed: (after, limit) => store.feed(after, limit), commit };
    },
  };
}

describe('words of a failure', () => {
  it.each([
    ['connect ECONNREFUSED smtps://bob:hunter2@mail.example.org:465/in?key=1', 'connect ECONNREFUSED smtps://mail.example.org:465'],
    ['Authorization: Bearer abc.def', 'Authorization: … …'],
    ['SMS to +7 (999) 123-45-67 was refused', 'SMS to … was refused'],
    ['line\r\nbreak', 'line break'],
  ])('leave out addresses and secrets: %s', (message, wanted) => {
    expect(failureOf(new Error(message)).text).toBe(wanted);
  });

  it('keep a code that is one, and are cut', () => {
    expect(failureOf(Object.assign(new Error('x '.repeat(500)), { code: 'ECONNRESET' }))).toMatchObject({ code: 'ECONNRESET', permanent: false });
    expect(failureOf({ code: 'a b', message: 'x '.repeat(500) })).toMatchObject({ code: 'channel.failed' });
    expect(failureOf(new Error('x '.repeat(500))).text.length).toBe(300);
  });
});
