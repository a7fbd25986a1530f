import type { Join, Move, Net } from './net.js';

/** A state worth telling of, and how to get there. */
export interface Witness {
  readonly kind: 'deadlock' | 'unsafe' | 'improper-completion' | 'livelock';
  /** The flow with two tokens, the end reached too early, the joins that wait. */
  readonly at: readonly string[];
  /** Joins that wait: flows with a token and flows without. */
  readonly waits?: readonly { readonly node: string; readonly present: readonly string[]; readonly missing: readonly string[] }[];
  /** Elements passed, in order. */
  readonly path: readonly string[];
}

/** What walking through all states of a net showed. */
export interface Exploration {
  /** Every state was seen; without it nothing is said of what never happens. */
  readonly complete: boolean;
  readonly states: number;
  readonly witnesses: readonly Witness[];
  /** Nodes that acted at least once. */
  readonly fired: ReadonlySet<string>;
}

/** Tokens by flow, sorted; two of one flow stand twice. */
type Marking = readonly number[];

interface Visit {
  readonly marking: Marking;
  readonly parent: number;
  readonly move: Move | undefined;
  readonly next: number[];
  stuck?: boolean;
}

/**
 * Walks through the states of a net. Of tokens that go on whatever the others do only the one furthest upstream is
 * moved: the order of independent steps changes nothing, and branches meet where they can, so that two tokens on one flow are seen.
 * An end that stops everything does so at once, as it needs nobody; a step that cannot but lead there may happen before or after all others.
 */
export function explore(net: Net, maxStates: number): Exploration {
  const visits: Visit[] = [];
  const known = new Map<string, number>();
  const witnesses = new Map<string, Witness>();
  const fired = new Set<string>();
  let pruned = false;
  const tell = (kind: Witness['kind'], at: readonly string[], visit: number, rest: Partial<Witness> = {}): void => {
    const key = `${kind} ${[...at].sort().join(' ')}`;
    if (!witnesses.has(key)) witnesses.set(key, { kind, at, path: pathTo(net, visits, visit, rest.path), ...(rest.waits ? { waits: rest.waits } : {}) });
  };
  const add = (marking: Marking, parent: number, move: Move | undefined): number => {
    const key = marking.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const number = visits.push({ marking, parent, move, next: [] }) - 1;
    known.set(key, number);
    return number;
  };
  for (const start of net.starts) {
    fired.add(start.node);
    add([...start.flows].sort((a, b) => a - b), -1, { node: start.node, takes: [], gives: start.flows });
  }
  for (let current = 0; current < visits.length; current += 1) {
    if (visits.length > maxStates) return { complete: false, states: current, witnesses: [...witnesses.values()], fired };
    const visit = visits[current] as Visit;
    if (visit.marking.length === 0) continue;
    const moves = movesFrom(net, visit.marking);
    if (moves.length === 0) {
      visit.stuck = true;
      const waits = waitsAt(net, visit.marking);
      tell('deadlock', waits.map(({ node }) => node), current, { waits });
      continue;
    }
    for (const move of moves) {
      fired.add(move.node);
      const marking = after(visit.marking, move);
      if (move.ends && !move.terminates && marking.length > 0) tell('improper-completion', [move.node], current, { path: [move.node] });
      const twice = marking.find((flow, position) => marking[position + 1] === flow);
      if (twice !== undefined) tell('unsafe', [net.flows[twice] as string], current, { path: stepOf(net, move) });
      if (marking.some((flow, position) => marking[position + 2] === flow)) {
        pruned = true;
        visit.stuck = true;
      } else visit.next.push(add(marking, current, move));
    }
  }
  const endless = findEndless(visits);
  if (endless !== undefined) tell('livelock', circle(net, visits, endless), endless);
  return { complete: !pruned, states: visits.length, witnesses: [...witnesses.values()], fired };
}

function movesFrom(net: Net, marking: Marking): Move[] {
  let free: number | undefined;
  for (const flow of marking) {
    const waiting = net.waiting[flow];
    if (waiting?.kind !== 'free') continue;
    if (waiting.moves[0]?.terminates) return [...waiting.moves];
    if (net.last.has(flow)) continue;
    if (free === undefined || (net.rank[flow] as number) < (net.rank[free] as number)) free = flow;
  }
  if (free !== undefined) return freeMoves(net, free, marking);
  return [...joinMoves(net, marking), ...marking.filter((flow) => net.last.has(flow)).flatMap((flow) => freeMoves(net, flow, marking))];
}

/** A branch beside an open step begins at most once at a time. */
function freeMoves(net: Net, flow: number, marking: Marking): Move[] {
  const waiting = net.waiting[flow];
  if (waiting?.kind !== 'free') return [];
  return waiting.moves.filter((move) => move.takes.length > 0 || !move.gives.some((given) => marking.includes(given)));
}

function joinMoves(net: Net, marking: Marking): Move[] {
  const holds = new Set(marking);
  const moves: Move[] = [];
  const asked = new Set<number>();
  for (const flow of marking) {
    const waiting = net.waiting[flow];
    if (!waiting || waiting.kind === 'free' || asked.has(waiting.join)) continue;
    asked.add(waiting.join);
    const join = net.joins[waiting.join] as Join;
    const present = join.into.filter((into) => holds.has(into));
    const ready = waiting.kind === 'all' ? present.length === join.into.length : !mayStillCome(join, marking, holds);
    if (!ready) continue;
    const found = join.outcomes.map((gives): Move => ({ node: join.node, takes: present, gives, ends: gives.length === 0 }));
    if (waiting.kind === 'all') return found;
    moves.push(...found);
  }
  return moves;
}

/** A token elsewhere can reach a flow into the join that has none, and none that has one already. */
function mayStillCome(join: Join, marking: Marking, holds: ReadonlySet<number>): boolean {
  return marking.some((flow) => {
    if (join.into.includes(flow)) return false;
    const reaches = (wanted: boolean): boolean => join.into.some((into, position) => holds.has(into) === wanted && (join.ahead[position] as ReadonlySet<number>).has(flow));
    return reaches(false) && !reaches(true);
  });
}

function after(marking: Marking, move: Move): Marking {
  if (move.terminates) return [];
  const rest = [...marking];
  for (const flow of move.takes) rest.splice(rest.indexOf(flow), 1);
  return [...rest, ...move.gives].sort((a, b) => a - b);
}

function waitsAt(net: Net, marking: Marking): NonNullable<Witness['waits']> {
  const holds = new Set(marking);
  const waits = new Map<string, { node: string; present: string[]; missing: string[] }>();
  for (const flow of marking) {
    const waiting = net.waiting[flow];
    if (!waiting || waiting.kind === 'free') continue;
    const join = net.joins[waiting.join] as Join;
    const name = (flows: readonly number[]): string[] => flows.map((into) => net.flows[into] as string);
    waits.set(join.node, { node: join.node, present: name(join.into.filter((into) => holds.has(into))), missing: name(join.into.filter((into) => !holds.has(into))) });
  }
  return [...waits.values()];
}

const stepOf = (net: Net, move: Move): string[] => [move.node, ...move.gives.map((flow) => net.flows[flow] as string)];

function pathTo(net: Net, visits: readonly Visit[], end: number, last: readonly string[] = []): string[] {
  const steps: (readonly string[])[] = [last];
  for (let at = end; at !== -1; ) {
    const visit = visits[at] as Visit;
    if (visit.move) steps.push(stepOf(net, visit.move));
    at = visit.parent;
  }
  return steps.reverse().flat();
}

/** A state from which neither the end nor a standstill can be reached. */
function findEndless(visits: readonly Visit[]): number | undefined {
  const before: number[][] = visits.map(() => []);
  visits.forEach((visit, number) => visit.next.forEach((next) => before[next]?.push(number)));
  const fine = new Set<number>();
  visits.forEach((visit, number) => {
    if (visit.stuck || visit.marking.length === 0) fine.add(number);
  });
  for (const number of fine) for (const previous of before[number] ?? []) fine.add(previous);
  const found = visits.findIndex((_, number) => !fine.has(number));
  return found === -1 ? undefined : found;
}

/** Nodes that act again and again from the state on. */
function circle(net: Net, visits: readonly Visit[], from: number): string[] {
  const seen = new Set([from]);
  const nodes = new Set<string>();
  for (const number of seen) {
    const visit = visits[number] as Visit;
    for (const flow of visit.marking) nodes.add(net.targets[flow] as string);
    for (const next of visit.next) seen.add(next);
  }
  return [...nodes];
}
