import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { RqDesigner } from '@requestry/designer';
import { deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import { agency, clientele, depot, office } from '@requestry/runtime/testing';
import { violations } from '../testing/axe.js';
import { add, at, choose, clear, inAll, inOne, issuesOf, open, stateOf, tick, undo, unfold, write } from '../testing/rules-office.js';

afterEach(clear);

describe('what a kind asks besides its form and route', () => {
  it('is a calm row for each sort, and says what each is for', async () => {
    const { designer } = await open(agency, 'secret', 'general');
    const rows = ['guards', 'reservations', 'followUps', 'relations', 'usage', 'rating'].map((name) => stateOf(designer, `/${name}`));
    expect(rows).to.deep.equal(['off', 'off', 'off', 'off', 'off', 'off']);
    expect(stateOf(designer, '/participation')).to.equal('Mentioned people: off · Interested people: anybody; do not comment');
    expect(inAll(designer, 'rq-rules', 'details[open]')).to.deep.equal([]);
    await unfold(designer, '/reservations');
    expect(shownText(at(designer, '/reservations'))).to.contain('kept for whoever asked').and.to.contain('The form has no field that chooses from a directory');
    expect(await violations(deep(designer, 'rq-rules'))).to.deep.equal([]);
  });

  it('refuses a submission by a condition made of lists, and reads it back', async () => {
    const { designer, place, draft, publish } = await open(agency, 'job', 'general');
    await unfold(designer, '/guards');
    await add(designer, '/guards');
    expect(at(designer, '/guards/0')).to.have.property('open', true);
    await add(designer, '/guards/0/when');
    const clause = at(designer, '/guards/0/when').querySelectorAll<HTMLSelectElement>('.clause select');
    typeInto(clause[0] as HTMLSelectElement, 'price');
    await settled(designer);
    typeInto(at(designer, '/guards/0/when').querySelectorAll<HTMLSelectElement>('.clause select')[1] as HTMLSelectElement, '<=');
    await settled(designer);
    await write(designer, '/guards/0/when', 'Value', '500');
    await write(designer, '/guards/0/explanation', 'What people read when it does not hold (Russian)', 'Слишком дорого');
    await write(designer, '/guards/0/explanation', 'What people read when it does not hold (English)', 'Too dear');
    expect(shownText(at(designer, '/guards/0').querySelector('summary') as Element)).to.equal('At submission: price ≤ 500; else “Too dear”.');
    expect((await draft()).guards).to.deep.equal([{ id: 'guard', at: 'submit', when: '=price <= 500', explanation: { ru: 'Слишком дорого', en: 'Too dear' } }]);
    await publish();
    const submit = (price: number): Promise<unknown> => place.as('anna').submitRequest({ kind: 'job', data: { what: 'Banner', price }, idempotencyKey: place.key() });
    expect((await issuesOf(submit(900))).map(({ code }) => code)).to.deep.equal(['guard.blocked']);
    expect(await issuesOf(submit(400))).to.deep.equal([]);
    expect(await violations(deep(designer, 'rq-rules'))).to.deep.equal([]);
  });

  it('compares with what is known of other requests, and makes the field found by', async () => {
    const { designer, draft } = await open(depot, 'offer', 'general');
    await unfold(designer, '/guards');
    await add(designer, '/guards');
    typeInto([...at(designer, '/guards/0/facts').querySelectorAll('select')].at(-1) as HTMLSelectElement, 'requests');
    await settled(designer);
    await choose(designer, '/guards/0/facts/others/same', 'field:client');
    await choose(designer, '/guards/0/facts/others/take', 'sum');
    await choose(designer, '/guards/0/facts/others/value', '=price');
    await add(designer, '/guards/0/when');
    const field = at(designer, '/guards/0/when').querySelector('.clause select') as HTMLSelectElement;
    expect([...field.options].map((option) => option.textContent?.trim())).to.contain('sum of “price” over requests of the same “client”');
    typeInto(field, 'others');
    await settled(designer);
    await write(designer, '/guards/0/when', 'Value', '0');
    const kind = await draft();
    expect(kind.filterable).to.deep.equal(['client']);
    expect(kind.guards).to.deep.equal([{ id: 'guard', at: 'submit', when: '=others >= 0', explanation: {}, facts: { others: { from: 'requests', same: { field: 'client' }, take: 'sum', value: '=price' } } }]);
  });

  it('asks a connector of the host, chosen from those that there are, and renames what it is called by', async () => {
    const { designer, draft, place, publish } = await open(agency, 'job', 'general');
    await unfold(designer, '/guards');
    await add(designer, '/guards');
    typeInto([...at(designer, '/guards/0/facts').querySelectorAll('select')].at(-1) as HTMLSelectElement, 'connector');
    await until(() => deepAll(designer, '[data-path="/guards/0/facts/answer/connector"] select').length > 0);
    await choose(designer, '/guards/0/facts/answer/connector', 'stock');
    await add(designer, '/guards/0/facts/answer/query');
    const when = at(designer, '/guards/0/when');
    (when.querySelector('.group-head .adder') as HTMLElement).click();
    await settled(designer);
    await write(designer, '/guards/0/when', 'Formula', 'answer >= 10');
    typeInto(at(designer, '/guards/0/explanation').querySelector('select') as HTMLSelectElement, 'answer');
    await settled(designer);
    const name = [...at(designer, '/guards/0/facts/answer').querySelectorAll<HTMLInputElement>('input')].find(({ value }) => value === 'answer') as HTMLInputElement;
    typeInto(name, 'left');
    await settled(designer);
    expect((await draft()).guards).to.deep.equal([{ id: 'guard', at: 'submit', when: '=left >= 10', explanation: { en: '{left}' }, facts: { left: { from: 'connector', connector: 'stock', query: { value: '=what' } } } }]);
    await write(designer, '/guards/0/explanation', 'What people read when it does not hold (Russian)', 'Осталось {left}');
    await publish();
    const [issue] = await issuesOf(place.as('anna').submitRequest({ kind: 'job', data: { what: 'A' }, idempotencyKey: place.key() }));
    expect(JSON.stringify(issue?.params?.['message'])).to.contain('Осталось 9');
  });

  it('takes a rule back by one undo, and finds it again after a reload', async () => {
    const { designer, draft } = await open(agency, 'lead', 'general');
    await unfold(designer, '/rating');
    await tick(designer, '/rating', 'Completed requests are rated');
    expect((await draft()).rating).to.deep.equal({});
    await undo(designer);
    expect((await draft()).rating).to.equal(undefined);
    expect(stateOf(designer, '/rating')).to.equal('off');
    await tick(designer, '/rating', 'Completed requests are rated');
    await designer.flush();
    designer.kind = '';
    await settled(designer);
    designer.kind = 'lead';
    await until(() => deepAll(designer, '[data-path="/rating"]').length > 0);
    await settled(designer);
    expect(stateOf(designer, '/rating')).to.contain('The initiator is asked when it is completed');
  });

  it('keeps what a field chooses, after the directory was made reservable', async () => {
    const { designer, place, draft, publish } = await open(depot, 'offer', 'general');
    await unfold(designer, '/reservations');
    await add(designer, '/reservations');
    expect(shownText(at(designer, '/reservations/0'))).to.contain('Records of “clients” cannot be kept yet.');
    deep(at(designer, '/reservations/0'), '.link').click();
    await until(() => deepAll(designer, '#reservable-clients').length > 0);
    await settled(designer);
    const box = deep<HTMLInputElement>(designer, '#reservable-clients');
    expect(deep<HTMLElement & { readonly shadowRoot: ShadowRoot }>(designer, 'rq-directories-tab').shadowRoot.activeElement).to.equal(box);
    box.click();
    await until(() => shownText(deep(document.body, 'rq-toasts')).includes('saved for all kinds'));
    expect((await place.as('boss').findDirectories()).find(({ id }) => id === 'clients')?.reservable).to.deep.equal({});
    expect((await draft()).reservations).to.deep.equal([{ id: 'reservation', field: 'client' }]);
    await publish();
    await place.as('anna').submitRequest({ kind: 'offer', data: { client: 'rose', subject: 'A' }, idempotencyKey: place.key() });
    const again = place.as('vera').submitRequest({ kind: 'offer', data: { client: 'rose', subject: 'B' }, idempotencyKey: place.key() });
    expect((await issuesOf(again)).map(({ code }) => code)).to.deep.equal(['reservation.unavailable']);
  });

  it('says what may be made of a request, with the fields of the other kind to choose from', async () => {
    const { designer, place, draft, publish } = await open(agency, 'order', 'general');
    await unfold(designer, '/relations');
    await add(designer, '/relations');
    await choose(designer, '/relations/1/type', 'amendment');
    await choose(designer, '/relations/1/kind', 'amendment');
    await until(() => deepAll(designer, '[data-path="/relations/1/fields"] .adder').length > 0 && !shownText(at(designer, '/relations/1')).includes('not at hand'));
    await add(designer, '/relations/1/fields');
    typeInto(at(designer, '/relations/1/fields/what').querySelector('select') as HTMLSelectElement, 'price');
    await settled(designer);
    typeInto(at(designer, '/relations/1/fields/price').querySelectorAll('select')[1] as HTMLSelectElement, 'newPrice');
    await settled(designer);
    await write(designer, '/relations/1', 'What people choose (English)', 'Change the price');
    expect((await draft()).relations?.[1]).to.deep.equal({ id: 'relation', type: 'amendment', title: { ru: 'amendment', en: 'Change the price' }, kind: 'amendment', fields: { price: 'newPrice' } });
    await publish();
    const { id } = await place.as('anna').submitRequest({ kind: 'order', data: { what: 'Banner', price: 900 }, idempotencyKey: place.key() });
    const { rules } = await place.as('anna').findRelated({ request: id });
    expect(rules.map((rule) => [rule.id, rule.make.allowed])).to.deep.equal([['parts', true], ['relation', true]]);
    expect(await violations(deep(designer, 'rq-rules'))).to.deep.equal([]);
  });

  it('lets guests in, with the fields they see', async () => {
    const { designer, place, draft, publish } = await open(agency, 'secret', 'general');
    await unfold(designer, '/participation');
    await unfold(designer, '/participation/guest');
    await tick(designer, '/participation/guest', 'People may be given this role');
    await tick(designer, '/participation/guest', 'what');
    expect((await draft()).participation?.guest).to.deep.equal({ access: { what: 'read' } });
    await publish();
    const { id } = await place.as('anna').submitRequest({ kind: 'secret', data: { what: 'Banner', price: 900 }, idempotencyKey: place.key() });
    await place.as('anna').addParticipant({ request: id, person: 'olaf', role: 'guest', idempotencyKey: place.key() });
    expect((await place.as('olaf').getRequest({ request: id })).data).to.deep.equal({ what: 'Banner' });
  });

  it('notes materials, hours and payments', async () => {
    const { designer, place, draft, publish } = await open(depot, 'hire', 'general');
    await unfold(designer, '/usage');
    await choose(designer, '/resources/materials', 'goods');
    await tick(designer, '/usage', 'Hours of people');
    await choose(designer, '/resources/plan/hours', 'count');
    await tick(designer, '/usage', 'Payments, planned and made');
    await choose(designer, '/payments/currencies', 'EUR');
    const kind = await draft();
    expect([kind.resources, kind.payments]).to.deep.equal([{ materials: 'goods', hours: true, plan: { hours: 'count' } }, { currencies: ['EUR'] }]);
    expect(stateOf(designer, '/usage')).to.contain('materials out of “goods”, hours, payments in EUR');
    await publish();
    const { id } = await place.as('anna').submitRequest({ kind: 'hire', data: { tool: 'drill', count: 1 }, idempotencyKey: place.key() });
    await place.as('boss').addUsage({ request: id, lines: [{ date: '2026-03-02', hours: '2' }], idempotencyKey: place.key() });
    expect((await place.as('boss').getRequest({ request: id })).resources?.hours).to.deep.equal({ planned: '1', used: '2' });
  });

  it('is reached and changed by keyboard alone', async () => {
    const { designer, draft } = await open(agency, 'lead', 'general');
    at(designer, '/rating').querySelector('summary')?.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await settled(designer);
    expect((await draft()).rating).to.deep.equal({});
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await settled(designer);
    expect((await draft()).rating).to.deep.equal({ ask: false });
  });

  it('turns from a problem found at publishing to the very control', async () => {
    const { designer, design } = await open(depot, 'job', 'general');
    await designer.flush();
    const { kind, route, version } = await design.getKindDraft({ kind: 'job' });
    await design.saveKindDraft({ kind: { ...kind, guards: (kind.guards ?? []).map((guard) => ({ ...guard, explanation: {} })) }, ...(route === undefined ? {} : { route }), expectedVersion: version });
    designer.kind = '';
    await settled(designer);
    designer.kind = 'job';
    await until(() => deepAll(designer, '[data-path="/guards"]').length > 0);
    const publish = (): HTMLElement => deepAll(designer, 'rq-button').find((each) => each.textContent?.trim() === 'Publish') as HTMLElement;
    const show = async (text: string): Promise<void> => {
      publish().click();
      await until(() => inAll(designer, 'rq-publish', '.problems li').length > 1);
      const line = inAll(designer, 'rq-publish', '.problems li').find((each) => shownText(each).includes(text)) as HTMLElement;
      deep(line, 'rq-button').click();
      await settled(designer);
    };
    await show('Guard “unpaid”: there is no explanation');
    await until(() => focused()?.getAttribute('aria-label') === 'What people read when it does not hold (English)');
    expect((at(designer, '/guards/0') as HTMLDetailsElement).open).to.equal(true);
    expect(shownText(at(designer, '/guards/0'))).to.contain('there is no explanation for people');
    await show('Guard “worked”: there is no explanation');
    await until(() => inAll(designer, 'rq-route-panel', '[data-path="/guards/1/explanation"]').length > 0);
    await until(() => focused()?.closest('[data-path="/guards/1/explanation"]') !== null && focused()?.closest('[data-path="/guards/1/explanation"]') !== undefined);
  });
});

/** What has the focus, through shadow roots. */
function focused(): Element | undefined {
  let at: Element | null = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ?? undefined;
}

describe('the directories of a kind', () => {
  it('say whose contact persons their records are (O-11)', async () => {
    const { designer, place } = await open(clientele, 'ask', 'directories');
    const stored = async () => (await place.as('erik').findDirectories()).find(({ id }) => id === 'clients')?.contacts;
    inOne<HTMLInputElement>(designer, 'rq-directories-tab', '#contacts-clients').click();
    await until(() => inAll(designer, 'rq-directories-tab', '#contacts-field-clients').length > 0);
    expect(shownText(inOne(designer, 'rq-directories-tab', 'li'))).to.contain('They can be mentioned in comments');
    await until(() => shownText(deep(document.body, 'rq-toasts')).includes('saved for all kinds'));
    expect(await stored()).to.deep.equal({ field: 'name', directory: 'contacts' });
    inOne<HTMLInputElement>(designer, 'rq-directories-tab', '#contacts-clients').click();
    await until(() => inAll(designer, 'rq-directories-tab', '#contacts-field-clients').length === 0);
    await settled(designer);
    expect(await stored()).to.equal(undefined);
  });

  it('say who may look up their records, everybody at first, and what somebody could not choose then', async () => {
    const { designer, place } = await open(clientele, 'ask', 'directories');
    const stored = async () => (await place.as('erik').findDirectories()).find(({ id }) => id === 'clients')?.access;
    const first = (): HTMLElement => inOne(designer, 'rq-directories-tab', 'li');
    expect(shownText(first())).to.contain('Everybody may look up its records.');
    first().querySelector('rq-menu')?.dispatchEvent(Object.assign(new Event('rq-select', { bubbles: true, composed: true }), { item: 'admin' }));
    await until(() => shownText(deep(document.body, 'rq-toasts')).includes('saved for all kinds'));
    expect(await stored()).to.deep.equal({ roles: ['admin'] });
    expect(shownText(first())).to.contain('May look up its records: ').and.to.contain('Administrator');
    expect(await violations(deep(designer, 'rq-directories-tab'))).to.deep.equal([]);
    designer.tab = 'form';
    await until(() => deepAll(designer, 'rq-form-builder').some((builder) => shownText(builder).includes('Field “client”: directory “Clients” is not open to everybody who submits. Cannot choose: Anna, Boris, Dina and 4 more')));
    designer.tab = 'directories';
    await settled(designer);
    first().querySelector<HTMLButtonElement>('.chip button')?.click();
    await until(() => shownText(first()).includes('Everybody may look up its records.'));
    await settled(designer);
    expect(await stored()).to.equal(undefined);
  });

  it('are listed with what uses them, and take a change back', async () => {
    const { designer, place } = await open(depot, 'offer', 'directories');
    expect(inAll(designer, 'rq-directories-tab', 'h4').map((each) => each.textContent)).to.deep.equal(['clients', 'verdicts', 'contracts', 'goods', 'rooms']);
    expect(shownText(inOne(designer, 'rq-directories-tab', 'li'))).to.contain('Here: field “client”');
    const reservable = async (): Promise<unknown> => (await place.as('boss').findDirectories()).find(({ id }) => id === 'goods')?.reservable;
    typeInto(deep<HTMLSelectElement>(designer, '#quantity-goods'), '');
    await until(() => shownText(deep(document.body, 'rq-toasts')).includes('saved for all kinds'));
    expect(await reservable()).to.deep.equal({});
    deepAll(document.body, 'button, rq-button').find((each) => each.textContent?.trim() === 'Undo' && each.closest('rq-kind-editor') === null)?.click();
    await until(() => deep<HTMLSelectElement>(designer, '#quantity-goods').value === 'stock');
    await settled(designer);
    expect(await reservable()).to.deep.equal({ quantity: 'stock' });
    expect(await violations(deep(designer, 'rq-directories-tab'))).to.deep.equal([]);
  });

  it('tell who was first when somebody else has changed one, and show what they made of it', async () => {
    const { designer, place } = await open(depot, 'offer', 'directories');
    const { version: _version, ...goods } = (await place.as('boss').findDirectories()).find(({ id }) => id === 'goods')!;
    await place.as('boss').saveDirectory({ directory: { ...goods, title: 'Goods of the depot' }, idempotencyKey: place.key() });
    typeInto(deep<HTMLSelectElement>(designer, '#quantity-goods'), '');
    await until(() => shownText(deep(designer, 'rq-directories-tab')).includes('Goods of the depot'));
    expect(shownText(inOne(designer, 'rq-directories-tab', 'rq-error'))).to.contain('Борис was first').and.not.contain('Retry');
    expect((await place.as('boss').findDirectories()).find(({ id }) => id === 'goods')?.reservable, 'nothing was overwritten').to.deep.equal({ quantity: 'stock' });
    typeInto(deep<HTMLSelectElement>(designer, '#quantity-goods'), '');
    await until(() => shownText(deep(document.body, 'rq-toasts')).includes('saved for all kinds'));
    expect((await place.as('boss').findDirectories()).find(({ id }) => id === 'goods')?.reservable).to.deep.equal({});
  });

  it('say what they are for where there are none', async () => {
    const place = await office({ system: agency });
    const design = place.as('erik');
    const designer = await fixture<RqDesigner>(html`<rq-designer .kind=${'job'} .tab=${'directories'}></rq-designer>`, { design, service: design, locale: 'ru' });
    await until(() => inAll(designer, 'rq-directories-tab', 'rq-empty').length > 0);
    expect(shownText(deep(designer, 'rq-directories-tab'))).to.contain('Справочников пока нет');
  });
});
