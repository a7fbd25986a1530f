import 'axe-core';
import type Axe from 'axe-core';
import type { RqForm } from '@requestry/forms';
import { paletteFields } from '@requestry/forms/palette';
import { fieldBehaviour, fieldSamples } from '@requestry/forms/testing';
import type { BehaviourCase } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, leave, settled, shownText, typeInto } from '@requestry/ui/testing';

afterEach(clearFixtures);

async function audit(element: HTMLElement): Promise<string[]> {
  const { axe } = window as unknown as { axe: typeof Axe };
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ').slice(0, 300)}`);
}

type Case = Omit<BehaviourCase, 'type' | 'audit' | 'value' | 'wrong'>;

const write = (text: string, at = 0) => (field: HTMLElement): void => {
  const input = deepAll<HTMLInputElement>(field, 'input, textarea')[at];
  if (!input) throw new TypeError('no input');
  typeInto(input, text);
  leave(input);
};

const press = (selector: string) => (field: HTMLElement): void => deep(field, selector).click();

const search = (title: string) => async (field: HTMLElement, form: RqForm): Promise<void> => {
  deep(field, 'input').focus();
  deep(field, 'input').click();
  await settled(form);
  deepAll(field, '[role=option]').find((option) => shownText(option).startsWith(title))?.click();
};

async function addLine(field: HTMLElement, form: RqForm): Promise<void> {
  deepAll(field, 'button').at(-1)?.click();
  await settled(form);
  typeInto(deep<HTMLInputElement>(field, 'td input'), 'Paper');
}

function attach(field: HTMLElement): void {
  const input = deep<HTMLInputElement>(field, 'input[type=file]');
  const files = new DataTransfer();
  files.items.add(new File(['abc'], 'scan.txt', { type: 'text/plain' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

function draw(field: HTMLElement): void {
  const sheet = deep<SVGElement>(field, 'svg.sheet');
  sheet.setPointerCapture = () => undefined;
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const at = (type: string, x: number, y: number): boolean =>
    sheet.dispatchEvent(new PointerEvent(type, { clientX: left + (x / 600) * width, clientY: top + (y / 200) * height, isPrimary: true, button: 0, bubbles: true, cancelable: true }));
  at('pointerdown', 60, 100);
  at('pointermove', 120, 40);
  at('pointerup', 120, 40);
}

const cases: Readonly<Record<string, Case>> = {
  text: { text: 'Printer', fill: write('Desk'), filled: 'Desk' },
  'long-text': { text: /One two/, fill: write('Desk'), filled: 'Desk' },
  'rich-text': { text: /Bold text/, fill: write('**So**'), filled: '**So**' },
  number: { text: '1,234.5', fill: write('1 234,5'), filled: 1234.5 },
  integer: { text: '12', fill: write('12'), filled: 12 },
  money: { text: /10.50/, fill: write('10,50'), filled: { amount: '10.50', currency: 'RUB' } },
  quantity: { text: /3.pcs/, fill: write('3'), filled: 3 },
  boolean: { text: 'Yes', fill: press('input'), filled: true },
  choice: { text: 'First option', fill: press('input[type=radio]'), filled: 'a' },
  'multi-choice': { text: 'First option', fill: press('input[type=checkbox]'), filled: ['a'] },
  date: { text: '14 Mar 2026', fill: write('14.03.2026'), filled: '2026-03-14' },
  'date-time': { text: /14 Mar 2026/, fill: write('14.03.2026'), filled: /^2026-03-14T00:00:00[+-]/ },
  time: { text: '09:05', fill: write('9:05'), filled: '09:05' },
  period: { text: /14 Mar 2026 – 20 Mar 2026/, fill: write('14.03.2026'), filled: { from: '2026-03-14' } },
  person: { text: 'Irina Orlova', fill: search('Irina'), filled: 'orlova' },
  unit: { text: 'IT', fill: search('IT'), filled: 'it' },
  record: { text: 'Scanner 1-01', fill: search('Scanner'), filled: 'e2' },
  'tree-record': { text: 'Scanner 1-01', fill: search('Scanner'), filled: 'e2' },
  lines: { text: /Paper/, fill: addLine, filled: [{ name: 'Paper' }] },
  email: { text: 'a@b.ru', fill: write('a@b.ru'), filled: 'a@b.ru' },
  phone: { text: '+7 495 000-00-00', fill: write('+7 495 000-00-00'), filled: '+7 495 000-00-00' },
  inn: { text: '7707083893', fill: write('7707083893'), filled: '7707083893' },
  'checked-id': { text: '770701001', fill: write('7707 01 001'), filled: '770701001' },
  address: { text: 'Main street 1', fill: write('Main street 1'), filled: 'Main street 1' },
  consent: { text: 'Yes', fill: press('input'), filled: true },
  rating: { text: '4 of 5', fill: press('input'), filled: 1 },
  computed: { text: '0' },
  file: { text: 'scan.pdf (1.2 MB)', fill: attach, filled: [{ name: 'scan.txt', size: 3, type: 'text/plain' }] },
  signature: { text: 'A. Orlova', fill: draw, filled: { strokes: '60,100 120,40' } },
};

for (const type of paletteFields()) {
  describe(`field ${type.type}`, () => {
    const [found, sample] = [cases[type.type], fieldSamples[type.type]];
    it('is tried here', () => {
      if (!found || !sample) throw new Error(`${type.type} has no case`);
    });
    for (const { name, check } of found && sample ? fieldBehaviour({ type, audit, ...sample, ...found }) : []) it(name, check);
  });
}
