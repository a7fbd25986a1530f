import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, until } from '@requestry/ui/testing';
import '@requestry/widgets/notifications';
import type { RqNotifications } from '@requestry/widgets/notifications';
import { violations } from '../testing/axe.js';
import { workplace } from '../testing/workplace.js';

afterEach(clearFixtures);

describe('rq-notifications', () => {
  it('counts what is unread, lists it, and opens the request', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    await place.runtime.work();
    const bell = await fixture<RqNotifications>(html`<rq-notifications></rq-notifications>`, { service: place.as('ivanov'), locale: 'en' });
    await until(() => deepAll(bell, '.count').length === 1);
    expect(deep(bell, '.count').textContent).to.equal('1');
    deep(bell, '.bell').click();
    await until(() => deepAll(bell, '.note').length === 1);
    expect(shownText(deep(bell, '.note'))).to.contain('A task for you').and.contain('The printer in 204');
    expect(await violations(bell)).to.deep.equal([]);
    let opened = '';
    bell.addEventListener('rq-request-open', (event) => (opened = event.request));
    deep(bell, '.note').click();
    expect(opened).to.equal(id);
    await until(() => deepAll(bell, '.count').length === 0);
  });

  it('marks everything as read at once', async () => {
    const place = await workplace();
    await place.submit();
    await place.submit('Another');
    await place.runtime.work();
    const bell = await fixture<RqNotifications>(html`<rq-notifications></rq-notifications>`, { service: place.as('ivanov'), locale: 'en' });
    await until(() => deepAll(bell, '.count').length === 1);
    deep(bell, '.bell').click();
    await settled(bell);
    deep<RqButton>(bell, 'header rq-button').click();
    await until(() => deepAll(bell, '.count').length === 0);
  });
});
