import type { StorageAdapter } from '../contract.js';
import type { StorageCase, StorageContext, StorageHooks, StorageSubject } from './case.js';
import { Gate } from './race.js';

const startOfTime = Date.UTC(2030, 0, 1);

/** Why a case is left out for a subject; undefined when it is not. */
export function reasonToSkip(subject: StorageSubject, { name, needs }: StorageCase): string | undefined {
  if (subject.skip?.[name]) return subject.skip[name];
  if (needs === 'reopen' && !subject.reopen) return 'no second adapter on the same store';
  if (needs === 'clock' && subject.clock === false) return 'the store keeps its own clock';
  if (needs === 'search' && subject.search === false) return 'it does not search';
  if (needs === 'blobs' && subject.blobs === false) return 'it keeps no files';
  return undefined;
}

/** Runs one case on a fresh store; rejects when it does not hold. Closes every adapter it opened. */
export async function runCase(subject: StorageSubject, storageCase: StorageCase): Promise<void> {
  const opened: StorageAdapter[] = [];
  try {
    await storageCase.run(await contextFor(subject, opened));
  } finally {
    for (const adapter of opened) await adapter.close();
  }
}

/** Runs all cases that are not left out; the failures by name. */
export async function failuresOf(subject: StorageSubject, storageCases: readonly StorageCase[]): Promise<{ readonly name: string; readonly error: unknown }[]> {
  const failures: { name: string; error: unknown }[] = [];
  for (const storageCase of storageCases) {
    if (reasonToSkip(subject, storageCase) !== undefined) continue;
    await runCase(subject, storageCase).catch((error: unknown) => failures.push({ name: storageCase.name, error }));
  }
  return failures;
}

async function contextFor(subject: StorageSubject, opened: StorageAdapter[]): Promise<StorageContext> {
  const gate = new Gate();
  const clock = { time: startOfTime };
  const failing = { in: 0 };
  const hooks: StorageHooks = {
    now: () => clock.time,
    pause: () => {
      if (failing.in > 0 && --failing.in === 0) throw new Error('crashed on purpose');
      return gate.pause();
    },
  };
  const ready = async (adapter: StorageAdapter | Promise<StorageAdapter>) => {
    const fresh = await adapter;
    opened.push(fresh);
    await fresh.open();
    return fresh;
  };
  const adapter = await ready(subject.open(hooks));
  return {
    adapter,
    store: adapter.tenant('main'),
    other: adapter.tenant('other'),
    clock: { now: () => clock.time, move: (ms) => void (clock.time += ms) },
    race: subject.pause ? (...actors) => gate.race(...actors) : (...actors) => Promise.all(actors.map((actor) => actor())),
    failPause: (n) => {
      failing.in = n;
      return () => {
        const failed = n > 0 && failing.in === 0;
        failing.in = 0;
        return failed;
      };
    },
    reopen: () => {
      if (!subject.reopen) throw new Error(`${subject.name} offers no second adapter`);
      return ready(subject.reopen(hooks));
    },
  };
}
