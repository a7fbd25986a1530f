import { describe, expect, it } from 'vitest';
import type { Calendar, Preferences } from '@requestry/model';
import { afterQuiet, digestAfter } from './moments.js';
import { post, recordedChannel, system, type Post } from './testing/post.js';

const moscow = system.calendars[0] as Calendar;
const berlin: Calendar = { ...moscow, id: 'berlin', zone: 'Europe/Berlin', holidays: [] };
const at = (text: string): number => Date.parse(text);
const iso = (moment: number): string => new Date(moment).toISOString();

describe('moments at which messages leave', () => {
  it.each([
    ['by day', { from: 9, to: 18 }, '2026-03-02T10:00:00+03:00', '2026-03-02T18:00:00+03:00'],
    ['before midnight', { from: 22, to: 8 }, '2026-03-02T23:30:00+03:00', '2026-03-03T08:00:00+03:00'],
    ['after midnight', { from: 22, to: 8 }, '2026-03-03T00:30:00+03:00', '2026-03-03T08:00:00+03:00'],
    ['not in them', { from: 22, to: 8 }, '2026-03-03T08:00:00+03:00', '2026-03-03T08:00:00+03:00'],
  ])('quiet hours end on the person’s clock: %s', (_when, quiet, now, wanted) => {
    expect(iso(afterQuiet(quiet, moscow, at(now)))).toBe(iso(at(wanted)));
  });

  it('the night on which clocks change is as quiet', () => {
    expect(iso(afterQuiet({ from: 22, to: 8 }, berlin, at('2026-03-28T23:00:00+01:00')))).toBe('2026-03-29T06:00:00.000Z');
    expect(iso(afterQuiet({ from: 1, to: 2 }, berlin, at('2026-03-29T01:30:00+01:00')))).toBe('2026-03-29T01:00:00.000Z');
  });

  it.each([
    ['day', '2026-03-02T08:59:00+03:00', '2026-03-02T09:00:00+03:00'],
    ['day', '2026-03-02T09:00:00+03:00', '2026-03-03T09:00:00+03:00'],
    ['day', '2026-03-06T10:00:00+03:00', '2026-03-09T09:00:00+03:00'],
    ['day', '2026-01-01T10:00:00+03:00', '2026-01-09T09:00:00+03:00'],
    ['week', '2026-03-02T08:00:00+03:00', '2026-03-02T09:00:00+03:00'],
    ['week', '2026-03-02T09:00:00+03:00', '2026-03-09T09:00:00+03:00'],
    ['week', '2026-02-20T09:00:00+03:00', '2026-02-24T09:00:00+03:00'],
  ] as const)('a digest every %s after %s leaves at %s, on a working day', (every, now, wanted) => {
    expect(iso(digestAfter({ every, hour: 9 }, moscow, at(now)))).toBe(iso(at(wanted)));
  });

  it('a calendar without work has digests all the same', () => {
    const none = { ...moscow, week: [[], [], [], [], [], [], []] };
    expect(iso(digestAfter({ every: 'day', hour: 9 }, none, at('2026-03-07T10:00:00+03:00')))).toBe('2026-03-08T06:00:00.000Z');
  });
});

const save = ({ runtime, key }: Post, person: string, preferences: Preferences, defaults = false) => runtime.as({ user: person }).savePreferences({ preferences, ...(defaults ? { defaults } : {}), idempotencyKey: key() });

describe('what people choose (M-09)', () => {
  it('decides by channel what reaches them; the application tells them all', async () => {
    const [mail, chat] = [recordedChannel('mail'), recordedChannel('chat')];
    const office = await post([mail, chat]);
    await save(office, 'ivanov', { events: { tasks: { mail: false } } });
    await office.submit();
    await office.runtime.work();
    expect([mail.sent.length, chat.sent.length]).toEqual([0, 1]);
    expect((await office.runtime.as({ user: 'ivanov' }).findNotifications()).items.length).toBe(1);
  });

  it('goes before what the organisation has, and that before what is usual', async () => {
    const [mail, sms] = [recordedChannel('mail'), recordedChannel('sms', { optIn: true })];
    const office = await post([mail, sms]);
    await office.submit();
    await office.runtime.work();
    expect([mail.sent.length, sms.sent.length]).toEqual([1, 0]);
    await save(office, 'nikitina', { events: { tasks: { mail: false, sms: true } } }, true);
    await office.submit();
    await office.runtime.work();
    expect([mail.sent.length, sms.sent.length]).toEqual([1, 1]);
    await save(office, 'ivanov', { events: { tasks: { sms: false } } });
    await office.submit();
    await office.runtime.work();
    expect([mail.sent.length, sms.sent.length]).toEqual([1, 1]);
  });

  it('holds messages over the quiet hours, also those that are tried again', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    await save(office, 'ivanov', { quiet: { from: 20, to: 8 } });
    office.move({ hours: 11 });
    await office.submit();
    await office.runtime.work();
    office.move({ hours: 10 });
    await office.runtime.work();
    expect(mail.sent.length).toBe(0);
    mail.before = () => {
      throw new Error('away');
    };
    office.move({ hours: 12, minutes: 59 });
    await office.runtime.work();
    mail.before = () => undefined;
    office.move({ minutes: 2 });
    await office.runtime.work();
    expect(mail.sent.length).toBe(0);
    office.move({ hours: 12 });
    await office.runtime.work();
    expect(mail.sent.length).toBe(1);
  });
});

describe('a digest', () => {
  const daily: Preferences = { digest: { every: 'day', hour: 18 } };

  it('tells everything of its period once, by request, also with several processes at work', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    const other = await office.other({});
    await save(office, 'ivanov', daily);
    const first = await office.submit({ subject: 'Стол', secret: '' });
    await office.submit({ subject: 'Стул', secret: '' });
    await office.runtime.as({ user: 'petrova' }).addComment({ request: first, body: 'Срочно', visibility: 'public', idempotencyKey: office.key() });
    await office.runtime.work();
    expect(mail.sent).toEqual([]);
    expect((await office.runtime.as({ user: 'nikitina' }).findDeliveries({ state: 'held' })).items.length).toBe(3);
    office.move({ hours: 8 });
    await Promise.all([office.runtime.work(), other.work()]);
    await Promise.all([office.runtime.work(), other.work()]);
    expect(mail.sent.map(({ event, subject, parts }) => [event, subject, parts.map(({ heading }) => heading)])).toEqual([['digest', '3 сообщения по вашим заявкам и заданиям', ['O-001 Стол', 'O-002 Стул']]]);
    expect(mail.sent[0]?.parts[0]?.lines.map(({ text }) => text).at(-1)).toBe('Срочно');
    office.move({ days: 1 });
    await office.runtime.work();
    expect(mail.sent.length).toBe(1);
  });

  it('is one for all periods that were missed', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    await save(office, 'ivanov', daily);
    for (let day = 0; day < 3; day += 1) {
      await office.submit();
      await office.runtime.work({ count: 1 });
      office.move({ hours: 2 });
    }
    office.move({ days: 9 });
    await office.submit();
    await office.runtime.work();
    expect(mail.sent.map(({ event, parts }) => [event, parts.length])).toEqual([['digest', 3]]);
    office.move({ days: 1 });
    await office.runtime.work();
    expect(mail.sent.map(({ event }) => event)).toEqual(['digest', 'task-opened']);
  });

  it('that fails is tried again as the same one', async () => {
    const mail = recordedChannel('mail');
    const office = await post([mail]);
    await save(office, 'ivanov', daily);
    await office.submit();
    await office.submit();
    const keys: string[] = [];
    mail.before = ({ key }) => {
      keys.push(key);
      if (keys.length === 1) throw new Error('away');
    };
    await office.runtime.work();
    office.move({ hours: 8 });
    await office.runtime.work();
    office.move({ minutes: 2 });
    await office.runtime.work();
    expect([mail.sent.length, keys.length, new Set(keys).size]).toEqual([1, 2, 1]);
  });
});
