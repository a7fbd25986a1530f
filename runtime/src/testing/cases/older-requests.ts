import type { RequestEvent, RequestView } from '@requestry/model';
import { keyOf, put, type DocOf, type EventsDocument } from '../../collections.js';
import { hashOf, chainStart } from '../../history.js';
import { isPublicId } from '../../public-id.js';
import { read, scanAll } from '../../store.js';
import { createRuntime } from '../../runtime.js';
import { depot } from '../depot.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

/** Requests that an earlier version stored. */
export function olderRequests({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: depot });
  });

  const store = () => place.storage.tenant('main');
  async function stored(request: string): Promise<DocOf<'requests'>> {
    const doc = await read(store(), 'requests', request);
    if (!doc) throw new Error(`There is no ${request}`);
    return doc;
  }

  /** A deal that a decision began on an enquiry. */
  async function begun(): Promise<{ readonly enquiry: string; readonly deal: string }> {
    const { id } = await place.as('anna').submitRequest({ kind: 'offer', data: { client: 'rose', subject: 'Станок', price: 100 }, idempotencyKey: place.key() });
    const [task] = (await place.as('clerk1').getRequest({ request: id })).tasks;
    await place.as('clerk1').completeTask({ task: task?.id ?? '', outcome: 'decide', decision: { type: 'to-work', text: 'Берём' }, idempotencyKey: place.key() });
    await place.runtime.work();
    return { enquiry: id, deal: (await place.as('anna').getRequest({ request: id })).decision?.followUps?.[0]?.request ?? '' };
  }

  /** As it was stored when the request itself named the one whose decision began it, and its history too. */
  async function asBefore({ enquiry, deal }: Awaited<ReturnType<typeof begun>>): Promise<void> {
    const basis = { request: enquiry, followUp: 'deal' };
    const { body, version } = await stored(deal);
    let lastHash = chainStart;
    const rows = await scanAll<'events'>(store(), { index: 'events', eq: [deal] });
    const histories = rows.map(({ id, body: history }) => {
      const events = history.events.map((event): RequestEvent => {
        const { relations: _relations, ...facts } = event.facts;
        const older = { ...event, facts: event.type === 'request-submitted' ? { ...facts, basis } : facts, prev: lastHash };
        lastHash = hashOf(older);
        return older;
      });
      return put('events', id, { ...history, events } satisfies EventsDocument);
    });
    const { links: _links, ...request } = body.request;
    const older = put('requests', deal, { ...body, request: { ...request, basis } as typeof body.request, lastHash }, version);
    await store().commit({ ops: [older, ...histories] });
  }

  const related = async (request: string): Promise<readonly string[]> => (await place.as('anna').findRelated({ request })).requests.map(({ type, direction, id }) => `${type} ${direction} ${id}`);
  /** What a version that comes anew begins with: looking through all requests. */
  const walk = async (): Promise<void> => {
    await store().commit({ ops: [put('older-requests', 'requests', { index: 0, due: place.now() })] });
    await place.runtime.work();
  };

  describe('a request from before there were public identifiers (M-07)', () => {
    /** As it was stored then, found by the moment of its submission alone. */
    async function nameless(more: { readonly kindVersion?: number } = {}): Promise<string> {
      const { id } = await place.as('anna').submitRequest({ kind: 'offer', data: { client: 'rose', subject: 'Станок', price: 100 }, idempotencyKey: place.key() });
      const { body, version } = await stored(id);
      const { publicId: _publicId, ...request } = body.request;
      await store().commit({ ops: [{ op: 'put', ...keyOf('requests', id), body: { ...body, request: { ...request, contact: { email: 'rose@client.example' }, ...more } }, entries: [['requests', request.submittedAt], ['requests-by', request.initiator, request.submittedAt]], if: version }] });
      return id;
    }
    const shown = async (request: string, by = 'anna'): Promise<string> => (await place.as(by).getRequest({ request })).publicId;
    const status = (publicId: string) => place.runtime.intake().status({ publicId, contact: 'rose@client.example' });

    it('has one that follows from what it is: the same for everybody and every node, and another than its neighbour', async () => {
      const [one, other] = [await nameless(), await nameless()];
      const publicId = await shown(one);
      expect([isPublicId(publicId), await shown(one, 'boss'), await shown(other) === publicId]).toEqual([true, publicId, false]);
      const node = await createRuntime({ storage: place.storage, clock: () => place.now() });
      expect((await node.as({ user: 'anna' }).getRequest({ request: one })).publicId).toBe(publicId);
      expect((await place.as('anna').findRequests({})).items.map(({ id }) => id).sort()).toEqual([one, other].sort());
      expect((await place.as('clerk1').findTasks({ view: 'mine' })).items.map(({ request }) => request).sort()).toEqual([one, other].sort());
    });

    it('keeps it with whatever changes it, and is found by it from then on', async () => {
      const id = await nameless();
      const publicId = await shown(id);
      expect(await status(publicId)).toBeNull();
      await place.as('anna').addParticipant({ request: id, person: 'lena', role: 'watcher', idempotencyKey: place.key() });
      expect(await status(publicId.replaceAll('-', ''))).toMatchObject({ publicId, state: 'active' });
      const [task] = (await place.as('clerk1').getRequest({ request: id })).tasks;
      await place.as('clerk1').completeTask({ task: task?.id ?? '', outcome: 'later', idempotencyKey: place.key() });
      expect([await shown(id), (await stored(id)).body.request.publicId]).toEqual([publicId, publicId]);
      expect(await place.as('boss').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('gets it once the requests were looked through, without being changed otherwise', async () => {
      const ids = [await nameless(), await nameless()];
      const before = await Promise.all(ids.map(stored));
      const publicIds = await Promise.all(ids.map((id) => shown(id)));
      await walk();
      expect((await Promise.all(publicIds.map(status))).map((found) => found?.publicId)).toEqual(publicIds);
      const after = await Promise.all(ids.map(stored));
      expect(after.map(({ body }) => body)).toEqual(before.map(({ body }, index) => ({ ...body, request: { ...body.request, publicId: publicIds[index] } })));
      expect((await place.as('boss').findRequests({})).items.map(({ version }) => version)).toEqual([3, 3]);
      await walk();
      expect((await Promise.all(ids.map(stored))).map(({ version }) => version)).toEqual([3, 3]);
    });

    it('does not keep others from getting theirs when the version of its kind is gone', async () => {
      const [gone, other] = [await nameless({ kindVersion: 99 }), await nameless()];
      const before = await read(store(), 'requests', gone);
      await walk();
      expect((await status(await shown(other)))?.publicId).toBe(await shown(other));
      expect([(await read(store(), 'requests', gone))?.version, (await read(store(), 'older-requests', 'requests'))?.body.due]).toEqual([before?.version, undefined]);
    });
  });

  describe('a request that a decision began before there were links', () => {
    it('reads as one made on the basis of the other, its history still proves it, and what is done with it is done as ever (Y-09 X-14)', async () => {
      const both = await begun();
      const link = (await stored(both.deal)).body.request.links;
      await asBefore(both);
      expect(await related(both.deal)).toEqual([`based-on to ${both.enquiry}`]);
      expect(await place.as('boss').checkHistory({ request: both.deal })).toMatchObject({ holds: true, rebuilds: true });
      expect((await place.as('anna').getHistory({ request: both.deal }))[0]?.facts).not.toHaveProperty('basis');
      const view: RequestView = await place.as('anna').withdrawRequest({ request: both.deal, idempotencyKey: place.key() });
      expect(view.state).toBe('withdrawn');
      expect((await stored(both.deal)).body.request).toMatchObject({ links: link });
      expect((await stored(both.deal)).body.request).not.toHaveProperty('basis');
      expect(await related(both.enquiry), 'who writes it writes it as it is now').toEqual([`based-on from ${both.deal}`]);
      expect(await place.as('boss').checkHistory({ request: both.deal })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('is found from the other once the requests were looked through, without a word in its history', async () => {
      const both = await begun();
      const link = (await stored(both.deal)).body.request.links;
      await asBefore(both);
      const events = (await stored(both.deal)).body.events;
      expect(await related(both.enquiry)).toEqual([]);
      await walk();
      expect(await related(both.enquiry)).toEqual([`based-on from ${both.deal}`]);
      const { body, version } = await stored(both.deal);
      expect([body.request.links, body.events, Object.hasOwn(body.request, 'basis')]).toEqual([link, events, false]);
      await walk();
      expect((await stored(both.deal)).version, 'once').toBe(version);
      expect((await place.as('boss').findRequests({ filter: { kind: 'deal' } })).items.map(({ id, version: shown }) => [id, shown])).toEqual([[both.deal, version]]);
      expect((await read(store(), 'older-requests', 'requests'))?.body.due).toBeUndefined();
    });

    it('is looked for by a version that comes anew, and never in a store that it began itself', async () => {
      const both = await begun();
      await asBefore(both);
      expect((await read(store(), 'older-requests', 'requests'))?.body).toEqual({ index: 2 });
      await store().commit({ ops: [{ op: 'delete', ...keyOf('older-requests', 'requests') }] });
      const runtime = await createRuntime({ storage: place.storage, clock: () => place.now() });
      await runtime.work();
      await runtime.work();
      expect(await related(both.enquiry)).toEqual([`based-on from ${both.deal}`]);
    });
  });
}
