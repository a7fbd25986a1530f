import { RequestryError, type Trace } from '@requestry/model';
import { isStep } from '../nodes/user-task.js';
import type { Run } from '../run.js';
import type { StepNode, TaskRef, Token } from '../types.js';

/** A task that waits for somebody, with its step. */
export interface OpenTask {
  readonly token: Token;
  readonly task: TaskRef;
  readonly node: StepNode;
}

/** The open task; throws `STATE` when it is not open. */
export function openTask(run: Run, id: string): OpenTask {
  for (const token of run.state.tokens) {
    const task = token.tasks?.find((candidate) => candidate.id === id && candidate.outcome === undefined);
    if (task) return { token, task, node: stepOf(run, token) };
  }
  throw new RequestryError('STATE', `Task "${id}" is not open`, { params: { task: id } });
}

function stepOf(run: Run, token: Token): StepNode {
  const node = run.node(token.node);
  if (!isStep(node)) throw new TypeError(`Node "${node.id}" has a task but no step`);
  return node;
}

/** Throws `STATE` with a reason that has words. */
export function refuse(message: string, trace: Trace): never {
  throw new RequestryError('STATE', message, { params: { reason: trace.code, ...trace.params } });
}
