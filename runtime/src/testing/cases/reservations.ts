import { RequestryError, type Issue, type JsonObject, type RequestView } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import { depot } from '../depot.js';
import type { Office } from '../office.js';

/** What is kept for whoever asked, and given back. */
export function reservations({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: depot });
  });

  const submit = (kind: string, data: JsonObject, person = 'anna'): Promise<RequestView> => place.as(person).submitRequest({ kind, data, idempotencyKey: place.key() });
  const hire = (count: number, person = 'anna', tool = 'drill'): Promise<RequestView> => submit('hire', { tool, count }, person);
  const book = (from: string, to: string, person = 'anna'): Promise<RequestView> => submit('booking', { room: 'hall', begins: `2026-03-03T${from}:00+03:00`, ends: `2026-03-03T${to}:00+03:00` }, person);
  const free = async (record: string, directory = 'goods'): Promise<number | undefined> => (await place.as('vera').findRecords({ directory, ids: [record] })).items[0]?.available;
  const decide = async (request: string, outcome: string): Promise<RequestView> => {
    const [task] = (await place.as('clerk1').getRequest({ request })).tasks;
    return place.as('clerk1').completeTask({ task: task?.id ?? '', outcome, comment: 'x', idempotencyKey: place.key() });
  };
  const states = async (request: string): Promise<readonly string[]> => ((await place.as('anna').getRequest({ request })).reservations ?? []).map(({ state }) => state);

  async function failure(promise: Promise<unknown>): Promise<readonly (Issue | string)[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error.code === 'INVALID' ? error.issues : [error.code, String(error.params.reason ?? '')];
  }

  describe('a reservation', () => {
    it('keeps what was chosen for whoever asked, and shows in the directory what is left (R-03)', async () => {
      expect(await free('drill')).toBe(3);
      const { id, reservations: kept, titles } = await hire(2);
      expect(kept).toMatchObject([{ id: 'tools.1', directory: 'goods', record: 'drill', quantity: 2, state: 'live' }]);
      expect([await free('drill'), titles['goods/drill']]).toEqual([1, 'Дрель']);
      const made = (await place.as('anna').getHistory({ request: id })).find(({ type }) => type === 'reservation-made');
      expect(made?.trace).toMatchObject({ code: 'reservation.made', params: { title: 'Дрель', quantity: 2, free: 1 } });
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('is refused when there is not enough, with what is left, and nothing is written (R-03, S-11)', async () => {
      await hire(2);
      const [issue, ...rest] = await failure(hire(2, 'vera'));
      expect([issue, rest]).toEqual([{ code: 'reservation.unavailable', path: '/tool', params: { record: 'drill', wanted: 2, free: 1, message: { ru: 'Дрель: нужно 2. Свободно: 1', en: 'Дрель: 2 wanted, 1 free' } } }, []]);
      expect((await place.as('vera').findRequests({ filter: { mine: true } })).items).toEqual([]);
      await hire(1, 'vera');
      expect(await free('drill')).toBe(0);
    });

    it('keeps a room for a period: none overlaps, one may follow another (S-11)', async () => {
      await book('10:00', '12:00');
      expect(await failure(book('11:00', '13:00', 'vera'))).toMatchObject([{ code: 'reservation.unavailable', path: '/room', params: { message: { ru: 'Зал: нужно 1. В это время свободно: 0' } } }]);
      expect(await failure(book('09:00', '18:00', 'vera'))).toHaveLength(1);
      await book('12:00', '13:00', 'vera');
      expect(await failure(book('15:00', '14:00'))).toMatchObject([{ code: 'reservation.period' }]);
      expect(await failure(submit('booking', { room: 'hall', begins: '2026-03-01T10:00:00+03:00', ends: '2026-03-01T11:00:00+03:00' }))).toMatchObject([{ code: 'reservation.past' }]);
      const at = async (from: string, to: string) => (await place.as('vera').findRecords({ directory: 'rooms', period: { from: `2026-03-03T${from}:00+03:00`, to: `2026-03-03T${to}:00+03:00` } })).items[0]?.available;
      expect([await at('09:00', '10:00'), await at('11:30', '12:30'), await at('13:00', '14:00'), await free('hall', 'rooms')]).toEqual([1, 0, 1, 1]);
    });

    it.each([
      ['withdrawn', (id: string) => place.as('anna').withdrawRequest({ request: id, idempotencyKey: place.key() })],
      ['cancelled', (id: string) => place.as('boss').cancelRequest({ request: id, reason: 'x', idempotencyKey: place.key() })],
      ['rejected', (id: string) => decide(id, 'reject')],
    ])('is given back when the request is %s (R-03)', async (state, end) => {
      const { id } = await hire(3);
      expect(await free('drill')).toBe(0);
      expect((await end(id)).state).toBe(state);
      expect([await free('drill'), await states(id)]).toEqual([3, ['released']]);
    });

    it('is used up when the request is completed: the stock has less (R-03)', async () => {
      const { id } = await hire(2);
      expect((await decide(id, 'approve')).state).toBe('completed');
      expect(await states(id)).toEqual(['consumed']);
      expect((await place.as('vera').findRecords({ directory: 'goods', ids: ['drill'] })).items).toMatchObject([{ data: { stock: 1 }, available: 1 }]);
    });

    it('of a period stays taken until that is over, though the request is completed (S-11)', async () => {
      const { id } = await book('10:00', '12:00');
      await decide(id, 'approve');
      expect(await failure(book('10:00', '11:00', 'vera'))).toMatchObject([{ code: 'reservation.unavailable' }]);
    });

    it('is over when its time is, and whoever asked and whoever has to decide are told once (R-03)', async () => {
      const { id, reservations: [kept] = [] } = await hire(3);
      expect(kept?.until).toBe('2026-03-04T07:00:00.000Z');
      await place.pass({ days: 1 });
      expect(await states(id)).toEqual(['live']);
      await place.pass({ days: 1, minutes: 1 });
      await place.runtime.work();
      expect([await states(id), await free('drill')]).toEqual([['expired'], 3]);
      for (const person of ['anna', 'clerk1']) expect((await place.as(person).findNotifications({})).items.filter(({ event }) => event === 'reservation-expired')).toHaveLength(1);
      expect((await decide(id, 'approve')).state, 'the request goes on').toBe('completed');
      expect((await place.as('vera').findRecords({ directory: 'goods', ids: ['drill'] })).items[0]?.data.stock, 'what is not kept is not used up').toBe(3);
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('is made for every line of a table, the same record once (R-03)', async () => {
      const { id, reservations: kept } = await submit('lend', { lines: [{ item: 'drill', count: 1 }, { item: 'crane', count: 1 }, { item: 'drill', count: 2 }] });
      expect(kept?.map(({ record, quantity }) => [record, quantity])).toEqual([['drill', 3], ['crane', 1]]);
      expect(await failure(submit('lend', { lines: [{ item: 'crane', count: 1 }, { item: 'drill', count: 1 }] }))).toMatchObject([{ params: { record: 'crane' } }, { params: { record: 'drill' } }]);
      await place.as('anna').withdrawRequest({ request: id, idempotencyKey: place.key() });
      expect([await free('drill'), await free('crane')]).toEqual([3, 1]);
    });

    it('is found by request, by record and by whose it is, and says whose it is only to those who see that (R-03)', async () => {
      const { id } = await hire(2);
      const own = await place.as('anna').findReservations();
      expect(own.items).toMatchObject([{ id: 'tools.1', request: id, record: 'drill', recordTitle: 'Дрель', quantity: 2, person: 'anna', personName: 'Анна', state: 'live' }]);
      expect((await place.as('anna').findReservations({ request: id })).items).toHaveLength(1);
      const { items } = await place.as('vera').findReservations({ directory: 'goods', record: 'drill' });
      expect(items).toEqual([expect.not.objectContaining({ request: id })]);
      expect(JSON.stringify(items)).not.toMatch(/anna|Анна|tools/);
      expect(await failure(place.as('vera').findReservations({ request: id }))).toEqual(['NOT_FOUND', '']);
    });

    it('is no way around a hidden field', async () => {
      const { id, reservations: kept } = await book('10:00', '12:00');
      expect(kept).toEqual([]);
      expect((await place.as('anna').findReservations()).items).toEqual([]);
      expect((await place.as('anna').getHistory({ request: id })).map(({ type }) => type)).not.toContain('reservation-made');
      const release = (person: string) => place.as(person).releaseReservation({ request: id, reservation: 'rooms.1', comment: 'не нужно', idempotencyKey: place.key() });
      expect(await failure(release('anna'))).toEqual(['NOT_FOUND', '']);
      expect(await release('boss')).toEqual([]);
      expect(await failure(release('boss')), 'it was given back').toEqual(['STATE', 'reservation.over']);
    });

    it('is given back early by whose it is, and what was used up by an administrator, with a reason', async () => {
      const { id } = await hire(3);
      const release = (person: string, request = id, comment = 'не нужно') => place.as(person).releaseReservation({ request, reservation: 'tools.1', comment, idempotencyKey: place.key() });
      expect(await failure(release('vera'))).toEqual(['NOT_FOUND', '']);
      expect(await failure(release('clerk1'))).toEqual(['FORBIDDEN', 'may.initiator-only']);
      expect(await failure(release('anna', id, ' '))).toMatchObject([{ path: '/comment' }]);
      expect(await release('anna')).toMatchObject([{ state: 'released' }]);
      expect([await free('drill'), await failure(release('anna'))]).toEqual([3, ['STATE', 'reservation.over']]);
      expect((await place.as('anna').getHistory({ request: id })).at(-1)?.trace).toEqual({ code: 'reservation.released-by', params: { title: 'Дрель', quantity: 3, comment: 'не нужно' } });

      const used = await hire(2);
      await decide(used.id, 'approve');
      expect(await free('drill')).toBe(1);
      expect(await failure(release('anna', used.id))).toEqual(['FORBIDDEN', 'may.administrator-only']);
      expect(await release('boss', used.id, 'вернули целой')).toMatchObject([{ state: 'released' }]);
      expect([await free('drill'), (await place.as('vera').findRecords({ directory: 'goods', ids: ['drill'] })).items[0]?.data.stock]).toEqual([3, 3]);
      expect(await failure(release('boss', used.id))).toEqual(['STATE', 'reservation.over']);
    });

    it('is checked with its kind, in words', async () => {
      const draft = await place.as('boss').getKindDraft({ kind: 'hire' });
      const wrong = [{ id: 'a', field: 'note', quantity: 'tool' }, { id: 'a', field: 'tool', from: 'count', holds: 'soon', ends: { completed: 'released' } }] as const;
      await place.as('boss').saveKindDraft({ kind: { ...draft.kind, reservations: wrong }, ...(draft.route === undefined ? {} : { route: draft.route }), expectedVersion: draft.version });
      const issues = await place.as('boss').checkKindDraft({ kind: 'hire' });
      expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(['reservation.field /reservations/0/field', 'reservation.quantity-field /reservations/0/quantity', 'reservation.id-twice /reservations/1/id', 'reservation.period-field /reservations/1/from', 'reservation.holds /reservations/1/holds']);
      for (const { params } of issues) expect(params?.message).toMatchObject({ ru: expect.stringMatching(/^Резерв «a»: ./), en: expect.stringMatching(/^Reservation “a”: ./) });
    });
  });
}
