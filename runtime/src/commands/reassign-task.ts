import { RequestryError } from '@requestry/model';
import type { Context } from '../context.js';
import { changeTask } from './change-process.js';

export interface ReassignTask {
  readonly task: string;
  readonly to: string;
  readonly comment?: string;
  readonly expectedVersion?: number;
  readonly idempotencyKey: string;
}

/** Hands an open task to somebody else. Gives the request's id. */
export async function reassignTask(context: Context, command: ReassignTask): Promise<string> {
  return changeTask(context, 'reassign', command, (task, said) => {
    if (!context.org.people.some((person) => person.id === command.to && !person.archived)) {
      throw new RequestryError('INVALID', `Person "${command.to}" does not exist`, { issues: [{ code: 'request.unknown-person', path: '/to', params: { found: command.to } }] });
    }
    return { type: 'reassign', task, to: command.to, ...said };
  });
}
