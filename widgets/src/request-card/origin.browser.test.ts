import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { office, reception } from '@requestry/runtime/testing';
import { clearFixtures, deepAll, fixture, shownText, until } from '@requestry/ui/testing';
import '@requestry/widgets/request-card';
import type { RqRequestCard } from '@requestry/widgets/request-card';
import { violations } from '../testing/axe.js';

afterEach(clearFixtures);

describe('where a request came from', () => {
  it('stands on its card: source, who asked, first time; letters and strangers among the comments (Y-14, O-04, G-04)', async () => {
    const place = await office({ system: reception });
    const intake = place.runtime.intake();
    const letter = { from: { name: 'Анна', address: 'anna@client.example' }, to: [{ address: 'help@firm.example' }], subject: 'Счёт', text: 'Пришлите', messageId: '<1@x>' };
    const { request = '' } = await intake.receiveMail(letter);
    await intake.receiveMail({ ...letter, messageId: '<2@x>', inReplyTo: '<1@x>', text: 'И акт' });
    await intake.receiveMail({ ...letter, from: { address: 'stranger@else.example' }, messageId: '<3@x>', inReplyTo: '<1@x>', text: 'А я?' });
    const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${request}></rq-request-card>`, { service: place.as('olga'), locale: 'en' });
    await until(() => shownText(card).includes('Unknown sender: stranger@else.example') && deepAll(card, 'h2').length > 0);
    expect(shownText(card)).to.contain('Почта').and.contain('anna@client.example').and.contain('First time').and.contain('by mail').and.contain('И акт');
    expect(await violations(card)).to.deep.equal([]);
  });

  it('says so when somebody entered it, or several cards fit', async () => {
    const place = await office({ system: reception });
    const { id } = await place.as('vera').submitRequest({ kind: 'order', source: 'mail', data: { subject: 'Звонок' }, contact: { email: 'twins@mail.example' }, idempotencyKey: place.key() });
    const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${id}></rq-request-card>`, { service: place.as('boss'), locale: 'ru' });
    await until(() => shownText(card).includes('внесена вручную'));
    expect(shownText(card)).to.contain('Подходят несколько контрагентов: Двойник 1, Двойник 2');
  });
});
