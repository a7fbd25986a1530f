import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, until } from '@requestry/ui/testing';
import '@requestry/widgets/notifications';
import '@requestry/widgets/preferences';
import type { RqNotifications } from '@requestry/widgets/notifications';
import type { RqPreferences } from '@requestry/widgets/preferences';
import { violations } from '../testing/axe.js';
import { workplace } from '../testing/workplace.js';

afterEach(clearFixtures);

const channels = [
  { name: 'mail', title: { ru: 'Почта', en: 'Mail' }, address: 'email' as const, deliver: () => Promise.resolve() },
  { name: 'sms', title: 'SMS', address: 'phone' as const, optIn: true, deliver: () => Promise.resolve() },
];
const open = () => workplace({ messages: { channels } });
const choice = (element: Element, name: string) => deep<HTMLInputElement>(element, `[data-choice="${name}"]`);
const choose = (element: Element, selector: string, value: string): void => {
  const select = deep<HTMLSelectElement>(element, selector);
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

describe('rq-preferences (M-09)', () => {
  it('shows what holds, keeps what is changed, and tells so', async () => {
    const place = await open();
    const service = place.as('ivanov');
    const element = await fixture<RqPreferences>(html`<rq-preferences></rq-preferences>`, { service, locale: 'en' });
    await until(() => deepAll(element, 'table').length === 1);
    expect([choice(element, 'tasks mail').checked, choice(element, 'tasks sms').checked]).to.deep.equal([true, false]);
    expect(await violations(element)).to.deep.equal([]);
    choice(element, 'comments mail').click();
    choice(element, 'deadlines sms').click();
    deep<HTMLInputElement>(element, '#quiet').click();
    await settled(element);
    choose(element, '#from', '21');
    await settled(element);
    expect(await violations(element)).to.deep.equal([]);
    choose(element, '#every', 'day');
    await settled(element);
    choose(element, '#hour', '17');
    await settled(element);
    expect(deepAll(element, '#quiet')).to.deep.equal([]);
    expect(await violations(element)).to.deep.equal([]);
    deep(element, 'rq-button[type=submit]').click();
    await until(() => shownText(element).includes('Saved'));
    expect((await service.getPreferences()).saved).to.deep.equal({ events: { comments: { mail: false }, deadlines: { sms: true } }, digest: { every: 'day', hour: 17 }, quiet: { from: 21, to: 8 } });
    expect(choice(element, 'comments mail').checked).to.equal(false);
    deepAll(element, '.foot rq-button')[1]?.click();
    await until(() => choice(element, 'comments mail').checked);
    expect((await service.getPreferences()).saved).to.deep.equal({ events: {} });
  });

  it('keeps the changes when saving fails, and says why', async () => {
    const place = await open();
    const service = { ...place.as('ivanov'), savePreferences: () => Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'away')) };
    const element = await fixture<RqPreferences>(html`<rq-preferences></rq-preferences>`, { service, locale: 'en' });
    await until(() => deepAll(element, 'table').length === 1);
    choice(element, 'tasks mail').click();
    await settled(element);
    deep(element, 'rq-button[type=submit]').click();
    await until(() => deepAll(element, 'rq-error').length === 1);
    expect(choice(element, 'tasks mail').checked).to.equal(false);
  });

  it('says that nothing else is set up when there are no channels', async () => {
    const place = await workplace();
    const element = await fixture<RqPreferences>(html`<rq-preferences></rq-preferences>`, { service: place.as('ivanov'), locale: 'ru' });
    await until(() => shownText(element).includes('Других способов не настроено'));
    expect(deepAll(element, 'table').length).to.equal(0);
  });

  it('opens from the bell and closes again', async () => {
    const place = await open();
    const bell = await fixture<RqNotifications>(html`<rq-notifications></rq-notifications>`, { service: place.as('ivanov'), locale: 'en' });
    deep(bell, '.bell').click();
    await until(() => deepAll(bell, 'rq-button[icon=settings]').length === 1);
    deep(bell, 'rq-button[icon=settings]').click();
    await until(() => deepAll(bell, 'table').length === 1);
    expect(await violations(bell)).to.deep.equal([]);
    deep(bell, 'rq-button[icon=settings]').click();
    await until(() => deepAll(bell, 'rq-preferences').length === 0);
  });
});
