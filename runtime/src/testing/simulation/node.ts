import { RequestryError } from '@requestry/model';
import type { Random } from '@requestry/route/testing';
import type { BlobStore, StorageAdapter, Store } from '@requestry/storage';
import type { Runtime } from '../../runtime.js';
import type { Scheduler } from './scheduler.js';

/** How likely each misfortune is, per call of the store. */
export interface Faults {
  /** The call comes to nothing. */
  readonly before: number;
  /** The call is carried out and its reply is lost. */
  readonly after: number;
  /** The reply comes later than those to other calls. */
  readonly late: number;
}

export const noFaults: Faults = { before: 0, after: 0, late: 0 };

/** What a node stands in. */
export interface Surroundings {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly storage: StorageAdapter;
  /** Hashes of all bytes that any node has sent whole. */
  readonly kept: Set<string>;
  faults(): Faults;
  start(storage: StorageAdapter): Promise<Runtime>;
  trace(line: string): void;
}

/** The node went away before it answered; nobody knows what it has done. */
export class NodeLost extends Error {}

/** One life of a node, from its start to its crash. */
interface Life {
  over: boolean;
  readonly runtime: Promise<Runtime>;
  readonly lost: Promise<never>;
  readonly end: () => void;
}

/** A process with a runtime in its memory, which can be lost at any moment; the next one begins with what is stored. */
export class SimulatedNode {
  readonly name: string;
  readonly #around: Surroundings;
  #life: Life;

  constructor(name: string, around: Surroundings) {
    this.name = name;
    this.#around = around;
    this.#life = this.#begin();
  }

  /** Runs something on the node; rejects with `NodeLost` when the node does not live to answer. */
  call<Result>(work: (runtime: Runtime) => Promise<Result>): Promise<Result> {
    const { runtime, lost } = this.#life;
    return Promise.race([runtime.then(work), lost]);
  }

  /** Everything in memory is gone. Commits under way may still reach the store, now or later. */
  crash(): void {
    const { random, scheduler } = this.#around;
    const life = this.#life;
    life.over = true;
    scheduler.forget(life, (what) => what.endsWith('commit') && random.chance(0.5));
    life.end();
    this.#life = this.#begin();
  }

  #begin(): Life {
    let end: () => void = () => undefined;
    const lost = new Promise<never>((_, reject) => (end = () => reject(new NodeLost(`${this.name} is gone`))));
    lost.catch(() => undefined);
    const life = { over: false, lost, end } as { -readonly [Field in keyof Life]: Life[Field] };
    life.runtime = this.#around.start(this.#wire(life));
    return life;
  }

  /** The store as the node sees it: every call waits its turn, may fail, and its reply may come late or never. */
  #wire(life: Life): StorageAdapter {
    const { scheduler, storage, random, trace, kept } = this.#around;
    const through = async <Result>(verb: string, run: () => Promise<Result>): Promise<Result> => {
      const faults = this.#around.faults();
      await scheduler.turn(life, `${this.name} ${verb}`);
      const chance = random.next();
      if (!life.over && chance < faults.before) throw failed(`${this.name}: ${verb} failed`);
      const result = await run();
      if (life.over) return new Promise<never>(() => undefined);
      if (chance < faults.before + faults.after) {
        trace(`  ${this.name} ${verb}: the reply is lost`);
        throw failed(`${this.name}: the reply to ${verb} was lost`);
      }
      if (random.chance(faults.late)) await scheduler.turn(life, `${this.name} reply to ${verb}`);
      return result;
    };
    /** Whoever hears of bytes before they are there may die then, and the bytes come all the same, or not. */
    const files = (blobs: BlobStore): BlobStore => ({
      put: (bytes, { before, ...expected } = {}) =>
        through('bytes', () => blobs.put(bytes, {
          ...expected,
          before: async (blob) => {
            kept.add(blob.hash);
            await before?.(blob);
            await scheduler.turn(life, `${this.name} bytes commit`);
          },
        })),
      stat: (hash) => through('stat', () => blobs.stat(hash)),
      get: (hash, range) => through('read', () => blobs.get(hash, range)),
      delete: (hash, upload) => through('remove', () => blobs.delete(hash, upload)),
    });
    const store = ({ get, commit, scan, feed, blobs }: Store): Store => ({
      get: (keys) => through('get', () => get(keys)),
      commit: (batch) => through('commit', () => commit(batch)),
      scan: (asked) => through('scan', () => scan(asked)),
      feed: (after, limit) => through('feed', () => feed(after, limit)),
      ...(blobs ? { blobs: files(blobs) } : {}),
    });
    return {
      capabilities: storage.capabilities,
      open: () => Promise.resolve(),
      close: () => Promise.resolve(),
      now: () => storage.now(),
      tenant: (id) => store(storage.tenant(id)),
      claim: (request) => through('claim', () => storage.claim(request)),
      watch: (listener) => storage.watch?.((change) => void (life.over || listener(change))) ?? (() => undefined),
    };
  }
}

const failed = (message: string): RequestryError => new RequestryError('STORAGE_UNAVAILABLE', message);
