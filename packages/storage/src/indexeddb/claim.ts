import { bodyOf } from '../body.js';
import type { Claimed, StorageAdapter } from '../contract.js';
import { compareKeys } from '../keys.js';
import { dueRange, indexRange, keyOf, keyRange, pastTenant, tenantOf, within } from './rows.js';
import type { Database, StoredDoc, StoredLease } from './schema.js';
import { transact } from './transact.js';

type ClaimRequest = Parameters<StorageAdapter['claim']>[0];

interface Due {
  readonly due: number;
  readonly doc: StoredDoc;
}

/** Leases due documents of all tenants in one transaction. */
export async function claimDue(database: Database, request: ClaimRequest, now: number): Promise<Claimed[]> {
  const { index, count, owner, leaseMs } = request;
  const transaction = database.transaction(['docs', 'leases'], 'readwrite', { durability: 'relaxed' });
  const leases = transaction.objectStore('leases');
  const rows = transaction.objectStore('docs').index('rows');

  return transact(transaction, async () => {
    const held = await leases.getAll(IDBKeyRange.bound([index], [index, []]));
    const stale = held.filter((lease) => lease.until <= now);
    const others = held.filter((lease) => lease.until > now && lease.owner !== owner);
    const found: Due[] = [];
    let tenant = await rows.openKeyCursor(keyRange(indexRange(index)));
    while (tenant) {
      const name = tenantOf(new Uint8Array(tenant.key));
      found.push(...(await dueOf(rows, request, name, others)));
      tenant = await tenant.continue(pastTenant(index, name));
    }
    const claimed = found.sort((a, b) => a.due - b.due).slice(0, count);
    await Promise.all(stale.map((lease) => leases.delete([index, lease.tenant, lease.collection, lease.id])));
    await Promise.all(claimed.map(({ doc }) => leases.put(leaseOn(doc, index, owner, now + leaseMs))));
    return claimed.map(({ doc }) => ({ tenant: doc.tenant, doc: { collection: doc.collection, id: doc.id, version: doc.version, body: bodyOf(doc.text) } }));
  });
}

interface Rows {
  getAll(range: IDBKeyRange, count: number): Promise<StoredDoc[]>;
}

/** As many as are wanted; reads further when leases of others, or documents with several entries, take up what was read. */
async function dueOf(rows: Rows, { index, upTo, count }: ClaimRequest, tenant: string, others: readonly StoredLease[]): Promise<Due[]> {
  const range = dueRange(index, tenant, upTo);
  if (compareKeys(range.lower, range.upper) >= 0) return [];
  const leased = new Map(others.filter((lease) => lease.tenant === tenant).map((lease) => [nameOf(lease), lease.seq]));
  for (let size = count + leased.size; ; size *= 2) {
    const read = await rows.getAll(keyRange(range), size);
    const docs = new Map(read.map((doc) => [nameOf(doc), doc]));
    const free = [...docs.values()].filter((doc) => leased.get(nameOf(doc)) !== doc.seq);
    if (free.length >= count || read.length < size) return free.map((doc) => ({ doc, due: earliest(doc, range) }));
  }
}

function earliest(doc: StoredDoc, range: Parameters<typeof within>[0]): number {
  return Math.min(...(doc.rows ?? []).filter((row) => within(range, row)).map((row) => keyOf(row)[0] as number));
}

function leaseOn(doc: StoredDoc, index: string, owner: string, until: number): StoredLease {
  return { index, tenant: doc.tenant, collection: doc.collection, id: doc.id, seq: doc.seq, owner, until };
}

function nameOf({ collection, id }: { readonly collection: string; readonly id: string }): string {
  return JSON.stringify([collection, id]);
}
