import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RequestService } from '@requestry/model';
import type { RqButton } from '@requestry/ui';
import { RqSelectEvent } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/request-card';
import type { RqRequestCard } from '@requestry/widgets/request-card';
import { agency, clientele, office } from '@requestry/runtime/testing';
import type { Office } from '@requestry/runtime/testing';
import { violations } from '../testing/axe.js';

afterEach(() => {
  clearFixtures();
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

const open = async (service: RequestService, request: string): Promise<RqRequestCard> => {
  const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${request}></rq-request-card>`, { service, locale: 'en' });
  await until(() => deepAll(deep(card, 'rq-conversation'), 'textarea').length > 0);
  await settled(card);
  return card;
};

const button = (within: Element, text: string): RqButton => {
  const found = deepAll<RqButton>(within, 'rq-button').find((each) => each.textContent?.trim() === text);
  if (!found) throw new TypeError(`no button ${text}`);
  return found;
};

async function submit(kind: string): Promise<{ readonly place: Office; readonly id: string }> {
  const place = await office({ system: agency });
  const { id } = await place.as('anna').submitRequest({ kind, data: { what: 'Banner', price: 900 }, idempotencyKey: place.key() });
  return { place, id };
}

describe('beside the data of a request', () => {
  it('answers under a comment, and shows who answers whom', async () => {
    const { place, id } = await submit('job');
    await place.as('boris').addComment({ request: id, body: 'Which size?', visibility: 'public', idempotencyKey: place.key() });
    const card = await open(place.as('anna'), id);
    const talk = deep(card, 'rq-conversation');
    expect(shownText(talk)).to.contain('New');
    button(talk, 'Answer').click();
    await until(() => deepAll(talk, 'textarea').length === 2);
    const input = deep<HTMLTextAreaElement>(deep(talk, '.comment rq-comment-box'), 'textarea');
    typeInto(input, 'Three metres');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
    await until(() => shownText(deep(talk, 'ol.answers')).includes('Three metres'));
    const [first, second] = await place.as('anna').findComments({ request: id });
    expect(second?.parent).to.equal(first?.id);
    expect(await violations(card)).to.deep.equal([]);
  });

  it('says whom a mention does not let in, and keeps the text', async () => {
    const { place, id } = await submit('secret');
    const card = await open(place.as('anna'), id);
    const talk = deep(card, 'rq-conversation');
    const input = deep<HTMLTextAreaElement>(talk, 'textarea');
    typeInto(input, 'Ask @gre');
    await until(() => deepAll(talk, '[role=option]').length === 1);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await settled(card);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
    await until(() => shownText(talk).includes('Greta cannot be mentioned: the person does not see the request'));
    expect(input.value).to.equal('Ask @Greta ');
  });

  it('offers contact persons of the client for what everybody reads, and names them (O-11)', async () => {
    const place = await office({ system: clientele });
    const { id } = await place.as('anna').submitRequest({ kind: 'ask', data: { what: 'Banner', client: 'rose' }, idempotencyKey: place.key() });
    const card = await open(place.as('boris'), id);
    const talk = deep(card, 'rq-conversation');
    const input = deep<HTMLTextAreaElement>(talk, 'textarea');
    typeInto(input, 'Which size, @nin');
    await until(() => deepAll(talk, '[role=option]').length === 1);
    expect(shownText(deep(talk, '[role=option]'))).to.contain('contact person · Rose Ltd · Buyer · nina@rose.example');
    expect(await violations(card)).to.deep.equal([]);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await settled(card);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
    await until(() => deepAll(talk, '.mention').length === 1);
    expect(deep(talk, '.mention').textContent).to.equal('@Nina Rose');
    expect((await place.as('anna').findComments({ request: id }))[0]).to.deep.include({ body: 'Which size, @contacts/nina', contacts: [{ directory: 'contacts', record: 'nina', name: 'Nina Rose' }] });
    deepAll<HTMLButtonElement>(talk, '.switch button')[1]?.click();
    await settled(card);
    typeInto(input, 'Between us, @nin');
    await until(() => shownText(talk).includes('Nobody found'));
  });

  it('changes and deletes a comment of one’s own', async () => {
    const { place, id } = await submit('job');
    await place.as('anna').addComment({ request: id, body: 'Red', visibility: 'public', idempotencyKey: place.key() });
    const card = await open(place.as('anna'), id);
    const talk = deep(card, 'rq-conversation');
    deep(talk, 'rq-menu').dispatchEvent(new RqSelectEvent('change'));
    await until(() => deepAll(talk, 'textarea').length === 2);
    typeInto(deep<HTMLTextAreaElement>(deep(talk, '.comment rq-comment-box'), 'textarea'), 'Blue');
    button(talk, 'Save').click();
    await until(() => shownText(talk).includes('Blue') && shownText(talk).includes('changed'));
    deep(talk, 'rq-menu').dispatchEvent(new RqSelectEvent('remove'));
    await until(() => deepAll(talk, 'dialog[open]').length === 1);
    button(deep(talk, 'rq-dialog'), 'Delete').click();
    await until(() => shownText(talk).includes('Nobody has written yet'));
  });

  it('draws a person in, in a role, and lets them go', async () => {
    const { place, id } = await submit('job');
    const card = await open(place.as('anna'), id);
    const people = deep(card, 'rq-participants');
    button(people, 'Add a person').click();
    await until(() => deepAll(people, '[role=option]').length > 0);
    deepAll<HTMLElement>(people, '[role=option]').find((each) => shownText(each).includes('Greta'))?.click();
    await settled(card);
    expect(await violations(card)).to.deep.equal([]);
    button(deep(people, 'rq-dialog'), 'Add a person').click();
    await until(() => shownText(deep(card, 'rq-participants')).includes('Greta') && deepAll(people, 'dialog[open]').length === 0);
    expect((await place.as('greta').getRequest({ request: id })).participation.people[0]?.role).to.equal('watcher');
    deep<HTMLButtonElement>(people, 'li button').click();
    await until(() => deepAll(people, 'dialog[open]').length === 1);
    button(deep(people, 'rq-dialog'), 'Take out Greta').click();
    await until(() => shownText(people).includes('Nobody but the initiator'));
  });

  it('offers what can be made of the request with a prefilled draft, and lists what belongs to it', async () => {
    const { place, id } = await submit('lead');
    await place.as('anna').submitRequest({ kind: 'lead', data: { what: 'Meeting' }, basis: { request: id, rule: 'next' }, idempotencyKey: place.key() });
    const card = await open(place.as('anna'), id);
    const related = deep(card, 'rq-related');
    await until(() => shownText(related).includes('Meeting'));
    const kinds: string[] = [];
    card.addEventListener('rq-kind-open', (event) => void kinds.push(event.kind));
    deep(related, 'rq-menu').dispatchEvent(new RqSelectEvent('contract'));
    await until(() => kinds.length === 1);
    expect(await place.as('anna').getDraft({ kind: 'contract' })).to.deep.include({ data: { what: 'Contract: Banner', price: 1800 }, basis: { request: id, rule: 'contract' } });
    expect(await violations(card)).to.deep.equal([]);
  });

  it('keeps ticks and answers of a step, and asks how it was', async () => {
    const { place, id } = await submit('visit');
    const card = await open(place.as('kurt'), id);
    const guide = deep(card, 'rq-guide');
    deepAll<RqButton>(card, '.filled rq-button').at(-1)?.click();
    await until(() => shownText(card).includes('oint 2 of the checklist has to be ticked off'));
    expect(shownText(deep(card, 'rq-form.editable'))).not.to.contain('checklist');
    deepAll<HTMLInputElement>(guide, 'input[type=checkbox]')[1]?.click();
    await until(() => shownText(guide).includes('Kurt'));
    button(guide, 'No').click();
    await until(() => shownText(guide).includes('When will there be one?'));
    typeInto(deep<HTMLTextAreaElement>(guide, 'textarea'), 'In May');
    await settled(card);
    button(guide, 'Note the answer').click();
    await until(() => shownText(guide).includes('All questions are answered'));
    expect(await violations(card)).to.deep.equal([]);
    for (const [person, outcome] of [['kurt', 'done'], ['anna', 'accept']] as const) {
      const [task] = (await place.as(person).findTasks({ view: 'mine' })).items;
      await place.as(person).completeTask({ task: task?.id ?? '', outcome, idempotencyKey: place.key() });
    }
    const done = await open(place.as('anna'), id);
    const rating = deep(done, 'rq-rating');
    // Before all data: on a phone nobody would find it below the conversation.
    expect(rating.matches('.columns > div:first-child > :first-child')).to.equal(true);
    deepAll<HTMLInputElement>(rating, 'input')[3]?.click();
    await settled(done);
    button(rating, 'Rate').click();
    await until(() => deepAll(rating, '.given').length === 1);
    expect((await place.as('anna').getRequest({ request: id })).rating?.stars).to.equal(4);
  });
});
