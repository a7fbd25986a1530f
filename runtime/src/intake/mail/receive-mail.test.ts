import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestryError} from '@requestry/model';
import { type Mail } from '@requestry/model';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import { letterId } from '../../index.js';
import type { Message } from '../../index.js';
import { createRuntime } from '../../runtime.js';
import { office, reception, type Office } from '../../testing/index.js';

let place: Office;
let count = 0;
beforeEach(async () => {
  place = await office({ system: reception });
});

const letter = (given: Partial<Mail> = {}): Mail => ({ from: { name: 'Анна', address: 'anna@client.example' }, to: [{ address: 'help@firm.example' }], subject: 'Счёт', text: 'Пришлите счёт', messageId: `<m${(count += 1)}@client.example>`, ...given });
const receive = (given: Partial<Mail> = {}) => place.runtime.intake().receiveMail(letter(given));
const seen = (request = '') => place.as('boss').getRequest({ request });
const said = (request = '', person = 'boss') => place.as(person).findComments({ request });
const rejection = async (promise: Promise<unknown>): Promise<RequestryError> => promise.then(() => expect.unreachable('it was accepted'), (error: RequestryError) => error);

describe('a letter', () => {
  it('to the mailbox of a source becomes a request (L-01, C-11, C-12, H-01)', async () => {
    const { outcome, request, publicId } = await receive({ cc: [{ address: 'HELP@firm.example' }], to: [{ address: 'else@firm.example' }] });
    expect([outcome, publicId]).toEqual(['request', (await seen(request)).publicId]);
    expect(await seen(request)).toMatchObject({ title: 'Счёт', data: { subject: 'Счёт', text: 'Пришлите счёт' }, source: 'mail', channel: 'mail', contact: { name: 'Анна', email: 'anna@client.example' }, firstTime: true });
    expect(await said(request)).toEqual([]);
  });

  it('to nobody of ours is left alone', async () => {
    expect(await receive({ to: [{ address: 'else@firm.example' }] })).toEqual({ outcome: 'ignored', reason: 'mail.no-source' });
  });

  it('that comes again is one, even at the same time', async () => {
    const same = letter();
    const all = await Promise.all(Array.from({ length: 6 }, () => place.runtime.intake().receiveMail(same)));
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'repeated', 'request']);
    expect(new Set(all.map(({ request }) => request)).size).toBe(1);
    const answer = letter({ inReplyTo: same.messageId, text: 'И акт' });
    const comments = await Promise.all(Array.from({ length: 4 }, () => place.runtime.intake().receiveMail(answer)));
    expect(new Set(comments.map(({ comment }) => comment)).size).toBe(1);
    expect((await said(all[0]?.request)).map(({ body }) => body)).toEqual(['И акт']);
  });

  it.each([
    ['an absence note', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['a circular', { headers: { precedence: 'Bulk' } }],
    ['one that wants no answer', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
    ['a report of the mail server', { from: { address: 'MAILER-DAEMON@client.example' } }],
    ['one without a way back', { headers: { 'Return-Path': '<>' } }],
  ] satisfies readonly (readonly [string, Partial<Mail>])[])('of a machine is dropped: %s', async (_what, given) => {
    expect(await receive(given)).toEqual({ outcome: 'ignored', reason: 'mail.automatic' });
    expect((await place.as('boss').findRequests({})).items).toEqual([]);
  });

  it('of a person is none of a machine’s', async () => {
    expect((await receive({ headers: { 'Auto-Submitted': 'no', Precedence: 'normal', 'Return-Path': '<anna@client.example>' } })).outcome).toBe('request');
  });

  it('from one of our own mailboxes is dropped: two of them would answer each other for ever', async () => {
    expect(await receive({ from: { address: 'help@firm.example' } })).toEqual({ outcome: 'ignored', reason: 'mail.own' });
  });

  it.each([
    ['/text', { text: 'x'.repeat(1024 * 1024 + 1) }],
    ['/subject', { subject: 'x'.repeat(1_001) }],
    ['/to', { to: Array.from({ length: 201 }, () => ({ address: 'a@b.example' })) }],
    ['/references', { references: Array.from({ length: 201 }, () => '<a@b>') }],
    ['/headers', { headers: { a: 'x'.repeat(20_001) } }],
    ['/attachments', { attachments: Array.from({ length: 21 }, () => ({ name: 'a', type: 'a/b', content: new Uint8Array(1) })) }],
    ['/attachments', { attachments: [{ name: 'a', type: 'a/b', content: new Uint8Array(25 * 1024 * 1024 + 1) }] }],
    ['/from', { from: { address: 'nobody' } }],
    ['/messageId', { messageId: ' <> ' }],
  ] satisfies readonly (readonly [string, Partial<Mail>])[])('is refused past the bounds, at %s', async (path, given) => {
    const error = await rejection(receive(given));
    expect([error.code, error.issues[0]?.path]).toEqual(['INVALID', path]);
  });

  it('that makes no request is refused with the reason, so that the host keeps it', async () => {
    await place.runtime.import({ ...reception, sources: (reception.sources ?? []).map((source) => (source.id === 'mail' ? { ...source, required: ['region'] } : source)) });
    expect((await rejection(receive())).issues).toMatchObject([{ code: 'form.required', path: '/region' }]);
  });
});

describe('an answer', () => {
  const original = async () => {
    const first = letter();
    return { first, ...(await place.runtime.intake().receiveMail(first)) };
  };

  it('to the letter that made the request becomes a public comment, without what is quoted (O-04)', async () => {
    const { first, request } = await original();
    const made = await receive({ references: ['<other@x>', first.messageId], subject: 'Re: Счёт', text: 'Уже не нужно.\n\n> Пришлите счёт\n> пожалуйста\n\n-- \nАнна' });
    expect(made).toMatchObject({ outcome: 'comment', request });
    expect(await said(request, 'olga')).toMatchObject([{ id: made.comment, body: 'Уже не нужно.', visibility: 'public', via: 'mail', from: { name: 'Анна', email: 'anna@client.example' }, byName: 'Анна' }]);
    await place.runtime.work();
    expect((await place.as('olga').findNotifications()).items.map(({ event }) => event)).toContain('comment-added');
  });

  it('to a letter that we sent comes to its request (O-04)', async () => {
    const { request, publicId = '' } = await original();
    expect(await receive({ inReplyTo: letterId(publicId, 'comment:17/olga'), subject: 'без темы' })).toMatchObject({ outcome: 'comment', request });
    const sent: Message[] = [];
    const storage: StorageAdapter = memoryStorage({ now: () => place.now() });
    const runtime = await createRuntime({ storage, clock: () => place.now(), channels: [{ name: 'mail', title: 'Mail', deliver: async (message) => void sent.push(message) }] });
    await runtime.install(reception);
    const { request: other } = await runtime.intake().receive({ source: 'site', payload: { name: 'Анна', email: 'anna@client.example', subject: 'Вопрос', text: '?' } });
    await runtime.as({ user: 'boss' }).addComment({ request: other, body: '@olga?', visibility: 'public', idempotencyKey: '1' });
    await runtime.work();
    const [{ letterId: id = '' } = {}] = sent;
    expect(await runtime.intake().receiveMail(letter({ from: { address: 'olga@firm.example' }, to: [], inReplyTo: id }))).toMatchObject({ outcome: 'comment', request: other });
    expect((await runtime.as({ user: 'boss' }).findComments({ request: other })).filter(({ via }) => via === 'mail')).toMatchObject([{ by: 'olga', byName: 'Ольга' }]);
  });

  it('is known by the number or the public identifier in its subject (O-04)', async () => {
    const { request, publicId } = await original();
    const { number } = await seen(request);
    expect(await receive({ subject: `Re: [${number}] Счёт` })).toMatchObject({ outcome: 'comment', request });
    expect(await receive({ subject: `Fwd: ${publicId}`, from: { address: 'max@firm.example' } })).toMatchObject({ outcome: 'comment', request, reason: 'mail.unknown-sender' });
  });

  it('of a participant is theirs, whatever the case of the address', async () => {
    const { first, request } = await original();
    expect((await receive({ inReplyTo: first.messageId, from: { name: 'О.', address: 'OLGA@firm.example' } })).reason).toBeUndefined();
    const [comment] = await said(request);
    expect([comment?.by, comment?.from]).toEqual(['olga', undefined]);
  });

  it('of a stranger stays private and says so', async () => {
    const { first, request } = await original();
    const made = await receive({ inReplyTo: first.messageId, from: { address: 'stranger@else.example' } });
    expect(made).toMatchObject({ outcome: 'comment', reason: 'mail.unknown-sender' });
    expect(await said(request, 'olga')).toMatchObject([{ visibility: 'private', unknownSender: true, from: { email: 'stranger@else.example' } }]);
  });

  it('that the mail server does not vouch for stays private', async () => {
    const { first, request } = await original();
    expect(await receive({ inReplyTo: first.messageId, verified: false })).toMatchObject({ outcome: 'comment', request, reason: 'mail.unknown-sender' });
  });

  it('of a stranger who only guessed a number is a request of its own', async () => {
    const { request } = await original();
    const { number } = await seen(request);
    const made = await receive({ subject: `[${number}] Впустите`, from: { address: 'stranger@else.example' } });
    expect(made.outcome).toBe('request');
    expect(made.request).not.toBe(request);
    expect(await said(request)).toEqual([]);
  });

  it('comes to the sender’s own request where two journals count alike', async () => {
    const kinds = reception.kinds.flatMap((entry) => [entry, { ...entry, kind: { ...entry.kind, id: 'claim', numbering: { journal: 'claims', pattern: 'ОБ-{yyyy}-{n:4}' } } }]);
    place = await office({ system: { ...reception, kinds, sources: [...(reception.sources ?? []), { id: 'claims', title: 'Claims', kind: 'claim', channel: 'mail', mailboxes: ['claims@firm.example'], mapping: { subject: '=payload.subject' }, responsible: { person: 'olga' } }] } });
    const mine = await receive();
    await place.pass({ minutes: 1 });
    await receive({ to: [{ address: 'claims@firm.example' }], from: { address: 'other@else.example' } });
    expect(await receive({ subject: 're: [ОБ-2026-0001]' })).toMatchObject({ outcome: 'comment', request: mine.request });
  });
});

describe('what a letter brings', () => {
  const attachments = [
    { name: '../../etc/счёт.pdf', type: 'application/pdf', content: new TextEncoder().encode('%PDF-1.7') },
    { name: 'a.txt', type: 'text/plain; x=<script>', content: new Uint8Array(3_000) },
  ];

  it('is kept among the files of the store', async () => {
    const { request } = await receive({ attachments });
    const [comment] = await said(request);
    expect(comment).toMatchObject({ via: 'mail', body: 'Пришлите счёт', files: [{ name: 'счёт.pdf', type: 'application/pdf', size: 8 }, { name: 'a.txt', type: 'application/octet-stream', size: 3_000 }] });
    const bytes = await place.storage.tenant('main').blobs?.get(comment?.files?.[0]?.sha256 ?? '');
    expect(await new Response(bytes).text()).toBe('%PDF-1.7');
  });

  it('is named where the store keeps no files', async () => {
    const whole = memoryStorage({ now: () => place.now() });
    const storage: StorageAdapter = { ...whole, open: () => whole.open(), tenant: (id) => ({ ...storeOf(whole, id) }) };
    place = await office({ system: reception, storage });
    const { request } = await receive({ attachments });
    const [comment] = await said(request);
    expect(comment?.body).toBe('Пришлите счёт\n\n[счёт.pdf, 1 KB]\n[a.txt, 3 KB]');
    expect(comment?.files?.map(({ sha256 }) => sha256)).toEqual([undefined, undefined]);
  });
});

/** The store of a tenant without its files. */
function storeOf(whole: StorageAdapter, tenant: string): Omit<ReturnType<StorageAdapter['tenant']>, 'blobs'> {
  const store = whole.tenant(tenant);
  return { get: (keys) => store.get(keys), commit: (batch) => store.commit(batch), scan: (scan) => store.scan(scan), feed: (after, limit) => store.feed(after, limit) };
}
