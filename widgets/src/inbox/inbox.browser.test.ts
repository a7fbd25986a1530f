import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import type { RequestService, TaskView } from '@requestry/model';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fakeRequestService, fixture, press, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/inbox';
import type { RqInbox, TaskOpenEvent } from '@requestry/widgets/inbox';
import { violations } from '../testing/axe.js';
import { workplace } from '../testing/workplace.js';

afterEach(() => {
  clearFixtures();
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
  localStorage.clear();
});

const task = (id: string, more: Partial<TaskView> = {}): TaskView => ({
  id, request: `r-${id}`, step: 'head', type: 'approval', title: 'Head of unit', state: 'open', assignee: 'boris', candidates: [], why: { code: 'who.unitHead', params: { unit: 'Sales' } },
  access: {}, createdAt: '2026-03-02T10:00:00Z', version: 3, requestNumber: `N-${id}`, requestTitle: `Laptop ${id}`, kind: 'purchase', kindTitle: 'Purchase', initiatorName: 'Anna Petrova',
  outcomes: [{ id: 'approve', title: 'Approve', commentRequired: false }, { id: 'reject', title: 'Reject', effect: 'stop', commentRequired: true }],
  overdue: false, highlights: [{ label: 'Cost', text: '118 000 ₽' }], complete: { allowed: true }, ...more,
});

const service = (tasks: readonly TaskView[], more: Partial<RequestService> = {}) =>
  fakeRequestService({ findTasks: () => Promise.resolve({ items: tasks }), countTasks: () => Promise.resolve({ mine: tasks.length, group: 0, substituting: 0 }), completeTask: () => Promise.resolve({} as never), ...more });

const open = async (port: RequestService): Promise<RqInbox> => {
  const inbox = await fixture<RqInbox>(html`<rq-inbox></rq-inbox>`, { service: port, locale: 'en' });
  await settled(inbox);
  return inbox;
};
const rows = (inbox: RqInbox): HTMLElement[] => deepAll(inbox, '[data-task]');
const named = (inbox: Element, text: string): RqButton => {
  const found = deepAll<RqButton>(inbox, 'rq-button').find((button) => button.textContent?.trim() === text);
  if (!found) throw new TypeError(`no button ${text}`);
  return found;
};

describe('rq-inbox', () => {
  it('says what each task is about and decides it in its row, then goes on to the next', async () => {
    const port = service([task('1'), task('2')]);
    const inbox = await open(port);
    expect(shownText(rows(inbox)[0]!)).to.contain('N-1').and.contain('Laptop 1').and.contain('118 000 ₽').and.contain('Anna Petrova');
    rows(inbox)[0]?.focus();
    press(rows(inbox)[0]!, 'ф', { code: 'KeyA' });
    await settled(inbox);
    const call = port.calls.find((each) => each.method === 'completeTask');
    expect(call?.input).to.include({ task: '1', outcome: 'approve', expectedVersion: 3 });
    expect(rows(inbox).map((row) => row.dataset.task)).to.deep.equal(['2']);
    expect(inbox.shadowRoot?.activeElement).to.equal(rows(inbox)[0]);
  });

  it('tells the keys that decide the task the person is at, and none that it does not offer', async () => {
    const [one] = task('2').outcomes;
    const inbox = await open(service([task('1'), task('2', { outcomes: one ? [{ ...one, title: 'Take note' }] : [] })]));
    const keys = (): string => shownText(deep(inbox, '.keys'));
    expect(keys()).to.contain('a approve').and.contain('r reject');
    rows(inbox)[1]?.focus();
    await settled(inbox);
    expect(keys()).to.contain('a take note').and.not.to.match(/\br /);
  });

  it('asks for words before it says no, and does not go without them where they are needed', async () => {
    const port = service([task('1')]);
    const inbox = await open(port);
    rows(inbox)[0]?.focus();
    press(rows(inbox)[0]!, 'r', { code: 'KeyR' });
    await settled(inbox);
    const confirm = (): RqButton => named(deep(inbox, 'rq-dialog:has(rq-confirm-form)'), 'Reject');
    await until(confirm);
    await settled(inbox);
    confirm().click();
    await settled(inbox);
    expect(port.calls.some((each) => each.method === 'completeTask')).to.equal(false);
    typeInto(deep<HTMLTextAreaElement>(deep(inbox, 'rq-confirm-form'), 'textarea'), 'Too expensive');
    confirm().click();
    await until(() => rows(inbox).length === 0);
    expect(port.calls.find((each) => each.method === 'completeTask')?.input).to.include({ outcome: 'reject', comment: 'Too expensive' });
  });

  it('opens the card for a decision that needs fields', async () => {
    const port = service([task('1', { access: { result: 'required' } })]);
    const inbox = await open(port);
    let opened: TaskOpenEvent | undefined;
    inbox.addEventListener('rq-task-open', (event) => (opened = event));
    named(rows(inbox)[0]!, 'Approve…').click();
    await settled(inbox);
    expect(opened?.task.id).to.equal('1');
    expect(opened?.outcome).to.equal('approve');
    expect(port.calls.some((each) => each.method === 'completeTask')).to.equal(false);
  });

  it('keeps rows in their place when new tasks come, until they are asked for', async () => {
    let tasks = [task('1'), task('2')];
    const port = service([], { findTasks: () => Promise.resolve({ items: tasks }) });
    const inbox = await open(port);
    tasks = [task('new'), task('1', { requestTitle: 'Changed' })];
    port.changed({ topic: 'tasks' });
    await settled(inbox);
    expect(rows(inbox).map((row) => row.dataset.task)).to.deep.equal(['1', '2']);
    expect(shownText(rows(inbox)[0]!)).to.contain('Changed');
    expect(shownText(rows(inbox)[1]!)).to.contain('no longer open');
    deep(inbox, '.fresh button').click();
    await settled(inbox);
    expect(rows(inbox).map((row) => row.dataset.task)).to.deep.equal(['new', '1']);
  });

  it('tells who was first when a task is taken already', async () => {
    const conflict = new RequestryError('CONFLICT', '', { params: { by: 'Boris Orlov', at: new Date().toISOString() } });
    const port = service([task('1')], { completeTask: () => Promise.reject(conflict), getTask: () => Promise.resolve(task('1', { state: 'completed' })) });
    const inbox = await open(port);
    named(rows(inbox)[0]!, 'Approve').click();
    await settled(inbox);
    expect(shownText(rows(inbox)[0]!)).to.contain('Boris Orlov').and.contain('no longer open');
  });

  it('repeats a decision that did not come through with the same key', async () => {
    let fail = true;
    const port = service([task('1')], { completeTask: () => (fail ? Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', '')) : Promise.resolve({} as never)) });
    const inbox = await open(port);
    named(rows(inbox)[0]!, 'Approve').click();
    await settled(inbox);
    expect(shownText(rows(inbox)[0]!)).to.contain('cannot be reached');
    fail = false;
    named(rows(inbox)[0]!, 'Approve').click();
    await settled(inbox);
    const keys = port.calls.filter((each) => each.method === 'completeTask').map((each) => (each.input as { idempotencyKey: string }).idempotencyKey);
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('decides several with one comment and lists what failed', async () => {
    const port = service([task('1'), task('2'), task('3')], {
      completeTask: ({ task: id }) => (id === '2' ? Promise.reject(new RequestryError('STATE', '')) : Promise.resolve({} as never)),
    });
    const inbox = await open(port);
    for (const row of rows(inbox)) row.querySelector<HTMLInputElement>('input')?.click();
    await settled(inbox);
    named(deep(inbox, '.bulk'), 'Approve').click();
    await customElements.whenDefined('rq-batch-dialog');
    await settled(inbox);
    typeInto(deep<HTMLTextAreaElement>(deep(inbox, 'rq-batch-dialog'), 'textarea'), 'All fine');
    deepAll<RqButton>(deep(inbox, 'rq-batch-dialog'), 'rq-button[slot]').at(-1)?.click();
    await settled(inbox);
    const dialog = deep(inbox, 'rq-batch-dialog');
    expect(shownText(dialog)).to.contain('2 of 3 done').and.contain('not possible in the present state');
    expect(port.calls.filter((each) => each.method === 'completeTask').map((each) => (each.input as { comment: string }).comment)).to.deep.equal(['All fine', 'All fine', 'All fine']);
    deepAll<RqButton>(deep(inbox, 'rq-batch-dialog'), 'rq-button[slot]')[0]?.click();
    await settled(inbox);
    expect(rows(inbox).map((row) => row.dataset.task)).to.deep.equal(['2']);
  });

  it('shows the bar over what is selected until the selection is cleared', async () => {
    const inbox = await open(service([task('1'), task('2')]));
    for (const row of rows(inbox)) row.querySelector<HTMLInputElement>('input')?.click();
    await until(() => shownText(inbox).includes('2 selected'));
    deepAll<RqButton>(deep(inbox, '.bulk'), 'rq-button').find((button) => button.label === 'Clear the selection')?.click();
    await settled(inbox);
    expect(deepAll(inbox, '.bulk')).to.have.length(0);
    expect(rows(inbox).map((row) => row.querySelector<HTMLInputElement>('input')?.checked)).to.deep.equal([false, false]);
  });

  it('selects by keyboard alone and hands over what is selected', async () => {
    const port = service([task('1'), task('2')], { reassignTask: () => Promise.resolve({} as never), findPeople: () => Promise.resolve([{ id: 'vera', name: 'Vera Ivanova' } as never]) });
    const inbox = await open(port);
    rows(inbox)[0]?.focus();
    press(rows(inbox)[0]!, 'x', { code: 'KeyX' });
    await until(() => deepAll(inbox, '.bulk').length === 1);
    named(deep(inbox, '.bulk'), 'Reassign').click();
    await until(() => deepAll(inbox, '[role=option]').length === 1);
    deep(inbox, '[role=option]').click();
    deepAll<RqButton>(deep(inbox, 'rq-batch-dialog'), 'rq-button[slot]').at(-1)?.click();
    await until(() => rows(inbox).length === 1);
    expect(port.calls.find((each) => each.method === 'reassignTask')?.input).to.include({ task: '1', to: 'vera', expectedVersion: 3 });
    expect(rows(inbox)[0]?.dataset.task).to.equal('2');
  });

  it('writes a comment from the list, and says in the row when it could not be stored', async () => {
    let fail = true;
    const port = service([task('1')], { addComment: () => (fail ? Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', '')) : Promise.resolve({} as never)) });
    const inbox = await open(port);
    const write = async (): Promise<void> => {
      rows(inbox)[0]?.focus();
      press(rows(inbox)[0]!, 'c', { code: 'KeyC' });
      await until(() => deepAll(inbox, 'textarea').length === 1);
      typeInto(deep<HTMLTextAreaElement>(inbox, 'textarea'), 'When is it needed?');
      deepAll<RqButton>(inbox, 'rq-dialog rq-button').find((button) => button.textContent === 'Send')?.click();
      await until(() => deepAll(inbox, 'textarea').length === 0);
    };
    await write();
    await until(() => shownText(rows(inbox)[0]!).includes('cannot be reached'));
    fail = false;
    await write();
    await until(() => shownText(document.body).includes('Comment sent'));
    const sent = port.calls.filter((each) => each.method === 'addComment').map((each) => each.input);
    expect(sent).to.have.length(2);
    expect(sent[1]).to.deep.include({ request: 'r-1', body: 'When is it needed?', visibility: 'public' });
  });

  it('shows what was decided in the list of what is done', async () => {
    const inbox = await open(service([task('1', { state: 'completed', outcome: 'reject', completedAt: '2026-03-02T12:00:00Z' })]));
    inbox.view = 'done';
    await until(() => deepAll(inbox, 'rq-badge').some((badge) => badge.shadowRoot && badge.textContent === 'Reject'));
  });

  it('leaves keys to the page while something is typed or the focus is elsewhere', async () => {
    const port = service([task('1')]);
    const inbox = await open(port);
    expect(press(deep(inbox, '.search input'), 'a', { code: 'KeyA' })).to.equal(true);
    expect(press(document.body, 'a', { code: 'KeyA' })).to.equal(true);
    expect(port.calls.some((each) => each.method === 'completeTask')).to.equal(false);
  });

  it('explains an empty list, a failure with Retry, and a missing service', async () => {
    expect(shownText(await open(service([])))).to.contain('Nothing waits for you');
    let fail = true;
    const broken = await open(service([], { findTasks: () => (fail ? Promise.reject(new Error('x')) : Promise.resolve({ items: [task('1')] })) }));
    expect(shownText(broken)).to.contain('Something went wrong');
    fail = false;
    deep<RqButton>(deep(broken, 'rq-error'), 'rq-button').click();
    await settled(broken);
    expect(rows(broken)).to.have.length(1);
    const alone = await fixture(html`<rq-inbox></rq-inbox>`, { locale: 'en' });
    expect(shownText(alone)).to.contain('Not connected');
  });

  it('remembers the density of rows', async () => {
    const first = await open(service([task('1')]));
    deepAll<RqButton>(first, 'rq-button').find((button) => button.label === 'Dense rows')?.click();
    const second = await open(service([task('1')]));
    expect(deep(second, '.grid').classList.contains('dense')).to.equal(true);
  });

  it('forgets the selection when another person acts', async () => {
    const inbox = await open(service([task('1')]));
    rows(inbox)[0]?.querySelector<HTMLInputElement>('input')?.click();
    await settled(inbox);
    expect(deepAll(inbox, '.bulk')).to.have.length(1);
    inbox.service = service([task('1')]);
    await settled(inbox);
    expect(deepAll(inbox, '.bulk')).to.have.length(0);
  });

  it('survives broken property values', async () => {
    const inbox = await fixture<RqInbox>(html`<rq-inbox .view=${'nowhere' as never} .grouping=${7 as never}></rq-inbox>`, { service: service([task('1')]), locale: 'en' });
    await settled(inbox);
    expect(rows(inbox)).to.have.length(1);
  });

  it('works over the real service, live, and has no accessibility violations', async () => {
    const place = await workplace();
    await place.submit('The printer in 204 does not print');
    const inbox = await open(place.as('ivanov'));
    await until(() => rows(inbox).length === 1);
    expect(shownText(rows(inbox)[0]!)).to.contain('The printer in 204 does not print');
    expect(await violations(inbox)).to.deep.equal([]);
    await place.submit('The lamp in 305 is dark');
    await until(() => deepAll(inbox, '.fresh').length === 1);
    expect(rows(inbox)).to.have.length(1);
  });
});
