import { RequestryError, type ParticipantRole, type RequestView } from '@requestry/model';
import { agency } from '../agency.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

/** Whoever takes part in a request without being responsible for it. */
export function takingPart({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: agency });
  });

  const submit = (kind = 'job', by = 'anna'): Promise<RequestView> => place.as(by).submitRequest({ kind, data: { what: 'Banner', price: 900, margin: 'high' }, idempotencyKey: place.key() });
  const invite = (by: string, request: string, person: string, role: ParticipantRole) => place.as(by).addParticipant({ request, person, role, idempotencyKey: place.key() });
  const release = (by: string, request: string, person: string) => place.as(by).removeParticipant({ request, person, idempotencyKey: place.key() });
  const told = async (person: string): Promise<readonly string[]> => (await place.as(person).findNotifications()).items.map(({ event }) => event);
  const listed = async (person: string): Promise<readonly string[]> => (await place.as(person).findRequests({})).items.map(({ id }) => id);

  async function decide(person: string, outcome: string): Promise<RequestView> {
    const [task] = (await place.as(person).findTasks({ view: 'mine' })).items;
    if (!task) throw new Error(`${person} has no task`);
    return place.as(person).completeTask({ task: task.id, outcome, idempotencyKey: place.key() });
  }

  async function refusal(promise: Promise<unknown>): Promise<string> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    return error instanceof RequestryError ? [error.code, error.params.reason].filter(Boolean).join(' ') : String(error);
  }

  describe('taking part in a request', () => {
    it('draws a colleague in without handing over the task: they see it, find it and hear of it (H-07 O-10 O-13 W-11 X-09)', async () => {
      const { id } = await submit();
      expect(await refusal(place.as('greta').getRequest({ request: id }))).toBe('NOT_FOUND');
      const view = await invite('boris', id, 'greta', 'interested');
      expect(view.participation.people).toMatchObject([{ person: 'greta', name: 'Greta', role: 'interested', byName: 'Boris', remove: { allowed: true } }]);
      expect(view.tasks.map(({ assignee }) => assignee)).toEqual(['boris']);
      await place.pass({ minutes: 1 });
      expect(await told('greta')).toEqual(['participant-added']);
      expect(await listed('greta')).toEqual([id]);
      const seen = await place.as('greta').getRequest({ request: id });
      expect([seen.title, seen.data.margin, seen.tasks[0]?.complete.allowed]).toEqual(['Banner', 'high', false]);
      await decide('boris', 'approve');
      await place.pass({ minutes: 1 });
      expect(await told('greta')).toEqual(['step-completed', 'participant-added']);
      expect((await place.as('anna').getHistory({ request: id })).filter(({ type }) => type === 'participant-added').map(({ byName, facts }) => [byName, facts])).toEqual([['Boris', { person: 'greta', role: 'interested' }]]);
    });

    it('lets whoever sees a request watch it and stop again, and nobody draw in others who is not responsible (X-09)', async () => {
      const { id } = await submit();
      expect((await place.as('dina').getRequest({ request: id })).participation).toMatchObject({ people: [], roles: [], watch: { allowed: true } });
      await invite('dina', id, 'dina', 'watcher');
      expect(await refusal(invite('dina', id, 'greta', 'watcher'))).toBe('FORBIDDEN may.invite-not-yours');
      expect(await refusal(invite('greta', id, 'greta', 'watcher'))).toBe('NOT_FOUND');
      expect(await refusal(release('greta', id, 'dina'))).toBe('NOT_FOUND');
      await release('dina', id, 'dina');
      expect((await place.as('anna').getRequest({ request: id })).participation.people).toEqual([]);
      expect((await place.as('anna').getRequest({ request: id })).participation.roles).toEqual(['watcher', 'interested', 'guest', 'external']);
    });

    it('shows a guest what the kind allows and nothing else, and takes it away again at once (M-01 M-11 O-14)', async () => {
      const { id } = await submit();
      const [other] = [await submit()];
      expect(await refusal(invite('anna', id, 'greta', 'guest'))).toBe('FORBIDDEN may.role-not-for-person');
      await invite('anna', id, 'olaf', 'guest');
      await invite('anna', id, 'greta', 'interested');
      await place.as('boris').addComment({ request: id, body: 'The margin is good', visibility: 'private', idempotencyKey: place.key() });
      await place.as('boris').addComment({ request: id, body: 'We begin tomorrow', visibility: 'public', idempotencyKey: place.key() });
      const olaf = place.as('olaf');
      const seen = await olaf.getRequest({ request: id });
      expect(seen.data).toEqual({ what: 'Banner' });
      expect([seen.tasks, seen.picture, seen.forecast, seen.history.allowed, Object.keys(seen.names)]).toEqual([[], undefined, undefined, false, ['anna']]);
      expect(seen.participation.people.map(({ person }) => person)).toEqual(['olaf']);
      expect([seen.participation.roles, seen.participation.watch.reason?.code]).toEqual([[], 'may.outsider']);
      expect((await olaf.findComments({ request: id })).map(({ body }) => body)).toEqual(['We begin tomorrow']);
      expect(await refusal(olaf.getHistory({ request: id }))).toBe('FORBIDDEN may.history-not-shown');
      expect(await refusal(olaf.getPast({ request: id, event: 1 }))).toBe('FORBIDDEN may.history-not-shown');
      expect(await listed('olaf')).toEqual([id]);
      expect((await olaf.findRequests({ filter: { text: 'high' } })).items).toEqual([]);
      expect(await refusal(olaf.getRequest({ request: other?.id ?? '' }))).toBe('NOT_FOUND');
      expect(await refusal(invite('olaf', id, 'pavel', 'guest'))).toBe('FORBIDDEN may.outsider');
      const task = (await place.as('boris').getRequest({ request: id })).tasks[0]?.id ?? '';
      const ofOthers = async (): Promise<readonly string[]> => Promise.all([olaf.getTask({ task }), olaf.explain({ task }), olaf.completeTask({ task, outcome: 'approve', idempotencyKey: place.key() })].map(refusal));
      expect(await ofOthers()).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
      await decide('boris', 'approve');
      expect(await ofOthers(), 'nor who decided it').toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
      await release('boris', id, 'olaf');
      expect(await refusal(olaf.getRequest({ request: id }))).toBe('NOT_FOUND');
      expect(await listed('olaf')).toEqual([]);
    });

    it('keeps an external performer to what concerns their work, private comments out of it (V-08)', async () => {
      const { id } = await submit();
      await invite('anna', id, 'pavel', 'external');
      await decide('boris', 'approve');
      await place.as('boris').addComment({ request: id, body: 'Cheaper than the last one', visibility: 'private', idempotencyKey: place.key() });
      await place.pass({ minutes: 1 });
      const pavel = place.as('pavel');
      const seen = await pavel.getRequest({ request: id });
      expect([seen.data, seen.tasks.map(({ complete }) => complete.allowed), seen.history.allowed]).toEqual([{ what: 'Banner', price: 900 }, [true], false]);
      expect(await pavel.findComments({ request: id })).toEqual([]);
      expect(await told('pavel')).not.toContain('comment-added');
      expect(await refusal(invite('pavel', id, 'olaf', 'guest'))).toBe('FORBIDDEN may.outsider');
      await decide('pavel', 'done');
      expect((await pavel.getRequest({ request: id })).state).toBe('completed');
    });

    it('has no outsiders where the kind has no rule for them, and silent ones where it says so', async () => {
      const { id } = await submit('secret');
      for (const role of ['guest', 'external', 'mentioned'] as const) expect(await refusal(invite('anna', id, 'olaf', role))).toBe('FORBIDDEN may.role-off');
      expect(await refusal(invite('anna', id, 'olaf', 'boss' as ParticipantRole))).toBe('INVALID');
      expect(await refusal(invite('anna', id, 'nobody', 'watcher'))).toBe('NOT_FOUND');
      await invite('anna', id, 'greta', 'interested');
      expect((await place.as('greta').getRequest({ request: id })).actions.find(({ action }) => action === 'comment')?.reason?.code).toBe('may.role-silent');
      expect(await refusal(place.as('greta').addComment({ request: id, body: 'But', visibility: 'public', idempotencyKey: place.key() }))).toBe('FORBIDDEN may.role-silent');
    });

    it('does a command once, refuses an old version, and gives one person one role', async () => {
      const { id, version } = await submit();
      const command = { request: id, person: 'greta', role: 'watcher' as const, expectedVersion: version, idempotencyKey: place.key() };
      const first = await place.as('anna').addParticipant(command);
      expect(await place.as('anna').addParticipant(command)).toEqual(first);
      expect(await refusal(place.as('anna').addParticipant({ ...command, person: 'dina', idempotencyKey: place.key() }))).toBe('CONFLICT');
      await invite('anna', id, 'greta', 'interested');
      const leave = { request: id, person: 'greta', idempotencyKey: place.key() };
      expect((await place.as('anna').getRequest({ request: id })).participation.people.map(({ role }) => role)).toEqual(['interested']);
      await place.as('greta').removeParticipant(leave);
      await place.as('greta').removeParticipant(leave);
      expect(await refusal(release('anna', id, 'greta'))).toBe('NOT_FOUND');
      expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('forgets with a request’s personal data who was drawn in', async () => {
      const { id } = await submit('file');
      await invite('anna', id, 'greta', 'interested');
      await decide('boris', 'approve');
      expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
      const erased = await place.as('erik').eraseRequest({ request: id, reason: 'Asked for', idempotencyKey: place.key() });
      expect(erased.participation.people).toEqual([]);
      expect(await listed('greta')).toEqual([]);
    });

    it('is checked at publishing: roles, fields, what outsiders have alone, and titles that would tell (X-09)', async () => {
      const erik = place.as('erik');
      const { version, kind, route } = await erik.getKindDraft({ kind: 'job' });
      const participation = { guest: { access: { what: 'hidden', nothing: 'read', price: 'edit' }, privateComments: true }, watcher: { history: true } } as const;
      await erik.saveKindDraft({ kind: { ...kind, participation, conversation: { changeWithin: 'P8D' } }, ...(route !== undefined ? { route } : {}), expectedVersion: version });
      const issues = await erik.checkKindDraft({ kind: 'job' });
      const wanted = ['kind.participation-private', 'kind.participation-field', 'kind.participation-edit', 'kind.participation-title', 'kind.participation-outsiders', 'kind.conversation-time'];
      expect(issues.map(({ code }) => code).filter((code) => wanted.includes(code))).toEqual(wanted);
      expect(issues.find(({ code }) => code === 'kind.participation-title')?.params?.message).toEqual({ ru: 'Гости: поле «what» скрыто, но стоит в названии заявки, которое они видят', en: 'Guests: the field “what” is hidden, but stands in the title that they see' });
    });
  });
}
