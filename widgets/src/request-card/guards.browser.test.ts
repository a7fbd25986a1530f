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
});
