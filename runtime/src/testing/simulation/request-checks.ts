import type { Request, RequestEvent, Task } from '@requestry/model';
import { isOpen } from '../../collections.js';
import { chainStart, hashOf, processEvents } from '../../history.js';
import type { CompiledRoute, ProcessEvent, ProcessState, TaskRef, Token } from '../../process/index.js';
import { applyTo, emptyState } from '../../process/state.js';
import type { Draft } from '../../process/state-draft.js';
import { assertSame } from '../../process/testing/same.js';
import { taskDocId } from '../../task-ids.js';
import { wakeTimer } from '../../wake-at.js';
import type { MirroredRequest } from './mirror.js';

/** What the events alone say of a request. */
class Told {
  readonly state: Draft = { ...emptyState };
  readonly decided = new Set<string>();
  /** Steps that somebody was added to, by token. */
  readonly grown = new Set<string>();
  count = 0;
  lastHash = chainStart;
}

/** A rule of the product does not hold. */
export class Broken extends Error {
  constructor(rule: string, found: string) {
    super(`${rule}: ${found}`);
  }
}

export function expectThat(holds: boolean, rule: string, found: () => unknown): void {
  if (!holds) throw new Broken(rule, typeof found() === 'string' ? String(found()) : JSON.stringify(found()));
}

/** Looks at a request whenever something of it was written. */
export class RequestChecks {
  readonly #told = new Map<string, Told>();
  readonly #routeOf: (hash: string) => CompiledRoute | undefined;

  constructor(routeOf: (hash: string) => CompiledRoute | undefined) {
    this.#routeOf = routeOf;
  }

  /** Gives the events that are new. */
  check(request: MirroredRequest): readonly RequestEvent[] {
    const told = this.#told.get(request.id) ?? new Told();
    this.#told.set(request.id, told);
    const fresh = request.fresh.flatMap((doc) => doc.events);
    request.fresh = [];
    follow(told, fresh);
    const { doc, id } = request;
    if (!doc) throw new Broken('events, tasks and timers belong to a request', id);
    const { process, events, lastHash } = doc.body;
    expectThat(events === told.count && lastHash === told.lastHash, 'the chain of events ends where the request says', () => `${id} has ${told.count} events and counts ${events}`);
    if (!process) return fresh;
    expectSame(process, told.state, id);
    checkTasks(request, process);
    checkTimers(request, process);
    checkTokens(process, this.#routeOf(process.route), told.grown);
    checkSummary(doc.body.request, process);
    return fresh;
  }
}

function expectSame(stored: ProcessState, told: ProcessState, id: string): void {
  try {
    assertSame(stored, told, id);
  } catch (error) {
    throw new Broken('replay of the events gives what is stored', (error as Error).message);
  }
}

function follow(told: Told, events: readonly RequestEvent[]): void {
  for (const event of events) {
    told.count += 1;
    expectThat(event.seq === told.count && event.prev === told.lastHash, 'every event names the one before', () => event);
    told.lastHash = hashOf(event);
  }
  for (const event of processEvents(events)) {
    applyTo(told.state, event);
    note(told, event);
  }
}

function note(told: Told, event: ProcessEvent): void {
  if (event.type === 'performer-added') told.grown.add(event.token);
  if (event.type !== 'task-completed' && event.type !== 'question-answered') return;
  expectThat(!told.decided.has(event.task), 'a task is decided once', () => event);
  told.decided.add(event.task);
}

const isWaiting = ({ state }: Task): boolean => state === 'open' || state === 'waiting';

/** Who waits for a token has an open task, and nobody else has. */
function checkTasks({ id, tasks }: MirroredRequest, process: ProcessState): void {
  let wanted = 0;
  for (const token of process.tokens) {
    for (const ref of token.tasks ?? []) {
      if (ref.outcome !== undefined) continue;
      wanted += 1;
      const task = tasks.get(taskDocId(id, ref.id))?.body;
      expectThat(task !== undefined && isWaiting(task) && task.step === token.node && isFor(task, ref), 'whoever a token waits for has an open task', () => ({ token, ref, task: task ?? null }));
      const rests = process.suspended !== undefined || (token.postponed !== undefined && ref.asked === undefined);
      expectThat((task?.state === 'waiting') === rests, 'a task rests with its step', () => ({ token, task: task?.state }));
    }
  }
  const found = [...tasks.values()].filter(({ body }) => isWaiting(body));
  expectThat(found.length === wanted, 'no open task without its token', () => found.map((task) => task.id));
}

const isFor = (task: Task, ref: TaskRef): boolean => task.assignee === ref.assignee && task.candidates.join() === (ref.candidates ?? []).join();

/** Those of the route, and the one that wakes the request for what else it has to do by itself. */
function checkTimers({ id, timers, doc }: MirroredRequest, process: ProcessState): void {
  const wakes = doc?.body.wakeAt === undefined ? 0 : 1;
  const armed = process.timers.every((timer) => timers.get(taskDocId(id, timer.id))?.at === timer.at) && timers.has(taskDocId(id, wakeTimer)) === (wakes === 1);
  expectThat(armed && timers.size === process.timers.length + wakes, 'every armed timer is stored, and no other', () => ({ armed: process.timers, wakeAt: doc?.body.wakeAt, stored: [...timers.keys()] }));
}

/** Every token waits for something that can come. */
function checkTokens(process: ProcessState, route: CompiledRoute | undefined, grown: ReadonlySet<string>): void {
  const tokens = new Map(process.tokens.map((token) => [token.id, token]));
  const ids = process.tokens.flatMap((token) => [token.id, ...(token.tasks ?? []).map((task) => task.id)]).concat(process.timers.map((timer) => timer.id));
  expectThat(new Set(ids).size === ids.length, 'ids are given once', () => ids);
  expectThat(process.timers.every(({ token }) => token === undefined || tokens.has(token)), 'no timer without its token', () => process.timers);
  const scopes = new Set(process.tokens.map(({ scope }) => scope));
  for (const token of process.tokens) {
    expectThat(token.scope === undefined || tokens.has(token.scope), 'a token is inside one that is there', () => token);
    if (token.tasks) checkMode(token, route, grown.has(token.id));
    else expectThat(scopes.has(token.id) || waits(token, process, route), 'a token waits for something', () => token);
  }
}

/** One open task, or one for each, as the step's mode says. */
function checkMode(token: Token, route: CompiledRoute | undefined, grown: boolean): void {
  const own = (token.tasks ?? []).filter(({ asked }) => asked === undefined);
  const open = own.filter(({ outcome }) => outcome === undefined).length;
  const mode = route?.nodes.get(token.node)?.step?.mode?.kind ?? 'one';
  const most = mode === 'inTurn' || (mode === 'one' && !grown) ? 1 : own.length;
  expectThat(open >= 1 && open <= most, `a step of mode "${mode}" waits for as many as it may`, () => token);
}

function waits({ id, node, loop }: Token, process: ProcessState, route: CompiledRoute | undefined): boolean {
  if (process.incidents?.some(({ token }) => token === id)) return true;
  const found = route?.nodes.get(node);
  if (!found || loop) return found === undefined;
  const held = [...process.timers, ...(process.suspended?.timers ?? [])];
  if (found.type === 'intermediateCatchEvent' && found.event?.type === 'timer') return held.some(({ token }) => token === id);
  return waiting.has(found.type);
}

const waiting: ReadonlySet<string> = new Set(['parallelGateway', 'inclusiveGateway', 'eventBasedGateway', 'intermediateCatchEvent', 'receiveTask']);

/** What lists show agrees with where the request stands. */
function checkSummary(request: Request, process: ProcessState): void {
  const ended = process.status === 'ended';
  expectThat(isOpen(request) !== ended && (request.closedAt !== undefined) === ended, 'a request is open as long as its route', () => [request.state, process.status]);
  expectThat((request.suspended !== undefined) === (process.suspended !== undefined), 'a request rests with its route', () => [request.suspended, process.suspended]);
  expectThat((request.incident !== undefined) === (process.incidents !== undefined), 'an incident of the route is one of the request', () => [request.incident, process.incidents]);
  const involved = process.tokens.flatMap(({ tasks = [] }) => tasks.flatMap((task) => (task.assignee !== undefined ? [task.assignee] : (task.candidates ?? []))));
  expectThat(involved.every((person) => request.participants.includes(person)), 'whoever has a task takes part', () => [involved, request.participants]);
}
