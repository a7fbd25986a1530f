import 'axe-core';
import type Axe from 'axe-core';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { FormDefinition, JsonObject, JsonSchema, UiControl, UiElement } from '@requestry/model';
import { fieldNamed, registerField } from '@requestry/forms';
import type { RqForm, RqFormChangeEvent } from '@requestry/forms';
import { choose, everyField, everyValue, fieldOf, inputOf, open, root, sampleLookups, show } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, fixture, leave, settled, shownText, typeInto, until } from '@requestry/ui/testing';

afterEach(() => {
  clearFixtures();
  document.documentElement.lang = '';
});

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

  it('keeps what was typed when the host renders again with the object it passed before', async () => {
    const data = { summary: 'Given' };
    const form = await show({ data });
    typeInto(inputOf(form, 'summary'), 'Typed');
    form.data = data;
    await settled(form);
    expect(form.data.summary).to.equal('Typed');
    form.data = { ...data };
    expect(form.data.summary).to.equal('Given');
  });

  it('draws only the field that is typed in and those that depend on it', async () => {
    const drawn: string[] = [];
    registerField({ ...fieldNamed('text')!, type: 'watched', render: (field) => drawn.push(field.path) && fieldNamed('text')!.render(field) });
    const control = (name: string, rq = {}): UiControl => ({ type: 'Control', scope: `#/properties/${name}`, options: { rq: { field: 'watched', ...rq } } });
    const text: JsonSchema = { type: 'string' };
    const dependent: UiControl = { ...control('dependent'), rule: { effect: 'SHOW', condition: { scope: '#/properties/typed', schema: { const: 'New' } } } };
    const form = await show({ form: { schema: { type: 'object', properties: { typed: text, other: text, dependent: text } }, ui: { type: 'VerticalLayout', elements: [control('typed'), control('other'), dependent] } } });
    drawn.length = 0;
    typeInto(inputOf(form, 'typed'), 'New');
    await settled(form);
    expect(drawn).to.deep.equal(['/typed', '/dependent']);
  });

  it('shows what was chosen and is offered no more, and says what is offered by its titles', async () => {
    const offered = { enum: ['a', 'b'] };
    const rq = { enumTitles: { a: 'First', b: 'Second' } };
    const control = (name: string, more = {}): UiControl => ({ type: 'Control', scope: `#/properties/${name}`, options: { rq: { ...rq, ...more } } });
    const form = await show({
      form: {
        schema: { type: 'object', properties: { one: offered, listed: offered, several: { type: 'array', items: offered }, lines: { type: 'array', items: { type: 'object', properties: { sort: offered } } } } },
        ui: { type: 'VerticalLayout', elements: [control('one'), control('listed', { list: true }), control('several'), control('lines', { columns: [{ property: 'sort', options: { rq } }] })] },
      },
      data: { one: 'old', listed: 'old', several: ['a', 'old'], lines: [{ sort: 'old' }] },
    });
    const ticked = (name: string): readonly string[] => deepAll<HTMLInputElement>(fieldOf(form, name), 'input').filter(({ checked }) => checked).map(({ labels }) => labels?.[0]?.textContent ?? '');
    expect([ticked('one'), deep<HTMLSelectElement>(fieldOf(form, 'listed'), 'select').selectedOptions[0]?.textContent, ticked('several')]).to.deep.equal([['old'], 'old', ['First', 'old']]);
    form.validate();
    await settled(form);
    for (const name of ['one', 'listed', 'several', 'lines']) expect(shownText(fieldOf(form, name)), name).to.contain('Choose one of: First, Second');
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

  it('picks a day in a calendar beside its button that speaks our language and gives focus back', async () => {
    const form = await show({ data: { wanted: '2026-03-20' } });
    form.locale = 'ru';
    await settled(form);
    const button = deep(fieldOf(form, 'wanted'), 'button');
    button.click();
    for (let round = 0; round < 200 && !fieldOf(form, 'wanted').querySelector('calendar-date'); round += 1) await settled(form);
    await settled(form);
    const calendar = deep(fieldOf(form, 'wanted'), 'calendar-date');
    expect(shownText(calendar)).to.contain('март').and.contain('пн').and.not.to.contain('Previous');
    const panel = deep(fieldOf(form, 'wanted'), '.calendar').getBoundingClientRect();
    expect(panel.left).to.be.closeTo(Math.max(8, button.getBoundingClientRect().right - panel.width), 1);
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
  it('of a field that is left by a press are shown when the press is over, so that nothing moves from under it', async () => {
    const form = await show({ data: {} });
    const email = inputOf(form, 'email');
    typeInto(email, 'nobody');
    const heights = (): number => form.getBoundingClientRect().height;
    const before = heights();
    window.dispatchEvent(new PointerEvent('pointerdown'));
    leave(email);
    await settled(form);
    expect(heights()).to.equal(before);
    window.dispatchEvent(new PointerEvent('pointerup'));
    await until(() => email.getAttribute('aria-invalid') === 'true');
    await settled(form);
    expect(heights()).to.be.above(before);
  });

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

  it('only names the groups that nobody has filled in', async () => {
    const group = (label: string, name: string): UiElement => ({ type: 'Group', label, elements: [{ type: 'Control', scope: `#/properties/${name}` }] });
    const form: FormDefinition = {
      schema: { type: 'object', properties: { what: { type: 'string', title: 'What is asked' }, lines: { type: 'array', title: 'Spent materials', items: { type: 'string' } } } },
      ui: { type: 'VerticalLayout', elements: [group('Wish', 'what'), group('Work', 'lines')] },
    };
    const shown = await show({ form, mode: 'read', data: { what: 'Paper', lines: [] } });
    expect(shownText(shown)).to.contain('Not filled in yet: Work').and.not.to.contain('Spent materials');
    shown.data = { what: 'Paper', lines: ['Toner'] };
    await settled(shown);
    expect(shownText(shown)).to.contain('Spent materials').and.not.to.contain('Not filled in yet');
    shown.data = {};
    await settled(shown);
    expect(shownText(shown)).to.contain('What is asked').and.to.contain('Spent materials');
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
