import { RequestryError, type RequestView, type TaskView } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';
import { workshop } from '../workshop.js';

/** Absences that people tell of themselves, and who acts for them meanwhile. */
export function standingIn({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: workshop });
  });

  const submit = (kind: string): Promise<RequestView> => place.as('anna').submitRequest({ kind, data: { what: 'Tap' }, idempotencyKey: place.key() });
  const tasksOf = async (person: string, view: 'mine' | 'substituting' = 'mine'): Promise<readonly TaskView[]> => (await place.as(person).findTasks({ view })).items;
  const absence = { who: 'lena', forWhom: 'kurt', from: '2026-03-02', to: '2026-03-06' };

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }

  describe('standing in', () => {
    it('lets people name who stands in for them, change it and take it back', async () => {
      const key = place.key();
      const command = { substitution: { ...absence, reason: 'Отпуск' }, idempotencyKey: key };
      const saved = await place.as('kurt').saveSubstitution(command);
      expect(saved).toMatchObject({ ...absence, whoName: 'Lena', forWhomName: 'Kurt', current: true, change: { allowed: true }, version: 1 });
      expect((await place.as('kurt').saveSubstitution(command)).id).toBe(saved.id);
      expect((await rejection(place.as('kurt').saveSubstitution({ ...command, substitution: absence }))).issues).toEqual([{ code: 'command.key-used', path: '/idempotencyKey' }]);
      for (const [person, count] of [['kurt', 1], ['lena', 1], ['adam', 1], ['anna', 0]] as const) expect((await place.as(person).findSubstitutions()).length, person).toBe(count);
      expect((await place.as('adam').findSubstitutions({ person: 'anna' })).length).toBe(0);
      const longer = await place.as('kurt').saveSubstitution({ substitution: { ...absence, id: saved.id, to: '2026-03-13' }, expectedVersion: 1, idempotencyKey: place.key() });
      expect([longer.to, longer.version]).toEqual(['2026-03-13', 2]);
      expect((await rejection(place.as('kurt').saveSubstitution({ substitution: { ...absence, id: saved.id }, expectedVersion: 1, idempotencyKey: place.key() }))).params).toMatchObject({ by: 'kurt', byName: 'Kurt' });
      await place.as('kurt').deleteSubstitution({ substitution: saved.id, expectedVersion: 2, idempotencyKey: place.key() });
      expect(await place.as('kurt').findSubstitutions()).toEqual([]);
    });

    it('refuses absences of others, and tells every mistake by its place', async () => {
      expect((await rejection(place.as('anna').saveSubstitution({ substitution: absence, idempotencyKey: place.key() }))).params.reason).toBe('may.own-absence-only');
      const { id } = await place.as('adam').saveSubstitution({ substitution: absence, idempotencyKey: place.key() });
      expect((await rejection(place.as('anna').deleteSubstitution({ substitution: id, idempotencyKey: place.key() }))).code).toBe('NOT_FOUND');
      expect((await rejection(place.as('lena').deleteSubstitution({ substitution: id, idempotencyKey: place.key() }))).params.reason).toBe('may.own-absence-only');
      expect((await rejection(place.as('kurt').saveSubstitution({ substitution: { ...absence, id, forWhom: 'anna' }, idempotencyKey: place.key() }))).code).toBe('FORBIDDEN');
      const wrong = async (change: Partial<typeof absence> & { readonly kinds?: readonly string[]; readonly rights?: readonly string[] }) =>
        (await rejection(place.as('kurt').saveSubstitution({ substitution: { ...absence, ...change }, idempotencyKey: place.key() }))).issues.map(({ code, path }) => `${code} ${path ?? ''}`);
      expect(await wrong({ who: 'nobody' })).toEqual(['task.unknown-person /substitution/who']);
      expect(await wrong({ who: 'kurt' })).toEqual(['substitution.self /substitution/who']);
      expect(await wrong({ from: '2026-02-31', to: 'soon' })).toEqual(['substitution.date /substitution/from', 'substitution.date /substitution/to']);
      expect(await wrong({ to: '2026-03-01' })).toEqual(['substitution.period /substitution/to']);
      expect(await wrong({ to: '2036-03-01' })).toEqual(['substitution.period /substitution/to']);
      expect(await wrong({ from: '2026-02-01', to: '2026-02-02' })).toEqual(['substitution.past /substitution/to']);
      expect(await wrong({ kinds: ['defect', 'none'], rights: ['administer'] })).toEqual(['substitution.unknown-kind /substitution/kinds', 'substitution.right /substitution/rights']);
    });

    it('gives new tasks to the substitute, shows the open ones, and says in whose name they were done', async () => {
      const before = await submit('cleaning');
      await place.as('kurt').saveSubstitution({ substitution: absence, idempotencyKey: place.key() });
      await submit('cleaning');
      expect([(await tasksOf('lena')).map(({ onBehalfOfName }) => onBehalfOfName), (await place.as('lena').countTasks()).substituting]).toEqual([['Kurt'], 1]);
      const [task] = await tasksOf('lena', 'substituting');
      expect([task?.request, task?.complete.allowed]).toEqual([before.id, true]);
      await place.as('lena').completeTask({ task: task?.id ?? '', outcome: 'done', idempotencyKey: place.key() });
      const done = (await place.as('anna').getHistory({ request: before.id })).find(({ type }) => type === 'task-completed');
      expect([done?.by, done?.onBehalfOf]).toEqual(['lena', 'kurt']);
      await place.pass({ days: 5 });
      await submit('cleaning');
      expect((await tasksOf('kurt')).length, 'back at work').toBe(1);
    });

    it('keeps to the kinds that the absence names', async () => {
      await submit('cleaning');
      await place.as('kurt').saveSubstitution({ substitution: { ...absence, kinds: ['defect'] }, idempotencyKey: place.key() });
      const [task] = await tasksOf('kurt');
      expect([await tasksOf('lena', 'substituting'), (await place.as('lena').countTasks()).substituting]).toEqual([[], 0]);
      expect((await rejection(place.as('lena').completeTask({ task: task?.id ?? '', outcome: 'done', idempotencyKey: place.key() }))).code).toMatch(/FORBIDDEN|NOT_FOUND/);
      await submit('cleaning');
      expect((await tasksOf('kurt')).length).toBe(2);
    });

    it('lends the rights that the absence names, and says whose they are', async () => {
      const { id } = await submit('cleaning');
      const suspend = () => place.as('dina').suspendRequest({ request: id, idempotencyKey: place.key() });
      expect((await rejection(suspend())).code).toBe('NOT_FOUND');
      await place.as('adam').saveSubstitution({ substitution: { who: 'dina', forWhom: 'adam', from: '2026-03-02', to: '2026-03-03', rights: ['administer'] }, idempotencyKey: place.key() });
      expect((await place.as('dina').getActor()).rights).toEqual(['administer']);
      await suspend();
      const event = (await place.as('adam').getHistory({ request: id })).find(({ type }) => type === 'process-suspended');
      expect([event?.by, event?.onBehalfOf]).toEqual(['dina', 'adam']);
      await place.pass({ days: 2 });
      expect((await place.as('dina').getActor()).rights).toEqual([]);
    });

    it('leaves absences of the configuration to the configuration, and survives its import', async () => {
      const { who, forWhom, from, to } = absence;
      await place.as('anna').saveSubstitution({ substitution: { who: 'boris', forWhom: 'anna', from, to }, idempotencyKey: place.key() });
      await place.runtime.import({ ...workshop, org: { ...workshop.org, substitutions: [{ id: 'set', who, forWhom, from, to }] } });
      const found = await place.as('adam').findSubstitutions();
      expect(found.map(({ id, change }) => [id === 'set', change.allowed]).sort()).toEqual([[false, true], [true, false]]);
      expect((await rejection(place.as('kurt').deleteSubstitution({ substitution: 'set', idempotencyKey: place.key() }))).params.reason).toBe('substitution.configured');
      expect((await place.runtime.export()).org.substitutions.map(({ id }) => id)).toEqual(['set']);
    });
  });
}
