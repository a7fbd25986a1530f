import { performersCalendar } from './performers-calendar.js';
import { addWorkingTime, outcomesOf, type Forecast, type ForecastStep, type Org, type Trace } from '@requestry/model';
import { turningPoint } from '@requestry/model/expression';
import { waitedFor } from './alarms.js';
import { advance, start } from './advance.js';
import { expressionContext } from './context.js';
import { isAwaited, nextTimer, openEndedWaits, supposed } from './suppose.js';
import type { Advance, CompiledRoute, ProcessEvent, ProcessState, StepNode, Timer, Token, World } from './types.js';

/** Transitions a forecast looks ahead before it says that it is not complete. */
const horizon = 100;

/** Working time a step takes when nothing is said about it. */
const usualTime = 'P1D';

/**
 * Who will decide, when, and why: plays the route ahead as if everybody agreed at the usual pace. With a state, from where the request
 * stands; without, from the start. What waits for a message, a signal or a condition is supposed to happen, nobody knows when: the steps
 * behind it have no dates and the forecast is not complete.
 */
export function forecastRoute(compiled: CompiledRoute, world: World, state?: ProcessState): Forecast {
  const play = new Play(compiled, { ...world, forecast: true });
  if (state) play.resume(state);
  else play.add(start(compiled, play.world));
  for (let turn = 0; turn < horizon && play.next(); turn += 1);
  return play.result();
}

class Play {
  readonly compiled: CompiledRoute;
  world: World;
  #steps: ForecastStep[] = [];
  #branches: Trace[] = [];
  #turning = new Map<string, Trace>();
  #state: ProcessState | undefined;
  #earliest: number;
  /** When each waiting token is probably done. */
  #done = new Map<string, { readonly from: number; readonly to: number }>();
  #latest: number;
  /** Something that nobody knows the moment of has been supposed. */
  #openEnded = false;

  constructor(compiled: CompiledRoute, world: World) {
    this.compiled = compiled;
    this.world = world;
    this.#earliest = world.now;
    this.#latest = world.now;
  }

  /** Takes over a running request: its open steps are current. */
  resume(state: ProcessState): void {
    this.#state = state;
    for (const token of state.tokens) if (token.tasks) this.#open(token, { code: 'forecast.current' }, 'current');
    for (const { token } of openEndedWaits(this.compiled, state, this.world)) this.#wait(token.node, { code: 'forecast.open-ended' }, 'current');
  }

  add(step: Advance): void {
    this.#state = step.state;
    for (const event of step.events) this.#see(event);
  }

  /** Decides one waiting thing the usual way. False when nothing is left. */
  next(): boolean {
    const state = this.#state;
    if (!state || state.status === 'ended') return false;
    const token = this.#soonest(state);
    const timer = token ? undefined : nextTimer(state.timers.filter((each) => isAwaited(this.compiled, state, each)));
    if (token || timer) return this.#goOn(state, token, timer);
    const supposition = supposed(this.compiled, state, this.world);
    if (!supposition) return this.#goOn(state, undefined, nextTimer(state.timers));
    this.#openEnded = true;
    this.add(supposition);
    return true;
  }

  #goOn(state: ProcessState, token: Token | undefined, timer: Timer | undefined): boolean {
    if (!token && !timer) return false;
    const done = token && this.#done.get(token.id);
    this.#earliest = Math.max(this.#earliest, done?.from ?? Date.parse(timer?.at ?? ''));
    this.#latest = Math.max(this.#latest, done?.to ?? Date.parse(timer?.at ?? ''));
    this.world = { ...this.world, now: this.#earliest };
    this.add(token ? this.#complete(state, token) : advance(this.compiled, state, { type: 'timer', timer: timer?.id ?? '' }, this.world));
    return true;
  }

  result(): Forecast {
    const complete = this.#state?.status === 'ended' && !this.#openEnded;
    const from = new Date(this.#earliest).toISOString();
    const to = new Date(Math.max(this.#latest, this.#earliest)).toISOString();
    return { steps: this.#steps, branches: this.#branches, turningPoints: [...this.#turning.values()], complete, ...(complete ? { from, to } : {}) };
  }

  #soonest(state: ProcessState): Token | undefined {
    if (state.suspended) return undefined;
    const open = state.tokens.filter((token) => !token.postponed && token.tasks?.some((task) => task.outcome === undefined));
    return open.sort((a, b) => (this.#done.get(a.id)?.from ?? 0) - (this.#done.get(b.id)?.from ?? 0))[0];
  }

  #complete(state: ProcessState, token: Token): Advance {
    const task = token.tasks?.find((candidate) => candidate.outcome === undefined && candidate.asked === undefined);
    const node = this.#stepNode(token.node);
    const outcome = outcomesOf(node.step).find((candidate) => (candidate.effect ?? 'forward') === 'forward');
    const by = task?.assignee ?? task?.candidates?.[0] ?? '';
    if (!task || !outcome) return advance(this.compiled, state, { type: 'end', state: 'cancelled', by }, this.world);
    return advance(this.compiled, state, { type: 'complete', task: task.id, outcome: outcome.id, by }, this.world);
  }

  #see(event: ProcessEvent): void {
    if (event.type === 'step-opened') {
      const token = this.#state?.tokens.find((candidate) => candidate.id === event.token) ?? { id: event.token, node: event.node, tasks: event.tasks };
      this.#open({ ...token, node: event.node, tasks: event.tasks, ...(event.queue ? { queue: event.queue } : {}) }, event.trace, 'expected');
    } else if (event.type === 'step-skipped') {
      const node = this.#stepNode(event.node);
      this.#push({ step: event.node, type: node.step.type, title: titleOf(node), state: 'skipped', people: [], why: event.trace });
    } else if (event.type === 'notice-sent') {
      const node = this.#stepNode(event.node);
      const people = event.to.map((id) => ({ id, name: nameOf(id, this.world.org) }));
      this.#push({ step: event.node, type: node.step.type, title: titleOf(node), state: 'expected', people, why: event.trace });
    } else if (event.type === 'wait-opened') {
      this.#wait(event.node, event.trace, 'expected');
    } else if (event.type === 'data-set') {
      this.world = { ...this.world, data: { ...this.world.data, ...event.data } };
    } else if (event.type === 'token-moved' || event.type === 'token-created') {
      if (event.trace) this.#branch(event.trace);
    }
  }

  /** Where a branch only follows what somebody decided, it says nothing that the steps do not say. */
  #branch(trace: Trace): void {
    const gateway = this.compiled.nodes.get(String(trace.params?.gateway));
    const onlyDecisions = gateway?.outgoing.every((flow) => flow.when?.names.every((name) => name.startsWith('steps')) ?? true);
    if (onlyDecisions) return;
    this.#branches.push(trace);
    for (const condition of [trace, ...(trace.because ?? [])]) this.#turn(condition);
  }

  /** A simple comparison that decided a branch: beyond its value the route would differ. */
  #turn(trace: Trace): void {
    const expression = trace.params?.expression;
    if (trace.code !== 'branch.condition' || typeof expression !== 'string' || !this.#state) return;
    const point = turningPoint(expression, expressionContext(this.compiled, this.#state, this.world));
    if (point && !point.name.startsWith('steps.')) this.#turning.set(expression, { code: 'turning-point', params: { expression, ...point } });
  }

  #wait(id: string, why: Trace, state: ForecastStep['state']): void {
    const node = this.#stepNode(id);
    this.#push({ step: id, type: 'wait', title: titleOf(node), state, people: [], why });
  }

  #open(token: Token, why: Trace, state: ForecastStep['state']): void {
    const node = this.#stepNode(token.node);
    const { step } = node;
    const calendar = performersCalendar(waitedFor(token), this.world);
    const from = addWorkingTime(calendar, this.#earliest, step.estimate ?? halfOf(step.due) ?? usualTime);
    const to = Math.max(from, addWorkingTime(calendar, Math.max(this.#latest, this.#earliest), durationOf(step.due) ?? step.estimate ?? usualTime));
    this.#done.set(token.id, { from, to });
    const people = (token.tasks ?? []).filter(({ asked }) => asked === undefined).flatMap((task) => {
      const ids = task.assignee !== undefined ? [task.assignee] : (task.candidates ?? []);
      const absent = task.onBehalfOf === undefined ? {} : { onBehalfOf: nameOf(task.onBehalfOf, this.world.org) };
      return ids.map((id) => ({ id, name: nameOf(id, this.world.org), ...absent }));
    });
    const queued = (token.queue ?? []).map((id) => ({ id, name: nameOf(id, this.world.org) }));
    const span = this.#openEnded ? {} : { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    this.#push({ step: token.node, type: step.type, title: titleOf(node), state, people: [...people, ...queued], ...span, why }, this.#isInstance(token));
  }

  /** One of several that are asked the same. */
  #isInstance(token: Token): boolean {
    for (let at: Token | undefined = token; at; at = this.#state?.tokens.find(({ id }) => id === at?.scope)) if (at.index !== undefined) return true;
    return false;
  }

  /** A loop does not repeat in the list; instances of a step are one entry with all their people. */
  #push(step: ForecastStep, instance = false): void {
    const index = this.#steps.findIndex((other) => other.step === step.step);
    const known = this.#steps[index];
    if (!known) this.#steps.push(step);
    else if (instance) this.#steps[index] = { ...known, people: [...known.people, ...step.people.filter(({ id }) => !known.people.some((other) => other.id === id))], ...(step.to !== undefined ? { to: step.to } : {}) };
  }

  #stepNode(id: string): StepNode {
    const node = this.compiled.nodes.get(id);
    if (!node) throw new TypeError(`The route has no node "${id}"`);
    return { ...node, step: node.step ?? { type: 'execution' } };
  }
}

const titleOf = (node: StepNode) => node.step.title ?? node.name ?? '';

const nameOf = (id: string, org: Org): string => org.people.find((person) => person.id === id)?.name ?? id;

const durationOf = (due: string | undefined): string | undefined => (due === undefined || due.startsWith('=') ? undefined : due);

/** People usually answer in half of the time they are given. */
function halfOf(due: string | undefined): string | undefined {
  const days = /^P(\d+)D$/.exec(due ?? '')?.[1];
  if (days === undefined) return durationOf(due);
  return Number(days) > 1 ? `P${Math.ceil(Number(days) / 2)}D` : 'PT4H';
}
