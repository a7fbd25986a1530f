import { RequestryError } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { changesOf } from '../changes.js';
import { isOpen, keyOf } from '../collections.js';
import { runCommand } from '../command.js';
import { loadRequest, type LoadedRequest } from '../commands/load-request.js';
import { subjectOf } from '../commands/subject.js';
import { besideOf, besideOps } from '../commands/beside.js';
import type { Context } from '../context.js';
import { worldOf } from '../world.js';

/**
 * Looks at a request because time has passed: reminders, escalations, deadlines, conditions. What has happened already does not happen
 * again, so that doing it twice does nothing. When nothing is to be done the request stays at its version.
 */
export async function wakeRequest(context: Context, id: string, timer: string): Promise<void> {
  await runCommand(context, 'wake', context.newId(), async () => {
    const loaded = await loadRequest(context, id);
    const ops = isOpen(loaded.doc.body.request) ? await wakingOps(context, loaded) : [{ op: 'delete' as const, ...keyOf('timers', timer) }];
    return { ops, result: { request: id } };
  }).catch((error: unknown) => {
    if (!(error instanceof RequestryError) || error.code !== 'NOT_FOUND') throw error;
  });
}

async function wakingOps(context: Context, loaded: LoadedRequest): Promise<readonly Op[]> {
  const { doc, kind, tasks, seal, registered } = loaded;
  const { request, process } = doc.body;
  if (!process || !kind.compiled) return besideOps(context, { ...besideOf(loaded), facts: [] });
  const world = await worldOf(context, kind.kind, subjectOf(request), request.data, kind.compiled);
  const advance = context.core.advance(kind.compiled, process, { type: 'wake' }, world);
  if (advance.events.length === 0) return besideOps(context, { ...besideOf(loaded), facts: [] });
  return changesOf(context, { before: doc.body, version: doc.version, kind, world, advance, tasks, seal, registered, stocks: loaded.stocks });
}
