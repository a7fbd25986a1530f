import { localize, type Json, type Kind, type Locale, type System } from '@requestry/model';
import { diffRoutes, readBpmn, type Route } from '@requestry/route';
import { canonicalJson } from './files.js';
import { messages } from '../locales/index.js';

/** One difference between two systems: what was done to what, in words. */
export interface Difference {
  readonly place: string;
  readonly is: 'added' | 'removed' | 'changed';
  readonly text: string;
}

/** What has to be done to the first system to get the second, in words: kinds with forms and routes, directories, records, organisation. */
export async function systemDifferences(before: System, after: System, locale: Locale): Promise<readonly Difference[]> {
  const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> => new Map(items.map((item) => [item.id, item]));
  const recordId = (record: System['records'][number]): string => `${record.directory}/${record.id}`;
  const records = ({ records: all }: System): ReadonlyMap<string, Json> => new Map(all.map((record) => [recordId(record), record as unknown as Json]));
  const orgParts = ({ org }: System): ReadonlyMap<string, Json> => new Map(Object.entries(org).flatMap(([part, items]: [string, readonly { readonly id: string }[]]) => items.map((item): [string, Json] => [`${part}/${item.id}`, item as unknown as Json])));
  const kinds = (system: System): ReadonlyMap<string, System['kinds'][number]> => new Map(system.kinds.map((entry) => [entry.kind.id, entry]));
  return [
    ...compare(kinds(before), kinds(after), 'kinds', locale, () => []),
    ...(await kindDifferences(kinds(before), kinds(after), locale)),
    ...compare(byId(before.directories), byId(after.directories), 'directories', locale),
    ...compare(records(before), records(after), 'records', locale),
    ...compare(byId(before.sources ?? []), byId(after.sources ?? []), 'sources', locale),
    ...compare(orgParts(before), orgParts(after), 'org', locale),
    ...compare(byId(before.calendars), byId(after.calendars), 'calendars', locale),
  ];
}

const same = (one: unknown, other: unknown): boolean => canonicalJson((one ?? null) as Json) === canonicalJson((other ?? null) as Json);

/** Added, removed and, unless told otherwise, changed entries with the names of the properties that differ. */
function compare<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, area: string, locale: Locale, changed: (was: T, is: T, place: string) => readonly Difference[] = (was, is, place) => propertyChange(was, is, place, locale)): readonly Difference[] {
  const t = messages[locale];
  const place = (id: string): string => `${area}/${id}`;
  return [
    ...[...before.keys()].filter((id) => !after.has(id)).map((id): Difference => ({ place: place(id), is: 'removed', text: t.removed })),
    ...[...after.keys()].filter((id) => !before.has(id)).map((id): Difference => ({ place: place(id), is: 'added', text: t.added })),
    ...[...after].flatMap(([id, is]) => {
      const was = before.get(id);
      return was === undefined ? [] : changed(was, is, place(id));
    }),
  ];
}

function propertyChange(was: unknown, is: unknown, place: string, locale: Locale): readonly Difference[] {
  if (same(was, is)) return [];
  const names = changedNames(was, is);
  return [{ place, is: 'changed', text: messages[locale].changed({ what: names.length > 0 ? names.join(', ') : messages[locale].order }) }];
}

const changedNames = (was: unknown, is: unknown): readonly string[] => {
  const [old, now] = [was, is].map((value) => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {})) as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => !same(old[name], now[name])).sort();
};

async function kindDifferences(before: ReadonlyMap<string, System['kinds'][number]>, after: ReadonlyMap<string, System['kinds'][number]>, locale: Locale): Promise<readonly Difference[]> {
  const found = await Promise.all(
    [...after].map(async ([id, is]): Promise<readonly Difference[]> => {
      const was = before.get(id);
      return was ? [...formDifferences(was.kind, is.kind, locale), ...(await routeDifferences(id, was.route, is.route, locale))] : [];
    }),
  );
  return found.flat();
}

function formDifferences(was: Kind, is: Kind, locale: Locale): readonly Difference[] {
  const t = messages[locale];
  const place = `kinds/${is.id}`;
  const { form: oldForm, ...old } = was;
  const { form: newForm, ...now } = is;
  const [oldFields, newFields] = [oldForm, newForm].map(({ schema }) => schema.properties ?? {}) as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const fields = changedNames(oldFields, newFields).map((name): Difference => {
    const sort = !Object.hasOwn(oldFields, name) ? ('added' as const) : !Object.hasOwn(newFields, name) ? ('removed' as const) : ('changed' as const);
    return { place: `${place}/form`, is: sort, text: t.field({ name, what: { added: t.added, removed: t.removed, changed: t.changedPlain }[sort] }) };
  });
  const layout: readonly Difference[] = same(oldForm.ui, newForm.ui) ? [] : [{ place: `${place}/form`, is: 'changed', text: t.layoutChanged }];
  const rest: readonly Difference[] = fields.length === 0 && layout.length === 0 && !same(oldForm, newForm) ? [{ place: `${place}/form`, is: 'changed', text: t.rulesChanged }] : [];
  return [...propertyChange(old, now, place, locale), ...fields, ...layout, ...rest];
}

async function routeDifferences(id: string, was: string | undefined, is: string | undefined, locale: Locale): Promise<readonly Difference[]> {
  if (was === is) return [];
  const place = `kinds/${id}/route`;
  const t = messages[locale];
  if (was === undefined || is === undefined) return [{ place, is: was === undefined ? 'added' : 'removed', text: was === undefined ? t.added : t.removed }];
  const [old, now] = await Promise.all([readBpmn(was), readBpmn(is)]);
  if (!old.route || !now.route) return [{ place, is: 'changed', text: t.unreadable }];
  const told = diffRoutes(old.route as Route, now.route as Route).map(({ kind, message }): Difference => ({ place, is: kind === 'added' || kind === 'removed' ? kind : 'changed', text: localize(message, locale) }));
  return told.length > 0 ? told : [{ place, is: 'changed', text: t.drawingChanged }];
}
