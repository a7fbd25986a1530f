import type { Json, JsonObject, Trace } from '@requestry/model';
import { evaluate, expressionContext } from '../context.js';
import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';
import { leave, type Enter } from './behaviour.js';
import { borderOf } from './waits.js';

/** Instances of one activity at a time; more are no sign of work but of a mistake in the data. */
const instanceLimit = 500;

/** What an activity does, once or as often as it says. */
export const repeatable = (once: Enter): Enter => (run, token, node) => (node.loop && token.index === undefined ? openLoop(run, token, node) : once(run, token, node));

/** The activity is done: goes on behind it, or with its next instance. */
export function finishActivity(run: Run, token: Token, node: CompiledNode): void {
  run.disarmTimersOf(token.id);
  const body = token.index === undefined ? undefined : run.token(token.scope ?? '');
  if (body?.loop) finishInstance(run, token, node, body);
  else leave(run, token, node);
}

function openLoop(run: Run, token: Token, node: CompiledNode): void {
  const arm = borderOf(run, token, node);
  if (!arm) return;
  const plan = node.loop?.kind === 'standard' ? planRounds(run, token, node) : planInstances(run, token, node);
  if ('problem' in plan) return run.raiseIncident(token, plan.problem, plan.trace);
  const { first, items, total, trace } = plan;
  const kept = node.loop?.kind === 'sequential' && items ? { items } : {};
  run.emit({ type: 'loop-opened', token: token.id, node: node.id, ...(total !== undefined ? { total } : {}), ...kept, ...(trace ? { trace } : {}) });
  for (let index = 1; index <= first; index += 1) createInstance(run, token, node, index, items);
  if (first === 0) run.emptied.set(token.id, node.id);
  arm();
}

type Plan =
  | { readonly first: number; readonly total?: number; readonly items?: readonly Json[]; readonly trace?: Trace }
  | { readonly problem: string; readonly trace: Trace };

function planRounds(run: Run, token: Token, node: CompiledNode): Plan {
  if (!node.loop?.before || node.loop.condition === undefined) return { first: 1 };
  const asked = ask(run, token, node, node.loop.condition, { loopCounter: 0 });
  if (asked.problem !== undefined) return { problem: asked.problem, trace: asked.trace };
  return { first: asked.value === true ? 1 : 0, trace: asked.trace };
}

function planInstances(run: Run, token: Token, node: CompiledNode): Plan {
  const { collection, over = '0', kind } = node.loop ?? {};
  const text = collection ?? over;
  const asked = text.startsWith('=') ? ask(run, token, node, text, {}) : { value: Number(text), trace: { code: 'feel.value', params: { expression: text, value: text } } };
  if (asked.problem !== undefined) return { problem: asked.problem, trace: asked.trace };
  const items = Array.isArray(asked.value) ? (asked.value as readonly Json[]) : asked.value === null && collection !== undefined ? [] : undefined;
  const total = items ? items.length : asked.value;
  if (typeof total !== 'number' || !Number.isInteger(total) || total < 0 || (collection !== undefined && !items)) return { problem: 'loop-without-list', trace: asked.trace };
  if (total > instanceLimit) return { problem: 'too-many-instances', trace: asked.trace };
  return { first: kind === 'sequential' ? Math.min(total, 1) : total, total, ...(items ? { items } : {}), trace: asked.trace };
}

function ask(run: Run, token: Token, node: CompiledNode, text: string, names: JsonObject): { readonly value: Json; readonly trace: Trace; readonly problem?: string } {
  const expression = node.expressions[text];
  if (!expression) return { value: null, trace: { code: 'feel.value', params: { expression: text, value: null } } };
  const world = run.worldAt(token);
  return evaluate(expression, { ...expressionContext(run.compiled, run.state, world), ...names }, world);
}

function createInstance(run: Run, body: Token, node: CompiledNode, index: number, items: readonly Json[] | undefined): void {
  const element = node.loop?.element;
  const item = element !== undefined && items ? { [element]: items[index - 1] ?? null } : {};
  run.create(node.id, { scope: body.id, index, vars: { loopCounter: index, ...item } });
}

function finishInstance(run: Run, token: Token, node: CompiledNode, body: Token): void {
  const { done, total, items } = body.loop ?? { done: 0 };
  const { condition, kind, max } = node.loop ?? { kind: 'standard' };
  const completed = done + 1;
  const counts = { nrOfInstances: total ?? completed, nrOfCompletedInstances: completed, nrOfActiveInstances: run.inside(body.id).length - 1 };
  const asked = condition === undefined ? undefined : ask(run, token, node, condition, counts);
  if (asked?.problem !== undefined) return run.raiseIncident(token, asked.problem, asked.trace, 'leave');
  run.emit({ type: 'instance-completed', token: body.id, node: node.id, index: token.index ?? completed, ...(asked ? { trace: asked.trace } : {}) });
  const holds = asked?.value === true;
  const standard = kind === 'standard';
  if (!standard && holds) {
    for (const other of run.inside(body.id)) if (other.id !== token.id) run.cancel(other, { code: 'loop.enough', ...(asked ? { because: [asked.trace] } : {}) });
  }
  const again = standard ? completed < (max ?? Infinity) && (holds || !asked) : kind === 'sequential' && !holds && completed < (total ?? 0);
  if (again) createInstance(run, body, node, completed + 1, items);
  run.consume(token);
}
