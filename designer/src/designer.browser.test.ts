import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import type { DesignService, Kind, KindDraft, KindVersion } from '@requestry/model';
import { RqDesigner } from '@requestry/designer';
import type { RqFormBuilder, RqKindEditor } from '@requestry/designer';
import { clearFixtures, deep, deepAll, fakeDesignService, fixture, settled, shownText, typeInto } from '@requestry/ui/testing';
import type { Fake } from '@requestry/ui/testing';

const leave: Kind = {
  id: 'leave',
  title: { ru: 'Отпуск', en: 'Leave' },
  scope: 'internal',
  titleTemplate: '{subject}',
  form: {
    schema: { type: 'object', properties: { subject: { type: 'string' }, days: { type: 'number' }, paid: { type: 'boolean' } }, required: ['subject'] },
    ui: {
      type: 'VerticalLayout',
      elements: [
        { type: 'Control', scope: '#/properties/subject', label: { en: 'Subject', ru: 'Тема' } },
        { type: 'Control', scope: '#/properties/days', label: { en: 'Days', ru: 'Дни' } },
        { type: 'Control', scope: '#/properties/paid', label: { en: 'Paid', ru: 'Оплачивается' } },
      ],
    },
  },
};

interface Office {
  readonly designer: RqDesigner;
  readonly service: Fake<DesignService>;
  /** What is stored. */
  stored(): KindDraft;
  /** Somebody else saves. */
  intrude(kind: Kind): void;
}

async function office(options: { readonly kind?: string; readonly published?: Kind; readonly overrides?: Partial<DesignService> } = {}): Promise<Office> {
  let stored: KindDraft = { kind: leave, version: 1, savedAt: '2026-03-02T09:00:00Z', ...(options.published ? { publishedVersion: 1 } : {}) };
  const versions: KindVersion[] = options.published ? [{ version: 1, publishedAt: '2026-03-01T09:00:00Z', publishedBy: 'anna', publishedByName: 'Anna', kind: options.published, open: 2 }] : [];
  const save = (kind: Kind, route?: string): KindDraft => (stored = { ...stored, kind, ...(route === undefined ? {} : { route }), version: stored.version + 1, savedAt: new Date().toISOString() });
  const service = fakeDesignService({
    getKindDraft: () => Promise.resolve(stored),
    findKindVersions: () => Promise.resolve(versions),
    findKindRows: () => Promise.resolve([{ id: 'leave', title: leave.title, status: 'draft', hasDraft: true, open: 3, problems: { errors: 1, warnings: 0 } }, { id: 'repair', title: 'Repair', status: 'published', publishedVersion: 2, hasDraft: false, open: 0, problems: { errors: 0, warnings: 0 } }]),
    saveKindDraft: ({ kind, route, expectedVersion }) => (expectedVersion === stored.version ? Promise.resolve(save(kind, route)) : Promise.reject(new RequestryError('CONFLICT', 'changed meanwhile'))),
    publishKind: ({ note }) => {
      const version: KindVersion = { version: versions.length + 1, publishedAt: '2026-03-02T10:00:00Z', publishedBy: 'anna', publishedByName: 'Anna', kind: stored.kind, open: 0, ...(note ? { note } : {}) };
      versions.push(version);
      return Promise.resolve(version);
    },
    ...options.overrides,
  });
  const methods = ['findKindRows', 'getKindDraft', 'createKind', 'saveKindDraft', 'discardKindDraft', 'checkKindDraft', 'publishKind', 'archiveKind', 'findKindVersions', 'getOrg', 'findDirectories'] as const;
  const plain = Object.fromEntries(methods.map((name) => [name, (input: never) => (service[name] as (input: never) => unknown)(input)])) as unknown as DesignService;
  const designer = await fixture<RqDesigner>(html`<rq-designer .kind=${options.kind ?? 'leave'}></rq-designer>`, { design: plain, locale: 'en' });
  await settled(designer);
  return { designer, service, stored: () => stored, intrude: (kind) => void save(kind) };
}

const builder = (designer: Element): RqFormBuilder => deep<RqFormBuilder>(designer, 'rq-form-builder');
const items = (designer: Element): readonly string[] => deepAll(designer, '[role="treeitem"]').map((item) => item.getAttribute('aria-label') ?? '');
const item = (designer: Element, name: string): HTMLElement => deep(designer, `[role="treeitem"][aria-label="${name}"]`);
const button = (root: Element, text: string): HTMLElement => {
  const found = deepAll(root, 'button, rq-button').find((each) => shownText(each) === text || each.getAttribute('label') === text || each.getAttribute('aria-label') === text);
  if (!found) throw new TypeError(`no button "${text}"`);
  return found;
};
const centre = (element: Element): [number, number] => {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
};
const until = async (passes: () => boolean): Promise<void> => {
  const end = Date.now() + 30_000;
  while (!passes()) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};

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
    await until(() => button(deep(document.body, 'rq-toasts'), 'Undo').isConnected);
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

describe('several elements of a form', () => {
  const itemsOf = (designer: Element): HTMLElement[] => deepAll(builder(designer), '[role=treeitem]');
  const clipboardEvent = (type: string, data = new DataTransfer()): ClipboardEvent => new ClipboardEvent(type, { clipboardData: data, bubbles: true, composed: true, cancelable: true });

  it('are chosen with the mouse and the keyboard, removed together and brought back by one undo', async () => {
    const { designer } = await office();
    itemsOf(designer)[0]?.click();
    await settled(designer);
    itemsOf(designer)[2]?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }));
    await settled(designer);
    expect(itemsOf(designer).map((item) => item.getAttribute('aria-selected'))).to.deep.equal(['true', 'true', 'true']);
    itemsOf(designer)[1]?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ctrlKey: true }));
    await settled(designer);
    expect(shownText(deep(builder(designer), '.group-bar'))).to.contain('2 selected');
    itemsOf(designer)[0]?.focus();
    itemsOf(designer)[0]?.dispatchEvent(new KeyboardEvent('keydown', { code: 'Delete', key: 'Delete', bubbles: true, composed: true, cancelable: true }));
    await settled(designer);
    expect(itemsOf(designer).map((item) => item.getAttribute('aria-label'))).to.deep.equal(['Days']);
  });

  it('are copied in one kind and pasted in another', async () => {
    const first = await office();
    itemsOf(first.designer)[1]?.click();
    await settled(first.designer);
    const data = new DataTransfer();
    itemsOf(first.designer)[1]?.dispatchEvent(clipboardEvent('copy', data));
    expect(data.getData('text/plain')).to.contain('Days');
    const second = await office();
    itemsOf(second.designer)[0]?.click();
    await settled(second.designer);
    itemsOf(second.designer)[0]?.dispatchEvent(clipboardEvent('paste', data));
    await settled(second.designer);
    expect(itemsOf(second.designer).map((item) => item.getAttribute('aria-label'))).to.deep.equal(['Subject', 'Days', 'Days', 'Paid']);
    expect(Object.keys(builder(second.designer).draft?.kind.form.schema.properties ?? {})).to.include('days2');
  });

  it('have their texts in a table of both languages, what is not translated marked', async () => {
    const { designer } = await office();
    deepAll(builder(designer), '.segments button')[2]?.click();
    await settled(designer);
    const table = deep(builder(designer), 'rq-form-texts');
    expect(shownText(table)).to.contain('Everything is in both languages');
    const english = deepAll<HTMLTextAreaElement>(table, 'textarea')[1];
    if (english) typeInto(english, '');
    await settled(designer);
    expect(shownText(table)).to.contain('Not translated: 1 text').and.contain('not translated');
  });
});

describe('test data of a form', () => {
  const samples = (designer: Element): Element => deep(builder(designer), 'rq-form-samples');
  const preview = async (designer: Element): Promise<void> => {
    button(builder(designer), 'Preview').click();
    await settled(designer);
  };
  const subject = (designer: Element): HTMLInputElement => {
    const input = deepAll<HTMLInputElement>(deep(builder(designer), 'rq-form'), 'input')[0];
    if (!input) throw new TypeError('no input');
    return input;
  };

  it('is kept under a name, chosen again, and removed by one undoable edit', async () => {
    const { designer, stored } = await office();
    await preview(designer);
    typeInto(subject(designer), 'Sea');
    await settled(designer);
    button(samples(designer), 'Keep as a sample').click();
    await settled(designer);
    typeInto(deep<HTMLInputElement>(samples(designer), '#name'), 'At the sea');
    await settled(designer);
    button(samples(designer), 'Keep').click();
    await until(() => stored().kind.samples?.length === 1);
    expect(stored().kind.samples).to.deep.equal([{ title: 'At the sea', data: { subject: 'Sea' } }]);
    button(builder(designer), 'Clear').click();
    await settled(designer);
    expect(subject(designer).value).to.equal('');
    const choice = deep<HTMLSelectElement>(samples(designer), 'select');
    choice.value = 'At the sea';
    choice.dispatchEvent(new Event('change'));
    await settled(designer);
    expect(subject(designer).value).to.equal('Sea');
    button(samples(designer), 'Remove the sample “At the sea”').click();
    await until(() => stored().kind.samples?.length === 0);
  });

  it('wants a name of its own', async () => {
    const { designer } = await office({ overrides: { getKindDraft: () => Promise.resolve({ kind: { ...leave, samples: [{ title: 'One', data: { subject: 'x' } }] }, version: 1, savedAt: '2026-03-02T09:00:00Z' }) } });
    await preview(designer);
    typeInto(subject(designer), 'y');
    await settled(designer);
    button(samples(designer), 'Keep as a sample').click();
    await settled(designer);
    typeInto(deep<HTMLInputElement>(samples(designer), '#name'), 'One');
    await settled(designer);
    expect(shownText(deep(samples(designer), '.field-error'))).to.equal('There is such a sample already');
  });
});

describe('undo', () => {
  it('takes a hundred edits of a form back one by one, and does them again', async () => {
    const { designer } = await office();
    const form = (): string => JSON.stringify(builder(designer).draft?.kind.form);
    const states = [form()];
    for (let edit = 0; edit < 100; edit += 1) {
      button(builder(designer), ['Date', 'Text', 'Number'][edit % 3] ?? 'Date').click();
      await settled(designer);
      states.push(form());
    }
    expect(new Set(states).size).to.equal(101);
    const back: string[] = [];
    for (let edit = 0; edit < 100; edit += 1) {
      deep(designer, 'rq-button[icon="undo"]').click();
      await settled(designer);
      back.push(form());
    }
    expect(back).to.deep.equal(states.slice(0, -1).reverse());
    for (let edit = 0; edit < 100; edit += 1) {
      deep(designer, 'rq-button[icon="redo"]').click();
      await settled(designer);
    }
    expect(form()).to.equal(states.at(-1));
  });
});
