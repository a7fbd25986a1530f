import type { PersonId, Trace } from '@requestry/model';
import { evaluate, expressionContext } from './context.js';
import { isForward } from './outcome.js';
import type { CompiledRoute, ProcessState, StepNode, World } from './types.js';

/** Who is left after the step's skip rules, why the whole step is passed over, or which error keeps that from being known. */
export type Skipping = { readonly skip: Trace } | { readonly people: readonly PersonId[] } | { readonly problem: string; readonly trace: Trace };

/** Applies the skip rules in order. A step shared by several people is passed over only when nobody is left. */
export function applySkips(compiled: CompiledRoute, node: StepNode, people: readonly PersonId[], state: ProcessState, world: World): Skipping {
  let left = people;
  for (const rule of node.step.skip ?? []) {
    if (rule === 'initiator') {
      const others = left.filter((person) => person !== world.subject.initiator);
      if (left.length > 0 && others.length === 0) return { skip: { code: 'skip.initiator', params: { person: world.subject.initiator } } };
      left = others;
    } else if (rule === 'alreadyApproved') {
      const approvers = approversBefore(compiled, node.id, state);
      const others = left.filter((person) => !approvers.has(person));
      if (left.length > 0 && others.length === 0) {
        const person = left[0] ?? '';
        return { skip: { code: 'skip.alreadyApproved', params: { person, step: approvers.get(person) ?? null } } };
      }
      left = others;
    } else {
      const expression = node.expressions[rule];
      const result = expression && evaluate(expression, expressionContext(compiled, state, world), world);
      if (result?.problem !== undefined) return { problem: result.problem, trace: result.trace };
      if (result?.value === true) return { skip: { code: 'skip.condition', params: { expression: rule }, because: [result.trace] } };
    }
  }
  return { people: left };
}

/** Who has already approved on another step, and on which. */
function approversBefore(compiled: CompiledRoute, except: string, state: ProcessState): ReadonlyMap<PersonId, string> {
  const approvers = new Map<PersonId, string>();
  for (const [id, result] of Object.entries(state.steps)) {
    const step = compiled.nodes.get(id)?.step;
    if (id === except || result.skipped || step?.type !== 'approval' || !isForward(step, result.outcome)) continue;
    for (const person of result.agreed ?? (result.by !== undefined ? [result.by] : [])) approvers.set(person, id);
  }
  return approvers;
}
