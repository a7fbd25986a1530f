import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import type { KindView, RequestService } from '@requestry/model';
import type { RqForm } from '@requestry/forms';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fakeRequestService, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/request-form';
import type { RequestCancelEvent, RequestSubmitEvent, RqRequestForm } from '@requestry/widgets/request-form';
import { violations } from '../testing/axe.js';
import { repair, workplace } from '../testing/workplace.js';

afterEach(clearFixtures);

const kind: KindView = {
  id: 'purchase', version: 1, title: 'Purchase', access: { '*': 'edit' }, initial: {}, context: {}, features: {}, hasRoute: true,
  form: {
    schema: { type: 'object', properties: { subject: { type: 'string', title: 'Subject' }, cost: { type: 'number', title: 'Cost' } }, required: ['subject'] },
    ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/subject' }, { type: 'Control', scope: '#/properties/cost' }] },
  },
};
const submitted = { id: 'r-1', number: 'ЗК-1', title: 'A laptop', waitingFor: [{ step: 'Head of unit', people: ['Boris'] }] };
const service = (more: Partial<RequestService> = {}) =>
  fakeRequestService({ getKind: () => Promise.resolve(kind), submitRequest: () => Promise.resolve(submitted as never), ...more });

const open = async (port: RequestService, name = 'purchase', locale: 'en' | 'ru' = 'en'): Promise<RqRequestForm> => {
  const element = await fixture<RqRequestForm>(html`<rq-request-form .kind=${name}></rq-request-form>`, { service: port, locale });
  await until(() => deepAll(element, 'rq-form, rq-error').length > 0);
  await settled(element);
  return element;
};
const subject = (element: Element): HTMLInputElement => deep<HTMLInputElement>(deep(element, 'rq-form'), 'input');
const button = (element: Element, text: string): RqButton => {
  const found = deepAll<RqButton>(element, 'rq-button').find((each) => each.textContent?.trim() === text);
  if (!found) throw new TypeError(`no button ${text}`);
  return found;
};
const keysOf = (port: ReturnType<typeof service>): string[] => port.calls.filter((each) => each.method === 'submitRequest').map((each) => (each.input as { idempotencyKey: string }).idempotencyKey);

describe('rq-request-form', () => {
  it('submits what was filled in and tells the number and what comes next', async () => {
    const port = service();
    const element = await open(port);
    let event: RequestSubmitEvent | undefined;
    element.addEventListener('rq-request-submit', (each) => (event = each));
    typeInto(subject(element), 'A laptop');
    button(element, 'Submit').click();
    await settled(element);
    expect(port.calls.find((each) => each.method === 'submitRequest')?.input).to.deep.include({ kind: 'purchase', data: { subject: 'A laptop' } });
    expect(event?.request.id).to.equal('r-1');
    await until(() => shownText(element).includes('Request ЗК-1 is submitted') && shownText(element).includes('Head of unit — Boris'));
    expect(element.dirty).to.equal(false);
    expect((element.renderRoot as ShadowRoot).activeElement?.textContent).to.equal('Request ЗК-1 is submitted');
  });

  it('does not submit while something is missing', async () => {
    const port = service();
    const element = await open(port);
    button(element, 'Submit').click();
    await settled(element);
    expect(keysOf(port)).to.deep.equal([]);
  });

  it('repeats a failed submission with its key, and takes another key for other data', async () => {
    let fail = true;
    const port = service({ submitRequest: () => (fail ? Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', '')) : Promise.resolve(submitted as never)) });
    const element = await open(port);
    typeInto(subject(element), 'A laptop');
    button(element, 'Submit').click();
    await settled(element);
    button(element, 'Submit').click();
    await settled(element);
    typeInto(subject(element), 'Two laptops');
    fail = false;
    button(element, 'Submit').click();
    await settled(element);
    const [first, second, third] = keysOf(port);
    expect(second).to.equal(first);
    expect(third).not.to.equal(first);
    expect(shownText(element)).to.contain('is submitted');
  });

  it('shows at the field what the server found wrong, and keeps what was typed', async () => {
    const port = service({ submitRequest: () => Promise.reject(new RequestryError('INVALID', '', { issues: [{ code: 'form.maximum', path: '/cost', params: { limit: 5 } }] })) });
    const element = await open(port);
    typeInto(subject(element), 'A laptop');
    button(element, 'Submit').click();
    await settled(element);
    expect(deepAll(deep(element, 'rq-form'), '[aria-invalid="true"]')).to.have.length(1);
    expect(subject(element).value).to.equal('A laptop');
  });

  it('goes on with a draft on its page, and starts over when asked to', async () => {
    let draft: { kind: string; data: { subject: string }; step: number; savedAt: string } | null = { kind: 'purchase', data: { subject: 'From before' }, step: 0, savedAt: new Date().toISOString() };
    const port = service({ getDraft: () => Promise.resolve(draft), deleteDraft: () => Promise.resolve(void (draft = null)) });
    const element = await open(port);
    expect(subject(element).value).to.equal('From before');
    button(element, 'Start over').click();
    const sure = (): RqButton | undefined => deepAll<RqButton>(element, 'rq-dialog rq-button').find((each) => each.isConnected && each.variant === 'danger' && each.textContent === 'Start over');
    await until(sure);
    sure()?.click();
    await until(() => subject(element).value === '');
    expect(shownText(element)).not.to.contain('You go on with your draft');
  });

  it('keeps a draft of what is typed before the page is left', async () => {
    const port = service();
    const element = await open(port);
    typeInto(subject(element), 'A laptop');
    window.dispatchEvent(new Event('pagehide'));
    await settled(element);
    expect(port.calls.find((each) => each.method === 'saveDraft')?.input).to.deep.equal({ kind: 'purchase', data: { subject: 'A laptop' }, step: 0 });
    expect(shownText(element)).to.contain('draft saved');
  });

  it('tells of the draft on a line of its own on a phone, so that nothing moves', async () => {
    const element = await open(service({ saveDraft: () => new Promise(() => undefined) }));
    element.style.inlineSize = '480px';
    typeInto(subject(element), 'A laptop');
    await until(() => shownText(element).includes('saving…'));
    expect(deep(element, '.saved').getBoundingClientRect().top).to.be.at.least(deep(element, '.title').getBoundingClientRect().bottom);
  });

  it('loses nothing when the connection is lost and the page is loaded again', async () => {
    const offline = service({ saveDraft: () => Promise.reject(new Error('offline')) });
    const element = await open(offline);
    await until(() => offline.calls.some((each) => each.method === 'getActor'));
    await settled(element);
    typeInto(subject(element), 'A laptop');
    window.dispatchEvent(new Event('pagehide'));
    await until(() => shownText(element).includes('draft not saved'));
    clearFixtures();
    const online = service();
    const again = await open(online);
    expect(subject(again).value).to.equal('A laptop');
    expect(shownText(again)).to.contain('You go on with your draft');
    window.dispatchEvent(new Event('pagehide'));
    await until(() => shownText(again).includes('draft saved'));
    expect(online.calls.find((each) => each.method === 'saveDraft')?.input).to.deep.equal({ kind: 'purchase', data: { subject: 'A laptop' }, step: 0 });
    clearFixtures();
    expect(subject(await open(service())).value).to.equal('');
  });

  it('keeps a draft as that of the person who typed it when another person acts', async () => {
    const anna = service();
    const boris = service();
    const element = await open(anna);
    typeInto(subject(element), 'A laptop');
    element.service = boris;
    await settled(element);
    expect(anna.calls.some((each) => each.method === 'saveDraft')).to.equal(true);
    expect(boris.calls.some((each) => each.method === 'saveDraft')).to.equal(false);
    expect(subject(element).value).to.equal('');
  });

  it('asks before leaving and can keep the draft', async () => {
    const port = service();
    const element = await open(port);
    let left: RequestCancelEvent | undefined;
    element.addEventListener('rq-request-cancel', (event) => (left = event));
    typeInto(subject(element), 'A laptop');
    button(element, 'Cancel').click();
    await settled(element);
    expect(left).to.equal(undefined);
    button(element, 'Keep the draft').click();
    await settled(element);
    expect(left?.kept).to.equal(true);
    expect(port.calls.some((each) => each.method === 'deleteDraft')).to.equal(false);
  });

  it('goes on with the form when the person stays after all', async () => {
    const element = await open(service());
    typeInto(subject(element), 'A laptop');
    button(element, 'Cancel').click();
    await until(() => deepAll(element, 'rq-dialog').length === 1);
    button(element, 'Go on filling in').click();
    await until(() => deepAll(element, 'rq-dialog').length === 0);
    expect(subject(element).value).to.equal('A laptop');
  });

  it('offers one more, the catalog and the request itself once it is submitted', async () => {
    const element = await open(service());
    const told: string[] = [];
    element.addEventListener('rq-request-open', ({ request }) => told.push(request));
    element.addEventListener('rq-request-cancel', () => told.push('left'));
    typeInto(subject(element), 'A laptop');
    button(element, 'Submit').click();
    await until(() => shownText(element).includes('One more'));
    expect(await violations(element)).to.deep.equal([]);
    button(element, 'Open the request').click();
    button(element, 'To the catalog').click();
    expect(told).to.deep.equal(['r-1', 'left']);
    button(element, 'One more').click();
    await until(() => deepAll(element, 'rq-form').length === 1 && subject(element).value === '');
  });

  it('asks for the forecast at once and again when typing stops', async () => {
    const port = service();
    const asked = (): readonly unknown[] => port.calls.filter((each) => each.method === 'forecast').map((each) => each.input);
    const element = await open(port);
    await until(() => asked().length === 1);
    typeInto(subject(element), 'A lap');
    typeInto(subject(element), 'A laptop');
    await until(() => asked().length === 2);
    expect(asked()).to.deep.equal([{ kind: 'purchase', data: {} }, { kind: 'purchase', data: { subject: 'A laptop' } }]);
  });

  it('leads through the pages of a real kind, forecasts, and has no accessibility violations', async () => {
    const place = await workplace();
    const element = await open(place.as('petrova'), 'repair', 'ru');
    await until(() => shownText(element).includes('Иванов Сергей'));
    expect(await violations(element)).to.deep.equal([]);
    button(element, 'Далее').click();
    await settled(element);
    expect(deep<RqForm>(element, 'rq-form').step).to.equal(0);
  });

  it('says in the forecast that a step is skipped and why', async () => {
    const place = await workplace();
    const element = await open(place.as('ivanov'), 'repair', 'en');
    await until(() => shownText(element).includes('the performer is the initiator'));
  });

  it('submits a resumed draft of a real kind and leaves no draft behind', async () => {
    const place = await workplace();
    const anna = place.as('petrova');
    await anna.saveDraft({ kind: 'repair', data: { ...(await anna.getKind({ kind: 'repair' })).initial, ...repair('The printer jams') }, step: 3 });
    const element = await open(anna, 'repair', 'en');
    await until(() => deepAll<RqButton>(element, 'rq-button').some((each) => each.textContent?.trim() === 'Submit'));
    button(element, 'Submit').click();
    await until(() => shownText(element).includes('is submitted'));
    expect(await anna.getDraft({ kind: 'repair' })).to.equal(null);
  });
});
