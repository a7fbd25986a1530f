import { describe, expect, it } from 'vitest';
import type { FormDefinition, JsonObject, UiControl, UiElement } from '@requestry/model';
import { evaluateForm, fillFrom, initialData, lookupFilter, mergeEdits, pages, pruneHidden, validateForm } from '@requestry/forms/core';

const control = (name: string, more: Partial<UiControl> = {}): UiControl => ({ type: 'Control', scope: `#/properties/${name}`, ...more });
const column = (...elements: readonly UiElement[]): UiElement => ({ type: 'VerticalLayout', elements });
const shownIn = (form: FormDefinition, data: JsonObject): readonly string[] => Object.entries(evaluateForm(form, data).fields).flatMap(([path, { visible }]) => (visible ? [path.slice(1)] : []));
const demandedIn = (form: FormDefinition, data: JsonObject): readonly string[] => validateForm(form, data).map(({ code, path }) => `${code} ${path}`);
const shownWhen = (feel: string): Partial<UiControl> => ({ rule: { effect: 'SHOW', condition: { feel } } });

describe('what is demanded', () => {
  it('R-07 D-24 refuses a request whose kind demands more than is filled in, and names each field', () => {
    const form: FormDefinition = { schema: { type: 'object', required: ['subject', 'site', 'voltage'], properties: { subject: { type: 'string' }, site: { type: 'string' }, voltage: { type: 'number' } } }, ui: column(control('subject'), control('site'), control('voltage')) };
    expect(demandedIn(form, { subject: 'Pump', site: '' })).toEqual(['form.required /site', 'form.required /voltage']);
    expect(demandedIn(form, { subject: 'Pump', site: 'north', voltage: 380 })).toEqual([]);
  });

  it('R-10 demands a date of every stage of a delivery', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { terms: { type: 'string' }, stages: { type: 'array', minItems: 1, items: { type: 'object', required: ['date'], properties: { what: { type: 'string' }, date: { type: 'string', format: 'date' } } } } }, required: ['terms', 'stages'] },
      ui: column(control('terms'), control('stages', { options: { rq: { columns: [{ property: 'what' }, { property: 'date' }] } } })),
    };
    expect(demandedIn(form, { terms: 'DAP', stages: [{ what: 'Frame', date: '2026-04-01' }, { what: 'Motor' }] })).toEqual(['form.required /stages/1/date']);
  });

  it('C-06 lets a source declare which fields are mandatory', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { source: { enum: ['site', 'exhibition'] }, region: { type: 'string' } }, if: { properties: { source: { const: 'exhibition' } }, required: ['source'] }, then: { required: ['region'] } },
      ui: column(control('source'), control('region')),
    };
    expect(demandedIn(form, { source: 'site' })).toEqual([]);
    expect(demandedIn(form, { source: 'exhibition' })).toEqual(['form.required /region']);
    expect(evaluateForm(form, { source: 'exhibition' }).fields['/region']?.required).toBe(true);
  });
});

describe('what depends on what', () => {
  it('C-05 adds the fields of a source, and takes their values away with it', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { source: { type: 'string' }, employees: { type: 'integer' }, region: { type: 'string' } } },
      ui: column(control('source'), control('employees', shownWhen('=source = "exhibition"')), control('region', shownWhen('=source in ("exhibition", "partner")'))),
    };
    expect(shownIn(form, { source: 'site' })).toEqual(['source']);
    expect(shownIn(form, { source: 'partner' })).toEqual(['source', 'region']);
    expect(pruneHidden(form, { source: 'site', employees: 40, region: 'Ural' })).toEqual({ source: 'site' });
  });

  it('Y-20 asks the next question by the answer to the one before', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { works: { type: 'boolean' }, lamp: { enum: ['red', 'green'] }, code: { type: 'string' } } },
      ui: column(control('works'), control('lamp', shownWhen('=works = false')), control('code', shownWhen('=works = false and lamp = "red"'))),
    };
    expect(shownIn(form, {})).toEqual(['works']);
    expect(shownIn(form, { works: false })).toEqual(['works', 'lamp']);
    expect(shownIn(form, { works: false, lamp: 'red' })).toEqual(['works', 'lamp', 'code']);
    expect(pruneHidden(form, { works: true, lamp: 'red', code: 'E4' })).toEqual({ works: true });
  });

  it('Y-22 fixes for each type which parameters are to be clarified', () => {
    const form: FormDefinition = {
      schema: {
        type: 'object',
        properties: { type: { enum: ['network', 'printer'] }, port: { type: 'integer' }, model: { type: 'string' } },
        allOf: [
          { if: { properties: { type: { const: 'network' } }, required: ['type'] }, then: { required: ['port'] } },
          { if: { properties: { type: { const: 'printer' } }, required: ['type'] }, then: { required: ['model'] } },
        ],
      },
      ui: column(control('type'), control('port', shownWhen('=type = "network"')), control('model', shownWhen('=type = "printer"'))),
    };
    expect(demandedIn(form, { type: 'network' })).toEqual(['form.required /port']);
    expect(demandedIn(form, { type: 'printer', model: 'M2' })).toEqual([]);
  });

  it('S-02 differs for a person and a company', () => {
    const form: FormDefinition = {
      schema: {
        type: 'object',
        required: ['party'],
        properties: { party: { enum: ['person', 'company'] }, name: { type: 'string' }, company: { type: 'string' }, inn: { type: 'string' } },
        if: { properties: { party: { const: 'company' } }, required: ['party'] },
        then: { required: ['company', 'inn'] },
        else: { required: ['name'] },
      },
      ui: column(control('party'), control('name', shownWhen('=party = "person"')), { type: 'Group', label: 'Company', elements: [control('company'), control('inn')], rule: { effect: 'SHOW', condition: { feel: '=party = "company"' } } }),
    };
    expect(shownIn(form, { party: 'company' })).toEqual(['party', 'company', 'inn']);
    expect(demandedIn(form, { party: 'company', company: 'North' })).toEqual(['form.required /inn']);
    expect(demandedIn(form, { party: 'person' })).toEqual(['form.required /name']);
  });

  it('M-04 asks a known client for nothing again, an unknown one for the name', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { question: { type: 'string' }, name: { type: 'string' } }, required: ['question'] },
      ui: column(control('name', { ...shownWhen('=client = null'), options: { rq: { field: 'text' } } }), control('question')),
    };
    const fields = (client: unknown): readonly string[] => Object.entries(evaluateForm(form, {}, { context: { client } }).fields).flatMap(([path, { visible }]) => (visible ? [path] : []));
    expect(fields('orlova')).toEqual(['/question']);
    expect(fields(null)).toEqual(['/name', '/question']);
  });
});

describe('what is filled in by itself', () => {
  it('C-07 D-23 begins with the defaults of the source and what is known of the initiator, which may be edited', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { channel: { type: 'string', default: 'telephone' }, date: { type: 'string', format: 'date' }, centre: { type: 'string' } } },
      ui: column(control('channel'), control('date', { options: { rq: { initial: '=today' } } }), control('centre', { options: { rq: { initial: '=initiator.centre' } } })),
    };
    const data = initialData(form, { today: '2026-03-02', initiator: { centre: 'CFR-7' } });
    expect(data).toEqual({ channel: 'telephone', date: '2026-03-02', centre: 'CFR-7' });
    expect(mergeEdits(form, data, { centre: 'CFR-8' })).toEqual({ data: { ...data, centre: 'CFR-8' }, issues: [] });
  });

  it('D-11 offers only what the kind lets be chosen: equipment by the work, work by the kind', () => {
    const work = control('work', { options: { rq: { lookup: { directory: 'works', filter: { kind: '=kindOfRequest' } } } } });
    const equipment = control('equipment', { options: { rq: { lookup: { directory: 'equipment', filter: { group: '=work', site: 'north' } } } } });
    expect(lookupFilter(work, {}, { kindOfRequest: 'repair' })).toEqual({ kind: 'repair' });
    expect(lookupFilter(equipment, { work: 'w-electric' })).toEqual({ group: 'w-electric', site: 'north' });
  });

  it('D-21 D-22 fills place and responsible from the equipment that is chosen', () => {
    const equipment = control('equipment', { options: { rq: { lookup: { directory: 'equipment', fill: { place: 'location', responsible: 'keeper' } } } } });
    expect(fillFrom(equipment, { equipment: 'e1', place: 'old' }, { location: 'Workshop 2', keeper: 'orlova' })).toEqual({ equipment: 'e1', place: 'Workshop 2', responsible: 'orlova' });
  });

  it('R-14 sums up the cost of the lines', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { lines: { type: 'array', items: { type: 'object', properties: { quantity: { type: 'number' }, price: { type: 'number' }, cost: { type: 'number' } } } }, total: { type: 'number' } } },
      ui: column(control('lines', { options: { rq: { columns: [{ property: 'quantity' }, { property: 'price' }, { property: 'cost', total: true, options: { rq: { computed: '=quantity * price' } } }] } } }), control('total', { options: { rq: { computed: '=sum(lines.cost)' } } })),
    };
    expect(evaluateForm(form, { lines: [{ quantity: 2, price: 1500 }, { quantity: 1, price: 700 }] }).data).toMatchObject({ lines: [{ cost: 3000 }, { cost: 700 }], total: 3700 });
  });

  it('S-12 prices by the tariff of the period', () => {
    const form: FormDefinition = {
      schema: { type: 'object', properties: { date: { type: 'string', format: 'date' }, hours: { type: 'number' }, price: { type: 'number' } } },
      ui: column(control('date'), control('hours'), control('price', { options: { rq: { computed: '=hours * (if date(date) < date("2026-07-01") then 1000 else 1200)' } } })),
    };
    expect(evaluateForm(form, { date: '2026-06-30', hours: 2 }).data.price).toBe(2000);
    expect(evaluateForm(form, { date: '2026-07-01', hours: 2 }).data.price).toBe(2400);
  });
});

it('D-25 lays out each step of the wizard by itself', () => {
  const form: FormDefinition = {
    schema: { type: 'object', properties: { what: { type: 'string' }, when: { type: 'string' }, who: { type: 'string' } } },
    ui: { type: 'Categorization', options: { variant: 'stepper' }, elements: [{ type: 'Category', label: 'What', elements: [control('what')] }, { type: 'Category', label: 'When', elements: [{ type: 'HorizontalLayout', elements: [control('when'), control('who')] }] }] },
  };
  expect(pages(form).map(({ label, element }) => [label, 'elements' in element && element.elements[0]?.type])).toEqual([['What', 'Control'], ['When', 'HorizontalLayout']]);
});
