import { RequestryError, type Json } from '@requestry/model';
import type { Op } from '@requestry/storage';
import type { Context } from './context.js';
import { fileOps } from './files/hang.js';
import { consequencesOf } from './relations/consequences.js';
import { Turn } from './turns.js';

/** Everything a command will write, and what it answers. */
export interface Decision {
  readonly ops: readonly Op[];
  readonly result: Json;
  /** What of it people gave, as far as it names files; all of it when absent. */
  readonly given?: unknown;
  /** Who brought the files in it; the actor when absent. */
  readonly bringer?: string;
}

/** How often a command decides anew after somebody else's write came between. With several runtimes at one counter each round has one winner. */
const attempts = 50;

/**
 * Read, decide, write once. The key travels in the batch, so that a repeat answers what the first call answered and changes nothing.
 * When another write came between reading and writing the command decides anew on fresh reads.
 * `decide` may wait for its turn at a document that many commands write.
 */
export async function runCommand(context: Context, name: string, key: string, decide: (turn: Turn) => Promise<Decision>): Promise<Json> {
  const id = `${context.actor.person.id}:${name}:${checkedKey(key)}`;
  const turn = new Turn(context.turns);
  try {
    return await decideAndWrite(context, name, id, () => decide(turn));
  } finally {
    turn.end();
  }
}

async function decideAndWrite(context: Context, name: string, id: string, decide: () => Promise<Decision>): Promise<Json> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const decision = await decide().catch((error: unknown) => repeatedOr(error, context, id));
    if (!('ops' in decision)) return decision.repeated;
    const consequences = await allConsequences(context, decision).catch((error: unknown) => repeatedOr(error, context, id));
    if ('repeated' in consequences) return consequences.repeated;
    const commit = await context.store.commit({ ops: [...decision.ops, ...consequences], command: { id, result: decision.result, ttlMs: keyLifetime }, durability: 'strict' });
    if (commit.ok) return decision.result;
    if (commit.reason === 'duplicate') return commit.result as Json;
  }
  throw new RequestryError('CONFLICT', `${name} was overtaken by other changes ${attempts} times`, { params: { command: name } });
}

async function allConsequences(context: Context, decision: Decision): Promise<readonly Op[]> {
  const others = await consequencesOf(context, decision.ops);
  return [...others, ...(await fileOps(context, decision, others))];
}

/** How long a repeat is recognised: 30 days. */
const keyLifetime = 30 * 24 * 3_600_000;

function checkedKey(key: string): string {
  if (typeof key === 'string' && key.length > 0 && key.length <= 200) return key;
  throw new RequestryError('INVALID', 'An idempotency key of 1 to 200 characters is needed', { issues: [{ code: 'command.key', path: '/idempotencyKey' }] });
}

/** A command that fails because it has already been done is a repeat, not a failure. */
async function repeatedOr(error: unknown, context: Context, id: string): Promise<{ readonly repeated: Json }> {
  if (!(error instanceof RequestryError)) throw error;
  const impossible: Op = { op: 'check', collection: 'requests', id: '-', if: 1 };
  const probe = await context.store.commit({ ops: [impossible], command: { id, result: null } });
  if (!probe.ok && probe.reason === 'duplicate') return { repeated: probe.result as Json };
  throw error;
}
