import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@requestry/model';
import { checkForm, controls, importRjsf, initialData, validateForm } from '@requestry/forms/core';

describe('importRjsf', () => {
  it('takes order, widgets and texts over', () => {
    const { form, issues } = importRjsf(
      {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', title: 'Name' },
          about: { type: 'string' },
          colour: { type: 'string', enum: ['r', 'g'], enumNames: ['Red', 'Green'] },
          day: { type: 'string', format: 'date' },
          secret: { type: 'string' },
          address: { type: 'object', title: 'Address', properties: { city: { type: 'string' } } },
          rows: { type: 'array', items: { type: 'object', properties: { a: { type: 'string', title: 'A' }, b: { type: 'string' } } } },
        },
      },
      {
        'ui:order': ['about', '*', 'name'],
        name: { 'ui:title': 'Your name', 'ui:help': 'As in the passport', 'ui:placeholder': 'Anna', 'ui:autofocus': true },
        about: { 'ui:widget': 'textarea', 'ui:options': { rows: 5 } },
        colour: { 'ui:widget': 'radio' },
        day: { 'ui:widget': 'date', 'ui:readonly': true },
        secret: { 'ui:widget': 'hidden' },
        address: { city: { 'ui:widget': 'colourPicker' } },
        rows: { items: { 'ui:order': ['b', 'a'] } },
        ghost: { 'ui:widget': 'text' },
      },
    );
    expect(form.ui).toEqual({
      type: 'VerticalLayout',
      elements: [
        { type: 'Control', scope: '#/properties/about', options: { multi: true } },
        { type: 'Control', scope: '#/properties/colour', options: { format: 'radio', rq: { enumTitles: { '"r"': 'Red', '"g"': 'Green' } } } },
        { type: 'Control', scope: '#/properties/day', options: { readonly: true, rq: { field: 'date' } } },
        { type: 'Control', scope: '#/properties/secret', options: { rq: { keep: true } }, rule: { effect: 'HIDE', condition: { feel: '=true' } } },
        { type: 'Group', label: 'Address', elements: [{ type: 'Control', scope: '#/properties/address/properties/city' }] },
        { type: 'Control', scope: '#/properties/rows', options: { rq: { columns: [{ property: 'b' }, { property: 'a', label: 'A' }] } } },
        { type: 'Control', scope: '#/properties/name', label: 'Your name', options: { placeholder: 'Anna', rq: { help: 'As in the passport' } } },
      ],
    });
    expect(issues.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(['import.no-field /uiSchema/ghost', 'import.option /uiSchema/name/ui:autofocus', 'import.widget /uiSchema/address/city/ui:widget']);
    expect(checkForm(form)).toEqual([]);
  });

  it('leaves out what the dialect does not take, and says so', () => {
    const { form, issues } = importRjsf({ type: 'object', definitions: { a: { type: 'string' } }, properties: { x: { $ref: '#/definitions/a' }, y: { anyOf: ['options_from:fruit'], pattern: '(?=a)a' } } });
    expect(form.schema).toEqual({ type: 'object', $defs: { a: { type: 'string' } }, properties: { x: { $ref: '#/$defs/a' }, y: {} } });
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(['import.keyword /schema/properties/y/anyOf', 'import.keyword /schema/properties/y/pattern']);
  });

  it.each([null, 5, [], 'x', { properties: 5 }, { properties: { __proto__: null, a: null } }])('answers %j without throwing', (schema) => {
    const { form } = importRjsf(schema, schema);
    expect(form.ui.type).toBe('VerticalLayout');
  });
});

const corpus = process.env['REQUESTRY_CORPUS'];
const root = corpus ? join(corpus, 'spiffarena/examples') : '';

const pairs = existsSync(root)
  ? (readdirSync(root, { recursive: true }) as string[])
      .filter((file) => /[-_]uischema\.json$/.test(file))
      .map((file) => file.replace(/uischema\.json$/, ''))
      .sort()
  : [];
const read = (name: string): unknown => (existsSync(join(root, name)) ? JSON.parse(readFileSync(join(root, name), 'utf8')) : undefined);

/** Example data that its own schema refuses, and where. */
const wrongExamples: Readonly<Record<string, readonly string[]>> = {
  '1-basic-concepts/1-2-forms/test-': ['form.pattern /telephone'],
  '1-basic-concepts/1-4-decisions/select-a-pizza-': ['form.minItems /toppings'],
};

/** Changes one value to one its schema refuses; `undefined` when the form demands nothing. */
function mutated(schema: JsonObject, data: JsonObject): JsonObject | undefined {
  for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>)) {
    const wrong: Readonly<Record<string, Json>> = { string: 17, number: 'x', integer: 1.5, boolean: 'yes', array: 'none', object: 'none' };
    const value = wrong[String(property['type'])];
    if (value !== undefined) return { ...data, [name]: value };
  }
  return undefined;
}

describe.skipIf(pairs.length === 0)('forms of others (needs REQUESTRY_CORPUS)', () => {
  it.each(pairs)('%s', (name) => {
    const { form, issues } = importRjsf(read(`${name}schema.json`), read(`${name}uischema.json`));
    expect(checkForm(form).filter((issue) => issue.severity !== 'warning')).toEqual([]);
    expect(controls(form.ui).length).toBeGreaterThan(0);
    expect(issues.every((issue) => issue.path !== undefined && issue.severity === 'warning')).toBe(true);
    const example = read(`${name}exampledata.json`) as JsonObject | undefined;
    const data = { ...initialData(form), ...(Array.isArray(example) ? { items: example } : example) };
    // Examples are what a form opens with: fields may still be empty in them, but what is there has to be right.
    const wrong = validateForm(form, data).filter((issue) => issue.code !== 'form.required');
    expect(wrong.map((issue) => `${issue.code} ${issue.path}`)).toEqual(wrongExamples[name] ?? []);
    const broken = mutated(form.schema as JsonObject, data);
    expect(broken && validateForm(form, broken).length).toBeGreaterThan(wrong.length);
  });
});
