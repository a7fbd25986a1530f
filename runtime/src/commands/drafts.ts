import { RequestryError, type Basis, type DraftView, type JsonObject } from '@requestry/model';
import { keyOf, put } from '../collections.js';
import type { Context } from '../context.js';
import { read } from '../store.js';

export const draftId = (kind: string, person: string): string => `${kind}:${person}`;

/** Bytes of JSON that a draft may take. */
const largest = 512 * 1024;

export async function getDraft(context: Context, kind: string): Promise<DraftView | null> {
  const doc = await read(context.store, 'drafts', draftId(kind, context.actor.person.id));
  return doc?.body ?? null;
}

/** Keeps what was typed so far; anything may be kept, the last one wins. */
export async function saveDraft(context: Context, command: { readonly kind: string; readonly data: JsonObject; readonly step: number; readonly basis?: Basis }): Promise<DraftView> {
  if (typeof command.data !== 'object' || command.data === null) throw new RequestryError('INVALID', 'A draft needs data', { issues: [{ code: 'draft.no-data', path: '/data' }] });
  if (JSON.stringify(command.data).length > largest) {
    throw new RequestryError('INVALID', 'The draft is too large', { issues: [{ code: 'draft.too-large', path: '/data', params: { max: largest } }] });
  }
  const draft: DraftView = { ...command, savedAt: new Date(context.now).toISOString() };
  await context.store.commit({ ops: [put('drafts', draftId(command.kind, context.actor.person.id), draft)], durability: 'relaxed' });
  return draft;
}

export async function deleteDraft(context: Context, kind: string): Promise<void> {
  await context.store.commit({ ops: [{ op: 'delete', ...keyOf('drafts', draftId(kind, context.actor.person.id)) }] });
}
