import { RequestryError, type JsonObject } from '@requestry/model';
import { system } from '@requestry/templates/internal';
import type { Office } from '../office.js';
import type { ServiceSuite } from '../describe-service.js';

const access: JsonObject = { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };

/** What each call of the services answers, refuses and keeps to itself. */
export function serviceAnswers({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system });
  });

  const submit = () => place.as('smirnov').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() });

  async function codeOf(promise: Promise<unknown>): Promise<string> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    return error instanceof RequestryError ? error.code : String(error);
  }

  describe('the service', () => {
    it('answers unknown kinds, people, requests and tasks with a code', async () => {
      expect(await codeOf(place.as('smirnov').getKind({ kind: 'no-such-kind' }))).toBe('NOT_FOUND');
      expect(await codeOf(place.as('nobody').findKinds())).toBe('FORBIDDEN');
      expect(await codeOf(place.as('smirnov').getRequest({ request: 'no-such-request' }))).toBe('NOT_FOUND');
      expect(await codeOf(place.as('smirnov').completeTask({ task: 'a.b', outcome: 'approve', idempotencyKey: place.key() }))).toBe('NOT_FOUND');
    });

    it('refuses fields that are not the person’s to fill', async () => {
      expect(await codeOf(place.as('smirnov').submitRequest({ kind: 'access', data: { ...access, performers: ['smirnov'] }, idempotencyKey: place.key() }))).toBe('INVALID');
    });

    it('keeps a journal of every number, in order, for those who see all requests (R-17, G-02)', async () => {
      const first = await submit();
      const second = await submit();
      await place.as('smirnov').withdrawRequest({ request: second.id, idempotencyKey: place.key() });
      const office = place.as('nikitina');
      expect((await office.findJournals()).find(({ id }) => id === 'access')?.years).toEqual(['2026']);
      const page = await office.getJournal({ journal: 'access', year: '2026', limit: 1 });
      expect(page.items.map(({ place: at, number, applicant }) => [at, number, applicant])).toEqual([[1, first.number, first.initiatorName]]);
      const rest = await office.getJournal({ journal: 'access', year: '2026', ...(page.next !== undefined ? { after: page.next } : {}) });
      expect(rest.items.map(({ request, state }) => [request, state])).toEqual([[second.id, 'withdrawn']]);
      expect(await codeOf(place.as('smirnov').findJournals())).toBe('FORBIDDEN');
      expect(await codeOf(place.as('smirnov').getJournal({ journal: 'access', year: '2026' }))).toBe('FORBIDDEN');
    });

    it('lets the initiator withdraw and closes what was open', async () => {
      const { id } = await submit();
      const withdrawn = await place.as('smirnov').withdrawRequest({ request: id, reason: 'Уже не нужно', idempotencyKey: place.key() });
      expect([withdrawn.state, withdrawn.tasks]).toEqual(['withdrawn', []]);
      expect((await place.as('ivanov').findTasks({ view: 'mine' })).items).toEqual([]);
      expect(await codeOf(place.as('smirnov').withdrawRequest({ request: id, idempotencyKey: place.key() }))).toBe('FORBIDDEN');
    });

    it('lets nobody else withdraw and only an administrator cancel, with a reason', async () => {
      const { id } = await submit();
      expect(await codeOf(place.as('ivanov').withdrawRequest({ request: id, idempotencyKey: place.key() }))).toBe('FORBIDDEN');
      expect(await codeOf(place.as('ivanov').cancelRequest({ request: id, reason: 'x', idempotencyKey: place.key() }))).toBe('FORBIDDEN');
      expect(await codeOf(place.as('nikitina').cancelRequest({ request: id, reason: ' ', idempotencyKey: place.key() }))).toBe('INVALID');
      expect((await place.as('nikitina').cancelRequest({ request: id, reason: 'Дубль', idempotencyKey: place.key() })).state).toBe('cancelled');
    });

    it('hands a task over and says so', async () => {
      const { id } = await submit();
      const [task] = (await place.as('ivanov').findTasks({ view: 'mine' })).items;
      await place.as('ivanov').reassignTask({ task: task?.id ?? '', to: 'gromov', comment: 'Уезжаю', idempotencyKey: place.key() });
      const [given] = (await place.as('gromov').findTasks({ view: 'mine' })).items;
      expect([given?.request, given?.why.code]).toEqual([id, 'task.reassigned']);
    });

    it('lets people talk on the request, and keeps private comments from the initiator (D-38)', async () => {
      const { id } = await submit();
      const say = (person: string, body: string, visibility: 'public' | 'private') => place.as(person).addComment({ request: id, body, visibility, idempotencyKey: place.key() });
      await say('smirnov', 'Когда ждать?', 'public');
      await say('ivanov', 'Сомневаюсь', 'private');
      const read = async (person: string) => (await place.as(person).findComments({ request: id })).map((comment) => comment.body);
      expect(await read('smirnov')).toEqual(['Когда ждать?']);
      expect(await read('ivanov')).toEqual(['Когда ждать?', 'Сомневаюсь']);
      expect(await codeOf(say('titova', 'Чужая', 'public'))).toBe('NOT_FOUND');
    });

    it('keeps a draft for its person only, until it is submitted', async () => {
      await place.as('smirnov').saveDraft({ kind: 'access', data: { subject: 'Черн' }, step: 1 });
      expect((await place.as('smirnov').getDraft({ kind: 'access' }))?.data).toEqual({ subject: 'Черн' });
      expect(await place.as('petrova').getDraft({ kind: 'access' })).toBeNull();
      await submit();
      expect(await place.as('smirnov').getDraft({ kind: 'access' })).toBeNull();
    });

    it('saves and discards a draft of a kind once under one key, and tells a second save from a repeat', async () => {
      const designer = place.as('nikitina');
      const { kind, route = '', version } = await designer.getKindDraft({ kind: 'access' });
      const command = { kind: { ...kind, title: 'Access' }, route, expectedVersion: version, idempotencyKey: place.key() };
      const saved = await designer.saveKindDraft(command);
      expect(await designer.saveKindDraft(command)).toEqual(saved);
      expect([saved.version, saved.kind.title]).toEqual([1, 'Access']);
      expect(await codeOf(designer.saveKindDraft({ ...command, idempotencyKey: place.key() }))).toBe('CONFLICT');
      const { idempotencyKey: _key, ...keyless } = command;
      expect(await codeOf(designer.saveKindDraft(keyless))).toBe('CONFLICT');
      const both = await Promise.all([1, 2].map(() => designer.saveKindDraft({ ...command, expectedVersion: 1, idempotencyKey: 'both' })));
      expect(both.map((each) => each.version)).toEqual([2, 2]);
      const discard = { kind: 'access', expectedVersion: 2, idempotencyKey: place.key() };
      expect(await codeOf(designer.discardKindDraft({ ...discard, expectedVersion: 1, idempotencyKey: place.key() }))).toBe('CONFLICT');
      const discarded = await designer.discardKindDraft(discard);
      expect(await designer.discardKindDraft(discard)).toEqual(discarded);
      expect([discarded.version, discarded.kind.title]).toEqual([0, kind.title]);
      const late = { kind: 'access', expectedVersion: 2, idempotencyKey: place.key() };
      for (const act of [designer.publishKind(late), designer.saveKindDraft({ kind, route, expectedVersion: 2 })]) await expect(act, 'who discarded it').rejects.toMatchObject({ code: 'CONFLICT', params: { by: 'nikitina', byName: 'Никитина Ольга', at: '2026-03-02T07:00:00.000Z' } });
    });

    it('marks as read no more than it did at first when all is read again under the same key', async () => {
      const { id } = await submit();
      const [smirnov, key] = [place.as('smirnov'), place.key()];
      const say = async (body: string): Promise<void> => {
        await place.as('ivanov').addComment({ request: id, body, visibility: 'public', idempotencyKey: place.key() });
        await place.runtime.work();
      };
      const unread = async (): Promise<readonly string[]> => (await smirnov.findNotifications()).items.filter(({ read }) => !read).map(({ event }) => event);
      await say('Когда?');
      await smirnov.readNotifications({ ids: 'all', idempotencyKey: key });
      expect(await unread()).toEqual([]);
      await say('Ещё вопрос');
      await smirnov.readNotifications({ ids: 'all', idempotencyKey: key });
      expect(await unread()).toEqual(['comment-added']);
      await smirnov.readNotifications({ ids: 'all', idempotencyKey: place.key() });
      expect(await unread()).toEqual([]);
    });

    it('gives the same for a repeat of what needs no key', async () => {
      const { id } = await submit();
      await place.as('ivanov').addComment({ request: id, body: 'Когда?', visibility: 'public', idempotencyKey: place.key() });
      await place.runtime.work();
      const smirnov = place.as('smirnov');
      const twice = async <T>(act: () => Promise<T>): Promise<readonly T[]> => [await act(), await act()];
      const drafts = await twice(() => smirnov.saveDraft({ kind: 'access', data: { subject: 'x' }, step: 1 }));
      expect(drafts[1]).toEqual(drafts[0]);
      await twice(() => smirnov.deleteDraft({ kind: 'access' }));
      expect(await smirnov.getDraft({ kind: 'access' })).toBeNull();
      const notes = (await smirnov.findNotifications()).items.map((note) => note.id);
      await twice(() => smirnov.readNotifications({ ids: notes }));
      expect((await smirnov.findNotifications()).items.map(({ read }) => read)).toEqual(notes.map(() => true));
      await twice(() => smirnov.readComments({ request: id }));
      expect((await smirnov.findComments({ request: id })).map(({ unread = false }) => unread)).toEqual([false]);
    });

    it('offers only the work types of the kind (D-11) and equipment of the chosen sort', async () => {
      const titles = async (query: Parameters<ReturnType<Office['as']>['findRecords']>[0]) => (await place.as('smirnov').findRecords(query)).items.map((record) => record.title);
      expect(await titles({ directory: 'work-types', filter: { kinds: 'access' } })).toEqual(['Изменение уровня доступа', 'Предоставление доступа', 'Прекращение доступа']);
      expect(await titles({ directory: 'equipment', filter: { kinds: 'ek-printer' }, text: 'hp' })).toEqual(['Принтер HP LaserJet 4003 · 01-00157']);
      expect(await titles({ directory: 'equipment', text: '01-00142' })).toEqual(['МФУ Kyocera M2540 · 01-00142']);
    });

    it('shows the load of people while performers are chosen (D-35)', async () => {
      await submit();
      const [ivanov] = await place.as('petrova').findPeople({ ids: ['ivanov'], withLoad: true });
      expect(ivanov?.load).toBe(1);
    });

    it('explains why a task is somebody’s', async () => {
      const { id } = await submit();
      const why = await place.as('ivanov').explain({ request: id, step: 'unit_head' });
      expect([why.code, why.names.ivanov]).toEqual(['who.initiatorHead', 'Иванов Сергей']);
    });
  });
}
