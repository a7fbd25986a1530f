import { RequestryError, type PaymentInput, type RequestView, type UsageInput } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import { depot } from '../depot.js';
import type { Office } from '../office.js';

/** What work takes, and what is paid for it. */
export function resourcesAndPayments({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  let id: string;
  const submit = (person = 'anna'): Promise<RequestView> => place.as(person).submitRequest({ kind: 'job', data: { client: 'rose', hours: 8, parts: [{ item: 'drill', count: 2 }, { item: 'drill', count: 1 }] }, idempotencyKey: place.key() });
  const decide = async (person: string): Promise<RequestView> => {
    const [task] = (await place.as(person).getRequest({ request: id })).tasks;
    return place.as(person).completeTask({ task: task?.id ?? '', outcome: task?.outcomes[0]?.id ?? '', idempotencyKey: place.key() });
  };
  beforeEach(async () => {
    place = await open({ system: depot });
    id = (await submit()).id;
    await decide('clerk1');
  });

  const use = (person: string, ...lines: readonly UsageInput[]): Promise<RequestView> => place.as(person).addUsage({ request: id, lines, idempotencyKey: place.key() });
  const pay = (person: string, ...payments: readonly PaymentInput[]): Promise<RequestView> => place.as(person).addPayments({ request: id, payments, idempotencyKey: place.key() });
  const planned = (amount: string, date: string, currency = 'RUB'): PaymentInput => ({ state: 'planned', amount, currency, date });
  const made = (amount: string, date: string, more: Partial<PaymentInput> = {}): PaymentInput => ({ state: 'made', amount, currency: 'RUB', date, ...more });
  async function failure(promise: Promise<unknown>): Promise<readonly string[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error.code === 'INVALID' ? error.issues.map(({ code, path }) => `${code} ${path}`) : [error.code, String(error.params.reason ?? '')];
  }

  describe('resources of a request', () => {
    it('are noted by whoever executes, and stand beside what was planned (X-16, D-36)', async () => {
      const view = await use('kurt', { material: 'drill', quantity: '1.5', date: '2026-03-02', note: 'одна — половина' }, { hours: '3', date: '2026-03-02' }, { hours: '0.25', person: 'lena', date: '2026-03-01' });
      expect(view.resources).toMatchObject({
        hours: { planned: '8', used: '3.25' },
        people: [{ person: 'kurt', hours: '3' }, { person: 'lena', hours: '0.25' }],
        materials: [{ material: 'drill', planned: '3', used: '1.5' }],
        lines: [{ id: 'u1', material: 'drill', quantity: '1.5', note: 'одна — половина', by: 'kurt' }, { id: 'u2', person: 'kurt', hours: '3' }, { id: 'u3', person: 'lena' }],
      });
      expect([view.titles['goods/drill'], view.names.lena]).toEqual(['Дрель', 'Лена']);
      expect((await place.as('anna').getHistory({ request: id })).at(-1)).toMatchObject({ type: 'usage-added', by: 'kurt', trace: { code: 'usage.added', params: { count: 3 } } });
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('are nobody else’s to note, and only where the kind notes them (X-16)', async () => {
      const line: UsageInput = { hours: '1', date: '2026-03-02' };
      expect(await failure(use('clerk1', line))).toEqual(['FORBIDDEN', 'may.executors-only']);
      expect(await failure(use('anna', line))).toEqual(['FORBIDDEN', 'may.executors-only']);
      expect(await failure(use('vera', line))).toEqual(['NOT_FOUND', '']);
      const actions = async (person: string) => (await place.as(person).getRequest({ request: id })).actions.filter(({ action }) => action === 'add-usage').map(({ allowed }) => allowed);
      expect([await actions('kurt'), await actions('anna'), await actions('boss')]).toEqual([[true], [false], [true]]);
      const other = await place.as('anna').submitRequest({ kind: 'deal', data: { subject: 'x' }, idempotencyKey: place.key() });
      expect(await failure(place.as('boss').addUsage({ request: other.id, lines: [line], idempotencyKey: place.key() }))).toEqual(['FORBIDDEN', 'may.not-noted']);
    });

    it('keep to their bounds, each mistake with its place (X-16)', async () => {
      expect(await failure(use('kurt', { material: 'unknown', quantity: '1', date: '2026-03-02' }, { material: 'drill', quantity: '-1', date: '2026-03-09' }, { hours: '25', date: '2026-02-30' }, { hours: 'two', person: 'nobody', date: '2026-03-02' }))).toEqual([
        'usage.unknown-material /lines/0/material', 'usage.amount /lines/1/quantity', 'usage.date /lines/1/date', 'usage.amount /lines/2/hours', 'usage.date /lines/2/date', 'request.unknown-person /lines/3/person', 'usage.amount /lines/3/hours',
      ]);
      await use('kurt', { hours: '20', date: '2026-03-02' });
      expect(await failure(use('kurt', { hours: '5', date: '2026-03-02' }))).toEqual(['usage.day /lines']);
      expect(await failure(use('kurt'))).toEqual(['usage.none /lines']);
    });

    it('are put right with a reason, by whoever noted them; what was before stays in the history (X-16)', async () => {
      await use('kurt', { material: 'drill', quantity: '2', date: '2026-03-02' });
      const correct = (person: string, more: object = { quantity: '1' }) => place.as(person).correctUsage({ request: id, line: 'u1', comment: 'Пересчитали', idempotencyKey: place.key(), ...more });
      expect(await failure(correct('clerk1'))).toEqual(['FORBIDDEN', 'may.own-notes-only']);
      expect(await failure(correct('kurt', { comment: ' ' }))).toEqual(['task.comment-required /comment']);
      expect(await failure(correct('kurt', { line: 'u9' }))).toEqual(['NOT_FOUND', '']);
      expect(await failure(correct('kurt', { quantity: '-2' }))).toEqual(['usage.amount /quantity']);
      expect((await correct('kurt')).resources).toMatchObject({ materials: [{ used: '1' }], lines: [{ quantity: '1', corrected: { by: 'kurt' } }] });
      const entry = (await place.as('anna').getHistory({ request: id })).at(-1);
      expect(entry).toMatchObject({ type: 'usage-corrected', facts: { before: { quantity: '2' }, line: { quantity: '1' }, comment: 'Пересчитали' }, trace: { params: { from: '2', to: '1' } } });
      expect((await correct('boss', { quantity: '0' })).resources?.materials).toMatchObject([{ used: '0' }]);
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('are what guards read: no work is done without its hours (X-16, X-13)', async () => {
      expect(await failure(decide('kurt'))).toEqual(['guard.blocked ']);
      await use('kurt', { hours: '1', date: '2026-03-02' });
      expect((await decide('kurt')).state).toBe('completed');
      expect((await use('kurt', { hours: '1', date: '2026-03-02' })).resources?.hours.used, 'also after the end').toBe('2');
    });

    it('are noted once under one key, and over the version that was seen', async () => {
      const { version } = await place.as('kurt').getRequest({ request: id });
      const command = { request: id, lines: [{ hours: '1', date: '2026-03-02' }], expectedVersion: version, idempotencyKey: place.key() };
      await place.as('kurt').addUsage(command);
      expect((await place.as('kurt').addUsage(command)).resources?.lines).toHaveLength(1);
      expect(await failure(place.as('kurt').addUsage({ ...command, idempotencyKey: place.key() }))).toEqual(['CONFLICT', '']);
    });
  });

  describe('payments of a request', () => {
    it('are planned and made, several of them, with what is owed (X-25, W-04)', async () => {
      await pay('clerk1', planned('1000.10', '2026-03-01'), planned('500', '2026-04-01'), planned('20', '2026-03-02', 'eur'));
      const { payments } = await pay('kurt', made('400.05', '2026-03-02', { of: 'p1', purpose: 'Аванс' }));
      expect(payments?.totals).toEqual([{ currency: 'EUR', planned: '20', made: '0', debt: '20', left: '20' }, { currency: 'RUB', planned: '1500.1', made: '400.05', debt: '600.05', left: '1100.05' }]);
      expect(payments?.items.map(({ id: payment, amount, of, by }) => [payment, amount, of, by])).toEqual([['p1', '1000.1', undefined, 'clerk1'], ['p2', '500', undefined, 'clerk1'], ['p3', '20', undefined, 'clerk1'], ['p4', '400.05', 'p1', 'kurt']]);
      await place.pass({ days: 31 });
      expect((await place.as('anna').getRequest({ request: id })).payments?.totals[1]?.debt).toBe('1100.05');
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('keep to their bounds and are nobody’s else to note (X-25)', async () => {
      expect(await failure(pay('clerk1', planned('-1', '2026-03-01'), made('1,5', '2026-03-09'), planned('1', 'soon', 'USD'), made('1', '2026-03-02', { of: 'p9' })))).toEqual(['payment.amount /payments/0/amount', 'payment.amount /payments/1/amount', 'payment.date /payments/1/date', 'payment.currency /payments/2/currency', 'payment.date /payments/2/date', 'payment.of /payments/3/of']);
      expect(await failure(pay('clerk1'))).toEqual(['payment.none /payments']);
      expect(await failure(pay('anna', planned('1', '2026-03-01')))).toEqual(['FORBIDDEN', 'may.workers-only']);
    });

    it('are taken back with a reason, and paid back (X-25)', async () => {
      await pay('clerk1', planned('100', '2026-03-01'), made('100', '2026-03-02'));
      const cancel = (payment: string) => place.as('clerk1').cancelPayment({ request: id, payment, comment: 'Ошибка банка', idempotencyKey: place.key() });
      expect((await cancel('p2')).payments?.totals).toMatchObject([{ made: '0', debt: '100' }]);
      expect(await failure(cancel('p2'))).toEqual(['STATE', 'payment.cancelled']);
      expect((await pay('clerk1', made('130', '2026-03-02'), made('-30', '2026-03-02'))).payments?.totals).toMatchObject([{ made: '100', debt: '0' }]);
      expect((await place.as('anna').getHistory({ request: id })).map(({ type }) => type).slice(-3)).toEqual(['payments-added', 'payment-cancelled', 'payments-added']);
    });

    it('keep a client who owes from asking for more (X-25, G-11)', async () => {
      await pay('clerk1', planned('1000', '2026-03-01'), made('250', '2026-03-02'));
      const error = await submit('vera').then(() => undefined, (reason: unknown) => reason) as RequestryError;
      expect(String((error.issues[0]?.params?.message as { readonly ru: string }).ru).replaceAll('\u00a0', ' ')).toBe('Клиент не оплатил 750 ₽ по заявкам Р-001');
      await pay('clerk1', made('750', '2026-03-02'));
      expect((await submit('vera')).state).toBe('active');
    });

    it('are settings that are checked with the kind', async () => {
      const draft = await place.as('boss').getKindDraft({ kind: 'job' });
      const kind = { ...draft.kind, resources: { plan: { hours: 'client', materials: { field: 'parts', record: 'what', quantity: 'count' } } }, payments: { currencies: ['rubles'] } };
      await place.as('boss').saveKindDraft({ kind, ...(draft.route === undefined ? {} : { route: draft.route }), expectedVersion: draft.version });
      const issues = await place.as('boss').checkKindDraft({ kind: 'job' });
      expect(issues.map(({ code }) => code)).toEqual(['usage.plan-hours', 'usage.plan-materials', 'payment.currency']);
      for (const { params } of issues) expect(params?.message).toMatchObject({ ru: expect.stringMatching(/: ./), en: expect.stringMatching(/: ./) });
    });
  });
}
