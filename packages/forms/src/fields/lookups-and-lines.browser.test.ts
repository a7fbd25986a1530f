import { expect } from '@open-wc/testing';
import type { FormDefinition, JsonObject } from '@requestry/model';
import type { Lookups, RqForm } from '@requestry/forms';
import { choose, everyValue, fieldOf, inputOf, manualScheduler, open, optionsOf, root, sampleLookups, show } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, leave, press, settled, shownText, typeInto, until } from '@requestry/ui/testing';

/** What an element is called where others refer to it. */
const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? shownText(element);

afterEach(clearFixtures);

describe('lookups', () => {
  it('fill other fields from the chosen record', async () => {
    const form = await show({ data: { site: 's1' } });
    await choose(form, 'equipment', 'Scanner');
    expect(form.data).to.deep.include({ equipment: 'e2', location: '1st floor, 101', performer: 'sokolov' });
    expect(inputOf(form, 'performer').value).to.equal('Andrey Sokolov');
  });

  it('offer only what the filter lets through, and drop what no longer fits', async () => {
    const form = await show({ data: { site: 's1', equipment: 'e1' } });
    await open(form, 'equipment');
    expect(optionsOf(form, 'equipment')).to.have.length(2);
    leave(inputOf(form, 'equipment'));
    await choose(form, 'site', 'South');
    expect(form.data).not.to.have.property('equipment');
    await open(form, 'equipment');
    expect(optionsOf(form, 'equipment')).to.deep.equal(['Plotter']);
  });

  it('wait while the person types, and are worked by keys', async () => {
    const scheduler = manualScheduler();
    const form = await show({ data: {}, scheduler });
    const site = inputOf(form, 'site');
    typeInto(site, 'sou');
    await settled(form);
    expect(optionsOf(form, 'site')).to.have.length(0);
    scheduler.run();
    await settled(form);
    expect(optionsOf(form, 'site')).to.deep.equal(['South']);
    expect(site.getAttribute('aria-expanded')).to.equal('true');
    expect(root(form).getElementById(site.getAttribute('aria-activedescendant') ?? '')?.textContent).to.contain('South');
    press(site, 'Enter');
    await settled(form);
    expect(form.data.site).to.equal('s2');
    expect(site.getAttribute('aria-expanded')).to.equal('false');
  });

  it('open by an arrow at the first or the last, ready to be taken', async () => {
    const form = await show({ data: {} });
    const site = inputOf(form, 'site');
    press(site, 'ArrowDown');
    await settled(form);
    expect(root(form).getElementById(site.getAttribute('aria-activedescendant') ?? '')?.textContent).to.contain('North');
    press(site, 'Escape');
    await settled(form);
    press(site, 'ArrowUp');
    await settled(form);
    press(site, 'Enter');
    await settled(form);
    expect(site.value).to.equal('South');
  });

  it('take no free text', async () => {
    const form = await show({ data: { site: 's1' } });
    typeInto(inputOf(form, 'site'), 'Nowhere');
    leave(inputOf(form, 'site'));
    await settled(form);
    expect(form.data.site).to.equal('s1');
    expect(inputOf(form, 'site').value).to.equal('North');
  });

  it('show how much people have to do, the freest first', async () => {
    const form = await show({ data: {} });
    await open(form, 'performer');
    const shown = optionsOf(form, 'performer');
    expect(shown[0]).to.contain('Maria Belova').and.to.contain('0 open tasks').and.to.contain('Andrey Sokolov stands in');
    expect(shown[2]).to.contain('7 open tasks');
  });

  it('walk down a tree and show the path', async () => {
    const form = await show({ data: {} });
    await open(form, 'category');
    expect(optionsOf(form, 'category')).to.deep.equal(['Hardware']);
    press(inputOf(form, 'category'), 'ArrowDown');
    await settled(form);
    press(inputOf(form, 'category'), 'ArrowRight');
    await settled(form);
    expect(optionsOf(form, 'category')).to.deep.equal(['Printers Hardware']);
  });

  it('stay small over a hundred thousand records: a page is asked for at a time, and few rows are drawn', async () => {
    const asked: { text?: string; limit?: number; after?: string }[] = [];
    const total = 100_000;
    const pageSize = 50;
    const findRecords: Lookups['findRecords'] = ({ text = '', after = '0', limit = pageSize }) => {
      asked.push({ text, limit, after });
      const from = Number(after);
      const items = Array.from({ length: Math.min(limit, total - from) }, (_, index) => ({ id: `${from + index}`, directory: 'sites', title: `Site ${from + index} ${text}`, data: {} }));
      return Promise.resolve({ items: items as never, ...(from + items.length < total ? { next: String(from + items.length) } : {}) });
    };
    const form = await show({ data: {} });
    form.lookups = { ...sampleLookups, findRecords };
    await settled(form);
    asked.length = 0;
    await open(form, 'site');
    expect(asked).to.have.length(1);
    expect(asked[0]?.limit ?? pageSize).to.be.at.most(200);
    expect(deepAll(form, '[role=option]').length).to.be.within(1, 100);
    typeInto(inputOf(form, 'site'), 'north');
    await settled(form);
    expect(asked.at(-1)).to.include({ text: 'north', after: '0' });
    expect(deepAll(form, '[role=option]').length).to.be.within(1, 100);
  });

  it('tell records of two directories with the same id apart, given by the host or looked up', async () => {
    const record = (name: string, directory: string) => ({ type: 'Control' as const, scope: `#/properties/${name}`, options: { rq: { lookup: { directory } } } });
    const ride: FormDefinition = {
      schema: { type: 'object', properties: { town: { type: 'string' }, car: { type: 'string' } } },
      ui: { type: 'VerticalLayout', elements: [record('town', 'towns'), record('car', 'cars')] },
    };
    const data = { town: 'volga', car: 'volga' };
    const given = await show({ form: ride, data, mode: 'read', titles: { 'towns/volga': 'Volga town', 'cars/volga': 'Volga car' } });
    expect(shownText(given)).to.contain('Volga town').and.to.contain('Volga car');
    const form = await show({ form: ride, data: {} });
    form.lookups = { ...sampleLookups, findRecords: ({ directory, ids = [] }) => Promise.resolve({ items: ids.map((id) => ({ id, directory, title: `${id} of ${directory}`, data: {} })) as never }) };
    form.data = data;
    await settled(form);
    expect(['town', 'car'].map((name) => inputOf(form, name).value)).to.deep.equal(['volga of towns', 'volga of cars']);
  });

  it('draw few rows of many options', async () => {
    const many: FormDefinition = {
      schema: { type: 'object', properties: { n: { type: 'string', enum: Array.from({ length: 5_000 }, (_, index) => `value ${index}`) } } },
      ui: { type: 'Control', scope: '#/properties/n' },
    };
    const form = await show({ form: many, data: {} });
    await open(form, 'n');
    const drawn = deepAll(form, '[role=option]');
    expect(drawn.length).to.be.lessThan(100);
    expect(drawn[0]?.getAttribute('aria-setsize')).to.equal('5000');
  });
});

describe('lines', () => {
  it('are added, computed, summed, repeated and removed', async () => {
    const form = await show({ data: everyValue });
    const table = (): HTMLElement => fieldOf(form, 'lines');
    expect(shownText(deep(table(), 'tfoot'))).to.contain('3,701');
    deep(table(), '.field > .button').click();
    await settled(form);
    const quantity = root(form).getElementById(`${deep(table(), 'table').id.replace('-table', '')}-r2-quantity`) as HTMLInputElement;
    typeInto(quantity, '4');
    await settled(form);
    expect(shownText(deep(table(), 'tfoot'))).to.contain('7');
    deepAll(table(), '.row-actions .button')[0]?.click();
    await settled(form);
    expect((form.data.lines as JsonObject[])[1]?.name).to.equal('Cartridge');
    deepAll(table(), '.row-actions .button')[1]?.click();
    await settled(form);
    expect(form.data.lines as JsonObject[]).to.have.length(3);
    expect((form.data.lines as JsonObject[])[0]?.sum).to.equal(3_001);
  });

  it('take the focus along: into an added row, and to the row that is left', async () => {
    const form = await show({ data: { lines: [{ name: 'A' }] } });
    const table = fieldOf(form, 'lines');
    const names = (): HTMLElement[] => deepAll(table, 'input[id$="-name"]');
    const pressed = async (button: HTMLElement): Promise<void> => {
      button.focus();
      button.click();
      await settled(form);
      await new Promise(requestAnimationFrame);
    };
    await pressed(deep(table, '.field > .button'));
    const focused = (): string | undefined => root(form).activeElement?.id;
    expect(focused()).to.equal(names()[1]?.id);
    await pressed(deepAll(table, '.row-actions .button')[3]!);
    expect(names()).to.have.length(1);
    expect(focused()).to.equal(names()[0]?.id);
    await pressed(deepAll(table, '.row-actions .button')[1]!);
    expect(focused()).to.equal(deep(table, '.field > .button').id);
  });

  it('show no errors on the way to the button that adds a row, so that it stays under the pointer', async () => {
    const form = await show({ data: { lines: [{ quantity: 1 }] } });
    const table = fieldOf(form, 'lines');
    deepAll<HTMLElement>(table, 'input[id$="-name"]')[0]?.focus();
    deep<HTMLElement>(table, '.field > .button').focus();
    await settled(form);
    expect(deepAll(table, '.field-error')).to.have.length(0);
  });

  it('stand as cards in a narrow form, with every cell and button in reach under the name of its column, with a mark where it must be filled in', async () => {
    const form = await show({ data: everyValue });
    form.style.inlineSize = '300px';
    await settled(form);
    const table = deep(fieldOf(form, 'lines'), 'table');
    const right = form.getBoundingClientRect().right;
    const reached = deepAll(table, 'tbody :is(input, button)').filter((each) => each.getBoundingClientRect().width > 0);
    expect(reached.length).to.be.above(10);
    expect(reached.filter((each) => each.getBoundingClientRect().right > right)).to.deep.equal([]);
    expect(deep(form, 'form').scrollWidth).to.be.at.most(300);
    const first = deepAll(table, 'tbody tr:first-child td.cell');
    expect(first.map((cell) => getComputedStyle(cell, '::before').content.split(' / ')[0])).to.deep.equal(['"Name *"', '"Quantity"', '"Price"', '"Needed"', '"For"']);
    press(deep(table, 'input[id$="-r0-quantity"]'), 'ArrowDown');
    expect((root(form).activeElement as HTMLElement).id).to.contain('-r1-quantity');
  });

  it('stay a table where there is room, and keep the names of columns out of the cells', async () => {
    const form = await show({ data: everyValue });
    form.style.inlineSize = '1000px';
    await settled(form);
    const table = deep(fieldOf(form, 'lines'), 'table');
    expect(getComputedStyle(table).display).to.equal('table');
    expect(getComputedStyle(deep(table, 'tbody td.cell'), '::before').content).to.equal('none');
  });

  it('are named in the summary by row and column', async () => {
    const form = await show({ data: { ...everyValue, lines: [{ name: 'A', quantity: 1 }, { quantity: 1 }] } });
    form.validate();
    await settled(form);
    expect(shownText(deep(form, '.summary'))).to.contain('Materials, row 2, Name: Fill in this field');
  });

  it('name each cell by its row and column', async () => {
    const form = await show({ data: everyValue });
    const cell = deepAll<HTMLInputElement>(fieldOf(form, 'lines'), 'input[id$="-quantity"]')[1]!;
    const name = (cell.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => nameOf(root(form).getElementById(id)!)).join(' ');
    expect(name).to.contain('Row 2').and.to.contain('Quantity');
  });

  it('take a paste from a spreadsheet', async () => {
    const form = await show({ data: { lines: [{ name: 'A' }] } });
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Paper\t2\t10,5\nPens\t3\t1\n');
    deep(fieldOf(form, 'lines'), 'input[id$="-name"]').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await settled(form);
    expect(form.data.lines).to.deep.equal([{ name: 'Paper', quantity: 2, price: 10.5, sum: 21 }, { name: 'Pens', quantity: 3, price: 1, sum: 3 }]);
  });

  describe('with values that are looked up', () => {
    const row = (property: string): HTMLInputElement => deep<HTMLInputElement>(fieldOf(shown, 'parts'), `:is(input, select)[id$="-${property}"]`);
    let shown: RqForm;
    const open = async (lookups?: Partial<Lookups>): Promise<void> => {
      const columns = [{ property: 'equipment', options: { rq: { lookup: { directory: 'equipment', fill: { place: 'location' } } } } }, { property: 'performer', options: { rq: { field: 'person' } } }, { property: 'place' }, { property: 'urgent', options: { rq: { enumTitles: { high: 'High' } } } }, { property: 'day' }];
      const rows = { type: 'object', properties: { equipment: { type: 'string' }, performer: { type: 'string' }, place: { type: 'string' }, urgent: { type: 'string', enum: ['high', 'low'] }, day: { type: 'string', format: 'date' } } };
      const form = { schema: { type: 'object', properties: { parts: { type: 'array', items: rows } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/parts', label: 'Parts', options: { rq: { field: 'lines', columns } } }] } } as unknown as FormDefinition;
      shown = await show({ form, data: { parts: [{}] } });
      if (lookups) shown.lookups = { ...sampleLookups, ...lookups };
      await settled(shown);
    };
    const paste = (property: string, text: string): void => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      row(property).dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    };

    it('take what is pasted by its title, with what a record fills', async () => {
      await open();
      paste('equipment', 'scanner 1-01\tAndrey  Sokolov\n');
      await until(() => (shown.data.parts as JsonObject[])[0]?.performer !== undefined);
      expect(shown.data.parts).to.deep.equal([{ equipment: 'e2', place: '1st floor, 101', performer: 'sokolov' }]);
      await settled(shown);
      expect([row('equipment').value, row('performer').value]).to.deep.equal(['Scanner 1-01', 'Andrey Sokolov']);
    });

    it('take a choice by its title, and a day as people write it', async () => {
      await open();
      paste('urgent', 'High\t14.03.2026\n');
      await settled(shown);
      expect(shown.data.parts).to.deep.equal([{ urgent: 'high', day: '2026-03-14' }]);
    });

    it('say in the cell what was pasted when nothing is called so, and let nothing be submitted before it is mended', async () => {
      await open();
      paste('equipment', 'Teleport\tAndrey Sokolov\n');
      await until(() => shownText(fieldOf(shown, 'parts')).includes('“Teleport” was pasted: nothing is called so'));
      expect([row('equipment').value, row('equipment').getAttribute('aria-invalid')]).to.deep.equal(['Teleport', 'true']);
      expect(JSON.stringify(shown.data)).not.to.contain('Teleport');
      expect(shown.submit()).to.equal(false);
      typeInto(row('equipment'), '');
      leave(row('equipment'));
      await settled(shown);
      expect(shownText(fieldOf(shown, 'parts'))).not.to.contain('Teleport');
      expect(shown.valid).to.equal(true);
    });

    it('say that several are called so, and forget it with the row', async () => {
      const twins = ['a', 'b'].map((id) => ({ id, title: 'Twin', data: {} }));
      await open({ findRecords: () => Promise.resolve({ items: twins as never }) });
      paste('equipment', 'Twin\tAndrey Sokolov\n');
      await until(() => shownText(fieldOf(shown, 'parts')).includes('several are called so'));
      deep(fieldOf(shown, 'parts'), 'button[aria-label^="Duplicate row"]').click();
      await settled(shown);
      deep(fieldOf(shown, 'parts'), 'button[aria-label^="Remove row"]').click();
      await settled(shown);
      expect(deepAll(fieldOf(shown, 'parts'), '.field-error')).to.have.length(0);
      expect(shown.valid).to.equal(true);
    });

    it('say that a title could not be looked up when the directory does not answer', async () => {
      await open({ findPeople: () => Promise.reject(new Error('offline')) });
      paste('performer', 'Andrey Sokolov\there\n');
      await until(() => shownText(fieldOf(shown, 'parts')).includes('could not be looked up'));
      expect(row('performer').value).to.equal('Andrey Sokolov');
    });
  });

  it('show an error at its cell', async () => {
    const form = await show({ data: { ...everyValue, lines: [{ quantity: 1 }] } });
    form.validate();
    await settled(form);
    expect(deep(fieldOf(form, 'lines'), 'input[id$="-name"]').getAttribute('aria-invalid')).to.equal('true');
    expect(root(form).activeElement).to.equal(deep(fieldOf(form, 'lines'), 'input[id$="-name"]'));
  });
});
