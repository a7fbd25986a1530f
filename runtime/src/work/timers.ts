import { RequestryError } from '@requestry/model';
import type { TimerDocument } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { loadRequest } from '../commands/load-request.js';
import { keyOf } from '../collections.js';
import { wakeTimer } from '../wake-at.js';
import { byItself } from './by-itself.js';
import { wakeRequest } from './wake.js';

/** Fires one due timer: the request moves on as if somebody had done it. A timer that is no longer armed is dropped. */
export async function fireTimer(context: Context, id: string, timer: TimerDocument): Promise<void> {
  if (timer.timer === wakeTimer) return wakeRequest(context, timer.request, id);
  await runCommand(context, 'fire-timer', { idempotencyKey: id }, async () => {
    const loaded = await loadRequest(context, timer.request);
    const { request, process } = loaded.doc.body;
    const armed = process?.timers.some((candidate) => candidate.id === timer.timer) ?? false;
    if (!process || !loaded.kind.compiled || !armed) return { ops: [{ op: 'delete', ...keyOf('timers', id) }], result: { request: request.id } };
    const ops = await byItself(context, loaded, { type: 'timer', timer: timer.timer });
    return { ops: ops ?? [], result: { request: request.id } };
  }).catch((error: unknown) => {
    if (!(error instanceof RequestryError) || error.code !== 'NOT_FOUND') throw error;
  });
}
