import { compareDecimals, decimalOf, subtractDecimals, sumDecimals, type Json, type JsonObject, type Kind, type Payment, type PaymentTotals, type RequestEvent, type ResourceTotals, type UsageLine } from '@requestry/model';

/** Sums of what was used, beside what the fields say was planned. */
export function resourceTotals({ resources }: Kind, data: JsonObject, lines: readonly UsageLine[]): ResourceTotals {
  const planned = plannedMaterials(resources?.plan?.materials, data);
  const hours = decimalOf(resources?.plan?.hours === undefined ? undefined : data[resources.plan.hours]);
  const materials = [...new Set([...planned.keys(), ...lines.flatMap(({ material }) => material ?? [])])];
  const people = [...new Set(lines.flatMap(({ person }) => person ?? []))];
  return {
    hours: { ...(hours === undefined ? {} : { planned: hours }), used: sumDecimals(lines.flatMap((line) => line.hours ?? [])) },
    people: people.map((person) => ({ person, hours: sumDecimals(lines.flatMap((line) => (line.person === person ? (line.hours ?? []) : []))) })),
    materials: materials.map((material) => ({ material, ...(planned.has(material) ? { planned: planned.get(material) as string } : {}), used: sumDecimals(lines.flatMap((line) => (line.material === material ? (line.quantity ?? []) : []))) })),
  };
}

type PlannedField = NonNullable<NonNullable<NonNullable<Kind['resources']>['plan']>['materials']>;

function plannedMaterials(plan: PlannedField | undefined, data: JsonObject): ReadonlyMap<string, string> {
  const rows = plan ? data[plan.field] : undefined;
  const planned = new Map<string, string>();
  if (!plan || !Array.isArray(rows)) return planned;
  for (const row of rows as readonly Json[]) {
    const { [plan.record]: record, [plan.quantity]: quantity } = (typeof row === 'object' && row !== null ? row : {}) as JsonObject;
    const many = decimalOf(quantity);
    if (typeof record === 'string' && many !== undefined) planned.set(record, sumDecimals([planned.get(record) ?? '0', many]));
  }
  return planned;
}

/** Sums of payments by currency, as they are on a day. */
export function paymentTotals(payments: readonly Payment[], today: string): readonly PaymentTotals[] {
  const counted = payments.filter(({ cancelled }) => cancelled === undefined);
  return [...new Set(counted.map(({ currency }) => currency))].sort().map((currency) => {
    const own = counted.filter((payment) => payment.currency === currency);
    const planned = sumDecimals(own.filter(({ state }) => state === 'planned').map(({ amount }) => amount));
    const wanted = sumDecimals(own.filter(({ state, date }) => state === 'planned' && date <= today).map(({ amount }) => amount));
    const made = sumDecimals(own.filter(({ state }) => state === 'made').map(({ amount }) => amount));
    return { currency, planned, made, debt: rest(wanted, made), left: rest(planned, made) };
  });
}

function rest(wanted: string, made: string): string {
  const left = subtractDecimals(wanted, made);
  return compareDecimals(left, '0') > 0 ? left : '0';
}

const sums = ['planned', 'made', 'debt', 'left'] as const;

/** What conditions read: sums of the only currency, or null when there are several, and those of each by its code. */
export function paymentNames(payments: readonly Payment[], today: string): JsonObject {
  const totals = paymentTotals(payments, today);
  const numbers = (total: PaymentTotals): JsonObject => Object.fromEntries(sums.map((name) => [name, Number(total[name])]));
  const [only, more] = totals;
  const all = more ? Object.fromEntries(sums.map((name) => [name, null])) : only ? numbers(only) : Object.fromEntries(sums.map((name) => [name, 0]));
  return { ...all, in: Object.fromEntries(totals.map((total) => [total.currency, numbers(total)])) };
}

export function resourceNames(kind: Kind, data: JsonObject, lines: readonly UsageLine[]): JsonObject {
  const { hours, materials } = resourceTotals(kind, data, lines);
  const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  return { hours: { planned: number(hours.planned), used: Number(hours.used) }, materials: materials.map(({ material, planned, used }) => ({ material, planned: number(planned), used: Number(used) })) };
}

/** Lines and payments as some events tell them. */
export function usageAfter(events: readonly RequestEvent[]): { readonly usage: readonly UsageLine[]; readonly payments: readonly Payment[] } {
  const usage = new Map<string, UsageLine>();
  const payments = new Map<string, Payment>();
  for (const { type, facts } of events) {
    if (type === 'usage-added') for (const line of facts.lines as unknown as readonly UsageLine[]) usage.set(line.id, line);
    if (type === 'usage-corrected') usage.set((facts.line as unknown as UsageLine).id, facts.line as unknown as UsageLine);
    if (type === 'payments-added') for (const payment of facts.payments as unknown as readonly Payment[]) payments.set(payment.id, payment);
    if (type === 'payment-cancelled') payments.set((facts.payment as unknown as Payment).id, facts.payment as unknown as Payment);
  }
  return { usage: [...usage.values()], payments: [...payments.values()] };
}
