/** A process that works on a shared store until it is killed. Says a line of JSON before each command and after its answer. */
import { RequestryError } from '@requestry/model';
import { createRuntime } from '../../runtime.js';
import { openPlace, type Place } from './place.js';
import { carryOut, chanceOf, nextWish, soakSystem, type WrittenWish } from './wishes.js';

export interface WriterTask {
  readonly name: string;
  readonly place: Place;
  /** What an earlier life of the writer has had no answer to. */
  readonly repeat: readonly WrittenWish[];
  /** People who work at once. */
  readonly people: number;
}

export type Line =
  | { readonly ready: true }
  | { readonly begin: WrittenWish }
  | { readonly done: string; readonly answer: unknown }
  | { readonly refused: string; readonly code: string }
  | { readonly wrong: string };

/** Pipes are written to at once: what was said is said, whatever happens to the process. */
const say = (line: Line): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const isAway = (error: unknown): boolean => error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE';

const expected: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'INVALID', 'STATE']);

/** As long as the store is away, again. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      await pause(50);
    }
  }
}

async function run({ name, place, repeat, people }: WriterTask): Promise<void> {
  const random = chanceOf(name);
  const runtime = await patiently(async () => createRuntime({ storage: await openPlace(place) }));
  await patiently(() => runtime.install(soakSystem));
  const give = async (wish: WrittenWish): Promise<void> => {
    const { idempotencyKey: key } = wish.args;
    say({ begin: wish });
    try {
      say({ done: key, answer: await patiently(() => carryOut(runtime.as({ user: wish.by }), wish)) });
    } catch (error) {
      if (!(error instanceof RequestryError) || !expected.has(error.code)) throw error;
      say({ refused: key, code: error.code });
    }
  };
  say({ ready: true });
  for (const wish of repeat) await give(wish);
  const person = async (): Promise<void> => {
    for (;;) await give(await patiently(() => nextWish(random, (user) => runtime.as({ user }))));
  };
  const worker = async (): Promise<void> => {
    for (;;) {
      await patiently(() => runtime.work());
      await pause(200);
    }
  };
  await Promise.all([worker(), ...Array.from({ length: people }, person)]);
}

run(JSON.parse(process.argv[2] ?? '{}') as WriterTask).catch((error: Error) => {
  say({ wrong: error.stack ?? error.message });
  process.exit(1);
});
