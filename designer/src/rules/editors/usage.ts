import { html, nothing } from 'lit';
import type { PaymentSettings, ResourceSettings } from '@requestry/model';
import { compact } from '../../route-tab/doc-edits.js';
import { tick } from '../../route-tab/panel/context.js';
import { titled } from '../../route-tab/panel/who-field.js';
import { chips, complaints, placedChoice, section } from '../context.js';
import type { RuleContext } from '../context.js';
import { columnsOf } from '../names.js';
import { usageSentence } from '../sentences.js';

const currencies = ['RUB', 'USD', 'EUR', 'CNY', 'KZT', 'BYN', 'TRY', 'AED', 'GBP', 'CHF', 'JPY', 'INR', 'UZS', 'AMD', 'GEL', 'KGS'];

/** What people note while they work: materials, hours, payments. */
export function usageSection(c: RuleContext): unknown {
  const { w, n, kind } = c;
  const { resources = {}, payments } = kind;
  const write = (next: ResourceSettings): void => {
    const kept = compact({ ...next, plan: next.plan && Object.keys(compact(next.plan)).length > 0 ? compact(next.plan) : undefined });
    c.change(w.usage, { resources: Object.keys(kept).length > 0 ? kept : undefined });
  };
  const pay = (next: PaymentSettings | undefined): void => c.change(w.usage, { payments: next && compact(next) });
  const name = (code: string): string => currencyName(code, c.locale);
  return section(c, {
    path: '/usage',
    title: w.usage,
    state: usageSentence(kind, n),
    help: w.usageHelp,
    marks: ['/resources', '/payments'],
    body: html`${complaints(c, '/resources')}${complaints(c, '/payments')}
      ${placedChoice('/resources/materials', w.usageMaterials, { value: resources.materials ?? '', empty: w.usageNoMaterials, choices: titled(n.directories, c), pick: (materials) => write({ ...resources, materials: materials || undefined, ...(materials ? {} : { plan: { ...resources.plan, materials: undefined } }) }) })}
      ${resources.materials === undefined ? nothing : materialPlan(c, resources, write)}
      ${tick(w.usageHours, resources.hours ?? false, (hours) => write({ ...resources, hours: hours || undefined, ...(hours ? {} : { plan: { ...resources.plan, hours: undefined } }) }))}
      ${resources.hours
        ? placedChoice('/resources/plan/hours', w.planHours, { value: resources.plan?.hours ?? '', empty: w.planNone, choices: n.fields.filter(({ sort }) => sort === 'number').map((field) => ({ value: field.name, title: field.title })), pick: (hours) => write({ ...resources, plan: { ...resources.plan, hours: hours || undefined } }) })
        : nothing}
      ${tick(w.usagePayments, payments !== undefined, (on) => pay(on ? {} : undefined))}
      ${payments
        ? chips({ path: '/payments/currencies', label: w.usageCurrencies, values: payments.currencies ?? [], choices: currencies.map((code) => ({ value: code, title: `${code} — ${name(code)}` })), empty: w.usageAnyCurrency, w, put: (codes) => pay({ currencies: codes.length > 0 ? codes : undefined }) })
        : nothing}`,
  });
}

function currencyName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The table of the form that says which materials were planned. */
function materialPlan(c: RuleContext, resources: ResourceSettings, write: (next: ResourceSettings) => void): unknown {
  const { w, n, kind, locale } = c;
  const plan = resources.plan?.materials;
  const tables = n.fields.filter(({ sort, name }) => sort === 'many' && columnsOf(kind, name, locale).length > 0);
  if (tables.length === 0 && !plan) return nothing;
  const put = (materials: NonNullable<ResourceSettings['plan']>['materials']): void => write({ ...resources, plan: { ...resources.plan, materials } });
  const columns = columnsOf(kind, plan?.field ?? '', locale).map(({ name, title, sort }) => ({ value: name, title, sort }));
  const begin = (field: string): void => {
    if (field === '') return put(undefined);
    const own = columnsOf(kind, field, locale);
    put({ field, record: (own.find(({ directory }) => directory === resources.materials) ?? own[0])?.name ?? '', quantity: own.find(({ sort }) => sort === 'number')?.name ?? '' });
  };
  return html`<div class="pair" data-path="/resources/plan/materials">
    ${placedChoice('/resources/plan/materials/field', w.planMaterials, { value: plan?.field ?? '', empty: w.planNone, choices: tables.map(({ name, title }) => ({ value: name, title })), pick: begin })}
    ${plan
      ? html`${placedChoice('/resources/plan/materials/record', w.planRecord, { value: plan.record, choices: columns, pick: (record) => put({ ...plan, record }) })}
          ${placedChoice('/resources/plan/materials/quantity', w.planQuantity, { value: plan.quantity, choices: columns.filter(({ sort }) => sort === 'number'), pick: (quantity) => put({ ...plan, quantity }) })}`
      : nothing}
  </div>`;
}
