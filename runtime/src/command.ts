import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { RequestryError, type Json } from '@requestry/model';
import type { Op } from '@requestry/storage';
import type { Context } from './context.js';
import { fileOps } from './files/hang.js';
import { canonical } from './history.js';
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

/** What is asked, under the key that a repeat of it has. */
export interface Asked {
  readonly idempotencyKey: string;
  /** No part of what is asked: whoever repeats may have seen meanwhile what the first call did. */
  readonly expectedVersion?: number;
}

/** What is remembered of a command: its answer, and a fingerprint of what was asked. */
interface Remembered {
  readonly asked: string;
  readonly result: Json;
}

/** How often a command decides anew after somebody else's write came between. With several runtimes at one counter each round has one winner. */
const attempts = 50;

/**
 * Read, decide, write once. The key travels in the batch, so that a repeat answers what the first call answered and changes nothing; the same key with
 * something else asked is no repeat: `INVALID`. When another write came between reading and writing the command decides anew on fresh reads.
 * `decide` may wait for its turn at a document that many commands write.
 */
export async function runCommand(context: Context, name: string, { idempotencyKey, expectedVersion: _seen, ...rest }: Asked, decide: (turn: Turn) => Promise<Decision>): Promise<Json> {
  const command: Known = { name, id: `${context.actor.person.id}:${name}:${checkedKey(idempotencyKey)}`, asked: fingerprint(rest) };
  const turn = new Turn(context.turns);
  try {
    return await decideAndWrite(context, command, () => decide(turn));
  } finally {
    turn.end();
  }
}

/** A command as it is known again. */
interface Known {
  readonly name: string;
  readonly id: string;
  readonly asked: string;
}

async function decideAndWrite(context: Context, command: Known, decide: () => Promise<Decision>): Promise<Json> {
  const { name, id, asked } = command;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const decision = await decide().catch((error: unknown) => repeatedOr(error, context, command));
    if (!('ops' in decision)) return decision.repeated;
    const consequences = await allConsequences(context, decision).catch((error: unknown) => repeatedOr(error, context, command));
    if ('repeated' in consequences) return consequences.repeated;
    const remembered: Remembered = { asked, result: decision.result };
    const commit = await context.store.commit({ ops: [...decision.ops, ...consequences], command: { id, result: remembered, ttlMs: keyLifetime }, durability: 'strict' });
    if (commit.ok) return decision.result;
    if (commit.reason === 'duplicate') return repeated(command, commit.result);
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
  throw wrongKey('command.key', 'An idempotency key of 1 to 200 characters is needed');
}

const wrongKey = (code: string, message: string): RequestryError => new RequestryError('INVALID', message, { issues: [{ code, path: '/idempotencyKey' }] });

/** Long enough to tell apart what one person sends under one key. */
const fingerprint = (asked: object): string => bytesToHex(sha256(utf8ToBytes(canonical(asked)))).slice(0, 16);

/** Versions before this one remembered the answer alone. */
const isRemembered = (first: unknown): first is Remembered => typeof first === 'object' && first !== null && 'asked' in first;

function repeated({ name, asked }: Known, first: unknown): Json {
  if (!isRemembered(first)) return first as Json;
  if (first.asked === asked) return first.result;
  throw wrongKey('command.key-used', `The idempotency key belongs to another ${name}`);
}

/** A command that fails because it has already been done is a repeat, not a failure. */
async function repeatedOr(error: unknown, context: Context, command: Known): Promise<{ readonly repeated: Json }> {
  if (!(error instanceof RequestryError)) throw error;
  const impossible: Op = { op: 'check', collection: 'requests', id: '-', if: 1 };
  const probe = await context.store.commit({ ops: [impossible], command: { id: command.id, result: null } });
  if (!probe.ok && probe.reason === 'duplicate') return { repeated: repeated(command, probe.result) };
  throw error;
}
