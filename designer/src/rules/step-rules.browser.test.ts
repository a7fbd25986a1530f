import { expect } from '@open-wc/testing';
import { deep, deepAll, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import { agency, depot } from '@requestry/runtime/testing';
import { violations } from '../testing/axe.js';
import { add, at, choose, clear, inAll, inOne, issuesOf, open, stateOf, unfold, write } from '../testing/rules-office.js';

afterEach(clear);

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
