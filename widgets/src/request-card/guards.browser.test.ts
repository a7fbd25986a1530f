import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deepAll, fixture, settled, shownText, until } from '@requestry/ui/testing';
import { depot, office } from '@requestry/runtime/testing';
import '@requestry/widgets/request-card';
import type { RqRequestCard } from '@requestry/widgets/request-card';
import { violations } from '../testing/axe.js';

afterEach(clearFixtures);

describe('rq-request-card with guards', () => {
  it('keeps the button of a blocked decision from being pressed and says why (G-11)', async () => {
    const place = await office({ system: depot, messages: { connectors: { stock: () => Promise.resolve(1), rates: () => Promise.resolve({ price: 1 }) } } });
    const { id } = await place.as('anna').submitRequest({ kind: 'order', data: { client: 'rose', item: 'drill', quantity: 2, needed: '2026-03-20' }, idempotencyKey: 'k' });
    const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${id}></rq-request-card>`, { service: place.as('clerk1'), locale: 'en' });
    await until(() => deepAll(card, '.bar rq-button').length > 0);
    await settled(card);
    const buttons = deepAll<RqButton>(card, '.bar rq-button').map((button) => [button.textContent?.trim(), button.disabled, button.reason]);
    expect(buttons).to.deep.equal([['Reject', false, undefined], ['Approve', true, '1 in stock, 2 wanted: Дрель.']]);
    expect(shownText(card)).to.contain('1 in stock, 2 wanted: Дрель.');
    expect(await violations(card)).to.deep.equal([]);
  });

  for (const [locale, stays, decides, history] of [
    ['en', '“accept” still waits for whoever has it', 'They can decide as ever. Nothing is lost.', 'Did not happen by itself: accept'],
    ['ru', 'Этап «accept» по-прежнему ждёт исполнителя', 'Исполнитель может решить как обычно. Ничего не потеряно.', 'Само собой не произошло: accept'],
  ] as const) {
    it(`says of what guards kept from being decided without anybody that it waits for its performer, not that the route has stopped (G-11, ${locale})`, async () => {
      const place = await office({ system: depot, messages: { connectors: { rates: () => Promise.resolve({ price: 1 }) } } });
      const { id } = await place.as('anna').submitRequest({ kind: 'quote', data: { price: 500, item: 'drill' }, idempotencyKey: 'k' });
      await place.pass({ days: 2, minutes: 1 });
      const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${id}></rq-request-card>`, { service: place.as('clerk1'), locale });
      await until(() => deepAll(card, '.bar rq-button').length > 0);
      await settled(card);
      const [banner] = deepAll(card, '.banner');
      expect(banner?.getAttribute('role')).to.equal('status');
      expect(shownText(banner as Element)).to.contain(stays).and.to.contain(decides);
      expect(deepAll<RqButton>(card, '.bar rq-button').map(({ disabled }) => disabled)).to.include(false);
      await until(() => deepAll(card, 'rq-request-history').some((section) => shownText(section).includes(history)));
      expect(await violations(card)).to.deep.equal([]);
    });
  }
});
