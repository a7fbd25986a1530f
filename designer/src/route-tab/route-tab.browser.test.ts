import { expect } from '@open-wc/testing';
import type { Kind, Org } from '@requestry/model';
import { fromRouteDoc, writeBpmn } from '@requestry/route';
import type { RouteDoc } from '@requestry/route';
import { clearFixtures, deep, deepAll, fixture, press, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import { html } from 'lit';
import type { RqDraftEditEvent } from '../draft-edit.js';
import { insertStep, setBranch, setStep } from './doc-edits.js';
import type { NewEntry } from './doc-edits.js';
import './index.js';
import { RqRouteTab } from './index.js';
import { blankDoc } from './session.js';

const org: Org = {
  units: [{ id: 'sales', title: 'Sales', head: 'boris' }],
  people: [{ id: 'boris', name: 'Boris Ivanov', unit: 'sales' }, { id: 'anna', name: 'Anna Petrova', unit: 'sales' }],
  roles: [{ id: 'fin', title: { ru: 'Финансы', en: 'Finance' } }], groups: [], substitutions: [],
};
const kind: Kind = {
  id: 'purchase', title: { ru: 'Закупка', en: 'Purchase' }, scope: 'internal',
  form: { schema: { type: 'object', properties: { amount: { type: 'number' } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/amount', label: { ru: 'Сумма', en: 'Amount' } }] } },
};

const doc = (...kinds: readonly NewEntry[]): RouteDoc => kinds.reduce<RouteDoc>((made, each) => insertStep(made, { index: made.steps.length }, each, 'en').doc, blankDoc('purchase', 'Purchase', 'Submitted'));

interface Shown {
  readonly tab: RqRouteTab;
  readonly edits: RqDraftEditEvent[];
  row(id: string): HTMLElement;
  rows(): readonly string[];
}

async function show(given: RouteDoc | string | undefined, width = 1300): Promise<Shown> {
  const route = given === undefined || typeof given === 'string' ? given : await writeBpmn(fromRouteDoc(given));
  localStorage.removeItem('rq-route-layout');
  const place = await fixture<HTMLElement>(html`<div></div>`, { locale: 'en' });
  Object.assign(place.style, { width: `${width}px`, height: '700px' });
  const tab = new RqRouteTab();
  const edits: RqDraftEditEvent[] = [];
  tab.addEventListener('rq-draft-edit', (event) => {
    edits.push(event);
    tab.route = event.route;
  });
  Object.assign(tab, { kind, org, route, locale: 'en' });
  place.append(tab);
  await until(() => deepAll(tab, 'rq-route-list, .unreadable').length > 0);
  await settled(tab);
  return {
    tab,
    edits,
    row: (id) => deep(tab, `[data-row="${id}"]`),
    rows: () => deepAll(tab, '[data-row]').map((each) => each.dataset['row'] ?? ''),
  };
}

const drawn = (tab: Element, id: string): boolean => deepAll<SVGElement>(tab, `.djs-element[data-element-id="${id}"]`).length > 0;

describe('rq-route-tab', () => {
  afterEach(() => clearFixtures());

  it('shows a route as a list and a picture of it', async () => {
    const { tab, rows } = await show(doc('approval', 'execution'));
    expect(rows()).to.deep.equal(['approval', 'execution']);
    await until(() => drawn(tab, 'approval') && drawn(tab, 'execution'));
    expect(shownText(deep(tab, 'rq-route-list'))).to.contain("Initiator's head").and.to.contain('end: rejected');
  });

  it('adds a step from the menu between two steps, and the picture follows', async () => {
    const { tab, edits, rows } = await show(doc('approval', 'execution'));
    await until(() => drawn(tab, 'approval'));
    deep(tab, '[data-gap="1"] .add').click();
    await settled(tab);
    deep(tab, 'rq-route-add-menu [data-kind="notification"], [data-kind="notification"]').click();
    await until(() => drawn(tab, 'notification') && edits.length === 1);
    expect(rows()).to.deep.equal(['approval', 'notification', 'execution']);
    expect(edits[0]?.label).to.equal('Add “Notification”');
    expect(edits[0]?.route).to.contain('notification');
  });

  it('moves, removes and brings back a step by keyboard', async () => {
    const { tab, row, rows, edits } = await show(doc('approval', 'execution'));
    row('approval').focus();
    press(row('approval'), 'ArrowDown', { altKey: true });
    await until(() => edits.length === 1);
    expect(rows()).to.deep.equal(['execution', 'approval']);
    press(row('approval'), 'Delete');
    await until(() => edits.length === 2);
    await settled(tab);
    expect(rows()).to.deep.equal(['execution']);
    const undo = (): HTMLElement | undefined => deepAll(document.body, 'rq-toasts').flatMap((toasts) => deepAll(toasts, 'button')).find((button) => shownText(button) === 'Undo');
    await until(() => undo() !== undefined);
    undo()?.click();
    await until(() => edits.length === 3);
    expect(rows()).to.deep.equal(['execution', 'approval']);
  });

  it('copies by the place of the key, whatever the keyboard language', async () => {
    const { row, rows, edits } = await show(doc('approval'));
    press(row('approval'), 'с', { code: 'KeyC', ctrlKey: true });
    press(row('approval'), 'м', { code: 'KeyV', ctrlKey: true });
    await until(() => edits.length === 1);
    expect(rows()).to.deep.equal(['approval', 'approval_2']);
  });

  it('walks the tree with arrows and keeps one row in the tab order', async () => {
    const { tab, row } = await show(doc('approval', 'condition'));
    row('approval').focus();
    press(row('approval'), 'ArrowDown');
    await settled(tab);
    press(row('condition'), 'ArrowRight');
    await settled(tab);
    expect(deepAll(tab, '[data-row][tabindex="0"]').map((each) => each.dataset['row'])).to.deep.equal(['condition_branch']);
  });

  it('selects in list, picture and panel together', async () => {
    const { tab, row } = await show(doc('approval', 'execution'));
    await until(() => drawn(tab, 'execution'));
    row('execution').click();
    await settled(tab);
    expect(deep<SVGElement>(tab, '.djs-element[data-element-id="execution"]').classList.contains('selected')).to.equal(true);
    expect(shownText(deep(tab, 'rq-route-panel'))).to.contain('Execution');
    const shape = deep<SVGElement>(tab, '.djs-element[data-element-id="approval"] .djs-hit').getBoundingClientRect();
    const target = deep<SVGElement>(tab, '.djs-element[data-element-id="approval"] .djs-hit');
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: shape.x + 10, clientY: shape.y + 10 }));
    await settled(tab);
    expect(row('approval').getAttribute('aria-selected')).to.equal('true');
  });

  it('says for an example person who will do the step', async () => {
    const { tab, row, edits } = await show(setStep(doc('approval'), 'approval', { skip: ['initiator'] }));
    row('approval').click();
    await settled(tab);
    const panel = deep(tab, 'rq-route-panel');
    expect(shownText(deep(panel, '.readback'))).to.contain('for Anna Petrova this is Boris Ivanov').and.to.contain('skipped when');
    const rule = deepAll<HTMLSelectElement>(panel, '.who select')[0];
    if (rule) typeInto(rule, 'role');
    await until(() => edits.length === 1);
    expect(edits[0]?.route).to.contain('role="fin"');
  });

  it('offers published kinds to call and tables to decide by', async () => {
    const { tab, edits, row } = await show(doc('subroute', 'approval'));
    tab.callable = [{ id: 'security', title: { ru: 'Проверка', en: 'Security check' } }];
    tab.kind = { ...kind, decisions: [{ id: 'who', name: 'Who approves', hitPolicy: 'F', inputs: [], outputs: [{}], rules: [] }] };
    row('subroute').click();
    await until(() => deepAll(tab, 'option').some((each) => each.textContent === 'Security check'));
    const called = deepAll<HTMLSelectElement>(tab, 'select').find((each) => [...each.options].some(({ value }) => value === 'security'));
    if (!called) throw new Error('No choice of kinds');
    called.value = 'security';
    called.dispatchEvent(new Event('change'));
    await until(() => edits.length > 0);
    expect(edits.at(-1)?.route).to.contain('calledElement="security"');
    row('approval').click();
    await until(() => deepAll(tab, '.who select').length > 0);
    const rule = deepAll<HTMLSelectElement>(tab, '.who select')[0];
    if (!rule) throw new Error('No rule');
    rule.value = 'table';
    rule.dispatchEvent(new Event('change'));
    await until(() => deepAll(tab, 'option').some((each) => each.textContent === 'Who approves'));
    expect(edits.at(-1)?.route).to.contain('decision="who"');
  });

  it('explains what the step and its fields mean when asked', async () => {
    const { tab, row } = await show(doc('approval'));
    row('approval').click();
    await until(() => deepAll(tab, '.heading [aria-pressed]').length > 0);
    const explained = (): readonly string[] => deepAll(tab, '.about').map((each) => shownText(each));
    expect(explained()).to.deep.equal([]);
    deep(tab, '.heading [aria-pressed]').click();
    await settled(tab);
    expect(explained()[0]).to.contain('A step that people do');
    expect(explained().join(' ')).to.contain('By when the step has to be done').and.to.contain('Without it: no due date.');
    deep(tab, '.heading [aria-pressed]').click();
    await settled(tab);
    expect(explained()).to.deep.equal([]);
  });

  it('keeps typing a name one step of undo', async () => {
    const { tab, row, edits } = await show(doc('approval'));
    row('approval').click();
    await settled(tab);
    const name = deepAll<HTMLInputElement>(deep(tab, 'rq-route-panel'), '.bilingual input')[0];
    if (name) typeInto(name, 'Head');
    await until(() => edits.length === 1);
    if (name) typeInto(name, 'Head of unit');
    await until(() => edits.length === 2);
    expect(edits[0]?.coalesce).to.equal(edits[1]?.coalesce);
    expect(edits[1]?.route).to.contain('Head of unit');
  });

  it('names a route that hangs, shows the way there and mends it', async () => {
    const broken = brokenRoute();
    const { tab, edits } = await show(await writeBpmn(broken));
    await until(() => shownText(deep(tab, 'rq-route-problems')).includes('error'));
    const problems = deep(tab, 'rq-route-problems');
    expect(shownText(problems)).to.contain('How it happens:');
    deepAll(problems, 'button').find((button) => shownText(button) === 'Show')?.click();
    await settled(tab);
    await until(() => deepAll(tab, '.rq-path').length > 0);
    deepAll(problems, 'button.fix').find((button) => /enough|Wait|Bring/.test(shownText(button)))?.click();
    await until(() => edits.length === 1);
    await until(() => /always reaches|warning/.test(shownText(problems)) && !/\d error/.test(shownText(problems)));
  });

  it('takes undo from outside and keeps the selection', async () => {
    const { tab, row, rows, edits } = await show(doc('approval', 'execution'));
    const before = tab.route;
    row('execution').click();
    press(row('execution'), 'ArrowUp', { altKey: true });
    await until(() => edits.length === 1);
    tab.route = before;
    await settled(tab);
    expect(rows()).to.deep.equal(['approval', 'execution']);
    expect(row('execution').getAttribute('aria-selected')).to.equal('true');
    expect(edits.length).to.equal(1);
  });

  it('shows only the list in a narrow place', async () => {
    const { tab } = await show(doc('approval'), 700);
    await until(() => deepAll(tab, 'rq-route-canvas').length === 0);
    expect(deepAll(tab, '.views [aria-disabled="true"]').length).to.equal(2);
  });

  it('starts from nothing with one step', async () => {
    const { tab, edits } = await show(undefined);
    await until(() => deepAll(tab, '.blank rq-button').length > 0);
    deep(tab, '.blank rq-button').click();
    await until(() => edits.length === 1);
    expect(edits[0]?.route).to.contain('approval');
  });

  it('says why a file cannot be read and offers a blank route', async () => {
    const { tab, edits } = await show('<html>no route</html>');
    expect(shownText(tab)).to.contain('cannot be read');
    deepAll(tab, 'rq-button').at(-1)?.click();
    await until(() => edits.length === 1);
    expect(deepAll(tab, 'rq-route-list').length).to.equal(1);
  });

  it('marks a branch without a condition and reads a condition back', async () => {
    const { tab, row, edits } = await show(setBranch(doc('condition'), 'condition_branch', { condition: '=amount >= 100000' }));
    expect(shownText(row('condition_branch'))).to.equal('If: Amount ≥ 100,000');
    row('condition_branch').click();
    await settled(tab);
    const value = deep<HTMLInputElement>(tab, '.clause input[type="number"]');
    typeInto(value, '5');
    await until(() => edits.length === 1);
    await settled(tab);
    expect(shownText(row('condition_branch'))).to.equal('If: Amount ≥ 5');
  });

  it('draws on the diagram as one edit', async () => {
    const { tab, edits } = await show(doc('approval'));
    deepAll(tab, '.views button')[2]?.click();
    await until(() => drawn(tab, 'approval') && deepAll(tab, '.djs-palette .rq-entry').length > 10);
    const shape = deep<SVGElement>(tab, '.djs-element[data-element-id="approval"] .djs-hit');
    shape.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    await until(() => deepAll(tab, '.djs-context-pad .entry').length > 0);
    await until(() => shownText(deep(tab, 'rq-route-panel')).includes('Approval'));
    deep(tab, '.djs-context-pad [data-action="delete"]').click();
    deepAll(tab, '.views button')[0]?.click();
    await until(() => deepAll(tab, 'rq-route-list').length > 0);
    expect(edits.length).to.equal(1);
    expect(edits[0]?.route).not.to.contain('id="approval"');
  });

  for (const [view, button] of [['picture', 1], ['diagram', 2]] as const) {
    it(`names steps, events and flows of the ${view} in the language of the page, switched live`, async () => {
      const { tab } = await show(doc('approval'));
      deepAll(tab, '.views button')[button]?.click();
      const texts = (): string => deepAll(tab, '.djs-container text').map((text) => text.textContent).join(' ');
      await until(() => /Submitted.*Approve/s.test(texts()));
      tab.locale = 'ru';
      await until(() => /Подана.*Согласовать/s.test(texts()));
      expect(texts()).not.to.contain('Approve');
    });
  }
});

/** Two branches of a choice that meet where both are waited for. */
function brokenRoute(): Parameters<typeof writeBpmn>[0] {
  const task = (id: string) => ({ id, type: 'userTask' as const, name: id, step: { type: 'execution' as const, who: { rule: 'initiator' as const } } });
  return {
    id: 'broken',
    nodes: [{ id: 'start', type: 'startEvent' }, { id: 'fork', type: 'exclusiveGateway', name: 'Amount?', default: 'low' }, task('cheap'), task('dear'), { id: 'join', type: 'parallelGateway' }, { id: 'end', type: 'endEvent' }],
    flows: [
      { id: 'in', from: 'start', to: 'fork' }, { id: 'low', from: 'fork', to: 'cheap' }, { id: 'high', from: 'fork', to: 'dear', condition: '=amount > 5' },
      { id: 'a', from: 'cheap', to: 'join' }, { id: 'b', from: 'dear', to: 'join' }, { id: 'out', from: 'join', to: 'end' },
    ],
    lanes: [],
    diagram: { shapes: {}, edges: {} },
  };
}
