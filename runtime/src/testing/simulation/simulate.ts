import { RequestryError, type DesignService, type Json } from '@requestry/model';
import { randomFrom, type Random } from '@requestry/route/testing';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import { nativeCore, type ExecutionCore } from '../../process/index.js';
import { runtimeWith } from '../../runtime.js';
import { nextWish, type Choices, type Wish } from './commands.js';
import { Checks } from './checks.js';
import { Ledger } from './ledger.js';
import { Mirror } from './mirror.js';
import { noFaults, NodeLost, SimulatedNode, type Faults } from './node.js';
import { Broken } from './request-checks.js';
import { beginning, sceneryOf, type Scenery } from './scenery.js';
import { quiet, Scheduler } from './scheduler.js';

export interface SimulationOptions {
  /** Stands between each node and the store; for planted bugs. */
  readonly decorate?: (storage: StorageAdapter) => StorageAdapter;
  /** The native engine when absent; for planted bugs. */
  readonly core?: ExecutionCore;
  /** Hears everything that happens, a line each. */
  readonly trace?: (line: string) => void;
}

/** What a run went through. */
export interface Simulated {
  readonly steps: number;
  readonly commands: number;
  /** How often each command was answered how: `submit`, or `complete STATE` when it was refused. */
  readonly answers: ReadonlyMap<string, number>;
  readonly crashes: number;
  readonly requests: number;
}

/** A run in which a rule of the product did not hold. The seed brings it back. */
export class SimulationFailure extends Error {
  readonly seed: number;

  constructor(seed: number, cause: unknown) {
    super(`seed ${seed}: ${cause instanceof Error ? (cause instanceof Broken ? cause.message : (cause.stack ?? cause.message)) : String(cause)}`, { cause });
    this.seed = seed;
  }
}

/** Two nodes over one store, several people at once, time that jumps, calls that fail and nodes that crash; the same seed, the same run. Rejects with `SimulationFailure`. */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<Simulated> {
  try {
    return await new Simulation(seed, await sceneryFor(seed), options).run();
  } catch (error) {
    throw new SimulationFailure(seed, error);
  }
}

/** The office of the last seed, since the next one is mostly in the same. */
let kept: { readonly office: number; readonly scenery: Promise<Scenery> } | undefined;

function sceneryFor(seed: number): Promise<Scenery> {
  const office = officeOf(seed);
  if (kept?.office !== office) kept = { office, scenery: sceneryOf(office) };
  return kept.scenery;
}

/** Runs with seeds next to each other happen in the same office: reading its routes takes longer than a run. */
const officeOf = (seed: number): number => Math.floor(seed / 64);

/** Failures that people may meet. Any other one is ours. */
const expected: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'INVALID', 'STATE']);

/** Steps after which a run counts as hanging. */
const mostSteps = 20_000;

const minute = 60_000;

/** How long files wait to be hung somewhere. */
const filesWait = 360 * minute;

class Simulation {
  readonly #random: Random;
  readonly #scheduler: Scheduler;
  readonly #storage: StorageAdapter;
  readonly #mirror: Mirror;
  readonly #ledger = new Ledger();
  readonly #checks: Checks;
  readonly #nodes: readonly SimulatedNode[];
  readonly #scenery: Scenery;
  readonly #trace: (line: string) => void;
  readonly #choices: Choices;
  /** A new version is published by the service, not just there at some moment; its nodes share no kinds with other runs. */
  readonly #designed: boolean;
  #now = beginning;
  #faults: Faults;
  #ids = 0;
  #steps = 0;
  #crashes = 0;
  #commands = 0;
  #active = 0;
  #failure: unknown;

  constructor(seed: number, scenery: Scenery, { decorate = (storage) => storage, core = nativeCore, trace = () => undefined }: SimulationOptions) {
    const random = (this.#random = randomFrom(seed));
    this.#scenery = scenery;
    this.#trace = trace;
    this.#faults = random.chance(0.2) ? noFaults : { before: 0.03, after: 0.03, late: 0.15 };
    const clock = (): number => this.#now;
    const scheduler = (this.#scheduler = new Scheduler(random));
    const storage = (this.#storage = memoryStorage({ now: clock }));
    this.#mirror = new Mirror(storage);
    this.#checks = new Checks(this.#mirror, this.#ledger, scenery);
    const ids = (): string => `i${String((this.#ids += 1)).padStart(4, '0')}`;
    this.#designed = random.chance(0.02);
    const start = (wire: StorageAdapter) => runtimeWith({ storage: decorate(wire), clock, ids, core, files: { patience: filesWait }, channels: [{ name: 'mail', deliver: async ({ key }) => this.#deliver(key) }] }, this.#designed ? scenery.ownKinds() : scenery.sharedKinds);
    const around = { random, scheduler, storage, kept: this.#checks.kept, faults: () => this.#faults, start, trace };
    this.#nodes = ['north', 'south'].map((name) => new SimulatedNode(name, around));
    this.#choices = { random, mirror: this.#mirror, scenery, now: clock, key: () => `k${(this.#ids += 1)}` };
  }

  async run(): Promise<Simulated> {
    for (const batch of this.#designed ? this.#scenery.batches.slice(0, -1) : this.#scenery.batches) await this.#storage.tenant('main').commit(batch);
    await this.#mirror.catchUp();
    const people = this.#random.chance(0.2) ? 3 : 2;
    for (let person = 1; person <= people; person += 1) this.#begin(() => this.#person(`person ${person}`));
    for (const node of this.#nodes) this.#begin(() => this.#worker(node));
    if (this.#designed || this.#random.chance(0.5)) this.#begin(() => this.#designer());
    await this.#schedule(true);
    this.#faults = noFaults;
    while (!this.#scheduler.idle) await this.#step();
    this.#trace('— no more faults —');
    this.#begin(() => this.#finish());
    await this.#schedule(false);
    await this.#checks.atRest(this.#now);
    this.#ledger.close();
    return { steps: this.#steps, commands: this.#commands, answers: this.#ledger.answers, crashes: this.#crashes, requests: this.#mirror.requests.size };
  }

  #begin(task: () => Promise<void>): void {
    this.#active += 1;
    task().then(
      () => (this.#active -= 1),
      (error: unknown) => (this.#failure ??= error),
    );
  }

  /** Lets one after another go on until all have ended, and looks at what was written after each step. */
  async #schedule(unrest: boolean): Promise<void> {
    await quiet();
    while (this.#active > 0) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#scheduler.idle) throw new Broken('every command is answered', `${this.#active} wait for ever`);
      if ((this.#steps += 1) > mostSteps) throw new Broken('a run comes to an end', `${mostSteps} steps`);
      if (unrest && this.#random.chance(0.01)) this.#crash();
      if (unrest && this.#random.chance(0.02)) this.#letTimePass();
      await this.#step();
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #step(): Promise<void> {
    this.#trace(await this.#scheduler.step());
    await this.#checks.afterStep();
  }

  #crash(): void {
    const node = this.#random.pick(this.#nodes);
    this.#crashes += 1;
    this.#trace(`${node.name} crashes`);
    node.crash();
  }

  #letTimePass(): void {
    this.#now += this.#random.pick([1000, 31_000, 6 * minute, 180 * minute, 1440 * minute]);
    this.#trace(`it is ${new Date(this.#now).toISOString()}`);
  }

  async #person(name: string): Promise<void> {
    // Mostly there is one request, which several people want something of.
    for (let patience = 30; patience > 0 && this.#commands > 0 && this.#mirror.requests.size === 0; patience -= 1) await this.#scheduler.turn(this, name);
    const turns = 1 + this.#random.below(3);
    for (let turn = 0; turn < turns; turn += 1) {
      await this.#scheduler.turn(this, name);
      await this.#give(nextWish(this.#choices));
    }
  }

  /** Tries until there is an answer; sometimes gives up before, sometimes does not wait for it. */
  async #give(wish: Wish): Promise<void> {
    this.#commands += 1;
    this.#ledger.begin(wish);
    if (this.#random.chance(0.05)) {
      this.#ledger.lose(wish);
      await Promise.all([this.#try(wish), this.#try(wish)]);
    }
    for (let patience = 1 + this.#random.below(3); patience > 0; patience -= 1) {
      if (await this.#try(wish)) return;
      await this.#scheduler.turn(this, `${wish.by} tries ${wish.name} again`);
    }
  }

  /** Whether there was an answer. */
  async #try(wish: Wish): Promise<boolean> {
    const node = this.#random.pick(this.#nodes);
    this.#trace(`${wish.by}: ${wish.name} ${wish.key} on ${node.name}`);
    let answer: Json;
    try {
      answer = await node.call((runtime) => wish.run(runtime.as({ user: wish.by })));
    } catch (error) {
      return this.#refused(wish, error);
    }
    this.#trace(`${wish.by}: ${wish.name} ${wish.key} is done: ${JSON.stringify(answer)}`);
    this.#ledger.acknowledge(wish, answer);
    return true;
  }

  #refused(wish: Wish, error: unknown): boolean {
    if (isUnknown(error)) {
      this.#ledger.lose(wish);
      return false;
    }
    if (!(error instanceof RequestryError) || !expected.has(error.code)) throw error;
    this.#trace(`${wish.by}: ${wish.name} ${wish.key} is refused: ${error.code} ${error.message}`);
    this.#ledger.refuse(wish, error.code);
    return true;
  }

  /** New requests take another route from some moment on. */
  async #designer(): Promise<void> {
    for (let turns = this.#random.below(20); turns > 0; turns -= 1) await this.#scheduler.turn(this, 'designer');
    if (!this.#designed) return this.#scenery.publish(this.#mirror.store, this.#random.pick(this.#scenery.kinds));
    const draft = await this.#asDesigner((service) => service.getKindDraft({ kind: 'leave' }));
    const saved = await this.#asDesigner((service) => service.saveKindDraft({ kind: draft.kind, route: this.#scenery.edited.leave, expectedVersion: 0 }).catch(() => service.getKindDraft({ kind: 'leave' })));
    const key = this.#choices.key();
    await this.#give({ name: 'publish', by: 'dina', key, evidence: 'none', run: async (service) => (await service.publishKind({ kind: 'leave', expectedVersion: saved.version, idempotencyKey: key })).version });
  }

  /** Until it works. */
  async #asDesigner<Result>(run: (service: DesignService) => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await this.#random.pick(this.#nodes).call((runtime) => run(runtime.as({ user: 'dina' })));
      } catch (error) {
        if (!isUnknown(error)) throw error;
        await this.#scheduler.turn(this, 'designer');
      }
    }
  }

  async #worker(node: SimulatedNode): Promise<void> {
    const passes = 1 + this.#random.below(2);
    for (let pass = 0; pass < passes; pass += 1) {
      await this.#scheduler.turn(this, `work on ${node.name}`);
      await this.#work(node);
    }
  }

  async #work(node: SimulatedNode): Promise<void> {
    await node.call((runtime) => runtime.work()).catch((error: unknown) => {
      if (!isUnknown(error)) throw error;
    });
  }

  async #deliver(key: string): Promise<void> {
    if (this.#random.chance(this.#faults.before * 3)) throw new Error('the mail server is away');
    this.#checks.delivered.add(key);
    if (this.#random.chance(this.#faults.after * 3)) throw new Error('nobody knows whether it has left');
  }

  /** Everything without an answer is asked again, one thing acknowledged once more, and what is due is done. */
  async #finish(): Promise<void> {
    for (const command of this.#ledger.open) await this.#insist(command as Wish);
    await this.#scheduler.turn(this, 'all is answered');
    const known = this.#ledger.acknowledged;
    if (known.length > 0) {
      const repeated = this.#random.pick(known) as Wish;
      const before = this.#checks.written;
      await this.#insist(repeated);
      if (repeated.name !== 'read' && this.#checks.written !== before) throw new Broken('a repeat writes nothing', `${repeated.name} ${repeated.key}`);
    }
    // What goes on at last may have become due while it rested: it is looked at once more.
    for (const delay of [31_000, 13 * 60 * minute, 31_000]) {
      this.#now += delay;
      await this.#work(this.#random.pick(this.#nodes));
    }
  }

  async #insist(wish: Wish): Promise<void> {
    const refusedBefore = !this.#ledger.acknowledged.includes(wish);
    if (!(await this.#try(wish))) throw new Broken('without faults there is an answer', `${wish.name} ${wish.key}`);
    if (!refusedBefore && !this.#ledger.acknowledged.includes(wish)) throw new Broken('what was acknowledged is acknowledged again', wish.name);
  }
}

/** Nobody knows what was done. */
const isUnknown = (error: unknown): boolean => error instanceof NodeLost || (error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE');
