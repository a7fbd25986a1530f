import { RequestryError, type JsonObject } from '@requestry/model';
import { system } from '@requestry/templates/internal';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

const access: JsonObject = { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };

/** What people choose to be told, and what becomes of messages that do not arrive. */
export function messagesToPeople({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  let away = false;
  let sent: string[] = [];
  beforeEach(async () => {
    [away, sent] = [false, []];
    const deliver = async ({ to, event }: { readonly to: string; readonly event: string }): Promise<void> => {
      if (away) throw new Error('the mail server is away');
      sent.push(`${to} ${event}`);
    };
    place = await open({ system, messages: { channels: [{ name: 'mail', title: { ru: 'Почта', en: 'Mail' }, address: 'email', deliver }] } });
  });

  const submit = () => place.as('smirnov').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() });

  async function codeOf(promise: Promise<unknown>): Promise<string> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    return error instanceof RequestryError ? error.code : String(error);
  }

  describe('messages to people', () => {
    it('lets each person choose what reaches them by which channel and when (M-09, X-11)', async () => {
      const ivanov = place.as('ivanov');
      const before = await ivanov.getPreferences();
      expect(before).toMatchObject({ channels: [{ name: 'mail', address: 'ivanov@example.org', reachable: true }], saved: {}, digest: { every: 'event' }, version: 0 });
      expect(before.events.tasks).toEqual({ mail: true });
      const command = { preferences: { events: { tasks: { mail: false } }, quiet: { from: 22, to: 8 } }, expectedVersion: 0, idempotencyKey: place.key() };
      const after = await ivanov.savePreferences(command);
      expect([after.version, after.events.tasks, after.events.comments, after.quiet]).toEqual([1, { mail: false }, { mail: true }, { from: 22, to: 8 }]);
      expect(await ivanov.savePreferences(command)).toEqual(after);
      expect(await codeOf(ivanov.savePreferences({ ...command, idempotencyKey: place.key() }))).toBe('CONFLICT');
      await submit();
      await place.pass({ minutes: 1 });
      expect(sent).toEqual([]);
      expect((await ivanov.findNotifications()).items.map(({ event }) => event)).toEqual(['task-opened']);
    });

    it('lets administrators set those of others and of the organisation, and nobody else', async () => {
      const admin = place.as('nikitina');
      await admin.savePreferences({ defaults: true, preferences: { digest: { every: 'day', hour: 9 } }, idempotencyKey: place.key() });
      await admin.savePreferences({ person: 'ivanov', preferences: { quiet: null }, idempotencyKey: place.key() });
      expect((await place.as('ivanov').getPreferences()).digest).toEqual({ every: 'day', hour: 9 });
      expect((await admin.getPreferences({ person: 'ivanov' })).saved).toEqual({ events: {}, quiet: null });
      expect(await codeOf(place.as('ivanov').getPreferences({ person: 'smirnov' }))).toBe('FORBIDDEN');
      expect(await codeOf(place.as('ivanov').savePreferences({ defaults: true, preferences: {}, idempotencyKey: place.key() }))).toBe('FORBIDDEN');
      expect(await codeOf(admin.getPreferences({ person: 'nobody' }))).toBe('NOT_FOUND');
    });

    it('refuses channels, hours and groups that do not exist, with their places', async () => {
      const wrong = { events: { tasks: { pigeon: true } }, digest: { every: 'week', hour: 24 }, quiet: { from: 8, to: 8 } } as const;
      const error = await place.as('ivanov').savePreferences({ preferences: wrong, idempotencyKey: place.key() }).catch((reason: unknown) => reason as RequestryError);
      expect(error).toMatchObject({ code: 'INVALID', issues: [{ path: '/events/tasks/pigeon' }, { path: '/digest/hour' }, { path: '/quiet/to' }] });
    });

    it('keeps what did not arrive for administrators to see, send again or give up (H-03)', async () => {
      away = true;
      await submit();
      await submit();
      for (const minutes of [0, 1, 5, 30, 120, 720]) await place.pass({ minutes });
      const admin = place.as('nikitina');
      const first = await admin.findDeliveries({ state: 'dead', limit: 1 });
      const rest = await admin.findDeliveries({ state: 'dead', ...(first.next !== undefined ? { after: first.next } : {}) });
      const [dead, other] = [...first.items, ...rest.items];
      expect(dead).toMatchObject({ channel: 'mail', to: 'ivanov', toName: 'Иванов Сергей', state: 'dead', attempts: 6, lastError: { text: 'the mail server is away' } });
      away = false;
      const command = { delivery: dead?.id ?? '', idempotencyKey: place.key() };
      expect(await admin.retryDelivery(command)).toMatchObject({ state: 'waiting', attempts: 0 });
      await place.pass({ minutes: 1 });
      expect(await admin.retryDelivery(command)).toMatchObject({ state: 'waiting' });
      const drop = { delivery: other?.id ?? '', idempotencyKey: place.key() };
      await admin.dropDelivery(drop);
      await admin.dropDelivery(drop);
      await place.pass({ minutes: 1 });
      expect(sent).toEqual(['ivanov task-opened']);
      expect((await admin.findDeliveries({ state: 'dead' })).items).toEqual([]);
    });

    it('shows messages of others to administrators only', async () => {
      for (const person of ['smirnov', 'gromov']) {
        expect(await codeOf(place.as(person).findDeliveries({ state: 'dead' }))).toBe('FORBIDDEN');
        expect(await codeOf(place.as(person).retryDelivery({ delivery: 'mail:x', idempotencyKey: place.key() }))).toBe('FORBIDDEN');
        expect(await codeOf(place.as(person).dropDelivery({ delivery: 'mail:x', idempotencyKey: place.key() }))).toBe('FORBIDDEN');
      }
    });
  });
}
