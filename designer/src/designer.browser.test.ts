import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { RequestryError } from '@requestry/model';
import type { DesignService, Kind } from '@requestry/model';
import { RqDesigner } from '@requestry/designer';
import type { RqKindEditor } from '@requestry/designer';
import { clearFixtures, deep, deepAll, settled, shownText, typeInto } from '@requestry/ui/testing';
import { leave, office, builder, items, item, button, centre, until } from './testing/design-office.js';

afterEach(() => {
  clearFixtures();
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

describe('the list of kinds', () => {
  it('finds by name, and opens a kind', async () => {
    const { designer } = await office({ kind: '' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: '/' });
    typeInto(deep<HTMLInputElement>(designer, 'input[type="search"]'), 'lea');
    await settled(designer);
    expect(deepAll(designer, 'tbody tr')).to.have.length(1);
    deep(designer, '.open').click();
    await settled(designer);
    expect(designer.kind).to.equal('leave');
    await until(() => designer.shadowRoot?.activeElement?.localName === 'rq-kind-editor');
    expect(items(designer)).to.deep.equal(['Subject', 'Days', 'Paid']);
  });

  it('makes a blank kind with a form and a route, and opens it', async () => {
    const made: Parameters<DesignService['createKind']>[0][] = [];
    const { designer } = await office({ kind: '', overrides: { createKind: (command) => { made.push(command); return Promise.resolve({ kind: command.kind, version: 1, savedAt: '2026-03-02T09:00:00Z' }); } } });
    deep(designer, 'rq-menu').dispatchEvent(Object.assign(new Event('rq-select', { bubbles: true, composed: true }), { item: 'blank' }));
    await until(() => deepAll(designer, 'rq-new-kind').length > 0);
    await settled(designer);
    const dialog = deep(designer, 'rq-new-kind');
    typeInto(deep<HTMLInputElement>(dialog, '#title-ru'), 'Отпуск без содержания');
    await settled(dialog);
    expect(deep<HTMLInputElement>(dialog, '#kind-id').value).to.equal('otpusk-bez-soderzhaniya');
    button(dialog, 'Create').click();
    await until(() => made.length > 0);
    expect(made[0]?.route).to.contain('userTask');
    expect(Object.keys(made[0]?.kind.form.schema.properties ?? {})).to.deep.equal(['subject', 'description']);
    await until(() => designer.kind === 'otpusk-bez-soderzhaniya');
  });
});

describe('building a form', () => {
  it('adds a field by a click on the palette, saves it by itself, and takes it back', async () => {
    const { designer, stored } = await office();
    button(builder(designer), 'Date').click();
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Subject', 'Days', 'Paid', 'Date']);
    await until(() => stored().kind.form.schema.properties?.['date'] !== undefined);
    item(designer, 'Date').focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'KeyZ' });
    await sendKeys({ up: 'Control' });
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Subject', 'Days', 'Paid']);
    await until(() => stored().kind.form.schema.properties?.['date'] === undefined);
  });

  it('moves a field with the pointer', async () => {
    const { designer } = await office();
    const from = centre(item(designer, 'Paid'));
    const box = item(designer, 'Subject').getBoundingClientRect();
    await sendMouse({ type: 'move', position: from });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [from[0], from[1] - 20] });
    await sendMouse({ type: 'move', position: [Math.round(box.left + 60), Math.round(box.top + 2)] });
    await sendMouse({ type: 'up' });
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Paid', 'Subject', 'Days']);
  });

  it('moves a field with the keyboard and says where it is', async () => {
    const { designer } = await office();
    item(designer, 'Subject').focus();
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'ArrowDown' });
    await settled(designer);
    expect(shownText(deep(builder(designer), '[aria-live="assertive"]'))).to.equal('Subject: place 2 of 3');
    await sendKeys({ press: 'Enter' });
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Days', 'Subject', 'Paid']);
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Escape' });
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Days', 'Subject', 'Paid']);
  });

  it('makes a wizard and sends a field to another page', async () => {
    const { designer } = await office();
    button(builder(designer), 'Page').click();
    await settled(designer);
    deepAll(designer, '.page')[0]?.click();
    await settled(designer);
    item(designer, 'Days').click();
    await settled(designer);
    deep(designer, '.item-tools rq-menu').dispatchEvent(Object.assign(new Event('rq-select', { bubbles: true, composed: true }), { item: '1|0' }));
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Days']);
    deepAll(designer, '.page')[0]?.click();
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Subject', 'Paid']);
  });

  it('takes a form over from JSON only when it is one', async () => {
    const { designer, stored } = await office();
    button(builder(designer), 'JSON').click();
    await settled(designer);
    const schema = deep<HTMLTextAreaElement>(designer, '#schema');
    typeInto(schema, '{ "type": ');
    await settled(designer);
    button(designer, 'Apply').click();
    await settled(designer);
    expect(deep(designer, '#schema').getAttribute('aria-invalid')).to.equal('true');
    typeInto(schema, JSON.stringify({ ...leave.form.schema, title: 'Leave' }));
    await settled(designer);
    button(designer, 'Apply').click();
    await until(() => stored().kind.form.schema.title === 'Leave');
  });

  it('gives a removed field back from the message', async () => {
    const { designer, stored } = await office();
    item(designer, 'Days').focus();
    await sendKeys({ press: 'Delete' });
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Subject', 'Paid']);
    await until(() => deepAll(document.body, 'rq-toasts').some((toasts) => deepAll(toasts, 'button, rq-button').some((each) => shownText(each) === 'Undo')));
    button(deep(document.body, 'rq-toasts'), 'Undo').click();
    await settled(designer);
    expect(items(designer)).to.deep.equal(['Subject', 'Days', 'Paid']);
    await until(() => stored().version > 1);
  });

  it('renames a key where it is used', async () => {
    const { designer, stored } = await office();
    item(designer, 'Subject').click();
    await settled(designer);
    typeInto(deep<HTMLInputElement>(designer, '#key'), 'topic');
    await settled(designer);
    button(deep(designer, 'rq-field-properties'), 'Rename').click();
    await until(() => stored().kind.titleTemplate === '{topic}');
    expect(stored().kind.form.schema.required).to.deep.equal(['topic']);
  });

  it('reads a condition back in words', async () => {
    const { designer } = await office();
    item(designer, 'Paid').click();
    await settled(designer);
    button(deep(designer, 'rq-field-properties'), 'Only when').click();
    await settled(designer);
    const field = deep<HTMLSelectElement>(designer, '#clause-field-0');
    typeInto(field, 'days');
    await settled(designer);
    const value = deep<HTMLInputElement>(designer, '#clause-value-0');
    typeInto(value, '14');
    await settled(designer);
    expect(shownText(deep(deep(designer, 'rq-field-properties'), '.readback'))).to.equal('Shown when “Days” more than 14.');
  });
});

describe('saving', () => {
  it('asks what to do when somebody else saved in between, and keeps mine', async () => {
    const { designer, stored, intrude } = await office();
    intrude({ ...leave, title: 'Theirs' });
    button(builder(designer), 'Date').click();
    await until(() => deepAll(designer, '.conflict').length > 0);
    button(designer, 'Keep mine').click();
    await until(() => stored().kind.form.schema.properties?.['date'] !== undefined);
    expect(stored().kind.title).to.deep.equal(leave.title);
    await settled(designer);
    expect(deepAll(designer, '.conflict')).to.have.length(0);
  });

  it('says when it failed, and saves on retry', async () => {
    let broken = true;
    const saved: Kind[] = [];
    const { designer } = await office({ overrides: { saveKindDraft: ({ kind }) => (broken ? Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'down')) : (saved.push(kind), Promise.resolve({ kind, version: 2, savedAt: new Date().toISOString() }))) } });
    button(builder(designer), 'Date').click();
    await until(() => deepAll(designer, '.state.failed').length > 0);
    broken = false;
    button(deep<RqKindEditor>(designer, 'rq-kind-editor'), 'Retry').click();
    await until(() => saved.length > 0);
  });

  it('saves before it goes back to the list', async () => {
    const { designer, stored } = await office();
    button(builder(designer), 'Date').click();
    button(designer, 'All kinds').click();
    await until(() => designer.kind === '');
    expect(stored().kind.form.schema.properties).to.have.property('date');
  });
});

describe('access', () => {
  it('goes through the levels by keys and by clicks', async () => {
    const { designer, stored } = await office();
    const editor = deep<RqKindEditor>(designer, 'rq-kind-editor');
    editor.tab = 'access';
    await settled(designer);
    const cell = (): HTMLElement => deep(designer, '[data-cell="0-0"]');
    cell().click();
    await until(() => cell().getAttribute('aria-label') === 'Subject, Author, at submission: required');
    cell().focus();
    await sendKeys({ press: 'KeyH' });
    await until(() => stored().kind.submitAccess?.['subject'] === 'hidden');
    await sendKeys({ press: 'ArrowDown' });
    await settled(designer);
    expect(shownText(deep(designer, '[data-cell="1-0"]'))).to.equal('edit');
    expect(deep(designer, '[data-cell="1-0"]').getAttribute('tabindex')).to.equal('0');
  });
});

describe('publishing', () => {
  it('does not publish what has errors, and shows where they are', async () => {
    const { designer, service } = await office({ overrides: { checkKindDraft: () => Promise.resolve([{ code: 'expression.unknown-name', element: 'flow', params: { name: 'sum' } }]) } });
    button(designer, 'Publish').click();
    await until(() => deepAll(designer, 'rq-publish .problems li, .problems li').length > 0);
    await settled(designer);
    const dialog = deep(designer, 'rq-publish');
    expect(shownText(dialog)).to.contain('The condition uses “sum”, but the form has no such field');
    button(dialog, 'Publish v1').click();
    expect(service.calls.some(({ method }) => method === 'publishKind')).to.equal(false);
    button(dialog, 'Show').click();
    await settled(designer);
    expect(deep<RqKindEditor>(designer, 'rq-kind-editor').tab).to.equal('route');
  });

  it('tells in words what changes, and publishes with a note', async () => {
    const { designer, service } = await office({ published: leave });
    button(builder(designer), 'Date').click();
    await settled(designer);
    button(designer, 'Publish').click();
    await until(() => deepAll(designer, 'rq-publish').length > 0 && shownText(deep(designer, 'rq-publish')).includes('Added: field “Date”'));
    const dialog = deep(designer, 'rq-publish');
    expect(shownText(dialog)).to.contain('2 requests run on earlier versions and will finish on them.');
    typeInto(deep<HTMLTextAreaElement>(dialog, '#note'), 'A date');
    await settled(dialog);
    button(dialog, 'Publish v2').click();
    await until(() => shownText(dialog).includes('Version 2 is published'));
    await until(() => dialog.shadowRoot?.activeElement?.textContent === 'Close');
    expect(service.calls.find(({ method }) => method === 'publishKind')?.input).to.include({ note: 'A date', kind: 'leave' });
  });
});

describe('the designer', () => {
  it('speaks Russian when asked to', async () => {
    const { designer } = await office();
    designer.locale = 'ru';
    await settled(designer);
    expect(shownText(designer)).to.contain('Черновик v1');
    expect(designer).to.be.instanceOf(RqDesigner);
  });
});
