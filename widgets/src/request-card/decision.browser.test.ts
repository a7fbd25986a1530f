import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, until } from '@requestry/ui/testing';
import { depot, office } from '@requestry/runtime/testing';
import '@requestry/widgets/request-card';
import type { RqRequestCard } from '@requestry/widgets/request-card';
import { violations } from '../testing/axe.js';

afterEach(() => {
  clearFixtures();
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

describe('rq-request-card with decisions', () => {
  it('asks what is decided out of the directory, and shows it with what it begins (Y-07, Y-08, Y-09)', async () => {
    const place = await office({ system: depot });
    const { id } = await place.as('anna').submitRequest({ kind: 'offer', data: { subject: 'Lathe' }, idempotencyKey: 'k' });
    const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${id}></rq-request-card>`, { service: place.as('clerk1'), locale: 'en' });
    await until(() => deepAll(card, '.bar rq-button').length > 0);
    deepAll<RqButton>(card, '.bar rq-button').find((each) => each.textContent?.trim() === 'decide')?.click();
    await until(() => deepAll(card, 'select').length > 0);
    await settled(card);
    expect(await violations(card)).to.deep.equal([]);
    const confirm = deepAll<RqButton>(card, 'rq-dialog rq-button[slot=actions]').at(-1) as RqButton;
    confirm.click();
    await until(() => shownText(card).includes('Choose what is decided'));
    const select = deep<HTMLSelectElement>(card, 'select');
    expect([...select.options].map(({ value }) => value).sort()).to.deep.equal(['', 'to-work', 'too-late', 'too-new']);
    select.value = 'to-work';
    deep<HTMLTextAreaElement>(card, 'textarea#text').value = 'At once';
    confirm.click();
    await until(() => shownText(card).includes('What follows is being started'));
    expect(shownText(card)).to.contain('В работу').and.contain('At once').and.contain('Клара');
  });
});
