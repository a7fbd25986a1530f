import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { KindSummary } from '@requestry/model';
import type { RqTooltip } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fakeRequestService, fixture, press, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/catalog';
import type { RqCatalog } from '@requestry/widgets/catalog';
import { violations } from '../testing/axe.js';
import { workplace } from '../testing/workplace.js';

afterEach(() => {
  clearFixtures();
  localStorage.clear();
});

const kinds: readonly KindSummary[] = [
  { id: 'repair', version: 1, title: 'Repair of equipment', description: 'Broken things', icon: 'repair', category: 'Workplace', submit: { allowed: true }, usualDays: 2 },
  { id: 'purchase', version: 1, title: 'Purchase', category: 'Money', submit: { allowed: false, reason: { code: 'may.submit-not-yours' } } },
];
const open = async (list = kinds): Promise<RqCatalog> => {
  const catalog = await fixture<RqCatalog>(html`<rq-catalog></rq-catalog>`, { service: fakeRequestService({ findKinds: () => Promise.resolve(list) }), locale: 'en' });
  await settled(catalog);
  return catalog;
};
const opened = (catalog: RqCatalog): string[] => {
  const list: string[] = [];
  catalog.addEventListener('rq-kind-open', (event) => list.push(event.kind));
  return list;
};

describe('rq-catalog', () => {
  it('tells which kind was chosen', async () => {
    const catalog = await open();
    const list = opened(catalog);
    deepAll(catalog, '.open').find((card) => shownText(card).includes('Repair'))?.click();
    expect(list).to.deep.equal(['repair']);
    expect(shownText(catalog)).to.contain('usually 2 days');
  });

  it('greys what is not open to the person, says why, and does not open it', async () => {
    const catalog = await open();
    const list = opened(catalog);
    const card = deepAll(catalog, '.open').find((each) => shownText(each).includes('Purchase'));
    card?.click();
    expect(list).to.deep.equal([]);
    expect(card?.getAttribute('aria-disabled')).to.equal('true');
    await until(() => card?.closest<RqTooltip>('rq-tooltip')?.text === 'Requests of this kind are open to other units or roles.');
  });

  it('searches after "/" and opens the first hit with Enter', async () => {
    const catalog = await open();
    const list = opened(catalog);
    const input = deep<HTMLInputElement>(catalog, 'input');
    press(deep(catalog, '.open'), '.', { code: 'Slash' });
    expect(catalog.shadowRoot?.activeElement).to.equal(input);
    typeInto(input, 'broken');
    await settled(catalog);
    expect(deepAll(catalog, '.open')).to.have.length(1);
    press(input, 'Enter');
    expect(list).to.deep.equal(['repair']);
    typeInto(input, 'nothing like this');
    await settled(catalog);
    expect(shownText(catalog)).to.contain('Nothing found');
  });

  it('remembers favourites, also when the store is damaged', async () => {
    localStorage.setItem('requestry.favourites', '{"not": "a list"}');
    const catalog = await open();
    deep(catalog, '.star').click();
    await settled(catalog);
    expect(shownText(catalog)).to.contain('Favourites');
    expect(shownText(await open())).to.contain('Favourites');
  });

  it('says who can do something about an empty catalog', async () => {
    expect(shownText(await open([]))).to.contain('An administrator publishes kinds');
  });

  it('shows the kinds of a real system without accessibility violations', async () => {
    const place = await workplace();
    await place.submit();
    const catalog = await fixture<RqCatalog>(html`<rq-catalog></rq-catalog>`, { service: place.as('petrova'), locale: 'ru' });
    await until(() => deepAll(catalog, '.open').length === 3);
    expect(shownText(catalog)).to.contain('Недавние').and.contain('Ремонт оборудования');
    expect(await violations(catalog)).to.deep.equal([]);
  });
});
