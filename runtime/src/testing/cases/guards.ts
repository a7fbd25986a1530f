import { RequestryError, type Issue, type Json, type JsonObject, type Kind, type RequestView, type TaskView } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import { depot } from '../depot.js';
import type { Office, OfficeOptions } from '../office.js';

type Messages = NonNullable<OfficeOptions['messages']>;

/** Conditions over data, directories, other requests and the host's own systems. */
export function guards({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  let asked: { readonly query: JsonObject; readonly signal: AbortSignal }[];
  let stock: () => Promise<Json>;
  const begin = async (messages: Messages = {}): Promise<void> => {
    place = await open({ system: depot, messages: { connectors: { stock: async (query, signal) => { asked.push({ query, signal }); return stock(); }, rates: () => Promise.resolve({ price: 1 }) }, ...messages } });
  };
  beforeEach(async () => {
    asked = [];
    stock = () => Promise.resolve(10);
    await begin();
  });

  const submit = (data: JsonObject = {}, person = 'anna'): Promise<RequestView> =>
    place.as(person).submitRequest({ kind: 'order', data: { client: 'rose', item: 'drill', quantity: 2, needed: '2026-03-20', ...data }, idempotencyKey: place.key() });
  const taskOf = async (person: string, request: string): Promise<TaskView> => (await place.as(person).getRequest({ request })).tasks[0] as TaskView;
  const decide = async (person: string, request: string, outcome: string, key = place.key()): Promise<RequestView> => place.as(person).completeTask({ task: (await taskOf(person, request)).id, outcome, idempotencyKey: key, comment: 'x' });

  async function issuesOf(promise: Promise<unknown>): Promise<readonly Issue[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (error instanceof RequestryError && error.code === 'INVALID') return error.issues;
    throw new Error(`INVALID was expected, found ${String(error)}`);
  }
  const said = (issue: Issue | undefined, locale: 'ru' | 'en' = 'ru'): string => String((issue?.params?.message as Record<string, string> | undefined)?.[locale]).replaceAll('\u00a0', ' ');

  describe('a guard', () => {
    it('is made of connectors that designers choose from a list', async () => {
      expect(await place.as('boss').findConnectors()).toEqual(['rates', 'stock']);
      expect(await place.as('anna').findConnectors().then(() => 'told', (error: unknown) => (error as RequestryError).code)).toBe('FORBIDDEN');
    });

    it('keeps a request from being submitted against the terms of its contract, and says which (S-03, X-13)', async () => {
      const [issue, ...rest] = await issuesOf(submit({ contract: 'c-1', needed: '2026-03-05' }));
      expect([issue?.code, issue?.params?.guard, rest]).toEqual(['guard.blocked', 'notice', []]);
      expect(said(issue)).toBe('По договору Д-1 заявку подают не позже чем за 5 дн., а нужно 5 мар. 2026 г.');
      expect(said(issue, 'en')).toBe('Contract Д-1 wants 5 days of notice, wanted Mar 5, 2026');
      expect((await submit({ contract: 'c-1', needed: '2026-03-07' })).state).toBe('active');
      expect((await submit({ needed: '2026-03-02' })).state).toBe('active');
    });

    it('lets nobody accept what the stock does not have or what the client has not paid for, each with its explanation (G-11, S-11)', async () => {
      const first = await submit({ cost: 12_500 });
      const { id } = await submit({ quantity: 11 });
      const issues = await issuesOf(decide('clerk1', id, 'approve'));
      expect(issues.map(({ code, params }) => [code, params?.guard, params?.facts])).toEqual([['guard.blocked', 'stock', { left: 10 }], ['guard.blocked', 'debt', { debt: 12_500 }]]);
      expect(issues.map((issue) => said(issue))).toEqual(['На складе 10, а нужно 11: Дрель', `Долг 12 500 ₽ по заявкам ${first.number}`]);
      expect((await place.as('clerk1').getRequest({ request: id })).version, 'nothing was written').toBe(1);
      expect((await decide('clerk1', id, 'reject')).state, 'saying no is never kept').toBe('rejected');
    });

    it('tells before a decision which outcome is kept and why (G-11)', async () => {
      const { id } = await submit({ quantity: 11 });
      const { outcomes } = await taskOf('clerk1', id);
      expect(outcomes.map(({ id: outcome, complete }) => [outcome, complete?.allowed, complete?.reason?.code])).toEqual([['approve', false, 'guard.blocked'], ['reject', undefined, undefined]]);
      expect(outcomes[0]?.complete?.reason?.because).toEqual([{ code: 'guard.fact', params: { name: 'left', value: 10 } }]);
      expect((await place.as('anna').getRequest({ request: id })).tasks[0]?.outcomes[0]?.complete, 'not the business of others').toBeUndefined();
    });

    it('looks at requests of the same client only, and not at itself (G-11)', async () => {
      await submit({ client: 'iris', cost: 100 });
      await submit({ cost: 100, paid: true });
      const { id } = await submit({ cost: 50 });
      expect((await decide('clerk1', id, 'approve')).waitingFor.flatMap(({ people }) => people)).toEqual(['Курт']);
    });

    it('tells nothing of requests that the reader may not see', async () => {
      const kinds = depot.kinds.map(({ kind, route }) => ({ kind: { ...kind, see: { people: ['boss'] }, submit: {} } as Kind, ...(route === undefined ? {} : { route }) }));
      place = await open({ system: { ...depot, kinds }, messages: { connectors: { stock: () => Promise.resolve(99), rates: () => Promise.resolve({ price: 1 }) } } });
      const other = await submit({ cost: 12_500 });
      await decide('clerk1', other.id, 'reject');
      const third = await submit({ cost: 700 }, 'vera');
      await place.as('boss').reassignTask({ task: (await taskOf('boss', third.id)).id, to: 'lena', idempotencyKey: place.key() });
      const [issue] = await issuesOf(decide('lena', third.id, 'approve'));
      expect([issue?.params?.guard, issue?.params?.facts, said(issue)]).toEqual(['debt', {}, 'Долг … ₽ по заявкам …']);
      expect(JSON.stringify([await place.as('lena').getRequest({ request: third.id }), issue])).not.toContain('12500');
    });

    it('keeps a task from being handed over where the contract wants it done personally (S-09)', async () => {
      const { id } = await submit({ contract: 'c-1' });
      await decide('clerk1', id, 'approve');
      const task = await taskOf('kurt', id);
      const command = () => ({ task: task.id, to: 'lena', idempotencyKey: place.key() });
      expect((await issuesOf(place.as('kurt').reassignTask(command()))).map((issue) => said(issue))).toEqual(['По договору Д-1 работу выполняют лично']);
      expect((await issuesOf(place.as('kurt').delegateTask(command()))).map(({ code }) => code)).toEqual(['guard.blocked']);
      expect((await place.as('kurt').getRequest({ request: id })).actions.find(({ action }) => action === 'delegate')).toMatchObject({ allowed: false, reason: { code: 'guard.blocked' } });
      const other = await submit({ contract: 'c-2', client: 'iris' });
      await decide('clerk1', other.id, 'approve');
      expect((await place.as('kurt').delegateTask({ ...command(), task: (await taskOf('kurt', other.id)).id })).waitingFor.flatMap(({ people }) => people)).toEqual(['Лена']);
    });

    it('asks a connector once for a decision, keeps what it answered, and never again for a repeat (G-11)', async () => {
      const { id } = await submit();
      const { id: task } = await taskOf('clerk1', id);
      asked.length = 0;
      const command = { task, outcome: 'approve', idempotencyKey: place.key() };
      await place.as('clerk1').completeTask(command);
      expect(asked.map(({ query }) => query)).toEqual([{ item: 'drill', depot: 'main' }]);
      stock = () => Promise.resolve(0);
      expect((await place.as('clerk1').completeTask(command)).state, 'the same answer').toBe('active');
      const entry = (await place.as('boss').getHistory({ request: id })).find(({ type, facts }) => type === 'guards-checked' && facts.step === 'accept');
      expect(entry?.facts).toMatchObject({ at: 'accept', outcome: 'approve', guards: [{ id: 'stock', verdict: 'passed', facts: { left: { value: 10 } } }, { id: 'debt', facts: { debt: { value: 0 } } }, { id: 'priced' }] });
      expect((await place.as('anna').getHistory({ request: id })).find(({ type, facts }) => type === 'guards-checked' && facts.step === 'accept')?.facts.guards).toEqual(['stock', 'debt', 'priced'].map((guard) => ({ id: guard, verdict: 'passed' })));
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it.each([
      ['fails', () => Promise.reject(new Error('the stock is away'))],
      ['answers what nobody can read', () => Promise.resolve('x'.repeat(20_000))],
      ['gives no yes or no', () => Promise.resolve('many')],
    ])('counts as unavailable when a connector %s, and says so (G-11)', async (_how, answer) => {
      const { id } = await submit();
      stock = answer;
      const [issue, ...rest] = await issuesOf(decide('clerk1', id, 'approve'));
      expect([issue?.code, said(issue), rest]).toEqual(['guard.unavailable', 'Не удалось проверить условие «остаток на складе». Попробуйте позже', []]);
      expect((await taskOf('clerk1', id)).outcomes[0]?.complete, 'it may be there later').toMatchObject({ allowed: true, reason: { code: 'guard.unavailable' } });
      stock = () => Promise.resolve(5);
      expect((await decide('clerk1', id, 'approve')).waitingFor.flatMap(({ people }) => people)).toEqual(['Курт']);
    });

    it('does not wait for a connector that hangs, and tells it to stop (G-11)', async () => {
      const hanging = (signal: AbortSignal): Promise<Json> => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      await begin({ wait: () => Promise.resolve(), connectors: { stock: async (query, signal) => { asked.push({ query, signal }); return hanging(signal); }, rates: (_query, signal) => hanging(signal) } });
      const { id } = await submit();
      expect((await issuesOf(decide('clerk1', id, 'approve'))).map(({ code }) => code)).toEqual(['guard.unavailable']);
      expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
    });

    it('lets pass with a warning that is kept where the kind says so (G-11)', async () => {
      await begin({ connectors: { stock: () => Promise.resolve(10) } });
      const { id } = await submit();
      expect((await taskOf('clerk1', id)).outcomes[0]?.complete).toMatchObject({ allowed: true, reason: { code: 'guard.warned' } });
      await decide('clerk1', id, 'approve');
      const entry = (await place.as('anna').getHistory({ request: id })).find(({ facts }) => facts.step === 'accept' && Array.isArray(facts.guards));
      expect(entry?.facts.guards).toContainEqual({ id: 'priced', verdict: 'warned' });
      expect(entry?.trace?.because?.map(({ code }) => code)).toEqual(['guard.passed', 'guard.passed', 'guard.warned']);
    });

    it('keeps a step from being decided without anybody, leaves it with whoever has it, and says why as everybody may read it (G-11)', async () => {
      let rates: () => Promise<Json> = () => Promise.resolve({ price: 1 });
      await begin({ connectors: { rates: () => rates() } });
      const quote = async (price: number): Promise<string> => (await place.as('anna').submitRequest({ kind: 'quote', data: { price, item: 'Дрель' }, idempotencyKey: place.key() })).id;
      const read = (request: string, person = 'boss'): Promise<RequestView> => place.as(person).getRequest({ request });
      const [cheap, dear] = [await quote(90), await quote(500)];
      await place.pass({ days: 2, minutes: 1 });
      expect([(await read(cheap)).state, (await read(dear)).state]).toEqual(['completed', 'active']);
      const asked = (await place.as('boss').getHistory({ request: cheap })).find(({ type }) => type === 'guards-checked');
      expect([asked?.by, (asked?.facts.guards as readonly JsonObject[]).map(({ id, verdict }) => [id, verdict])]).toEqual([undefined, [['cheap', 'passed'], ['rated', 'passed']]]);
      const { incident, tasks } = await read(dear, 'clerk1');
      expect([incident?.code, incident?.held, incident?.element, incident?.why?.because?.map(({ code, params }) => [code, params?.guard, params?.text])]).toEqual(['guarded', 'alarm', 'accept', [['guard.blocked', 'cheap', { ru: 'Цена …, товар Дрель', en: 'Price … for Дрель' }]]]);
      expect(tasks.map(({ state, complete }) => [state, complete.allowed])).toEqual([['open', true]]);
      for (const [person, event] of [['boss', 'incident-held'], ['clerk1', 'task-escalated']] as const) expect((await place.as(person).findNotifications()).items.filter((note) => note.event === event).map(({ request }) => request), person).toContain(dear);
      await place.pass({ days: 2 });
      expect((await place.as('boss').getHistory({ request: dear })).filter(({ type }) => type === 'step-escalated').map(({ facts }) => facts.action), 'later escalations come as they are set').toEqual(['notify']);
      expect((await decide('clerk1', dear, 'reject')).incident).toBeUndefined();
      for (const id of [cheap, dear]) expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });

      rates = () => Promise.reject(new Error('away'));
      const unasked = await quote(80);
      await place.pass({ days: 5 });
      expect((await read(unasked)).incident?.why?.because?.map(({ code, params }) => [code, params?.guard])).toEqual([['guard.unavailable', 'rated']]);
      rates = () => Promise.resolve({ price: 2 });
      await place.as('boss').retryRequest({ request: unasked, idempotencyKey: place.key() });
      await place.runtime.work();
      expect((await read(unasked)).state, 'an administrator lets it be tried again').toBe('completed');
    });

    it('is checked with its kind, in words (X-13)', async () => {
      const draft = await place.as('boss').getKindDraft({ kind: 'order' });
      const wrong = [
        { id: 'a', at: 'accept', when: 'quantity > 1', explanation: '' },
        { id: 'a', at: 'accept', step: 'nowhere', when: '=amount >', explanation: 'x' },
        { id: 'b', at: 'decide', step: 'work', outcome: 'approve', when: '=amount > 1', explanation: 'x', facts: { item: { from: 'connector', connector: 'none', timeout: 60_000 }, rich: { from: 'requests', same: { field: 'cost' }, take: 'sum' } } },
      ] as unknown as Kind['guards'];
      await place.as('boss').saveKindDraft({ kind: { ...draft.kind, guards: wrong } as Kind, ...(draft.route === undefined ? {} : { route: draft.route }), expectedVersion: draft.version });
      const issues = await place.as('boss').checkKindDraft({ kind: 'order' });
      expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
        'guard.explanation /guards/0/explanation', 'guard.step-needed /guards/0/step', 'guard.no-formula /guards/0/when',
        'guard.id-twice /guards/1/id', 'guard.unknown-step /guards/1/step', 'feel.syntax /guards/1/when',
        'guard.unknown-outcome /guards/2/outcome', 'guard.unknown-name /guards/2/when', 'guard.fact-name /guards/2/facts/item', 'guard.timeout /guards/2/facts/item/timeout', 'guard.connector-unknown /guards/2/facts/item/connector',
        'guard.fact-value /guards/2/facts/rich', 'guard.not-filterable /guards/2/facts/rich',
      ]);
      for (const { params } of issues) expect(params?.message).toMatchObject({ ru: expect.stringMatching(/^Условие «.+»: ./), en: expect.stringMatching(/^Guard “.+”: ./) });
    });

    it('goes with the configuration (X-13)', async () => {
      const exported = await place.runtime.export();
      expect(exported.kinds.find(({ kind }) => kind.id === 'order')?.kind.guards).toEqual(depot.kinds[0]?.kind.guards);
      expect(await place.runtime.import(exported)).toMatchObject({ added: [], changed: [] });
    });
  });
}
