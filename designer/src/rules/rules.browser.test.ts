import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { DesignService, Issue, Kind, Locale, RequestService, System } from '@requestry/model';
import '@requestry/designer';
import type { RqDesigner } from '@requestry/designer';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import { agency, depot, office } from '@requestry/runtime/testing';
import type { Office } from '@requestry/runtime/testing';
import { violations } from '../testing/axe.js';

afterEach(() => {
  clearFixtures();
  localStorage.removeItem('rq-route-layout');
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

/** Every match inside elements of a name. */
const inAll = <E extends Element = HTMLElement>(root: Element, host: string, selector: string): E[] => deepAll(root, host).flatMap((each) => deepAll<E>(each, selector));

const inOne = <E extends Element = HTMLElement>(root: Element, host: string, selector: string): E => deep<E>(deep(root, host), selector);

interface Open {
  readonly place: Office;
  readonly designer: RqDesigner;
  readonly design: RequestService & DesignService;
  draft(): Promise<Kind>;
  publish(): Promise<void>;
}

/** The designer over a runtime, at one tab of a kind. */
async function open(system: System, kind: string, tab: string, { locale = 'en', admin = system === depot ? 'boss' : 'erik' }: { readonly locale?: Locale; readonly admin?: string } = {}): Promise<Open> {
  const place = await office({ system, messages: { connectors: { stock: () => Promise.resolve(9), rates: () => Promise.resolve({ price: 1 }) } } });
  const design = place.as(admin);
  const designer = await fixture<RqDesigner>(html`<rq-designer .kind=${kind} .tab=${tab}></rq-designer>`, { design, service: design, locale });
  await until(() => (tab === 'general' ? inAll(designer, 'rq-rules', 'details') : tab === 'route' ? deepAll(designer, '[data-row]') : inAll(designer, 'rq-directories-tab', 'li')).length > 0);
  await settled(designer);
  return {
    place, designer, design,
    draft: async () => {
      await designer.flush();
      return (await design.getKindDraft({ kind })).kind;
    },
    publish: async () => {
      await designer.flush();
      const { version } = await design.getKindDraft({ kind });
      await design.publishKind({ kind, expectedVersion: version, idempotencyKey: place.key() });
    },
  };
}

const at = (designer: Element, path: string): HTMLElement => deep(designer, `[data-path="${path}"]`);

/** Opens a row or a rule as a person does. */
async function unfold(designer: Element, path: string): Promise<void> {
  const details = at(designer, path) as HTMLDetailsElement;
  if (!details.open) details.querySelector('summary')?.click();
  await settled(designer);
}

async function choose(designer: Element, path: string, value: string): Promise<void> {
  const select = at(designer, path).querySelector('select') as HTMLSelectElement;
  if (![...select.options].some((option) => option.value === value)) throw new TypeError(`${path} has no "${value}", but ${[...select.options].map((option) => option.value).join(', ')}`);
  typeInto(select, value);
  await settled(designer);
}

async function write(designer: Element, path: string, label: string, text: string): Promise<void> {
  const input = [...at(designer, path).querySelectorAll<HTMLInputElement>('input, textarea')].find((each) => each.getAttribute('aria-label') === label);
  if (!input) throw new TypeError(`${path} has no "${label}"`);
  typeInto(input, text);
  await settled(designer);
}

async function add(designer: Element, path: string): Promise<void> {
  const adder = [...at(designer, path).querySelectorAll<HTMLElement>('.adder')].at(-1);
  if (!adder) throw new TypeError(`nothing can be added at ${path}`);
  adder.click();
  await settled(designer);
}

async function tick(designer: Element, path: string, label: string): Promise<void> {
  const box = [...at(designer, path).querySelectorAll<HTMLElement>('.tick')].find((each) => each.textContent?.trim() === label)?.querySelector('input');
  if (!box) throw new TypeError(`${path} has no tick "${label}"`);
  box.click();
  await settled(designer);
}

async function undo(designer: Element): Promise<void> {
  at(designer, '/guards').querySelector('summary')?.focus();
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'KeyZ' });
  await sendKeys({ up: 'Control' });
  await settled(designer);
}

const issuesOf = async (refused: Promise<unknown>): Promise<readonly Issue[]> => refused.then(() => [], (error: { readonly issues?: readonly Issue[] }) => error.issues ?? []);
const stateOf = (designer: Element, path: string): string => shownText(at(designer, path).querySelector('summary .help') as Element);

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

describe('what belongs to one step', () => {
  const select = async (designer: Element, step: string): Promise<void> => {
    deep(designer, `[data-row="${step}"]`).click();
    await until(() => inAll(deep(designer, 'rq-route-panel'), 'rq-rules', 'details').length > 0);
    await settled(designer);
  };
  const fold = async (designer: Element): Promise<HTMLElement> => {
    const guide = inOne(designer, 'rq-route-panel', '[data-fold="guide"]');
    guide.querySelector('summary')?.click();
    await settled(designer);
    return guide;
  };

  it('keeps conditions of a step at the step, and lets them go with it', async () => {
    const { designer, draft } = await open(depot, 'order', 'route');
    await select(designer, 'accept');
    expect(stateOf(designer, '/guards:accept')).to.equal('2 conditions');
    await unfold(designer, '/guards:accept');
    await add(designer, '/guards:accept');
    await choose(designer, '/guards/5/outcome', 'approve');
    expect((await draft()).guards?.[5]).to.deep.equal({ id: 'guard', at: 'accept', step: 'accept', outcome: 'approve', when: '=true', explanation: {} });
    const row = deep(designer, '[data-row="accept"]');
    row.focus();
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', code: 'Delete', bubbles: true, composed: true, cancelable: true }));
    await settled(designer);
    await until(() => deepAll(designer, '[data-row="accept"]').length === 0);
    await settled(designer);
    expect((await draft()).guards?.map(({ id }) => id)).to.deep.equal(['notice', 'personally', 'priced']);
  });

  it('asks what is decided out of a directory, and starts a request by it', async () => {
    const { designer, place, draft, publish } = await open(depot, 'hire', 'route');
    await select(designer, 'accept');
    inOne(designer, 'rq-route-panel', '[data-outcome="approve"] summary').click();
    await settled(designer);
    const directory = [...inOne(designer, 'rq-route-panel', '[data-outcome="approve"]').querySelectorAll('select')].find((each) => [...each.options].some(({ value }) => value === 'verdicts')) as HTMLSelectElement;
    typeInto(directory, 'verdicts');
    await until(() => deepAll(designer, '[data-path="/followUps:accept"]').length > 0);
    await unfold(designer, '/followUps:accept');
    await add(designer, '/followUps:accept');
    await until(() => deepAll(designer, '[data-path="/followUps/0/types"] select option[value="to-work"]').length > 0);
    await choose(designer, '/followUps/0/types', 'to-work');
    await choose(designer, '/followUps/0/start/kind', 'deal');
    await until(() => deepAll(designer, '[data-path="/followUps/0/start/data"] .adder').length > 0);
    await add(designer, '/followUps/0/start/data');
    const row = at(designer, '/followUps/0/start/data/client').querySelectorAll('select');
    typeInto(row[0] as HTMLSelectElement, 'subject');
    await settled(designer);
    await choose(designer, '/followUps/0/start/data/subject', 'subject');
    typeInto(deep<HTMLSelectElement>(at(designer, '/followUps/0/start/data/subject'), '.source select'), '=decision.title');
    await settled(designer);
    expect((await draft()).followUps).to.deep.equal([{ id: 'follow-up', directory: 'verdicts', types: ['to-work'], start: { kind: 'deal', data: { subject: '=decision.title' } } }]);
    expect(shownText(at(designer, '/followUps/0').querySelector('summary') as Element)).to.equal('When “В работу” is decided (verdicts): a request “Deal” begins in the name of the initiator.');
    await publish();
    const { id } = await place.as('anna').submitRequest({ kind: 'hire', data: { tool: 'drill', count: 1 }, idempotencyKey: place.key() });
    const [task] = (await place.as('clerk1').findTasks({ view: 'mine' })).items;
    await place.as('clerk1').completeTask({ task: task?.id ?? '', outcome: 'approve', decision: { type: 'to-work' }, idempotencyKey: place.key() });
    await place.runtime.work();
    expect((await place.as('boss').findRequests({ filter: { kind: 'deal' } })).items.map(({ title }) => title)).to.deep.equal(['В работу']);
    expect((await place.as('anna').getRequest({ request: id })).decision?.title).to.equal('В работу');
    expect(await violations(deep(designer, 'rq-route-panel'))).to.deep.equal([]);
  });

  it('makes a checklist obligatory and a script of questions, and the step waits for the tick', async () => {
    const { designer, place, draft, publish } = await open(agency, 'order', 'route');
    await select(designer, 'make');
    const guide = await fold(designer);
    (guide.querySelector('.adder') as HTMLElement).click();
    await settled(designer);
    typeInto([...guide.querySelectorAll<HTMLInputElement>('input')].find((each) => each.getAttribute('aria-label') === 'Item 1 (English)') as HTMLInputElement, 'Look at it');
    await settled(designer);
    (guide.querySelector('.tick input') as HTMLElement).click();
    await settled(designer);
    deep(deep(guide, 'rq-rules'), '.adder').click();
    await settled(designer);
    await write(designer, '/guides/0/script/0', 'Question (English)', 'How much?');
    await choose(designer, '/guides/0/script/0/field', 'price');
    expect((await draft()).guides).to.deep.equal([{ step: 'make', mandatory: [1], script: [{ id: 'question', text: { en: 'How much?' }, field: 'price' }] }]);
    expect(shownText(guide.querySelector('summary') as Element)).to.contain('1 check, 1 obligatory · 1 question');
    await publish();
    await place.as('anna').submitRequest({ kind: 'order', data: { what: 'Banner' }, idempotencyKey: place.key() });
    const [task] = (await place.as('kurt').findTasks({ view: 'mine' })).items;
    const done = (): Promise<unknown> => place.as('kurt').completeTask({ task: task?.id ?? '', outcome: 'done', idempotencyKey: place.key() });
    expect((await issuesOf(done())).length).to.equal(1);
    await place.as('kurt').tickItem({ task: task?.id ?? '', item: 1, on: true, idempotencyKey: place.key() });
    expect(await issuesOf(done())).to.deep.equal([]);
    expect(await violations(deep(designer, 'rq-route-panel'))).to.deep.equal([]);
  });

  it('moves what has to be ticked up with its point, as one undo', async () => {
    const { designer, draft } = await open(agency, 'order', 'route');
    await select(designer, 'make');
    const guide = await fold(designer);
    for (let count = 0; count < 2; count += 1) {
      (guide.querySelector('.adder') as HTMLElement).click();
      await settled(designer);
    }
    (guide.querySelectorAll('.tick input')[1] as HTMLElement).click();
    await settled(designer);
    expect((await draft()).guides).to.deep.equal([{ step: 'make', mandatory: [2] }]);
    (guide.querySelector('.boxed button') as HTMLElement).click();
    await settled(designer);
    await until(() => guide.querySelectorAll('.tick').length === 1);
    expect((await draft()).guides).to.deep.equal([{ step: 'make', mandatory: [1] }]);
    const undone = deepAll(designer, 'rq-button').find((each) => each.getAttribute('label')?.startsWith('Undo')) as HTMLElement;
    undone.click();
    await until(() => guide.querySelectorAll('.tick').length === 2);
    expect((await draft()).guides).to.deep.equal([{ step: 'make', mandatory: [2] }]);
  });
});

describe('the directories of a kind', () => {
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

  it('say what they are for where there are none', async () => {
    const place = await office({ system: agency });
    const design = place.as('erik');
    const designer = await fixture<RqDesigner>(html`<rq-designer .kind=${'job'} .tab=${'directories'}></rq-designer>`, { design, service: design, locale: 'ru' });
    await until(() => inAll(designer, 'rq-directories-tab', 'rq-empty').length > 0);
    expect(shownText(deep(designer, 'rq-directories-tab'))).to.contain('Справочников пока нет');
  });
});
