import { RequestryError } from '@requestry/model';
import type { Run } from '../run.js';
import type { ProcessCommand } from '../types.js';
import { complete } from './complete.js';
import { hold } from './hold.js';
import { migrate } from './migrate.js';
import { changeData, fire, receiveMessage, receiveSignal } from './occur.js';
import { addApprover, ask, delegate, escalate, reassign, removeApprover } from './people.js';
import { postpone, resume, suspend } from './rest.js';
import { retry } from './retry.js';
import { returnTo } from './return.js';
import { wake } from './wake.js';

type Apply<Type extends ProcessCommand['type']> = (run: Run, command: ProcessCommand & { readonly type: Type }) => void;

const commands: { readonly [Type in ProcessCommand['type']]: Apply<Type> } = {
  complete,
  timer: fire,
  wake,
  hold,
  message: receiveMessage,
  signal: receiveSignal,
  data: changeData,
  reassign,
  delegate,
  escalate,
  addApprover,
  removeApprover,
  ask,
  return: returnTo,
  postpone,
  resume,
  suspend,
  migrate,
  end: (run, command) => run.end(command.state, { by: command.by, ...(command.reason !== undefined ? { reason: command.reason } : {}) }),
  retry,
};

/** What may be done while everything rests. */
const whileSuspended: ReadonlySet<ProcessCommand['type']> = new Set(['resume', 'end', 'reassign', 'delegate', 'data', 'migrate', 'wake']);

/** One step alone cannot go on while all others rest. */
const fitsRest = (command: ProcessCommand): boolean => whileSuspended.has(command.type) && !(command.type === 'resume' && command.task !== undefined);

/** Applies a command. Throws `RequestryError` with `STATE` when it does not fit, `INVALID` when it says what cannot be. */
export function apply(run: Run, command: ProcessCommand): void {
  if (run.state.suspended && !fitsRest(command)) throw new RequestryError('STATE', 'The process is suspended', { params: { by: run.state.suspended.by } });
  (commands[command.type] as Apply<ProcessCommand['type']>)(run, command);
}
