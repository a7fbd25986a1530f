import { RequestryError, type FieldFilter, type JsonObject, type RegisterPage, type RequestFilter, type RequestOrder, type RequestView } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';
import { purchase, registerSystem } from '../register-system.js';

const repair: JsonObject = { subject: 'МФУ в 204 не печатает', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', problem: 'Замятие бумаги после каждой второй страницы' };

/** The register: one list over requests of all kinds. */
export function register({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: registerSystem });
  });

  const submit = (person: string, kind: string, data: JsonObject): Promise<RequestView> => place.as(person).submitRequest({ kind, data, idempotencyKey: place.key() });
  const buy = (data: JsonObject, person = 'petrova'): Promise<RequestView> => submit(person, 'purchase', data);

  async function find(person: string, filter: RequestFilter, order?: RequestOrder): Promise<readonly string[]> {
    return (await pages(person, { filter, ...(order ? { order } : {}), limit: 200 })).map(({ title }) => title);
  }

  async function pages(person: string, query: Parameters<ReturnType<Office['as']>['findRequests']>[0]): Promise<RegisterPage['items']> {
    const items: RegisterPage['items'][number][] = [];
    let after: string | undefined;
    do {
      const page = await place.as(person).findRequests({ ...query, ...(after === undefined ? {} : { after }) });
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return items;
  }

  async function issues(promise: Promise<unknown>): Promise<readonly string[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return [error.code, ...error.issues.map(({ code }) => code)];
  }

  async function count(person: string, filter: RequestFilter, by?: Parameters<ReturnType<Office['as']>['countRequests']>[0]['by']): Promise<Readonly<Record<string, number>>> {
    const { groups } = await place.as(person).countRequests({ filter, ...(by === undefined ? {} : { by }) });
    return Object.fromEntries(groups.map((group) => [String(group.value ?? 'all'), group.count]));
  }

  async function some(): Promise<void> {
    await buy({ subject: 'Бумага', city: 'Казань', amount: 100, urgent: false, tags: ['офис'], margin: 7 });
    await place.pass({ days: 1 });
    await buy({ subject: 'Ноутбуки для склада', city: 'Казань', amount: 900, urgent: true, tags: ['техника', 'склад'], margin: 5 }, 'smirnov');
    await place.pass({ days: 1 });
    await buy({ subject: 'Кресла', city: 'Пермь', amount: 500, tags: ['офис', 'склад'], margin: 9 });
    await submit('petrova', 'repair', repair);
  }

  describe('the register', () => {
    it('lists requests of all kinds together and filters by what they share (D-07 Y-02 I-13)', async () => {
      await some();
      expect(await find('gromov', {})).toHaveLength(4);
      expect(await find('gromov', { kind: 'purchase' })).toEqual(['Кресла', 'Ноутбуки для склада', 'Бумага']);
      expect(await find('gromov', { kind: ['purchase', 'repair'], initiator: 'petrova' })).toHaveLength(3);
      expect(await find('gromov', { state: ['completed'] })).toEqual([]);
      expect(await find('gromov', { performer: 'ivanov' })).toHaveLength(1);
      expect(await find('gromov', { participant: 'smirnov' })).toEqual(['Ноутбуки для склада']);
      expect(await find('gromov', { unit: 'company' })).toEqual([]);
      expect(await find('gromov', { unit: 'company', unitsBelow: true })).toHaveLength(4);
      expect(await find('gromov', { kind: 'repair', stage: 'approval' })).toHaveLength(1);
      expect(await find('gromov', { submitted: { from: '2026-03-03T00:00:00+03:00', to: '2026-03-04T00:00:00+03:00' } })).toEqual(['Ноутбуки для склада']);
      expect(await find('gromov', { number: 'зк-2026-00002' })).toEqual(['Ноутбуки для склада']);
      expect(await find('petrova', { mine: true, kind: 'purchase' })).toEqual(['Кресла', 'Бумага']);
    });

    it('filters by the fields that a kind declares: equal, one of, from and to (R-24 I-13)', async () => {
      await some();
      const by = (fields: Readonly<Record<string, FieldFilter>>, order?: RequestOrder) => find('gromov', { kind: 'purchase', fields }, order);
      expect(await by({ city: { eq: 'Казань' } })).toEqual(['Ноутбуки для склада', 'Бумага']);
      expect(await by({ city: { in: ['Пермь', 'Казань'] } })).toHaveLength(3);
      expect(await by({ urgent: { eq: true } })).toEqual(['Ноутбуки для склада']);
      expect(await by({ tags: { in: ['склад', 'офис'] } })).toEqual(['Кресла', 'Ноутбуки для склада', 'Бумага']);
      expect(await by({ amount: { from: 100, to: 500 } })).toEqual(['Кресла', 'Бумага']);
      expect(await by({ amount: { from: 101 }, city: { eq: 'Казань' } })).toEqual(['Ноутбуки для склада']);
      expect(await by({ tags: { eq: 'склад' }, city: { eq: 'Пермь' } })).toEqual(['Кресла']);
      expect(await find('gromov', { kind: 'repair', fields: { equipmentKind: { eq: 'ek-printer' } } })).toHaveLength(1);
    });

    it('sorts both ways by moments, number, title and a field, page by page without gaps (I-13)', async () => {
      await some();
      const titles = async (by: RequestOrder['by'], direction: 'ascending' | 'descending') =>
        (await pages('gromov', { filter: { kind: 'purchase' }, order: { by, direction }, limit: 1 })).map(({ title }) => title);
      for (const [by, ascending] of [
        ['submittedAt', ['Бумага', 'Ноутбуки для склада', 'Кресла']],
        ['number', ['Бумага', 'Ноутбуки для склада', 'Кресла']],
        ['title', ['Бумага', 'Кресла', 'Ноутбуки для склада']],
        [{ field: 'amount' }, ['Бумага', 'Кресла', 'Ноутбуки для склада']],
        [{ field: 'tags' }, ['Бумага', 'Кресла', 'Ноутбуки для склада']],
      ] as const) {
        const found = await titles(by, 'ascending');
        if (typeof by === 'object' && by.field === 'tags') expect([...found].sort(), 'each once').toEqual([...ascending].sort());
        else expect(found, JSON.stringify(by)).toEqual(ascending);
        expect(await titles(by, 'descending'), JSON.stringify(by)).toEqual([...found].reverse());
      }
      expect((await find('gromov', {}, { by: 'due' }))[0]).toBe('МФУ в 204 не печатает');
    });

    it('finds what is overdue, and by the period of due and closing (L-12)', async () => {
      await some();
      expect(await find('gromov', { overdue: true })).toEqual([]);
      await place.pass({ days: 30 });
      expect(await find('gromov', { overdue: true })).toEqual(['МФУ в 204 не печатает']);
      expect(await find('gromov', { overdue: true, kind: 'repair' }, { by: 'due' })).toHaveLength(1);
      expect(await find('gromov', { due: { from: '2026-04-30T00:00:00Z' } })).toEqual([]);
      const [own] = (await place.as('petrova').findRequests({ filter: { mine: true, number: 'ЗК-2026-00001' } })).items;
      await place.as('petrova').withdrawRequest({ request: own?.id ?? '', idempotencyKey: place.key() });
      expect(await find('gromov', { closed: { from: '2026-04-01T00:00:00Z' } }, { by: 'closedAt' })).toEqual(['Бумага']);
      expect(await find('gromov', { state: ['withdrawn'], kind: 'purchase', fields: { city: { eq: 'Казань' } } })).toEqual(['Бумага']);
      expect(await find('gromov', { closed: { to: '2026-04-01T00:00:00Z' } })).toEqual([]);
    });

    it('shows only what may be seen, in lists, text and counts (X-04)', async () => {
      await some();
      expect(await find('petrova', {})).toHaveLength(3);
      expect(await find('smirnov', {})).toEqual(['Ноутбуки для склада']);
      expect(await find('volkov', {})).toEqual([]);
      expect(await find('titova', {}), 'whom the kind lets see').toEqual(['Кресла', 'Ноутбуки для склада', 'Бумага']);
      expect(await find('titova', { initiator: 'petrova' })).toEqual(['Кресла', 'Бумага']);
      expect(await find('ivanov', {}), 'who has a task').toEqual(['МФУ в 204 не печатает']);
      for (const text of ['склад', 'ноутбук', 'ЗК-2026']) expect(await find('volkov', { text }), text).toEqual([]);
      expect(await find('titova', { text: 'ноутбук' })).toEqual(['Ноутбуки для склада']);
      expect(await count('volkov', {}, 'kind')).toEqual({});
      expect(await count('smirnov', {}, 'state')).toEqual({ active: 1 });
      expect(await count('titova', { kind: 'purchase' })).toEqual({ all: 3 });
    });

    it('does not filter, sort or count by a field that is hidden, nor by one that is not declared (X-04)', async () => {
      await some();
      for (const person of ['petrova', 'titova', 'gromov', 'nikitina']) {
        const service = place.as(person);
        const leaks = [
          service.findRequests({ filter: { kind: 'purchase', fields: { margin: { eq: 5 } } } }),
          service.findRequests({ filter: { kind: 'purchase', fields: { margin: { from: 6 } } } }),
          service.findRequests({ filter: { kind: 'purchase' }, order: { by: { field: 'margin' } } }),
          service.countRequests({ filter: { kind: 'purchase' }, by: { field: 'margin' } }),
          service.findRequests({ filter: { kind: 'purchase', fields: { note: { eq: 'x' } } } }),
        ];
        for (const leak of leaks) expect(await issues(leak)).toEqual(['INVALID', 'register.field']);
      }
      await buy({ subject: 'Сервер', margin: 4242, note: 'стойка' });
      expect([await find('gromov', { text: '4242' }), await find('gromov', { text: 'стойки' })]).toEqual([[], ['Сервер']]);
    });

    it('counts by state, stage, kind, unit, performer and a field (Y-11 I-13)', async () => {
      await some();
      expect(await count('gromov', {})).toEqual({ all: 4 });
      expect(await count('gromov', {}, 'state')).toEqual({ active: 4 });
      expect(await count('gromov', {}, 'kind')).toEqual({ purchase: 3, repair: 1 });
      expect(await count('gromov', { kind: 'repair', state: ['active', 'postponed'] }, 'stage')).toEqual({ approval: 1 });
      expect(await count('gromov', {}, 'performer')).toEqual({ ivanov: 1 });
      expect(await count('gromov', { kind: 'purchase' }, 'unit')).toEqual({ sales: 3 });
      expect(await count('gromov', { kind: 'purchase' }, { field: 'city' })).toEqual({ Казань: 2, Пермь: 1 });
      expect(await count('gromov', { kind: 'purchase', initiator: 'petrova' }, { field: 'tags' })).toEqual({ офис: 2, склад: 1 });
      expect(await count('gromov', { text: 'склад' }, 'kind')).toEqual({ purchase: 2 });
    });

    it('refuses what no entries answer and says what would be answered (X-04)', async () => {
      const service = place.as('gromov');
      expect(await issues(service.findRequests({ filter: { fields: { city: { eq: 'x' } } } }))).toEqual(['INVALID', 'register.needs-kind']);
      expect(await issues(service.findRequests({ filter: { stage: 'approval' } }))).toEqual(['INVALID', 'register.needs-kind']);
      expect(await issues(service.countRequests({ by: 'stage' }))).toEqual(['INVALID', 'register.needs-kind']);
      expect(await issues(service.findRequests({ filter: { due: { from: 'tomorrow' } } }))).toEqual(['INVALID', 'register.moment']);
      expect(await issues(service.findRequests({ filter: { text: 'x'.repeat(300) } }))).toEqual(['INVALID', 'register.too-long']);
    });

    it('goes on only from a place that it gave to the same person for the same question (X-04)', async () => {
      await some();
      const query = { filter: { kind: 'purchase', text: 'склад' }, limit: 1 } as const;
      const { next = '' } = await place.as('titova').findRequests(query);
      expect((await place.as('titova').findRequests({ ...query, after: next, limit: 5 })).items.map(({ title }) => title)).toEqual(['Ноутбуки для склада']);
      const changed = [...next].map((letter, at) => next.slice(0, at) + (letter === 'A' ? 'B' : 'A') + next.slice(at + 1));
      for (const after of ['', 'x', '%5B1%5D', '%5B%7B%7D%2C1%5D', next.slice(1), next.slice(0, -4), `${next}AAAA`, ...changed.filter((_each, at) => at % 16 === 0)]) {
        expect(await issues(place.as('titova').findRequests({ ...query, after })), after).toEqual(['INVALID', 'page.cursor']);
      }
      const others = [
        place.as('gromov').findRequests({ ...query, after: next }),
        place.as('titova').findRequests({ ...query, filter: { kind: 'purchase', text: 'склада' }, after: next }),
        place.as('titova').findRequests({ ...query, filter: { text: 'склад' }, after: next }),
        place.as('titova').findRequests({ ...query, order: { by: 'submittedAt', direction: 'ascending' }, after: next }),
      ];
      for (const other of others) expect(await issues(other)).toEqual(['INVALID', 'page.cursor']);
    });

    it('finds words in any form, Russian and English, the newest first, and numbers and titles by how they begin (Y-02 Y-11)', async () => {
      await some();
      await place.pass({ hours: 1 });
      await buy({ subject: 'Ремонт ёлки', note: 'Approved by the managers of storage' });
      for (const [text, found] of [
        ['складом', ['Кресла', 'Ноутбуки для склада']],
        ['НОУТБУКАМИ складу', ['Ноутбуки для склада']],
        ['approving manager', ['Ремонт ёлки']],
        ['елка', ['Ремонт ёлки']],
        ['печатал', ['МФУ в 204 не печатает']],
        ['крес', ['Кресла']],
        ['ЗК-2026', ['Ремонт ёлки', 'Кресла', 'Ноутбуки для склада', 'Бумага']],
        ['зк-2026-00003', ['Кресла']],
        ['ноутбук кресло', []],
        ['?!', []],
        ['constructor __proto__', []],
      ] as const) expect(await find('gromov', { text }), text).toEqual(found);
      expect(await find('gromov', { text: 'склад', kind: 'repair' })).toEqual([]);
      expect(await find('petrova', { text: 'реМонт', mine: true })).toEqual(['Ремонт ёлки']);
      expect((await pages('gromov', { filter: { text: 'зк 2026' }, limit: 1 })).map(({ title }) => title)).toEqual(['Ремонт ёлки', 'Кресла', 'Ноутбуки для склада', 'Бумага']);
    });

    it('finds public comments with their request and never private ones (X-04 Y-02)', async () => {
      const { id } = await submit('petrova', 'repair', repair);
      await place.as('petrova').addComment({ request: id, body: 'Картридж привезут в пятницу', visibility: 'public', idempotencyKey: place.key() });
      await place.as('petrova').addComment({ request: id, body: 'Пароль от кабинета', visibility: 'private', idempotencyKey: place.key() });
      for (const person of ['gromov', 'petrova', 'ivanov']) {
        expect(await find(person, { text: 'картриджи' }), person).toHaveLength(1);
        expect(await find(person, { text: 'картридж печатает' }), person).toHaveLength(1);
        expect(await find(person, { text: 'пароль' }), person).toEqual([]);
      }
      expect((await place.as('petrova').getRequest({ request: id })).version, 'a comment does not change the request').toBe(1);
    });

    it('makes entries for fields that a new version names, and says so until all are made (X-04)', async () => {
      for (let n = 0; n < 7; n += 1) await buy({ subject: `Закупка ${n}`, note: n % 2 ? 'нечётная' : 'чётная' });
      const admin = place.as('nikitina');
      const draft = await admin.getKindDraft({ kind: 'purchase' });
      const saved = await admin.saveKindDraft({ kind: { ...purchase, filterable: ['note', 'city'] }, expectedVersion: draft.version });
      await admin.publishKind({ kind: 'purchase', expectedVersion: saved.version, idempotencyKey: place.key() });
      const query = { filter: { kind: 'purchase', fields: { note: { eq: 'чётная' } } } };
      expect(await place.as('gromov').findRequests(query)).toEqual({ items: [], rebuilding: true });
      expect(await admin.findRegisterRebuilds()).toEqual([{ kind: 'purchase', fields: ['note', 'city'], done: 0, left: 7 }]);
      const before = await place.as('gromov').findRequests({ filter: { kind: 'purchase' } });
      expect(before.rebuilding, 'other questions are answered as before').toBeUndefined();
      await place.runtime.work();
      await place.runtime.work();
      const page = await place.as('gromov').findRequests(query);
      expect([page.items.length, page.rebuilding]).toEqual([4, undefined]);
      expect(await admin.findRegisterRebuilds()).toEqual([]);
      expect((await place.as('gromov').findRequests({ filter: { kind: 'purchase' } })).items.map(({ version }) => version), 'requests are untouched').toEqual(before.items.map(({ version }) => version));
    });

    it('keeps flags of each person alone, and only where the kind has them on (I-14 I-15)', async () => {
      await some();
      const [chairs, laptops] = (await place.as('gromov').findRequests({ filter: { kind: 'purchase' } })).items.map(({ id }) => id);
      const flag = (person: string, request: string | undefined, name: 'reviewed' | 'watched', on = true) => place.as(person).flagRequest({ request: request ?? '', flag: name, on, idempotencyKey: place.key() });
      expect(await flag('gromov', chairs, 'reviewed')).toEqual(['reviewed']);
      expect(await flag('gromov', laptops, 'watched')).toEqual(['watched']);
      expect(await flag('gromov', chairs, 'watched')).toEqual(['reviewed', 'watched']);
      expect(await find('gromov', { flag: 'reviewed' })).toEqual(['Кресла']);
      expect(await find('titova', { flag: 'reviewed' })).toEqual([]);
      expect((await place.as('gromov').findRequests({ filter: { kind: 'purchase' } })).items.map(({ flags }) => flags)).toEqual([['reviewed', 'watched'], ['watched'], undefined]);
      expect((await place.as('gromov').getRequest({ request: chairs ?? '' })).flags).toEqual(['reviewed', 'watched']);
      expect((await place.as('titova').getRequest({ request: chairs ?? '' })).flags).toBeUndefined();
      expect(await flag('gromov', chairs, 'reviewed', false)).toEqual(['watched']);
      expect(await find('gromov', { flag: 'reviewed' })).toEqual([]);
      const [printer] = (await place.as('gromov').findRequests({ filter: { kind: 'repair' } })).items;
      expect(await issues(flag('gromov', printer?.id, 'reviewed'))).toEqual(['STATE']);
      expect(await issues(flag('volkov', chairs, 'reviewed')), 'unseen').toEqual(['NOT_FOUND']);
    });

    it('keeps a request on watch until it is done (I-16)', async () => {
      const { id } = await buy({ subject: 'Стол' });
      await place.as('gromov').flagRequest({ request: id, flag: 'watched', on: true, idempotencyKey: place.key() });
      expect(await find('gromov', { flag: 'watched' })).toEqual(['Стол']);
      await place.as('petrova').withdrawRequest({ request: id, idempotencyKey: place.key() });
      expect(await find('gromov', { flag: 'watched' })).toEqual([]);
    });

    it('keeps views, personal ones for their owner and shared ones by right (X-04 I-13)', async () => {
      const view = { name: 'Срочное', filter: { kind: 'purchase', fields: { urgent: { eq: true } } }, order: { by: 'due' }, columns: ['number', 'title'], grouping: 'stage' } as const;
      const save = (person: string, more: object) => place.as(person).saveView({ ...view, ...more, idempotencyKey: place.key() });
      const own = await save('petrova', {});
      expect(own).toMatchObject({ ...view, shared: false, owner: 'petrova', version: 1 });
      expect(await issues(save('petrova', { shared: true }))).toEqual(['FORBIDDEN']);
      const shared = await save('nikitina', { name: 'Для всех', shared: true });
      expect((await place.as('petrova').findViews()).map(({ name }) => name)).toEqual(['Для всех', 'Срочное']);
      expect((await place.as('ivanov').findViews()).map(({ name }) => name)).toEqual(['Для всех']);
      expect(await save('petrova', { id: own.id, name: 'Важное', expectedVersion: 1 })).toMatchObject({ name: 'Важное', version: 2 });
      expect(await issues(save('petrova', { id: own.id, expectedVersion: 1 }))).toEqual(['CONFLICT']);
      expect(await issues(save('ivanov', { id: own.id }))).toEqual(['NOT_FOUND']);
      expect(await issues(save('ivanov', { id: shared.id, shared: true }))).toEqual(['FORBIDDEN']);
      expect(await issues(save('petrova', { name: ' ' }))).toEqual(['INVALID', 'view.name']);
      expect(await issues(save('petrova', { columns: Array.from({ length: 31 }, (_, i) => `c${i}`) }))).toEqual(['INVALID', 'view.columns']);
      expect(await issues(save('petrova', { filter: { kind: 'purchase', fields: { margin: { eq: 1 } } } }))).toEqual(['INVALID', 'register.field']);
      for (let n = 1; n < 50; n += 1) await save('petrova', { name: `Вид ${n}` });
      expect(await issues(save('petrova', { name: 'Ещё' }))).toEqual(['INVALID', 'view.too-many']);
      for (let times = 0; times < 2; times += 1) await place.as('petrova').deleteView({ view: own.id, idempotencyKey: place.key() });
      expect((await place.as('petrova').findViews()).map(({ id }) => id)).not.toContain(own.id);
      expect(await issues(place.as('ivanov').deleteView({ view: shared.id, idempotencyKey: place.key() }))).toEqual(['FORBIDDEN']);
    });
  });
}
