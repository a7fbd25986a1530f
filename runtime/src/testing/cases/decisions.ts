import { RequestryError, type DecisionChoice, type FollowUpMessage, type JsonObject, type Kind, type RequestView } from '@requestry/model';
import { terseBpmn } from '../../process/testing/terse-route.js';
import type { ServiceSuite } from '../describe-service.js';
import { depot } from '../depot.js';
import type { Office } from '../office.js';

/** Decisions out of a directory, and what they start. */
export function decisions({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  let told: FollowUpMessage[];
  let receive: (message: FollowUpMessage) => Promise<void>;
  beforeEach(async () => {
    told = [];
    receive = () => Promise.resolve();
    place = await open({ system: depot, messages: { followUps: async (message) => { told.push(message); await receive(message); } } });
  });

  const submit = (data: JsonObject = {}): Promise<RequestView> => place.as('anna').submitRequest({ kind: 'offer', data: { client: 'rose', subject: 'Станок', price: 100, ...data }, idempotencyKey: place.key() });
  const decide = async (request: string, decision?: DecisionChoice, outcome = 'decide'): Promise<RequestView> => {
    const [task] = (await place.as('clerk1').getRequest({ request })).tasks;
    return place.as('clerk1').completeTask({ task: task?.id ?? '', outcome, ...(decision ? { decision } : {}), idempotencyKey: place.key() });
  };
  async function failure(promise: Promise<unknown>): Promise<readonly string[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error.code === 'INVALID' ? error.issues.map(({ code, path }) => `${code} ${path}`) : [error.code, String(error.params.reason ?? '')];
  }
  const events = async (request: string): Promise<readonly string[]> => (await place.as('boss').getHistory({ request })).map(({ type }) => type);
  const deals = async () => (await place.as('boss').findRequests({ filter: { kind: 'deal' } })).items;

  describe('a decision out of a directory', () => {
    it('is stored with the request, its book value and words of one’s own (Y-06, Y-07, Y-08)', async () => {
      const { id } = await submit();
      expect((await place.as('clerk1').getRequest({ request: id })).tasks[0]?.outcomes.map((outcome) => outcome.decisionDirectory)).toEqual(['verdicts', undefined]);
      const view = await decide(id, { type: 'too-late', text: ' Раньше мая не успеем ' });
      expect(view.decision).toMatchObject({ directory: 'verdicts', type: 'too-late', title: 'Отказ — не подходит по срокам', text: 'Раньше мая не успеем', step: 'judge', by: 'clerk1' });
      expect(view.names.clerk1).toBe('Клара');
      const entry = (await place.as('anna').getHistory({ request: id })).find(({ type }) => type === 'decision-made');
      expect(entry).toMatchObject({ facts: { decision: { type: 'too-late' }, comment: 'Раньше мая не успеем' }, trace: { code: 'decision.made', params: { title: 'Отказ — не подходит по срокам' } } });
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('has to be one of the directory, where the outcome asks for it (Y-07)', async () => {
      const { id } = await submit();
      expect(await failure(decide(id))).toEqual(['decision.type-required /decision/type']);
      expect(await failure(decide(id, { type: 'maybe' }))).toEqual(['decision.unknown-type /decision/type']);
      expect(await failure(decide(id, { type: 'too-late', text: 'x'.repeat(10_001) }))).toEqual(['form.maxLength /decision/text']);
      expect(await failure(decide(id, { type: 'too-late' }, 'later'))).toEqual(['decision.not-asked /decision']);
      await place.as('boss').saveRecord({ record: { id: 'too-late', directory: 'verdicts', data: { name: 'x' }, archived: true }, idempotencyKey: place.key() });
      expect(await failure(decide(id, { type: 'too-late' }))).toEqual(['decision.unknown-type /decision/type']);
    });

    it('is the reason of a return and of a refusal, checked and told like any other, also where a route of an earlier version names it (L-05, Y-07)', async () => {
      const route = terseBpmn('start -> judge -> x; x -> mend if =steps.judge.outcome = "back"; x -> no if =steps.judge.outcome = "reject"; x -> end else; mend -> judge; no end rejected; judge approval clerk1 outcomes=approve,reject!stop#verdicts,back!return#verdicts; mend rework initiator');
      const kind: Kind = { id: 'claim', title: 'Claim', scope: 'internal', form: { schema: { type: 'object', properties: {} }, ui: { type: 'VerticalLayout', elements: [] } } };
      place = await open({ system: { ...depot, kinds: [...depot.kinds, { kind, route: route.replace('decisionDirectory', 'reasonDirectory') }] } });
      const { id } = await place.as('anna').submitRequest({ kind: 'claim', data: {}, idempotencyKey: place.key() });
      expect(await failure(decide(id, undefined, 'back'))).toEqual(['decision.type-required /decision/type']);
      expect(await failure(decide(id, undefined, 'reject'))).toEqual(['decision.type-required /decision/type']);
      const returned = await decide(id, { type: 'too-late' }, 'back');
      expect([returned.state, returned.decision?.title]).toEqual(['active', 'Отказ — не подходит по срокам']);
      const [task] = (await place.as('anna').getRequest({ request: id })).tasks;
      await place.as('anna').completeTask({ task: task?.id ?? '', outcome: task?.outcomes[0]?.id ?? '', idempotencyKey: place.key() });
      expect((await decide(id, { type: 'too-new', text: 'Снова' }, 'reject')).state).toBe('rejected');
      const made = (await place.as('anna').getHistory({ request: id })).filter(({ type }) => type === 'decision-made');
      expect(made.map(({ trace, facts }) => [trace?.params?.title, facts.comment])).toEqual([['Отказ — не подходит по срокам', undefined], [expect.stringContaining('тказ'), 'Снова']]);
    });

    it('is what the register filters by and shows (Y-06, Y-07)', async () => {
      const [late, work, open] = [await submit(), await submit(), await submit()];
      await decide(late.id, { type: 'too-late', text: 'Тайна' });
      await decide(work.id, { type: 'to-work' });
      const { items } = await place.as('boss').findRequests({ filter: { decision: 'too-late' } });
      expect(items.map(({ id, decision }) => [id, decision])).toEqual([[late.id, { directory: 'verdicts', type: 'too-late', title: 'Отказ — не подходит по срокам' }]]);
      expect((await place.as('boss').findRequests({ filter: { kind: 'offer', state: ['active'] } })).items.map(({ id, decision }) => [id, decision])).toEqual([[open.id, undefined]]);
      expect((await place.as('vera').findRequests({ filter: { decision: 'too-late' } })).items).toEqual([]);
    });

    it('begins a request of another kind on the basis of this one, once, with mapped fields (Y-09)', async () => {
      const { id } = await submit();
      const { decision } = await decide(id, { type: 'to-work', text: 'Берём' });
      expect(decision?.followUps).toMatchObject([{ id: 'deal', state: 'pending' }]);
      await place.runtime.work();
      await place.runtime.work();
      const [made, ...rest] = await deals();
      expect([made?.number, rest]).toEqual(['Д-001', []]);
      expect((await place.as('anna').getRequest({ request: made?.id ?? '' }))).toMatchObject({ title: 'По обращению: Станок', initiator: 'anna', data: { client: 'rose', amount: 200, reason: 'Берём', urgent: true } });
      const related = async (request: string, by = 'anna') => (await place.as(by).findRelated({ request })).requests.map((each) => [each.id, each.type, each.direction, each.rule]);
      expect([await related(made?.id ?? ''), await related(id)], 'both tell of each other').toEqual([[[id, 'based-on', 'to', 'Договор']], [[made?.id, 'based-on', 'from', 'Договор']]]);
      expect(await related(id, 'clerk1'), 'to those who see the other').toEqual([]);
      expect(await place.as('boss').checkHistory({ request: made?.id ?? '' })).toMatchObject({ holds: true, rebuilds: true });
      const after = await place.as('anna').getRequest({ request: id });
      expect([after.decision?.followUps, after.names[made?.id ?? '']]).toEqual([[{ id: 'deal', state: 'done', request: made?.id, at: expect.any(String) as unknown }], 'Д-001']);
      expect((await place.as('anna').getHistory({ request: id })).at(-1)?.trace).toEqual({ code: 'follow-up.started', params: { title: 'В работу', number: 'Д-001' } });
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
      const [vera] = [await place.as('clerk1').getRequest({ request: id })];
      expect(vera.decision?.followUps?.[0], 'who does not see the new request is not told which it is').toEqual({ id: 'deal', state: 'done', at: expect.any(String) as unknown });
    });

    it('tells the host, with one key until it has taken it (Y-09)', async () => {
      const { id } = await submit();
      receive = () => Promise.reject(new Error('away'));
      await decide(id, { type: 'too-new', text: 'Подготовить' });
      await place.runtime.work();
      expect((await place.as('anna').getRequest({ request: id })).decision?.followUps).toMatchObject([{ id: 'preparation', state: 'pending' }]);
      receive = () => Promise.resolve();
      await place.pass({ minutes: 2 });
      await place.pass({ hours: 13 });
      expect(told.map(({ key }) => key)).toEqual([told[0]?.key, told[0]?.key]);
      expect(told.at(-1)).toMatchObject({ message: 'prepare', tenant: 'main', request: id, kind: 'offer', decision: { type: 'too-new', text: 'Подготовить', by: 'clerk1' }, data: { what: 'Станок', verdict: 'Отказ — новый продукт, нужна подготовка' } });
      expect((await place.as('anna').getRequest({ request: id })).decision?.followUps).toMatchObject([{ state: 'done' }]);
      expect((await place.as('anna').getHistory({ request: id })).at(-1)?.trace?.code).toBe('follow-up.told');
    });

    it('says when nothing follows after all, tells who decided, and can be tried again (Y-09)', async () => {
      const { id } = await submit({ price: 600 });
      await decide(id, { type: 'to-work' });
      for (const minutes of [0, 2, 6, 31, 121, 721, 0]) await place.pass({ minutes });
      const failed = (await place.as('clerk1').getRequest({ request: id })).decision?.followUps;
      expect(failed).toMatchObject([{ id: 'deal', state: 'failed', code: 'form.maximum' }]);
      for (const person of ['clerk1', 'boss']) expect((await place.as(person).findNotifications({})).items.map(({ event }) => event)).toContain('follow-up-failed');
      expect([await deals(), (await events(id)).at(-1)]).toEqual([[], 'follow-up-failed']);
      const retry = (person: string, followUp = 'deal') => place.as(person).retryFollowUp({ request: id, followUp, idempotencyKey: place.key() });
      expect(await failure(retry('anna'))).toEqual(['FORBIDDEN', 'may.decider-only']);
      expect(await failure(retry('vera'))).toEqual(['NOT_FOUND', '']);
      expect(await failure(retry('clerk1', 'none'))).toEqual(['NOT_FOUND', '']);
      const draft = await place.as('boss').getKindDraft({ kind: 'deal' });
      const schema = draft.kind.form.schema;
      await place.as('boss').saveKindDraft({ kind: { ...draft.kind, form: { ...draft.kind.form, schema: { ...schema, properties: { ...schema.properties, amount: { type: 'number' } } } } }, expectedVersion: draft.version });
      await place.as('boss').publishKind({ kind: 'deal', expectedVersion: 1, idempotencyKey: place.key() });
      expect((await retry('clerk1')).decision?.followUps).toMatchObject([{ state: 'pending' }]);
      expect(await failure(retry('clerk1'))).toEqual(['STATE', 'follow-up.pending']);
      await place.runtime.work();
      expect([(await deals()).length, (await place.as('anna').getRequest({ request: id })).decision?.followUps?.[0]?.state]).toEqual([1, 'done']);
    });

    it('is checked with its kind, in words', async () => {
      const draft = await place.as('boss').getKindDraft({ kind: 'offer' });
      const wrong = [{ id: 'a', directory: 'goods', start: { message: '' } }, { id: 'a', directory: 'verdicts', start: { kind: 'deal', data: { subject: '=title', amount: '=price *' } } }];
      await place.as('boss').saveKindDraft({ kind: { ...draft.kind, followUps: wrong }, ...(draft.route === undefined ? {} : { route: draft.route }), expectedVersion: draft.version });
      const issues = await place.as('boss').checkKindDraft({ kind: 'offer' });
      expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(['follow-up.never /followUps/0/directory', 'follow-up.start /followUps/0/start', 'follow-up.id-twice /followUps/1/id', 'follow-up.unknown-name /followUps/1/start/data/subject', 'feel.syntax /followUps/1/start/data/amount']);
      for (const { params } of issues) expect(params?.message).toMatchObject({ ru: expect.stringMatching(/^Продолжение «a»: ./), en: expect.stringMatching(/^Follow-up “a”: ./) });
    });
  });
}
