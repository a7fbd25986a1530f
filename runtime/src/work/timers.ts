import { RequestryError } from '@requestry/model';
import { changesOf } from '../changes.js';
import type { TimerDocument } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { loadRequest } from '../commands/load-request.js';
import { subjectOf } from '../commands/subject.js';
import { keyOf } from '../collections.js';
import { wakeTimer } from '../wake-at.js';
import { worldOf } from '../world.js';
import { wakeRequest } from './wake.js';

/** Fires one due timer: the request moves on as if somebody had done it. A timer that is no longer armed is dropped. */
export async function fireTimer(context: Context, id: string, timer: TimerDocument): Promise<void> {
  if (timer.timer === wakeTimer) return wakeRequest(context, timer.request, id);
  await runCommand(context, 'fire-timer', id, async () => {
    const loaded = await loadRequest(context, timer.request);
    const { request, process } = loaded.doc.body;
    const armed = process?.timers.some((candidate) => candidate.id === timer.timer) ?? false;
    if (!process || !loaded.kind.compiled || !armed) return { ops: [{ op: 'delete', ...keyOf('timers', id) }], result: { request: request.id } };
    const world = await worldOf(context, loaded.kind.kind, subjectOf(request), request.data, loaded.kind.compiled);
    const advance = context.core.advance(loaded.kind.compiled, process, { type: 'timer', timer: timer.timer }, world);
    return { ops: changesOf(context, { before: loaded.doc.body, version: loaded.doc.version, kind: loaded.kind, world, advance, tasks: loaded.tasks, registered: loaded.registered, seal: loaded.seal, stocks: loaded.stocks }), result: { request: request.id } };
  }).catch((error: unknown) => {
    if (!(error instanceof RequestryError) || error.code !== 'NOT_FOUND') throw error;
  });
}
