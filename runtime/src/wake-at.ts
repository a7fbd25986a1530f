import type { Kind, Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put } from './collections.js';
import { nextAlarm, watchesConditions, type CompiledRoute, type ProcessState, type World } from './process/index.js';
import { nextExpiry } from './reservations/settle.js';
import { nextClockMoment } from './sla/clocks.js';
import { taskDocId } from './task-ids.js';

/** The name of the timer that wakes a whole request. */
export const wakeTimer = 'wake';

/** How often conditions are looked at though no field has changed, milliseconds: they may speak of the time. */
const conditionsEvery = 3_600_000;

/** When something of the request happens next by itself; nothing when nothing does. */
export function wakeAtOf(request: Request, kind: Kind, world: World, process?: { readonly compiled: CompiledRoute; readonly state: ProcessState }): string | undefined {
  if (request.closedAt !== undefined) return undefined;
  const alarm = process && nextAlarm(process.compiled, process.state, world);
  const clock = nextClockMoment(request, kind, world);
  const conditions = process && watchesConditions(process.compiled, process.state, world) ? world.now + conditionsEvery : undefined;
  const moments = [alarm, clock, conditions, nextExpiry(request)].filter((at) => at !== undefined);
  return moments.length > 0 ? new Date(Math.min(...moments)).toISOString() : undefined;
}

/** The timer that wakes the request, when its moment has changed. */
export function wakeOps(request: string, before: string | undefined, after: string | undefined): readonly Op[] {
  if (before === after) return [];
  const id = taskDocId(request, wakeTimer);
  return [after === undefined ? { op: 'delete', ...keyOf('timers', id) } : put('timers', id, { request, timer: wakeTimer, at: after })];
}
