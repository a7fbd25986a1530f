import { describe, expect, it } from 'vitest';
import type { System } from '@requestry/model';
import { kind, post, recordedChannel, routeOf, system } from './testing/post.js';

const links = { link: (request: string) => `https://desk.example.org/#/request/${request}`, preferencesLink: 'https://desk.example.org/#/me' };
const people = (more: Readonly<Record<string, object>>): System => ({ ...system, org: { ...system.org, people: system.org.people.map((person) => ({ ...person, ...more[person.id] })) } });

describe('words of a message', () => {
  it('tell who is next that the step before is done: number, title, step, due in their zone, link (W-26, M-09, Y-26)', async () => {
    const mail = recordedChannel('mail', { address: 'email' });
    const route = routeOf('start -> a -> b -> end; a approval ivanov; b approval orlova due=P2D');
    const tokyo = { ...system.calendars[0]!, id: 'tokyo', zone: 'Asia/Tokyo' };
    const given = people({ orlova: { locale: 'en' } });
    const units = given.org.units.map((unit) => (unit.id === 'engineering' ? { ...unit, calendar: 'tokyo' } : unit));
    const office = await post([mail], { ...links, system: { ...given, kinds: [{ kind, route }], calendars: [...system.calendars, tokyo], org: { ...given.org, units } } });
    const id = await office.submit();
    await office.approve('ivanov');
    await office.runtime.work();
    const message = mail.sent.find(({ to }) => to === 'orlova');
    expect(message).toMatchObject({ address: 'orlova@example.org', locale: 'en', event: 'task-opened', group: 'tasks', request: id, by: 'ivanov', title: 'O-001 Стол' });
    expect(message?.subject).toBe('[O-001] A task for you: Утверждение · Стол');
    const [part] = message?.parts ?? [];
    expect(part?.lines.filter(({ label }) => label !== undefined && label !== 'Step')).toEqual([
      { label: 'Kind', text: 'Order' },
      { label: 'Due', text: '4 March 2026 at 16:00' },
      { label: 'From', text: 'Иванов Сергей' },
    ]);
    expect(message?.text).toContain(`Open the request: https://desk.example.org/#/request/${id}`);
    expect(message?.text).toContain('Choose what you are told: https://desk.example.org/#/me');
    expect(message?.brief.endsWith(` ${links.link(id)}`)).toBe(true);
  });

  it('tell the initiator the decision, in Russian where nothing else is known (D-33, H-03)', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    await office.submit();
    await office.approve('ivanov');
    await office.runtime.work();
    const step = mail.sent.find(({ event }) => event === 'step-completed');
    expect([step?.to, step?.subject]).toEqual(['petrova', '[O-001] Этап пройден: Согласование — Согласовать · Стол']);
    await office.approve('orlova');
    await office.runtime.work();
    expect(mail.sent.filter(({ event, to }) => event === 'request-ended' && to === 'petrova').map(({ subject }) => subject)).toEqual(['[O-001] Ваша заявка выполнена · Стол']);
  });

  it('tell a client the number under which the request is registered, though they sent it themselves (M-08)', async () => {
    const mail = recordedChannel('mail', { address: 'email' });
    const office = await post([mail], { system: { ...system, kinds: system.kinds.map((entry) => ({ ...entry, kind: { ...entry.kind, scope: 'external' as const } })) } });
    await office.submit();
    await office.runtime.work();
    expect(mail.sent.filter(({ to }) => to === 'petrova').map(({ subject, event }) => [event, subject])).toEqual([['request-registered', '[O-001] Ваша заявка зарегистрирована · Стол']]);
  });

  it('leave out values of fields that are hidden from the reader, in mail and in the application', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    const id = await office.submit({ subject: 'Стол', secret: 'hidden-value' });
    await office.runtime.as({ user: 'petrova' }).addComment({ request: id, body: '@orlova когда?', visibility: 'public', idempotencyKey: office.key() });
    await office.approve('ivanov');
    await office.runtime.work();
    expect(mail.sent.length).toBe(5);
    expect(JSON.stringify(mail.sent)).not.toContain('hidden-value');
    for (const person of ['ivanov', 'petrova', 'orlova']) expect(JSON.stringify(await office.runtime.as({ user: person }).findNotifications())).not.toContain('hidden-value');
  });

  it('show them to whom the step shows them', async () => {
    const mail = recordedChannel('mail');
    const route = routeOf('start -> a -> end; a approval ivanov').replace('</rq:step>', '<rq:access field="secret" level="read" /></rq:step>');
    const office = await post([mail], { system: { ...system, kinds: [{ kind: { ...kind, viewAccess: { '*': 'read', secret: 'hidden' } }, route }] } });
    await office.submit();
    await office.runtime.work();
    expect(mail.sent.map(({ to, title }) => [to, title])).toEqual([['ivanov', 'O-001 Стол XYZ']]);
  });

  it('tell whom a route names but who does not see the request its number and kind alone', async () => {
    const mail = recordedChannel('mail');
    const route = routeOf('start -> n -> a -> end; n notification titova; a approval ivanov');
    const office = await post([mail], { system: { ...system, kinds: [{ kind, route }] } });
    await office.submit();
    await office.runtime.work();
    expect(mail.sent.filter(({ to }) => to === 'titova').map(({ event, title }) => [event, title])).toEqual([['notice', 'O-001 Заказ']]);
    expect(JSON.stringify(mail.sent.filter(({ to }) => to === 'titova'))).not.toContain('Стол');
  });

  it('keep private comments from the initiator, and from people who may not be drawn in (O-03)', async () => {
    const mail = recordedChannel('mail');
    const closed = { ...kind, participation: { mentioned: { off: true } } };
    const office = await post([mail], { system: { ...system, kinds: system.kinds.map((entry) => ({ ...entry, kind: closed })) } });
    const id = await office.submit();
    const say = (body: string, visibility: 'public' | 'private', by = 'ivanov') => office.runtime.as({ user: by }).addComment({ request: id, body, visibility, idempotencyKey: office.key() });
    await expect(say('Сомневаюсь. @titova @nikitina', 'private')).rejects.toMatchObject({ code: 'INVALID', issues: [{ code: 'comment.mention-refused', params: { id: 'titova', reason: 'may.mentions-off' } }] });
    await say('Сомневаюсь. @nikitina', 'private');
    await office.runtime.work();
    const told = () => mail.sent.filter(({ event }) => event.startsWith('comment-')).map(({ to, parts }) => [to, parts[0]?.quote]);
    expect(told()).toEqual([['nikitina', 'Сомневаюсь. @nikitina']]);
    expect((await office.runtime.as({ user: 'petrova' }).findNotifications()).items).toEqual([]);
    expect((await office.runtime.as({ user: 'titova' }).findNotifications()).items).toEqual([]);
    mail.sent.length = 0;
    await say('Готово', 'public');
    await office.runtime.work();
    expect(told()).toEqual([['petrova', 'Готово']]);
  });

  it('are made when the message leaves: a comment that is no longer theirs to read is not told', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    const id = await office.submit();
    mail.before = () => {
      throw new Error('away');
    };
    await office.runtime.as({ user: 'petrova' }).addComment({ request: id, body: 'Прошу', visibility: 'public', idempotencyKey: office.key() });
    await office.runtime.work();
    await office.runtime.as({ user: 'petrova' }).withdrawRequest({ request: id, idempotencyKey: office.key() });
    mail.before = () => undefined;
    office.move({ minutes: 2 });
    const [comment] = await office.runtime.as({ user: 'petrova' }).findComments({ request: id });
    expect(comment?.body).toBe('Прошу');
    await office.runtime.work();
    expect(mail.sent.map(({ to, event }) => `${to} ${event}`).sort()).toEqual(['ivanov comment-added', 'ivanov task-opened']);
  });

  it('go with what is erased of a request', async () => {
    const mail = recordedChannel('mail');
    mail.before = () => {
      throw new Error('away');
    };
    const office = await post([mail], { system: { ...system, kinds: system.kinds.map((entry) => ({ ...entry, kind: { ...entry.kind, personalData: true } })) } });
    const request = await office.submit();
    await office.runtime.work();
    await office.runtime.as({ user: 'petrova' }).withdrawRequest({ request, idempotencyKey: office.key() });
    const admin = office.runtime.as({ user: 'nikitina' });
    expect((await admin.findDeliveries({ state: 'waiting' })).items.length).toBe(1);
    await admin.eraseRequest({ request, reason: 'Asked for', idempotencyKey: office.key() });
    expect((await admin.findDeliveries({ state: 'waiting' })).items).toEqual([]);
  });

  it('stay one line where they are one, and within what the channel takes', async () => {
    const sms = recordedChannel('sms', { address: 'phone', longest: 70 });
    const office = await post([sms], { link: () => 'https://d.example/1' });
    await office.submit({ subject: `Стол\r\nBcc: all@example.org ${'й'.repeat(150)}`, secret: '' });
    await office.runtime.work();
    const [message] = sms.sent;
    expect(message?.address).toBe('210');
    expect([[...(message?.brief ?? '')].length, message?.brief.endsWith('… https://d.example/1'), [...(message?.text ?? '')].length]).toEqual([70, true, 70]);
    expect(message?.subject).not.toMatch(/[\r\n]/);
  });

  it('go nowhere for people without the address that a channel needs, and who left', async () => {
    const mail = recordedChannel('mail', { address: 'email' });
    const office = await post([mail], { system: people({ ivanov: { email: ' ' } }) });
    await office.submit();
    await office.runtime.work();
    expect(mail.sent).toEqual([]);
    const admin = office.runtime.as({ user: 'nikitina' });
    expect([...(await admin.findDeliveries({ state: 'waiting' })).items, ...(await admin.findDeliveries({ state: 'dead' })).items]).toEqual([]);
  });
});
