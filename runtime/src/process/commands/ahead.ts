import type { Run } from '../run.js';
import type { CompiledFlow, CompiledNode, Token } from '../types.js';

/** Where a walk may go. */
interface Reach {
  readonly nodes: Set<string>;
  readonly flows: Set<string>;
  /** Joins that need flows which the walk has not come by. */
  readonly blocked: Set<string>;
}

interface Manner {
  /** Also what begins beside an activity that goes on. */
  readonly side: boolean;
  /** The join is passed whoever is missing. */
  passes(join: CompiledNode): boolean;
  /** Nodes that are not entered. */
  readonly avoided: ReadonlySet<string>;
}

/** A place to walk from; at a join, by the flow that it was reached by. */
type Place = Pick<Token, 'node' | 'via'>;

const isFork = (node: CompiledNode): boolean => node.type === 'parallelGateway' || node.type === 'inclusiveGateway';
const isJoin = (node: CompiledNode): boolean => isFork(node) && node.incoming.length > 1;

/** Everything that comes behind the places. A join is passed only when every way into it comes from there. */
function reachFrom(run: Run, places: readonly Place[], { side, passes, avoided }: Manner): Reach {
  const reach: Reach = { nodes: new Set(), flows: new Set(), blocked: new Set() };
  const open: CompiledNode[] = [];
  const visit = (node: CompiledNode): void => {
    if (reach.nodes.has(node.id) || avoided.has(node.id)) return;
    reach.nodes.add(node.id);
    open.push(node);
  };
  const arrive = (node: CompiledNode): void => {
    const complete = !isJoin(node) || passes(node) || node.incoming.every(({ id }) => reach.flows.has(id));
    if (complete) reach.blocked.delete(node.id);
    else reach.blocked.add(node.id);
    if (complete) visit(node);
  };
  for (const { node: id, via } of places) {
    if (via !== undefined) reach.flows.add(via);
    const node = run.node(id);
    if (via !== undefined && isJoin(node)) arrive(node);
    else visit(node);
  }
  for (let node = open.pop(); node; node = open.pop()) {
    for (const flow of node.outgoing) {
      reach.flows.add(flow.id);
      arrive(run.node(flow.to));
    }
    for (const event of node.boundary) if (side || event.interrupting !== false) visit(run.node(event.id));
  }
  return reach;
}

const nothing: ReadonlySet<string> = new Set();

const isIn = (run: Run, { nodes, flows }: Reach, token: Token): boolean => (isJoin(run.node(token.node)) ? flows.has(token.via ?? '') : nodes.has(token.node));

/**
 * Tokens of the scope that come from the node: whatever is behind it up to joins that wait for others; when nothing is there, those joins have
 * been passed and it is behind them. A next round of the node's own branches does not count.
 */
export function tokensBehind(run: Run, scope: Token | undefined, entry: CompiledNode): readonly Token[] {
  const tokens = run.inside(scope?.id);
  const passed = new Set<string>();
  const forks = forksBefore(run, entry);
  for (;;) {
    const manner = { passes: (join: CompiledNode) => passed.has(join.id), avoided: passed.size > 0 ? forks : nothing };
    const main = reachFrom(run, [{ node: entry.id }], { ...manner, side: false });
    if (tokens.some((token) => isIn(run, main, token))) {
      const all = reachFrom(run, [{ node: entry.id }], { ...manner, side: true });
      return tokens.filter((token) => isIn(run, all, token));
    }
    if (main.blocked.size === 0) return [];
    for (const join of main.blocked) passed.add(join);
  }
}

/** Splits that every way to the node leads through: to come by one again is a next round. */
function forksBefore(run: Run, entry: CompiledNode): ReadonlySet<string> {
  const begin = entry.parent === undefined ? run.compiled.start : (run.node(entry.parent).begin ?? entry.id);
  const everywhere = (avoided: ReadonlySet<string>): ReadonlySet<string> => reachFrom(run, [{ node: begin }], { side: true, passes: () => true, avoided }).nodes;
  const forks = [...everywhere(nothing)].filter((id) => isFork(run.node(id)) && run.node(id).outgoing.length > 1);
  return new Set(forks.filter((id) => !everywhere(new Set([id])).has(entry.id)));
}

/**
 * Flows into joins behind the node that nobody comes by any more: neither from there nor from what is still under way in the scope.
 * An inclusive join waits only for those who come. What a next round would bring does not count.
 */
export function doneBranches(run: Run, scope: Token | undefined, entry: CompiledNode): readonly CompiledFlow[] {
  const kept = run.inside(scope?.id);
  const avoided = forksBefore(run, entry);
  const done: CompiledFlow[] = [];
  for (;;) {
    const places = [{ node: entry.id }, ...kept, ...done.map((flow) => ({ node: flow.to, via: flow.id }))];
    const all = reachFrom(run, places, { side: true, passes: (join) => join.type === 'inclusiveGateway', avoided });
    const own = reachFrom(run, [{ node: entry.id }], { side: true, passes: (join) => all.nodes.has(join.id), avoided });
    const joins = [...own.blocked].map((id) => run.node(id)).filter((node) => node.type === 'parallelGateway');
    const missing = joins.flatMap((join) => join.incoming.filter(({ id }) => !all.flows.has(id)));
    if (missing.length === 0) return done;
    done.push(...missing);
  }
}
