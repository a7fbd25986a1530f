import { calendarOf, parseDuration, type Calendar, type Json, type JsonObject, type Kind, type Norm, type Trace } from '@requestry/model';
import { compileDecision, type CompiledDecision, type DecisionTable } from '@requestry/model/decision';
import { compileExpression } from '@requestry/model/expression';
import { workingDue } from '../process/due.js';
import { instantOf } from '../process/instant.js';
import type { World } from '../process/index.js';

/** A moment by a norm, and why that one. */
export interface NormedDue {
  readonly at: string;
  readonly trace: Trace;
}

/** Most working days that a norm may give. */
const mostDays = 10_000;

/** By when, counted from `start` (epoch milliseconds); nothing when the norm gives no time with the data as it is. */
export function dueByNorm(kind: Kind, norm: Norm, start: number, world: World): NormedDue | undefined {
  const calendar = servingCalendar(kind, world);
  const from: World = { ...world, now: start, calendar };
  const found = valueOf(kind, norm, from);
  const at = found && momentOf(found.value, from);
  if (!found || !at) return undefined;
  return { at: at.at, trace: { code: `deadline.${norm.deadline}`, params: { due: at.at, from: new Date(start).toISOString(), step: norm.from ?? null, calendar: calendar.id }, because: [found.trace, at.trace] } };
}

/** The calendar of the unit that answers for the kind, else the initiator's: by it the deadlines of requests run. */
export function servingCalendar(kind: Kind, { org, subject, calendars, calendar }: World): Calendar {
  const serving = org.units.find((unit) => unit.kinds?.includes(kind.id))?.id ?? subject.unit;
  return (calendars && calendarOf(serving, org, calendars)) ?? calendar;
}

interface NormValue {
  readonly value: Json;
  readonly trace: Trace;
}

function valueOf(kind: Kind, { within, decision, field }: Norm, world: World): NormValue | undefined {
  if (within?.startsWith('=')) return compileExpression(within).evaluate(namesOf(world), { now: world.now, zone: world.calendar.zone });
  if (within !== undefined) return { value: within, trace: { code: 'deadline.fixed', params: { duration: within } } };
  if (decision !== undefined) {
    const table = kind.decisions?.find(({ id }) => id === decision);
    return table && tableOf(table).evaluate(namesOf(world), { now: world.now, zone: world.calendar.zone });
  }
  return field === undefined ? undefined : recordValue(field, world);
}

const compiled = new WeakMap<DecisionTable, CompiledDecision>();

function tableOf(table: DecisionTable): CompiledDecision {
  const known = compiled.get(table) ?? compileDecision(table);
  compiled.set(table, known);
  return known;
}

function recordValue(path: string, { data, records = {} }: World): NormValue | undefined {
  const [field = '', property = ''] = path.split('.');
  const id = Object.hasOwn(data, field) ? data[field] : undefined;
  const record = typeof id === 'string' && Object.hasOwn(records, field) ? records[field] : undefined;
  const value = record && Object.hasOwn(record, property) ? record[property] : undefined;
  return value === undefined ? undefined : { value, trace: { code: 'deadline.record', params: { field: path, record: typeof id === 'string' ? id : null, value } } };
}

/** Names that norms see: fields of the form, `data`, `request`, `initiator`. */
function namesOf({ data, subject, org }: World): JsonObject {
  const initiator = org.people.find(({ id }) => id === subject.initiator);
  return {
    request: { id: subject.id, kind: subject.kind, number: subject.number ?? null, submittedAt: subject.submittedAt, unit: subject.unit ?? null },
    initiator: { id: subject.initiator, unit: initiator?.unit ?? null, roles: initiator?.roles ?? [] },
    data,
    ...data,
  };
}

/** A working duration, a number of working days, or a date that means the end of that day. */
function momentOf(value: Json, world: World): NormedDue | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && value > 0 && value <= mostDays ? workingDue(`P${value}D`, world) : undefined;
  if (typeof value !== 'string') return undefined;
  if (parseDuration(value)) return workingDue(value, world);
  const at = instantOf(value, world.calendar.zone, 'end');
  return at === undefined ? undefined : { at: new Date(at).toISOString(), trace: { code: 'due.date', params: { due: value } } };
}
