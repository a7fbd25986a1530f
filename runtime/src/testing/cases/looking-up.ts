import { recordKey, RequestryError, type AccessRule, type JsonObject, type RequestView } from '@requestry/model';
import { chamber } from '../chamber.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

/** Directories that are not open to everybody. */
export function lookingUp({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  const [contracts = { id: '', title: '', schema: {} }] = chamber.directories;
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: chamber });
  });

  const submit = (by: string, data: JsonObject, kind = 'case'): Promise<RequestView> => place.as(by).submitRequest({ kind, data: { what: 'Something', ...data }, idempotencyKey: place.key() });
  const checking = async (data: JsonObject = { contract: 'house' }): Promise<{ readonly id: string; readonly task: string }> => {
    const { id } = await submit('lena', data);
    return { id, task: (await place.as('kurt').getRequest({ request: id })).tasks[0]?.id ?? '' };
  };
  const check = (task: string, data: JsonObject): Promise<RequestView> => place.as('kurt').completeTask({ task, outcome: 'done', data, idempotencyKey: place.key() });
  /** Says anew who may look contracts up. */
  const allow = (access: AccessRule) => place.as('dan').saveDirectory({ directory: { ...contracts, access }, expectedVersion: 1, idempotencyKey: place.key() });
  async function refused(promise: Promise<unknown>): Promise<readonly unknown[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return [error.code, error.issues.length > 0 ? error.issues.map(({ code, path }) => `${code} ${path}`) : error.params.reason];
  }
  const closed = ['FORBIDDEN', 'may.look-up-not-yours'];
  const notAt = (...paths: readonly string[]): readonly unknown[] => ['INVALID', paths.map((path) => `form.look-up ${path}`)];

  describe('a directory with a rule', () => {
    it('is looked up by those it names, and by those who design or administer (X-04)', async () => {
      const titles = async (by: string): Promise<readonly string[]> => (await place.as(by).findRecords({ directory: 'contracts' })).items.map(({ title }) => title);
      for (const by of ['lena', 'dan', 'erik']) expect(await titles(by), by).toEqual(['House contract', 'Ship contract']);
      for (const query of [{}, { ids: ['house'] }, { ids: ['no-such'] }, { text: 'house' }]) expect(await refused(place.as('anna').findRecords({ directory: 'contracts', ...query }))).toEqual(closed);
      expect((await place.as('anna').findRecords({ directory: 'towns' })).items).toHaveLength(1);
    });

    it('is open to everybody again when the rule names nobody', async () => {
      await allow({});
      expect((await place.as('anna').findRecords({ directory: 'contracts' })).items).toHaveLength(2);
      expect((await submit('anna', { contract: 'house' })).data.contract).toBe('house');
    });

    it('is not saved with a rule that cannot be read', async () => {
      const save = (access: unknown) => refused(allow(access as AccessRule));
      for (const rule of [{ groups: ['board'] }, { roles: 'lawyer' }, { people: [1] }, ['lawyer'], 'lawyer']) expect((await save(rule))[0], JSON.stringify(rule)).toBe('INVALID');
      expect(await refused(place.as('anna').findRecords({ directory: 'contracts' }))).toEqual(closed);
    });

    it('shows its titles on a request to all who see the request', async () => {
      const { id } = await checking({ contract: 'house', client: 'rose', lines: [{ item: 'ship' }] });
      const { titles } = await place.as('kurt').getRequest({ request: id });
      expect(titles).toMatchObject({ [recordKey('contracts', 'house')]: 'House contract', [recordKey('contracts', 'ship')]: 'Ship contract', [recordKey('counterparties', 'rose')]: 'Rose Ltd' });
    });
  });

  describe('a record that somebody may not look up', () => {
    it('is not put into a new request, whether or not there is one', async () => {
      for (const id of ['house', 'no-such']) expect(await refused(submit('anna', { contract: id }))).toEqual(notAt('/contract'));
      expect(await refused(submit('anna', { contract: 'house', client: 'rose', town: 'oka', lines: [{}, { item: 'ship' }] }))).toEqual(notAt('/contract', '/client', '/lines/1/item'));
      expect((await submit('anna', { town: 'oka' }, 'note')).data).toMatchObject({ town: 'oka' });
    });

    it('may stand in the first values of a form', async () => {
      expect((await submit('anna', {}, 'usual')).data.contract).toBe('house');
      expect((await submit('anna', { contract: 'house' }, 'usual')).data.contract).toBe('house');
      expect(await refused(submit('anna', { contract: 'ship' }, 'usual'))).toEqual(notAt('/contract'));
    });

    it('is not put in at a step; what stood there stays, moves among lines and goes', async () => {
      const { task } = await checking({ contract: 'house', lines: [{ item: 'house' }, { item: 'ship' }] });
      expect(await refused(check(task, { contract: 'ship' }))).toEqual(notAt('/contract'));
      expect(await refused(check(task, { lines: [{ item: 'ship' }, { item: 'no-such' }] }))).toEqual(notAt('/lines/1/item'));
      expect((await check(task, { contract: 'house', lines: [{ item: 'ship' }] })).data).toMatchObject({ contract: 'house', lines: [{ item: 'ship' }] });
    });

    it('is not put in by the answer to a question', async () => {
      const { task } = await checking();
      const answer = (contract: string) => place.as('kurt').answerQuestion({ task, question: 'which', answer: contract, idempotencyKey: place.key() });
      expect(await refused(answer('ship'))).toEqual(notAt('/contract'));
      expect((await answer('house')).data.contract).toBe('house');
    });

    it('goes over to a request that is made of one where it stands, and no other does', async () => {
      const { id } = await checking();
      const basis = { request: id, rule: 'next' };
      const { data } = await place.as('kurt').startRelated(basis);
      expect(data.contract).toBe('house');
      const make = (contract: string) => place.as('kurt').submitRequest({ kind: 'note', data: { ...data, contract }, basis, idempotencyKey: place.key() });
      expect(await refused(make('ship'))).toEqual(notAt('/contract'));
      expect((await make('house')).titles[recordKey('contracts', 'house')]).toBe('House contract');
    });

    it('changes nothing in a forecast', async () => {
      const told = (by: string, data: JsonObject) => place.as(by).forecast({ kind: 'case', data: { what: 'Something', ...data } });
      expect(JSON.stringify(await told('lena', { contract: 'ship' }))).toContain('boris');
      expect(await told('anna', { contract: 'ship' })).toEqual(await told('anna', {}));
    });

    it('may be typed into a draft, which tells nothing of it', async () => {
      const draft = await place.as('anna').saveDraft({ kind: 'case', data: { contract: 'house' }, step: 0 });
      const other = await place.as('anna').saveDraft({ kind: 'case', data: { contract: 'no-such' }, step: 0 });
      expect({ ...draft, data: {} }).toEqual({ ...other, data: {} });
    });

    it('is not put into what recurs, and stays in it when the directory is closed later', async () => {
      const start = (by: string) => place.as(by).startRecurrence({ kind: 'note', data: { what: 'Again', contract: 'ship' }, rule: { every: 'day', from: '2026-03-03' }, idempotencyKey: place.key() });
      expect(await refused(start('anna'))).toEqual(notAt('/contract'));
      await start('lena');
      await allow({ people: ['boris'] });
      expect(await refused(submit('lena', { contract: 'ship' }, 'note'))).toEqual(notAt('/contract'));
      await place.pass({ days: 1 });
      expect((await place.as('lena').findRecurrences({})).items.map(({ made, problem }) => [made, problem])).toEqual([[1, undefined]]);
    });
  });

  describe('nobody else learns', () => {
    it('who keeps a record', async () => {
      const { id } = await checking();
      expect(await refused(place.as('kurt').findReservations({ directory: 'contracts', record: 'house' }))).toEqual(closed);
      expect((await place.as('kurt').findReservations({ request: id })).items.map(({ recordTitle }) => recordTitle)).toEqual(['House contract']);
      expect((await place.as('boris').findReservations({ directory: 'contracts', record: 'house' })).items).toHaveLength(1);
    });

    it('the contact persons of a client', async () => {
      const { id } = await checking({ contract: 'house', client: 'rose' });
      const say = (by: string, body: string) => place.as(by).addComment({ request: id, body, visibility: 'public', idempotencyKey: place.key() });
      expect((await place.as('lena').findContacts({ request: id })).map(({ name }) => name)).toEqual(['Nina Rose']);
      expect(await place.as('kurt').findContacts({ request: id })).toEqual([]);
      for (const contact of ['nina', 'no-such']) {
        const error = await say('kurt', `@contacts/${contact} please`).then(() => undefined, (reason: unknown) => reason as RequestryError);
        expect(error?.issues.map(({ params }) => [params?.person, params?.reason])).toEqual([[contact, 'may.look-up-not-yours']]);
      }
      expect((await say('lena', '@contacts/nina please')).contacts?.map(({ name }) => name)).toEqual(['Nina Rose']);
    });

    it('what may be decided', async () => {
      const { task } = await checking();
      const { tasks } = await check(task, {});
      for (const type of ['deal', 'no-such']) expect(await refused(place.as('kurt').completeTask({ task: tasks[0]?.id ?? '', outcome: 'decide', decision: { type }, idempotencyKey: place.key() }))).toEqual(notAt('/decision/type'));
    });

    it('of which materials there are', async () => {
      const { id } = await checking();
      for (const material of ['bolt', 'no-such']) expect(await refused(place.as('kurt').addUsage({ request: id, lines: [{ material, quantity: '1', date: '2026-03-02' }], idempotencyKey: place.key() }))).toEqual(notAt('/lines/0/material'));
    });
  });

  describe('a client who calls', () => {
    const enter = (by: string, more: JsonObject): Promise<RequestView> => place.as(by).submitRequest({ kind: 'call', data: { what: 'Call' }, source: 'line', idempotencyKey: place.key(), ...more });

    it('is recognised, and not shown before to whoever may not look clients up', async () => {
      expect(await refused(place.as('vera').matchCounterparty({ source: 'line', email: 'office@rose.example' }))).toEqual(closed);
      const mail = { messageId: 'm-1', from: { address: 'office@rose.example' }, to: [{ address: 'someone@else.example' }], subject: 'Hello', text: 'Text' };
      expect((await place.as('vera').startFromLetter({ source: 'line', mail })).match.cards).toEqual([]);
      const view = await enter('vera', { contact: { email: 'office@rose.example' } });
      expect([view.counterparty, view.titles[recordKey('counterparties', 'rose')], view.data.contract]).toEqual([{ directory: 'counterparties', id: 'rose' }, 'Rose Ltd', 'ship']);
    });

    it('is chosen only by those who may look clients up', async () => {
      for (const counterparty of ['rose', 'no-such']) expect(await refused(enter('vera', { counterparty }))).toEqual(notAt('/counterparty'));
      const { id, counterparty, titles } = await enter('vera', { contact: { phone: '+7 495 111-11-11' } });
      expect([counterparty?.candidates, titles[recordKey('counterparties', 'iris')]]).toEqual([['irene', 'iris'], undefined]);
      expect(await refused(place.as('vera').chooseCounterparty({ request: id, counterparty: 'iris', idempotencyKey: place.key() }))).toEqual(notAt('/counterparty'));
    });
  });

  describe('a kind is checked', () => {
    const warnings = async (kind: string) => (await place.as('dan').checkKindDraft({ kind })).filter(({ code }) => code.endsWith('closed-directory')).map(({ severity, code, path, element, params }) => [severity, code, path ?? element, (params?.message as unknown as { readonly en: string }).en]);

    it('for fields, decisions and materials that not everybody who chooses may look up', async () => {
      expect(await warnings('case')).toEqual([
        ['warning', 'form.closed-directory', '/properties/contract', 'Field “Contract”: directory “Contracts” is not open to everybody who submits. Cannot choose: Anna, Kurt, Vera'],
        ['warning', 'form.closed-directory', '/properties/client', 'Field “client”: directory “counterparties” is not open to everybody who submits. Cannot choose: Anna, Kurt, Vera'],
        ['warning', 'form.closed-directory', '/properties/lines', 'Field “lines”: directory “Contracts” is not open to everybody who submits. Cannot choose: Anna, Kurt, Vera'],
        ['warning', 'route.closed-directory', 'check', 'Step “check”, field “Contract”: directory “Contracts” is not open to everybody who performs the step. Cannot choose: Kurt'],
        ['warning', 'route.closed-directory', 'check', 'Step “check”, field “lines”: directory “Contracts” is not open to everybody who performs the step. Cannot choose: Kurt'],
        ['warning', 'route.closed-directory', 'check', 'Step “check”, materials: directory “parts” is not open to everybody who performs the step. Cannot choose: Kurt'],
      ]);
    });

    it('and is found right when it is submitted by those alone, or asks for nothing of it', async () => {
      const narrow = async (more: object): Promise<void> => {
        const { kind, version } = await place.as('dan').getKindDraft({ kind: 'note' });
        await place.as('dan').saveKindDraft({ kind: { ...kind, ...more }, expectedVersion: version });
      };
      expect(await warnings('note')).toHaveLength(3);
      await narrow({ submit: { roles: ['lawyer'] } });
      expect(await warnings('note')).toEqual([]);
      await narrow({ submit: {}, submitAccess: { '*': 'edit', contract: 'hidden', client: 'read', lines: 'hidden' } });
      expect(await warnings('note')).toEqual([]);
    });
  });
}
