import type { Json, JsonObject, Kind, Reservation, ReservationRule } from '@requestry/model';
import { decimalOf } from '@requestry/model';
import { instantOf } from '../process/instant.js';
import { controlOf } from '../world.js';

/** What a rule wants kept, by the data. */
export type Wanted = Pick<Reservation, 'rule' | 'directory' | 'record' | 'quantity' | 'from' | 'to'> & { readonly problem?: 'period' | 'quantity' };

/** The directory that a rule's field looks up. */
export function directoryOf({ form }: Kind, { field }: ReservationRule): string | undefined {
  const [top = '', column] = field.split('.');
  const options = controlOf(form, top)?.options?.rq;
  if (column === undefined) return options?.lookup?.directory;
  return options?.columns?.find(({ property }) => property === column)?.options?.rq?.lookup?.directory;
}

const valueIn = (data: JsonObject, field: string | undefined): Json | undefined => (field !== undefined && Object.hasOwn(data, field) ? data[field] : undefined);

/** All that the kind's rules want kept; the same record at the same time once, with the sum of the quantities. */
export function wantedOf(kind: Kind, data: JsonObject, zone: string): readonly Wanted[] {
  const found = new Map<string, Wanted>();
  for (const rule of kind.reservations ?? []) {
    const directory = directoryOf(kind, rule);
    if (directory === undefined) continue;
    for (const { record, quantity } of chosenBy(rule, data)) {
      const period = periodOf(rule, data, zone);
      if (!period || quantity === 0) continue;
      const wanted: Wanted = { rule: rule.id, directory, record, ...period, quantity: quantity ?? 0, ...(quantity === undefined ? { problem: 'quantity' } : {}) };
      const before = found.get(keyOf(wanted));
      found.set(keyOf(wanted), before ? { ...wanted, quantity: Number(decimalOf(before.quantity + wanted.quantity) ?? 0) } : wanted);
    }
  }
  return [...found.values()];
}

/** What tells two reservations apart besides their quantity. */
export const keyOf = ({ rule, directory, record, from = '', to = '' }: Pick<Wanted, 'rule' | 'directory' | 'record' | 'from' | 'to'>): string => JSON.stringify([rule, directory, record, from, to]);

/** Records with how many of each; the quantity is undefined where it cannot be reckoned with. */
function chosenBy({ field, quantity }: ReservationRule, data: JsonObject): readonly { readonly record: string; readonly quantity: number | undefined }[] {
  const [top = '', column] = field.split('.');
  const value = valueIn(data, top);
  const many = quantity?.split('.').at(-1);
  const rows = column === undefined ? ids(value).map((id) => ({ id, of: data })) : (Array.isArray(value) ? (value as readonly JsonObject[]) : []).flatMap((row) => ids(valueIn(row, column)).map((id) => ({ id, of: row })));
  return rows.map(({ id, of }) => ({ record: id, quantity: many === undefined ? 1 : countOf(valueIn(of, many)) }));
}

const ids = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string' && id !== '');

function countOf(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return 0;
  const count = decimalOf(value);
  return count === undefined || Number(count) < 0 ? undefined : Number(count);
}

/** Undefined while the dates are not filled in. */
function periodOf({ from, to }: ReservationRule, data: JsonObject, zone: string): Pick<Wanted, 'from' | 'to' | 'problem'> | undefined {
  if (from === undefined && to === undefined) return {};
  const begin = momentOf(valueIn(data, from ?? to), zone, 'begin');
  const end = momentOf(valueIn(data, to ?? from), zone, 'end');
  if (begin === undefined || end === undefined) return undefined;
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString(), ...(end > begin ? {} : { problem: 'period' as const }) };
}

/** A date as an end means the whole day. */
function momentOf(value: Json | undefined, zone: string, part: 'begin' | 'end'): number | undefined {
  const at = typeof value === 'string' ? instantOf(value, zone, part) : undefined;
  return at !== undefined && part === 'end' && typeof value === 'string' && value.length === 10 ? at + 60_000 : at;
}
