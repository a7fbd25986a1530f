import type { PersonId, StepMode } from '@requestry/model';
import { isForward } from '../outcome.js';
import type { StepNode, TaskRef } from '../types.js';

/** The outcome of the step, that it still waits for others, or that the next in turn has to decide. Questions beside do not count. */
export function decide(node: StepNode, all: readonly TaskRef[], queue: readonly PersonId[], outcome: string): { readonly outcome: string } | 'wait' | 'next' {
  const tasks = all.some(({ asked }) => asked !== undefined) ? all.filter(({ asked }) => asked === undefined) : all;
  const mode = modeOf(node, tasks);
  const forward = isForward(node.step, outcome);
  const open = tasks.filter((task) => task.outcome === undefined).length;
  switch (mode.kind) {
    case 'one':
    case 'first':
      return { outcome };
    case 'all':
      return !forward || open === 0 ? { outcome } : 'wait';
    case 'inTurn':
      if (!forward) return { outcome };
      if (open > 0) return 'wait';
      return queue.length > 0 ? 'next' : { outcome };
    case 'quorum':
      return decideQuorum(node, mode, tasks, outcome);
  }
}

/** Whoever is added to a step of one person has to agree too. */
function modeOf(node: StepNode, tasks: readonly TaskRef[]): StepMode {
  const mode = node.step.mode ?? { kind: 'one' };
  return mode.kind === 'one' && tasks.length > 1 ? { kind: 'all' } : mode;
}

function decideQuorum(node: StepNode, mode: StepMode, tasks: readonly TaskRef[], outcome: string): { readonly outcome: string } | 'wait' {
  const wanted = mode.percent ? Math.ceil((tasks.length * (mode.quorum ?? 100)) / 100) : Math.min(mode.quorum ?? tasks.length, tasks.length);
  const agreed = tasks.filter((task) => task.outcome !== undefined && isForward(node.step, task.outcome));
  const open = tasks.filter((task) => task.outcome === undefined).length;
  if (!isForward(node.step, outcome) && mode.veto) return { outcome };
  if (agreed.length >= wanted) return { outcome: agreed[0]?.outcome ?? outcome };
  if (agreed.length + open >= wanted) return 'wait';
  return { outcome: tasks.find((task) => task.outcome !== undefined && !isForward(node.step, task.outcome))?.outcome ?? outcome };
}

/** Who decided forward, each once. */
export function agreedOn(node: StepNode, tasks: readonly TaskRef[]): readonly PersonId[] {
  const agreeing = tasks.filter(({ outcome }) => outcome !== undefined && isForward(node.step, outcome));
  return [...new Set(agreeing.flatMap(({ by }) => (by !== undefined ? [by] : [])))];
}
