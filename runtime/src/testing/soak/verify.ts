import { RequestryError } from '@requestry/model';
import type { CompiledRoute } from '../../process/index.js';
import { nativeCore } from '../../process/index.js';
import { createRuntime } from '../../runtime.js';
import { compiledRoute } from '../../kinds.js';
import { keyIn } from '../simulation/ledger.js';
import { Mirror } from '../simulation/mirror.js';
import { Broken, RequestChecks } from '../simulation/request-checks.js';
import { openPlace, type Place } from './place.js';
import { carryOut, soakSystem, type WrittenWish } from './wishes.js';

/** A command and what was heard of it. */
export interface Heard {
  readonly wish: WrittenWish;
  readonly answer?: unknown;
  readonly refused?: string;
}

export interface Verdict {
  readonly requests: number;
  readonly events: number;
  readonly acknowledged: number;
  /** Repeated under their keys at the end. */
  readonly repeated: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Rules that do not hold, chains of events among them. */
  readonly broken: readonly string[];
}

/** Repeats what has had no answer, then holds what was said against what is stored. */
export async function verify(place: Place, heard: readonly Heard[]): Promise<Verdict> {
  const storage = await openPlace(place);
  const runtime = await createRuntime({ storage });
  const answers = new Map(heard.filter(({ answer }) => answer !== undefined).map(({ wish, answer }) => [wish.args.idempotencyKey, answer]));
  const open = heard.filter(({ answer, refused }) => answer === undefined && refused === undefined);
  const broken: string[] = [];
  const again = [...open, ...heard.filter((each) => each.answer !== undefined).slice(-100)];
  for (const { wish, answer } of again) {
    const now = await carryOut(runtime.as({ user: wish.by }), wish).catch((error: unknown) => (error instanceof RequestryError ? undefined : Promise.reject(error)));
    if (answer !== undefined && now !== answer) broken.push(`${wish.method} ${wish.args.idempotencyKey} was answered ${String(answer)}, then ${String(now)}`);
    if (now !== undefined) answers.set(wish.args.idempotencyKey, now);
  }
  const mirror = new Mirror(storage);
  while ((await mirror.catchUp()).commits > 0);
  const counts = new Map<string, number>();
  const count = (key: string | undefined): void => void (key !== undefined && counts.set(key, (counts.get(key) ?? 0) + 1));
  const routes = new Map<string, CompiledRoute>();
  for (const { kind, route = '' } of soakSystem.kinds) {
    const compiled = await compiledRoute(nativeCore, kind, route, async () => undefined);
    routes.set(compiled.hash, compiled);
  }
  const checks = new RequestChecks((hash) => routes.get(hash));
  let events = 0;
  for (const request of mirror.requests.values()) {
    try {
      const found = checks.check(request);
      events += found.length;
      for (const event of found) count(keyIn(event));
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      broken.push(`${request.id}: ${error.message}`);
    }
  }
  for (const { body } of mirror.comments.values()) count(body);
  broken.push(...gapsIn(mirror));
  const keys = heard.map(({ wish }) => wish.args.idempotencyKey);
  await runtime.close();
  return {
    requests: mirror.requests.size, events, acknowledged: answers.size, repeated: again.length, broken,
    lost: [...answers.keys()].filter((key) => !counts.has(key)),
    doubled: keys.filter((key) => (counts.get(key) ?? 0) > 1),
  };
}

/** Journals that do not count from one to the last without a gap. */
function gapsIn({ requests, counters }: Mirror): readonly string[] {
  const given = [...requests.values()].map(({ doc }) => doc?.body.request.number ?? '');
  return [...counters].flatMap(([counter, last]) => {
    const [journal = ''] = counter.split(':');
    const numbers = given.filter((number) => number.startsWith(`${journal}-`)).map((number) => Number(number.slice(number.lastIndexOf('-') + 1)));
    return new Set(numbers).size === numbers.length && numbers.length === last && Math.max(0, ...numbers) === last ? [] : [`journal ${counter}: ${numbers.length} numbers, the last is ${last}`];
  });
}
