import { expect } from '@open-wc/testing';
import { violations } from '../testing/axe.js';
import { clearFixtures, deep, deepAll, settled, shownText, typeInto } from '@requestry/ui/testing';
import { leave, office, builder, button, until } from '../testing/design-office.js';

afterEach(() => {
  clearFixtures();
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
});

describe('properties of a field', () => {
  it('offer placeholder and formula only where the field shows or takes them', async () => {
    const { designer } = await office();
    const offered = async (name: string): Promise<readonly boolean[]> => {
      const search = deep<HTMLInputElement>(builder(designer), '#palette-search');
      search.focus();
      typeInto(search, name);
      await settled(designer);
      search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, composed: true, cancelable: true }));
      await settled(designer);
      return ['#placeholder', '#computed'].map((id) => deepAll(builder(designer), id).length > 0);
    };
    expect({ text: await offered('Text'), date: await offered('Date'), files: await offered('Files'), table: await offered('Table') }).to.deep.equal({ text: [true, true], date: [false, true], files: [false, false], table: [false, false] });
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

  it('are added and undone by the keyboard alone, one key after another', async () => {
    const { designer } = await office();
    const names = (): readonly (string | null)[] => itemsOf(designer).map((item) => item.getAttribute('aria-label'));
    const focused = (): Element | undefined => {
      let at = document.activeElement ?? undefined;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at;
    };
    const key = async (init: KeyboardEventInit): Promise<void> => {
      focused()?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }));
      await settled(designer);
    };
    for (const name of ['Date', 'Time']) {
      const search = deep<HTMLInputElement>(builder(designer), '#palette-search');
      search.focus();
      typeInto(search, name);
      await settled(designer);
      await key({ key: 'Enter', code: 'Enter' });
    }
    expect(names()).to.deep.equal(['Subject', 'Days', 'Paid', 'Date', 'Time']);
    for (const left of [4, 3]) {
      await key({ key: 'z', code: 'KeyZ', ctrlKey: true });
      expect(itemsOf(designer)).to.have.length(left);
      expect(focused()?.getAttribute('aria-label')).to.equal(names().at(-1));
    }
    for (let count = 0; count < 2; count += 1) await key({ key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true });
    expect(names()).to.deep.equal(['Subject', 'Days', 'Paid', 'Date', 'Time']);
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

  it('have columns to set when they are lines, not when they are files', async () => {
    const { designer } = await office();
    const columns = async (type: string): Promise<boolean> => {
      button(builder(designer), type).click();
      await settled(designer);
      return shownText(deep(builder(designer), 'rq-field-properties')).includes('Add a column');
    };
    expect([await columns('Lines'), await columns('Files')]).to.deep.equal([true, false]);
  });

  it('take files of chosen sorts, how many and how large, when they are files', async () => {
    const { designer } = await office();
    button(builder(designer), 'Files').click();
    await settled(designer);
    const input = (id: string): HTMLInputElement => deep<HTMLInputElement>(builder(designer), `#${id}`);
    input('accept-pdf').click();
    await settled(designer);
    input('accept-images').click();
    await settled(designer);
    input('accept-others').value = 'DWG, .step';
    input('accept-others').dispatchEvent(new Event('change', { bubbles: true }));
    await settled(designer);
    typeInto(input('maxItems'), '3');
    await settled(designer);
    typeInto(input('file-size'), '5');
    await settled(designer);
    const form = builder(designer).draft?.kind.form;
    const control = Object.entries(form?.schema.properties ?? {}).find(([, { items }]) => typeof items === 'object' && items.properties?.['sha256']);
    expect(control?.[1]).to.deep.include({ maxItems: 3 });
    expect(control?.[1].items).to.have.nested.property('properties.size.maximum', 5_000_000);
    expect(JSON.stringify(form?.ui)).to.contain('"accept":[".pdf","image/*",".dwg",".step"]');
    input('accept-pdf').click();
    await settled(designer);
    expect([input('accept-images').checked, input('accept-pdf').checked, input('accept-others').value]).to.deep.equal([true, false, '.dwg, .step']);
    typeInto(input('file-size'), '');
    await settled(designer);
    expect(builder(designer).draft?.kind.form.schema.properties?.[control?.[0] ?? '']?.items).to.not.have.nested.property('properties.size.maximum');
    expect(await violations(deep(builder(designer), 'rq-field-properties'))).to.deep.equal([]);
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
  it('do not pass the first name of a new field for a translation of the one it was given', async () => {
    const { designer } = await office();
    const named = (name: string): void => typeInto(deep<HTMLInputElement>(deep(builder(designer), 'rq-field-properties'), '#title'), name);
    button(builder(designer), 'Date').click();
    await settled(designer);
    named('Leaving on');
    await settled(designer);
    named('Leaving at');
    await settled(designer);
    const [, , , added] = itemsOf(designer);
    expect(added?.getAttribute('aria-label')).to.equal('Leaving at');
    deepAll(builder(designer), '.segments button')[2]?.click();
    await settled(designer);
    expect(shownText(deep(builder(designer), 'rq-form-texts'))).to.contain('Not translated: 1 text');
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
