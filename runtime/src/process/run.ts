import type { JsonObject, PersonId, Trace } from '@requestry/model';
import { administratorsOf } from './heads.js';
import type { Moment } from './moment.js';
import { localWorld } from './scopes.js';
import { applyTo } from './state.js';
import type { Draft } from './state-draft.js';
import type { CompiledFlow, CompiledNode, CompiledRoute, Effect, Incident, ProcessEvent, ProcessState, Token, World } from './types.js';

/** Moves one transition may make before it counts as an endless loop. */
export const stepBudget = 50_000;

/** Tokens a request may have at once; more are no sign of life but of a loop through a split. */
const tokenLimit = 1000;

/**
 * One transition while it runs: the facts so far and the tokens still to be looked at. An explicit queue instead of recursion,
 * so that long automatic stretches cost no stack.
 */
export class Run {
  readonly events: ProcessEvent[] = [];
  readonly effects: Effect[] = [];
  /** Tokens that have come to a node and not been looked at there, each once: another one may take a token along that is still to be looked at. */
  readonly queue = new Set<string>();
  /** Tokens inside which nothing is left, or which have to leave again, with the node that they are to leave. */
  readonly emptied = new Map<string, string>();
  readonly compiled: CompiledRoute;
  readonly #state: Draft;
  world: World;
  #moves = 0;

  constructor(compiled: CompiledRoute, state: ProcessState, world: World) {
    this.compiled = compiled;
    this.#state = { ...state };
    this.world = world;
  }

  emit(event: ProcessEvent): void {
    this.events.push(event);
    applyTo(this.#state, event);
  }

  /** The state so far. Its fields go on changing while the transition runs; what they hold does not. */
  get state(): ProcessState {
    return this.#state;
  }

  notify(to: readonly PersonId[], event: string, node?: string): void {
    if (to.length > 0) this.effects.push({ type: 'notify', to, event, ...(node !== undefined ? { node } : {}) });
  }

  /** The next free id for a token, task or timer; `ahead` counts those taken but not emitted yet. */
  freshId(ahead = 0): string {
    return String(this.#state.lastId + 1 + ahead);
  }

  node(id: string): CompiledNode {
    const node = this.compiled.nodes.get(id);
    if (!node) throw new TypeError(`The state names node "${id}", which the route does not have`);
    return node;
  }

  token(id: string): Token | undefined {
    return this.#state.tokens.find((token) => token.id === id);
  }

  /** What a token may look at: the world, with the values of the scopes that it is inside of. */
  worldAt(token: Token | undefined): World {
    return token === undefined || (token.scope === undefined && !token.vars) ? this.world : localWorld(this, token);
  }

  /** Tokens directly inside another one, or at the top. */
  inside(scope: string | undefined): readonly Token[] {
    return this.#state.tokens.filter((token) => token.scope === scope);
  }

  /** A token that enters the node. */
  create(node: string, details: Pick<Token, 'via' | 'scope' | 'index' | 'vars'> = {}, trace?: Trace): string {
    const token = this.place(node, details, trace);
    this.queue.add(token);
    return token;
  }

  /** A token that is at the node without having entered it. */
  place(node: string, details: Pick<Token, 'via' | 'scope' | 'index' | 'vars'> = {}, trace?: Trace): string {
    this.#moves += 1;
    const token = this.freshId();
    this.emit(trace ? { type: 'token-created', token, node, ...details, trace } : { type: 'token-created', token, node, ...details });
    return token;
  }

  consume(token: Token): void {
    this.emit({ type: 'token-consumed', token: token.id, node: token.node });
    const scope = token.scope === undefined ? undefined : this.token(token.scope);
    if (scope && this.inside(scope.id).length === 0) this.emptied.set(scope.id, scope.node);
  }

  /** Takes back what a token does, with everything inside it. The token itself stays. */
  cancelInside(scope: string | undefined, trace: Trace): void {
    for (const token of this.inside(scope)) this.cancel(token, trace);
  }

  /** Takes back a token with everything that it does. */
  cancel(token: Token, trace: Trace): void {
    this.cancelTasksOf(token, trace);
    this.disarmTimersOf(token.id);
    this.cancelInside(token.id, trace);
    this.consume(token);
  }

  /** Moves the token along the flow without entering what is there. */
  move(token: Token, flow: CompiledFlow, trace?: Trace): void {
    this.#moves += 1;
    this.emit({ type: 'token-moved', token: token.id, node: flow.to, via: flow.id, ...(trace ? { trace } : {}) });
  }

  /** Moves the token along the first flow and makes a new one for each other. Without a flow the token is spent. */
  take(token: Token, flows: readonly CompiledFlow[], trace?: Trace): void {
    const [first, ...others] = flows;
    if (!first) return this.consume(token);
    this.move(token, first, trace);
    this.queue.add(token.id);
    for (const flow of others) this.create(flow.to, { via: flow.id, ...(token.scope !== undefined ? { scope: token.scope } : {}) }, trace);
  }

  /** A what-if, a rule or a person changed form fields: later conditions of this transition see the new values. */
  setData(data: JsonObject): void {
    this.world = { ...this.world, data: { ...this.world.data, ...data } };
  }

  /** The token cannot go on until an administrator has looked; they are told. `at`: what is tried again then. */
  raiseIncident(token: Token, code: string, trace: Trace, at?: Incident['at'], element = token.node): void {
    this.emit({ type: 'incident-raised', token: token.id, element, code, ...(at ? { at } : {}), trace });
    this.notify(administratorsOf(this.world.org), 'incident-raised', element);
  }

  get exhausted(): boolean {
    return this.#moves > stepBudget || this.#state.tokens.length > tokenLimit;
  }

  armTimer(token: string | undefined, node: string, { at, left, trace }: Moment): void {
    this.emit({ type: 'timer-armed', timer: this.freshId(), ...(token !== undefined ? { token } : {}), node, at, ...(left !== undefined ? { left } : {}), trace });
  }

  disarmTimersOf(token: string | undefined): void {
    for (const timer of this.#state.timers.filter((candidate) => candidate.token === token)) {
      this.emit({ type: 'timer-disarmed', timer: timer.id, node: timer.node });
    }
  }

  /** Cancels what is still open of the token's tasks. */
  cancelTasksOf(token: Token, trace: Trace): void {
    for (const task of this.token(token.id)?.tasks ?? []) {
      if (task.outcome === undefined) this.emit({ type: 'task-cancelled', token: token.id, node: token.node, task: task.id, trace });
    }
  }

  /** Ends the whole process, whatever is still open. */
  end(state: NonNullable<ProcessState['end']>['state'], details: { readonly node?: string; readonly by?: PersonId; readonly reason?: string }): void {
    for (const token of this.#state.tokens) this.cancelTasksOf(token, { code: 'task.cancelled-request-ended' });
    for (const timer of this.#state.timers) this.emit({ type: 'timer-disarmed', timer: timer.id, node: timer.node });
    this.queue.clear();
    this.emptied.clear();
    this.emit({ type: 'process-ended', state, ...details });
  }
}
