import type { Route, RouteFlow, RouteNode } from '../route.js';

/** What can go wrong in a game of tokens. */
export type TokenFlaw =
  | 'breaks-off' // a token is at a node that leads nowhere and is no end
  | 'twice' // two tokens on one flow
  | 'too-early' // an end while other tokens are under way
  | 'stuck' // tokens wait for each other
  | 'endless' // no end can be reached any more
  | 'never' // a node that never acts
  | 'spinning'; // a circle of gateways only

/** The first flaw found. Without one and `complete` the route is sound. */
export interface TokenGame {
  readonly complete: boolean;
  readonly states: number;
  readonly flaw?: TokenFlaw;
}

type State = readonly number[];
interface Step {
  readonly node: string;
  readonly to: State;
  readonly early?: boolean;
}

/**
 * Plays the route's top level token by token: every order of every step, nothing left out, nothing looked up beforehand.
 * Slow and plain on purpose, to hold the proof against. An end that stops everything needs nobody and so does it at once. Reminders beside an open step that lead straight to an end are not played.
 * An inclusive split without any condition may take any of its ways.
 */
export function playTokens(route: Route, maxStates = 100_000): TokenGame {
  const board = new Board(route);
  const loose = board.nodes.find((node) => board.breaksOff(node));
  if (loose) return { complete: true, states: 0, flaw: 'breaks-off' };
  const states: State[] = [board.begin()];
  const known = new Map([[keyOf(board.begin()), 0]]);
  const before: number[][] = [[]];
  const acted = new Set(board.nodes.filter(({ type }) => type === 'startEvent').map(({ id }) => id));
  const fail = (flaw: TokenFlaw): TokenGame => ({ complete: true, states: states.length, flaw });
  for (let current = 0; current < states.length; current += 1) {
    if (states.length > maxStates) return { complete: false, states: states.length };
    const state = states[current] as State;
    if (state.some((flow, index) => state[index + 1] === flow)) return fail('twice');
    const steps = board.steps(state);
    if (state.length > 0 && steps.length === 0) return fail('stuck');
    for (const { node, to, early } of steps) {
      if (early) return fail('too-early');
      acted.add(node);
      const key = keyOf(to);
      const found = known.get(key) ?? states.push(to) - 1;
      known.set(key, found);
      (before[found] ??= []).push(current);
    }
  }
  if (!endsFromEverywhere(states, before, known.get(''))) return fail('endless');
  if (board.nodes.some((node) => !acted.has(node.id) && !board.isBeside(node))) return fail('never');
  return board.spins() ? fail('spinning') : { complete: true, states: states.length };
}

const keyOf = (state: State): string => state.join(' ');

function endsFromEverywhere(states: readonly State[], before: readonly (readonly number[])[], empty: number | undefined): boolean {
  const fine = new Set(empty === undefined ? [] : [empty]);
  for (const state of fine) for (const previous of before[state] ?? []) fine.add(previous);
  return fine.size === states.length;
}

class Board {
  readonly nodes: readonly RouteNode[];
  readonly #flows: readonly RouteFlow[];
  readonly #node: ReadonlyMap<string, RouteNode>;

  constructor(route: Route) {
    this.nodes = route.nodes.filter(({ parent }) => parent === undefined);
    this.#node = new Map(this.nodes.map((node) => [node.id, node]));
    this.#flows = route.flows.filter(({ from, to }) => this.#node.has(from) && this.#node.has(to));
  }

  begin(): State {
    return this.nodes.filter(({ type }) => type === 'startEvent').flatMap(({ id }) => this.#out(id));
  }

  breaksOff(node: RouteNode): boolean {
    return node.type !== 'endEvent' && this.#out(node.id).length === 0 && !this.#onlyReminds(node);
  }

  /** Reminders, and ends that only reminders reach. */
  isBeside(node: RouteNode): boolean {
    const into = this.#into(node.id);
    const reminded = node.type === 'endEvent' && into.length > 0 && into.every((flow) => this.#onlyReminds(this.#from(flow)));
    return this.#onlyReminds(node) || reminded;
  }

  /** A circle that only gateways are on. */
  spins(): boolean {
    const next = (id: string): string[] => this.#out(id).map((flow) => this.#to(flow)).filter(({ type }) => /Gateway$/.test(type)).map(({ id: to }) => to);
    return this.nodes.some(({ id, type }) => {
      const found = new Set(/Gateway$/.test(type) ? next(id) : []);
      for (const gateway of found) for (const to of next(gateway)) found.add(to);
      return found.has(id);
    });
  }

  /** Everything that any token may do next. */
  steps(state: State): Step[] {
    const stops = state.find((flow) => this.#to(flow).event?.type === 'terminate');
    if (stops !== undefined) return [{ node: this.#to(stops).id, to: [] }];
    return [...new Set(state)].flatMap((flow) => this.#stepsOf(flow, state));
  }

  #stepsOf(flow: number, state: State): Step[] {
    const node = this.#to(flow);
    if (node.type === 'endEvent') return [{ node: node.id, to: moved(state, [flow], []), early: state.length > 1 }];
    const taken = this.#taken(node, flow, state);
    if (!taken) return [];
    const steps = this.#ways(node).map((ways): Step => ({ node: node.id, to: moved(state, taken, ways) }));
    return [...steps, ...this.#events(node, flow, state)];
  }

  #events(host: RouteNode, flow: number, state: State): Step[] {
    return this.nodes.filter(({ attachedTo }) => attachedTo === host.id).flatMap((event): Step[] => {
      const ways = this.#out(event.id);
      if (event.interrupting !== false) return [{ node: event.id, to: moved(state, [flow], ways) }];
      if (this.#onlyReminds(event) || ways.some((way) => state.includes(way))) return [];
      return [{ node: event.id, to: moved(state, [], ways) }];
    });
  }

  /** Tokens that the node takes, or nothing while it has to wait. */
  #taken(node: RouteNode, flow: number, state: State): State | undefined {
    const into = this.#into(node.id);
    if (into.length < 2 || (node.type !== 'parallelGateway' && node.type !== 'inclusiveGateway')) return [flow];
    const here = into.filter((way) => state.includes(way));
    if (node.type === 'parallelGateway') return here.length === into.length ? here : undefined;
    const missing = into.filter((way) => !here.includes(way));
    const comes = state.some((other) => !into.includes(other) && this.#reaches(other, missing, node.id) && !this.#reaches(other, here, node.id));
    return comes ? undefined : here;
  }

  /** A token can come onto one of the flows without passing the join. */
  #reaches(flow: number, wanted: readonly number[], join: string): boolean {
    const found = new Set([flow]);
    for (const way of found) {
      if (wanted.includes(way)) return true;
      const node = this.#to(way);
      if (node.id === join) continue;
      for (const { id } of [node, ...this.nodes.filter(({ attachedTo }) => attachedTo === node.id)]) for (const next of this.#out(id)) found.add(next);
    }
    return false;
  }

  #ways(node: RouteNode): State[] {
    const out = this.#out(node.id);
    if (node.type === 'exclusiveGateway') return out.map((way) => [way]);
    if (node.type !== 'inclusiveGateway') return [out];
    const flow = (way: number): RouteFlow => this.#flows[way] as RouteFlow;
    const asked = out.filter((way) => flow(way).condition !== undefined && flow(way).id !== node.default);
    const otherwise = out.filter((way) => flow(way).id === node.default);
    const always = out.filter((way) => !asked.includes(way) && !otherwise.includes(way));
    if (asked.length === 0 && always.length > 1) return someOf(always);
    const none = always.length > 0 ? always : otherwise;
    return [...someOf(asked).map((ways) => [...ways, ...always]), ...(none.length > 0 ? [none] : [])];
  }

  #onlyReminds(node: RouteNode): boolean {
    return node.type === 'boundaryEvent' && node.interrupting === false && this.#out(node.id).every((flow) => this.#to(flow).type === 'endEvent');
  }

  readonly #to = (flow: number): RouteNode => this.#node.get(this.#flows[flow]?.to ?? '') as RouteNode;
  readonly #from = (flow: number): RouteNode => this.#node.get(this.#flows[flow]?.from ?? '') as RouteNode;
  readonly #out = (node: string): number[] => this.#flows.flatMap(({ from }, index) => (from === node ? [index] : []));
  readonly #into = (node: string): number[] => this.#flows.flatMap(({ to }, index) => (to === node ? [index] : []));
}

function moved(state: State, takes: State, gives: State): State {
  const rest = [...state];
  for (const flow of takes) rest.splice(rest.indexOf(flow), 1);
  return [...rest, ...gives].sort((a, b) => a - b);
}

/** Every choice of at least one. */
const someOf = (items: State): State[] =>
  items.reduce<State[]>((found, item) => [...found, [item], ...found.map((chosen) => [...chosen, item])], []);
