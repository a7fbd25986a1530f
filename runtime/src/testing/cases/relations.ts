import { RequestryError, type Basis, type JsonObject, type RelationsView, type RequestView } from '@requestry/model';
import { agency } from '../agency.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

/** Requests that belong together. */
export function relations({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: agency });
  });

  const submit = (kind: string, data: JsonObject = {}, more: { readonly by?: string; readonly basis?: Basis } = {}): Promise<RequestView> =>
    place.as(more.by ?? 'anna').submitRequest({ kind, data: ['amendment', 'silent'].includes(kind) ? data : { what: 'Banner', price: 900, ...data }, ...(more.basis ? { basis: more.basis } : {}), idempotencyKey: place.key() });
  const related = (by: string, request: string): Promise<RelationsView> => place.as(by).findRelated({ request });
  const read = (request: string, by = 'erik'): Promise<RequestView> => place.as(by).getRequest({ request });
  const types = async (by: string, request: string): Promise<readonly string[]> => (await related(by, request)).requests.map(({ type, direction, number }) => `${type} ${direction} ${number ?? ''}`);
  const link = (request: string, to: string, by = 'dina', rule = 'orders') => place.as(by).linkRequest({ request, to, rule, idempotencyKey: place.key() });

  async function decide(person: string, request: string, outcome: string, comment?: string): Promise<RequestView> {
    const task = (await place.as(person).findTasks({ view: 'mine' })).items.find((each) => each.request === request);
    if (!task) throw new Error(`${person} has no task on ${request}`);
    return place.as(person).completeTask({ task: task.id, outcome, ...(comment === undefined ? {} : { comment }), idempotencyKey: place.key() });
  }

  async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error;
  }
  const refusal = async (promise: Promise<unknown>): Promise<string> => rejection(promise).then(({ code, params }) => [code, params.reason].filter(Boolean).join(' '));
  const amend = (contract: string, data: JsonObject): Promise<RequestView> => submit('amendment', data, { basis: { request: contract, rule: 'amend' } });

  describe('requests that belong together', () => {
    it('makes a contract on the basis of a request, with its fields carried over and a link back (Y-05 C-14 L-09 X-14)', async () => {
      const lead = await submit('lead');
      const offered = await related('anna', lead.id);
      expect(offered.rules.map(({ id, type, make }) => [id, type, make.allowed])).toEqual([['contract', 'based-on', true], ['next', 'chain', true], ['deal', 'subject', true]]);
      const start = await place.as('anna').startRelated({ request: lead.id, rule: 'contract' });
      expect(start).toEqual({ kind: 'contract', data: { what: 'Contract: Banner', price: 1800 }, basis: { request: lead.id, rule: 'contract' } });
      expect(await place.as('anna').saveDraft({ kind: start.kind, data: start.data, step: 0, basis: start.basis })).toMatchObject({ basis: start.basis });
      const contract = await submit('contract', start.data, { basis: start.basis });
      expect([await types('anna', lead.id), await types('anna', contract.id)]).toEqual([['based-on from contract-001'], ['based-on to lead-001']]);
      expect((await related('anna', contract.id)).requests[0]?.rule).toEqual({ ru: 'Создать договор', en: 'Create a contract' });
      expect(await refusal(place.as('anna').startRelated({ request: lead.id, rule: 'contract' })), 'once').toBe('STATE relation.enough');
      expect(await refusal(submit('contract', {}, { basis: start.basis }))).toBe('STATE relation.enough');
      expect(await refusal(submit('job', {}, { basis: { request: lead.id, rule: 'next' } }))).toBe('INVALID');
      expect(await refusal(submit('contract', {}, { basis: { request: lead.id, rule: 'nothing' } }))).toBe('NOT_FOUND');
      expect(await place.as('erik').checkHistory({ request: contract.id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('makes nothing of what the actor does not see, may not, or that is over, and shows nothing of it', async () => {
      const lead = await submit('lead');
      expect(await refusal(related('kurt', lead.id))).toBe('NOT_FOUND');
      expect(await refusal(submit('contract', {}, { by: 'kurt', basis: { request: lead.id, rule: 'contract' } }))).toBe('NOT_FOUND');
      expect((await related('dina', lead.id)).rules.find(({ id }) => id === 'deal')?.make.reason?.code).toBe('may.relation-not-yours');
      expect(await refusal(place.as('dina').startRelated({ request: lead.id, rule: 'deal' }))).toBe('FORBIDDEN may.relation-not-yours');
      const annexed = await submit('contract', { margin: 'thin' });
      const job = await submit('job', {}, { by: 'greta', basis: { request: (await submit('contract', {}, { by: 'greta' })).id, rule: 'annex' } });
      expect(await types('greta', job.id)).toEqual(['annex to contract-002']);
      await place.as('greta').addParticipant({ request: job.id, person: 'anna', role: 'watcher', idempotencyKey: place.key() });
      expect(await types('anna', job.id), 'she sees the annex, not the contract').toEqual([]);
      expect(await refusal(place.as('anna').startRelated({ request: annexed.id, rule: 'secretly' }))).toBe('FORBIDDEN may.relation-hidden');
      await place.as('anna').withdrawRequest({ request: annexed.id, idempotencyKey: place.key() });
      expect((await related('anna', annexed.id)).rules).toEqual([]);
      expect(await refusal(submit('job', {}, { basis: { request: annexed.id, rule: 'annex' } }))).toBe('FORBIDDEN may.relation-state');
    });

    it('changes a contract only by an amendment of its own route, at once and once, with what was before and after (R-09 S-07)', async () => {
      const contract = await submit('contract');
      await decide('boris', contract.id, 'approve');
      const start = await place.as('anna').startRelated({ request: contract.id, rule: 'amend' });
      expect(start.data).toEqual({ newPrice: 900, newText: 'Banner' });
      const amendment = await amend(contract.id, { newPrice: 1200, newText: 'Banner' });
      expect((await read(contract.id)).data.price).toBe(900);
      expect((await related('anna', contract.id)).requests.map(({ changes }) => changes)).toEqual([[{ field: 'price', before: 900, after: 1200 }]]);
      const done = await decide('boris', amendment.id, 'approve');
      expect(done.state).toBe('completed');
      const changed = await read(contract.id);
      expect([changed.data.price, changed.data.what, changed.state]).toEqual([1200, 'Banner', 'completed']);
      const told = (await place.as('anna').getHistory({ request: contract.id })).filter(({ type }) => type === 'request-amended');
      expect(told.map(({ by, facts }) => [by, facts.data])).toEqual([['boris', { price: 1200 }]]);
      await place.pass({ minutes: 1 });
      expect((await place.as('anna').findNotifications()).items.filter(({ event }) => event === 'request-amended').length).toBe(1);
      await place.as('anna').addParticipant({ request: amendment.id, person: 'greta', role: 'watcher', idempotencyKey: place.key() });
      expect((await place.as('anna').getHistory({ request: contract.id })).filter(({ type }) => type === 'request-amended').length, 'later changes of the amendment change nothing').toBe(1);
      for (const id of [contract.id, amendment.id]) expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
      expect((await place.as('anna').getPast({ request: contract.id, event: 1 })).data.price).toBe(900);
    });

    it('refuses an amendment when the original holds something else by now, and names the fields; a rejected one changes nothing (R-09)', async () => {
      const contract = await submit('contract');
      const [first, second, third] = [await amend(contract.id, { newPrice: 1000, newText: 'Banner' }), await amend(contract.id, { newPrice: 1100, newText: 'Flag' }), await amend(contract.id, { newPrice: 5, newText: 'x' })];
      await decide('boris', first.id, 'approve');
      const refused = await rejection(decide('boris', second.id, 'approve'));
      expect([refused.code, refused.params.reason, refused.params.fields]).toEqual(['STATE', 'amendment.changed', ['price']]);
      expect(refused.issues).toEqual([{ code: 'amendment.changed', path: '/price', params: { field: 'price', before: 900, found: 1000 } }]);
      expect([(await read(second.id)).state, (await read(contract.id)).data.what]).toEqual(['active', 'Banner']);
      expect((await decide('boris', third.id, 'reject', 'Too cheap')).state).toBe('rejected');
      expect((await read(contract.id)).data.price).toBe(1000);
    });

    it('applies one of two amendments that are approved at the same time (R-09)', async () => {
      const contract = await submit('contract');
      const both = [await amend(contract.id, { newPrice: 1000, newText: 'Banner' }), await amend(contract.id, { newPrice: 2000, newText: 'Banner' })];
      const results = await Promise.all(both.map(({ id }) => decide('boris', id, 'approve').then(() => 'done', (error: unknown) => (error instanceof RequestryError ? String(error.params.reason) : String(error)))));
      expect([...results].sort()).toEqual(['amendment.changed', 'done']);
      expect((await read(contract.id)).data.price).toBe(results[0] === 'done' ? 1000 : 2000);
    });

    it('holds an amendment that would come into force by itself when the original holds something else by now, says why, and tries again when told to (R-09)', async () => {
      const contract = await submit('contract');
      const silent = async (newPrice: number, newText: string): Promise<string> => (await submit('silent', { newPrice, newText }, { basis: { request: contract.id, rule: 'silently' } })).id;
      const late = [await silent(1000, 'timer'), await silent(1100, 'nobody'), await silent(1200, 'condition')];
      await decide('boris', (await amend(contract.id, { newPrice: 950, newText: 'Banner' })).id, 'approve');
      await place.pass({ days: 4 });
      expect((await Promise.all(late.map((id) => read(id)))).map(({ incident }) => incident?.held)).toEqual(['timer', 'alarm', 'condition']);
      for (const id of late) {
        const { state, incident } = await read(id);
        expect([state, incident?.code, incident?.why?.because?.map(({ code, params }) => [code, params])], id).toEqual(['active', 'refused', [['amendment.changed', { fields: ['price'] }]]]);
        expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
      }
      expect((await place.as('erik').findNotifications()).items.filter(({ event }) => event === 'incident-held').map(({ request }) => request).sort()).toEqual([...late].sort());
      const versions = (await Promise.all(late.map((id) => read(id)))).map(({ version }) => version);
      await place.pass({ days: 4 });
      expect((await Promise.all(late.map((id) => read(id)))).map(({ version }) => version), 'nothing is due any more').toEqual(versions);
      const retry = (id: string): Promise<RequestView> => place.as('erik').retryRequest({ request: id, idempotencyKey: place.key() });
      expect((await retry(late[0] ?? '')).incident).toBeUndefined();
      await place.runtime.work();
      expect((await read(late[0] ?? '')).incident?.code, 'still').toBe('refused');
      const back = await amend(contract.id, { newPrice: 900, newText: 'Banner' });
      await decide('boris', back.id, 'approve');
      for (const id of late.slice(0, 1)) await retry(id);
      await place.runtime.work();
      expect([(await read(late[0] ?? '')).state, (await read(contract.id)).data.price]).toEqual(['completed', 1000]);
      expect((await decide('boris', late[1] ?? '', 'reject', 'Too late')).state, 'people may decide what was held').toBe('rejected');
      expect((await place.as('erik').cancelRequest({ request: late[2] ?? '', reason: 'Overtaken', idempotencyKey: place.key() })).state).toBe('cancelled');
      for (const id of late) expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('holds a parent that would end by itself while there are open children, and lets it end when they have (V-01)', async () => {
      const deal = await submit('deal', { margin: 'soon' });
      const order = await submit('order', {}, { basis: { request: deal.id, rule: 'orders' } });
      await place.pass({ days: 3 });
      expect((await read(deal.id)).incident).toMatchObject({ code: 'refused', why: { because: [{ code: 'relation.waits', params: { count: 1 } }] } });
      await decide('kurt', order.id, 'done');
      await place.as('erik').retryRequest({ request: deal.id, idempotencyKey: place.key() });
      await place.runtime.work();
      expect((await read(deal.id)).state).toBe('completed');
    });

    it('lets a parent wait for its children, and adds their fields up as far as they are seen (W-03 V-01 V-11)', async () => {
      const deal = await submit('deal');
      const orders = [];
      for (const price of [100, 250.5]) orders.push(await submit('order', { price }, { basis: { request: deal.id, rule: 'orders' } }));
      expect((await related('anna', deal.id)).sums).toEqual([{ title: 'Total', value: 350.5, partial: false }, { title: 'Orders', value: 2, partial: false }, { title: 'Open', value: 2, partial: false }]);
      const waits = await rejection(decide('boris', deal.id, 'approve'));
      expect([waits.code, waits.params]).toEqual(['STATE', { reason: 'relation.waits', count: 2 }]);
      const hidden = await submit('order', { price: 1 }, { by: 'greta' });
      await link(hidden.id, deal.id, 'erik');
      expect((await related('anna', deal.id)).sums[0]).toEqual({ title: 'Total', value: 350.5, partial: true });
      expect((await related('erik', deal.id)).sums[0]).toEqual({ title: 'Total', value: 351.5, partial: false });
      expect(await refusal(submit('order', {}, { basis: { request: deal.id, rule: 'orders' } })), 'three at most').toBe('STATE relation.enough');
      for (const { id } of [...orders, hidden]) await decide('kurt', id, 'done');
      expect((await decide('boris', deal.id, 'approve')).state).toBe('completed');
    });

    it('tells the initiator and whoever waits when the last child has ended, however it did, once (W-03 V-01)', async () => {
      const told = async (person: string): Promise<readonly string[]> => (await place.as(person).findNotifications()).items.filter(({ event }) => event === 'children-ended').map(({ request }) => request);
      const deal = await submit('deal');
      await place.as('anna').addParticipant({ request: deal.id, person: 'greta', role: 'watcher', idempotencyKey: place.key() });
      const orders = await Promise.all([1, 2, 3].map((price) => submit('order', { price }, { by: 'dina' })));
      for (const { id } of orders) await link(id, deal.id);
      const [first = '', second = '', third = ''] = orders.map(({ id }) => id);
      await decide('kurt', first, 'done');
      await place.pass({ minutes: 1 });
      expect(await told('anna'), 'two are open').toEqual([]);
      await Promise.all([decide('kurt', second, 'done'), place.as('dina').withdrawRequest({ request: third, idempotencyKey: place.key() })]);
      await place.pass({ minutes: 1 });
      for (const person of ['anna', 'boris', 'greta']) expect(await told(person), person).toEqual([deal.id]);
      for (const person of ['kurt', 'dina', 'erik']) expect(await told(person), person).toEqual([]);
      await place.as('dina').addComment({ request: first, body: 'Ready', visibility: 'public', idempotencyKey: place.key() });
      await place.pass({ minutes: 1 });
      expect(await told('anna'), 'what comes later is no end').toEqual([deal.id]);
      await place.as('erik').cancelRequest({ request: deal.id, reason: 'Enough', idempotencyKey: place.key() });
    });

    it('tells nobody of children of a request that is over, and by a channel only who wants to hear how it goes on (W-03)', async () => {
      const sent: string[] = [];
      place = await open({ system: agency, messages: { channels: [{ name: 'mail', address: 'email', deliver: ({ to, event }) => { sent.push(`${to} ${event}`); return Promise.resolve(); } }] } });
      await place.as('boris').savePreferences({ preferences: { events: { progress: { mail: false } } }, expectedVersion: 0, idempotencyKey: place.key() });
      const [deal, over] = [await submit('deal'), await submit('deal')];
      const [order, late] = [await submit('order'), await submit('order')];
      await link(order.id, deal.id);
      await link(late.id, over.id);
      await place.as('erik').cancelRequest({ request: over.id, reason: 'Enough', idempotencyKey: place.key() });
      for (const { id } of [order, late]) await decide('kurt', id, 'done');
      await place.pass({ minutes: 1 });
      expect(sent.filter((each) => each.endsWith('children-ended'))).toEqual(['anna children-ended']);
      expect((await place.as('boris').findNotifications()).items.filter(({ event }) => event === 'children-ended').map(({ request }) => request)).toEqual([deal.id]);
    });

    it('puts requests that are there under one open plan, never in a circle, and carries the unfinished over (V-01 V-03 V-14)', async () => {
      const [plan, other] = [await submit('deal'), await submit('deal')];
      const [first, second] = [await submit('order'), await submit('order')];
      const command = { request: first.id, to: plan.id, rule: 'orders', idempotencyKey: place.key() };
      await place.as('dina').linkRequest(command);
      await place.as('dina').linkRequest(command);
      await link(first.id, plan.id);
      expect(await types('dina', plan.id)).toEqual(['child from order-001']);
      expect(await refusal(link(first.id, other.id))).toBe('STATE relation.taken');
      expect(await refusal(link(first.id, other.id, 'kurt'))).toBe('NOT_FOUND');
      expect(await refusal(link(other.id, plan.id))).toBe('STATE relation.other-kind');
      await link(second.id, first.id, 'dina', 'parts');
      expect(await refusal(link(first.id, second.id, 'dina', 'parts'))).toBe('STATE relation.cycle');
      expect(await refusal(link(first.id, first.id, 'dina', 'parts'))).toBe('STATE relation.cycle');
      await place.as('dina').unlinkRequest({ request: first.id, to: plan.id, idempotencyKey: place.key() });
      expect(await types('dina', plan.id)).toEqual([]);
      await link(first.id, plan.id);
      expect(await refusal(place.as('dina').carryChildren({ from: plan.id, to: other.id, rule: 'orders', idempotencyKey: place.key() }))).toBe('STATE relation.from-open');
      await place.as('erik').cancelRequest({ request: plan.id, reason: 'The quarter is over', idempotencyKey: place.key() });
      const carry = { from: plan.id, to: other.id, rule: 'orders', idempotencyKey: place.key() };
      expect([await place.as('dina').carryChildren(carry), await place.as('dina').carryChildren(carry)]).toEqual([{ moved: 1 }, { moved: 1 }]);
      expect(await types('dina', other.id)).toEqual(['child from order-001']);
      expect(await place.as('erik').checkHistory({ request: first.id })).toMatchObject({ holds: true, rebuilds: true });
      expect((await place.as('anna').getHistory({ request: first.id })).map(({ type }) => type).filter((type) => type.includes('link'))).toEqual(['request-linked', 'request-unlinked', 'request-linked', 'request-linked']);
    });

    it('keeps two requests that are put under each other at once out of a circle', async () => {
      const [first, second] = [await submit('order'), await submit('order')];
      const results = await Promise.all([link(first.id, second.id, 'dina', 'parts'), link(second.id, first.id, 'dina', 'parts')].map((each) => each.then(() => 'done', (error: unknown) => (error instanceof RequestryError ? String(error.params.reason) : String(error)))));
      expect([...results].sort()).toEqual(['done', 'relation.cycle']);
    });

    it('makes a deal the subject of a whole chain of talks, and whoever took part in one takes part in it (I-08 I-09 I-10)', async () => {
      const call = await submit('lead', { what: 'Call' });
      const meeting = await submit('lead', { what: 'Meeting' }, { basis: { request: call.id, rule: 'next' } });
      await place.as('anna').addParticipant({ request: call.id, person: 'greta', role: 'interested', idempotencyKey: place.key() });
      const letter = await submit('lead', { what: 'Letter' }, { by: 'dina', basis: { request: meeting.id, rule: 'next' } });
      expect(await types('dina', call.id)).toEqual(['chain from lead-002', 'chain from lead-003']);
      const deal = await submit('deal', {}, { basis: { request: meeting.id, rule: 'deal' } });
      expect(deal.participation.people.map(({ person, role }) => `${person} ${role}`).sort()).toEqual(['dina interested', 'greta interested']);
      for (const { id } of [call, meeting, letter]) expect((await types('dina', id)).filter((each) => each.startsWith('subject'))).toEqual(['subject from deal-001']);
      expect([...(await types('dina', deal.id))].sort()).toEqual(['chain to lead-001', 'chain to lead-003', 'subject to lead-002']);
      const later = await submit('lead', { what: 'Call again' }, { basis: { request: letter.id, rule: 'next' }, by: 'dina' });
      expect((await types('dina', later.id)).filter((each) => each.startsWith('subject'))).toEqual(['subject from deal-001']);
      expect(await refusal(submit('deal', {}, { basis: { request: call.id, rule: 'deal' } }))).toBe('STATE relation.has-subject');
      for (const { id } of [call, deal, later]) expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('is checked at publishing: kinds, fields, expressions and settings of another relation (X-14)', async () => {
      const erik = place.as('erik');
      const { version, kind, route } = await erik.getKindDraft({ kind: 'deal' });
      const relations = [
        { id: 'a', type: 'amendment', title: 'A', kind: 'amendment', waits: true },
        { id: 'a', type: 'amendment', title: 'A', kind: 'amendment', fields: { nothing: 'newPrice', what: 'newPrice' } },
        { id: 'c', type: 'based-on', title: 'C', kind: 'gone', map: { what: '=1 +' }, most: 0 },
      ] as const;
      await erik.saveKindDraft({ kind: { ...kind, relations }, ...(route !== undefined ? { route } : {}), expectedVersion: version });
      const codes = (await erik.checkKindDraft({ kind: 'deal' })).map(({ code }) => code);
      for (const code of ['kind.relation-only', 'kind.relation-fields', 'kind.relation-twice', 'kind.relation-field', 'kind.relation-field-type', 'kind.relation-kind', 'kind.relation-most']) expect(codes).toContain(code);
      expect(codes.some((code) => code.startsWith('feel.'))).toBe(true);
    });
  });
}
