import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RqForm } from '@requestry/forms';
import type { JsonObject, RequestService } from '@requestry/model';
import { RqSelectEvent } from '@requestry/ui';
import type { RqElement } from '@requestry/ui';
import type { RqButton, RqMenu } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fixture, press, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/request-card';
import type { RqRequestCard } from '@requestry/widgets/request-card';
import { violations } from '../testing/axe.js';
import { office } from '@requestry/runtime/testing';
import { system } from '@requestry/templates/internal';
import { repair, workplace } from '../testing/workplace.js';
import type { Workplace } from '../testing/workplace.js';

afterEach(() => {
  clearFixtures();
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

const open = async (service: RequestService, request: string): Promise<RqRequestCard> => {
  const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${request}></rq-request-card>`, { service, locale: 'en' });
  await until(() => deepAll(card, 'article, rq-error').length > 0);
  await settled(card);
  return card;
};
const button = (card: Element, text: string): RqButton => {
  const found = deepAll<RqButton>(card, 'rq-button').find((each) => each.textContent?.trim() === text);
  if (!found) throw new TypeError(`no button ${text}`);
  return found;
};
/** Presses an entry of the card's menu and waits for its dialog. */
async function choose(card: Element, item: string): Promise<void> {
  deep<RqMenu>(card, '.head rq-menu').dispatchEvent(new RqSelectEvent(item));
  await until(() => deepAll(deep(card, 'rq-batch-dialog'), 'dialog[open]').length > 0);
}
const section = (card: Element, tag: string): Element => deep(card, tag);

/** A request that waits for Kim to record the result. */
async function inExecution(): Promise<{ place: Workplace; id: string }> {
  const place = await workplace();
  const { id } = await place.submit();
  await place.decide('ivanov', id, { comment: 'Urgent' });
  await place.decide('orlova', id);
  await place.decide('orlova', id, { data: { performers: ['kim'] } });
  return { place, id };
}

describe('rq-request-card', () => {
  it('shows number, title, where it is, with whom, and what was decided and why', async () => {
    const { place, id } = await inExecution();
    const card = await open(place.as('petrova'), id);
    await until(() => shownText(section(card, 'rq-request-history')).includes('Urgent'));
    const text = shownText(card);
    expect(text).to.contain('РО-').and.contain('The printer in 204 does not print').and.contain('Ким Андрей').and.contain('Assignment');
    expect(deepAll(card, '.outcomes rq-button')).to.have.length(0);
    expect(await violations(card)).to.deep.equal([]);
  });

  it('says before the task what was said when it was returned for rework (V-05)', async () => {
    const { place, id } = await inExecution();
    const remarks = async (person: string, locale?: 'ru'): Promise<readonly string[]> => {
      const card = await open(place.as(person), id);
      await until(() => shownText(section(card, 'rq-request-history')).includes('Urgent'));
      if (locale) (section(card, 'rq-request-history') as RqElement).locale = locale;
      await settled(card);
      return deepAll(card, '.remark').map(shownText);
    };
    expect(await remarks('kim'), 'nothing was said with the decision that led here').to.deep.equal([]);
    await place.decide('kim', id, { data: { result: 'The fuser was cleaned' } });
    await place.decide('petrova', id, { outcome: 'return', comment: 'Still jams on the second page' });
    expect((await remarks('kim'))[0]).to.contain('Петрова').and.contain('Return for rework').and.contain('Still jams on the second page');
    expect((await remarks('kim', 'ru'))[0], 'when the language changes').to.contain('Вернуть на доработку');
    expect(await remarks('petrova'), 'she has no task').to.deep.equal([]);
  });

  it('stays within its own width on a phone', async () => {
    const { place, id } = await inExecution();
    const card = await open(place.as('kim'), id);
    card.style.inlineSize = '360px';
    await until(() => deep(card, '.bar').getBoundingClientRect().height > 0);
    const { left, right } = card.getBoundingClientRect();
    const bar = deep(card, '.bar').getBoundingClientRect();
    expect([bar.left >= left, bar.right <= right]).to.deep.equal([true, true]);
  });

  it('lets who sees everything check the history and take it away', async () => {
    const { place, id } = await inExecution();
    const saved: string[] = [];
    const card = await open(place.as('nikitina'), id);
    await until(() => deepAll(card, '.proof rq-button').length === 1);
    const keep = (event: Event): void => {
      const [link] = event.composedPath();
      if (link instanceof HTMLAnchorElement && link.download) saved.push(link.download);
    };
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
      this.addEventListener('click', (event) => (event.preventDefault(), keep(event)), { once: true });
      this.dispatchEvent(new MouseEvent('click', { cancelable: true }));
    };
    try {
      deep(card, '.proof rq-button').click();
      await until(() => shownText(section(card, 'rq-request-history')).includes('Nothing was changed'));
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved.map((name) => name.endsWith('.history.ndjson'))).to.deep.equal([true]);
    const other = await open(place.as('petrova'), id);
    await until(() => shownText(section(other, 'rq-request-history')).includes('Urgent'));
    expect(deepAll(other, '.proof')).to.deep.equal([]);
  });

  it('asks until when to put a step off as forms ask for a day and a time, and says where what is typed is none', async () => {
    const { place, id } = await inExecution();
    const card = await open(place.as('kim'), id);
    await choose(card, 'postpone');
    const dialog = deep(card, 'rq-batch-dialog');
    await until(() => deep<RqForm>(dialog, 'rq-form').shadowRoot?.activeElement?.localName === 'input');
    const [day, time] = deepAll<HTMLInputElement>(deep(dialog, 'rq-form'), 'input');
    if (!day || !time) throw new TypeError('no day and time');
    const putOff = (): void => deepAll<RqButton>(dialog, 'rq-button').at(-1)?.click();
    typeInto(day, '12');
    putOff();
    await until(() => day.getAttribute('aria-invalid') === 'true');
    expect((await place.as('kim').getRequest({ request: id })).tasks.some((task) => task.postponed)).to.equal(false);
    typeInto(day, '15.01.2020');
    putOff();
    await until(() => shownText(dialog).includes('This moment has passed already'));
    typeInto(day, '15.01.2099');
    await settled(dialog);
    typeInto(time, '10:30');
    putOff();
    await until(() => deepAll(dialog, 'rq-form').length === 0);
    await until(() => deepAll(card, '.banner').some((banner) => shownText(banner).includes('2099')));
    const postponed = (await place.as('kim').getRequest({ request: id })).tasks.find((task) => task.postponed)?.postponed;
    expect(Date.parse(postponed?.until ?? '')).to.equal(new Date('2099-01-15T10:30').getTime());
  });

  it('asks for an estimated date as a day, which has to be given', async () => {
    const { place, id } = await inExecution();
    const view = await place.as('kim').getRequest({ request: id });
    const [task] = view.tasks;
    if (!task) throw new TypeError('no task');
    const asked: JsonObject[] = [];
    const port = { ...place.as('kim'), estimateRequest: (command: JsonObject) => (asked.push(command), Promise.resolve(view)) } as unknown as RequestService;
    const card = await open(port, id);
    deep<RqMenu>(card, '.head rq-menu').dispatchEvent(new RqSelectEvent('estimate'));
    await until(() => deepAll(deep(card, 'rq-batch-dialog'), 'rq-form').length > 0);
    const dialog = deep(card, 'rq-batch-dialog');
    await until(() => deepAll(deep(dialog, 'rq-form'), 'input').length === 1);
    typeInto(deep<HTMLTextAreaElement>(dialog, 'textarea'), 'The part is on its way');
    const send = (): void => deepAll<RqButton>(dialog, 'rq-button').at(-1)?.click();
    send();
    await until(() => deep(deep(dialog, 'rq-form'), 'input').getAttribute('aria-invalid') === 'true');
    expect(asked).to.deep.equal([]);
    typeInto(deep<HTMLInputElement>(deep(dialog, 'rq-form'), 'input'), '15.01.2099');
    send();
    await until(() => asked.length > 0);
    expect(asked[0]).to.include({ date: '2099-01-15', comment: 'The part is on its way' });
  });

  it('does not show the stage as passed in which a request was withdrawn', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    await place.as('petrova').withdrawRequest({ request: id, idempotencyKey: place.key() });
    const card = await open(place.as('petrova'), id);
    expect(deepAll(card, '.progress li').map((stage) => [stage.className, shownText(stage)])).to.deep.equal([
      ['stopped', 'Approval ended here'],
      ['skipped', 'Assignment skipped'],
      ['skipped', 'Execution skipped'],
      ['skipped', 'Acceptance skipped'],
    ]);
  });

  it('erases the personal data of an ended request after asking, and says so', async () => {
    const personal = { ...system, kinds: system.kinds.map((entry) => ({ ...entry, kind: { ...entry.kind, personalData: true } })) };
    const place = await office({ system: personal });
    const { id } = await place.as('petrova').submitRequest({ kind: 'repair', data: repair('My back hurts'), idempotencyKey: place.key() });
    await place.as('petrova').withdrawRequest({ request: id, idempotencyKey: place.key() });
    const card = await open(place.as('nikitina'), id);
    await until(() => shownText(card).includes('My back hurts'));
    deep<RqMenu>(card, '.head rq-menu').dispatchEvent(new RqSelectEvent('erase'));
    await until(() => deepAll(card, 'rq-confirm-form').length > 0);
    const form = deep(card, 'rq-confirm-form');
    expect(shownText(form)).to.contain('There is no way back');
    typeInto(deep<HTMLTextAreaElement>(form, 'textarea, input'), 'Asked by the person');
    deepAll<RqButton>(card, 'rq-dialog rq-button').find((each) => each.textContent === 'Erase personal data')?.click();
    await until(() => shownText(card).includes('Personal data erased by Никитина Ольга'));
    expect(shownText(card)).not.to.contain('My back hurts');
    await until(() => shownText(section(card, 'rq-request-history')).includes('what was said is erased'));
  });

  it('puts the fields of my task first, checks them, and sends them with the decision', async () => {
    const { place, id } = await inExecution();
    const card = await open(place.as('kim'), id);
    const form = deep(card, 'rq-form.editable');
    const result = deep<HTMLTextAreaElement>(form, 'textarea');
    button(card, 'Done').click();
    await settled(card);
    expect(result.getAttribute('aria-invalid')).to.equal('true');
    typeInto(result, 'The roller was replaced');
    button(card, 'Done').click();
    await until(() => !shownText(card).includes('Your task'));
    await until(() => card.shadowRoot?.activeElement?.localName === 'h2');
    expect((await place.as('petrova').getRequest({ request: id })).data.result).to.equal('The roller was replaced');
  });

  it('keeps what is typed when somebody else changes the request meanwhile', async () => {
    const { place, id } = await inExecution();
    const card = await open(place.as('kim'), id);
    typeInto(deep<HTMLTextAreaElement>(deep(card, 'rq-form.editable'), 'textarea'), 'Half a sen');
    await place.as('petrova').addComment({ request: id, body: 'Any news?', visibility: 'public', idempotencyKey: place.key() });
    await until(() => shownText(card).includes('Any news?'));
    await settled(card);
    expect(deep<HTMLTextAreaElement>(deep(card, 'rq-form.editable'), 'textarea').value).to.equal('Half a sen');
    expect(card.dirty).to.equal(true);
  });

  it('tells who was first when the task was decided elsewhere', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    const ivanov = place.as('ivanov');
    let live = true;
    const card = await open({ ...ivanov, watch: (listener) => ivanov.watch((change) => live && listener(change)) }, id);
    live = false;
    await place.decide('ivanov', id);
    deepAll<RqButton>(card, '.outcomes rq-button').at(-1)?.click();
    await until(() => shownText(card).includes('was first'));
  });

  it('says in the menu why an action is denied', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    const card = await open(place.as('ivanov'), id);
    const withdraw = deep<RqMenu>(card, '.head rq-menu').items.find((item) => item.id === 'withdraw');
    expect(withdraw).to.include({ disabled: true, reason: 'Only the initiator can do this.' });
  });

  it('asks somebody without handing the task over', async () => {
    const { place, id } = await inExecution();
    const card = await open(place.as('kim'), id);
    await choose(card, 'ask');
    const dialog = deep(card, 'rq-batch-dialog');
    typeInto(deep<HTMLInputElement>(deep(dialog, 'rq-person-picker'), 'input'), 'Орлова');
    await until(() => deepAll(dialog, '[role=option]').length === 1);
    deep(dialog, '[role=option]').click();
    typeInto(deep<HTMLTextAreaElement>(dialog, 'textarea'), 'May I replace it?');
    button(dialog, 'Ask somebody').click();
    await until(() => shownText(section(card, 'rq-request-history')).includes('May I replace it?'));
    expect(button(card, 'Done')).to.be.instanceOf(HTMLElement);
    expect((await place.as('orlova').findTasks({ view: 'mine' })).items.map((task) => task.askedBy)).to.deep.equal(['kim']);
  });

  it('returns to a step that was done only with a reason', async () => {
    const { place, id } = await inExecution();
    const card = await open(place.as('kim'), id);
    await choose(card, 'return');
    const dialog = deep(card, 'rq-batch-dialog');
    button(dialog, 'Return to an earlier step').click();
    await until(() => deep(dialog, 'textarea').getAttribute('aria-invalid') === 'true');
    typeInto(deep<HTMLTextAreaElement>(dialog, 'textarea'), 'Not our equipment');
    button(dialog, 'Return to an earlier step').click();
    await until(() => shownText(section(card, 'rq-request-history')).includes('Not our equipment'));
    expect((await place.as('kim').findTasks({ view: 'mine' })).items).to.have.length(0);
  });

  it('tells that a step is put off until when, and offers to resume it', async () => {
    const { place, id } = await inExecution();
    const [task] = (await place.as('kim').findTasks({ view: 'mine' })).items;
    await place.as('kim').postponeTask({ task: task?.id ?? '', until: '2099-01-15T10:00:00Z', idempotencyKey: 'later' });
    const card = await open(place.as('kim'), id);
    expect(shownText(deep(card, '.banner'))).to.contain('Ким Андрей put the step off until').and.contain('2099');
    await choose(card, 'resume');
    button(deep(card, 'rq-batch-dialog'), 'Resume').click();
    await until(() => deepAll(card, '.banner').length === 0);
  });

  it('withdraws with a reason', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    const card = await open(place.as('petrova'), id);
    const menu = deep<RqMenu>(card, '.head rq-menu');
    menu.show();
    await until(() => deepAll(menu, '.item').length > 0);
    deepAll(menu, '.item').find((item) => item.textContent?.includes('Withdraw'))?.click();
    await settled(card);
    deepAll<RqButton>(card, 'rq-dialog rq-button').find((each) => each.textContent === 'Withdraw')?.click();
    await until(() => shownText(card).includes('Withdrawn'));
    expect((await place.as('petrova').getRequest({ request: id })).state).to.equal('withdrawn');
  });

  it('mentions people by name and sends with Ctrl+Enter', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    const card = await open(place.as('ivanov'), id);
    const conversation = section(card, 'rq-conversation');
    await until(() => deepAll(conversation, 'textarea').length > 0);
    const input = deep<HTMLTextAreaElement>(conversation, 'textarea');
    typeInto(input, 'Please look @Ким');
    await until(() => deepAll(conversation, '[role=option]').length > 0);
    press(input, 'Enter');
    await settled(conversation);
    expect(input.value).to.equal('Please look @Ким Андрей ');
    press(input, 'Enter', { ctrlKey: true });
    await until(() => deepAll(conversation, '.mention').length === 1);
    const [comment] = await place.as('ivanov').findComments({ request: id });
    expect(comment).to.include({ body: 'Please look @kim', visibility: 'public' });
    expect(comment?.mentions).to.deep.equal(['kim']);
  });

  it('shows hostile text as text', async () => {
    const place = await workplace();
    const { id } = await place.submit('<img src=x onerror=alert(1)> <b>bold</b>');
    await place.as('petrova').addComment({ request: id, body: '<script>alert(1)</script> javascript:alert(1)', visibility: 'public', idempotencyKey: place.key() });
    const card = await open(place.as('ivanov'), id);
    await until(() => shownText(card).includes('<script>'));
    expect(deepAll(card, 'img, script, b')).to.have.length(0);
  });

  it('does not tell whether a request exists that is not the person\'s', async () => {
    const place = await workplace();
    const { id } = await place.submit();
    expect(shownText(await open(place.as('lebedeva'), id))).to.contain('not open to you');
    expect(shownText(await open(place.as('lebedeva'), 'no-such'))).to.contain('not open to you');
  });
});
