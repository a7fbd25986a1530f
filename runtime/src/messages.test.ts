import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject, Kind, System } from '@requestry/model';
import { terseBpmn } from '@requestry/runtime/process/testing';
import { system as ready } from '@requestry/templates/internal';
import { office, type Office } from './testing/index.js';

const kindOf = (id: string): Kind => ({
  id,
  title: id,
  scope: 'internal',
  form: {
    schema: { type: 'object', properties: { contract: { type: 'string' }, amount: { type: 'number' } } },
    ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/contract' }, { type: 'Control', scope: '#/properties/amount' }] },
  },
});

const routes: Readonly<Record<string, string>> = {
  order: `m receive message=paid key='=contract'; start -> m -> a -> end; a approval ivanov`,
  payment: `tell throw message=paid key='=contract'; start -> tell -> end`,
  closing: `tell throw signal=season-over; start -> tell -> end`,
  watching: `s wait signal=season-over; start -> s -> end`,
  asked: `begin begin message=called; begin -> a -> end; a approval ivanov`,
};

const roles = [...ready.org.roles, { id: 'erp', title: 'ERP', rights: ['send'] }];
const people = ready.org.people.map((person) => (person.id === 'kim' ? { ...person, roles: ['erp'] } : person));
const system: System = {
  ...ready,
  org: { ...ready.org, roles, people, units: ready.org.units.map(({ kinds: _kinds, ...unit }) => unit) },
  kinds: Object.entries(routes).map(([id, text]) => ({ kind: kindOf(id), route: terseBpmn(text) })),
};

describe('messages between requests and from other systems (D-01, D-06)', () => {
  let place: Office;
  beforeEach(async () => {
    place = await office({ system });
  });

  const submit = (kind: string, data: JsonObject = {}) => place.as('petrova').submitRequest({ kind, data, idempotencyKey: place.key() });
  const waitingFor = async (request: string) => (await place.as('petrova').getRequest({ request })).waitingFor.flatMap(({ people: names }) => names);
  const send = (message: { readonly name: string; readonly key?: string; readonly data?: JsonObject }) => place.as('kim').sendMessage({ ...message, idempotencyKey: place.key() });

  it('a message of one request reaches the one that waits for its key, once', async () => {
    const one = await submit('order', { contract: 'A-1' });
    const two = await submit('order', { contract: 'A-2' });
    await submit('payment', { contract: 'A-2' });
    await place.pass({ minutes: 1 });
    await place.pass({ minutes: 10 });
    expect([await waitingFor(one.id), await waitingFor(two.id)]).toEqual([[], ['Иванов Сергей']]);
    const received = (await place.as('petrova').getHistory({ request: two.id })).filter(({ type }) => type === 'message-received');
    expect(received.map(({ facts }) => [facts.name, facts.key])).toEqual([['paid', 'A-2']]);
  });

  it('a message that nobody waits for yet is tried again for some hours', async () => {
    await submit('payment', { contract: 'B-1' });
    await place.pass({ minutes: 1 });
    const late = await submit('order', { contract: 'B-1' });
    expect(await waitingFor(late.id)).toEqual([]);
    await place.pass({ minutes: 2 });
    expect(await waitingFor(late.id)).toEqual(['Иванов Сергей']);
  });

  it('a signal reaches everybody who waits for it', async () => {
    const watching = await Promise.all(Array.from({ length: 120 }, () => submit('watching')));
    await submit('closing');
    await place.pass({ minutes: 1 });
    const states = await Promise.all(watching.map(async ({ id }) => (await place.as('petrova').getRequest({ request: id })).state));
    expect(new Set(states)).toEqual(new Set(['completed']));
  });

  it('another system sends a message with fields, and a repeat changes nothing', async () => {
    const { id } = await submit('order', { contract: 'C-1' });
    const command = { name: 'paid', key: 'C-1', data: { amount: 500 }, idempotencyKey: place.key() };
    expect(await place.as('kim').sendMessage(command)).toEqual({ request: id });
    expect(await place.as('kim').sendMessage(command)).toEqual({ request: id });
    const view = await place.as('petrova').getRequest({ request: id });
    expect(view.data.amount).toBe(500);
    await expect(send({ name: 'paid', key: 'C-1' })).rejects.toMatchObject({ code: 'STATE', params: { reason: 'message.nobody-waits' } });
  });

  it('another system sends a signal', async () => {
    const { id } = await submit('watching');
    await place.as('kim').sendSignal({ name: 'season-over', idempotencyKey: place.key() });
    await place.pass({ minutes: 1 });
    expect((await place.as('petrova').getRequest({ request: id })).state).toBe('completed');
  });

  it('a message begins a request of the kind that starts with it, for whoever sent it', async () => {
    const { request } = await send({ name: 'called', data: { contract: 'D-1' } });
    const view = await place.as('kim').getRequest({ request });
    expect([view.kind, view.initiator, view.data.contract]).toEqual(['asked', 'kim', 'D-1']);
  });

  it('refuses fields that the form does not have or values that it does not take, and changes nothing', async () => {
    const { id } = await submit('order', { contract: 'E-1' });
    await expect(send({ name: 'paid', key: 'E-1', data: { amount: 'much', secret: 1 } })).rejects.toMatchObject({ code: 'INVALID', issues: [{ code: 'form.unknown-field', path: '/secret' }, { path: '/amount' }] });
    expect(await waitingFor(id)).toEqual([]);
  });

  it('refuses people without the right, and names out of bounds', async () => {
    await expect(place.as('petrova').sendMessage({ name: 'paid', idempotencyKey: place.key() })).rejects.toMatchObject({ code: 'FORBIDDEN', params: { reason: 'may.send-not-yours' } });
    await expect(send({ name: 'x'.repeat(201) })).rejects.toMatchObject({ code: 'INVALID', issues: [{ path: '/name' }] });
    await expect(place.as('petrova').sendSignal({ name: 'season-over', idempotencyKey: place.key() })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('a suspended request takes its message after it was continued', async () => {
    const { id, version } = await submit('order', { contract: 'F-1' });
    await place.as('nikitina').suspendRequest({ request: id, expectedVersion: version, idempotencyKey: place.key() });
    await submit('payment', { contract: 'F-1' });
    await place.pass({ minutes: 1 });
    await place.as('nikitina').continueRequest({ request: id, idempotencyKey: place.key() });
    expect(await waitingFor(id)).toEqual([]);
    await place.pass({ minutes: 5 });
    expect(await waitingFor(id)).toEqual(['Иванов Сергей']);
  });
});
