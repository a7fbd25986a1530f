import { RequestryError, type JsonObject, type Notification, type RequestView, type TaskView } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';
import { workshop } from '../workshop.js';

/** Working time, deadlines, reminders and escalations, as people meet them. */
export function peopleAndTime({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  const begin = async (now?: string): Promise<void> => {
    place = await open({ system: workshop, ...(now !== undefined ? { now } : {}) });
  };
  beforeEach(() => begin());

  const submit = (data: JsonObject = { sort: 'leak' }, kind = 'defect'): Promise<RequestView> => place.as('anna').submitRequest({ kind, data: { what: 'Tap', ...data }, idempotencyKey: place.key() });
  const read = (request: string, person = 'adam'): Promise<RequestView> => place.as(person).getRequest({ request });
  const tasksOf = async (person: string, view: 'mine' | 'group' = 'mine'): Promise<readonly TaskView[]> => (await place.as(person).findTasks({ view })).items;
  const told = async (person: string): Promise<readonly string[]> => (await place.as(person).findNotifications()).items.map((note: Notification) => note.event);
  const history = async (request: string): Promise<readonly string[]> => (await place.as('adam').getHistory({ request })).map(({ type }) => type);

  async function decide(person: string, outcome: string, comment?: string): Promise<RequestView> {
    const [task] = [...(await tasksOf(person)), ...(await tasksOf(person, 'group'))];
    if (!task) throw new Error(`${person} has no task`);
    return place.as(person).completeTask({ task: task.id, outcome, expectedVersion: task.version, idempotencyKey: place.key(), ...(comment !== undefined ? { comment } : {}) });
  }

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }

  describe('people and time', () => {
    it('counts a step by the calendar of its performer’s unit or the one above it, across summer time and holidays (X-12)', async () => {
      // Thursday, 15:00 in Berlin: an hour before the weekend that brings summer time; Monday after Easter is a holiday there.
      await begin('2026-03-26T15:00:00+01:00');
      await submit();
      await decide('wolf', 'register');
      expect((await tasksOf('kurt')).map(({ due }) => due)).toEqual(['2026-03-27T14:00:00.000Z']);
      await place.pass({ days: 1 });
      await decide('kurt', 'done');
      await begin('2026-04-02T15:00:00+02:00');
      await submit();
      await decide('wolf', 'register');
      expect((await read((await tasksOf('kurt'))[0]?.request ?? '')).due, 'from summer time on, two hours from UTC').toBe('2026-04-03T13:00:00.000Z');
    });

    it('keeps to working hours years away', async () => {
      await begin('2026-03-02T10:00:00+03:00');
      const { deadlines } = await submit({}, 'note');
      expect(deadlines?.[0]?.due).toBe('2026-03-03T08:00:00.000Z');
      await begin('2036-02-28T17:00:00+01:00');
      expect((await submit({}, 'note')).due, 'Thursday, Friday is 29 February').toBe('2036-02-29T16:00:00.000Z');
    });

    it('reminds before a step is due, tells that it is overdue and hands it over, once each (V-10 Y-34)', async () => {
      const { id } = await submit({});
      await decide('wolf', 'register');
      await place.pass({ days: 1, hours: -2, minutes: 1 });
      expect(await told('kurt')).toEqual(['task-reminder', 'task-opened']);
      await place.runtime.work();
      expect((await told('kurt')).length).toBe(2);
      await place.pass({ hours: 3 });
      expect(await told('kurt')).toEqual(['task-overdue', 'task-reminder', 'task-opened']);
      expect((await tasksOf('kurt'))[0]?.overdue).toBe(true);
      await place.pass({ hours: 5 });
      expect([await tasksOf('kurt'), (await tasksOf('lena')).map(({ step, why }) => [step, why.code])]).toEqual([[], [['mend', 'escalation.handOver']]]);
      await place.pass({ days: 3 });
      expect((await history(id)).filter((type) => /^step-(?:reminded|overdue|escalated)$/.test(type))).toEqual(['step-reminded', 'step-overdue', 'step-escalated']);
      expect((await place.as('adam').explain({ request: id, step: 'mend' })).code).toBe('escalation.handOver');
    });

    it('does nothing around the due moment of a step that was done in time', async () => {
      const { id } = await submit();
      await decide('wolf', 'register');
      await decide('kurt', 'done');
      await place.pass({ hours: 8 });
      expect((await history(id)).filter((type) => /^step-(?:reminded|overdue|escalated)$/.test(type))).toEqual([]);
    });

    it('decides what nobody has decided, and says so (Y-34)', async () => {
      const { id } = await submit();
      await decide('wolf', 'register');
      await decide('kurt', 'done');
      await place.pass({ days: 3 });
      const view = await read(id);
      expect(view.waitingFor.map(({ people }) => people)).toEqual([['Anna']]);
      const step = (await place.as('adam').getHistory({ request: id })).find(({ type }) => type === 'step-escalated');
      expect([step?.facts.action, step?.facts.outcome, step?.by]).toEqual(['decide', 'approve', undefined]);
    });

    it('tells the head of the unit of a step that stays overdue and says nothing of what happens then (H-17)', async () => {
      await submit();
      expect(await told('boris')).toEqual([]);
      const admin = place.as('adam');
      const draft = await admin.getKindDraft({ kind: 'cleaning' });
      const saved = await admin.saveKindDraft({ kind: draft.kind, route: (draft.route ?? '').replace('type="execution"', 'type="execution" due="PT4H"'), expectedVersion: draft.version });
      await admin.publishKind({ kind: 'cleaning', expectedVersion: saved.version, idempotencyKey: place.key() });
      await submit({}, 'cleaning');
      await place.pass({ hours: 8 });
      expect([await told('kurt'), await told('wolf')]).toEqual([['task-overdue', 'task-opened'], ['task-overdue', 'task-opened']]);
    });

    it('keeps apart who mended from who judges, and says why (Y-34)', async () => {
      const { id } = await submit();
      await decide('wolf', 'register');
      await decide('kurt', 'done');
      const [task] = (await read(id)).tasks;
      expect([task?.assigneeName, task?.why.because?.map(({ code, params }) => [code, params?.person, params?.step])]).toEqual(['Lena', [['who.separated', 'kurt', 'mend'], ['due.working', undefined, undefined]]]);
      await place.as('lena').reassignTask({ task: task?.id ?? '', to: 'kurt', idempotencyKey: place.key() });
      expect((await tasksOf('kurt'))[0]?.complete).toMatchObject({ allowed: false, reason: { code: 'task.separated' } });
      expect((await rejection(decide('kurt', 'approve'))).params.reason).toBe('task.separated');
    });

    it('sets the deadline of the answer beside that of the work, by a norm table, from the registration (G-05 G-12 G-13 G-14)', async () => {
      const asked = await submit();
      expect([asked.answerDue, asked.due, asked.deadlines?.[0]?.why.code]).toEqual(['2026-03-04T08:00:00.000Z', '2026-03-04T08:00:00.000Z', 'deadline.answer'].map((value, index) => (index === 1 ? undefined : value)));
      await place.pass({ hours: 3 });
      const registered = await decide('wolf', 'register');
      expect(registered.deadlines?.map(({ deadline, state, due, missed }) => [deadline, state, due, missed])).toEqual([['answer', 'stopped', '2026-03-04T08:00:00.000Z', undefined], ['execution', 'running', '2026-03-03T10:00:00.000Z', undefined]]);
      expect(registered.deadlines?.[1]?.why.because?.map(({ code }) => code)).toEqual(['decision.value', 'due.working']);
      await submit({ sort: 'crack' });
      expect((await decide('wolf', 'register')).due).toBe('2026-03-16T10:00:00.000Z');
    });

    it('does not tell the values of hidden fields that led to a deadline', async () => {
      const admin = place.as('adam');
      const draft = await admin.getKindDraft({ kind: 'defect' });
      const saved = await admin.saveKindDraft({ kind: { ...draft.kind, viewAccess: { sort: 'hidden', part: 'hidden' } }, ...(draft.route !== undefined ? { route: draft.route } : {}), expectedVersion: draft.version });
      await admin.publishKind({ kind: 'defect', expectedVersion: saved.version, idempotencyKey: place.key() });
      const { id } = await submit();
      await decide('wolf', 'register');
      const seen = await read(id, 'anna');
      expect([seen.due, JSON.stringify([seen.deadlines, await place.as('anna').getHistory({ request: id })]).includes('leak')]).toEqual(['2026-03-03T08:00:00.000Z', false]);
    });

    it('takes the norm from the record that a field names when no table says it (G-14)', async () => {
      await submit({ part: 'valve' });
      const view = await decide('wolf', 'register');
      expect([view.due, view.deadlines?.[1]?.why.because?.[0]]).toEqual(['2026-03-05T08:00:00.000Z', { code: 'deadline.record', params: { field: 'part.norm', record: 'valve', value: 'P3D' } }]);
    });

    it('stops the clock while the request waits for whoever asked, and goes on later by as much (G-13)', async () => {
      const { id } = await submit({ part: 'valve' });
      await place.as('wolf').askQuestion({ task: (await tasksOf('wolf'))[0]?.id ?? '', of: 'anna', question: 'Which tap?', idempotencyKey: place.key() });
      expect((await read(id)).deadlines?.map(({ state }) => state)).toEqual(['paused']);
      await place.pass({ days: 7 });
      expect((await read(id)).deadlines?.map(({ state, missed }) => [state, missed])).toEqual([['paused', undefined]]);
      const [question] = await tasksOf('anna');
      await place.as('anna').completeTask({ task: question?.id ?? '', outcome: 'answer', comment: 'The left one', idempotencyKey: place.key() });
      const [clock] = (await read(id)).deadlines ?? [];
      expect([clock?.state, clock?.due, clock?.why.because?.at(-1)?.code]).toEqual(['running', '2026-03-10T17:00:00.000Z', 'due.moved']);
      expect(await history(id)).toEqual(expect.arrayContaining(['deadline-paused', 'deadline-resumed']));
    });

    it('stops the clocks while a request is suspended or put off', async () => {
      const { id } = await submit();
      await place.as('adam').suspendRequest({ request: id, idempotencyKey: place.key() });
      await place.pass({ days: 2 });
      const going = await place.as('adam').continueRequest({ request: id, idempotencyKey: place.key() });
      expect([going.answerDue, going.deadlines?.[0]?.state]).toEqual(['2026-03-05T17:00:00.000Z', 'running']);
      await place.as('wolf').postponeTask({ task: (await tasksOf('wolf'))[0]?.id ?? '', until: '2026-03-09T08:00:00Z', idempotencyKey: place.key() });
      expect((await read(id)).deadlines?.[0]?.state).toBe('paused');
      await place.pass({ days: 5, hours: 1 });
      expect((await read(id)).answerDue).toBe('2026-03-10T17:00:00.000Z');
    });

    it('asks for an estimated date before the norm is missed, and tells it to whoever asked (G-15)', async () => {
      const { id } = await submit({ part: 'valve' });
      await decide('wolf', 'register');
      await place.pass({ days: 2, hours: 1 });
      expect(await told('lena'), 'whoever has the task by then').toContain('estimate-wanted');
      const command = { request: id, date: '2026-03-12', comment: 'The part comes on Wednesday' };
      expect((await rejection(place.as('boris').estimateRequest({ ...command, idempotencyKey: place.key() }))).code).toMatch(/FORBIDDEN|NOT_FOUND/);
      for (const date of ['2026-03-01', '2026-02-31', 'soon']) expect((await rejection(place.as('lena').estimateRequest({ ...command, date, idempotencyKey: place.key() }))).issues[0]).toMatchObject({ code: 'estimate.date', path: '/date' });
      expect((await rejection(place.as('lena').estimateRequest({ ...command, comment: ' ', idempotencyKey: place.key() }))).issues[0]?.path).toBe('/comment');
      const key = place.key();
      const view = await place.as('lena').estimateRequest({ ...command, idempotencyKey: key });
      expect([view.estimatedDate, view.estimate?.comment, view.estimate?.by]).toEqual(['2026-03-12', 'The part comes on Wednesday', 'lena']);
      expect((await place.as('lena').estimateRequest({ ...command, idempotencyKey: key })).version).toBe(view.version);
      await place.runtime.work();
      expect((await told('anna')).filter((event) => event === 'date-estimated')).toEqual(['date-estimated']);
      await place.pass({ days: 2 });
      expect((await read(id)).deadlines?.[1]).toMatchObject({ missed: true, state: 'running' });
      expect(await told('wolf')).toContain('deadline-missed');
      expect((await history(id)).filter((type) => type.startsWith('deadline-'))).toEqual(['deadline-set', 'deadline-met', 'deadline-set', 'deadline-near', 'deadline-missed']);
    });

    it('has deadlines without a route too, and tells whoever answers for them (H-10)', async () => {
      const { id } = await submit({}, 'note');
      await place.pass({ days: 2 });
      expect([(await read(id)).overdue, await told('wolf')]).toEqual([true, ['deadline-missed']]);
      await place.as('anna').withdrawRequest({ request: id, idempotencyKey: place.key() });
      expect((await read(id)).deadlines?.map(({ state }) => state)).toEqual(['stopped']);
    });

    it('comes back by itself when a condition over the time comes to hold (G-10)', async () => {
      const { id } = await submit();
      await place.as('wolf').postponeTask({ task: (await tasksOf('wolf'))[0]?.id ?? '', condition: '=today() >= date("2026-03-05")', idempotencyKey: place.key() });
      const { version } = await read(id);
      await place.pass({ days: 1 });
      expect([(await read(id)).state, (await read(id)).version, await tasksOf('wolf')]).toEqual(['postponed', version, []]);
      await place.pass({ days: 2 });
      expect([(await read(id)).state, (await tasksOf('wolf')).length]).toEqual(['active', 1]);
    });

    it('tells what is wrong with deadlines, reminders and escalations before publishing, in both languages', async () => {
      const admin = place.as('adam');
      const draft = await admin.getKindDraft({ kind: 'defect' });
      const deadlines = [{ deadline: 'answer', within: 'soon' }, { deadline: 'execution', decision: 'none', from: 'nowhere', ask: 'P1M' }, { deadline: 'execution', within: '=1 +' }, { deadline: 'execution', field: 'nothing' }, { deadline: 'answer' }] as const;
      const route = (draft.route ?? '').replace('after="PT4H"', 'after="P1M"').replace('outcome="approve"', 'outcome="maybe"').replace('<rq:separation step="mend"', '<rq:separation step="nothing"');
      await admin.saveKindDraft({ kind: { ...draft.kind, deadlines }, route, expectedVersion: draft.version });
      const issues = await admin.checkKindDraft({ kind: 'defect' });
      expect(issues.map(({ code, path, element }) => `${code} ${path ?? element ?? ''}`).sort()).toEqual([
        'feel.syntax /deadlines/2/within', 'kind.deadline-decision /deadlines/1/decision', 'kind.deadline-duration /deadlines/0/within', 'kind.deadline-duration /deadlines/1/ask', 'kind.deadline-empty /deadlines/4/within',
        'kind.deadline-field /deadlines/3/field', 'kind.deadline-step /deadlines/1/from', 'route.duration-invalid mend', 'route.escalation-outcome-unknown judge', 'route.separation-unknown judge',
      ]);
      expect(issues.find(({ code }) => code === 'kind.deadline-step')?.params?.message).toEqual({ ru: 'Срок исполнения: на маршруте нет этапа «nowhere»', en: 'Deadline of execution: the route has no step “nowhere”' });
    });
  });
}
