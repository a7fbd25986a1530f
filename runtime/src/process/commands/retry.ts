import { RequestryError } from '@requestry/model';
import { armTop } from '../nodes/waits.js';
import type { Run } from '../run.js';
import type { ProcessCommand } from '../types.js';

/** Tries again, for every token that stopped, what it could not do. */
export function retry(run: Run, { by }: ProcessCommand & { readonly type: 'retry' }): void {
  const { incidents = [] } = run.state;
  if (incidents.length === 0) throw new RequestryError('STATE', 'There is no incident to retry');
  run.emit({ type: 'incident-resolved', by });
  for (const { token: id, at } of incidents) {
    const token = run.token(id);
    if (token && at === 'leave') run.emptied.set(id, token.node);
    else if (at !== 'watch') run.queue.push(id);
  }
  const watched = new Set(incidents.filter(({ at }) => at === 'watch').map(({ element }) => element));
  if (watched.size > 0) armTop(run, (run.compiled.eventStarts.get('') ?? []).filter(({ id }) => watched.has(id)));
}
