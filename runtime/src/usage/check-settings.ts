import type { Issue, Kind } from '@requestry/model';

type Said = { readonly ru: string; readonly en: string };

const issue = (code: string, path: string, value: string, { ru, en }: Said): Issue => ({ code, path, params: { value, message: { ru, en } } });

/** What is wrong with how a kind notes materials, hours and payments. */
export function usageIssuesOf({ resources, payments, form }: Kind): readonly Issue[] {
  const fields = form.schema.properties ?? {};
  const { hours, materials } = resources?.plan ?? {};
  const row = materials && typeof fields[materials.field]?.items === 'object' ? fields[materials.field]?.items : undefined;
  const columns: Readonly<Record<string, unknown>> = typeof row === 'object' ? (row.properties ?? {}) : {};
  const isNumber = (name: string): boolean => ['number', 'integer'].includes(String(fields[name]?.type));
  return [
    ...(hours === undefined || isNumber(hours) ? [] : [issue('usage.plan-hours', '/resources/plan/hours', hours, { ru: `Ресурсы: «${hours}» — не числовое поле формы`, en: `Resources: “${hours}” is no number field of the form` })]),
    ...(materials === undefined || (Object.hasOwn(columns, materials.record) && Object.hasOwn(columns, materials.quantity))
      ? []
      : [issue('usage.plan-materials', '/resources/plan/materials', materials.field, { ru: `Ресурсы: в таблице «${materials.field}» нет колонок «${materials.record}» и «${materials.quantity}»`, en: `Resources: table “${materials.field}” has no columns “${materials.record}” and “${materials.quantity}”` })]),
    ...(payments?.currencies ?? []).filter((code) => !/^[A-Z]{3}$/.test(code)).map((code) => issue('payment.currency', '/payments/currencies', code, { ru: `Оплаты: «${code}» — не код валюты`, en: `Payments: “${code}” is no code of a currency` })),
  ];
}
