import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RequestSummary } from '@requestry/model';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fakeRequestService, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/my-requests';
import type { RqMyRequests } from '@requestry/widgets/my-requests';
import { violations } from '../testing/axe.js';
import { workplace } from '../testing/workplace.js';

afterEach(clearFixtures);

const row = (id: string): RequestSummary => ({ id, title: `Request ${id}`, kind: 'repair', kindTitle: 'Repair', state: 'active', waitingFor: [], initiator: 'anna', initiatorName: 'Anna', submittedAt: '2026-03-02T10:00:00Z', overdue: false, version: 1 });

describe('rq-my-requests', () => {
  it('shows where each request is and opens it', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    const list = await fixture<RqMyRequests>(html`<rq-my-requests></rq-my-requests>`, { service: place.as('petrova'), locale: 'en' });
    await until(() => deepAll(list, '.row').length === 1);
    expect(shownText(list)).to.contain('The printer in 204').and.contain('Иванов Сергей').and.contain('Approval');
    expect(await violations(list)).to.deep.equal([]);
    let opened = '';
    list.addEventListener('rq-request-open', (event) => (opened = event.request));
    deep(list, '.link').click();
    expect(opened).to.equal(id);
    await place.submit('Another one');
    await until(() => deepAll(list, '.row').length === 2);
  });

  it('separates open from closed and finds by words', async () => {
    const place = await workplace();
    const { id, version } = await place.submit();
    await place.submit('The lamp is dark');
    const anna = place.as('petrova');
    await anna.withdrawRequest({ request: id, reason: 'Works again', expectedVersion: version, idempotencyKey: place.key() });
    const list = await fixture<RqMyRequests>(html`<rq-my-requests shown="closed"></rq-my-requests>`, { service: anna, locale: 'en' });
    await until(() => deepAll(list, '.row').length === 1);
    expect(shownText(list)).to.contain('Withdrawn');
    list.shown = 'all';
    await until(() => deepAll(list, '.row').length === 2);
    typeInto(deep<HTMLInputElement>(list, 'input'), 'lamp');
    await until(() => deepAll(list, '.row').length === 1);
    expect(shownText(list)).to.contain('The lamp is dark');
  });

  it('reads page after page', async () => {
    const service = fakeRequestService({ findRequests: ({ after }) => Promise.resolve(after === undefined ? { items: [row('1')], next: 'p2' } : { items: [row('2')] }) });
    const list = await fixture<RqMyRequests>(html`<rq-my-requests></rq-my-requests>`, { service, locale: 'en' });
    await settled(list);
    deep<RqButton>(list, '.foot rq-button').click();
    await settled(list);
    expect(deepAll(list, '.row')).to.have.length(2);
    expect(deepAll(list, '.foot')).to.have.length(0);
  });

  it('leads from an empty list to the catalog', async () => {
    const list = await fixture<RqMyRequests>(html`<rq-my-requests></rq-my-requests>`, { service: fakeRequestService(), locale: 'en' });
    await settled(list);
    let asked = false;
    list.addEventListener('rq-catalog-open', () => (asked = true));
    deep<RqButton>(list, 'rq-empty rq-button').click();
    expect(asked).to.equal(true);
  });
});
