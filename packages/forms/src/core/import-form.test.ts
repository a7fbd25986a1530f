import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkForm, formIssueText, importForm, importSheet, readSheet } from '@requestry/forms/core';

const told = (issues: ReturnType<typeof importForm>['issues']): readonly string[] => issues.map(({ code, path }) => `${code} ${path}`);

describe('a plain JSON Schema', () => {
  it('becomes all its fields, objects as groups and lists of objects as lines', () => {
    const { form, issues, origin } = importForm({ type: 'object', properties: { name: { type: 'string' }, place: { type: 'object', title: 'Place', properties: { city: { type: 'string' } } }, rows: { type: 'array', items: { type: 'object', properties: { a: { type: 'number' } } } }, odd: { type: 'string', pattern: '(?=a)a' } } });
    expect(origin).toBe('json-schema');
    expect(form.ui).toMatchObject({ elements: [{ scope: '#/properties/name' }, { type: 'Group', label: 'Place' }, { options: { rq: { columns: [{ property: 'a' }] } } }, { scope: '#/properties/odd' }] });
    expect(told(issues)).toEqual(['import.keyword /schema/properties/odd/pattern']);
  });
});

describe('a UI schema of JSON Forms', () => {
  const schema = { type: 'object', properties: { kind: { type: 'string', enum: ['a', 'b'] }, note: { type: 'string' }, done: { type: 'boolean' } } };

  it('is taken as it is', () => {
    const ui = {
      type: 'Categorization',
      options: { variant: 'stepper' },
      elements: [{ type: 'Category', label: 'One', elements: [{ type: 'Control', scope: '#/properties/kind', label: 'Kind' }, { type: 'Control', scope: '#/properties/note', options: { multi: true }, rule: { effect: 'SHOW', condition: { scope: '#/properties/kind', schema: { const: 'b' } } } }] }],
    };
    const { form, issues, origin } = importForm(schema, ui);
    expect(origin).toBe('json-forms');
    expect(form.ui).toEqual(ui);
    expect(issues).toEqual([]);
  });

  it('loses only what has no meaning here, and says so', () => {
    const { form, issues } = importForm(schema, {
      type: 'VerticalLayout',
      elements: [
        { type: 'Control', scope: '#/properties/done', label: { show: false }, options: { toggle: true } },
        { type: 'Control', scope: '#/properties/ghost' },
        { type: 'MyLayout', elements: [{ type: 'Control', scope: '#/properties/note', rule: { effect: 'SHOW', condition: { type: 'AND', conditions: [] } } }] },
        { type: 'Control', scope: '#/properties/kind', rule: { effect: 'HIDE', condition: { type: 'LEAF', scope: '#/properties/done', expectedValue: true } } },
        { type: 'ListWithDetail', scope: '#/properties/note' },
      ],
    });
    expect(form.ui).toEqual({
      type: 'VerticalLayout',
      elements: [
        { type: 'Control', scope: '#/properties/done', label: false },
        { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/note' }] },
        { type: 'Control', scope: '#/properties/kind', rule: { effect: 'HIDE', condition: { scope: '#/properties/done', schema: { const: true } } } },
      ],
    });
    expect(told(issues)).toEqual(['import.option /uiSchema/elements/0/options/toggle', 'import.no-field /uiSchema/elements/1', 'import.element /uiSchema/elements/2', 'import.condition /uiSchema/elements/2/elements/0/rule', 'import.element /uiSchema/elements/4']);
    expect(checkForm(form)).toEqual([]);
  });
});

describe('a form-js schema', () => {
  it('becomes fields with their limits, choices, groups, lines, conditions and widths', () => {
    const { form, issues, origin } = importForm({
      type: 'default',
      components: [
        { type: 'text', text: '# Invoice' },
        { type: 'textfield', key: 'creditor', label: 'Creditor', validate: { required: true, maxLength: 50, validationType: 'email' }, layout: { columns: 8 } },
        { type: 'number', key: 'order.amount', label: 'Amount', decimalDigits: 0, validate: { min: 1, max: 10, required: true } },
        { type: 'select', key: 'language', label: 'Language', values: [{ label: 'German', value: 'de' }, { label: 'English', value: 'en' }], description: 'Of the mail' },
        { type: 'checklist', key: 'mailto', values: [{ label: 'Boss', value: 'boss' }] },
        { type: 'datetime', key: 'due', subtype: 'datetime', conditional: { hide: '=creditor = null' } },
        { type: 'group', label: 'Bank', path: 'bank', components: [{ type: 'textarea', key: 'iban', readonly: true }] },
        { type: 'dynamiclist', path: 'items', label: 'Items', components: [{ type: 'textfield', key: 'name', label: 'Name', validate: { required: true } }, { type: 'number', key: 'count' }] },
        { type: 'expression', key: 'total', expression: '=order.amount * 2' },
        { type: 'button', label: 'Submit' },
        { type: 'select', key: 'remote', valuesKey: 'list' },
      ],
    });
    expect(origin).toBe('form-js');
    expect(form.schema).toEqual({
      type: 'object',
      required: ['creditor'],
      properties: {
        creditor: { type: 'string', format: 'email', maxLength: 50 },
        order: { type: 'object', properties: { amount: { type: 'integer', minimum: 1, maximum: 10 } }, required: ['amount'] },
        language: { enum: ['de', 'en'] },
        mailto: { type: 'array', uniqueItems: true, items: { enum: ['boss'] } },
        due: { type: 'string', format: 'date-time' },
        bank: { type: 'object', properties: { iban: { type: 'string' } } },
        items: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, count: { type: 'number' } }, required: ['name'] } },
        total: {},
        remote: { type: 'string' },
      },
    });
    expect(form.ui).toMatchObject({
      elements: [
        { type: 'Label', text: '# Invoice', options: { rq: { markdown: true } } },
        { scope: '#/properties/creditor', label: 'Creditor', options: { rq: { width: 6 } } },
        { scope: '#/properties/order/properties/amount' },
        { options: { rq: { help: 'Of the mail', enumTitles: { '"de"': 'German' } } } },
        { scope: '#/properties/mailto' },
        { rule: { effect: 'HIDE', condition: { feel: '=creditor = null' } } },
        { type: 'Group', label: 'Bank', elements: [{ scope: '#/properties/bank/properties/iban', options: { multi: true, readonly: true } }] },
        { scope: '#/properties/items', options: { rq: { columns: [{ property: 'name', label: 'Name' }, { property: 'count' }] } } },
        { options: { rq: { computed: '=order.amount * 2' } } },
        { scope: '#/properties/remote' },
      ],
    });
    expect(told(issues)).toEqual(['import.element /components/9', 'import.option /components/10']);
    expect(checkForm(form)).toEqual([]);
  });
});

describe('a sheet (H-16)', () => {
  it('becomes a draft form: a field for each header, its type from the rows below', () => {
    const { form, issues } = importSheet(
      'Номер заказа;Дата;ФИО заказчика;Адрес;Телефон;Количество;Стоимость;Оплачен;Примечание;\n1001;14.03.2026;Иванов;ул. Мира, 1;+7 495 000-00-00;2;1 500,50;да;"срочно; очень";x\n1002;15.03.2026;Петров;;+7 495 000-00-01;1;700;нет;;\n',
    );
    expect(form.schema.properties).toEqual({
      nomerZakaza: { type: 'string', maxLength: 200 },
      data: { type: 'string', format: 'date' },
      fioZakazchika: { type: 'string', maxLength: 200 },
      adres: { type: 'string', maxLength: 500 },
      telefon: { type: 'string', maxLength: 32 },
      kolichestvo: { type: 'integer' },
      stoimost: { type: 'number' },
      oplachen: { type: 'boolean' },
      primechanie: { type: 'string', maxLength: 4000 },
    });
    expect(form.ui).toMatchObject({ elements: [{ label: 'Номер заказа' }, {}, {}, { options: { rq: { field: 'address' } } }, { options: { rq: { field: 'phone' } } }, {}, {}, {}, {}] });
    expect(issues.map((issue) => formIssueText(issue, 'ru'))).toEqual(['У столбца J нет заголовка, он не перенесён']);
    expect(checkForm(form)).toEqual([]);
  });

  it('takes a header alone, tells names apart that would be the same', () => {
    const { form } = importSheet('Order no.\tDate\tQuantity\tName\tName\t№');
    expect(Object.entries(form.schema.properties ?? {}).map(([name, { type, format }]) => `${name}: ${String(format ?? type)}`)).toEqual(['orderNo: string', 'date: date', 'quantity: number', 'name: string', 'name2: string', 'number: string']);
  });

  it('offers a choice where few values come again and again', () => {
    const { form } = importSheet(`Цех,Смена\n${Array.from({ length: 8 }, (_, index) => `Ц-${index % 2},дневная ${index}`).join('\n')}`);
    expect(form.schema.properties).toEqual({ tseh: { type: 'string', enum: ['Ц-0', 'Ц-1'] }, smena: { type: 'string', maxLength: 200 } });
  });

  it('reads quoted cells with line breaks and quotes', () => {
    expect(readSheet('"a ""b""","c\nd",e\r\n1,2,3')).toEqual([['a "b"', 'c\nd', 'e'], ['1', '2', '3']]);
  });
});

it('makes a sound form of anything, without throwing', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.record({ components: fc.array(fc.record({ type: fc.constantFrom('textfield', 'group', 'dynamiclist', 'select', 'number', 'zz'), key: fc.string(), path: fc.string(), components: fc.jsonValue(), values: fc.jsonValue(), validate: fc.jsonValue() }, { requiredKeys: [] })) }), fc.record({ type: fc.constantFrom('VerticalLayout', 'Control', 'Group'), elements: fc.jsonValue(), scope: fc.string(), rule: fc.jsonValue() }, { requiredKeys: ['type'] }));
  fc.assert(fc.property(odd, odd, (schema, ui) => {
    expect(checkForm(importForm(schema, ui).form).filter(({ severity }) => severity !== 'warning')).toEqual([]);
  }), { numRuns: 400 });
  fc.assert(fc.property(fc.string(), (text) => {
    expect(checkForm(importSheet(text).form).filter(({ severity }) => severity !== 'warning')).toEqual([]);
  }), { numRuns: 200 });
});
