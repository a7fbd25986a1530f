import { html } from 'lit';
import type { AccessMap, FormDefinition, JsonObject } from '@requestry/model';
import '@requestry/forms';
import { everyField, everyValue, sampleLookups } from '@requestry/forms/testing';

export default { title: 'Forms/rq-form', tags: ['autodocs'] };

interface Shown {
  readonly form?: FormDefinition;
  readonly data?: JsonObject;
  readonly access?: AccessMap;
  readonly mode?: 'edit' | 'read' | 'print';
  readonly wizard?: boolean;
  readonly step?: number;
  readonly locale?: 'ru' | 'en';
}

const show = ({ form = everyField, data = everyValue, access, mode = 'edit', wizard = false, step = 0, locale = 'ru' }: Shown = {}): unknown =>
  html`<rq-form .form=${form} .data=${data} .access=${access} .mode=${mode} .wizard=${wizard} .step=${step} .locale=${locale} .lookups=${sampleLookups} buttons></rq-form>`;

/** Every field type, filled in. */
export const filled = (): unknown => show();

export const english = (): unknown => show({ locale: 'en' });

export const empty = (): unknown => show({ data: {} });

/** Steps with numbers, a check of each, and a summary. */
export const wizard = (): unknown => show({ wizard: true });

export const wizardSummary = (): unknown => show({ wizard: true, step: 3 });

/** What the server found wrong. */
export const errors = (): unknown => html`<rq-form
  locale="ru"
  .form=${everyField}
  .data=${{}}
  .lookups=${sampleLookups}
  .issues=${[
    { code: 'form.required', path: '/summary' },
    { code: 'form.minimum', path: '/weight', params: { limit: 0 } },
  ]}
></rq-form>`;

export const reading = (): unknown => show({ mode: 'read' });

/** A step that lets one field be edited, requires another and hides a third. */
export const accessOfStep = (): unknown => show({ access: { '*': 'read', problem: 'edit', copies: 'required', weight: 'hidden' } });

/** 360 pixels wide: one column. */
export const narrow = (): unknown => html`<div .style=${'inline-size: 360px'}>${show({ wizard: true })}</div>`;

export const longText = (): unknown => show({ data: { ...everyValue, summary: 'Принтер '.repeat(40), problem: 'Непрерывныйтекст'.repeat(60) }, mode: 'read' });

export const rightToLeft = (): unknown => html`<div dir="rtl">${show()}</div>`;

/** Directories answer slowly, then not at all. */
export const failingLookup = (): unknown =>
  html`<rq-form locale="ru" .form=${everyField} .data=${{}} .lookups=${{ ...sampleLookups, findRecords: () => new Promise((_, reject) => setTimeout(() => reject(new Error('offline')), 800)) }}></rq-form>`;

/** Two hundred fields at once. */
export const large = (): unknown => {
  const names = Array.from({ length: 200 }, (_, index) => `field${index + 1}`);
  const form: FormDefinition = {
    schema: { type: 'object', properties: Object.fromEntries(names.map((name, index) => [name, { type: index % 3 === 0 ? 'number' : 'string', title: `Поле ${index + 1}` }])) },
    ui: { type: 'VerticalLayout', elements: names.map((name) => ({ type: 'Control', scope: `#/properties/${name}`, options: { rq: { width: 4 } } })) },
  };
  return show({ form, data: {} });
};
