import type { JsonObject } from '@requestry/model';
import type { ProcessCommand } from '../types.js';

/**
 * Commands in words: `give STEP PERSON` or `give STEP FROM PERSON` · `delegate STEP FROM PERSON` · `add STEP PERSON` · `remove STEP PERSON` ·
 * `ask STEP PERSON` · `message NAME KEY?` · `signal NAME` · `data` · `return STEP FROM?` · `postpone STEP MOMENT-or-=FEEL` · `resume STEP?` ·
 * `suspend` · `wake` · `escalate STEP FROM`. Nothing for other words. Whoever is not named is dina.
 */
export function playCommand(words: string, taskOf: (step: string, person?: string) => string, data: { readonly data?: JsonObject }): ProcessCommand | undefined {
  const [command = '', step = '', third, fourth] = words.split(' ');
  switch (command) {
    case 'give':
      return { type: 'reassign', task: taskOf(step, fourth && third), to: fourth ?? third ?? '', by: 'admin' };
    case 'delegate':
      return { type: 'delegate', task: taskOf(step, third), to: fourth ?? '', by: third ?? '' };
    case 'escalate':
      return { type: 'escalate', task: taskOf(step, third), by: third ?? '', claims: 'Not as agreed', conflictOfInterests: true };
    case 'add':
      return { type: 'addApprover', task: taskOf(step), person: third ?? '', by: 'dina' };
    case 'remove':
      return { type: 'removeApprover', task: taskOf(step, third), person: third ?? '', by: 'dina' };
    case 'ask':
      return { type: 'ask', task: taskOf(step), of: third ?? '', question: 'Why?', by: 'dina' };
    case 'message':
      return { type: 'message', name: step, ...(third !== undefined ? { key: third } : {}), ...data };
    case 'signal':
      return { type: 'signal', name: step, ...data };
    case 'data':
      return { type: 'data', data: data.data ?? {}, by: 'dina' };
    case 'return':
      return { type: 'return', to: step, by: 'dina', ...(third !== undefined ? { task: taskOf(third) } : {}) };
    case 'postpone': {
      const until = words.split(' ').slice(2).join(' ');
      return { type: 'postpone', task: taskOf(step), by: 'dina', ...(until === '' ? {} : until.startsWith('=') ? { condition: until } : { until }) };
    }
    case 'resume':
      return { type: 'resume', by: 'dina', ...(step === '' ? {} : { task: taskOf(step) }) };
    case 'wake':
      return { type: 'wake' };
    case 'suspend':
      return { type: 'suspend', by: 'dina' };
    default:
      return undefined;
  }
}
