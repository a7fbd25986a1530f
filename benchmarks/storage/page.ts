/** Runs in the page: the contestants on IndexedDB. */
import { indexedDbStorage } from '@requestry/storage/indexeddb';
import { handmadeIndexedDb } from './handmade-indexeddb.mjs';
import { measure } from './measure.mjs';
import * as ours from './ours.js';
import { recordTemplate } from './template.mjs';

let databases = 0;

export async function measureIndexedDb(name: string): Promise<unknown> {
  const open = async () => indexedDbStorage(`bench-${++databases}`, { durability: 'strict' });
  return measure(ours, await recordTemplate(ours), { name, open, handmade: (template: unknown) => handmadeIndexedDb(`bench-${++databases}`, template) });
}
