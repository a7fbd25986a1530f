import { RequestryError } from '@requestry/model';
import { instantText } from '../instant.js';
import { armTop } from '../nodes/waits.js';
import type { Run } from '../run.js';
import type { Held, ProcessCommand, Token } from '../types.js';

/** Tries again, for every token that stopped, what it could not do. */
export function retry(run: Run, { by }: ProcessCommand & { readonly type: 'retry' }): void {
  const { incidents = [] } = run.state;
  if (incidents.length === 0) throw new RequestryError('STATE', 'There is no incident to retry');
  run.emit({ type: 'incident-resolved', by });
  for (const { token: id, at, held, element } of incidents) {
    const token = run.token(id);
    if (held) letCome(run, token, { id, element, held });
    else if (token && at === 'leave') run.emptied.set(id, token.node);
    else if (at !== 'watch') run.queue.add(id);
  }
  const watched = new Set(incidents.filter(({ at }) => at === 'watch').map(({ element }) => element));
  if (watched.size > 0) armTop(run, (run.compiled.eventStarts.get('') ?? []).filter(({ id }) => watched.has(id)));
}

/** A timer is armed for now. Alarms go off and conditions are met when they are next looked at. */
function letCome(run: Run, token: Token | undefined, { id, element, held }: { readonly id: string; readonly element: string; readonly held: Held }): void {
  if (held.by !== 'timer' || (id !== '' && !token)) return;
  const { left } = held;
  run.armTimer(token?.id, element, { at: instantText(run.world.now), ...(left !== undefined ? { left } : {}), trace: { code: 'timer.again' } });
}
