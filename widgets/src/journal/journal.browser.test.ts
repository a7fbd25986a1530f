import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { RequestryError, type JournalEntry } from '@requestry/model';
import { clearFixtures, deep, deepAll, fakeRequestService, fixture, settled, shownText, until } from '@requestry/ui/testing';
import '@requestry/widgets/journal';
import type { RqJournal } from '@requestry/widgets/journal';
import { violations } from '../testing/axe.js';
import { workplace } from '../testing/workplace.js';
import { fillPage } from './print-page.js';

afterEach(clearFixtures);

const entry = (place: number): JournalEntry => ({ place, number: `R-${place}`, request: `id${place}`, registeredAt: '2026-03-02T10:00:00Z', applicant: 'Anna', kindTitle: 'Repair', title: `Request ${place}`, state: 'active' });

describe('rq-journal', () => {
  it('lists every number of the year in order, and opens a request (G-02)', async () => {
    const place = await workplace();
    const { id, number } = await place.submit();
    await place.submit('The lamp is dark');
    const journal = await fixture<RqJournal>(html`<rq-journal></rq-journal>`, { service: place.as('nikitina'), locale: 'en' });
    await until(() => deepAll(journal, 'tbody tr').length === 2);
    expect(deepAll(journal, 'td.number').map(shownText)[0]).to.equal(number);
    expect(shownText(journal)).to.contain('Петрова Анна').and.contain('The lamp is dark').and.contain('Received');
    expect(await violations(journal)).to.deep.equal([]);
    let opened = '';
    journal.addEventListener('rq-request-open', (event) => (opened = event.request));
    deep(journal, 'td .link').click();
    expect(opened).to.equal(id);
  });

  it('tells that a journal has nothing yet, and whose it is not', async () => {
    const empty = await fixture<RqJournal>(html`<rq-journal></rq-journal>`, { service: fakeRequestService({ findJournals: () => Promise.resolve([]) }), locale: 'en' });
    await until(() => shownText(empty).includes('There is no journal yet'));
    const refused = await fixture<RqJournal>(html`<rq-journal></rq-journal>`, { service: fakeRequestService({ findJournals: () => Promise.reject(new RequestryError('FORBIDDEN', 'no', { params: { reason: 'may.see-all-only' } })) }), locale: 'en' });
    await until(() => deepAll(refused, 'rq-error').length === 1);
  });

  it('reads on line by line, and starts over with another year', async () => {
    const asked: string[] = [];
    const service = fakeRequestService({
      findJournals: () => Promise.resolve([{ id: 'all', kinds: ['Repair'], years: ['2026', '2025'] }]),
      getJournal: ({ year, after }) => {
        asked.push(`${year} ${after ?? ''}`.trim());
        return Promise.resolve(after === undefined ? { items: [entry(1)], next: 'p2' } : { items: [entry(2)] });
      },
    });
    const journal = await fixture<RqJournal>(html`<rq-journal></rq-journal>`, { service, locale: 'en' });
    await until(() => deepAll(journal, 'tbody tr').length === 1);
    deep(journal, '.foot rq-button').click();
    await until(() => deepAll(journal, 'tbody tr').length === 2);
    const year = deep<HTMLSelectElement>(journal, '#year');
    year.value = '2025';
    year.dispatchEvent(new Event('change'));
    await settled(journal);
    await until(() => deepAll(journal, 'tbody tr').length === 1);
    expect(asked).to.deep.equal(['2026', '2026 p2', '2025']);
  });

  it('puts texts on paper as texts', () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const page = frame.contentDocument;
    if (!page) throw new Error('No document');
    fillPage(page, { title: 'Journal <b>', note: 'Printed today', lang: 'en', columns: ['No.', 'Subject'], rows: [['1', '<img src=x onerror=alert(1)>']] });
    expect([page.title, page.querySelectorAll('img').length, page.querySelector('td:last-child')?.textContent]).to.deep.equal(['Journal <b>', 0, '<img src=x onerror=alert(1)>']);
    expect(page.querySelectorAll('th').length).to.equal(2);
    frame.remove();
  });
});
