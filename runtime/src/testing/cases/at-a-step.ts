import { RequestryError, type RequestView } from '@requestry/model';
import { agency } from '../agency.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

/** What leads a performer through a step, and what the initiator says of it in the end. */
export function atAStep({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: agency });
  });

  const submit = (kind = 'visit'): Promise<RequestView> => place.as('anna').submitRequest({ kind, data: { what: 'Talk', price: 1 }, idempotencyKey: place.key() });
  const taskOf = async (person: string, request: string): Promise<string> => (await place.as(person).findTasks({ view: 'mine' })).items.find((task) => task.request === request)?.id ?? '';
  const tick = async (request: string, item: number, on = true, person = 'kurt') => place.as(person).tickItem({ task: await taskOf('kurt', request), item, on, idempotencyKey: place.key() });
  const answer = async (request: string, question: string, text: string) => place.as('kurt').answerQuestion({ task: await taskOf('kurt', request), question, answer: text, idempotencyKey: place.key() });
  const decide = async (person: string, request: string, outcome: string, comment?: string): Promise<RequestView> =>
    place.as(person).completeTask({ task: await taskOf(person, request), outcome, ...(comment === undefined ? {} : { comment }), idempotencyKey: place.key() });
  const rate = (request: string, stars: number, text?: string, by = 'anna') => place.as(by).rateRequest({ request, stars, ...(text === undefined ? {} : { text }), idempotencyKey: place.key() });
  const proof = (request: string) => place.as('erik').checkHistory({ request });
  const path = ({ guides }: RequestView): readonly unknown[] => [guides[0]?.script?.answered.map(({ id, answer: given }) => [id, given]), guides[0]?.script?.next?.id];

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }
  const refusal = async (promise: Promise<unknown>): Promise<string> => rejection(promise).then(({ code, params }) => [code, params.reason].filter(Boolean).join(' '));

  describe('at a step', () => {
    it('keeps what was ticked off with who and when, and asks for mandatory points before it goes forward (X-22 Y-30)', async () => {
      const { id } = await submit();
      expect((await tick(id, 1)).guides[0]?.checklist).toEqual([
        { item: 1, text: 'Introduce yourself', mandatory: false, ticked: { by: 'kurt', byName: 'Kurt', at: '2026-03-02T07:00:00.000Z' } },
        { item: 2, text: 'Ask for consent', mandatory: true },
      ]);
      const early = await rejection(decide('kurt', id, 'done'));
      expect(early.issues).toEqual([{ code: 'task.check-required', path: '/checklist/2', params: { item: 2 } }]);
      await tick(id, 2);
      await tick(id, 1, false);
      await tick(id, 1, false);
      expect((await place.as('anna').getRequest({ request: id })).guides[0]?.checklist.map(({ ticked }) => ticked?.by)).toEqual([undefined, 'kurt']);
      expect((await place.as('anna').getHistory({ request: id })).filter(({ type }) => type === 'item-ticked').map(({ by, facts }) => [by, facts.item, facts.on])).toEqual([['kurt', 1, true], ['kurt', 2, true], ['kurt', 1, false]]);
      await decide('kurt', id, 'done');
      await decide('anna', id, 'return', 'Once more');
      expect((await place.as('anna').getRequest({ request: id })).guides[0]?.checklist.map(({ ticked }) => ticked), 'it begins anew').toEqual([undefined, undefined]);
      expect((await rejection(decide('kurt', id, 'done'))).issues[0]?.code).toBe('task.check-required');
      expect(await proof(id)).toMatchObject({ holds: true, rebuilds: true });
    });

    it('leads through a script by the answers, and puts them into fields (L-10 H-11 X-22)', async () => {
      const { id } = await submit();
      expect(path(await place.as('kurt').getRequest({ request: id }))).toEqual([[], 'budget']);
      expect(path(await answer(id, 'budget', 'yes'))).toEqual([[['budget', 'yes']], 'amount']);
      const priced = await answer(id, 'amount', '1500');
      expect([path(priced), priced.data.price]).toEqual([[[['budget', 'yes'], ['amount', '1500']], 'who'], 1500]);
      expect(path(await answer(id, 'who', 'The director'))).toEqual([[['budget', 'yes'], ['amount', '1500'], ['who', 'The director']], undefined]);
      expect(path(await answer(id, 'budget', 'no')), 'another way').toEqual([[['budget', 'no']], 'when']);
      expect(path(await answer(id, 'budget', 'yes')), 'and back').toEqual([[['budget', 'yes'], ['amount', '1500'], ['who', 'The director']], undefined]);
      expect((await rejection(answer(id, 'budget', 'perhaps'))).issues).toMatchObject([{ code: 'guide.option', path: '/answer' }]);
      expect((await rejection(answer(id, 'amount', 'a lot'))).issues[0]?.path).toBe('/price');
      expect((await rejection(answer(id, 'who', ' '))).issues[0]?.code).toBe('form.required');
      expect(await refusal(answer(id, 'nothing', 'x'))).toBe('NOT_FOUND');
      expect((await place.as('anna').getHistory({ request: id })).filter(({ type }) => type === 'script-answered').length).toBe(5);
      expect(await proof(id)).toMatchObject({ holds: true, rebuilds: true });
    });

    it('is for whoever has the task, once for each command', async () => {
      const { id } = await submit();
      const command = { task: await taskOf('kurt', id), item: 1, on: true, idempotencyKey: place.key() };
      const first = await place.as('kurt').tickItem(command);
      expect(await place.as('kurt').tickItem(command)).toEqual(first);
      expect(await refusal(tick(id, 2, true, 'boris'))).toBe('NOT_FOUND');
      expect(await refusal(tick(id, 2, true, 'anna'))).toBe('FORBIDDEN may.performer-only');
      expect((await rejection(tick(id, 3))).issues).toMatchObject([{ code: 'guide.item', path: '/item' }]);
      await tick(id, 2);
      await decide('kurt', id, 'done');
      expect(await refusal(place.as('kurt').tickItem({ ...command, idempotencyKey: place.key() }))).toBe('FORBIDDEN may.task-closed');
    });

    it('asks the initiator how it was, once it is done; the rating may be changed for a time (H-04 X-21)', async () => {
      const { id } = await submit();
      expect((await place.as('anna').getRequest({ request: id })).rate).toEqual({ allowed: false, reason: { code: 'may.rate-completed' } });
      await tick(id, 2);
      await decide('kurt', id, 'done');
      await decide('anna', id, 'accept');
      await place.pass({ minutes: 1 });
      expect((await place.as('anna').findNotifications()).items.filter(({ event }) => event === 'rating-wanted').length).toBe(1);
      expect(await refusal(rate(id, 5, undefined, 'kurt'))).toBe('FORBIDDEN may.initiator-only');
      for (const stars of [0, 6, 2.5]) expect((await rejection(rate(id, stars))).issues).toMatchObject([{ code: 'rating.stars' }]);
      const command = { request: id, stars: 3, text: 'Late', idempotencyKey: place.key() };
      const rated = await place.as('anna').rateRequest(command);
      expect(rated.rating).toEqual({ stars: 3, text: 'Late', by: 'anna', at: '2026-03-02T07:01:00.000Z' });
      expect(await place.as('anna').rateRequest(command)).toEqual(rated);
      await place.pass({ hours: 1 });
      expect((await rate(id, 4)).rating).toEqual({ stars: 4, by: 'anna', at: '2026-03-02T07:01:00.000Z', changedAt: '2026-03-02T08:01:00.000Z' });
      await place.pass({ days: 1 });
      expect(await refusal(rate(id, 5))).toBe('FORBIDDEN may.rating-too-old');
      expect(await refusal(rate((await submit('job')).id, 5))).toBe('FORBIDDEN may.not-rated');
      expect(await proof(id)).toMatchObject({ holds: true, rebuilds: true });
    });

    it('is averaged by kind and performer, for those who see every request (O-15 H-15)', async () => {
      for (const stars of [5, 4]) {
        const { id } = await submit();
        await tick(id, 2);
        await decide('kurt', id, 'done');
        await decide('anna', id, 'accept');
        await rate(id, stars);
        await place.pass({ days: 1 });
      }
      expect(await place.as('erik').getRatings()).toEqual({ kinds: [{ id: 'visit', title: { ru: 'visit', en: 'visit' }, count: 2, average: 4.5 }], performers: [{ id: 'kurt', title: 'Kurt', count: 2, average: 4.5 }], more: false });
      expect((await place.as('erik').getRatings({ kind: 'visit', to: '2026-03-03T00:00:00.000Z' })).kinds).toMatchObject([{ count: 1, average: 5 }]);
      expect((await place.as('erik').getRatings({ kind: 'job' })).kinds).toEqual([]);
      expect(await refusal(place.as('anna').getRatings())).toBe('FORBIDDEN may.see-all-only');
    });

    it('goes with the personal data of the request', async () => {
      const { id } = await submit();
      await tick(id, 2);
      await answer(id, 'budget', 'no');
      await answer(id, 'when', 'After my divorce');
      await decide('kurt', id, 'done');
      await decide('anna', id, 'accept');
      await rate(id, 1, 'He was rude');
      const erased = await place.as('erik').eraseRequest({ request: id, reason: 'Asked for', idempotencyKey: place.key() });
      expect([erased.rating, erased.rate?.allowed]).toEqual([undefined, false]);
      expect(JSON.stringify([erased, await place.as('erik').getHistory({ request: id })])).not.toMatch(/divorce|rude/);
    });

    it('is checked at publishing: steps, points, questions, circles and fields (X-22)', async () => {
      const erik = place.as('erik');
      const { version, kind, route } = await erik.getKindDraft({ kind: 'visit' });
      const guides = [
        { step: 'talk', mandatory: [3], script: [{ id: 'a', text: 'A', next: 'b', field: 'gone' }, { id: 'b', text: 'B', next: 'a' }] },
        { step: 'talk', script: [{ id: 'c', text: 'C', next: 'nowhere' }, { id: 'c', text: 'C' }] },
        { step: 'none' },
      ];
      await erik.saveKindDraft({ kind: { ...kind, guides, rating: { changeWithin: 'soon' } }, ...(route !== undefined ? { route } : {}), expectedVersion: version });
      const codes = (await erik.checkKindDraft({ kind: 'visit' })).map(({ code }) => code);
      for (const code of ['kind.guide-item', 'kind.guide-circle', 'kind.guide-field', 'kind.guide-twice', 'kind.guide-next', 'kind.guide-step', 'kind.rating-time']) expect(codes).toContain(code);
    });
  });
}
