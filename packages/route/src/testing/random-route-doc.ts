import type { StepSettings } from '@requestry/model';
import { outcomesOf } from '@requestry/model';
import { defined } from '../moddle.js';
import type { DocBranch, DocEntry, DocTask, DocTimer, OutcomeTarget, RouteDoc } from '../route-doc.js';
import type { EventDefinition } from '../route.js';
import { randomFrom } from './random.js';
import type { Random } from './random.js';
import { randomEvent, randomEventChoice, randomEventSubProcess, randomSpecialTask, randomSubProcess } from './random-special.js';
import { randomEnd, randomName, randomStep, randomText } from './random-step.js';

/** How large a random route is. */
export interface RandomRouteOptions {
  /** Entries of all lists together, about. Default 14. */
  readonly entries?: number;
  /** Also branches of parallel and inclusive splits that end the request whatever the others do, which is not sound. */
  readonly hasty?: boolean;
  /** Also what the list can hold besides steps, branches and timers: events, scripts, calls, repetition, parts it shows closed. */
  readonly everything?: boolean;
  /** More ways back and ahead, timers and branches that end than one would draw. */
  readonly restless?: boolean;
}

/** A sound, structured route with every sort of entry. The same seed gives the same route. */
export function randomRouteDoc(seed: number, options: RandomRouteOptions = {}): RouteDoc {
  const random = randomFrom(seed);
  const maker = new Maker(random, 1 + random.below(options.entries ?? 14), options);
  const steps = [...maker.list(0, [], true), ...(options.everything && random.chance(0.2) ? [randomEventSubProcess(random, 'beside')] : [])];
  const end = randomEnd(random);
  const event = (chance: number): EventDefinition | undefined => (options.everything && random.chance(chance) ? random.pick<EventDefinition>([{ type: 'message', name: 'told' }, { type: 'signal', name: 'shout' }]) : undefined);
  return {
    id: `route_${seed >>> 0}`,
    name: random.chance(0.8) ? randomName(random) : '',
    start: defined({ id: 'start', name: random.chance(0.5) ? 'Подана' : undefined, event: event(0.2) }),
    steps,
    end: defined({ id: 'end', end, name: random.chance(0.5) ? `Готово ${random.below(9)}` : undefined, event: event(0.2) }),
  };
}

const timers: readonly (EventDefinition & { type: 'timer' })[] = [
  { type: 'timer', kind: 'duration', value: 'P3D', working: true },
  { type: 'timer', kind: 'duration', value: 'PT4H' },
  { type: 'timer', kind: 'date', value: '2030-01-01T09:00:00Z' },
];

class Maker {
  readonly #random: Random;
  readonly #hasty: boolean;
  readonly #everything: boolean;
  readonly #restless: boolean;
  #left: number;
  #number = 0;
  readonly #tasks: string[] = [];

  constructor(random: Random, entries: number, options: RandomRouteOptions) {
    this.#hasty = options.hasty ?? false;
    this.#everything = options.everything ?? false;
    this.#restless = options.restless ?? false;
    this.#random = random;
    this.#left = entries;
  }

  #id(prefix: string): string {
    this.#number += 1;
    return `${prefix}${this.#number}`;
  }

  /** `back`: entries of the lists around that may be gone back to. `mayEnd`: no inclusive split around, whose join does not wait for ends. */
  list(depth: number, back: readonly string[], mayEnd: boolean): DocEntry[] {
    const entries: DocEntry[] = [];
    const length = depth === 0 ? this.#left : this.#random.below(4);
    while (entries.length < length && this.#left > 0) {
      this.#left -= 1;
      entries.push(this.#entry(depth, [...back, ...entries.map(({ id }) => id)], mayEnd));
    }
    return entries.map((entry, index) => this.#lookAhead(entry, entries.slice(index + 1)));
  }

  #entry(depth: number, back: readonly string[], mayEnd: boolean): DocEntry {
    if (this.#everything && this.#random.chance(0.2)) return this.#special(depth);
    const chosen = this.#random.next();
    if (chosen < 0.12 && depth < 3) return this.#split('choice', depth, back, mayEnd);
    if (chosen < 0.22 && depth < 3) return this.#split('parallel', depth, back, mayEnd);
    if (chosen < 0.28 && depth < 3) return this.#split('inclusive', depth, back, mayEnd);
    if (chosen < 0.33) return { kind: 'wait', id: this.#id('wait'), name: randomName(this.#random), event: this.#random.pick(timers) };
    if (chosen < 0.41) return this.#machine();
    return this.#task(back);
  }

  /** Ways of a choice by events do not wait for each other, so none before a join. */
  #special(depth: number): DocEntry {
    const chosen = this.#random.next();
    if (chosen < 0.3) return { kind: 'wait', id: this.#id('wait'), name: randomName(this.#random), event: randomEvent(this.#random) };
    if (chosen < 0.75) return randomSpecialTask(this.#random, this.#id('special'));
    return depth === 0 && chosen < 0.85 ? randomEventChoice(this.#random, this.#id('events')) : randomSubProcess(this.#random, this.#id('sub'));
  }

  #machine(): DocTask {
    const type = this.#random.pick(['notification', 'action'] as const);
    return { kind: 'step', id: this.#id('auto'), name: randomName(this.#random), settings: randomStep(this.#random, type, this.#tasks), targets: {}, timers: [] };
  }

  #task(back: readonly string[]): DocTask {
    const id = this.#id('step');
    const settings = randomStep(this.#random, undefined, this.#tasks);
    const targets: Record<string, OutcomeTarget> = {};
    for (const outcome of outcomesOf(settings).slice(1)) {
      if (this.#random.chance(0.7)) targets[outcome.id] = this.#target([...back, id]);
    }
    const found = this.#random.chance(this.#restless ? 0.4 : 0.2) ? [this.#timer([...back, id])] : [];
    if (this.#restless && found.length > 0 && this.#random.chance(0.3)) found.push(this.#timer([...back, id]));
    this.#tasks.push(id);
    return { kind: 'step', id, name: randomName(this.#random), settings, targets, timers: found };
  }

  #timer(back: readonly string[]): DocTimer {
    const interrupting = this.#random.chance(0.8);
    const target: DocTimer['target'] = !interrupting
      ? { to: 'end', id: this.#id('late'), end: randomEnd(this.#random) }
      : this.#random.chance(0.5) ? { to: 'next' } : this.#target(back);
    return defined({ id: this.#id('timer'), name: this.#random.chance(0.3) ? randomName(this.#random) : undefined, event: this.#random.pick(timers), interrupting, target });
  }

  #target(back: readonly string[]): OutcomeTarget {
    const chosen = this.#random.next();
    if (chosen < (this.#restless ? 0.2 : 0.4)) return { to: 'end', id: this.#id('end'), end: randomEnd(this.#random) };
    if (chosen < 0.6) return { to: 'step', step: this.#random.pick(back) };
    const step = back[back.length - 1] as string;
    const backTo = this.#random.pick(back);
    const rework: StepSettings = { ...randomStep(this.#random, 'rework'), who: { rule: 'initiator' }, title: randomText(this.#random) };
    return { to: 'rework', id: this.#id('rework'), rework, ...(backTo === step || this.#random.chance(0.6) ? {} : { backTo }) };
  }

  /** Sometimes an outcome passes over the next steps. */
  #lookAhead(entry: DocEntry, later: readonly DocEntry[]): DocEntry {
    if (entry.kind !== 'step' || later.length < 2 || !this.#random.chance(this.#restless ? 0.4 : 0.15)) return entry;
    const outcome = Object.keys(entry.targets)[0];
    if (outcome === undefined) return entry;
    return { ...entry, targets: { ...entry.targets, [outcome]: { to: 'step', step: this.#random.pick(later.slice(1)).id } } };
  }

  #split(kind: 'choice' | 'parallel' | 'inclusive', depth: number, back: readonly string[], mayEnd: boolean): DocEntry {
    const id = this.#id(kind);
    const count = 2 + this.#random.below(3);
    const inside = kind === 'choice' ? [...back, id] : [];
    const branches = Array.from({ length: count }, (_, index): DocBranch => {
      const last = index === count - 1;
      const ends = !last && (kind === 'choice' && (mayEnd || this.#hasty) ? this.#random.chance(this.#restless ? 0.4 : 0.2) : this.#hasty && this.#random.chance(0.1));
      return defined<DocBranch>({
        id: this.#id('way'),
        name: this.#random.chance(0.5) ? `Если ${index}` : undefined,
        title: this.#random.chance(0.3) ? randomText(this.#random) : undefined,
        condition: kind === 'parallel' || last ? undefined : `=amount > ${this.#random.below(1000)} and kind < "b"`,
        steps: this.list(depth + 1, inside, mayEnd && kind !== 'inclusive'),
        end: ends ? { id: this.#id('end'), end: randomEnd(this.#random) } : undefined,
      });
    });
    return { kind, id, name: this.#random.chance(0.7) ? randomName(this.#random) : '', branches };
  }
}
