import type { Claimed, Key, StorageAdapter } from '@requestry/storage';
import { encodings, type LevelClient, type LevelWrite } from './client.js';
import { readDocs } from './documents.js';
import { dueRange, leaseKey, readDue } from './layout.js';

type Request = Parameters<StorageAdapter['claim']>[0];

interface Lease {
  readonly owner: string;
  readonly until: number;
}

interface Due {
  readonly tenant: string;
  readonly key: Key;
}

const rowsAtOnce = 100;

/** What an owner may have, and the leases to be written before it is told. Nobody else may write until then. */
export async function findDue(client: LevelClient, request: Request, now: number): Promise<{ readonly claimed: readonly Claimed[]; readonly writes: LevelWrite[] }> {
  const free = await freeOf(client, request, now);
  const lease: Lease = { owner: request.owner, until: now + request.leaseMs };
  const writes = free.map(({ tenant, key }): LevelWrite => ({ type: 'put', key: leaseKey(tenant, key, request.index), value: JSON.stringify(lease) }));
  const claimed = await Promise.all(
    free.map(async ({ tenant, key }): Promise<Claimed> => {
      const [doc] = await readDocs(client, tenant, [key]);
      return { tenant, doc: doc! };
    }),
  );
  return { claimed, writes };
}

/** The first `count` due documents that nobody else holds. */
async function freeOf(client: LevelClient, { index, upTo, count, owner }: Request, now: number): Promise<Due[]> {
  const free = new Map<string, Due>();
  const rows = client.iterator({ ...dueRange(index, upTo), ...encodings });
  try {
    for (let page = await rows.nextv(rowsAtOnce); page.length > 0 && free.size < count; page = await rows.nextv(rowsAtOnce)) {
      const due = page.map(([row, end]) => readDue(row, Number(end)));
      const leases = await client.getMany(
        due.map(({ tenant, key }) => leaseKey(tenant, key, index)),
        encodings,
      );
      for (const [at, each] of due.entries()) {
        if (free.size < count && !heldByOther(leases[at], owner, now)) free.set(JSON.stringify(each), each);
      }
    }
  } finally {
    await rows.close();
  }
  return [...free.values()];
}

function heldByOther(text: string | undefined, owner: string, now: number): boolean {
  if (text === undefined) return false;
  const lease: Lease = JSON.parse(text);
  return lease.owner !== owner && lease.until > now;
}
