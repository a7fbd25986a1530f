import { html } from 'lit';
import type { AccessMap, FormDefinition, JsonObject } from '@requestry/model';
import '@requestry/forms';
import { everyField, everyValue, sampleLookups } from '@requestry/forms/testing';

export default { title: 'Forms/rq-form', tags: ['autodocs'] };

interface Shown {
  readonly form?: FormDefinition;
  readonly data?: JsonObject;
  readonly access?: AccessMap;
  readonly mode?: 'edit' | 'read' | 'print' | 'compare';
  readonly previous?: JsonObject;
  readonly onlyChanges?: boolean;
  readonly wizard?: boolean;
  readonly step?: number;
  readonly locale?: 'ru' | 'en';
}

const show = ({ form = everyField, data = everyValue, access, mode = 'edit', wizard = false, step = 0, locale = 'ru', previous, onlyChanges = false }: Shown = {}): unknown =>
  html`<rq-form .form=${form} .data=${data} .access=${access} .mode=${mode} .previous=${previous} ?only-changes=${onlyChanges} .wizard=${wizard} .step=${step} .locale=${locale} .lookups=${sampleLookups} buttons></rq-form>`;

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

/** As it comes out of a printer: black on white, nothing to press, headers of tables on every page. */
export const print = (): unknown => show({ mode: 'print' });

const { weight: _weight, rating: _rating, ...fewer } = everyValue;
const changed: JsonObject = { ...fewer, summary: 'Принтер 2-04 печатает с полосами', phone: '+7 495 000-00-00', lines: [{ name: 'Cartridge', quantity: 4, price: 1500.5 }, { name: 'Fuser', quantity: 1, price: 5200 }, { name: 'Roller', quantity: 1, price: 700 }] };

/** Two versions: what was added, changed and removed, lines row by row. */
export const comparison = (): unknown => show({ mode: 'compare', data: changed, previous: everyValue });

export const comparisonOfChanges = (): unknown => show({ mode: 'compare', data: changed, previous: everyValue, onlyChanges: true, locale: 'en' });

/** Nothing differs. */
export const comparisonOfTheSame = (): unknown => show({ mode: 'compare', previous: everyValue, onlyChanges: true });

/** Formatted text, a signature, checked numbers, a note in Markdown. */
export const written = (): unknown =>
  show({
    form: {
      schema: { type: 'object', required: ['sign'], properties: { plan: { type: 'string' }, sign: { type: 'object', properties: { strokes: { type: 'string' }, name: { type: 'string' } } }, bik: { type: 'string', format: 'bik' }, account: { type: 'string', format: 'account' }, snils: { type: 'string', format: 'snils' } } },
      ui: {
        type: 'VerticalLayout',
        elements: [
          { type: 'Label', text: '**Перед отправкой**\n\n- проверьте реквизиты\n- подпишите заявку\n\nПодробности — в [правилах](https://example.org).', options: { rq: { markdown: true } } },
          { type: 'Control', scope: '#/properties/plan', label: 'План', options: { rq: { field: 'rich-text' } } },
          { type: 'Control', scope: '#/properties/bik', label: 'БИК', options: { rq: { width: 4 } } },
          { type: 'Control', scope: '#/properties/account', label: 'Счёт', options: { rq: { width: 4, field: 'checked-id', id: 'account', bik: 'bik' } } },
          { type: 'Control', scope: '#/properties/snils', label: 'СНИЛС', options: { rq: { width: 4 } } },
          { type: 'Control', scope: '#/properties/sign', label: 'Подпись', options: { rq: { field: 'signature' } } },
        ],
      },
    },
    data: { plan: '# Работы\n- снять **старый** узел\n- поставить новый', bik: '044525225', account: '40702810438000060473', snils: '11223344595', sign: { strokes: '60,140 90,60 130,150 160,90 200,140 260,100 330,150 420,90;300,60 360,60' } },
  });

/** A step that lets one field be edited, requires another and hides a third. */
export const accessOfStep = (): unknown => show({ access: { '*': 'read', problem: 'edit', copies: 'required', weight: 'hidden' } });

/** 360 pixels wide: one column. */
export const narrow = (): unknown => html`<div .style=${'inline-size: 360px'}>${show({ wizard: true })}</div>`;

export const longText = (): unknown => show({ data: { ...everyValue, summary: 'Принтер '.repeat(40), problem: 'Непрерывныйтекст'.repeat(60) }, mode: 'read' });

export const rightToLeft = (): unknown => html`<div dir="rtl">${show()}</div>`;

/** Directories answer slowly, then not at all. */
export const failingLookup = (): unknown =>
  html`<rq-form locale="ru" .form=${everyField} .data=${{}} .lookups=${{ ...sampleLookups, findRecords: () => new Promise((_, reject) => setTimeout(() => reject(new Error('offline')), 800)) }}></rq-form>`;

/** Files: kept with a link, on their way, not sent. Choose one that is called `fail…` to see it refused. */
export const files = (): unknown => html`<rq-form
  locale="ru"
  .form=${{
    schema: { type: 'object', properties: { scans: { type: 'array', maxItems: 3, items: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'number', maximum: 5_000_000 } } } } } },
    ui: { type: 'Control', scope: '#/properties/scans', label: 'Сканы', options: { rq: { field: 'file', accept: ['.pdf', 'image/*'] } } },
  } satisfies FormDefinition}
  .data=${{ scans: [{ name: 'Паспорт оборудования.pdf', size: 812_000, type: 'application/pdf', sha256: 'a1' }] }}
  .files=${{
    address: ({ sha256 }: { sha256?: string }) => (sha256 ? `#${sha256}` : undefined),
    keep: (file: File, { signal, progress }: { signal: AbortSignal; progress(bytes: number): void }) =>
      new Promise((resolve, reject) => {
        let sent = 0;
        const timer = setInterval(() => {
          progress((sent += file.size / 20));
          if (sent > file.size / 2 && file.name.startsWith('fail')) reject(new Error('offline'));
          if (sent >= file.size) resolve({ name: file.name, size: file.size, type: file.type, sha256: file.name });
          if (signal.aborted || sent >= file.size) clearInterval(timer);
        }, 150);
      }),
  }}
></rq-form>`;

/** In a page whose root text is ten pixels, in capitals and in the middle: it can be read all the same. */
export const hardHost = (): unknown => html`<div .style=${'text-align: center; text-transform: uppercase; letter-spacing: 2px; font: 10px serif'}>${show()}</div>`;

/** Two hundred fields at once. */
export const large = (): unknown => {
  const names = Array.from({ length: 200 }, (_, index) => `field${index + 1}`);
  const form: FormDefinition = {
    schema: { type: 'object', properties: Object.fromEntries(names.map((name, index) => [name, { type: index % 3 === 0 ? 'number' : 'string', title: `Поле ${index + 1}` }])) },
    ui: { type: 'VerticalLayout', elements: names.map((name) => ({ type: 'Control', scope: `#/properties/${name}`, options: { rq: { width: 4 } } })) },
  };
  return show({ form, data: {} });
};
