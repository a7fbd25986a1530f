import { expect } from '@open-wc/testing';
import type { Kind, Org } from '@requestry/model';
import { fromRouteDoc, writeBpmn } from '@requestry/route';
import type { RouteDoc } from '@requestry/route';
import { clearFixtures, deep, deepAll, fakeRequestService, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import { ContextProvider } from '@lit/context';
import { html } from 'lit';
import { Neighbours, neighboursContext } from '../parts/neighbours.js';
import { insertStep, setBranch, setStep } from '../route-tab/doc-edits.js';
import { blankDoc } from '../route-tab/session.js';
import './index.js';
import { RqTry } from './index.js';

const org: Org = {
  units: [{ id: 'sales', title: 'Sales', head: 'boris' }],
  people: [{ id: 'anna', name: 'Anna', unit: 'sales' }, { id: 'boris', name: 'Boris', unit: 'sales' }],
  roles: [], groups: [], substitutions: [],
};
const kind: Kind = {
  id: 'purchase', title: 'Purchase', scope: 'internal',
  form: { schema: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/amount', label: 'Amount' }] } },
};

/** Approval by the head only from 100 on. */
function doc(): RouteDoc {
  let made = insertStep(blankDoc('purchase', 'Purchase', 'Submitted'), { index: 0 }, 'condition').doc;
  made = setBranch(made, 'condition_branch', { condition: '=amount >= 100' });
  return insertStep(made, { branch: 'condition_branch', index: 0 }, 'approval').doc;
}

async function show(route: RouteDoc, tried = kind, service = fakeRequestService()): Promise<RqTry> {
  const place = await fixture<HTMLElement>(html`<div></div>`, { locale: 'en' });
  new ContextProvider(place, { context: neighboursContext, initialValue: new Neighbours(() => ({ requests: service })) });
  Object.assign(place.style, { width: '1200px', height: '700px' });
  const trial = new RqTry();
  Object.assign(trial, { kind: tried, org, route: await writeBpmn(fromRouteDoc(route)), locale: 'en' });
  place.append(trial);
  await until(() => inputs(trial).length > 0);
  return trial;
}

const inputs = (trial: RqTry): readonly HTMLInputElement[] => deepAll(trial, 'rq-form').flatMap((form) => deepAll<HTMLInputElement>(form, 'input'));

async function submit(trial: RqTry, amount: string): Promise<void> {
  typeInto(inputs(trial)[0] as HTMLInputElement, amount);
  deepAll(trial, '.bar rq-button').at(-1)?.click();
  await until(() => deepAll(trial, '.story li').length > 0);
  await settled(trial);
}

describe('rq-try', () => {
  afterEach(() => clearFixtures());

  it('follows the conditions with what was filled in', async () => {
    const trial = await show(doc());
    await submit(trial, '50');
    expect(shownText(trial)).to.contain('The request ended').and.to.contain('Amount = 50');
  });

  it('tells values that conditions looked at as people write them', async () => {
    const money: Kind = { ...kind, form: { schema: { type: 'object', properties: { amount: { type: 'object', properties: { amount: { type: 'string' }, currency: { type: 'string' } } } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/amount', label: 'Amount', options: { rq: { field: 'money', currency: 'RUB' } } }] } } };
    const trial = await show(setBranch(doc(), 'condition_branch', { condition: '=number(amount.amount) >= 100' }), money);
    await submit(trial, '80000');
    expect(shownText(deep(trial, '.story'))).to.contain('Amount = ₽80,000').and.not.to.contain('{');
  });

  it('lets the person act who has the task, and demands the comment a refusal needs', async () => {
    const trial = await show(doc());
    await submit(trial, '500');
    expect(shownText(deep(trial, '.people'))).to.equal('Boris');
    deep(trial, '[data-outcome="reject"]').click();
    await settled(trial);
    expect(shownText(trial)).to.contain('needs a comment');
    typeInto(deep<HTMLTextAreaElement>(trial, 'textarea'), 'Too dear');
    deep(trial, '[data-outcome="reject"]').click();
    await settled(trial);
    expect(shownText(trial)).to.contain('The request ended: Rejected').and.to.contain('Too dear');
  });

  it('goes forward only when the fields that the step demands are filled, as a real request would', async () => {
    const demanding: Kind = {
      ...kind,
      form: { schema: { type: 'object', properties: { amount: { type: 'number' }, account: { type: 'string' } }, required: ['amount'] }, ui: { type: 'VerticalLayout', elements: ['amount', 'account'].map((name) => ({ type: 'Control' as const, scope: `#/properties/${name}` })) } },
      submitAccess: { account: 'hidden' },
    };
    const trial = await show(setStep(doc(), 'approval', { access: { account: 'required' } }), demanding);
    await submit(trial, '500');
    deep(trial, '[data-outcome="approve"]').click();
    await settled(trial);
    expect(shownText(trial)).to.not.contain('The request ended');
    typeInto(inputs(trial)[0] as HTMLInputElement, '20-11');
    deep(trial, '[data-outcome="approve"]').click();
    await settled(trial);
    expect(shownText(trial)).to.contain('The request ended');
  });

  it('does not submit a form that is not right', async () => {
    const trial = await show(doc());
    deepAll(trial, '.bar rq-button').at(-1)?.click();
    await settled(trial);
    expect(deepAll(trial, '.story').length).to.equal(0);
  });

  it('says in words where a route stops', async () => {
    const trial = await show(setStep(doc(), 'approval', { who: { rule: 'role', role: 'gone' } }));
    await submit(trial, '500');
    expect(shownText(trial)).to.contain('Nobody can be found for “Approval”');
  });

  it('starts over with the same values', async () => {
    const trial = await show(doc());
    await submit(trial, '500');
    deepAll(trial, '.bar rq-button').at(-1)?.click();
    await until(() => inputs(trial).length > 0);
    await settled(trial);
    expect((inputs(trial)[0] as HTMLInputElement).value).to.contain('500');
  });

  it('asks the conditions of the kind, and names those that a trial cannot ask', async () => {
    const strict: Kind = {
      ...kind,
      guards: [
        { id: 'limit', at: 'submit', when: '=amount <= 900', explanation: { ru: 'Много', en: '{amount} is too much' } },
        { id: 'enough', at: 'accept', step: 'approval', when: '=amount >= 600', explanation: { ru: 'Мало', en: 'Not worth it' } },
        { id: 'debt', at: 'accept', step: 'approval', when: '=debt = 0', explanation: { ru: 'Долг', en: 'Debt' }, facts: { debt: { from: 'requests', same: 'initiator', take: 'count' } } },
      ],
      reservations: [{ id: 'r', field: 'amount' }],
      rating: {},
    };
    const trial = await show(doc(), strict);
    typeInto(inputs(trial)[0] as HTMLInputElement, '950');
    deepAll(trial, '.bar rq-button').at(-1)?.click();
    await until(() => deepAll(trial, '.note').length > 0);
    expect(shownText(deep(trial, '.note'))).to.contain('950 is too much');
    await submit(trial, '500');
    expect(shownText(deep(trial, '.story'))).to.contain('Would be kept from now on Keeps one of “Amount” until the request ends.');
    deep(trial, '[data-outcome="approve"]').click();
    await until(() => deepAll(trial, '.field-error').length > 0);
    expect(shownText(deep(trial, '.field-error'))).to.equal('Not worth it');
    deepAll(trial, '.bar rq-button').at(-1)?.click();
    await until(() => inputs(trial).length > 0);
    await submit(trial, '700');
    deep(trial, '[data-outcome="approve"]').click();
    await until(() => shownText(trial).includes('The request ended'));
    await settled(trial);
    expect(shownText(deep(trial, '.story'))).to.contain('A condition that a trial cannot ask; taken to hold').and.to.contain('The initiator is asked when it is completed');
  });

  it('decides nothing without anybody that a request would not: by conditions, points of the checklist and fields (X-13 X-22)', async () => {
    const route = setStep(doc(), 'approval', { due: 'PT4H', checklist: ['Look at it'], escalations: [{ action: 'decide', outcome: 'approve' }] });
    const strict: Kind = { ...kind, guides: [{ step: 'approval', mandatory: [1] }], guards: [{ id: 'enough', at: 'accept', step: 'approval', when: '=amount >= 600', explanation: { ru: 'Мало', en: 'Not worth it' } }] };
    const trial = await show(route, strict);
    const day = async (): Promise<void> => {
      deepAll(trial, '.bar rq-button')[1]?.click();
      await settled(trial);
    };
    await submit(trial, '500');
    await day();
    await until(() => shownText(deep(trial, '.story')).includes('is not decided by itself'));
    expect(shownText(deep(trial, '.story'))).to.contain('Point 1 of the checklist has to be ticked off: “Look at it”').and.to.contain('Not worth it');
    expect(deepAll(trial, '[data-outcome="approve"]').length, 'it stays with whoever has it').to.equal(1);

    deepAll(trial, '.bar rq-button').at(-1)?.click();
    await until(() => inputs(trial).length > 0);
    await submit(trial, '700');
    deep(trial, '[data-check="1"]').click();
    await settled(trial);
    await day();
    await until(() => shownText(trial).includes('The request ended'));
  });

  it('wants the obligatory points ticked and a decision chosen, and says what that would start', async () => {
    const made = setStep(insertStep(blankDoc('purchase', 'Purchase', 'Submitted'), { index: 0 }, 'decision').doc, 'decision', {
      checklist: ['Look at it'], who: { rule: 'person', person: 'boris' }, outcomes: [{ id: 'decide', title: 'Decide', decisionDirectory: 'verdicts' }],
    });
    const deciding: Kind = { ...kind, guides: [{ step: 'decision', mandatory: [1], script: [{ id: 'q', text: 'Why?' }] }], followUps: [{ id: 'f', directory: 'verdicts', types: ['yes'], start: { message: 'prepare' } }] };
    const trial = await show(made, deciding, fakeRequestService({ findRecords: () => Promise.resolve({ items: [{ id: 'yes', title: 'Do it', data: {} }] }) }));
    await submit(trial, '5');
    const decide = async (): Promise<void> => {
      deep(trial, '[data-outcome="decide"]').click();
      await settled(trial);
    };
    await decide();
    expect(shownText(deep(trial, '.field-error'))).to.equal('Tick what has to be ticked first');
    deep(trial, '[data-check="1"]').click();
    await decide();
    expect(shownText(deep(trial, '.field-error'))).to.equal('Choose what is decided');
    expect(shownText(trial)).to.contain('1 question Why?');
    await until(() => deepAll(trial, '[data-decision] option[value="yes"]').length > 0);
    typeInto(deep<HTMLSelectElement>(trial, '[data-decision]'), 'yes');
    await decide();
    await until(() => shownText(trial).includes('The request ended'));
    expect(shownText(deep(trial, '.story'))).to.contain('Decided: Do it').and.to.contain('Would start When “Do it” is decided (verdicts): the host is told “prepare”.');
  });
});
