import 'axe-core';
import type Axe from 'axe-core';
import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import { confirmDialog, promptDialog, requestStateText, RqElement, showToast, tokenDefaults } from '@requestry/ui';
import { iconPaths } from '@requestry/ui/icons';
import '@requestry/ui/dialog';
import '@requestry/ui/person';
import { vocabulary } from '@requestry/ui/base';
import type { MenuItem, RqButton, RqDialog, RqError, RqMenu, RqTabs, RqToasts } from '@requestry/ui';
import '@requestry/ui/badge';
import '@requestry/ui/tooltip';
import '@requestry/ui/why';
import { clearFixtures, deep, deepAll, enter, fixture, press, settled, shownText, typeInto, until } from '@requestry/ui/testing';

afterEach(() => {
  clearFixtures();
  document.documentElement.lang = '';
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

describe('rq-button', () => {
  it('stays focusable while disabled, says why, and does not act', async () => {
    let clicks = 0;
    const button = await fixture<RqButton>(html`<rq-button disabled reason="Only the initiator can do this" @click=${() => (clicks += 1)}>Withdraw</rq-button>`);
    button.click();
    deep(button, 'button').click();
    expect(clicks).to.equal(0);
    const native = deep<HTMLButtonElement>(button, 'button');
    enter(native);
    expect(button.shadowRoot?.activeElement).to.equal(native);
    await until(() => deep(button, '#hint').matches(':popover-open'));
    expect(native.getAttribute('aria-describedby')).to.equal('hint');
    expect(deep(button, '#hint').textContent).to.equal('Only the initiator can do this');
  });

  it('submits the form around it', async () => {
    let submitted = false;
    const form = await fixture<HTMLFormElement>(
      html`<form @submit=${(event: Event) => { event.preventDefault(); submitted = true; }}><rq-button type="submit">Send</rq-button></form>`,
    );
    deep<RqButton>(form, 'rq-button').click();
    expect(submitted).to.equal(true);
  });

  it('does nothing while busy', async () => {
    let clicks = 0;
    const button = await fixture<RqButton>(html`<rq-button busy @click=${() => (clicks += 1)}>Save</rq-button>`);
    deep(button, 'button').click();
    expect(clicks).to.equal(0);
  });
});

describe('rq-dialog', () => {
  it('gives focus back to where it was', async () => {
    const box = await fixture(html`<div><rq-button>Open</rq-button><rq-dialog heading="Title">Text</rq-dialog></div>`);
    const button = deep<RqButton>(box, 'rq-button');
    const dialog = deep<RqDialog>(box, 'rq-dialog');
    button.focus();
    dialog.open = true;
    await settled(dialog);
    expect(deep(dialog, 'dialog').matches(':modal')).to.equal(true);
    dialog.open = false;
    await settled(dialog);
    expect(document.activeElement).to.equal(button);
  });

  it('stays open when closing is refused', async () => {
    const dialog = await fixture<RqDialog>(html`<rq-dialog open heading="Title" @rq-close=${(event: Event) => event.preventDefault()}></rq-dialog>`);
    deep(dialog, 'dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    await settled(dialog);
    expect(dialog.open).to.equal(true);
  });
});

describe('confirmDialog', () => {
  const buttons = async (): Promise<RqButton[]> => {
    await until(() => deep<RqDialog>(document.body, 'rq-dialog').isConnected);
    await settled(deep(document.body, 'rq-dialog'));
    return deepAll<RqButton>(document.body, 'rq-button');
  };

  it('resolves with the choice', async () => {
    const yes = confirmDialog({ heading: 'Delete the draft?', confirmLabel: 'Delete', danger: true });
    (await buttons()).at(-1)?.click();
    expect(await yes).to.equal(true);
    await settled(document.body);
    const no = confirmDialog({ heading: 'Delete the draft?' });
    (await buttons())[0]?.click();
    expect(await no).to.equal(false);
  });

  it('does not accept an empty text where one is required', async () => {
    const answer = promptDialog({ heading: 'Return', label: 'Reason', required: true, locale: 'en' });
    const [, ok] = await buttons();
    ok?.click();
    await settled(deep(document.body, 'rq-confirm-form'));
    const field = deep<HTMLTextAreaElement>(document.body, 'textarea');
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    typeInto(field, 'The sum is wrong');
    ok?.click();
    expect(await answer).to.equal('The sum is wrong');
  });
});

describe('rq-menu', () => {
  it('tells a reason that several neighbours have in common once, and to each of them', async () => {
    const denied = (id: string, reason: string): object => ({ id, label: id, disabled: true, reason });
    const menu = await fixture<RqMenu>(html`<rq-menu label="Actions" .items=${[{ id: 'open', label: 'open' }, denied('delegate', 'Not your task'), denied('ask', 'Not your task'), denied('withdraw', 'Not your request')]}></rq-menu>`);
    menu.show();
    await until(() => deepAll(menu, '.item').length === 4);
    expect(deepAll(menu, '.reason').map((reason) => reason.textContent)).to.deep.equal(['Not your task', 'Not your request']);
    const whys = deepAll(menu, '.item').map((item) => menu.shadowRoot?.getElementById(item.getAttribute('aria-describedby') ?? '')?.textContent ?? '');
    expect(whys).to.deep.equal(['', 'Not your task', 'Not your task', '']);
    expect(deepAll(menu, '.item')[3]?.textContent).to.contain('Not your request');
  });

  it('begins all labels in one line when one entry has an icon or a tick', async () => {
    const menu = await fixture<RqMenu>(html`<rq-menu label="Actions" .items=${[{ id: 'plain', label: 'Plain' }, { id: 'open', label: 'Open', icon: 'edit' }, { id: 'dense', label: 'Dense', checked: false }]}></rq-menu>`);
    menu.show();
    await until(() => deepAll(menu, '.item .label').length === 3);
    const starts = deepAll(menu, '.item .label').map((label) => Math.round(label.getBoundingClientRect().left));
    expect(new Set(starts).size).to.equal(1);
  });

  const items: MenuItem[] = [
    { id: 'copy', label: 'Copy' },
    { id: 'withdraw', label: 'Withdraw', disabled: true, reason: 'The request has ended' },
  ];

  it('moves by arrows, tells the choice and gives focus back', async () => {
    let chosen = '';
    const menu = await fixture<RqMenu>(html`<rq-menu label="Actions" .items=${items} @rq-select=${(event: { item: string }) => (chosen = event.item)}></rq-menu>`);
    const button = deep<HTMLButtonElement>(menu, '.button');
    button.focus();
    press(button, 'ArrowDown');
    await new Promise((resolve) => deep(menu, '.list').addEventListener('toggle', resolve, { once: true }));
    const [first, second] = deepAll(menu, '.item');
    expect(menu.shadowRoot?.activeElement).to.equal(first);
    press(first!, 'ArrowDown');
    expect(menu.shadowRoot?.activeElement).to.equal(second);
    second?.click();
    expect(chosen).to.equal('');
    expect(second?.textContent).to.contain('The request has ended');
    first?.click();
    expect(chosen).to.equal('copy');
    expect(menu.shadowRoot?.activeElement).to.equal(button);
  });

  it('has its entries only while it is open, and closes with the second press', async () => {
    const menu = await fixture<RqMenu>(html`<rq-menu label="Actions" .items=${items}></rq-menu>`);
    const button = deep<HTMLButtonElement>(menu, '.button');
    expect(deepAll(menu, '.item')).to.have.length(0);
    button.click();
    await until(() => deepAll(menu, '.item').length === 2 && menu.shadowRoot?.activeElement?.classList.contains('item'));
    expect(button.ariaExpanded).to.equal('true');
    button.click();
    await until(() => deepAll(menu, '.item').length === 0);
    expect(button.ariaExpanded).to.equal('false');
    expect(button.ariaBusy).to.equal(null);
  });

  it('stays open when it is opened twice', async () => {
    const menu = await fixture<RqMenu>(html`<rq-menu label="Actions" .items=${items}></rq-menu>`);
    menu.show();
    menu.show();
    await until(() => deepAll(menu, '.item').length === 2);
    menu.show();
    expect(deep(menu, '.list').matches(':popover-open')).to.equal(true);
  });
});

describe('rq-tabs', () => {
  it('shows every tab of a narrow place, in several rows', async () => {
    const names = ['Мои', 'Групповые', 'За других', 'Отложенные'];
    const tabs = await fixture<RqTabs>(html`<rq-tabs style=${'inline-size: 336px'} .tabs=${names.map((label) => ({ id: label, label, count: 12 }))}></rq-tabs>`);
    const edge = tabs.getBoundingClientRect().right;
    const ends = names.map((name) => deep(tabs, `#tab-${CSS.escape(name)}`).getBoundingClientRect().right);
    expect(ends.every((end) => end <= edge)).to.equal(true);
  });

  it('shows the panel of the chosen tab and moves by arrows', async () => {
    const tabs = await fixture<RqTabs>(
      html`<rq-tabs .tabs=${[{ id: 'a', label: 'Data' }, { id: 'b', label: 'Route', count: 3 }]}><p slot="a">one</p><p slot="b">two</p></rq-tabs>`,
    );
    expect(deep(tabs, '#panel-b').hidden).to.equal(true);
    press(deep(tabs, '#tab-a'), 'ArrowRight');
    await settled(tabs);
    expect(tabs.selected).to.equal('b');
    expect(deep(tabs, '#panel-b').hidden).to.equal(false);
    expect(tabs.shadowRoot?.activeElement?.id).to.equal('tab-b');
  });
});

describe('rq-toasts', () => {
  it('catches a message from below and runs its action once', async () => {
    let undone = 0;
    const box = await fixture(html`<div><span></span><rq-toasts></rq-toasts></div>`);
    showToast(deep(box, 'span'), { text: 'Approved', action: { label: 'Undo', run: () => (undone += 1) } });
    const region = deep<RqToasts>(box, 'rq-toasts');
    await until(() => shownText(region).includes('Approved'));
    deep(region, '.toast .button').click();
    await settled(region);
    expect(undone).to.equal(1);
    expect(deepAll(region, '.toast')).to.have.length(0);
  });

  it('stands at the top of a phone, where it covers nothing to press, and never on paper', async () => {
    const box = await fixture(html`<div><span></span><rq-toasts></rq-toasts></div>`);
    showToast(deep(box, 'span'), { text: 'Approved' });
    await until(() => deepAll(box, '.toast').length > 0);
    const before = { width: innerWidth, height: innerHeight };
    try {
      await setViewport({ width: 360, height: 740 });
      expect(deep(box, '.toast').getBoundingClientRect().bottom).to.be.below(innerHeight / 2);
      await setViewport({ width: 1024, height: 740 });
      expect(deep(box, '.toast').getBoundingClientRect().top).to.be.above(innerHeight / 2);
      await emulateMedia({ media: 'print' });
      expect(deep(box, '.toast').getClientRects()).to.have.length(0);
    } finally {
      await emulateMedia({ media: 'screen' });
      await setViewport(before);
    }
  });
});

describe('language', () => {
  it('tells of a lost connection while the words of others cannot be fetched', async () => {
    let come = (_words: object): void => undefined;
    const words = new Promise<object>((resolve) => (come = resolve));
    vocabulary({ en: () => words, ru: () => words });
    const box = document.createElement('div');
    document.body.append(box);
    try {
      box.innerHTML = '<rq-error></rq-error><rq-menu></rq-menu>';
      deep<RqError>(box, 'rq-error').error = new RequestryError('STORAGE_UNAVAILABLE', 'gone');
      await until(() => shownText(deep(box, 'rq-error')).includes('Check the connection'));
      expect(shownText(deep(box, 'rq-error'))).to.contain('Retry');
      expect(deep<RqElement>(box, 'rq-menu').hasUpdated, 'others wait').to.equal(false);
    } finally {
      come({});
      box.remove();
    }
  });

  it('follows <html lang> live unless a provider or the element says otherwise', async () => {
    document.documentElement.lang = 'en';
    const box = await fixture(html`<div><rq-error .error=${new RequestryError('STATE', '')}></rq-error><rq-locale locale="ru"><rq-error .error=${1}></rq-error></rq-locale></div>`);
    const [page, provided] = deepAll(box, 'rq-error');
    expect(shownText(page!)).to.contain('Retry');
    expect(shownText(provided!)).to.contain('Повторить');
    document.documentElement.lang = 'ru';
    await settled(box);
    expect(shownText(page!)).to.contain('Повторить');
  });

  it('names every state in both languages', () => {
    expect(requestStateText('refused', 'ru')).to.equal('Отказано в регистрации');
    expect(requestStateText('refused', 'en')).to.equal('Registration refused');
  });
});

describe('broken input', () => {
  it('leaves the page alone when an element cannot render', async () => {
    class Broken extends RqElement {
      override render(): unknown {
        throw new Error('boom');
      }
    }
    customElements.define('rq-test-broken', Broken);
    const element = await fixture<Broken>(html`<rq-test-broken></rq-test-broken>`);
    expect(await element.updateComplete).to.equal(true);
  });

  it('shows tabs of a wrong type as none', async () => {
    const menu = await fixture<RqMenu>(html`<rq-menu .items=${'nonsense' as never}></rq-menu>`);
    expect(deepAll(menu, '.item')).to.have.length(0);
  });
});

describe('theme', () => {
  it('gives every token a default that a host can override at the root', async () => {
    const badge = await fixture(html`<rq-badge tone="accent">New</rq-badge>`);
    const style = getComputedStyle(badge);
    for (const name of Object.keys(tokenDefaults)) expect(style.getPropertyValue(name), name).not.to.equal('');
    document.documentElement.style.setProperty('--rq-accent', 'rgb(1, 2, 3)');
    expect(getComputedStyle(badge).color).to.equal('rgb(1, 2, 3)');
    document.documentElement.style.removeProperty('--rq-accent');
  });

  it('colours grounds and the focus ring after the accent until they are set apart', async () => {
    const root = document.documentElement.style;
    root.setProperty('--rq-accent', 'rgb(0, 128, 0)');
    const badge = await fixture(html`<rq-badge tone="accent">New</rq-badge>`);
    const ground = (): string => getComputedStyle(badge).backgroundColor;
    expect(ground()).to.contain('0.12');
    expect(ground()).to.contain('0.501961');
    root.setProperty('--rq-accent-soft', 'rgb(9, 8, 7)');
    expect(ground()).to.equal('rgb(9, 8, 7)');
    root.removeProperty('--rq-accent');
    root.removeProperty('--rq-accent-soft');
  });

  it('draws every icon', async () => {
    for (const [name, paths] of Object.entries(iconPaths)) {
      const icon = await fixture(html`<rq-icon .name=${name}></rq-icon>`);
      const drawn = deepAll<SVGPathElement>(icon, 'path');
      expect(drawn.length, name).to.equal(paths.length);
      expect(drawn.every((path) => path.getTotalLength() > 0), name).to.equal(true);
      clearFixtures();
    }
  }).timeout(60_000);
});

describe('accessibility', () => {
  it('has no violations in any control', async () => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const all = await fixture(html`<main>
      <rq-button variant="primary">Send</rq-button><rq-button disabled reason="Not now">Withdraw</rq-button><rq-button icon="star" label="Favourite"></rq-button><rq-button variant="danger">Reject</rq-button>
      <rq-menu label="Actions" .items=${[{ id: 'a', label: 'Copy' }]}></rq-menu>
      <rq-tabs label="Lists" .tabs=${[{ id: 'a', label: 'Mine', count: 2 }, { id: 'b', label: 'Group' }]}><p slot="a">one</p><p slot="b">two</p></rq-tabs>
      <rq-badge tone="warning" icon="pause">Postponed</rq-badge><rq-badge tone="success">Done</rq-badge><rq-badge>Draft</rq-badge>
      <rq-person name="Anna Petrova" note="Sales"></rq-person>
      <rq-why text="Because"></rq-why>
      <rq-tooltip text="More"><button>?</button></rq-tooltip>
      <rq-empty heading="Nothing">Make one<rq-button slot="action">New</rq-button></rq-empty>
      <rq-error .error=${1}></rq-error><rq-skeleton></rq-skeleton>
    </main>`);
    const { violations } = await axe.run(all, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).to.deep.equal([]);
  }).timeout(60_000);
});
