import 'axe-core';
import type Axe from 'axe-core';
import type { RqForm } from '@requestry/forms';
import { paletteFields } from '@requestry/forms/palette';
import { fieldBehaviour } from '@requestry/forms/testing';
import type { BehaviourCase } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, leave, settled, shownText, typeInto } from '@requestry/ui/testing';

afterEach(clearFixtures);

async function audit(element: HTMLElement): Promise<string[]> {
  const { axe } = window as unknown as { axe: typeof Axe };
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ').slice(0, 300)}`);
}

type Case = Omit<BehaviourCase, 'type' | 'audit'>;

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
  text: { value: 'Printer', text: 'Printer', fill: write('Desk'), filled: 'Desk', wrong: 'x'.repeat(201) },
  'long-text': { value: 'One\ntwo', text: /One two/, fill: write('Desk'), filled: 'Desk', wrong: 'x'.repeat(4001) },
  'rich-text': { value: '**Bold** text', text: /Bold text/, fill: write('**So**'), filled: '**So**', wrong: 'x'.repeat(10_001) },
  number: { value: 1234.5, text: '1,234.5', fill: write('1 234,5'), filled: 1234.5, wrong: 'twelve' },
  integer: { value: 12, text: '12', fill: write('12'), filled: 12, wrong: 1.5 },
  money: { value: { amount: '10.50', currency: 'RUB' }, text: /10.50/, fill: write('10,50'), filled: { amount: '10.50', currency: 'RUB' }, wrong: { amount: 'ten', currency: 'RUB' } },
  quantity: { value: 3, text: /3.pcs/, fill: write('3'), filled: 3, wrong: -1 },
  boolean: { value: true, text: 'Yes', fill: press('input'), filled: true, wrong: 'x' },
  choice: { value: 'a', text: 'First option', fill: press('input[type=radio]'), filled: 'a', wrong: 'c' },
  'multi-choice': { value: ['a'], text: 'First option', fill: press('input[type=checkbox]'), filled: ['a'], wrong: ['a', 'c'] },
  date: { value: '2026-03-14', text: '14 Mar 2026', fill: write('14.03.2026'), filled: '2026-03-14', wrong: '2026-02-30' },
  'date-time': { value: '2026-03-14T10:00:00Z', text: /14 Mar 2026/, fill: write('14.03.2026'), filled: /^2026-03-14T00:00:00[+-]/, wrong: '2026-02-30' },
  time: { value: '09:05', text: '09:05', fill: write('9:05'), filled: '09:05', wrong: '25:00' },
  period: { value: { from: '2026-03-14', to: '2026-03-20' }, text: /14 Mar 2026 – 20 Mar 2026/, fill: write('14.03.2026'), filled: { from: '2026-03-14' }, wrong: { from: '2026-03-20', to: '2026-03-14' } },
  person: { value: 'orlova', text: 'Irina Orlova', fill: search('Irina'), filled: 'orlova', wrong: 5 },
  unit: { value: 'it', text: 'IT', fill: search('IT'), filled: 'it', wrong: 5 },
  record: { value: 'e2', text: 'Scanner 1-01', fill: search('Scanner'), filled: 'e2', wrong: 5 },
  'tree-record': { value: 'e2', text: 'Scanner 1-01', fill: search('Scanner'), filled: 'e2', wrong: 5 },
  lines: { value: [{ name: 'Paper', quantity: 2 }], text: /Paper/, fill: addLine, filled: [{ name: 'Paper' }], wrong: [{ name: 'Paper', quantity: -1 }] },
  email: { value: 'a@b.ru', text: 'a@b.ru', fill: write('a@b.ru'), filled: 'a@b.ru', wrong: 'a' },
  phone: { value: '+7 495 000-00-00', text: '+7 495 000-00-00', fill: write('+7 495 000-00-00'), filled: '+7 495 000-00-00', wrong: '12' },
  inn: { value: '7707083893', text: '7707083893', fill: write('7707083893'), filled: '7707083893', wrong: '7707083894' },
  'checked-id': { value: '770701001', text: '770701001', fill: write('7707 01 001'), filled: '770701001', wrong: '77' },
  address: { value: 'Main street 1', text: 'Main street 1', fill: write('Main street 1'), filled: 'Main street 1', wrong: 'x'.repeat(501) },
  consent: { value: true, text: 'Yes', fill: press('input'), filled: true, wrong: false },
  rating: { value: 4, text: '4 of 5', fill: press('input'), filled: 1, wrong: 9 },
  computed: { value: 0, text: '0' },
  file: { value: [{ name: 'scan.pdf', size: 1_200_000 }], text: 'scan.pdf (1.2 MB)', fill: attach, filled: [{ name: 'scan.txt', size: 3, type: 'text/plain' }], wrong: Array.from({ length: 11 }, (_, index) => ({ name: `${index}`, size: 1 })) },
  signature: { value: { strokes: '10,10 90,90', name: 'A. Orlova' }, text: 'A. Orlova', fill: draw, filled: { strokes: '60,100 120,40' }, wrong: { name: 'x'.repeat(201) } },
};

for (const type of paletteFields()) {
  describe(`field ${type.type}`, () => {
    const found = cases[type.type];
    it('is tried here', () => {
      if (!found) throw new Error(`${type.type} has no case`);
    });
    for (const { name, check } of found ? fieldBehaviour({ type, audit, ...found }) : []) it(name, check);
  });
}
