import { RequestryError, type RecurrenceRule, type RecurrenceSettings, type RecurrenceView, type RequestSummary } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';
import { workshop } from '../workshop.js';

/** Requests that are ordered once and submitted again and again. */
export function recurringRequests({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: workshop });
  });

  /** Every working day at nine, from Tuesday on; it is Monday, ten. */
  const daily: RecurrenceRule = { every: 'day', from: '2026-03-03', onDayOff: 'skip' };
  const start = (rule: RecurrenceRule = daily, more: object = {}): Promise<RecurrenceView> => place.as('anna').startRecurrence({ kind: 'cleaning', data: { what: 'Office' }, rule, idempotencyKey: place.key(), ...more });
  const made = async (): Promise<readonly RequestSummary[]> => (await place.as('anna').findRequests({ filter: { mine: true } })).items;
  const found = async (): Promise<RecurrenceView | undefined> => (await place.as('anna').findRecurrences({})).items[0];

  async function publish(change: { readonly recurrence?: RecurrenceSettings; readonly required?: readonly string[] }): Promise<void> {
    const admin = place.as('adam');
    const { kind, route, version } = await admin.getKindDraft({ kind: 'cleaning' });
    const { recurrence: _before, ...rest } = kind;
    const next = { ...rest, ...(change.recurrence ? { recurrence: change.recurrence } : {}), form: { ...kind.form, schema: { ...kind.form.schema, ...(change.required ? { required: change.required } : {}) } } };
    const saved = await admin.saveKindDraft({ kind: next, ...(route !== undefined ? { route } : {}), expectedVersion: version });
    await admin.publishKind({ kind: 'cleaning', expectedVersion: saved.version, idempotencyKey: place.key() });
  }

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }

  describe('recurring requests', () => {
    it('submits a request each time, once, and passes over days off (S-01)', async () => {
      const recurrence = await start();
      expect([recurrence.upcoming.slice(0, 2), recurrence.state, await made()]).toEqual([['2026-03-03T06:00:00.000Z', '2026-03-04T06:00:00.000Z'], 'active', []]);
      await place.pass({ days: 1 });
      await place.runtime.work();
      const [first] = await made();
      expect([(await made()).length, first?.initiator, first?.kind]).toEqual([1, 'anna', 'cleaning']);
      expect((await place.as('anna').getRequest({ request: first?.id ?? '' })).recurrence).toEqual({ id: recurrence.id, n: 1 });
      expect((await place.as('kurt').countTasks()).mine).toBe(1);
      for (let day = 0; day < 6; day += 1) await place.pass({ days: 1 });
      expect([(await made()).length, (await found())?.made, (await found())?.next?.at]).toEqual([5, 5, '2026-03-10T06:00:00.000Z']);
    });

    it('makes up only for the last time after a silence, unless the kind says otherwise (S-01)', async () => {
      await start();
      await place.pass({ days: 10 });
      await place.runtime.work();
      expect([(await made()).length, (await found())?.last?.n, (await found())?.next?.at]).toEqual([1, 8, '2026-03-13T06:00:00.000Z']);
    });

    it('makes up for every time, or for none of a day that is over, when the kind says so (S-01)', async () => {
      await publish({ recurrence: { missed: 'all' } });
      await start();
      await place.pass({ days: 3 });
      for (let pass = 0; pass < 5; pass += 1) await place.runtime.work();
      expect((await made()).length).toBe(3);
      await publish({ recurrence: { missed: 'skip' } });
      await place.pass({ days: 3, hours: -2 });
      await place.runtime.work();
      expect([(await made()).length, (await found())?.state]).toEqual([3, 'active']);
    });

    it('ends by itself after as many times as the rule says', async () => {
      await start({ ...daily, count: 2 });
      for (let day = 0; day < 4; day += 1) await place.pass({ days: 1 });
      expect([(await made()).length, (await found())?.state, (await found())?.upcoming, (await found())?.stop.reason?.code]).toEqual([2, 'ended', [], 'recurrence.over']);
    });

    it('is stopped by whose it is or an administrator, and starts and stops once under one key', async () => {
      const key = place.key();
      const { id, version } = await start(daily, { idempotencyKey: key });
      expect((await start(daily, { idempotencyKey: key })).id).toBe(id);
      const stop = (person: string, more: object = {}) => place.as(person).stopRecurrence({ recurrence: id, idempotencyKey: place.key(), ...more });
      expect((await rejection(stop('boris'))).code).toBe('NOT_FOUND');
      expect((await rejection(stop('anna', { expectedVersion: version + 1 }))).code).toBe('CONFLICT');
      expect(await stop('anna', { comment: 'We move', expectedVersion: version })).toMatchObject({ state: 'stopped', stopped: { by: 'anna', comment: 'We move' }, upcoming: [] });
      expect((await stop('adam')).stopped?.by).toBe('anna');
      await place.pass({ days: 5 });
      expect(await made()).toEqual([]);
    });

    it('shows everybody’s to administrators only', async () => {
      await start();
      expect((await place.as('boris').findRecurrences({})).items).toEqual([]);
      expect((await rejection(place.as('boris').findRecurrences({ all: true }))).params.reason).toBe('may.administrator-only');
      expect((await place.as('adam').findRecurrences({ all: true })).items.map(({ initiatorName }) => initiatorName)).toEqual(['Anna']);
    });

    it('is for kinds that allow it, for data that may be submitted, and for rules that make sense', async () => {
      expect([(await place.as('anna').getKind({ kind: 'cleaning' })).recurring, (await place.as('anna').getKind({ kind: 'note' })).recurring]).toEqual([true, undefined]);
      expect((await rejection(start(daily, { kind: 'note' }))).params.reason).toBe('may.not-recurring');
      expect((await rejection(start(daily, { data: {} }))).issues[0]?.path).toBe('/what');
      const wrong = async (change: Partial<RecurrenceRule>) => (await rejection(start({ ...daily, ...change }))).issues.map(({ code, path }) => `${code} ${path ?? ''}`);
      expect(await wrong({ interval: 0, count: 1.5, monthDay: 40 })).toEqual(['recurrence.number /rule/interval', 'recurrence.number /rule/count', 'recurrence.number /rule/monthDay']);
      expect(await wrong({ every: 'week', weekdays: [], time: '25:00' })).toEqual(['recurrence.weekdays /rule/weekdays', 'recurrence.time /rule/time']);
      expect(await wrong({ from: '2026-02-30' })).toEqual(['recurrence.from /rule/from']);
      expect(await wrong({ from: '2026-03-01' })).toEqual(['recurrence.from /rule/from']);
      expect(await wrong({ until: '2026-03-02' })).toEqual(['recurrence.until /rule/until']);
      expect(await wrong({ every: 'week', weekdays: [7] })).toEqual(['recurrence.never /rule/every']);
    });

    it('notes what cannot be submitted, tells it and tries again the next time; stops when the kind allows it no more (S-01)', async () => {
      await start();
      await place.pass({ days: 1 });
      await publish({ recurrence: {}, required: ['what', 'sort'] });
      await place.pass({ days: 1 });
      await place.runtime.work();
      expect([(await made()).length, (await found())?.problem?.code, (await found())?.problem?.issues[0]?.path, (await found())?.state]).toEqual([1, 'INVALID', '/sort', 'active']);
      expect((await place.as('anna').findNotifications()).items.map(({ event }) => event)).toContain('recurrence-failed');
      await publish({ recurrence: {}, required: ['what'] });
      await place.pass({ days: 1 });
      expect([(await made()).length, (await found())?.problem]).toEqual([2, undefined]);
      await publish({});
      await place.pass({ days: 1 });
      expect([(await made()).length, (await found())?.state, (await found())?.problem?.code]).toEqual([2, 'stopped', 'STATE']);
    });
  });
}
