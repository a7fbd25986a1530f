import { expect } from '@open-wc/testing';
import type { Kind, Org } from '@requestry/model';
import { fromRouteDoc, writeBpmn } from '@requestry/route';
import type { RouteDoc } from '@requestry/route';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import { html } from 'lit';
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

async function show(route: RouteDoc, tried = kind): Promise<RqTry> {
  const place = await fixture<HTMLElement>(html`<div></div>`, { locale: 'en' });
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
});
