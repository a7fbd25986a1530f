import type { PersonId } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put, type Bodies } from '../collections.js';
import { expectWritten } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { read } from '../store.js';

/** Who saved something last, and as which version. It stands apart, so that what was saved is the same wherever it is read or taken. */
export interface SaveDocument {
  readonly version: number;
  readonly by: PersonId;
  readonly at: string;
}

type Saved = 'directories' | 'records' | 'sources';

const saveId = (collection: Saved, id: string): string => `${collection}/${id}`;

/** Saves what a person has changed. Rejects with `CONFLICT`, naming who was first where a person was, when it is not at the version that was seen. */
export async function saving<C extends Saved>(context: Context, collection: C, id: string, body: Bodies[C], expected: number | undefined): Promise<{ readonly ops: readonly Op[]; readonly version: number }> {
  const [before, last] = await Promise.all([read(context.store, collection, id), read(context.store, 'saves', saveId(collection, id))]);
  const found = before?.version ?? 0;
  expectWritten(context, saveId(collection, id), { version: found, ...(last?.body.version === found ? { by: last.body.by, at: last.body.at } : {}) }, expected);
  const save: SaveDocument = { version: found + 1, by: context.actor.person.id, at: new Date(context.now).toISOString() };
  return { ops: [put(collection, id, body, before?.version ?? 'absent'), put('saves', saveId(collection, id), save)], version: save.version };
}

/** To be written when it is deleted. */
export const forgottenSave = (collection: Saved, id: string): Op => ({ op: 'delete', ...keyOf('saves', saveId(collection, id)) });
