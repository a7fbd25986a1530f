import { RequestryError, type Issue } from '@requestry/model';
import { passed, waitedFor } from '../alarms.js';
import { timersOf } from '../nodes/waits.js';
import type { Run } from '../run.js';
import type { CompiledNode, ProcessCommand, Timer, Token } from '../types.js';

type Migrate = ProcessCommand & { readonly type: 'migrate' };

/**
 * The request goes on by another route, the one given. Every token has to have a place there that takes what it carries; whatever has none is
 * named and nothing happens. Steps stay due when they were; what was to happen around that before now does not happen again. Timers stay armed; those whose event the new route does not have go, those it has besides come.
 */
export function migrate(run: Run, { nodes, by, comment }: Migrate): void {
  const { tokens, timers, suspended, route } = run.state;
  const target = (id: string): CompiledNode | undefined => run.compiled.nodes.get(Object.hasOwn(nodes, id) ? (nodes[id] ?? id) : id);
  const held = [...(suspended?.timers ?? []), ...tokens.flatMap((token) => token.postponed?.timers ?? [])];
  const issues = [...tokens.flatMap((token) => tokenIssues(run, token, nodes)), ...held.filter((timer) => !isKept(timer, target)).map(({ node }) => issueOf('migrate.unmapped', node))];
  if (issues.length > 0) throw new RequestryError('INVALID', `Nothing on the new route takes over ${issues.map(({ element }) => `"${element ?? ''}"`).join(', ')}`, { issues });
  for (const timer of timers) if (!isKept(timer, target)) run.emit({ type: 'timer-disarmed', timer: timer.id, node: timer.node });
  const placed = tokens.map((token) => {
    const { id, node, via, due } = token;
    const kept = via !== undefined && run.compiled.flows.has(via);
    const { step } = run.node(nodes[node] ?? node);
    return { id, node: nodes[node] ?? node, ...(kept ? { via } : {}), ...(step && due !== undefined ? passed(step, due, waitedFor(token), run.world, 'all') : {}) };
  });
  run.emit({
    type: 'process-migrated', from: route, route: run.compiled.hash, nodes, tokens: placed, by, ...(comment !== undefined ? { comment } : {}),
    trace: { code: 'process.migrated', params: { from: route, to: run.compiled.hash, person: by } },
  });
  for (const token of run.state.tokens) armNew(run, token);
}

const issueOf = (code: string, element: string, to?: string): Issue => ({ code, element, params: { step: element, to: to ?? null } });

/** Why the token cannot be where the map puts it. */
function tokenIssues(run: Run, token: Token, nodes: Migrate['nodes']): readonly Issue[] {
  const to = Object.hasOwn(nodes, token.node) ? nodes[token.node] : undefined;
  const node = to === undefined ? undefined : run.compiled.nodes.get(to);
  if (!node) return [issueOf('migrate.unmapped', token.node, to)];
  const scope = token.scope === undefined ? undefined : run.token(token.scope);
  const around = scope && (nodes[scope.node] ?? '');
  const inPlace = token.index === undefined ? node.parent === around : node.id === around;
  const joins = /^(?:parallel|inclusive)Gateway$/.test(node.type);
  const carries =
    (!token.tasks || node.step !== undefined) &&
    (!token.loop || node.loop?.kind !== undefined) &&
    (token.loop !== undefined || run.inside(token.id).length === 0 || node.begin !== undefined) &&
    (!joins || node.incoming.some(({ id }) => id === token.via)) &&
    node.type !== 'exclusiveGateway';
  return inPlace && carries ? [] : [issueOf('migrate.does-not-fit', token.node, node.id)];
}

/** The event of the timer is on the new route, or the timer resumes a step. */
function isKept({ node, token }: Timer, target: (id: string) => CompiledNode | undefined): boolean {
  const found = target(node);
  return found !== undefined && (found.event?.type === 'timer' || (token !== undefined && found.step !== undefined));
}

/** Timers that the old route did not have on the border of an open activity. */
function armNew(run: Run, token: Token): void {
  if (token.postponed || token.index !== undefined || run.state.suspended) return;
  const armed = new Set(run.state.timers.filter((timer) => timer.token === token.id).map(({ node }) => node));
  const missing = run.node(token.node).boundary.filter(({ id }) => !armed.has(id)).map(({ id }) => run.node(id));
  if (missing.length > 0) timersOf(run, token, missing)?.();
}
