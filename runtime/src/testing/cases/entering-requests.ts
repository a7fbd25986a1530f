import { RequestryError, type Mail, type Source, type SourceView } from '@requestry/model';
import type { Office } from '../office.js';
import { reception } from '../reception.js';
import type { ServiceSuite } from '../describe-service.js';

const caller = { name: 'Анна', company: 'ООО «Лютик»', phone: '8 903 000-00-00' };

/** Requests that people enter for others, and the sources that they come from. */
export function enteringRequests({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: reception });
  });

  const enter = (person: string, more: object = {}) => place.as(person).submitRequest({ kind: 'order', source: 'line', data: { subject: 'Звонок', region: 'msk' }, contact: caller, idempotencyKey: place.key(), ...more });

  async function failure(promise: Promise<unknown>): Promise<readonly unknown[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    return error instanceof RequestryError ? [error.code, error.params.reason ?? error.issues.map(({ code, path }) => `${code} ${path}`)] : [String(error)];
  }

  describe('a request entered by hand', () => {
    it('is marked as such, with its source, channel and caller (L-04, H-01, H-08, Y-13, Y-14)', async () => {
      const view = await enter('vera', { utm: { campaign: 'радио' } });
      expect(view).toMatchObject({ manual: true, source: 'line', sourceTitle: 'Телефон', channel: 'phone', contact: caller, utm: { campaign: 'радио' }, firstTime: true, initiator: 'vera' });
      expect((await place.as('vera').findRequests({ filter: { mine: true, channel: 'phone' } })).items).toMatchObject([{ manual: true, source: 'line' }]);
      const [event] = await place.as('vera').getHistory({ request: view.id });
      expect(event?.facts.origin).toMatchObject({ source: 'line', manual: true, firstTime: true });
    });

    it('needs the right to enter, a source of the kind and what the source demands (C-06, C-09, C-10)', async () => {
      expect(await failure(enter('olga'))).toEqual(['FORBIDDEN', 'may.enter-not-yours']);
      expect(await failure(enter('boss'))).toEqual(['FORBIDDEN', 'may.enter-not-yours']);
      expect(await failure(enter('vera', { source: undefined }))).toEqual(['INVALID', ['request.source-required /source']]);
      expect(await failure(enter('vera', { source: 'no-such' }))).toEqual(['INVALID', ['request.unknown-source /source']]);
      expect(await failure(enter('vera', { data: { subject: 'Звонок' } }))).toEqual(['INVALID', ['form.required /region']]);
      expect(await failure(enter('vera', { data: { subject: 'Звонок', region: 'msk', employees: 3 } }))).toEqual(['INVALID', ['form.not-editable /employees']]);
    });

    it('is offered with its sources to those who may enter it, and not to others (C-04, C-05, C-07, C-09)', async () => {
      const { sources = [] } = await place.as('vera').getKind({ kind: 'order' });
      expect(sources.map(({ id, channel }) => [id, channel])).toEqual([['line', 'phone'], ['mail', 'mail'], ['shop', 'webhook'], ['site', 'web']]);
      expect(sources.find(({ id }) => id === 'site')).toMatchObject({ initial: { interest: 'site' }, access: { text: 'required', employees: 'hidden' }, askUnknown: ['name'] });
      expect(sources.find(({ id }) => id === 'shop')?.access).toEqual({ '*': 'edit', verdict: 'hidden' });
      expect((await place.as('olga').findKinds()).map(({ submit }) => submit)).toEqual([{ allowed: false, reason: { code: 'may.enter-not-yours' } }]);
      expect(await failure(place.as('olga').getKind({ kind: 'order' }))).toEqual(['FORBIDDEN', 'may.enter-not-yours']);
    });

    it('is forecast by its source', async () => {
      const { steps } = await place.as('vera').forecast({ kind: 'order', source: 'line', data: { subject: 'Звонок', region: 'msk' } });
      expect(steps.map(({ people }) => people.map(({ id }) => id))).toEqual([['max'], ['boss']]);
    });

    it('is for the card that was found or chosen (Y-12, Y-15)', async () => {
      const found = await place.as('vera').matchCounterparty({ source: 'line', phone: '+7 916 123-45-67' });
      expect(found).toMatchObject({ directory: 'counterparties', cards: [{ id: 'romashka', title: 'ООО «Ромашка»', firstTime: true }] });
      expect((await place.as('vera').matchCounterparty({ source: 'line', email: 'twins@mail.example' })).cards.map(({ id }) => id)).toEqual(['twin-1', 'twin-2']);
      expect((await place.as('vera').matchCounterparty({ source: 'line', phone: '02' })).cards).toEqual([]);
      expect(await enter('vera', { counterparty: 'twin-2' })).toMatchObject({ counterparty: { id: 'twin-2' }, firstTime: true });
      expect(await failure(enter('vera', { counterparty: 'no-such' }))).toEqual(['INVALID', ['request.unknown-counterparty /counterparty']]);
      expect(await failure(place.as('olga').matchCounterparty({ source: 'line', phone: '+7 916 123-45-67' }))).toEqual(['FORBIDDEN', 'may.enter-not-yours']);
    });

    it('may be somebody else’s of the firm (H-08)', async () => {
      expect(await enter('vera', { onBehalfOf: 'olga', contact: undefined })).toMatchObject({ initiator: 'olga', manual: true });
    });

    it('may be everybody’s where the source says so', async () => {
      const source = reception.sources?.find(({ id }) => id === 'line') as Source;
      await place.as('boss').saveSource({ source: { ...source, enter: {} }, idempotencyKey: place.key() });
      expect(await enter('olga')).toMatchObject({ source: 'line', initiator: 'olga' });
    });

    it('begins with a letter to a person, but not with one that makes a request itself (C-11, C-12)', async () => {
      const mail: Omit<Mail, 'attachments'> = { from: { name: 'Пётр', address: 'office@romashka.example' }, to: [{ address: 'vera@firm.example' }], subject: 'Просьба', text: 'Перезвоните', messageId: '<1@x>' };
      const start = await place.as('vera').startFromLetter({ source: 'mail', mail });
      expect(start).toMatchObject({ kind: 'order', source: 'mail', data: { subject: 'Просьба', text: 'Перезвоните' }, contact: { name: 'Пётр', email: 'office@romashka.example' }, match: { cards: [{ id: 'romashka' }] } });
      expect(await failure(place.as('vera').startFromLetter({ source: 'mail', mail: { ...mail, cc: [{ address: 'HELP@firm.example' }] } }))).toEqual(['STATE', 'mail.mailbox-of-source']);
      expect(await failure(place.as('olga').startFromLetter({ source: 'mail', mail }))).toEqual(['FORBIDDEN', 'may.enter-not-yours']);
    });
  });

  describe('a source', () => {
    const base: Source = { id: 'fair', title: 'Ярмарка', kind: 'order', channel: 'personal' };
    const save = (source: object, secret?: string | null) => place.as('boss').saveSource({ source: { ...base, ...source } as Source, ...(secret === undefined ? {} : { secret }), idempotencyKey: place.key() });
    const found = async (): Promise<SourceView | undefined> => (await place.as('boss').findSources()).find(({ id }) => id === 'fair');

    it('is added, changed and taken away by whoever designs; its requests stay (C-03, C-04)', async () => {
      expect(await save({})).toMatchObject({ ...base, hasSecret: false, issues: [] });
      const { id } = await enter('vera', { source: 'fair' });
      expect(await save({ title: 'Ярмарка 2026' })).toMatchObject({ title: 'Ярмарка 2026' });
      await place.as('boss').deleteSource({ source: 'fair', idempotencyKey: place.key() });
      expect([await found(), (await place.as('vera').getRequest({ request: id })).source]).toEqual([undefined, 'fair']);
      expect(await failure(place.as('olga').findSources())).toEqual(['FORBIDDEN', 'may.designer-only']);
      expect(await failure(place.as('olga').saveSource({ source: base, idempotencyKey: place.key() }))).toEqual(['FORBIDDEN', 'may.designer-only']);
      expect(await failure(place.as('vera').deleteSource({ source: 'line', idempotencyKey: place.key() }))).toEqual(['FORBIDDEN', 'may.designer-only']);
    });

    it('has its problems named by place (C-15)', async () => {
      const wrong = {
        id: 'status', kind: 'no-such', responsible: { role: 'nobody', unit: 'nowhere' }, initiator: 'ghost', counterparties: 'none', enter: { people: ['ghost'] },
        mailboxes: ['no address', 'help@firm.example'], mapping: { subject: 'payload.a', text: '=payload.', amount: '=secrets.key' }, contact: { email: '=request.id' }, duplicateMinutes: -1,
      };
      expect(await failure(save(wrong))).toEqual(['INVALID', [
        'source.id /id', 'source.duplicate-minutes /duplicateMinutes', 'source.mailbox /mailboxes/0',
        'source.no-formula /mapping/subject', 'feel.syntax /mapping/text', 'expression.unknown-name /mapping/amount', 'expression.unknown-name /contact/email',
        'system.unknown /kind', 'system.unknown /responsible/role', 'system.unknown /responsible/unit', 'system.unknown /initiator', 'system.unknown /enter/people/0', 'system.unknown /counterparties', 'source.mailbox-twice /mailboxes/1',
      ]]);
      expect(await failure(save({ mapping: { colour: '=payload.c' }, defaults: { amount: 'much', size: 1 }, required: ['age'], extraFields: ['weight'] }))).toEqual(['INVALID', [
        'source.unknown-field /mapping/colour', 'source.unknown-field /defaults/size', 'source.unknown-field /required/0', 'source.unknown-field /extraFields/0', 'form.type /defaults/amount',
      ]]);
      expect((await save({ mapping: { text: '=payload.t' } })).issues).toEqual([{ code: 'source.unfilled', path: '/mapping', severity: 'warning', params: { field: 'subject' } }]);
      expect(await failure(save({ title: 'x'.repeat(200_000) }))).toEqual(['INVALID', ['source.too-large ']]);
    });

    it('keeps a secret that nobody reads again', async () => {
      expect(await failure(save({ secured: true }, 'short'))).toEqual(['INVALID', ['source.secret /secret']]);
      expect((await save({ secured: true })).issues).toMatchObject([{ code: 'source.no-secret', severity: 'warning' }]);
      expect(await save({ secured: true }, 'x'.repeat(24))).toMatchObject({ hasSecret: true, issues: [] });
      expect(await save({ secured: true, title: 'Again' })).toMatchObject({ hasSecret: true });
      expect(await save({ secured: true }, null)).toMatchObject({ hasSecret: false });
    });
  });
}
