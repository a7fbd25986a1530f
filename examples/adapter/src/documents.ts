import type { Doc, Entry, Key } from '@requestry/storage';
import { encodings, type LevelClient, type LevelSnapshot } from './client.js';
import { bodyKey, headKey } from './layout.js';

/** What is known of a document without its body. */
export interface Head {
  readonly version: number;
  readonly entries: readonly Entry[];
}

/** Heads in the order asked; undefined for absent documents. */
export async function readHeads(client: LevelClient, tenant: string, keys: readonly Key[], snapshot?: LevelSnapshot): Promise<(Head | undefined)[]> {
  const texts = await client.getMany(
    keys.map((key) => headKey(tenant, key)),
    { ...encodings, snapshot },
  );
  return texts.map((text) => (text === undefined ? undefined : JSON.parse(text)));
}

/** Documents in the order asked; null for absent ones. */
export async function readDocs(client: LevelClient, tenant: string, keys: readonly Key[], snapshot?: LevelSnapshot): Promise<(Doc | null)[]> {
  const [heads, bodies] = await Promise.all([
    readHeads(client, tenant, keys, snapshot),
    client.getMany(
      keys.map((key) => bodyKey(tenant, key)),
      { ...encodings, snapshot },
    ),
  ]);
  return keys.map(({ collection, id }, at) => {
    const head = heads[at];
    return head ? { collection, id, version: head.version, body: JSON.parse(bodies[at]!) } : null;
  });
}
