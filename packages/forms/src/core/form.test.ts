import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormDefinition, JsonObject, UiControl, UiElement } from '@requestry/model';
import { checkForm, computeValues, controls, evaluateForm, fillFrom, formIssueText, generateUi, importRjsf, initialData, issuesOfPage, lookupFilter, mergeEdits, pages, pruneHidden, resolveScope, scopeToPath, submissionAccess, validateForm, visibleData } from '@requestry/forms/core';

const field = (name: string, more: Partial<UiControl> = {}): UiControl => ({ type: 'Control', scope: `#/properties/${name}`, ...more });

const repair: FormDefinition = {
  schema: {
    type: 'object',
    required: ['site', 'equipment'],
    properties: {
      site: { type: 'string', title: 'Площадка' },
      equipment: { type: 'string' },
      kind: { type: 'string', enum: ['repair', 'replace'], default: 'repair' },
      reason: { type: 'string', minLength: 3 },
      urgent: { type: 'boolean' },
      deadline: { type: 'string', format: 'date' },
      lines: {
        type: 'array',
        items: { type: 'object', properties: { title: { type: 'string' }, price: { type: 'number' }, count: { type: 'integer' }, sum: { type: 'number' } } },
      },
      total: { type: 'number' },
      vat: { type: 'number' },
      approvedBudget: { type: 'number' },
      note: { type: 'string' },
    },
    if: { properties: { kind: { const: 'replace' } }, required: ['kind'] },
    then: { required: ['reason'] },
  },
  ui: {
    type: 'Categorization',
    options: { variant: 'stepper' },
    elements: [
      {
        type: 'Category',
        label: 'Что',
        elements: [
          field('site'),
          field('equipment', { options: { rq: { lookup: { directory: 'equipment', filter: { site: '=site', active: true }, fill: { note: 'location' } } } } }),
          field('kind'),
          field('reason', { rule: { effect: 'SHOW', condition: { scope: '#/properties/kind', schema: { const: 'replace' } } } }),
          field('urgent'),
          field('deadline', { options: { rq: { rules: [{ effect: 'HIDE', condition: { feel: '=urgent = true' } }, { effect: 'ENABLE', condition: { feel: '=is defined(site) and site != null' } }], initial: '=today() + duration("P3D")' } } }),
        ],
      },
      {
        type: 'Category',
        label: 'Сколько',
        elements: [
          {
            type: 'Group',
            label: 'Смета',
            elements: [
              field('vat', { options: { rq: { computed: '=total * 0.2' } } }),
              field('lines', { options: { rq: { columns: [{ property: 'title' }, { property: 'price' }, { property: 'count' }, { property: 'sum', options: { rq: { computed: '=price * count' } } }] } } }),
              field('total', { options: { rq: { computed: '=sum(lines.sum)' } } }),
            ],
          },
          field('approvedBudget'),
          field('note', { options: { rq: { initial: '=initiator' } } }),
        ],
      },
    ],
  },
};
const context = { now: Date.UTC(2026, 4, 4), zone: 'Europe/Moscow', initiator: 'anna' };

describe('layout', () => {
  it('lists controls and pages in reading order', () => {
    expect(controls(repair.ui).map((control) => scopeToPath(control.scope))).toEqual(['/site', '/equipment', '/kind', '/reason', '/urgent', '/deadline', '/vat', '/lines', '/total', '/approvedBudget', '/note']);
    expect(pages(repair).map((page) => page.label)).toEqual(['Что', 'Сколько']);
    expect(pages({ schema: {}, ui: field('a') })).toEqual([{ label: undefined, element: field('a') }]);
  });

  it('finds the schema of a scope, in branches and behind references too', () => {
    const schema = { properties: { a: { $ref: '#/$defs/a' } }, allOf: [{ if: {}, then: { properties: { b: { title: 'B' } } } }], $defs: { a: { type: 'object', properties: { 'x/y': { title: 'XY' } } } } };
    expect(resolveScope(schema, '#/properties/a/properties/x~1y')).toEqual({ title: 'XY' });
    expect(resolveScope(schema, '#/properties/b')).toEqual({ title: 'B' });
    expect(resolveScope(schema, '#/allOf/0/then/properties/b')).toEqual({ title: 'B' });
    expect(resolveScope(schema, '#/properties/constructor')).toBeUndefined();
    expect(scopeToPath('#/allOf/0/then/properties/b/properties/x~1y')).toBe('/b/x~1y');
  });

  it('makes a layout of a schema', () => {
    expect(generateUi({ properties: { a: { type: 'string' }, b: { type: 'object', title: 'B', properties: { c: {} } }, d: { type: 'array', items: { type: 'object', properties: { e: { title: 'E' } } } } } })).toEqual({
      type: 'VerticalLayout',
      elements: [
        { type: 'Control', scope: '#/properties/a' },
        { type: 'Group', label: 'B', elements: [{ type: 'Control', scope: '#/properties/b/properties/c' }] },
        { type: 'Control', scope: '#/properties/d', options: { rq: { columns: [{ property: 'e', label: 'E' }] } } },
      ],
    });
  });
});

describe('values', () => {
  it('begins with defaults and first values', () => {
    expect(initialData(repair, context)).toEqual({ kind: 'repair', deadline: '2026-05-07', note: 'anna' });
  });

  it('computes lines, totals and what follows from them, in whatever order they stand', () => {
    const data = computeValues(repair, { lines: [{ price: 10.1, count: 3 }, { price: 5, count: 2 }] }, context);
    expect(data).toEqual({ lines: [{ price: 10.1, count: 3, sum: 30.3 }, { price: 5, count: 2, sum: 10 }], total: 40.3, vat: 8.06 });
    expect(computeValues(repair, data, context)).toBe(data);
  });

  it('removes a computed value that can no longer be computed', () => {
    expect(computeValues(repair, { lines: [], total: 5, vat: 1 })).toEqual({ lines: [] });
  });

  it('leaves a circle alone, and names it', () => {
    const circle: FormDefinition = {
      schema: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } },
      ui: { type: 'VerticalLayout', elements: [field('a', { options: { rq: { computed: '=b + 1' } } }), field('b', { options: { rq: { computed: '=a + 1' } } })] },
    };
    expect(computeValues(circle, { a: 1, b: 1 })).toEqual({ a: 1, b: 1 });
    expect(checkForm(circle)).toEqual([{ code: 'form-definition.circle', path: '/ui', params: { fields: ['/a', '/b'] } }]);
  });

  it('asks a directory for records that fit the other fields', () => {
    const equipment = controls(repair.ui)[1] as UiControl;
    expect(lookupFilter(equipment, { site: 'north' })).toEqual({ site: 'north', active: true });
    expect(lookupFilter(equipment, {})).toEqual({ active: true });
    expect(fillFrom(equipment, { site: 'north' }, { location: 'Цех 2' })).toEqual({ site: 'north', note: 'Цех 2' });
  });
});

describe('state', () => {
  const fieldsOf = (data: JsonObject, access?: Parameters<typeof evaluateForm>[2]) => evaluateForm(repair, data, { context, ...access }).fields;

  it('follows rules with schemas and with FEEL', () => {
    expect(fieldsOf({})['/reason']).toMatchObject({ visible: false });
    expect(fieldsOf({ kind: 'replace' })['/reason']).toMatchObject({ visible: true, required: true });
    expect(fieldsOf({ urgent: true })['/deadline']).toMatchObject({ visible: false });
    expect(fieldsOf({ site: 'a' })['/deadline']).toMatchObject({ visible: true, enabled: true });
    expect(fieldsOf({})['/deadline']).toMatchObject({ visible: true, enabled: false });
  });

  it('follows access, which leaves what it does not name readable', () => {
    const fields = fieldsOf({}, { access: { approvedBudget: 'required', note: 'hidden' } });
    expect(fields['/approvedBudget']).toEqual({ visible: true, enabled: true, required: true, access: 'required' });
    expect(fields['/note']).toMatchObject({ visible: false, enabled: false });
    expect(fields['/site']).toMatchObject({ visible: true, enabled: false, access: 'read' });
    expect(fieldsOf({}, { access: submissionAccess({ note: 'hidden' }) })['/site']).toMatchObject({ enabled: true });
  });

  it('never lets a computed field be typed', () => {
    expect(fieldsOf({})['/total']).toMatchObject({ visible: true, enabled: false });
  });

  it('hides a group with everything in it', () => {
    const { elements } = evaluateForm(repair, {}, { access: { '*': 'edit', vat: 'hidden', lines: 'hidden', total: 'hidden' } });
    const group = (pages(repair)[1]?.element as { readonly elements: readonly UiElement[] } | undefined)?.elements[0] as UiElement;
    expect(elements.get(group)).toEqual({ visible: false, enabled: true });
  });
});

describe('submitting', () => {
  it('prunes what rules hide, and what is hidden by that', () => {
    const chain: FormDefinition = {
      schema: { type: 'object', properties: { a: { type: 'boolean' }, b: { type: 'boolean' }, c: { type: 'string' }, d: { type: 'string' } } },
      ui: {
        type: 'VerticalLayout',
        elements: [
          field('a'),
          field('b', { rule: { effect: 'SHOW', condition: { feel: '=a' } } }),
          field('c', { rule: { effect: 'SHOW', condition: { feel: '=b' } } }),
          field('d', { rule: { effect: 'SHOW', condition: { feel: '=b' } }, options: { rq: { keep: true } } }),
        ],
      },
    };
    expect(pruneHidden(chain, { a: false, b: true, c: 'x', d: 'kept' })).toEqual({ a: false, d: 'kept' });
    expect(pruneHidden(chain, { a: true, b: true, c: 'x' }, { access: { '*': 'hidden' } })).toEqual({ a: true, b: true, c: 'x' });
  });

  it('validates with the same result in both engines', () => {
    for (const engine of ['ajv', 'interpreter'] as const) {
      expect(validateForm(repair, { kind: 'replace', site: '' }, { engine })).toEqual([
        { code: 'form.required', path: '/site' },
        { code: 'form.required', path: '/equipment' },
        { code: 'form.required', path: '/reason' },
      ]);
      expect(validateForm(repair, { site: 'a', equipment: 'b', reason: 'x' }, { engine })).toEqual([]);
    }
  });

  it('asks for what a step requires and is silent about what it does not let change', () => {
    expect(validateForm(repair, {}, { access: { approvedBudget: 'required' } })).toEqual([{ code: 'form.required', path: '/approvedBudget' }]);
    expect(validateForm(repair, { approvedBudget: 5 }, { access: { approvedBudget: 'required' } })).toEqual([]);
  });

  it('does not ask for a field that rules hide', () => {
    expect(validateForm(repair, { site: 'a', equipment: 'b', urgent: true }, { access: { '*': 'edit', deadline: 'required' } })).toEqual([]);
  });

  it('puts issues on their pages', () => {
    const issues = [{ code: 'form.required', path: '/site' }, { code: 'form.minimum', path: '/lines/0/price' }, { code: 'form.too-deep', path: '' }];
    expect(issuesOfPage(repair, 0, issues)).toEqual([issues[0]]);
    expect(issuesOfPage(repair, 1, issues)).toEqual([issues[1], issues[2]]);
  });
});

describe('editing at a step', () => {
  const before = { site: 'a', equipment: 'b', kind: 'repair', note: 'secret' };
  const access = { approvedBudget: 'edit', kind: 'edit', deadline: 'edit', total: 'edit', note: 'hidden' } as const;

  it('changes only what may be edited', () => {
    expect(mergeEdits(repair, before, { approvedBudget: 10, site: 'other', note: 'x', nothing: 1 }, { access, context })).toEqual({
      data: { ...before, approvedBudget: 10 },
      issues: [
        { code: 'form.not-editable', path: '/site', params: { field: 'site' } },
        { code: 'form.not-editable', path: '/note', params: { field: 'note' } },
        { code: 'form.unknown-field', path: '/nothing', params: { field: 'nothing' } },
      ],
    });
  });

  it('takes a field sent back unchanged for no edit', () => {
    expect(mergeEdits(repair, before, { ...before, approvedBudget: 1 }, { access }).issues).toEqual([]);
  });

  it('clears by null', () => {
    expect(mergeEdits(repair, before, { kind: null }, { access }).data).toEqual({ site: 'a', equipment: 'b', note: 'secret' });
  });

  it('does not let a computed or disabled field be set', () => {
    expect(mergeEdits(repair, before, { total: 1_000_000 }, { access })).toEqual({ data: before, issues: [] });
    const locked = { equipment: 'b' };
    expect(mergeEdits(repair, locked, { deadline: '2026-01-01' }, { access })).toEqual({ data: locked, issues: [{ code: 'form.not-editable', path: '/deadline', params: { field: 'deadline' } }] });
  });

  it('keeps prototypes out', () => {
    const edits = JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as JsonObject;
    const { data, issues } = mergeEdits(repair, before, edits, { access: { '*': 'edit' } });
    expect(data).toEqual(before);
    expect(issues.map((issue) => issue.code)).toEqual(['form.unknown-field', 'form.unknown-field']);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('never shows hidden fields', () => {
    expect(visibleData(repair, { ...before, stranger: 1 }, { '*': 'hidden', site: 'read' })).toEqual({ site: 'a' });
    expect(visibleData(repair, before, { note: 'hidden' })).toEqual({ site: 'a', equipment: 'b', kind: 'repair' });
  });
});

describe('words', () => {
  it.each([
    [{ code: 'form.required', path: '/a' }, 'Заполните поле', 'Fill in this field'],
    [{ code: 'form.minLength', path: '/a', params: { limit: 21 } }, 'Введите не меньше 21 символа', 'Enter at least 21 characters'],
    [{ code: 'form.maxItems', path: '/a', params: { limit: 5 } }, 'Оставьте не больше 5 позиций', 'Leave at most 5 items'],
    [{ code: 'form.maximum', path: '/a', params: { limit: 1500.5 } }, 'Укажите 1 500,5 или меньше', 'Enter 1,500.5 or less'],
    [{ code: 'form.enum', path: '/a', params: { allowed: ['a', 'b'] } }, 'Выберите одно из значений: a, b', 'Choose one of: a, b'],
    [{ code: 'form.type', path: '/a', params: { type: ['integer', 'null'] } }, 'Нужно указать: целое число или пустое значение', 'Enter a whole number or nothing'],
    [{ code: 'feel.division-by-zero' }, 'Деление на ноль', 'Division by zero'],
    [{ code: 'host.own' }, 'host.own', 'host.own'],
  ])('%j', (issue, russian, english) => {
    expect(formIssueText(issue, 'ru').replaceAll('\u00a0', ' ')).toBe(russian);
    expect(formIssueText(issue, 'en')).toBe(english);
  });

  it('puts the title of the field in front', () => {
    expect(formIssueText({ code: 'form.required' }, 'ru', { title: 'Площадка' })).toBe('Площадка: заполните поле');
  });
});

describe('checkForm', () => {
  it('passes a sound form', () => {
    expect(checkForm(repair)).toEqual([]);
  });

  it('names a control without a field and an expression that cannot be read', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', pattern: '(a+)\\1' } } };
    expect(checkForm({ schema, ui: field('a') })).toMatchObject([{ code: 'dialect.pattern', path: '/schema/properties/a/pattern' }]);
    const wrong: FormDefinition = {
      schema: { type: 'object', properties: { a: { type: 'string' } } },
      ui: { type: 'VerticalLayout', elements: [field('b'), field('a', { options: { rq: { computed: '=1 +' } } })] },
    };
    expect(checkForm(wrong)).toMatchObject([
      { code: 'form-definition.no-field', path: '/ui/elements/0', params: { scope: '#/properties/b' } },
      { code: 'feel.syntax', path: '/ui/elements/1' },
    ]);
  });

  it.each([
    [null, 'element'],
    [{ type: 'VerticalLayout' }, 'elements'],
    [{ type: 'Marquee' }, 'type'],
    [{ type: 'Control', scope: 5 }, 'scope'],
    [field('site', { rule: { effect: 'SHOW' } as never }), 'rule'],
    [field('site', { options: { rq: { rules: 'x' as never } } }), 'options'],
  ])('names what is no layout: %j', (ui, wanted) => {
    expect(checkForm({ schema: repair.schema, ui: ui as UiElement })).toEqual([{ code: 'form-definition.shape', path: '/ui', params: { wanted } }]);
  });

  it('bounds the size of a layout', () => {
    let deep: UiElement = field('site');
    for (let level = 0; level < 10_000; level += 1) deep = { type: 'VerticalLayout', elements: [deep] };
    const wide: UiElement = { type: 'VerticalLayout', elements: new Array<UiElement>(6000).fill(field('site')) };
    for (const ui of [deep, wide]) expect(checkForm({ schema: repair.schema, ui })).toMatchObject([{ code: 'form-definition.too-large' }]);
  });
});

describe('hostile forms and data', () => {
  const names = fc.constantFrom('type', 'elements', 'scope', 'rule', 'options', 'rq', 'properties', 'items', '$ref', 'enum', '__proto__', 'constructor', 'ui:order', 'ui:widget', 'a');
  const anything = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'medium' }, fc.constantFrom<unknown>('Control', 'VerticalLayout', '#/properties/a', 'object', 'string', '#', null, 1, -1, true, [], {}), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(names, tie('value'), { noNullPrototype: true })),
  })).value;

  it('are answered, never thrown at', () => {
    fc.assert(
      fc.property(anything, anything, anything, (schema, ui, data) => {
        const { form } = importRjsf(schema, ui);
        expect(checkForm(form).filter((issue) => issue.severity !== 'warning')).toEqual([]);
        expect(Array.isArray(validateForm(form, (typeof data === 'object' && data !== null ? data : {}) as JsonObject))).toBe(true);
        const raw = { schema, ui } as FormDefinition;
        if (checkForm(raw).every((issue) => issue.severity === 'warning')) evaluateForm(raw, data as JsonObject);
      }),
      { numRuns: Number(process.env['REQUESTRY_RUNS'] ?? 1000) },
    );
  });
});
