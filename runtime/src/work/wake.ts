import { RequestryError } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { isOpen, keyOf } from '../collections.js';
import { runCommand } from '../command.js';
import { loadRequest, type LoadedRequest } from '../commands/load-request.js';
import { besideOf, besideOps } from '../commands/beside.js';
import type { Context } from '../context.js';
import { byItself } from './by-itself.js';

/**
 * Looks at a request because time has passed: reminders, escalations, deadlines, conditions. What has happened already does not happen
 * again, so that doing it twice does nothing. When nothing is to be done the request stays at its version.
 */
export async function wakeRequest(context: Context, id: string, timer: string): Promise<void> {
  await runCommand(context, 'wake', { idempotencyKey: context.newId() }, async () => {
    const loaded = await loadRequest(context, id);
    const ops = isOpen(loaded.doc.body.request) ? await wakingOps(context, loaded) : [{ op: 'delete' as const, ...keyOf('timers', timer) }];
    return { ops, result: { request: id } };
  }).catch((error: unknown) => {
    if (!(error instanceof RequestryError) || error.code !== 'NOT_FOUND') throw error;
  });
}

async function wakingOps(context: Context, loaded: LoadedRequest): Promise<readonly Op[]> {
  const moves = loaded.doc.body.process && loaded.kind.compiled ? await byItself(context, loaded, { type: 'wake' }) : undefined;
  return moves ?? besideOps(context, { ...besideOf(loaded), facts: [] });
}
