import { decodeKey, type Commit, type FeedItem } from '@requestry/storage';
import type { Plan, PlannedOp } from './checks.js';
import { encodings, type LevelClient, type LevelWrite } from './client.js';
import { readHeads, type Head } from './documents.js';
import { bodyKey, commandKey, dueIndexes, expiredRange, expiryKey, feedKey, feedRange, headKey, leaseKey, rowsOf } from './layout.js';

/** What a commit answers, and what is to be written before it does. */
export interface Judged {
  readonly commit: Commit;
  readonly changes: FeedItem['changes'];
  readonly writes: LevelWrite[];
}

/** Judges a batch by what is stored. Nobody else may commit until its writes are done. */
export async function judge(client: LevelClient, tenant: string, plan: Plan, now: number): Promise<Judged> {
  const { ops, command } = plan;
  const known = command && (await readCommand(client, tenant, command.id));
  if (known && known.until > now) return refused({ ok: false, reason: 'duplicate', result: known.result });

  const heads = await readHeads(client, tenant, ops);
  const at = ops.flatMap((op, place) => (meets(op, heads[place]) ? [] : [place]));
  if (at.length > 0) return refused({ ok: false, reason: 'conflict', at });

  const place = (await lastPlace(client, tenant)) + 1;
  const changes = changesOf(ops, heads);
  const writes: LevelWrite[] = ops.flatMap((op, each) => writesOf(tenant, op, heads[each]));
  writes.push({ type: 'put', key: feedKey(tenant, place), value: JSON.stringify(changes) });
  if (command) {
    const until = now + command.ttlMs;
    writes.push(...(await forgotten(client, now)));
    if (known) writes.push({ type: 'del', key: expiryKey(known.until, tenant, command.id) });
    writes.push({ type: 'put', key: commandKey(tenant, command.id), value: JSON.stringify({ until, result: command.result }) }, { type: 'put', key: expiryKey(until, tenant, command.id), value: '' });
  }
  return { commit: { ok: true, seq: String(place), versions: ops.map((op, each) => versionAfter(op, heads[each])) }, changes, writes };
}

const refused = (commit: Commit): Judged => ({ commit, changes: [], writes: [] });

async function readCommand(client: LevelClient, tenant: string, id: string): Promise<{ readonly until: number; readonly result: unknown } | undefined> {
  const [text] = await client.getMany([commandKey(tenant, id)], encodings);
  return text === undefined ? undefined : JSON.parse(text);
}

function meets({ if: expected }: PlannedOp, head: Head | undefined): boolean {
  if (expected === undefined) return true;
  return expected === 'absent' ? head === undefined : head?.version === expected;
}

/** Number of the tenant's last commit. The feed is never cut, so its last row tells. */
async function lastPlace(client: LevelClient, tenant: string): Promise<number> {
  const [last] = await client.iterator({ ...feedRange(tenant), ...encodings, reverse: true, limit: 1 }).all();
  return last ? (decodeKey(last[0])[2] as number) : 0;
}

function versionAfter({ op }: PlannedOp, head: Head | undefined): number {
  if (op === 'delete') return 0;
  return (head?.version ?? 0) + (op === 'put' ? 1 : 0);
}

function changesOf(ops: readonly PlannedOp[], heads: readonly (Head | undefined)[]): FeedItem['changes'] {
  return ops.flatMap((op, at): FeedItem['changes'] => {
    const { collection, id } = op;
    const head = heads[at];
    if (op.op === 'put') return [{ op: op.op, collection, id, version: versionAfter(op, head) }];
    return op.op === 'delete' && head ? [{ op: op.op, collection, id, version: head.version }] : [];
  });
}

/** The document, those of its rows that change, and the end of its leases. */
function writesOf(tenant: string, op: PlannedOp, head: Head | undefined): LevelWrite[] {
  if (op.op === 'check' || (op.op === 'delete' && !head)) return [];
  const entries = op.op === 'put' ? (op.entries ?? []) : [];
  const before = rowsOf(tenant, op, head?.entries ?? []);
  const after = rowsOf(tenant, op, entries);
  const writes: LevelWrite[] = dueIndexes(head?.entries ?? []).map((index) => ({ type: 'del', key: leaseKey(tenant, op, index) }));
  for (const [name, { key }] of before) if (!after.has(name)) writes.push({ type: 'del', key });
  for (const [name, { key, end }] of after) if (!before.has(name)) writes.push({ type: 'put', key, value: String(end) });
  if (op.op === 'delete') return [...writes, { type: 'del', key: headKey(tenant, op) }, { type: 'del', key: bodyKey(tenant, op) }];
  const next: Head = { version: versionAfter(op, head), entries };
  return [...writes, { type: 'put', key: headKey(tenant, op), value: JSON.stringify(next) }, { type: 'put', key: bodyKey(tenant, op), value: op.text }];
}

/** Removes a few commands whose time is over, so that they do not pile up. */
async function forgotten(client: LevelClient, now: number): Promise<LevelWrite[]> {
  const rows = await client.iterator({ ...expiredRange(now), ...encodings, limit: 8 }).all();
  return rows.flatMap(([key]) => {
    const [, , tenant, id] = decodeKey(key) as [string, number, string, string];
    return [{ type: 'del' as const, key }, { type: 'del' as const, key: commandKey(tenant, id) }];
  });
}
