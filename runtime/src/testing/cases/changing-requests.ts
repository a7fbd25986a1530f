import { RequestryError, type JsonObject, type RequestView, type TaskView } from '@requestry/model';
import { system } from '@requestry/templates/internal';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

const repair: JsonObject = { subject: 'МФУ в 204 не печатает', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', problem: 'Замятие бумаги после каждой второй страницы' };

/** What may happen to a running request besides decisions. */
export function changingRequests({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system });
  });

  const submit = (): Promise<RequestView> => place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: place.key() });
  const tasksOf = async (person: string): Promise<readonly TaskView[]> => (await place.as(person).findTasks({ view: 'mine' })).items;

  async function taskOf(person: string): Promise<TaskView> {
    const [task] = await tasksOf(person);
    if (!task) throw new Error(`${person} has no task`);
    return task;
  }

  const on = async (person: string) => {
    const task = await taskOf(person);
    return { task: task.id, expectedVersion: task.version, idempotencyKey: place.key() };
  };

  async function decide(person: string, outcome: string, data?: JsonObject): Promise<RequestView> {
    return place.as(person).completeTask({ ...(await on(person)), outcome, ...(data ? { data } : {}) });
  }

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }

  describe('changing a running request', () => {
    it('goes back to a step that was done, with the reason in the history', async () => {
      await submit();
      await decide('ivanov', 'approve');
      const { returnSteps } = await decide('orlova', 'accept');
      expect(returnSteps.map(({ id }) => id).sort()).toEqual(['service_head', 'unit_head']);
      const command = { ...(await on('orlova')), to: 'unit_head' };
      expect((await rejection(place.as('orlova').returnRequest({ ...command, comment: ' ' }))).issues[0]?.path).toBe('/comment');
      const view = await place.as('orlova').returnRequest({ ...command, comment: 'Не та служба', idempotencyKey: place.key() });
      expect(view.waitingFor.flatMap(({ people }) => people)).toEqual(['Иванов Сергей']);
      expect(await tasksOf('orlova')).toEqual([]);
      const told = (await place.as('petrova').getHistory({ request: view.id })).find(({ type }) => type === 'request-returned');
      expect([told?.facts.comment, told?.byName]).toEqual(['Не та служба', 'Орлова Ирина']);
    });

    it('refuses to return to a step that has not been done', async () => {
      await submit();
      const error = await rejection(place.as('ivanov').returnRequest({ ...(await on('ivanov')), to: 'execute', comment: 'Куда?' }));
      expect([error.code, error.params.reason]).toEqual(['STATE', 'return.not-done']);
    });

    it('lets somebody decide in the name of the performer', async () => {
      const { id } = await submit();
      await place.as('ivanov').delegateTask({ ...(await on('ivanov')), to: 'smirnov' });
      const task = await taskOf('smirnov');
      expect([task.onBehalfOfName, await tasksOf('ivanov')]).toEqual(['Иванов Сергей', []]);
      await decide('smirnov', 'approve');
      const done = (await place.as('petrova').getHistory({ request: id })).find(({ type }) => type === 'task-completed');
      expect([done?.by, done?.onBehalfOf]).toEqual(['smirnov', 'ivanov']);
    });

    it('passes the responsibility to the head of the unit, with the claims and the conflict of interests (Y-34)', async () => {
      const { id } = await submit();
      await decide('ivanov', 'approve');
      await decide('orlova', 'accept');
      const performer = (await place.as('nikitina').getRequest({ request: id })).tasks[0]?.assignee ?? '';
      const command = { ...(await on(performer)), claims: 'Работа принята не полностью', conflictOfInterests: true };
      expect((await rejection(place.as(performer).escalateTask({ ...command, claims: ' ' }))).issues[0]?.path).toBe('/claims');
      const view = await place.as(performer).escalateTask({ ...command, idempotencyKey: place.key() });
      const [task] = view.tasks;
      expect([task?.assignee === performer, task?.why.code, await tasksOf(performer)]).toEqual([false, 'task.escalated', []]);
      const told = (await place.as('petrova').getHistory({ request: id })).find(({ type }) => type === 'task-escalated');
      expect([told?.facts.claims, told?.facts.conflictOfInterests, told?.by]).toEqual(['Работа принята не полностью', true, performer]);
    });

    it('adds a person to a step and takes one off again, but never the last', async () => {
      await submit();
      await place.as('ivanov').addApprover({ ...(await on('ivanov')), person: 'gromov' });
      expect((await tasksOf('gromov')).length).toBe(1);
      await place.as('gromov').removeApprover(await on('gromov'));
      expect(await tasksOf('gromov')).toEqual([]);
      expect((await rejection(place.as('ivanov').removeApprover(await on('ivanov')))).params.reason).toBe('task.last-performer');
    });

    it('asks without handing over: the answer comes back and the task stays (H-07)', async () => {
      const { id } = await submit();
      await place.as('ivanov').askQuestion({ ...(await on('ivanov')), of: 'kim', question: 'Сколько стоит ролик?' });
      const question = await taskOf('kim');
      expect([question.type, question.guidance, question.outcomes.map((outcome) => outcome.id)]).toEqual(['clarification', 'Сколько стоит ролик?', ['answer']]);
      expect((await rejection(place.as('kim').postponeTask(await on('kim')))).code).toBe('FORBIDDEN');
      await place.as('kim').completeTask({ ...(await on('kim')), outcome: 'answer', comment: '1200 рублей' });
      expect((await tasksOf('ivanov')).map((task) => task.request)).toEqual([id]);
      const answered = (await place.as('ivanov').getHistory({ request: id })).find(({ type }) => type === 'question-answered');
      expect([answered?.byName, answered?.facts.comment]).toEqual(['Ким Андрей', '1200 рублей']);
    });

    it('puts a step off until a moment, and it comes back by itself (G-10)', async () => {
      const { id } = await submit();
      const later = await place.as('ivanov').postponeTask({ ...(await on('ivanov')), until: '2026-03-05T09:00:00+03:00', comment: 'Жду смету' });
      expect([later.state, await tasksOf('ivanov')]).toEqual(['postponed', []]);
      expect((await rejection(place.as('ivanov').completeTask({ task: later.tasks[0]?.id ?? '', outcome: 'approve', idempotencyKey: place.key() }))).params.reason).toBe('may.task-postponed');
      await place.pass({ days: 2 });
      expect(await tasksOf('ivanov')).toEqual([]);
      await place.pass({ days: 1 });
      expect((await tasksOf('ivanov')).length).toBe(1);
      expect((await place.as('petrova').getRequest({ request: id })).state).toBe('active');
    });

    it('resumes a step that was put off, and refuses a moment that has passed', async () => {
      await submit();
      expect((await rejection(place.as('ivanov').postponeTask({ ...(await on('ivanov')), until: '2020-01-01T00:00:00Z' }))).issues[0]).toMatchObject({ code: 'step.postponed-past', path: '/until' });
      const { tasks } = await place.as('ivanov').postponeTask(await on('ivanov'));
      const view = await place.as('ivanov').resumeTask({ task: tasks[0]?.id ?? '', idempotencyKey: place.key() });
      expect([view.state, (await tasksOf('ivanov')).length]).toEqual(['active', 1]);
    });

    it('lets who is added to a step that was put off wait with the others', async () => {
      await submit();
      const { tasks } = await place.as('ivanov').postponeTask(await on('ivanov'));
      const view = await place.as('ivanov').addApprover({ task: tasks[0]?.id ?? '', person: 'gromov', idempotencyKey: place.key() });
      expect([view.state, view.tasks.map(({ state }) => state), await tasksOf('gromov')]).toEqual(['postponed', ['waiting', 'waiting'], []]);
      await place.as('ivanov').resumeTask({ task: tasks[0]?.id ?? '', idempotencyKey: place.key() });
      expect((await tasksOf('gromov')).length).toBe(1);
    });

    it('rests as a whole when an administrator says so, and goes on where it was', async () => {
      const { id, version } = await submit();
      expect((await rejection(place.as('ivanov').suspendRequest({ request: id, idempotencyKey: place.key() }))).code).toBe('FORBIDDEN');
      const resting = await place.as('nikitina').suspendRequest({ request: id, comment: 'Идёт проверка', expectedVersion: version, idempotencyKey: place.key() });
      expect([resting.suspended?.by, resting.suspended?.comment, await tasksOf('ivanov')]).toEqual(['nikitina', 'Идёт проверка', []]);
      const going = await place.as('nikitina').continueRequest({ request: id, idempotencyKey: place.key() });
      expect([going.suspended, (await tasksOf('ivanov')).length]).toEqual([undefined, 1]);
      expect((await decide('ivanov', 'approve')).waitingFor.flatMap(({ people }) => people)).toEqual(['Орлова Ирина']);
    });

    it('moves to a new version of its kind by a map, and names the steps that have no place there', async () => {
      const { id } = await submit();
      const admin = place.as('nikitina');
      const publish = async (change: (xml: string) => string): Promise<void> => {
        const draft = await admin.getKindDraft({ kind: 'repair' });
        const saved = await admin.saveKindDraft({ kind: draft.kind, route: change(draft.route ?? ''), expectedVersion: draft.version });
        await admin.publishKind({ kind: 'repair', expectedVersion: saved.version, idempotencyKey: place.key() });
      };
      expect((await rejection(admin.migrateRequest({ request: id, idempotencyKey: place.key() }))).code).toBe('STATE');
      await publish((xml) => xml.replaceAll(/\bunit_head\b/g, 'chief').replace('titleEn="Approval by the unit head"', 'titleEn="Approval by the chief"'));
      expect((await rejection(admin.migrateRequest({ request: id, idempotencyKey: place.key() }))).issues.map(({ code, element }) => [code, element])).toEqual([['migrate.unmapped', 'unit_head']]);
      await admin.migrateRequest({ request: id, steps: { unit_head: 'chief' }, comment: 'Новый порядок', idempotencyKey: place.key() });
      const task = await taskOf('ivanov');
      expect([task.step, task.title]).toEqual(['chief', { ru: 'Согласование руководителем', en: 'Approval by the chief' }]);
      const view = await decide('ivanov', 'approve');
      expect([view.kindVersion, view.waitingFor.flatMap(({ people }) => people)]).toEqual([2, ['Орлова Ирина']]);
    });

    it('tells each person which changes are theirs to make, and why others are not', async () => {
      const { id } = await submit();
      const allowed = async (person: string): Promise<readonly string[]> => (await place.as(person).getRequest({ request: id })).actions.filter((action) => action.allowed).map(({ action }) => action).sort();
      expect(await allowed('petrova')).toEqual(['comment', 'copy', 'withdraw']);
      expect(await allowed('ivanov')).toEqual(['addApprover', 'ask', 'comment', 'copy', 'delegate', 'escalate', 'postpone', 'reassign', 'removeApprover', 'return']);
      expect(await allowed('nikitina')).toContain('suspend');
      const denied = (await place.as('petrova').getRequest({ request: id })).actions.find(({ action }) => action === 'postpone');
      expect(denied?.reason?.code).toBe('may.performer-only');
    });
  });
}
