import { RequestryError, type Comment, type CommentView, type RequestView } from '@requestry/model';
import { agency } from '../agency.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

/** What people say about a request, to whom, and what becomes of it. */
export function conversation({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  let sent: { readonly to: string; readonly event: string; readonly text: string; readonly letterId?: string }[] = [];
  beforeEach(async () => {
    sent = [];
    place = await open({ system: agency, messages: { channels: [{ name: 'mail', address: 'email', deliver: (message) => Promise.resolve(void sent.push(message)) }] } });
  });

  const submit = (kind = 'job'): Promise<RequestView> => place.as('anna').submitRequest({ kind, data: { what: 'Banner', price: 900 }, idempotencyKey: place.key() });
  const say = (by: string, request: string, body: string, more: { readonly visibility?: Comment['visibility']; readonly parent?: string } = {}): Promise<Comment> =>
    place.as(by).addComment({ request, body, visibility: 'public', ...more, idempotencyKey: place.key() });
  const read = (by: string, request: string): Promise<readonly CommentView[]> => place.as(by).findComments({ request });
  const change = (by: string, comment: string, body: string) => place.as(by).changeComment({ comment, body, idempotencyKey: place.key() });
  const remove = (by: string, comment: string) => place.as(by).deleteComment({ comment, idempotencyKey: place.key() });
  const told = async (person: string): Promise<readonly string[]> => (await place.as(person).findNotifications()).items.map(({ event }) => event);
  const found = async (person: string, text: string): Promise<number> => (await place.as(person).findRequests({ filter: { text } })).items.length;
  const counted = async (person: string, text: string): Promise<number> => (await place.as(person).countRequests({ filter: { text } })).groups.reduce((sum, { count }) => sum + count, 0);

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }
  const refusal = async (promise: Promise<unknown>): Promise<string> => rejection(promise).then(({ code, params }) => [code, params.reason].filter(Boolean).join(' '));

  describe('a conversation', () => {
    it('has threads: an answer names what it answers, and to a private comment it is private (O-01 O-05 X-10)', async () => {
      const { id } = await submit();
      const question = await say('boris', id, 'Which size?');
      const aside = await say('boris', id, 'They always change it', { visibility: 'private', parent: question.id });
      const answer = await say('anna', id, 'Three metres', { parent: question.id });
      expect((await read('anna', id)).map(({ body, parent }) => [body, parent])).toEqual([['Which size?', undefined], ['Three metres', question.id]]);
      expect((await read('boris', id)).map((comment) => comment.id)).toEqual([question.id, aside.id, answer.id]);
      expect((await rejection(say('boris', id, 'Yes', { parent: aside.id }))).issues).toMatchObject([{ code: 'comment.answer-private', path: '/visibility' }]);
      expect(await refusal(say('anna', id, 'What?', { visibility: 'private', parent: aside.id }))).toBe('NOT_FOUND');
      const { id: other } = await submit();
      expect(await refusal(say('anna', other, 'Here', { parent: question.id }))).toBe('NOT_FOUND');
      expect((await rejection(say('anna', id, '  '))).issues).toMatchObject([{ code: 'form.required', path: '/body' }]);
      expect(await refusal(say('anna', id, 'x', { visibility: 'secret' as Comment['visibility'] }))).toBe('INVALID');
    });

    it('finds people to mention by name, login, address or domain, and tells them (O-09 O-10 O-12)', async () => {
      const ids = async (text: string): Promise<readonly string[]> => (await place.as('anna').findPeople({ text })).map((person) => person.id);
      expect(await Promise.all(['Gre', 'greta', 'olaf@client.example', 'contractor.example', '@client.example'].map(ids))).toEqual([['greta'], ['greta'], ['olaf'], ['pavel'], ['olaf']]);
      const { id } = await submit();
      const comment = await say('anna', id, 'Please look, @boris. Or @dina?');
      expect(comment.mentions).toEqual(['boris', 'dina']);
      await place.pass({ minutes: 1 });
      expect(await told('boris')).toContain('comment-mentioned');
      expect((await place.as('anna').getRequest({ request: id })).participation.people, 'dina sees every job').toEqual([]);
    });

    it('draws the mentioned in who do not see it, where the kind lets them; else says who and why (O-11 O-13 H-06)', async () => {
      const { id } = await submit();
      await say('boris', id, 'What would @greta say? @greta', { visibility: 'private' });
      await place.pass({ minutes: 1 });
      expect(await told('greta')).toEqual(['comment-mentioned']);
      expect((await place.as('anna').getRequest({ request: id })).participation.people).toMatchObject([{ person: 'greta', role: 'mentioned', byName: 'Boris' }]);
      expect((await read('greta', id)).map(({ body }) => body), 'what names them, though it is private').toEqual(['What would @greta say? @greta']);
      await say('boris', id, 'Not for her', { visibility: 'private' });
      expect((await read('greta', id)).length).toBe(1);
      expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
      const secret = await submit('secret');
      const refused = await rejection(say('anna', secret.id, 'Ask @greta and @boris'));
      expect([refused.code, refused.issues]).toEqual(['INVALID', [{ code: 'comment.mention-refused', path: '/body', params: { person: 'Greta', id: 'greta', reason: 'may.mentions-off' } }]]);
      expect(await read('anna', secret.id)).toEqual([]);
    });

    it('never lets a private comment reach anybody who may not read it: lists, search, counts, messages, history, mail (O-02)', async () => {
      const { id } = await submit();
      await place.as('anna').addParticipant({ request: id, person: 'olaf', role: 'guest', idempotencyKey: place.key() });
      const topics: string[] = [];
      const stop = place.as('olaf').watch((heard) => void topics.push(JSON.stringify(heard)));
      const secret = await say('boris', id, 'Wombat discount', { visibility: 'private' });
      await change('boris', secret.id, 'Wombat rebate');
      await place.pass({ minutes: 1 });
      stop();
      for (const person of ['anna', 'olaf', 'dina']) {
        expect(await read(person, id), person).toEqual([]);
        expect(await found(person, 'wombat'), person).toBe(0);
        expect(await counted(person, 'wombat'), person).toBe(0);
        expect(await told(person), person).not.toContain('comment-added');
        expect(await refusal(change(person, secret.id, 'x')), person).toBe('NOT_FOUND');
        expect(await refusal(remove(person, secret.id)), person).toBe('NOT_FOUND');
      }
      expect(await found('boris', 'wombat'), 'nobody finds a request by what is private').toBe(0);
      expect((await place.as('anna').getHistory({ request: id })).map(({ type }) => type)).not.toContain('comment-changed');
      expect((await place.as('boris').getHistory({ request: id })).map(({ type }) => type)).toContain('comment-changed');
      expect(JSON.stringify([await place.as('anna').getRequest({ request: id }), topics])).not.toContain(secret.id);
      expect(JSON.stringify(await place.as('erik').exportHistory({ request: id }))).not.toMatch(/wombat/i);
      expect(JSON.stringify(sent)).not.toMatch(/wombat/i);
    });

    it('shows the initiator no private comment though they have a task of their own', async () => {
      const { id } = await submit();
      await say('boris', id, 'Between us', { visibility: 'private' });
      const [task] = (await place.as('boris').findTasks({ view: 'mine' })).items;
      await place.as('boris').askQuestion({ task: task?.id ?? '', of: 'anna', question: 'How many?', idempotencyKey: place.key() });
      expect(await read('anna', id)).toEqual([]);
    });

    it('lets people change and delete what they wrote within a time, as events, and find it by its words no more', async () => {
      const { id } = await submit();
      const first = await say('anna', id, 'Made of velvet');
      await say('boris', id, 'Fine', { parent: first.id });
      expect(await found('anna', 'velvet')).toBe(1);
      const command = { comment: first.id, body: 'Made of cotton @dina', expectedVersion: 1, idempotencyKey: place.key() };
      const changed = await place.as('anna').changeComment(command);
      expect([changed.body, changed.mentions, changed.changedAt]).toEqual(['Made of cotton @dina', ['dina'], '2026-03-02T07:00:00.000Z']);
      expect(await place.as('anna').changeComment(command)).toEqual(changed);
      expect(await refusal(place.as('anna').changeComment({ ...command, idempotencyKey: place.key() }))).toBe('CONFLICT');
      await place.pass({ minutes: 1 });
      expect(await told('dina')).toEqual(['comment-mentioned']);
      expect([await found('anna', 'velvet'), await found('anna', 'cotton')]).toEqual([0, 1]);
      expect(await refusal(change('boris', first.id, 'Silk'))).toBe('FORBIDDEN may.own-comment-only');
      await remove('anna', first.id);
      expect((await read('anna', id)).map(({ body, deleted }) => [body, deleted?.by])).toEqual([['', 'anna'], ['Fine', undefined]]);
      expect(await found('anna', 'cotton')).toBe(0);
      expect(await refusal(change('anna', first.id, 'Wool'))).toBe('FORBIDDEN comment.deleted');
      expect(await refusal(say('anna', id, 'And?', { parent: first.id }))).toBe('NOT_FOUND');
      expect((await place.as('anna').getHistory({ request: id })).map(({ type }) => type).filter((type) => type.startsWith('comment-'))).toEqual(['comment-changed', 'comment-deleted']);
      expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('leaves what was said alone when the time is over; administrators still delete it', async () => {
      const { id } = await submit();
      const late = await say('anna', id, 'Too late');
      await place.pass({ minutes: 15 });
      const [shown] = await read('anna', id);
      expect([shown?.change.reason?.code, shown?.remove.allowed]).toEqual(['may.comment-too-old', false]);
      expect(await refusal(change('anna', late.id, 'x'))).toBe('FORBIDDEN may.comment-too-old');
      expect(await refusal(remove('anna', late.id))).toBe('FORBIDDEN may.comment-too-old');
      await remove('erik', late.id);
      expect(await read('anna', id)).toEqual([]);
      const secret = await submit('secret');
      const never = await say('anna', secret.id, 'For ever');
      expect(await refusal(change('anna', never.id, 'x'))).toBe('FORBIDDEN may.comment-too-old');
    });

    it('tells of no comment that was deleted before its message left', async () => {
      const { id } = await submit();
      const { id: comment } = await say('anna', id, 'A slip of the tongue');
      await remove('anna', comment);
      await place.pass({ minutes: 1 });
      expect(JSON.stringify(sent)).not.toContain('slip of the tongue');
      expect(await told('boris')).not.toContain('comment-added');
    });

    it('marks what is new to each person until they have read it', async () => {
      const { id } = await submit();
      await say('boris', id, 'One');
      expect((await read('anna', id)).map(({ unread }) => unread)).toEqual([true]);
      expect((await read('boris', id)).map(({ unread }) => unread)).toEqual([undefined]);
      await place.as('anna').readComments({ request: id });
      await place.as('anna').readComments({ request: id });
      expect((await read('anna', id)).map(({ unread }) => unread)).toEqual([undefined]);
      await place.pass({ minutes: 1 });
      await say('boris', id, 'Two');
      expect((await read('anna', id)).map(({ unread }) => unread)).toEqual([undefined, true]);
      expect(await refusal(place.as('greta').readComments({ request: id }))).toBe('NOT_FOUND');
    });

    it('puts an answer by mail under the comment that the letter told of, private under a private one (O-04)', async () => {
      const { id } = await submit();
      const open = await say('boris', id, 'Which size?');
      const aside = await say('dina', id, 'Cheap, @boris?', { visibility: 'private' });
      await place.pass({ minutes: 1 });
      const letters = (to: string, words: string): string => sent.find((letter) => letter.to === to && letter.text.includes(words))?.letterId ?? '';
      const answer = (from: string, inReplyTo: string, text: string, n: number) =>
        place.runtime.intake({ trusted: true }).receiveMail({ messageId: `<m${n}@mail.example>`, from: { address: from }, to: [{ address: 'desk@example.org' }], subject: 'Re:', text, inReplyTo });
      expect(await answer('anna@example.org', letters('anna', 'Which size?'), 'Three metres', 1)).toMatchObject({ outcome: 'comment' });
      expect(await answer('boris@example.org', letters('boris', 'Cheap,'), 'Very', 2)).toMatchObject({ outcome: 'comment' });
      expect((await read('erik', id)).slice(2).map(({ by, parent, visibility, body }) => ({ by, parent, visibility, body }))).toEqual([
        { by: 'anna', parent: open.id, visibility: 'public', body: 'Three metres' },
        { by: 'boris', parent: aside.id, visibility: 'private', body: 'Very' },
      ]);
      expect((await read('anna', id)).map(({ body }) => body)).toEqual(['Which size?', 'Three metres']);
    });

    it('goes with the personal data of its request, marks of readers too', async () => {
      const { id } = await submit('file');
      const { id: comment } = await say('boris', id, 'Born in 1990');
      await change('boris', comment, 'Born in 1991');
      await place.as('anna').readComments({ request: id });
      const [task] = (await place.as('boris').findTasks({ view: 'mine' })).items;
      await place.as('boris').completeTask({ task: task?.id ?? '', outcome: 'approve', idempotencyKey: place.key() });
      await place.as('erik').eraseRequest({ request: id, reason: 'Asked for', idempotencyKey: place.key() });
      expect(await read('anna', id)).toEqual([]);
      expect(await found('anna', 'born')).toBe(0);
      expect((await place.storage.tenant('main').scan({ index: 'comment-marks', eq: [id], limit: 5 })).items).toEqual([]);
      expect(await refusal(change('boris', comment, 'x'))).toBe('NOT_FOUND');
    });
  });
}
