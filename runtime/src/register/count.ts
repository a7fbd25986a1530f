import { RequestryError, type FieldValue, type LocalizedText, type RegisterGroup, type RegisterGroups, type RequestFilter, type RequestGrouping } from '@requestry/model';
import { countIn, type CountRange } from '@requestry/storage';
import type { Context } from '../context.js';
import { ask, collected, mostCollected, walkOf, wantedDocs, type Asking, type Found } from './find.js';
import { exactSource, isFree } from './plan.js';
import { isRebuilding } from './rebuilding.js';
import { allStates, type Wanted } from './wanted.js';

/** Counted so far in a group; one more than is told. */
const most = 1_001;
/** Groups told at most. */
const mostGroups = 200;
/** Ranges counted at most in one call. */
const mostRanges = 1_000;
const lookAtMost = 2_000;

/** How many requests of each group the actor may see. */
export async function countRequests(context: Context, query: { readonly filter?: RequestFilter; readonly by?: RequestGrouping }): Promise<RegisterGroups> {
  const { by } = query;
  const field = typeof by === 'object' ? by.field : undefined;
  const asking = await ask(context, query.filter, undefined, field);
  if (by === 'stage' && asking.wanted.kinds?.length !== 1) throw new RequestryError('INVALID', 'Counting by stage needs one kind', { issues: [{ code: 'register.needs-kind', path: '/filter/kind', params: { for: 'stage' } }] });
  const [counted, rebuilding] = await Promise.all([exactly(asking, by).then((groups) => groups ?? byLooking(asking, by)), isRebuilding(asking)]);
  return { ...counted, ...(rebuilding ? { rebuilding } : {}) };
}

interface GroupValue {
  readonly value?: FieldValue;
  readonly title?: LocalizedText;
  readonly wanted: Wanted;
}

/** By counting rows alone; undefined when the entries do not tell the groups apart. */
async function exactly(asking: Asking, by: RequestGrouping | undefined): Promise<RegisterGroups | undefined> {
  const { context, sight, kinds } = asking;
  const known = { sight, kinds: kinds.ids };
  if (!isFree(asking.wanted, sight)) return undefined;
  const values = await groupValues(asking, by);
  if (!values || values.length > mostGroups) return undefined;
  const sources = values.map(({ wanted }) => exactSource(wanted, known));
  if (sources.some((source) => !source) || sources.reduce((sum, source) => sum + (source?.ranges.length ?? 0), 0) > mostRanges) return undefined;
  const counts = await countIn(context.store, sources.map((source) => source?.ranges ?? []), most);
  const groups = values.map(({ wanted: _wanted, ...group }, i): RegisterGroup => ({ ...group, count: counts[i]! }));
  return { groups: by === undefined ? groups : groups.filter(({ count }) => count > 0) };
}

async function groupValues({ context, wanted, kinds }: Asking, by: RequestGrouping | undefined): Promise<readonly GroupValue[] | undefined> {
  const kind = kinds.published(wanted.kinds?.[0] ?? '')?.kind;
  if (by === undefined) return [{ wanted }];
  if (by === 'state') return (wanted.states ?? allStates).map((state) => ({ value: state, wanted: { ...wanted, states: [state] } }));
  if (by === 'kind') return (wanted.kinds ?? kinds.ids).map((id) => ({ value: id, ...titled(kinds.published(id)?.kind.title), wanted: { ...wanted, kinds: [id] } }));
  if (by === 'stage') return (kind?.stages ?? []).filter(({ id }) => wanted.stage === undefined || wanted.stage === id).map(({ id, title }) => ({ value: id, title, wanted: { ...wanted, stage: id } }));
  if (by === 'unit') return context.org.units.filter(({ id }) => wanted.units?.includes(id) ?? true).map(({ id, title }) => ({ value: id, title, wanted: { ...wanted, units: [id] } }));
  if (by === 'performer') {
    if (wanted.performer !== undefined) return [{ value: wanted.performer, ...named(context, wanted.performer), wanted }];
    const [only, more] = wanted.kinds ?? [];
    const people = await distinct(context, only !== undefined && more === undefined ? { index: 'requests-performer-kind', eq: [only] } : { index: 'requests-performer' });
    return people?.map((person) => ({ value: person, ...named(context, String(person)), wanted: { ...wanted, performer: String(person) } }));
  }
  if (!kind) return undefined;
  const values = await distinct(context, { index: 'requests-field', eq: [kind.id, by.field] });
  return values?.map((value) => ({ value, wanted: { ...wanted, fields: [...(wanted.fields ?? []), { name: by.field, values: [value] }] } }));
}

const titled = (title: LocalizedText | undefined) => (title === undefined ? {} : { title });

function named(context: Context, person: string): { readonly title?: string } {
  const found = context.org.people.find(({ id }) => id === person);
  return found ? { title: found.name } : {};
}

/** Different first scalars of a range, each by one look; undefined when there are too many. */
async function distinct(context: Context, { index, eq = [] }: Pick<CountRange, 'index' | 'eq'>): Promise<readonly FieldValue[] | undefined> {
  const values: FieldValue[] = [];
  for (;;) {
    const last = values.at(-1);
    const { items } = await context.store.scan({ index, eq, limit: 1, keysOnly: true, ...(last === undefined ? {} : { gt: [last] }) });
    const value = items[0]?.key[eq.length];
    if (value === undefined || value === null) return values;
    values.push(value);
    if (values.length > mostGroups) return undefined;
  }
}

/** By looking at the requests themselves, as many as one call may. */
async function byLooking(asking: Asking, by: RequestGrouping | undefined): Promise<RegisterGroups> {
  const counts = new Map<FieldValue | undefined, number>();
  const add = (found: Found): void => {
    for (const value of valuesOf(found, by)) counts.set(value, Math.min(most, (counts.get(value) ?? 0) + 1));
  };
  const walk = await walkOf(asking, mostCollected);
  let incomplete = false;
  if (walk) {
    let looked = 0;
    for (let rows = await walk.merge.take(200); rows.length > 0 && looked < lookAtMost; rows = await walk.merge.take(200)) {
      looked += rows.at(-1)?.mark ? 1_000 : rows.length;
      for (const doc of (await wantedDocs(asking, rows)).values()) add(doc);
    }
    incomplete = !walk.merge.ended || looked >= lookAtMost;
  } else for (const doc of await collected(asking)) add(doc);
  const groups = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostGroups).map(([value, count]): RegisterGroup => ({ ...(value === undefined ? {} : { value, ...titleOf(asking, by, value) }), count }));
  const cut = incomplete || counts.size > mostGroups;
  return { groups: by === undefined && groups.length === 0 ? [{ count: 0 }] : groups, ...(cut ? { incomplete: true } : {}) };
}

function valuesOf({ doc: { body } }: Found, by: RequestGrouping | undefined): readonly (FieldValue | undefined)[] {
  const { request } = body;
  if (by === undefined) return [undefined];
  if (by === 'state') return [request.state];
  if (by === 'kind') return [request.kind];
  if (by === 'stage') return request.stage === undefined ? [] : [request.stage];
  if (by === 'unit') return request.unit === undefined ? [] : [request.unit];
  if (by === 'performer') return body.performers;
  return (body.fields.values[by.field] ?? []).filter((value) => value !== null);
}

function titleOf({ context, kinds, wanted }: Asking, by: RequestGrouping | undefined, value: FieldValue): { readonly title?: LocalizedText } {
  if (by === 'kind') return titled(kinds.published(String(value))?.kind.title);
  if (by === 'stage') return titled(kinds.published(wanted.kinds?.[0] ?? '')?.kind.stages?.find(({ id }) => id === value)?.title);
  if (by === 'unit') return titled(context.org.units.find(({ id }) => id === value)?.title);
  return by === 'performer' ? named(context, String(value)) : {};
}
