import { RequestryError, type Comment, type JsonObject, type RequestView } from '@requestry/model';
import { clientele } from '../clientele.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

/** Contact persons of clients in conversations. */
export function contactPersons({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  interface Sent { readonly to: string; readonly name: string; readonly address?: string; readonly title: string; readonly text: string; readonly letterId?: string }
  let place: Office;
  let sent: Sent[] = [];
  beforeEach(async () => {
    sent = [];
    const post = { address: 'email' as const, deliver: (message: Sent) => Promise.resolve(void sent.push(message)) };
    place = await open({ system: clientele, messages: { channels: [{ name: 'mail', ...post }, { name: 'chat', deliver: post.deliver }], link: (request) => `https://host.example/${request}` } });
  });

  const submit = (data: JsonObject = { client: 'rose' }, kind = 'ask'): Promise<RequestView> => place.as('anna').submitRequest({ kind, data: { ...(kind === 'ask-hidden' ? {} : { what: 'Secret banner' }), ...data }, idempotencyKey: place.key() });
  const say = (request: string, body: string, more: { readonly by?: string; readonly visibility?: Comment['visibility'] } = {}): Promise<Comment> =>
    place.as(more.by ?? 'boris').addComment({ request, body, visibility: more.visibility ?? 'public', idempotencyKey: place.key() });
  const found = async (by: string, request: string, search?: string): Promise<readonly string[]> => (await place.as(by).findContacts({ request, ...(search === undefined ? {} : { text: search }) })).map(({ directory, record }) => `${directory}/${record}`);
  const toContacts = (): readonly Sent[] => sent.filter(({ to }) => to.startsWith('contacts/'));
  async function refused(promise: Promise<unknown>): Promise<readonly unknown[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return [error.code, ...error.issues.map(({ code, params }) => [code, params?.id, params?.reason])];
  }

  describe('a contact person of the client', () => {
    it('is found by name, position, address or its domain, on requests of their client alone (O-11 O-12)', async () => {
      const { id } = await submit();
      expect(await Promise.all([undefined, 'nin', 'buyer', 'rose.example', '@rose', 'ida'].map((search) => found('boris', id, search)))).toEqual([['contacts/nina', 'contacts/otto'], ['contacts/nina'], ['contacts/nina'], ['contacts/nina'], ['contacts/nina', 'contacts/otto'], []]);
      expect((await place.as('anna').findContacts({ request: id, limit: 1 }))[0]).toEqual({ directory: 'contacts', record: 'nina', name: 'Nina Rose', client: 'Rose Ltd', position: 'Buyer', email: 'nina@rose.example' });
      expect(await found('anna', (await submit({})).id)).toEqual([]);
      const error = await place.as('greta').findContacts({ request: id }).then(() => undefined, (reason: unknown) => reason);
      expect((error as RequestryError).code).toBe('NOT_FOUND');
      await place.as('anna').addParticipant({ request: id, person: 'olaf', role: 'guest', idempotencyKey: place.key() });
      expect(await found('olaf', id), 'somebody from outside is told of nobody').toEqual([]);
      expect(await found('dina', (await submit({ client: 'rose' }, 'ask-hidden')).id), 'whose client the reader may not see').toEqual([]);
    });

    it('gets what a public comment says to them, with the number and kind of the request and nothing else of it, and no link (O-11 O-13)', async () => {
      const { id, number } = await submit();
      const comment = await say(id, 'Which size, @contacts/nina? @contacts/otto and @anna know.');
      expect([comment.contacts, comment.mentions]).toEqual([[{ directory: 'contacts', record: 'nina', name: 'Nina Rose' }, { directory: 'contacts', record: 'otto', name: 'Otto Rose' }], ['anna']]);
      await place.pass({ minutes: 1 });
      expect(toContacts().map(({ to, name, address, title }) => [to, name, address, title]), 'otto has no address').toEqual([['contacts/nina', 'Nina Rose', 'nina@rose.example', `${number ?? ''} Вопрос`]]);
      expect(toContacts()[0]?.text).toContain('> Which size');
      expect(toContacts()[0]?.text).not.toMatch(/host\.example|Secret banner/);
      await say(id, 'Thank you all');
      await place.pass({ minutes: 1 });
      expect(toContacts(), 'being named once is no part in the request').toHaveLength(1);
      expect((await place.as('anna').getRequest({ request: id })).participation.people).toEqual([]);
    });

    it('answers by mail: the letter becomes an answer to the comment (O-04 O-11)', async () => {
      const { id } = await submit();
      const comment = await say(id, 'Which size, @contacts/nina?');
      await place.pass({ minutes: 1 });
      const letter = (messageId: string, address: string) => ({ messageId, from: { address, name: 'Nina' }, to: [{ address: 'help@firm.example' }], subject: 'Re', text: 'Two metres', inReplyTo: toContacts()[0]?.letterId ?? '' });
      const mail = place.runtime.intake({ trusted: true });
      expect(await mail.receiveMail(letter('<1@rose.example>', 'Nina@Rose.example'))).toMatchObject({ outcome: 'comment', request: id });
      expect(await mail.receiveMail(letter('<2@rose.example>', 'stranger@rose.example'))).toMatchObject({ outcome: 'comment', reason: 'mail.unknown-sender' });
      const said = await place.as('anna').findComments({ request: id });
      expect(said.map(({ body, visibility, parent, byName }) => [body, visibility, parent, byName])).toEqual([[comment.body, 'public', undefined, 'Boris'], ['Two metres', 'public', comment.id, 'Nina']]);
    });

    it('never gets what is private, taken back, or said on a request that does not let others in (O-02 O-11)', async () => {
      const { id } = await submit();
      expect(await refused(say(id, 'Not for @contacts/nina', { visibility: 'private' }))).toEqual(['INVALID', ['comment.mention-refused', 'contacts/nina', 'may.contact-private']]);
      expect(await refused(say(id, '@contacts/ida @contacts/gone @contacts/nobody'))).toEqual(['INVALID', ...['ida', 'gone', 'nobody'].map((record) => ['comment.mention-refused', `contacts/${record}`, 'may.contact-of-client'])]);
      expect(await refused(say((await submit({ client: 'rose' }, 'ask-secretly')).id, '@contacts/nina'))).toEqual(['INVALID', ['comment.mention-refused', 'contacts/nina', 'may.mentions-off']]);
      expect((await say(id, 'See @clients/rose and @anna/x')).contacts, 'other directories are no people').toBeUndefined();
      const taken = await say(id, 'Oops, @contacts/nina');
      await place.as('boris').deleteComment({ comment: taken.id, idempotencyKey: place.key() });
      const changed = await say(id, 'Hello');
      expect((await place.as('boris').changeComment({ comment: changed.id, body: 'Hello, @contacts/nina', idempotencyKey: place.key() })).contacts).toHaveLength(1);
      await place.pass({ minutes: 1 });
      expect(toContacts().map(({ text: told }) => /> (.*)/.exec(told)?.[1])).toEqual(['Hello, @contacts/nina']);
      await place.as('boris').changeComment({ comment: changed.id, body: 'Hello again, @contacts/nina', idempotencyKey: place.key() });
      await place.pass({ minutes: 1 });
      expect(toContacts(), 'whoever was named before is not told again').toHaveLength(1);
    });

    it('has a directory that says whose they are, checked when it is saved (O-11)', async () => {
      const [, contacts] = clientele.directories;
      if (!contacts) throw new Error('There is no directory');
      const save = (field: string, directory: string) => place.as('erik').saveDirectory({ directory: { ...contacts, contacts: { field, directory } }, idempotencyKey: place.key() });
      expect((await refused(save('nothing', 'clients')))[1]).toEqual(['directory.contacts-field', undefined, undefined]);
      expect((await refused(save('client', 'nowhere')))[1]).toEqual(['directory.contacts-directory', undefined, undefined]);
      expect((await refused(save('client', 'contacts')))[1]).toEqual(['directory.contacts-directory', undefined, undefined]);
      expect((await save('client', 'clients')).contacts).toEqual({ field: 'client', directory: 'clients' });
    });
  });
}
