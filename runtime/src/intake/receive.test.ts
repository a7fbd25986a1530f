import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestryError} from '@requestry/model';
import { type JsonObject, type Source } from '@requestry/model';
import { secretHash, signatureOf } from '../index.js';
import { office, reception, type Office } from '../testing/index.js';

let place: Office;
beforeEach(async () => {
  place = await office({ system: reception });
});

const anna: JsonObject = { name: 'Анна', email: 'anna@client.example', subject: 'Вопрос', text: 'Когда?' };
const secret = 'long-and-random-0123456789abcdef';
const site = (payload: JsonObject = anna, externalId?: string) => place.runtime.intake().receive({ source: 'site', payload, ...(externalId === undefined ? {} : { externalId }) });
const shop = (payload: JsonObject, more: { readonly secret?: string; readonly externalId?: string } = {}) => place.runtime.intake().receive({ source: 'shop', payload, ...more });
const seen = (request: string) => place.as('boss').getRequest({ request });
const change = async (id: string, patch: Partial<Source>, given?: string) => {
  const { hasSecret: _has, issues: _issues, ...source } = (await place.as('boss').findSources()).find((each) => each.id === id) as Source & { hasSecret: boolean; issues: unknown };
  return place.as('boss').saveSource({ source: { ...source, ...patch }, ...(given === undefined ? {} : { secret: given }), idempotencyKey: place.key() });
};
const rejection = async (promise: Promise<unknown>): Promise<RequestryError> => promise.then(() => expect.unreachable('it was accepted'), (error: RequestryError) => error);
const codes = (error: RequestryError): readonly string[] => error.issues.map(({ code, path = '' }) => `${code} ${path}`.trim());

describe('what a source sends', () => {
  it('becomes a request with its source, channel, marks and contact, entered by nobody (L-01, L-02, C-03, H-01, Y-16)', async () => {
    const { request, publicId, number, known, duplicate } = await site({ ...anna, utm_source: 'yandex', utm: { campaign: 'spring' } });
    expect([number, known, duplicate]).toEqual(['ОБ-2026-0001', false, false]);
    expect(await seen(request)).toMatchObject({
      publicId, title: 'Вопрос', source: 'site', sourceTitle: 'Сайт', channel: 'web', utm: { source: 'yandex', campaign: 'spring' }, initiator: 'olga',
      contact: { name: 'Анна', email: 'anna@client.example' }, data: { subject: 'Вопрос', text: 'Когда?', interest: 'site' },
    });
    expect((await seen(request)).manual).toBeUndefined();
  });

  it('is found by source, channel, marks and counterparty (L-02)', async () => {
    const { request } = await site({ ...anna, utm_source: 'yandex' });
    await site({ ...anna, subject: 'Другой вопрос', utm_source: 'google' });
    await place.runtime.intake({ trusted: true }).receive({ source: 'shop', payload: { order: { id: 7, sum: 5 } } });
    const find = async (filter: object) => (await place.as('boss').findRequests({ filter })).items.map(({ title }) => title);
    expect(await find({ source: 'site', utm: { source: 'yandex' } })).toEqual(['Вопрос']);
    expect(await find({ channel: 'webhook' })).toEqual(['Заказ 7']);
    const { counterparty } = await seen(request);
    expect(await find({ counterparty: counterparty?.id })).toEqual(['Другой вопрос', 'Вопрос']);
  });

  it('goes to the default person or role of its source (C-04)', async () => {
    const mine = async (person: string, view: 'mine' | 'group') => (await place.as(person).findTasks({ view })).items.map(({ requestTitle }) => requestTitle);
    await site();
    await place.runtime.intake({ trusted: true }).receive({ source: 'shop', payload: { order: { id: 7 } } });
    expect([await mine('olga', 'mine'), await mine('max', 'group'), await mine('vera', 'group')]).toEqual([['Вопрос'], ['Заказ 7'], ['Заказ 7']]);
    const [task] = (await place.as('olga').findTasks({ view: 'mine' })).items;
    expect(await place.as('olga').explain({ task: task?.id ?? '' })).toMatchObject({ code: 'who.source', params: { source: 'Сайт', person: 'olga' } });
  });

  it('is read by the rules of the source, hidden fields too, and texts of forms become numbers (C-15)', async () => {
    const { request } = await place.runtime.intake({ trusted: true }).receive({ source: 'shop', payload: { order: { id: 7, sum: '12,5' }, client: { staff: 40, title: 'ИП Лопух', tel: '8 800 555-35-35' }, note: 'VIP' } });
    const { data, contact } = await seen(request);
    expect([data, contact]).toEqual([{ subject: 'Заказ 7', amount: 12.5, employees: 40, interest: 'unknown', verdict: 'VIP' }, { company: 'ИП Лопух', phone: '8 800 555-35-35' }]);
  });

  it('has to hold what the source demands, and no fields of other sources (C-05, C-06, C-10)', async () => {
    const { text: _text, ...without } = anna;
    expect(codes(await rejection(site(without)))).toEqual(['form.required /text']);
    expect(codes(await rejection(site({ ...anna, employees: 5 })))).toEqual(['form.not-editable /employees']);
    expect(codes(await rejection(site({ ...anna, verdict: 'yes' })))).toEqual(['form.not-editable /verdict']);
    expect(codes(await rejection(site({ ...anna, amount: 'much' })))).toEqual(['form.type /amount']);
    expect((await place.as('boss').findRequests({})).items).toEqual([]);
  });

  it('comes from an unknown client with a name, from a known one without (M-03, M-04)', async () => {
    const { name: _name, ...nameless } = anna;
    expect(codes(await rejection(site(nameless)))).toEqual(['form.required /contact/name']);
    expect(await site({ ...nameless, email: 'OFFICE@romashka.example' })).toMatchObject({ known: true });
  });
});

describe('whoever asks', () => {
  const cards = async () => (await place.as('boss').findRecords({ directory: 'counterparties' })).items;

  it('is recognised by address, telephone or tax number, never by the domain alone (X-06)', async () => {
    const card = async (contact: JsonObject) => (await seen((await site({ ...anna, email: null, ...contact })).request)).counterparty?.id;
    expect(await card({ email: ' Office@ROMASHKA.example ' })).toBe('romashka');
    expect(await card({ phone: '+7 916 123 45 67', subject: 'by phone' })).toBe('romashka');
    expect(await card({ phone: '9161234567', subject: 'by national phone' })).toBe('romashka');
    expect(await card({ inn: '7701234567', subject: 'by tax number' })).toBe('romashka');
    expect(await card({ email: 'other@romashka.example', subject: 'by domain' })).not.toBe('romashka');
    expect(await card({ email: 'office@romashka.example', inn: '7709999999', subject: 'another tax number' })).not.toBe('romashka');
  });

  it('gets a card when unknown, in the same write (L-01, M-05, Y-13, G-04)', async () => {
    const { request } = await place.runtime.intake({ trusted: true }).receive({ source: 'shop', payload: { order: { id: 1 }, client: { title: 'ООО «Лютик»', mail: 'l@lutik.example', inn: '7707654321' } } });
    const view = await seen(request);
    const card = (await cards()).find(({ id }) => id === view.counterparty?.id);
    expect(card?.data).toEqual({ name: 'ООО «Лютик»', type: 'organisation', inn: '7707654321', emails: ['l@lutik.example'] });
    expect(view.titles[`counterparties/${card?.id}`]).toBe('ООО «Лютик»');
  });

  it('is marked as here for the first time, once (Y-14)', async () => {
    const marks = [];
    for (const [index, email] of ['new@a.example', 'new@a.example', 'office@romashka.example', 'office@romashka.example'].entries()) marks.push((await seen((await site({ ...anna, email, subject: `№ ${index}` })).request)).firstTime ?? false);
    expect(marks).toEqual([true, false, true, false]);
  });

  it('is one card and one first time when many come at once', async () => {
    const before = (await cards()).length;
    const made = await Promise.all(Array.from({ length: 12 }, (_, index) => site({ ...anna, subject: `№ ${index}` })));
    const views = await Promise.all(made.map(({ request }) => seen(request)));
    expect((await cards()).length - before).toBe(1);
    expect(new Set(views.map(({ counterparty }) => counterparty?.id)).size).toBe(1);
    expect(views.filter(({ firstTime }) => firstTime).length).toBe(1);
    expect(new Set(views.map(({ number }) => number)).size).toBe(12);
  });

  it('is not guessed when several cards fit: somebody chooses, and only who may (G-04)', async () => {
    const { request, known } = await site({ ...anna, email: 'twins@mail.example' });
    const view = await seen(request);
    expect([known, view.counterparty, view.firstTime]).toEqual([true, { directory: 'counterparties', candidates: ['twin-1', 'twin-2'] }, undefined]);
    expect(view.titles).toMatchObject({ 'counterparties/twin-1': 'Двойник 1', 'counterparties/twin-2': 'Двойник 2' });
    const choose = (person: string, counterparty: string) => place.as(person).chooseCounterparty({ request, counterparty, idempotencyKey: place.key() });
    expect((await rejection(choose('max', 'twin-2'))).code).toBe('NOT_FOUND');
    expect(codes(await rejection(choose('olga', 'no-such')))).toEqual(['request.unknown-counterparty /counterparty']);
    expect(await choose('olga', 'twin-2')).toMatchObject({ counterparty: { id: 'twin-2' }, firstTime: true });
    expect((await place.as('olga').getHistory({ request })).at(-1)).toMatchObject({ type: 'counterparty-chosen', by: 'olga', facts: { id: 'twin-2', title: 'Двойник 2' } });
    expect((await seen((await site({ ...anna, email: 'twins@mail.example', phone: '8 495 111-11-11', subject: 'both' })).request)).counterparty?.id).toBe('twin-1');
  });

  it('is kept as told when the directory does not take a card or is not there', async () => {
    const { directories, ...rest } = reception;
    place = await office({ system: { ...rest, directories: directories.map((each) => ({ ...each, schema: { ...each.schema, required: ['name', 'responsible'] } })) } });
    expect(await seen((await site()).request)).toMatchObject({ contact: { email: 'anna@client.example' } });
    place = await office({ system: { ...rest, directories: [], records: [] } });
    expect(await seen((await site()).request)).toMatchObject({ contact: { email: 'anna@client.example' } });
  });

  it('warns of another card with the same contacts when one is saved (G-04)', async () => {
    const save = (data: JsonObject) => place.as('boss').saveRecord({ record: { id: 'fresh', directory: 'counterparties', data }, idempotencyKey: place.key() });
    expect((await save({ name: 'Ромашка', phones: ['89161234567'], inn: '7701234567' })).warnings).toEqual([
      { code: 'counterparty.duplicate', severity: 'warning', path: '', params: { sort: 'inn', value: '7701234567', records: ['romashka'] } },
      { code: 'counterparty.duplicate', severity: 'warning', path: '', params: { sort: 'phone', value: '79161234567', records: ['romashka'] } },
    ]);
    expect((await save({ name: 'Ромашка', phones: ['84950000000'] })).warnings).toBeUndefined();
  });
});

describe('what comes twice', () => {
  it('is one request by the sender’s id, however late and whatever it says', async () => {
    const first = await site(anna, 'form-1');
    await place.pass({ days: 40 });
    expect(await site({ ...anna, text: 'Другое' }, 'form-1')).toEqual({ ...first, duplicate: true });
    expect((await site({ ...anna, text: 'Другое' }, 'form-2')).duplicate).toBe(false);
  });

  it('is one request when the same client sends the same within ten minutes', async () => {
    const first = await site();
    expect(await site({ ...anna, email: 'ANNA@client.example', utm_source: 'again' })).toMatchObject({ request: first.request, publicId: first.publicId, duplicate: true });
    expect((await site({ ...anna, email: 'else@client.example' })).duplicate).toBe(false);
    await place.pass({ minutes: 11 });
    expect((await site()).duplicate).toBe(false);
  });

  it('is two requests where the source says so', async () => {
    await change('site', { duplicateMinutes: 0 });
    expect([(await site()).duplicate, (await site()).duplicate]).toEqual([false, false]);
  });

  it('is one request when it comes many times at once', async () => {
    const made = [...(await Promise.all(Array.from({ length: 10 }, () => site(anna, 'same')))), ...(await Promise.all(Array.from({ length: 10 }, () => site())))];
    expect(new Set(made.map(({ request }) => request)).size).toBe(1);
    expect(made.filter(({ duplicate }) => !duplicate).length).toBe(1);
  });
});

describe('who may send', () => {
  const payload = { order: { id: 7 } };

  it('nobody without the secret, whoever knows it, and the host itself', async () => {
    await change('shop', {}, secret);
    expect((await rejection(shop(payload))).params).toEqual({ reason: 'may.secret-needed' });
    expect((await rejection(shop(payload, { secret: `${secret}!` }))).code).toBe('FORBIDDEN');
    expect((await rejection(shop(payload, { secret: secretHash(secret) }))).code).toBe('FORBIDDEN');
    expect((await shop(payload, { secret })).duplicate).toBe(false);
    expect((await place.runtime.intake({ trusted: true }).receive({ source: 'shop', payload })).duplicate).toBe(true);
  });

  it('whoever signs the body with the secret', async () => {
    await change('shop', {}, secret);
    const body = JSON.stringify(payload);
    const send = (signature: string, signedBody = body) => place.runtime.intake().receive({ source: 'shop', payload, signed: { body: signedBody, signature } });
    const good = signatureOf(secretHash(secret), body);
    expect((await rejection(send(good, `${body} `))).code).toBe('FORBIDDEN');
    expect((await rejection(send(good.slice(0, -1)))).code).toBe('FORBIDDEN');
    expect((await rejection(send(''))).code).toBe('FORBIDDEN');
    expect((await send(good)).duplicate).toBe(false);
  });

  it('nobody to a source that is neither for visitors nor has a secret', async () => {
    expect((await rejection(shop(payload, { secret }))).code).toBe('FORBIDDEN');
    expect((await rejection(place.runtime.intake().receive({ source: 'line', payload }))).params).toEqual({ reason: 'may.source-closed' });
    expect((await rejection(place.runtime.intake().receive({ source: 'no-such', payload }))).code).toBe('NOT_FOUND');
  });

  it('keeps of a secret only its hash, and neither tells nor exports it', async () => {
    const saved = await change('shop', {}, secret);
    expect(saved.hasSecret).toBe(true);
    expect(JSON.stringify([saved, await place.runtime.export(), await place.as('boss').findSources()])).not.toMatch(new RegExp(`${secret}|${secretHash(secret)}`));
    const kept = (await place.storage.tenant('main').get([{ collection: 'source-secrets', id: 'shop' }]))[0];
    expect(kept?.body).toEqual({ hash: secretHash(secret) });
    await place.runtime.import(await place.runtime.export());
    expect((await shop(payload, { secret })).duplicate).toBe(false);
  });

  it('nobody of another tenant: sources, cards and what came before are apart', async () => {
    await site(anna, 'form-1');
    const other = place.runtime.intake({ tenant: 'other' });
    expect((await rejection(other.receive({ source: 'site', payload: anna }))).code).toBe('NOT_FOUND');
    await place.runtime.install({ ...reception, records: [] }, { tenant: 'other' });
    expect(await other.receive({ source: 'site', payload: anna, externalId: 'form-1' })).toMatchObject({ known: false, duplicate: false, number: 'ОБ-2026-0001' });
    expect(await other.recognise({ source: 'site', email: 'office@romashka.example' })).toEqual({ known: false });
  });
});

describe('what must not be sent', () => {
  const deep = (levels: number): JsonObject => (levels === 0 ? {} : { a: deep(levels - 1) });

  it.each([
    ['intake.too-large', () => ({ ...anna, text: 'x'.repeat(300_000) })],
    ['intake.too-many', () => ({ ...anna, list: Array.from({ length: 6_000 }, () => 1) })],
    ['intake.name-refused', () => JSON.parse('{"a":{"__proto__":{"admin":true}}}') as JsonObject],
    ['intake.name-refused', () => ({ a: [{ constructor: 1 }] }) as unknown as JsonObject],
    ['intake.no-object', () => [] as unknown as JsonObject],
    ['intake.no-json', () => ({ amount: Number.NaN })],
  ])('is refused with %s', async (code, payload) => {
    const error = await rejection(site(payload()));
    expect([error.code, error.message.startsWith(code)]).toEqual(['INVALID', true]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('is refused when it is too deep, without a recursion', async () => {
    let value: JsonObject = {};
    for (let level = 0; level < 100_000; level += 1) value = { a: value };
    expect((await rejection(site(value))).issues[0]?.code).toBe('intake.too-deep');
    expect((await site({ ...anna, more: deep(20) })).duplicate).toBe(false);
  });

  it('is refused with the rule that fails on it, within bounded time', async () => {
    await change('shop', { mapping: { subject: '="Заказ"', amount: '=count(for a in 1..1000, b in 1..1000, c in 1..1000 return a)' } });
    const error = await rejection(place.runtime.intake({ trusted: true }).receive({ source: 'shop', payload: {} }));
    expect(codes(error)).toEqual(['feel.too-long /mapping/amount']);
  });

  it('cannot name a record, a person or a right for itself', async () => {
    const { request } = await site({ ...anna, initiator: 'boss', counterparty: 'romashka', source: 'line', id: 'x', manual: true });
    expect(await seen(request)).toMatchObject({ initiator: 'olga', source: 'site' });
    expect((await seen(request)).counterparty?.id).not.toBe('romashka');
  });
});

describe('what anybody may know', () => {
  it('is whether a visitor is known, and a masked first name; only where visitors may send (M-03)', async () => {
    const ask = (query: { readonly source?: string; readonly email?: string; readonly phone?: string }) => place.runtime.intake().recognise({ source: 'site', ...query });
    expect(await ask({ email: 'Office@romashka.example' })).toEqual({ known: true, name: 'П***' });
    expect(await ask({ email: 'twins@mail.example' })).toEqual({ known: true });
    expect(await ask({ email: 'nobody@romashka.example' })).toEqual({ known: false });
    expect(await ask({})).toEqual({ known: false });
    expect((await rejection(ask({ source: 'line', email: 'office@romashka.example' }))).code).toBe('FORBIDDEN');
    expect((await rejection(ask({ source: 'shop', email: 'office@romashka.example' }))).code).toBe('FORBIDDEN');
  });

  it('is number, stage and state, by the public identifier with the contact (M-07, M-15)', async () => {
    const { publicId, number } = await site({ ...anna, phone: '8 903 000-00-00' });
    const status = (id: string, contact: string) => place.runtime.intake().status({ publicId: id, contact });
    const told = { publicId, number, kindTitle: 'Обращение клиента', state: 'active', stage: { ru: 'Новое', en: 'New' }, submittedAt: '2026-03-02T07:00:00.000Z' };
    expect(await status(publicId, 'ANNA@client.example')).toEqual(told);
    expect(await status(` ${publicId.replaceAll('-', '  ')} `, '+7 (903) 000 00 00')).toEqual(told);
    expect(await status(publicId, 'else@client.example')).toBeNull();
    expect(await status(publicId, '')).toBeNull();
    expect(await status('0000-0000-0000-0000-0000', 'anna@client.example')).toBeNull();
    expect(await status(number ?? '', 'anna@client.example')).toBeNull();
    expect(await status('', 'anna@client.example')).toBeNull();
  });
});
