import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RequestService } from '@requestry/model';
import type { RqForm } from '@requestry/forms';
import { choose, inputOf } from '@requestry/forms/testing';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fixture, press, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/request-card';
import type { RqRequestCard } from '@requestry/widgets/request-card';
import { agency, depot, office } from '@requestry/runtime/testing';
import { violations } from '../testing/axe.js';

afterEach(() => {
  clearFixtures();
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

async function open(service: RequestService, request: string, locale: 'ru' | 'en' = 'en'): Promise<{ readonly card: RqRequestCard; readonly account: HTMLElement }> {
  const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${request}></rq-request-card>`, { service, locale });
  await until(() => deepAll(card, 'rq-account').length > 0 && deepAll(card, 'rq-conversation').length > 0);
  await settled(card);
  return { card, account: deep(card, 'rq-account') };
}

const button = (within: Element, text: string): RqButton => {
  const found = deepAll<RqButton>(within, 'rq-button').find((each) => each.textContent?.trim() === text || each.label === text);
  if (!found) throw new TypeError(`no button ${text}`);
  return found;
};

/** Presses a button and waits for the form that it opens. */
async function begin(account: Element, text: string): Promise<RqForm> {
  button(account, text).click();
  await until(() => deepAll(account, 'rq-form').length > 0);
  await settled(account);
  return deep<RqForm>(account, 'rq-form');
}

async function confirm(account: Element, text: string, label: string): Promise<void> {
  await until(() => deepAll(account, 'textarea').length > 0);
  await settled(account);
  typeInto(deep<HTMLTextAreaElement>(account, 'textarea'), text);
  await settled(account);
  deepAll<RqButton>(account, 'rq-button').findLast((each) => each.textContent?.trim() === label)?.click();
}

describe('what work takes, on the card', () => {
  const job = async () => {
    const place = await office({ system: depot });
    const { id } = await place.as('anna').submitRequest({ kind: 'job', data: { client: 'rose', hours: 4 }, idempotencyKey: place.key() });
    const [task] = (await place.as('clerk1').findTasks({ view: 'mine' })).items;
    await place.as('clerk1').completeTask({ task: task?.id ?? '', outcome: 'approve', idempotencyKey: place.key() });
    return { place, id };
  };

  it('notes hours and materials, and puts a note right', async () => {
    const { place, id } = await job();
    const { card, account } = await open(place.as('kurt'), id);
    const form = await begin(account, 'Note hours');
    await until(() => focusedIn(form) === inputOf(form, 'hours'));
    typeInto(inputOf(form, 'hours'), '3');
    typeInto(inputOf(form, 'date'), '2026-03-02');
    button(account, 'Save').click();
    await until(() => shownText(account).includes('3 of 4'));
    expect((await place.as('boss').getRequest({ request: id })).resources?.lines).to.have.length(1);
    const material = await begin(account, 'Note a material');
    await choose(material, 'material', 'Дрель');
    typeInto(inputOf(material, 'quantity'), '2');
    typeInto(inputOf(material, 'date'), '2026-03-02');
    button(account, 'Save').click();
    await until(() => shownText(account).includes('Дрель: 2'));
    deep(account, 'summary').click();
    await settled(card);
    expect(await violations(account)).to.deep.equal([]);
    const correction = await begin(account, 'Put right: Hours: 3');
    typeInto(inputOf(correction, 'hours'), '1');
    button(account, 'Save').click();
    await settled(account);
    expect(shownText(account)).to.contain('3 of 4');
    typeInto(inputOf(correction, 'comment'), 'A slip');
    button(account, 'Save').click();
    await until(() => shownText(account).includes('1 of 4'));
    expect(shownText(account)).to.contain('put right');
  });

  it('asks nobody who may not, and gives a note up by Escape', async () => {
    const { place, id } = await job();
    const seen = await open(place.as('anna'), id);
    expect(deepAll(seen.account, 'rq-button').map((each) => each.textContent?.trim())).to.deep.equal([]);
    clearFixtures();
    const { account } = await open(place.as('kurt'), id);
    const form = await begin(account, 'Note hours');
    press(inputOf(form, 'hours'), 'Escape');
    await settled(account);
    expect(deepAll(account, 'rq-form')).to.deep.equal([]);
  });

  it('adds a payment and cancels it with a reason', async () => {
    const { place, id } = await job();
    const { account } = await open(place.as('kurt'), id);
    const form = await begin(account, 'Add a payment');
    typeInto(inputOf(form, 'amount'), '500');
    typeInto(inputOf(form, 'date'), '2026-03-02');
    button(account, 'Save').click();
    await until(() => deepAll(account, 'rq-form').length === 0 && shownText(account).includes('500'));
    expect((await place.as('boss').getRequest({ request: id })).payments?.items).to.have.length(1);
    expect(shownText(account)).to.match(/Paid \S*500/).and.not.contain('500 of').and.not.contain('of ₽0');
    deepAll<RqButton>(account, 'rq-button').find((each) => each.label?.startsWith('Cancel the payment:'))?.click();
    await until(() => deepAll<RqButton>(account, 'rq-button').some((each) => each.textContent?.trim() === 'Leave as it is'));
    await confirm(account, 'Paid twice', 'Cancel the payment');
    await until(() => shownText(account).includes('No payments yet.'));
    expect((await place.as('boss').getRequest({ request: id })).payments?.items[0]?.cancelled?.comment).to.equal('Paid twice');
  });
});

describe('what is kept and what follows, on the card', () => {
  it('gives a reservation back early, with a reason', async () => {
    const place = await office({ system: depot });
    const { id } = await place.as('anna').submitRequest({ kind: 'hire', data: { tool: 'drill', count: 2 }, idempotencyKey: place.key() });
    const { account } = await open(place.as('anna'), id, 'ru');
    expect(await violations(account)).to.deep.equal([]);
    button(account, 'Вернуть: Дрель × 2').click();
    await confirm(account, 'Не нужна', 'Вернуть');
    await until(() => !shownText(account).includes('Дрель'));
    expect((await place.as('anna').getRequest({ request: id })).reservations?.map(({ state }) => state)).to.deep.equal(['released']);
  });

  it('tries a failed follow-up again, for whoever decided', async () => {
    let away = true;
    const place = await office({ system: depot, messages: { followUps: () => (away ? Promise.reject(new Error('away')) : Promise.resolve()) } });
    const { id } = await place.as('anna').submitRequest({ kind: 'offer', data: { subject: 'Lathe' }, idempotencyKey: place.key() });
    const [task] = (await place.as('clerk1').findTasks({ view: 'mine' })).items;
    await place.as('clerk1').completeTask({ task: task?.id ?? '', outcome: 'decide', decision: { type: 'too-new' }, idempotencyKey: place.key() });
    for (const minutes of [0, 2, 6, 31, 121, 721, 0]) await place.pass({ minutes });
    const seen = await open(place.as('anna'), id);
    expect(shownText(seen.account)).to.contain('could not be started').and.not.to.contain('Try again');
    clearFixtures();
    const { account } = await open(place.as('clerk1'), id);
    away = false;
    button(account, 'Try again').click();
    await until(() => shownText(account).includes('What follows is being started'));
    await place.pass({ minutes: 2 });
    expect((await place.as('anna').getRequest({ request: id })).decision?.followUps?.map(({ state }) => state)).to.deep.equal(['done']);
  });
});

describe('a rating on the card', () => {
  it('stands beside the average of the kind, for those who see every request', async () => {
    const place = await office({ system: agency });
    const { id } = await place.as('anna').submitRequest({ kind: 'visit', data: { what: 'Talk' }, idempotencyKey: place.key() });
    for (const [person, outcome] of [['kurt', 'done'], ['anna', 'accept']] as const) {
      const [task] = (await place.as(person).findTasks({ view: 'mine' })).items;
      if (person === 'kurt') await place.as(person).tickItem({ task: task?.id ?? '', item: 2, on: true, idempotencyKey: place.key() });
      await place.as(person).completeTask({ task: task?.id ?? '', outcome, idempotencyKey: place.key() });
    }
    await place.as('anna').rateRequest({ request: id, stars: 4, idempotencyKey: place.key() });
    const { card } = await open(place.as('erik'), id);
    await until(() => shownText(deep(card, 'rq-rating')).includes('This kind on average: 4 of 5 (1 rating)'));
    clearFixtures();
    const own = await open(place.as('anna'), id);
    expect(shownText(deep(own.card, 'rq-rating'))).not.to.contain('average');
  });
});

/** What has the focus inside an element, through shadow roots. */
function focusedIn(element: Element): Element | undefined {
  let at: Element | null = document.activeElement;
  let inside = at === element;
  while (at?.shadowRoot?.activeElement) {
    at = at.shadowRoot.activeElement;
    inside ||= at === element;
  }
  return inside && at ? at : undefined;
}
