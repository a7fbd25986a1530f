import { waitedFor } from '../alarms.js';
import { administratorsOf, overseersOf } from '../heads.js';
import type { Run } from '../run.js';
import type { Alarm, Held, HeldNow, ProcessCommand } from '../types.js';
import { wake } from './wake.js';

/** Stops what would happen by itself, each with an incident of its own; whatever else was to happen by now does. What is not there any more is left out. */
export function hold(run: Run, { held }: ProcessCommand & { readonly type: 'hold' }): void {
  for (const each of held) {
    if ('timer' in each) holdTimer(run, each);
    else if ('alarm' in each) holdAlarm(run, each);
    else raise(run, each, each.token ?? '', each.condition, { by: 'condition' });
  }
  wake(run);
}

function holdTimer(run: Run, held: HeldNow & { readonly timer: string }): void {
  const timer = run.state.timers.find(({ id }) => id === held.timer);
  if (!timer) return;
  run.emit({ type: 'timer-disarmed', timer: timer.id, node: timer.node });
  raise(run, held, timer.token ?? '', timer.node, { by: 'timer', ...(timer.left !== undefined ? { left: timer.left } : {}) });
}

/** The step stays with whoever has it: they and those over them are told. */
function holdAlarm(run: Run, held: HeldNow & { readonly alarm: Alarm; readonly token: string }): void {
  const token = run.token(held.token);
  if (!token) return;
  raise(run, held, token.id, token.node, { by: 'alarm', alarm: held.alarm });
  const performers = waitedFor(token);
  run.notify([...new Set([...performers, ...overseersOf(performers, run.world)])], 'task-escalated', token.node);
}

function raise(run: Run, { code, trace }: HeldNow, token: string, element: string, held: Held): void {
  run.emit({ type: 'incident-raised', token, element, code, held, trace });
  run.notify(administratorsOf(run.world.org), 'incident-held', element);
}
