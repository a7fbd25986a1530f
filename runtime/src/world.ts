import { calendarOf, escalatesTo, localDate, localize, recordKey, type FormDefinition, type Json, type JsonObject, type Kind, type UiControl } from '@requestry/model';
import { controls, scopeToPath } from '@requestry/forms/core';
import type { Context } from './context.js';
import { countRows, read, readMany } from './store.js';
import type { CompiledRoute, Subject, World } from './process/index.js';

/** Everything the engine may look at for one transition of a request. */
export async function worldOf(context: Context, kind: Kind, subject: Subject, data: JsonObject, compiled?: CompiledRoute): Promise<World> {
  const { form } = kind;
  const records = await recordsFor(context, kind, data, compiled);
  const load = await loadFor(context, compiled);
  const source = await sourceFor(context, subject, compiled);
  return {
    now: context.now,
    org: context.org,
    calendar: calendarOf(subject.unit, context.org, context.calendars) ?? context.calendar,
    ...(context.calendars.length > 1 ? { calendars: context.calendars } : {}),
    subject,
    data: { ...emptyData(form), ...data },
    ...(records ? { records } : {}),
    ...(load ? { load } : {}),
    ...(source ? { source } : {}),
  };
}

/** Every top-level field as null, so that a condition tells "not filled" from "unknown name". */
export const emptyData = (form: FormDefinition): JsonObject =>
  Object.fromEntries(Object.keys(form.schema.properties ?? {}).map((name) => [name, null]));

/** Names that a form's rules, computed and initial values may use besides its fields. */
export function formContext(context: Context, initiatorId?: string): JsonObject {
  const initiator = context.org.people.find((person) => person.id === (initiatorId ?? context.actor.person.id)) ?? context.actor.person;
  const unit = context.org.units.find((candidate) => candidate.id === initiator.unit);
  return {
    initiator: { id: initiator.id, name: initiator.name, unit: initiator.unit ?? null, roles: initiator.roles ?? [], email: initiator.email ?? null, phone: initiator.phone ?? null },
    unit: { id: unit?.id ?? null, title: unit ? localize(unit.title, 'ru') : null, head: unit?.head ?? null, costCentre: unit?.costCentre ?? null },
    today: localDate(context.now, context.calendar.zone),
    now: new Date(context.now).toISOString(),
  };
}

const controlsOf = new WeakMap<object, readonly { readonly control: UiControl; readonly path: string }[]>();

/** Controls of a form with the paths of their values, found once for each form. */
function placedControls({ ui }: FormDefinition): readonly { readonly control: UiControl; readonly path: string }[] {
  const known = controlsOf.get(ui) ?? controls(ui).map((control) => ({ control, path: scopeToPath(control.scope) }));
  controlsOf.set(ui, known);
  return known;
}

/** The control of a field. */
export const controlOf = (form: FormDefinition, field: string): UiControl | undefined => placedControls(form).find(({ control }) => control.scope === `#/properties/${field}`)?.control;

/** Records of one directory that stand at one place of a form's data. */
interface PlacedRecords {
  readonly control: UiControl;
  readonly directory: string;
  readonly ids: readonly string[];
  /** Of the value in the data. */
  readonly path: string;
  /** The same for all lines. */
  readonly field: string;
  /** By the form itself. */
  readonly computed: boolean;
}

/** Lookup controls of a form with what stands in the data at their place; lines give several. */
export function placedRecords(form: FormDefinition, data: JsonObject): readonly PlacedRecords[] {
  const found: PlacedRecords[] = [];
  for (const { control, path } of placedControls(form)) {
    const { lookup, columns, computed } = control.options?.rq ?? {};
    if (!lookup && !columns) continue;
    const value = valueAt(data, path);
    if (lookup) found.push({ control, directory: lookup.directory, ids: idsIn(value), path, field: path, computed: computed !== undefined });
    for (const column of columns ?? []) {
      const of = column.options?.rq ?? {};
      const rows = Array.isArray(value) ? (value as readonly JsonObject[]) : [];
      if (of.lookup) for (const [row, line] of rows.entries()) found.push({ control, directory: of.lookup.directory, ids: idsIn(line?.[column.property]), path: `${path}/${row}/${column.property}`, field: `${path}/*/${column.property}`, computed: (computed ?? of.computed) !== undefined });
    }
  }
  return found;
}

const idsIn = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string' && id !== '');

function valueAt(data: JsonObject, path: string): Json | undefined {
  const names = path.split(/[./]/).filter((name) => name !== '');
  return names.reduce<Json | undefined>(
    (at, name) => (typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? (at as JsonObject)[name] : undefined),
    data,
  );
}

export const recordDocId = recordKey;

/** Records behind the form's lookups by the field that names them, only for routes whose steps and kinds whose norms look into them. */
async function recordsFor(context: Context, { form, deadlines }: Kind, data: JsonObject, compiled: CompiledRoute | undefined): Promise<Readonly<Record<string, JsonObject>> | undefined> {
  const looksInside = compiled?.steps.some((id) => {
    const who = compiled.nodes.get(id)?.step?.who;
    return who?.rule === 'field' && who.field.includes('.');
  });
  if (!looksInside && !deadlines?.some(({ field }) => field !== undefined)) return undefined;
  const named = placedControls(form).flatMap(({ control, path }) => {
    const directory = control.options?.rq?.lookup?.directory;
    const field = path.slice(1);
    const id = directory === undefined || !Object.hasOwn(data, field) ? undefined : data[field];
    return directory === undefined || typeof id !== 'string' || id === '' ? [] : [[field, recordDocId(directory, id)] as const];
  });
  const docs = new Map((await readMany(context.store, 'records', [...new Set(named.map(([, id]) => id))])).map(({ id, body }) => [id, body.data]));
  return Object.fromEntries(named.flatMap(([field, id]) => (docs.has(id) ? [[field, docs.get(id) ?? {}]] : [])));
}

/** Where the request came from, only for routes one of whose steps goes to the default person of the source. */
async function sourceFor(context: Context, { source: id }: Subject, compiled: CompiledRoute | undefined): Promise<World['source']> {
  const asks = compiled?.steps.some((step) => {
    const { who, escalations = [] } = compiled.nodes.get(step)?.step ?? {};
    return who?.rule === 'source' || escalations.some((escalation) => escalatesTo(escalation)?.rule === 'source');
  });
  const source = asks && id !== undefined ? (await read(context.store, 'sources', id))?.body : undefined;
  return source && { id: source.id, title: localize(source.title, 'ru'), ...(source.responsible ? { responsible: source.responsible } : {}) };
}

/** Open tasks of the people among whom some step of the route chooses by load. */
async function loadFor(context: Context, compiled: CompiledRoute | undefined): Promise<Readonly<Record<string, number>> | undefined> {
  const rules = (compiled?.steps ?? []).map((id) => compiled?.nodes.get(id)?.step?.who).filter((who) => who?.rule === 'leastLoaded');
  if (rules.length === 0) return undefined;
  const people = context.org.people.filter((person) =>
    rules.some((rule) => (rule.role !== undefined && person.roles?.includes(rule.role)) || context.org.groups.some((group) => group.id === rule.group && group.people.includes(person.id))),
  );
  return Object.fromEntries(await Promise.all(people.map(async (person) => [person.id, await openTaskCount(context, person.id)] as const)));
}

export const openTaskCount = (context: Context, person: string): Promise<number> => countRows(context.store, { index: 'tasks', eq: [person] });
