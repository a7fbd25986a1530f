import type { Trace } from '@requestry/model';
import { nodesLeadingTo } from '../nodes/gateways.js';
import { openScope } from '../nodes/scope.js';
import { borderOf, isInterrupting } from '../nodes/waits.js';
import type { Run } from '../run.js';
import { outwards } from '../scopes.js';
import type { CompiledNode, ProcessCommand, Token } from '../types.js';
import { openTask, refuse } from './task.js';

type Return = ProcessCommand & { readonly type: 'return' };

/** Where the way is gone back to: the scope that is still open, and what is to be entered again inside it, from the outside in. */
interface Target {
  readonly scope: Token | undefined;
  readonly entered: readonly CompiledNode[];
}

/**
 * Goes back to a step that was done before. Whatever is under way behind it, in its own subprocess or around it, is taken back; branches
 * beside it go on, and those that are done count as done.
 */
export function returnTo(run: Run, command: Return): void {
  const { to, by, comment } = command;
  const step = run.compiled.nodes.get(to);
  if (!step?.step || !Object.hasOwn(run.state.steps, to)) refuse(`Step "${to}" has not been done`, { code: 'return.not-done', params: { step: to } });
  const { scope, entered } = targetOf(run, command, step);
  const [entry = step] = entered;
  const repeated = entered.slice(0, -1).find((node) => node.loop);
  if (repeated) refuse(`Step "${to}" is inside "${repeated.id}", which is repeated`, { code: 'return.repeated', params: { step: to } });
  const ahead = nodesAhead(run, entry);
  const undone = run.inside(scope?.id).filter((token) => ahead.has(token.node) || isInterrupting(run, run.node(token.node)));
  if (undone.length === 0) refuse(`Nothing is under way behind step "${to}"`, { code: 'return.nothing-ahead', params: { step: to } });
  const trace: Trace = { code: 'task.returned', params: { step: to, person: by } };
  run.emit({ type: 'request-returned', node: to, by, ...(comment !== undefined ? { comment } : {}), trace });
  for (const token of undone) run.cancel(token, trace);
  keepDoneBranches(run, scope, entry, ahead);
  enterAgain(run, scope, entered);
}

/** Follows the open subprocesses around the step as far as there are; the task tells which of several. */
function targetOf(run: Run, { task }: Return, step: CompiledNode): Target {
  const around: CompiledNode[] = [step];
  for (let at = step.parent; at !== undefined; at = run.node(at).parent) around.unshift(run.node(at));
  const own = new Set(task === undefined ? [] : [...outwards(run, openTask(run, task).token)].map(({ id }) => id));
  let scope: Token | undefined;
  while (around.length > 1) {
    const open = run.inside(scope?.id).filter((token) => token.node === around[0]?.id).flatMap((token) => (token.loop ? run.inside(token.id) : [token]));
    const found = open.find(({ id }) => own.has(id)) ?? open[0];
    if (!found) break;
    scope = found;
    around.shift();
  }
  return { scope, entered: around };
}

/** The node and everything that comes behind it at its level. */
function nodesAhead(run: Run, entry: CompiledNode): ReadonlySet<string> {
  const found = new Set([entry.id]);
  for (const id of found) {
    const node = run.node(id);
    for (const flow of node.outgoing) found.add(flow.to);
    for (const event of node.boundary) found.add(event.id);
  }
  return found;
}

/** A join behind the step waits for every branch: those that nobody is on any more, and the step does not lead to, are done. */
function keepDoneBranches(run: Run, scope: Token | undefined, entry: CompiledNode, ahead: ReadonlySet<string>): void {
  const kept = run.inside(scope?.id).map((token) => token.node);
  for (const id of ahead) {
    const join = run.node(id);
    if (join.type !== 'parallelGateway' || join.incoming.length < 2 || id === entry.id) continue;
    for (const flow of join.incoming) {
      const before = nodesLeadingTo(run, flow.from, id);
      if (before.has(entry.id) || kept.some((node) => before.has(node))) continue;
      run.place(id, { via: flow.id, ...(scope ? { scope: scope.id } : {}) }, { code: 'return.branch-done', params: { gateway: id, flow: flow.id } });
    }
  }
}

/** Opens the subprocesses around the step that have been left, and the step. */
function enterAgain(run: Run, scope: Token | undefined, entered: readonly CompiledNode[]): void {
  let inside = scope?.id;
  for (const [index, node] of entered.entries()) {
    const place = inside === undefined ? {} : { scope: inside };
    if (index === entered.length - 1) return void run.create(node.id, place);
    inside = run.place(node.id, place);
    const token = run.token(inside);
    if (!token || !openScope(run, token, node, 'waiting')) return;
    borderOf(run, token, node)?.();
  }
}
