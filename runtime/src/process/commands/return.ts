import type { Trace } from '@requestry/model';
import { openScope } from '../nodes/scope.js';
import { borderOf, isInterrupting } from '../nodes/waits.js';
import type { Run } from '../run.js';
import { outwards } from '../scopes.js';
import type { CompiledNode, ProcessCommand, Token } from '../types.js';
import { doneBranches, tokensBehind } from './ahead.js';
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
  const inside = run.inside(scope?.id);
  if (inside.some((token) => token.node === to)) refuse(`Step "${to}" is open`, { code: 'return.open', params: { step: to } });
  const undone = new Set([...tokensBehind(run, scope, entry), ...inside.filter((token) => isInterrupting(run, run.node(token.node)))]);
  if (undone.size === 0) refuse(`Nothing is under way behind step "${to}"`, { code: 'return.nothing-ahead', params: { step: to } });
  const trace: Trace = { code: 'task.returned', params: { step: to, person: by } };
  run.emit({ type: 'request-returned', node: to, by, ...(comment !== undefined ? { comment } : {}), trace });
  for (const token of undone) run.cancel(token, trace);
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

/** Opens the subprocesses around the step that have been left, and the step; at every level the other branches that are done wait at their joins. */
function enterAgain(run: Run, scope: Token | undefined, entered: readonly CompiledNode[]): void {
  let around = scope;
  for (const [index, node] of entered.entries()) {
    const place = around ? { scope: around.id } : {};
    for (const flow of doneBranches(run, around, node)) run.place(flow.to, { via: flow.id, ...place }, { code: 'return.branch-done', params: { gateway: flow.to, flow: flow.id } });
    if (index === entered.length - 1) return void run.create(node.id, place);
    around = run.token(run.place(node.id, place));
    if (!around || !openScope(run, around, node, 'waiting')) return;
    borderOf(run, around, node)?.();
  }
}
