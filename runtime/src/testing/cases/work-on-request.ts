import { RequestryError, type JsonObject, type RequestView } from '@requestry/model';
import { system } from '@requestry/templates/internal';
import type { Office } from '../office.js';
import type { ServiceSuite } from '../describe-service.js';

const repair: JsonObject = {
  subject: 'МФУ в 204 не печатает',
  workType: 'wt-repair',
  equipmentKind: 'ek-printer',
  equipment: 'eq-1001',
  location: 'Корпус 2, этаж 2, каб. 204',
  responsible: 'petrova',
  problem: 'Замятие бумаги после каждой второй страницы',
};

const access: JsonObject = { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };

/** The way of a request through the organisation, as the statements tell it. */
export function workOnRequest({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system });
  });

  const submit = (person: string, kind = 'repair', data = repair): Promise<RequestView> =>
    place.as(person).submitRequest({ kind, data, idempotencyKey: place.key() });

  async function decide(person: string, request: string, outcome: string, more: { comment?: string; reason?: string; data?: JsonObject } = {}): Promise<RequestView> {
    const { items } = await place.as(person).findTasks({ view: 'mine' });
    const task = items.find((candidate) => candidate.request === request);
    if (!task) throw new Error(`${person} has no task on ${request}; it waits for ${JSON.stringify((await place.as('gromov').getRequest({ request })).waitingFor)}`);
    return place.as(person).completeTask({ task: task.id, outcome, expectedVersion: task.version, idempotencyKey: place.key(), ...more });
  }

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }

  describe('work on a request', () => {
    it('goes from the head of the unit through the service to performers and back to the initiator (D-03 D-26 D-27 D-28 D-31 D-34 D-36 D-37 D-39)', async () => {
      const { id } = await submit('petrova');
      await decide('ivanov', id, 'approve');
      await decide('orlova', id, 'accept');
      await decide('orlova', id, 'assign', { data: { performers: ['kim', 'volkov'] } });
      await decide('kim', id, 'done', { data: { result: 'Заменён ролик захвата', materialsUsed: [{ material: 'm-cartridge', quantity: 1 }], hoursSpent: [{ person: 'kim', hours: 1.5 }] } });
      const waiting = await decide('volkov', id, 'done', { data: { result: 'Заменён ролик захвата, проверено питание' } });
      expect(waiting.waitingFor.map((step) => step.people)).toEqual([['Петрова Анна']]);
      const done = await decide('petrova', id, 'accept');
      expect(done.state).toBe('completed');
      expect(done.data.result).toBe('Заменён ролик захвата, проверено питание');
    });

    it('skips the approval of a head who is the initiator and says why in the history (D-29)', async () => {
      const { id, waitingFor } = await submit('ivanov');
      expect(waitingFor.flatMap((step) => step.people)).toEqual(['Орлова Ирина']);
      const history = await place.as('ivanov').getHistory({ request: id });
      const skipped = history.find((entry) => entry.type === 'step-skipped');
      expect(skipped?.trace?.code).toBe('skip.initiator');
      expect(skipped?.step).toEqual({ ru: 'Согласование руководителем', en: 'Approval by the unit head' });
    });

    it('asks the head of the unit when somebody else is the initiator (D-29)', async () => {
      const { waitingFor } = await submit('petrova');
      expect(waitingFor.flatMap((step) => step.people)).toEqual(['Иванов Сергей']);
    });

    it('stops with a reason when the head finds it inexpedient (D-30)', async () => {
      const { id } = await submit('petrova');
      const error = await rejection(decide('ivanov', id, 'stop'));
      expect(error.issues.map((issue) => issue.code)).toEqual(['task.comment-required']);
      const tooLong = await rejection(decide('ivanov', id, 'stop', { comment: 'Нет', reason: 'x'.repeat(10_001) }));
      expect(tooLong.issues).toEqual([{ code: 'form.maxLength', path: '/reason', params: { limit: 10_000 } }]);
      const withdrawn = await rejection(place.as('petrova').withdrawRequest({ request: id, reason: 'x'.repeat(10_001), idempotencyKey: place.key() }));
      expect(withdrawn.issues.map(({ path }) => path)).toEqual(['/reason']);
      const stopped = await decide('ivanov', id, 'stop', { comment: 'Печатайте на соседнем МФУ' });
      expect(stopped.state).toBe('rejected');
    });

    it('refuses only with a motivation (D-32)', async () => {
      const { id } = await submit('petrova');
      await decide('ivanov', id, 'approve');
      expect((await rejection(decide('orlova', id, 'refuse', { comment: '  ' }))).code).toBe('INVALID');
      expect((await decide('orlova', id, 'refuse', { comment: 'Аппарат списан' })).state).toBe('refused');
    });

    it('returns for rework any number of times, each round in the history (D-37)', async () => {
      const { id } = await submit('petrova');
      await decide('ivanov', id, 'approve');
      await decide('orlova', id, 'accept');
      await decide('orlova', id, 'assign', { data: { performers: ['kim'] } });
      for (const round of ['Полосит', 'Снова полосит']) {
        await decide('kim', id, 'done', { data: { result: `Почищен, до замечания «${round}»` } });
        await decide('petrova', id, 'return', { comment: round });
      }
      const history = await place.as('petrova').getHistory({ request: id });
      const returns = history.filter((entry) => entry.type === 'task-completed' && entry.facts.outcome === 'return');
      expect(returns.map((entry) => entry.facts.comment)).toEqual(['Полосит', 'Снова полосит']);
      await decide('kim', id, 'done', { data: { result: 'Заменён барабан' } });
      expect((await decide('petrova', id, 'accept')).state).toBe('completed');
    });

    it('gives the task of an absent head to the substitute and tells for whom', async () => {
      const { id } = await submit('smirnov', 'access', access);
      await decide('ivanov', id, 'approve');
      const { items } = await place.as('sokolov').findTasks({ view: 'mine' });
      expect(items.map((task) => [task.request, task.onBehalfOfName])).toEqual([[id, 'Белова Марина']]);
    });

    it('lets one of two people win and tells the other who was first and when', async () => {
      const { org } = system;
      const leave = { id: 'ivanov-leave', who: 'smirnov', forWhom: 'ivanov', from: '2026-03-03', to: '2026-03-10' };
      place = await open({ system: { ...system, org: { ...org, substitutions: [...org.substitutions, leave] } } });
      await submit('petrova');
      await place.pass({ days: 1 });
      const [task] = (await place.as('smirnov').findTasks({ view: 'substituting' })).items;
      if (!task) throw new Error('no task');
      const command = { task: task.id, outcome: 'approve', expectedVersion: task.version };
      const people = ['ivanov', 'smirnov'];
      const results = await Promise.allSettled(people.map((person) => place.as(person).completeTask({ ...command, idempotencyKey: place.key() })));
      const [winner] = people.filter((_person, index) => results[index]?.status === 'fulfilled');
      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as RequestryError] : []));
      expect(errors.map(({ code, params }) => [code, params.by, params.at])).toEqual([['CONFLICT', winner, '2026-03-03T07:00:00.000Z']]);
    });

    it('refuses a decision on what somebody changed meanwhile, and names them', async () => {
      await submit('petrova');
      const [task] = (await place.as('ivanov').findTasks({ view: 'mine' })).items;
      if (!task) throw new Error('no task');
      await place.as('ivanov').reassignTask({ task: task.id, to: 'smirnov', idempotencyKey: place.key() });
      await place.pass({ minutes: 5 });
      const error = await rejection(place.as('smirnov').completeTask({ task: task.id, outcome: 'approve', expectedVersion: task.version, idempotencyKey: place.key() }));
      expect([error.code, error.params.byName, error.params.at]).toEqual(['CONFLICT', 'Иванов Сергей', '2026-03-02T07:00:00.000Z']);
    });

    it('answers a repeat with the same key as it did the first time', async () => {
      const key = place.key();
      const first = await place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: key });
      const second = await place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: key });
      expect(second.id).toBe(first.id);
      const [task] = (await place.as('ivanov').findTasks({ view: 'mine' })).items;
      const approve = () => place.as('ivanov').completeTask({ task: task?.id ?? '', outcome: 'approve', idempotencyKey: 'same' });
      await approve();
      expect((await approve()).id).toBe(first.id);
    });

    it('numbers without gaps under concurrent submissions (R-17)', async () => {
      const requests = await Promise.all(['petrova', 'smirnov', 'lebedeva', 'titova', 'kim'].map((person) => submit(person)));
      expect(requests.map((request) => request.number).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `РО-2026-0000${n}`));
    });

    it('forecasts who decides, what is skipped and why before submission', async () => {
      const forecast = await place.as('ivanov').forecast({ kind: 'repair', data: repair });
      expect(forecast.steps.map((step) => [step.step, step.state, step.people.map((person) => person.name)])).toEqual([
        ['unit_head', 'skipped', []],
        ['service_head', 'expected', ['Орлова Ирина']],
        ['assign', 'expected', ['Орлова Ирина']],
        ['execute', 'expected', []],
        ['accept', 'expected', ['Иванов Сергей']],
      ]);
      expect(forecast.steps[0]?.why.code).toBe('skip.initiator');
      expect(forecast.complete).toBe(true);
    });

    it('shows nothing of a request to those who have no part in it', async () => {
      const { id } = await submit('petrova');
      expect((await rejection(place.as('titova').getRequest({ request: id }))).code).toBe('NOT_FOUND');
      expect((await place.as('titova').findRequests({})).items).toEqual([]);
    });

    it('gives reasons without the values of fields that the reader may not see', async () => {
      const [kind] = system.kinds;
      const term = '=if problem != null then date(&quot;2026-03-05&quot;) else date(&quot;2026-03-06&quot;)';
      const route = kind?.route?.replace('due="P2D"', `due="${term}"`).replace('<rq:access field="*" level="read" />', '<rq:access field="*" level="read" /><rq:access field="problem" level="hidden" />');
      place = await open({ system: { ...system, kinds: [{ ...kind, route } as (typeof system.kinds)[number]] } });
      const { id } = await submit('petrova');
      const reasons = async (person: string): Promise<string> => {
        const { items } = await place.as(person).findTasks({ view: 'mine' });
        return JSON.stringify([items.map((task) => task.why), await place.as(person).explain({ request: id, step: 'unit_head' }), (await place.as(person).getHistory({ request: id })).map((entry) => entry.trace)]);
      };
      expect(await reasons('petrova')).toContain(repair.problem);
      expect(await reasons('ivanov')).toContain('due.expression');
      expect(await reasons('ivanov')).not.toContain(repair.problem);
    });

    it('tells the initiator of decisions through notifications (D-33)', async () => {
      const { id } = await submit('petrova');
      await decide('ivanov', id, 'approve');
      await place.pass({ minutes: 1 });
      const told = await place.as('petrova').findNotifications();
      expect(told.items.map((note) => [note.request, note.event])).toContainEqual([id, 'step-completed']);
    });

    it('fills date, initiator and cost centre by itself (D-23)', async () => {
      const { initial } = await place.as('petrova').getKind({ kind: 'repair' });
      expect([initial.requestDate, initial.author, initial.costCentre]).toEqual(['2026-03-02', 'petrova', 'cc-210']);
      const { data } = await submit('petrova');
      expect([data.requestDate, data.author, data.costCentre]).toEqual(['2026-03-02', 'petrova', 'cc-210']);
    });

    it('names what is wrong with the data, by field (D-24)', async () => {
      const error = await rejection(submit('petrova', 'repair', { subject: 'x' }));
      expect(error.code).toBe('INVALID');
      expect(error.issues.map((issue) => issue.path).sort()).toEqual(['/equipment', '/problem', '/subject', '/workType']);
    });
  });
}
