import { RequestryError, type RequestFlag, type RequestSummary } from '@requestry/model';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { visibleRequest } from '../queries/request.js';
import { read, readMany } from '../store.js';

/** What one person marked on one request. */
export interface FlagsDocument {
  readonly request: string;
  readonly person: string;
  /** Epoch milliseconds. */
  readonly submittedAt: number;
  readonly flags: readonly RequestFlag[];
}

export const flagId = (request: string, person: string): string => `${request}:${person}`;

/** Flags that a kind has switched on. */
export function flagsOn({ kind: { features } }: PublishedKind): readonly RequestFlag[] {
  return [...(features?.reviewed ? (['reviewed'] as const) : []), ...(features?.watch ? (['watched'] as const) : [])];
}

/** Marks a request for the actor alone, or takes the mark away. Gives its flags. Rejects with `STATE` where the kind has the flag switched off. */
export async function flagRequest(context: Context, command: { readonly request: string; readonly flag: RequestFlag; readonly on: boolean; readonly idempotencyKey: string }): Promise<readonly RequestFlag[]> {
  const { doc, kind } = await visibleRequest(context, command.request);
  if (!flagsOn(kind).includes(command.flag)) throw new RequestryError('STATE', `"${kind.kind.id}" has no flag "${String(command.flag)}"`, { params: { reason: 'flag.off' } });
  const person = context.actor.person.id;
  const result = await runCommand(context, 'flag-request', command, async () => {
    const before = await read(context.store, 'request-flags', flagId(doc.id, person));
    const others = (before?.body.flags ?? []).filter((flag) => flag !== command.flag);
    const flags = command.on ? [...others, command.flag].sort() : others;
    const body: FlagsDocument = { request: doc.id, person, submittedAt: Date.parse(doc.body.request.submittedAt) || 0, flags };
    return { ops: [put('request-flags', flagId(doc.id, person), body, before?.version ?? 'absent')], result: { flags } };
  });
  return (result as { readonly flags: readonly RequestFlag[] }).flags;
}

/** Rows with the actor's flags, as far as their kinds have any. */
export async function withFlags(context: Context, items: readonly RequestSummary[]): Promise<readonly RequestSummary[]> {
  const kinds = await context.allKinds();
  const flagged = items.filter(({ kind }) => {
    const published = kinds.published(kind);
    return published !== undefined && flagsOn(published).length > 0;
  });
  if (flagged.length === 0) return items;
  const docs = await readMany(context.store, 'request-flags', flagged.map(({ id }) => flagId(id, context.actor.person.id)));
  const flags = new Map(docs.map(({ body }) => [body.request, body.flags]));
  return items.map((item) => (flags.get(item.id)?.length ? { ...item, flags: flags.get(item.id) ?? [] } : item));
}
