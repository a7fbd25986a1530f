import { RequestryError, type System } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put, type Bodies, type Collection, type DocOf, type KindHead, type KindVersionDocument } from '../collections.js';
import type { Context } from '../context.js';
import { callsIn, startOf } from '../design/kinds.js';
import { canonical } from '../history.js';
import { versionId } from '../kinds.js';
import { rebuildOp } from '../register/rebuilding.js';
import { read, readMany } from '../store.js';
import { recordDocId } from '../world.js';
import { checkSystem, findIn } from './check-system.js';

export interface ImportOptions {
  /** What the new versions of kinds say of themselves. */
  readonly note?: string;
  /** Tells what would happen and writes nothing. */
  readonly dryRun?: boolean;
}

/** What an import did, by place: `kinds/repair`, `directories/materials`, `records/materials/m-1`, `org`. */
export interface Imported {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
}

/** Documents written per batch. */
const batchSize = 300;

interface Write {
  readonly place: string;
  readonly is: 'added' | 'changed' | 'unchanged';
  readonly ops: readonly Op[];
}

/** See `Runtime.import`. Rejects with `CONFLICT` when something was changed by somebody else meanwhile; doing it again goes on from there. */
export async function importSystem(context: Context, system: System, options: ImportOptions): Promise<Imported> {
  const errors = (await checkSystem(system, context.core)).filter(({ issue }) => issue.severity !== 'warning');
  if (errors.length > 0) {
    const issues = errors.map(({ place, issue }) => ({ ...issue, params: { ...issue.params, place } }));
    throw new RequestryError('INVALID', `The system has ${errors.length} errors, the first: ${errors[0]?.issue.code} in ${errors[0]?.place}`, { issues });
  }
  const writes = [
    ...(await documents(context, 'directories', system.directories.map((directory) => ({ place: `directories/${directory.id}`, id: directory.id, body: directory })))),
    ...(await documents(context, 'records', system.records.map((record) => ({ place: `records/${record.directory}/${record.id}`, id: recordDocId(record.directory, record.id), body: record })))),
    ...(await documents(context, 'sources', (system.sources ?? []).map((source) => ({ place: `sources/${source.id}`, id: source.id, body: source })))),
    ...(await documents(context, 'org', [{ place: 'org', id: 'main', body: { title: system.title, org: system.org, calendars: system.calendars } }])),
    ...(await kindWrites(context, system, options.note)),
  ];
  if (!options.dryRun) for (const batch of batches(writes)) await commit(context, batch);
  const places = (is: Write['is']): readonly string[] => writes.filter((write) => write.is === is).map(({ place }) => place);
  return { added: places('added'), changed: places('changed'), unchanged: places('unchanged').length };
}

/** Puts of the documents that are not there yet or differ. */
async function documents<C extends Collection>(context: Context, collection: C, wanted: readonly { readonly place: string; readonly id: string; readonly body: Bodies[C] }[]): Promise<readonly Write[]> {
  const found = new Map<string, { readonly version: number; readonly body: unknown }>();
  for (let from = 0; from < wanted.length; from += batchSize) {
    for (const doc of await readMany(context.store, collection, wanted.slice(from, from + batchSize).map(({ id }) => id))) found.set(doc.id, doc);
  }
  return wanted.map(({ place, id, body }) => {
    const before = found.get(id);
    if (before && canonical(before.body) === canonical(body)) return { place, is: 'unchanged' as const, ops: [] };
    return { place, is: before ? ('changed' as const) : ('added' as const), ops: [put(collection, id, body, before?.version ?? 'absent')] };
  });
}

/** A kind of the system beside what the store has of it. */
interface Known {
  readonly entry: System['kinds'][number];
  readonly head?: DocOf<'kinds'>;
  /** The version that it has after the import. */
  readonly version: number;
  readonly unchanged: boolean;
}

async function known(context: Context, entry: System['kinds'][number]): Promise<Known> {
  const { kind, route } = entry;
  const head = await read(context.store, 'kinds', kind.id);
  const last = head?.body.publishedVersion;
  const published = last === undefined || head?.body.archived ? undefined : await context.publishedKind(kind.id, last);
  const unchanged = published !== undefined && canonical([published.kind, published.route]) === canonical([kind, route]);
  return { entry, ...(head ? { head } : {}), version: unchanged ? published.version : (last ?? 0) + 1, unchanged };
}

/** New versions call each other's new versions. A kind that did not change itself stays on what it called before. */
async function kindWrites(context: Context, system: System, note: string | undefined): Promise<readonly Write[]> {
  const all = await Promise.all(system.kinds.map((entry) => known(context, entry)));
  const find = findIn(system, (id) => all.find(({ entry }) => entry.kind.id === id)?.version ?? 1);
  return Promise.all(
    all.map(async ({ entry, head, version, unchanged }): Promise<Write> => {
      const { kind, route } = entry;
      const place = `kinds/${kind.id}`;
      if (unchanged) return { place, is: 'unchanged', ops: [] };
      const body: KindVersionDocument = {
        kind,
        ...(route !== undefined ? { route } : {}),
        version,
        publishedAt: new Date(context.now).toISOString(),
        publishedBy: context.actor.person.id,
        ...(note ? { note } : {}),
        ...(await callsIn(entry, find)),
      };
      const next: KindHead = { id: kind.id, hasDraft: head?.body.hasDraft ?? false, archived: false, publishedVersion: version, ...(await startOf(route)) };
      return { place, is: head ? 'changed' : 'added', ops: [put('kind-versions', versionId(kind.id, version), body, 'absent'), put('kinds', kind.id, next, head?.version ?? 'absent'), ...(version > 1 ? [rebuildOp(kind.id, context.now)] : [])] };
    }),
  );
}

function* batches(writes: readonly Write[]): Iterable<readonly Op[]> {
  let batch: Op[] = [];
  for (const { ops } of writes) {
    if (batch.length + ops.length > batchSize) {
      yield batch;
      batch = [];
    }
    batch.push(...ops);
  }
  if (batch.length > 0) yield batch;
}

async function commit(context: Context, ops: readonly Op[]): Promise<void> {
  const result = await context.store.commit({ ops });
  if (!result.ok) throw new RequestryError('CONFLICT', 'Something was changed by somebody else during the import');
}
