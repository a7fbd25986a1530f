import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, until } from '@requestry/ui/testing';
import '@requestry/widgets/workspace';
import type { RqWorkspace } from '@requestry/widgets/workspace';
import { violations } from '../testing/axe.js';
import { workplace } from '../testing/workplace.js';

afterEach(() => {
  clearFixtures();
  history.replaceState(null, '', location.pathname + location.search);
});

const open = async (person: string, template = html`<rq-workspace></rq-workspace>`, place?: Awaited<ReturnType<typeof workplace>>): Promise<RqWorkspace> => {
  const workspace = await fixture<RqWorkspace>(template, { service: (place ?? (await workplace())).as(person), locale: 'en' });
  await settled(workspace);
  return workspace;
};
const go = async (workspace: RqWorkspace, title: string): Promise<void> => {
  deepAll(workspace, '.place').find((each) => each.title === title)?.click();
  await settled(workspace);
};

describe('rq-workspace', () => {
  it('leads from the inbox to the card and back, and counts what waits', async () => {
    const place = await workplace();
    await place.submit();
    const workspace = await open('ivanov', undefined, place);
    await until(() => deepAll(workspace, '[data-task]').length === 1);
    expect(deep(workspace, '.place .count').textContent).to.equal('1');
    deep(workspace, '.row .link').click();
    await settled(workspace);
    expect(workspace.view).to.match(/^requests\//);
    expect(deepAll(workspace, 'rq-request-card')).to.have.length(1);
    deep(workspace, '.back').click();
    await settled(workspace);
    expect(workspace.view).to.equal('inbox');
  });

  it('prints a request alone: without places to go to, decisions to take and boxes to write in', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    const workspace = await open('ivanov', html`<rq-workspace view=${`requests/${id}`}></rq-workspace>`, place);
    await until(() => deepAll(workspace, 'rq-comment-box').length > 0);
    const shown = (selector: string): number => deepAll(workspace, selector).filter((each) => each.getClientRects().length > 0).length;
    await until(() => shown('rq-why') > 0);
    const screen = ['nav', '.head .actions', 'rq-comment-box'].map(shown);
    expect(screen.every((count) => count > 0)).to.equal(true);
    try {
      await emulateMedia({ media: 'print' });
      expect(['nav', '.back', '.head .actions', '.bar', 'rq-comment-box', 'rq-why'].map(shown)).to.deep.equal([0, 0, 0, 0, 0, 0]);
      expect(shown('h2')).to.be.above(0);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('tells where the person went, but not where code sent them', async () => {
    const workspace = await open('petrova');
    const views: string[] = [];
    workspace.addEventListener('rq-view-change', (event) => views.push(event.view));
    workspace.view = 'requests';
    await settled(workspace);
    await go(workspace, 'New request');
    await until(() => deepAll(workspace, '.open').length > 0);
    deepAll(workspace, '.open').find((card) => shownText(card).includes('Repair'))?.click();
    await settled(workspace);
    expect(views).to.deep.equal(['new', 'new/repair']);
  });

  it('keeps the place in the hash, under a prefix, and follows Back', async () => {
    history.replaceState(null, '', '#/app/requests');
    const workspace = await open('petrova', html`<rq-workspace route-hash hash-prefix="app/"></rq-workspace>`);
    expect(workspace.view).to.equal('requests');
    await go(workspace, 'New request');
    expect(location.hash).to.equal('#/app/new');
    history.back();
    await until(() => workspace.view === 'requests');
  });

  it('shows places of the host', async () => {
    const workspace = await open('petrova', html`<rq-workspace .items=${[{ id: 'designer', label: { en: 'Designer' } }]}><p slot="designer">Theirs</p></rq-workspace>`);
    await go(workspace, 'Designer');
    expect(workspace.view).to.equal('designer');
    expect(shownText(workspace)).to.contain('Theirs');
  });

  it('says the whole name of each of its places on a phone', async () => {
    const workspace = await open('nikitina', html`<rq-workspace style="inline-size: 320px; font: 16px sans-serif"></rq-workspace>`);
    await until(() => deepAll(workspace, '.place').length === 4);
    workspace.locale = 'ru';
    workspace.view = 'new';
    await settled(workspace);
    const words = deepAll(workspace, '.place .word');
    expect(words.map((word) => word.textContent)).to.include('Новая заявка');
    for (const word of words) expect(word.scrollWidth, word.textContent ?? '').to.be.at.most(word.clientWidth);
  });

  it('falls back to the inbox for a place that is none', async () => {
    const workspace = await open('petrova', html`<rq-workspace view="../../etc" .items=${'x' as never}></rq-workspace>`);
    expect(deepAll(workspace, 'rq-inbox')).to.have.length(1);
  });

  it('says so while there is no connection', async () => {
    const workspace = await open('petrova');
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    window.dispatchEvent(new Event('offline'));
    await settled(workspace);
    expect(shownText(workspace)).to.contain('No connection');
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
    await settled(workspace);
    expect(shownText(workspace)).not.to.contain('No connection');
  });

  it('speaks the language of its attribute in everything inside', async () => {
    const place = await workplace();
    await place.submit();
    const workspace = await open('petrova', html`<rq-workspace locale="ru" view="requests"></rq-workspace>`, place);
    await until(() => shownText(workspace).includes('подана'));
    workspace.locale = 'en';
    await settled(workspace);
    expect(shownText(workspace)).to.contain('submitted').and.not.contain('подана');
  });

  it('has no accessibility violations in its places', async () => {
    const place = await workplace();
    await place.submit();
    const workspace = await open('petrova', undefined, place);
    for (const view of ['inbox', 'new', 'requests']) {
      workspace.view = view;
      await settled(workspace);
      expect(await violations(workspace), view).to.deep.equal([]);
    }
  });
});
