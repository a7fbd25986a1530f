import { RequestryError, type Issue, type JsonObject } from '@requestry/model';
import type { DecisionTable } from '@requestry/model/decision';
import { readBpmn, type Route } from '@requestry/route';
import { emptyState, fork, replay } from '../state.js';
import type { Advance, CompiledRoute, ExecutionCore, ProcessCommand, ProcessEvent, ProcessState, World } from '../types.js';
import { playCommand } from './commands.js';
import { monday } from './people.js';
import { assertSame } from './same.js';
import { situationOf } from './situation.js';
import { terseBpmn } from './terse-route.js';

/** What happens besides the command: the world changes before it, form fields come with it. */
export interface Besides {
  readonly world?: Partial<World>;
  readonly data?: JsonObject;
}

/**
 * One command and what is to be seen after it (see `situationOf`). Commands: `start` · `PERSON OUTCOME STEP` · `fire TIMER` ·
 * `withdraw` · `cancel` · `retry` and those of `playCommand`.
 */
export type Turn = readonly [command: string, situation: string, besides?: Besides];

/** One statement about every engine. */
export interface CoreCase {
  readonly name: string;
  /** See `terseBpmn`. */
  readonly route: string;
  /** Routes that it calls, by name. */
  readonly called?: Readonly<Record<string, string>>;
  /** Tables that the route names. */
  readonly decisions?: readonly DecisionTable[];
  /** Differs from `monday`. */
  readonly world?: Partial<World>;
  readonly play: readonly Turn[];
  /** What else must hold after the last command. */
  check?(told: Told): void;
}

/** Everything a played case left behind. */
export interface Told {
  readonly compiled: CompiledRoute;
  readonly state: ProcessState;
  readonly events: readonly ProcessEvent[];
  /** The last transition. */
  readonly last: Advance;
  readonly world: World;
}

/** Reads and compiles a terse route with those it calls; fails with the issues when the engine refuses it. */
export async function compileTerse(core: Pick<ExecutionCore, 'compile'>, text: string, { called = {}, decisions = [] }: Pick<CoreCase, 'called' | 'decisions'> = {}): Promise<CompiledRoute> {
  const routes = new Map<string, Route>();
  for (const [name, words] of Object.entries(called)) routes.set(name, await readTerseRoute(words, name));
  const result = core.compile(await readTerseRoute(text), { routes: (name) => routes.get(name), decisions });
  if (!result.compiled) throw new Error(`Refused: ${listed(result.issues)}`);
  return result.compiled;
}

/** Reads a terse route; fails with the issues when it cannot. */
export async function readTerseRoute(text: string, id?: string): Promise<Route> {
  const { route, issues } = await readBpmn(terseBpmn(text, id));
  if (!route) throw new Error(`Not read: ${listed(issues)}`);
  return route;
}

const listed = (issues: readonly Issue[]): string => issues.map(({ code, element }) => `${code}@${element ?? ''}`).join(', ');

/** Plays a case. Rejects when something differs from what the case says, or when history and state part. */
export async function playCase(core: ExecutionCore, { route, called, decisions, world, play, check }: CoreCase): Promise<Told> {
  const player = new Player(core, await compileTerse(core, route, { called, decisions }), { ...monday, ...world });
  for (const turn of play) player.take(turn);
  player.forkEverywhere();
  const told = player.told();
  check?.(told);
  return told;
}

/** One request on its way, each state and command through JSON as a store would have it. */
export class Player {
  readonly compiled: CompiledRoute;
  readonly events: ProcessEvent[] = [];
  readonly #core: ExecutionCore;
  readonly #tasks = new Map<string, string>();
  readonly #transitions: { readonly events: readonly ProcessEvent[]; readonly again: (from: ProcessState) => Advance }[] = [];
  #world: World;
  #last: Advance | undefined;

  constructor(core: ExecutionCore, compiled: CompiledRoute, world: World) {
    this.#core = core;
    this.compiled = compiled;
    this.#world = world;
  }

  get world(): World {
    return this.#world;
  }

  get state(): ProcessState {
    if (!this.#last) throw new TypeError('Begin with "start"');
    return this.#last.state;
  }

  told(): Told {
    if (!this.#last) throw new TypeError('Begin with "start"');
    return { compiled: this.compiled, state: this.state, events: this.events, last: this.#last, world: this.#world };
  }

  take([words, wanted, besides]: Turn): void {
    this.#world = { ...this.#world, ...besides?.world };
    assertSame(this.#outcomeOf(words, besides), wanted, `after "${words}"`);
  }

  #outcomeOf(words: string, besides: Besides | undefined): string {
    const before = this.#last?.state;
    try {
      const step = words === 'start' ? this.start() : this.apply(this.#command(words, besides));
      return situationOf(before, step, this.compiled);
    } catch (error) {
      if (error instanceof RequestryError) return `error ${error.code}`;
      throw error;
    }
  }

  start(): Advance {
    const world = this.#world;
    return this.#keep(() => this.#core.start(this.compiled, world));
  }

  apply(command: ProcessCommand): Advance {
    const copy = JSON.parse(JSON.stringify(command)) as ProcessCommand;
    assertSame(copy, command, 'a command survives JSON');
    const world = this.#world;
    return this.#keep((from) => this.#core.advance(this.compiled, stored(from), copy, world));
  }

  /** Goes back before every single event: all of a transition have the same place before them, and from there the command leads to the same facts. */
  forkEverywhere(): void {
    const history = this.#transitions.map(({ events }) => events);
    let event = 0;
    for (const { events, again } of this.#transitions) {
      if (events.length === 0) continue;
      const before = fork(this.compiled, history, event);
      for (const _each of events) assertSame(fork(this.compiled, history, event++), before, `the place before event ${event}`);
      assertSame(again(before).events.filter(isOurs), events.filter(isOurs), `the same again up to event ${event}`);
    }
  }

  #keep(make: (from: ProcessState) => Advance): Advance {
    const step = make(this.#last?.state ?? { ...emptyState, route: this.compiled.hash });
    this.#last = step;
    this.#transitions.push({ events: step.events, again: make });
    this.events.push(...step.events);
    assertSame(stored(step.state), step.state, 'the state survives JSON');
    assertSame(replay(this.compiled, JSON.parse(JSON.stringify(this.events)) as ProcessEvent[]), step.state, 'the facts replayed are the state');
    assertSame(openedAgain(this.events), [], 'tokens that opened a step again without having left it');
    for (const event of step.events) this.#remember(event);
    return step;
  }

  #remember(event: ProcessEvent): void {
    if (event.type === 'data-set' || (event.type === 'task-completed' && event.data)) this.#world = { ...this.#world, data: { ...this.#world.data, ...event.data } };
    const tasks = event.type === 'step-opened' ? event.tasks : 'task' in event && typeof event.task === 'object' ? [event.task] : [];
    for (const task of tasks) if ('node' in event && event.node !== undefined) this.#tasks.set(event.node, task.id);
  }

  #command(words: string, besides: Besides | undefined): ProcessCommand {
    const [first = '', second = '', third = ''] = words.split(' ');
    const data = besides?.data ? { data: besides.data } : {};
    switch (first) {
      case 'fire':
        return { type: 'timer', timer: this.state.timers.find((timer) => timer.node === second)?.id ?? second };
      case 'withdraw':
        return { type: 'end', state: 'withdrawn', by: this.#world.subject.initiator };
      case 'cancel':
        return { type: 'end', state: 'cancelled', by: 'admin', reason: 'not needed' };
      case 'retry':
        return { type: 'retry', by: 'admin' };
      default:
        return playCommand(words, (step, person) => this.#taskOf(step, person), data) ?? { type: 'complete', task: this.#taskOf(third, first), outcome: second, by: first, ...data };
    }
  }

  /** The person's open task on the step, else anybody's, else the last one there was. */
  #taskOf(step: string, person: string | undefined): string {
    const open = this.state.tokens.filter((token) => token.node === step).flatMap((token) => token.tasks ?? []).filter((task) => task.outcome === undefined);
    const own = open.find((task) => task.assignee === person || task.candidates?.includes(person ?? ''));
    return (own ?? open[0])?.id ?? this.#tasks.get(step) ?? '0';
  }
}

/** Tokens that opened a step while they had one open: its tasks would be left behind, open and belonging to nothing. */
function openedAgain(events: readonly ProcessEvent[]): readonly string[] {
  const open = new Set<string>();
  const again: string[] = [];
  for (const event of events) {
    if (event.type === 'step-opened' && open.has(event.token)) again.push(event.token);
    else if (event.type === 'step-opened') open.add(event.token);
    else if (event.type === 'token-moved' || event.type === 'token-consumed' || event.type === 'step-completed') open.delete(event.token);
  }
  return again;
}

/** What another engine keeps for itself may hold its clock and random ids. */
const isOurs = (event: ProcessEvent): boolean => event.type !== 'core-saved';

const stored = (state: ProcessState): ProcessState => JSON.parse(JSON.stringify(state)) as ProcessState;
