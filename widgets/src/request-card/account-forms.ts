import type { FormDefinition, JsonObject, JsonSchema, PaymentInput, ResourcesView, UiControl, UiControlOptions, UsageInput, UsageLine } from '@requestry/model';
import type { AccountWords } from './account-words.js';

/** What is being noted, or put right. */
export type Noting = { readonly what: 'material' | 'hours' | 'payment' } | { readonly what: 'correction'; readonly line: UsageLine };

interface Field {
  readonly name: string;
  readonly label: string;
  readonly schema: JsonSchema;
  readonly rq?: NonNullable<UiControlOptions['rq']>;
}

function formOf(fields: readonly Field[], required: readonly string[]): FormDefinition {
  const control = ({ name, label, rq }: Field): UiControl => ({ type: 'Control', scope: `#/properties/${name}`, label, options: { rq: { width: 6, ...rq } } });
  return { schema: { type: 'object', properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])), required }, ui: { type: 'VerticalLayout', elements: fields.map(control) } };
}

const usualCurrencies = ['RUB', 'USD', 'EUR', 'CNY', 'KZT', 'BYN'];

/** The form of a note, and what it begins with. */
export function notingForm(noting: Noting, w: AccountWords, { takes, currencies, today }: { readonly takes?: ResourcesView['takes']; readonly currencies?: readonly string[]; readonly today: string }): { readonly form: FormDefinition; readonly data: JsonObject } {
  const date: Field = { name: 'date', label: w.date, schema: { type: 'string', format: 'date' } };
  const note: Field = { name: 'note', label: w.note, schema: { type: 'string', maxLength: 500 }, rq: { width: 12 } };
  const quantity: Field = { name: 'quantity', label: w.quantity, schema: { type: 'number', minimum: 0 } };
  const hours: Field = { name: 'hours', label: w.hours, schema: { type: 'number', minimum: 0, maximum: 24 } };
  if (noting.what === 'correction') {
    const { line } = noting;
    const amount = line.hours === undefined ? quantity : hours;
    const comment: Field = { name: 'comment', label: w.reason, schema: { type: 'string', minLength: 1, maxLength: 500 }, rq: { width: 12 } };
    return {
      form: formOf([{ ...amount, rq: { help: w.correctHelp } }, date, note, comment], [amount.name, 'date', 'comment']),
      data: { [amount.name]: Number(line.hours ?? line.quantity ?? 0), date: line.date, ...(line.note === undefined ? {} : { note: line.note }) },
    };
  }
  if (noting.what === 'material') {
    const material: Field = { name: 'material', label: w.material, schema: { type: 'string' }, rq: { field: 'record', lookup: { directory: takes?.materials ?? '' }, width: 12 } };
    return { form: formOf([material, quantity, date, note], ['material', 'quantity', 'date']), data: { date: today } };
  }
  if (noting.what === 'hours') {
    const person: Field = { name: 'person', label: w.person, schema: { type: 'string' }, rq: { field: 'person', width: 12 } };
    return { form: formOf([hours, date, person, note], ['hours', 'date']), data: { date: today } };
  }
  const codes = currencies ?? usualCurrencies;
  const fields: readonly Field[] = [
    { name: 'state', label: w.state, schema: { type: 'string', enum: ['planned', 'made'] }, rq: { enumTitles: { planned: w.planned, made: w.made } } },
    date,
    { name: 'amount', label: w.amount, schema: { type: 'number' } },
    { name: 'currency', label: w.currency, schema: { type: 'string', enum: codes } },
    { name: 'purpose', label: w.purpose, schema: { type: 'string', maxLength: 500 }, rq: { width: 12 } },
  ];
  return { form: formOf(fields, ['state', 'date', 'amount', 'currency']), data: { state: 'made', date: today, currency: codes[0] ?? '' } };
}

const text = (data: JsonObject, name: string): string => String(data[name] ?? '');
const optional = (data: JsonObject, name: string): Readonly<Record<string, string>> => (data[name] === undefined || data[name] === null || data[name] === '' ? {} : { [name]: text(data, name) });

/** A line of what was used, out of its form. */
export const usageOf = (what: 'material' | 'hours', data: JsonObject): UsageInput =>
  what === 'material' ? { material: text(data, 'material'), quantity: text(data, 'quantity'), date: text(data, 'date'), ...optional(data, 'note') } : { hours: text(data, 'hours'), date: text(data, 'date'), ...optional(data, 'person'), ...optional(data, 'note') };

/** A payment, out of its form. */
export const paymentOf = (data: JsonObject): PaymentInput => ({ state: data['state'] === 'planned' ? 'planned' : 'made', amount: text(data, 'amount'), currency: text(data, 'currency'), date: text(data, 'date'), ...optional(data, 'purpose') });

/** What a line becomes, out of its form. */
export const correctionOf = (line: UsageLine, data: JsonObject): { readonly quantity?: string; readonly hours?: string; readonly date: string; readonly note?: string; readonly comment: string } => ({
  ...(line.hours === undefined ? { quantity: text(data, 'quantity') } : { hours: text(data, 'hours') }),
  date: text(data, 'date'),
  ...optional(data, 'note'),
  comment: text(data, 'comment'),
});
