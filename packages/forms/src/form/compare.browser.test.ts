import { expect } from '@open-wc/testing';
import { everyValue, show } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, settled, shownText } from '@requestry/ui/testing';

afterEach(clearFixtures);

const valueOf = (element: Element, label: string): HTMLElement => {
  const found = deepAll(element, '.value').find((each) => shownText(deep(each, 'dt')).startsWith(label));
  if (!found) throw new TypeError(`no value ${label}`);
  return found;
};

const { weight: _, ...withoutWeight } = everyValue;
const previous = { ...everyValue, summary: 'Printer is broken', email: undefined, urgent: true, reason: 'A meeting', lines: [{ name: 'Cartridge', quantity: 1, price: 1500.5 }, { name: 'Cable', quantity: 3, price: 10 }, { name: 'Roller', quantity: 1, price: 700 }] };

describe('rq-form comparing two versions', () => {
  it('marks what was changed, added and removed in words, with the value before', async () => {
    const form = await show({ mode: 'compare', data: withoutWeight, previous: previous as never });
    expect(shownText(valueOf(form, 'Summary'))).to.equal('Summary changed Printer 2-04 does not print was: Printer is broken');
    expect(shownText(valueOf(form, 'E-mail'))).to.equal('E-mail added a@b.ru');
    expect(shownText(valueOf(form, 'Weight'))).to.equal('Weight removed was: 1.5');
    expect(valueOf(form, 'Details').dataset.change).to.equal(undefined);
  });

  it('shows a field that only the data before had', async () => {
    const form = await show({ mode: 'compare', data: everyValue, previous: previous as never });
    expect(shownText(valueOf(form, 'Why urgent'))).to.equal('Why urgent removed was: A meeting');
  });

  it('compares lines row by row', async () => {
    const form = await show({ mode: 'compare', data: everyValue, previous: previous as never });
    const rows = deepAll(valueOf(form, 'Materials'), 'tbody tr').map((row) => `${row.dataset.change ?? 'same'}: ${shownText(row)}`);
    expect(rows).to.have.length(3);
    expect(rows[0]).to.match(/^changed: changed Cartridge 2 ?1 1,500.5/);
    expect(rows[1]).to.match(/^removed: removed Cable 3/);
    expect(rows[2]).to.match(/^same: Roller/);
  });

  it('says how much changed, leaves the rest out when asked, and speaks both languages', async () => {
    const form = await show({ mode: 'compare', data: { ...everyValue, summary: 'New' }, previous: everyValue, onlyChanges: true });
    expect(deepAll(form, '.value').map((each) => shownText(deep(each, 'dt')))).to.deep.equal(['Summary changed']);
    expect(shownText(deep(form, '.changes'))).to.equal('1 field has changed.');
    form.locale = 'ru';
    await settled(form);
    expect(shownText(deep(form, '.changes'))).to.equal('Изменилось 1 поле.');
    form.previous = { ...everyValue, summary: 'New' };
    await settled(form);
    expect(shownText(deep(form, '.changes'))).to.equal('Ничего не изменилось.');
  });

  it('keeps from the person what the access hides', async () => {
    const form = await show({ mode: 'compare', data: everyValue, previous: previous as never, access: { '*': 'read', summary: 'hidden' } });
    expect(shownText(form)).not.to.contain('Printer is broken');
  });
});

describe('rq-form for print', () => {
  it('is black on white, without anything to press', async () => {
    const form = await show({ mode: 'print', data: everyValue });
    const { color, backgroundColor } = getComputedStyle(deep(form, '.print'));
    expect([color, backgroundColor]).to.deep.equal(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    expect(deepAll(form, 'button, input, select, textarea')).to.have.length(0);
    expect(getComputedStyle(deep(form, '.print .value')).breakInside).to.equal('avoid');
    expect(getComputedStyle(deep(form, '.print thead')).display).to.equal('table-header-group');
  });
});
