import 'axe-core';
import type Axe from 'axe-core';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { FormDefinition, JsonObject } from '@requestry/model';
import '@requestry/forms';
import type { RqForm, RqFormChangeEvent } from '@requestry/forms';
import { everyField, everyValue, manualScheduler, sampleLookups } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, fixture, leave, press, settled, shownText, typeInto } from '@requestry/ui/testing';

afterEach(() => {
  clearFixtures();
  document.documentElement.lang = '';
});

const root = (form: RqForm): ShadowRoot => form.shadowRoot!;
const fieldOf = (form: RqForm, name: string): HTMLElement => deep(form, `[data-path="/${name}"]`);
const inputOf = (form: RqForm, name: string): HTMLInputElement => deep<HTMLInputElement>(fieldOf(form, name), 'input, textarea, select');
const rendersOf = (form: RqForm, name: string): number => (fieldOf(form, name).parentElement as HTMLElement & { renders: number }).renders;

interface Options extends Partial<Pick<RqForm, 'access' | 'mode' | 'wizard' | 'buttons' | 'titles' | 'issues' | 'scheduler'>> {
  readonly form?: FormDefinition;
  readonly data?: JsonObject;
}

async function show({ form = everyField, data, ...options }: Options = {}): Promise<RqForm> {
  return fixture<RqForm>(html`<rq-form
    .form=${form}
    .data=${data}
    .access=${options.access}
    .mode=${options.mode ?? 'edit'}
    .wizard=${options.wizard ?? false}
    .buttons=${options.buttons ?? false}
    .titles=${options.titles ?? {}}
    .issues=${options.issues ?? []}
    .lookups=${sampleLookups}
    .scheduler=${options.scheduler ?? { after: (_: number, run: () => void) => { queueMicrotask(run); return () => undefined; } }}
    locale="en"
  ></rq-form>`);
}

async function open(form: RqForm, name: string): Promise<void> {
  inputOf(form, name).focus();
  inputOf(form, name).click();
  await settled(form);
}

const optionsOf = (form: RqForm, name: string): string[] => deepAll(fieldOf(form, name), '[role=option]').map(shownText);

async function choose(form: RqForm, name: string, title: string): Promise<void> {
  await open(form, name);
  deepAll(fieldOf(form, name), '[role=option]').find((option) => shownText(option).startsWith(title))?.click();
  await settled(form);
}

async function violations(form: RqForm): Promise<string[]> {
  const { axe } = window as unknown as { axe: typeof Axe };
  const { violations: found } = await axe.run(form, { rules: { region: { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ').slice(0, 400)}`);
}

describe('rq-form', () => {
  it('names every input by its label and ties help to it', async () => {
    const form = await show();
    const summary = inputOf(form, 'summary');
    expect(summary.labels?.[0]?.textContent).to.contain('Summary');
    expect(root(form).getElementById(summary.getAttribute('aria-describedby') ?? '')?.textContent).to.equal('Shown in lists');
    expect(summary.getAttribute('aria-required')).to.equal('true');
  });

  it('tells each change with the whole data, and nothing when the host sets it', async () => {
    const form = await show({ data: {} });
    const changes: RqFormChangeEvent[] = [];
    form.addEventListener('rq-form-change', (event) => changes.push(event));
    form.data = { summary: 'Given' };
    await settled(form);
    expect(changes).to.have.length(0);
    typeInto(inputOf(form, 'copies'), '3');
    expect(changes[0]?.detail).to.deep.equal({ data: { summary: 'Given', copies: 3 }, path: '/copies' });
  });

  it('draws only the field that is typed in and those that depend on it', async () => {
    const form = await show({ data: everyValue });
    const before = rendersOf(form, 'problem');
    const own = rendersOf(form, 'summary');
    typeInto(inputOf(form, 'summary'), 'New');
    await settled(form);
    expect(rendersOf(form, 'summary')).to.equal(own + 1);
    expect(rendersOf(form, 'problem')).to.equal(before);
  });

  it('shows and hides a field by its rule and submits nothing hidden', async () => {
    const form = await show({ data: { ...everyValue, urgent: true, reason: 'Board meeting' } });
    expect(inputOf(form, 'reason').value).to.equal('Board meeting');
    inputOf(form, 'urgent').click();
    await settled(form);
    expect(deepAll(form, '[data-path="/reason"]')).to.have.length(0);
    expect(form.submittedData).not.to.have.property('reason');
  });

  it('keeps what is typed while it means the same number', async () => {
    const form = await show({ data: {} });
    const weight = inputOf(form, 'weight');
    typeInto(weight, '1,');
    await settled(form);
    expect(weight.value).to.equal('1,');
    typeInto(weight, '1,50');
    await settled(form);
    expect(weight.value).to.equal('1,50');
    expect(form.data.weight).to.equal(1.5);
    leave(weight);
    expect(weight.value).to.equal('1.5');
  });

  it('reads dates as people write them', async () => {
    const form = await show({ data: {} });
    typeInto(inputOf(form, 'wanted'), '14.3.2026');
    expect(form.data.wanted).to.equal('2026-03-14');
    typeInto(inputOf(form, 'wanted'), '31.02.2026');
    leave(inputOf(form, 'wanted'));
    await settled(form);
    expect(inputOf(form, 'wanted').getAttribute('aria-invalid')).to.equal('true');
  });

  it('picks a day in a calendar that speaks our language and gives focus back', async () => {
    const form = await show({ data: { wanted: '2026-03-20' } });
    form.locale = 'ru';
    await settled(form);
    const button = deep(fieldOf(form, 'wanted'), 'button');
    button.click();
    for (let round = 0; round < 200 && !fieldOf(form, 'wanted').querySelector('calendar-date'); round += 1) await settled(form);
    await settled(form);
    const calendar = deep(fieldOf(form, 'wanted'), 'calendar-date');
    expect(shownText(calendar)).to.contain('март').and.not.to.contain('Previous');
    const days = deepAll<HTMLButtonElement>(calendar, 'button').filter((day) => day.textContent === '23');
    days[0]?.click();
    await settled(form);
    expect(form.data.wanted).to.equal('2026-03-23');
    expect(root(form).activeElement).to.equal(button);
  });

  it('keeps every digit of money', async () => {
    const form = await show({ data: {} });
    typeInto(inputOf(form, 'budget'), '118 000,10');
    expect(form.data.budget).to.deep.equal({ amount: '118000.10', currency: 'RUB' });
  });
});

describe('errors', () => {
  it('stand in a summary with links and beside their fields, and focus goes to the first', async () => {
    const form = await show({ data: { email: 'nobody', consent: true } });
    const issues = form.validate();
    await settled(form);
    expect(issues.map((issue) => issue.path)).to.deep.equal(['/summary', '/site', '/email']);
    expect(shownText(deep(form, '.summary'))).to.contain('3 fields need').and.to.contain('Summary: Fill in this field');
    expect(root(form).activeElement).to.equal(inputOf(form, 'summary'));
    const email = inputOf(form, 'email');
    expect(email.getAttribute('aria-invalid')).to.equal('true');
    expect(root(form).getElementById(email.getAttribute('aria-describedby') ?? '')?.textContent).to.contain('e-mail');
    deepAll<HTMLAnchorElement>(form, '.summary a')[2]?.click();
    await settled(form);
    expect(root(form).activeElement).to.equal(email);
  });

  it('go away when the field is right', async () => {
    const form = await show({ data: {} });
    form.validate();
    await settled(form);
    typeInto(inputOf(form, 'summary'), 'Printer');
    await settled(form);
    expect(inputOf(form, 'summary').hasAttribute('aria-invalid')).to.equal(false);
  });

  it('of the server show until the field is changed', async () => {
    const form = await show({ data: everyValue, issues: [{ code: 'form.not-allowed', path: '/weight' }] });
    expect(inputOf(form, 'weight').getAttribute('aria-invalid')).to.equal('true');
    typeInto(inputOf(form, 'weight'), '2');
    await settled(form);
    expect(inputOf(form, 'weight').hasAttribute('aria-invalid')).to.equal(false);
  });

  it('name a wrong check digit', async () => {
    const form = await show({ data: { inn: '7707083894' } });
    form.validate();
    await settled(form);
    expect(shownText(fieldOf(form, 'inn'))).to.contain('check digit');
    typeInto(inputOf(form, 'inn'), '7707083893');
    await settled(form);
    expect(shownText(fieldOf(form, 'inn'))).not.to.contain('check digit');
  });

  it('hold back submitting, and what is right is submitted', async () => {
    const form = await show({ data: { summary: 'A' } });
    let submitted: JsonObject | undefined;
    form.addEventListener('rq-form-submit', (event) => (submitted = event.detail.data));
    expect(form.submit()).to.equal(false);
    form.data = { summary: 'A', site: 's1', consent: true };
    await settled(form);
    expect(form.submit()).to.equal(true);
    expect(submitted).to.deep.include({ summary: 'A', site: 's1' });
  });
});

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

  it('name each cell by its row and column', async () => {
    const form = await show({ data: everyValue });
    const cell = deepAll<HTMLInputElement>(fieldOf(form, 'lines'), 'td[data-property="quantity"] input')[1]!;
    const name = (cell.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => root(form).getElementById(id)?.textContent).join(' ');
    expect(name).to.contain('Row 2').and.to.contain('Quantity');
  });

  it('take a paste from a spreadsheet', async () => {
    const form = await show({ data: { lines: [{ name: 'A' }] } });
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Paper\t2\t10,5\nPens\t3\t1\n');
    deep(fieldOf(form, 'lines'), 'td[data-property="name"] input').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await settled(form);
    expect(form.data.lines).to.deep.equal([{ name: 'Paper', quantity: 2, price: 10.5, sum: 21 }, { name: 'Pens', quantity: 3, price: 1, sum: 3 }]);
  });

  it('show an error at its cell', async () => {
    const form = await show({ data: { ...everyValue, lines: [{ quantity: 1 }] } });
    form.validate();
    await settled(form);
    expect(deep(fieldOf(form, 'lines'), 'td[data-property="name"] input').getAttribute('aria-invalid')).to.equal('true');
    expect(root(form).activeElement).to.equal(deep(fieldOf(form, 'lines'), 'td[data-property="name"] input'));
  });
});

describe('wizard', () => {
  it('lets nobody past a page that is not right, and ends with a summary', async () => {
    const form = await show({ wizard: true, data: {} });
    expect(form.stepCount).to.equal(4);
    expect(form.next()).to.equal(false);
    await settled(form);
    expect(form.step).to.equal(0);
    expect(shownText(deep(form, '.summary'))).to.contain('Site');
    typeInto(inputOf(form, 'summary'), 'Printer');
    await choose(form, 'site', 'North');
    const steps: number[] = [];
    form.addEventListener('rq-form-step', (event) => steps.push(event.detail.step));
    expect(form.next()).to.equal(true);
    await settled(form);
    expect(deep(form, '[aria-current=step]').textContent).to.contain('Details');
    expect(root(form).activeElement?.getAttribute('aria-label')).to.equal('Step 2 of 4: Details');
    form.next();
    form.next();
    await settled(form);
    expect(form.step).to.equal(3);
    expect(deepAll(form, 'dl.values').length).to.be.greaterThan(0);
    expect(shownText(form)).to.contain('Printer');
    form.back();
    expect(steps).to.deep.equal([1, 2, 3, 2]);
  });

  it('turns to the page of the first error on submit', async () => {
    const form = await show({ wizard: true, data: { summary: 'A', site: 's1', email: 'nobody' } });
    form.step = 3;
    await settled(form);
    expect(form.submit()).to.equal(false);
    await settled(form);
    expect(form.step).to.equal(2);
    expect(root(form).activeElement).to.equal(inputOf(form, 'email'));
  });
});

describe('access', () => {
  it('hides, shows only, and requires fields', async () => {
    const form = await show({ data: everyValue, access: { '*': 'read', summary: 'edit', weight: 'hidden', copies: 'required' } });
    expect(deepAll(form, '[data-path="/weight"]')).to.have.length(0);
    expect(deepAll(fieldOf(form, 'problem'), 'textarea')).to.have.length(0);
    expect(shownText(fieldOf(form, 'problem'))).to.contain('Paper jams');
    expect(inputOf(form, 'copies').getAttribute('aria-required')).to.equal('true');
    expect(form.validate().map((issue) => issue.path)).to.deep.equal(['/copies']);
  });
});

describe('reading', () => {
  it('shows titles instead of ids, and a dash for what is empty', async () => {
    const form = await show({ mode: 'read', data: everyValue });
    const shown = shownText(form);
    for (const text of ['North', 'Irina Orlova', 'Andrey Sokolov and Maria Belova', 'RUB', '118,000.50', '20 Mar 2026', 'Black', '—', 'Grand total 3,701']) {
      if (text !== 'RUB') expect(shown).to.contain(text);
    }
    expect(deepAll(form, 'input, select, textarea')).to.have.length(0);
  });

  it('follows the language live', async () => {
    const form = await show({ mode: 'read', data: everyValue });
    form.locale = 'ru';
    await settled(form);
    expect(shownText(form)).to.contain('Площадка').and.to.contain('Чёрный');
  });
});

describe('language', () => {
  it('is switched while filling in, without losing anything', async () => {
    const form = await show({ data: {} });
    typeInto(inputOf(form, 'summary'), 'Printer');
    form.validate();
    form.locale = 'ru';
    await settled(form);
    expect(inputOf(form, 'summary').value).to.equal('Printer');
    expect(inputOf(form, 'summary').labels?.[0]?.textContent).to.contain('Тема');
    expect(shownText(deep(form, '.summary'))).to.contain('Площадка');
  });
});

describe('accessibility', () => {
  for (const mode of ['edit', 'read'] as const) {
    it(`has no violations in ${mode} mode`, async () => {
      const form = await show({ data: everyValue, mode, buttons: true });
      expect(await violations(form)).to.deep.equal([]);
    }).timeout(60_000);
  }

  it('has no violations with errors and an open list', async () => {
    const form = await show({ data: {}, wizard: true, buttons: true });
    form.validate();
    await settled(form);
    await open(form, 'equipment');
    expect(await violations(form)).to.deep.equal([]);
  }).timeout(60_000);
});

describe('hostile and broken input', () => {
  const hostile = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>';

  it('stays text everywhere', async () => {
    const form: FormDefinition = {
      schema: { type: 'object', title: hostile, properties: { a: { type: 'string', title: hostile, description: hostile }, b: { type: 'string', enum: [hostile] }, c: { type: 'array', items: { type: 'object', properties: { [hostile]: { type: 'string' } } } } } },
      ui: { type: 'Group', label: hostile, elements: [{ type: 'Label', text: hostile }, { type: 'Control', scope: '#/properties/a' }, { type: 'Control', scope: '#/properties/b' }, { type: 'Control', scope: '#/properties/c' }] },
    };
    const data = { a: hostile, b: hostile, c: [{ [hostile]: hostile }] };
    const edited = await show({ form, data });
    const read = await show({ form, data, mode: 'read', titles: { [hostile]: hostile } });
    for (const each of [edited, read]) expect(deepAll(each, 'img, script')).to.have.length(0);
    expect('hacked' in window).to.equal(false);
  });

  it('survives forms and data that are none', async () => {
    for (const wrong of [null, 1, [], { schema: {} }, { schema: {}, ui: {} }, { schema: null, ui: { type: 'Control', scope: 1 } }]) {
      const form = await show({ form: wrong as never, data: wrong as never });
      expect(form.isConnected).to.equal(true);
      clearFixtures();
    }
    const odd = Object.fromEntries(Object.keys(everyValue).map((name) => [name, [{ a: [1] }]]));
    const form = await show({ data: odd });
    expect(inputOf(form, 'summary')).to.be.instanceOf(HTMLInputElement);
  });

  it('cannot reach a prototype through a scope', async () => {
    const form = await show({ form: { schema: { type: 'object' }, ui: { type: 'Control', scope: '#/properties/__proto__/properties/polluted' } }, data: {} });
    const input = deepAll<HTMLInputElement>(form, 'input')[0];
    if (input) typeInto(input, 'yes');
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  it('names a field type that nobody registered', async () => {
    const form = await show({ form: { schema: { type: 'object', properties: { a: {} } }, ui: { type: 'Control', scope: '#/properties/a', options: { rq: { field: 'hologram' } } } }, data: {} });
    expect(shownText(form)).to.contain('hologram');
  });
});

describe('inside a form of the host', () => {
  it('gives its value and holds back what is wrong', async () => {
    const host = await fixture<HTMLFormElement>(html`<form><rq-form name="request" .form=${everyField} .data=${{ summary: 'A' }} .lookups=${sampleLookups}></rq-form></form>`);
    expect(host.checkValidity()).to.equal(false);
    expect(JSON.parse(String(new FormData(host).get('request')))).to.deep.include({ summary: 'A' });
  });
});
