import type { System } from '@requestry/model';
import type { Op, Store } from '@requestry/storage';
import { put } from '../collections.js';
import { versionId } from '../kinds.js';
import { callsIn, startOf } from '../design/kinds.js';
import { read } from '../store.js';
import { findIn } from './check-system.js';
import { newCursorKey } from '../register/cursor-keys.js';
import { nothingMissing } from '../register/missing.js';
import { nothingOlder } from '../work/older-requests.js';
import { recordDocId } from '../world.js';

/** Documents written per batch. */
const batchSize = 400;

/**
 * Puts a system into an empty store: organisation, directories with records, kinds published as version 1.
 * A store that has an organisation already is left as it is. Gives whether anything was written.
 */
export async function install(store: Store, system: System, at: string): Promise<boolean> {
  if (await read(store, 'org', 'main')) return false;
  const { title, org, calendars } = system;
  const kinds = await Promise.all(system.kinds.map(async (entry) => ({ ...entry, ...(await callsIn(entry, findIn(system))), ...(await startOf(entry.route)) })));
  const ops: Op[] = [
    newCursorKey(),
    nothingMissing(),
    nothingOlder(),
    ...system.directories.map((directory) => put('directories', directory.id, directory)),
    ...system.records.map((record) => put('records', recordDocId(record.directory, record.id), record)),
    ...(system.sources ?? []).map((source) => put('sources', source.id, source)),
    ...kinds.flatMap(({ kind, route, calls, startedBy }) => [
      put('kind-versions', versionId(kind.id, 1), { kind, ...(route !== undefined ? { route } : {}), version: 1, publishedAt: at, publishedBy: 'system', ...(calls ? { calls } : {}) }),
      put('kinds', kind.id, { id: kind.id, archived: false, publishedVersion: 1, hasDraft: false, ...(startedBy ? { startedBy } : {}) }),
    ]),
  ];
  for (let from = 0; from < ops.length; from += batchSize) await store.commit({ ops: ops.slice(from, from + batchSize) });
  // The organisation comes last: it tells that everything before it is there.
  const commit = await store.commit({ ops: [put('org', 'main', { title, org, calendars }, 'absent')] });
  return commit.ok;
}
