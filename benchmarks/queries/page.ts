/** Runs in the page: ours and the hand-made stores on IndexedDB. */
import { indexedDbStorage } from '@requestry/storage/indexeddb';
import { handmadeIndexedDb } from './handmade-indexeddb.mjs';
import { loadOurs, systemOf, templatesOf } from './load.mjs';
import { measureQueries } from './measure.mjs';
import { namesOf } from './rows.mjs';
import * as ours from './ours.js';

export async function measureIndexedDb(size: number): Promise<unknown> {
  const templates = await templatesOf(ours);
  const storage = indexedDbStorage('queries');
  const runtime = await ours.createRuntime({ storage });
  await runtime.install(systemOf(ours.system));
  await loadOurs(ours, storage, templates, size);
  const handmade = await handmadeIndexedDb('handmade', ours.tokensOf, namesOf(systemOf(ours.system)));
  await handmade.load(size, (row: { readonly kind: string; readonly performer: string; readonly due: string }) => JSON.stringify({ ...templates[row.kind].task, assignee: row.performer, due: row.due }));
  return measureQueries(runtime, handmade);
}
