import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { office, reception, type Office } from '@requestry/runtime/testing';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/request-form';
import type { RqRequestForm } from '@requestry/widgets/request-form';
import { violations } from '../testing/axe.js';

afterEach(clearFixtures);

const pick = (element: Element, id: string, value: string): void => {
  const select = deep<HTMLSelectElement>(element, `#${id}`);
  select.value = value;
  select.dispatchEvent(new Event('change'));
};
const tell = async (element: Element, id: string, value: string): Promise<void> => {
  const input = deep<HTMLInputElement>(deep(element, 'rq-entered-for'), `#${id}`);
  typeInto(input, value);
  input.dispatchEvent(new Event('change'));
  await settled(element);
};

describe('a request entered by hand', () => {
  let place: Office;
  const open = async (): Promise<RqRequestForm> => {
    place = await office({ system: reception });
    const element = await fixture<RqRequestForm>(html`<rq-request-form kind="order"></rq-request-form>`, { service: place.as('vera'), locale: 'en' });
    await until(() => deepAll(element, 'rq-entered-for').length === 1 && deepAll(element, 'rq-form').length === 1);
    await settled(element);
    return element;
  };
  const submit = async (element: Element): Promise<void> => {
    const button = deepAll(element, 'rq-button').find((each) => each.textContent?.trim() === 'Submit');
    button?.click();
    await settled(element);
  };
  const requests = async () => (await place.as('boss').findRequests({})).items;

  it('is not stored before its source is chosen, and is with the caller’s card (C-10, H-08, L-04, Y-12)', async () => {
    const element = await open();
    typeInto(deep<HTMLInputElement>(deep(element, 'rq-form'), 'textarea, input'), 'Звонок');
    await submit(element);
    expect(await requests()).to.deep.equal([]);
    expect(shownText(deep(element, 'rq-entered-for'))).to.contain('needed');
    pick(element, 'source', 'mail');
    await settled(element);
    await tell(element, 'phone', '8 916 123-45-67');
    await until(() => shownText(deep(element, 'rq-entered-for')).includes('Known: ООО «Ромашка»'));
    expect(shownText(deep(element, 'rq-entered-for'))).to.contain('first request');
    expect(await violations(element)).to.deep.equal([]);
    await submit(element);
    await until(() => shownText(element).includes('is submitted'));
    const [made] = await requests();
    expect([made?.source, made?.manual, made?.firstTime, made?.title]).to.deep.equal(['mail', true, true, 'Звонок']);
  });

  it('shows the fields and first values of its source, keeps what was typed, and lets choose among cards that fit (C-05, C-07, Y-13)', async () => {
    const element = await open();
    typeInto(deep<HTMLInputElement>(deep(element, 'rq-form'), 'textarea, input'), 'Звонок');
    pick(element, 'source', 'shop');
    await until(() => JSON.stringify(deep<HTMLElement & { access: object }>(element, 'rq-form').access).includes('verdict'));
    pick(element, 'source', 'site');
    await until(() => (deep<HTMLElement & { data: Record<string, unknown> }>(element, 'rq-form').data.interest) === 'site');
    expect(deep<HTMLElement & { data: Record<string, unknown> }>(element, 'rq-form').data.subject).to.equal('Звонок');
    await tell(element, 'email', 'twins@mail.example');
    await until(() => deepAll(element, '#card').length === 1);
    pick(element, 'card', 'twin-2');
    await tell(element, 'phone', '8 000 000-00-00');
    await tell(element, 'email', '');
    await until(() => shownText(deep(element, 'rq-entered-for')).includes('Not known yet'));
  });
});
