import { initialData } from '@requestry/forms/core';
import { counterpartiesOf, may, type AccessMap, type JsonObject, type Kind, type Source, type SourceChoice } from '@requestry/model';
import type { Context } from '../context.js';
import { notFound, read, scanAll } from '../store.js';
import { formContext } from '../world.js';

/** Rejects with `NOT_FOUND`. */
export async function existingSource(context: Context, id: unknown): Promise<Source> {
  const doc = typeof id === 'string' && id !== '' && id.length <= 64 ? await read(context.store, 'sources', id) : undefined;
  if (!doc) throw notFound('sources', String(id).slice(0, 64));
  return doc.body;
}

/** All sources of a kind, in the order of their ids. */
export const sourcesOf = async (context: Context, kind: string): Promise<readonly Source[]> =>
  (await scanAll<'sources'>(context.store, { index: 'sources-of', eq: [kind] }, 200)).map(({ body }) => body);

/** The source to whose mailbox one of the addresses belongs. */
export async function sourceOfMailbox(context: Context, addresses: readonly string[]): Promise<Source | undefined> {
  for (const address of addresses) {
    const page = await context.store.scan({ index: 'sources-mail', eq: [address], limit: 1 });
    if (page.items[0]) return page.items[0].body as Source;
  }
  return undefined;
}

/** What a submitter may do with each field for a source: its own extra fields and mandatory ones, without those of other sources. */
export function accessFor(kind: Kind, source: Source, all: readonly Source[]): AccessMap {
  const own = new Set(source.extraFields);
  const foreign = all.flatMap(({ extraFields = [] }) => extraFields).filter((field) => !own.has(field));
  return {
    ...(kind.submitAccess ?? { '*': 'edit' as const }),
    ...Object.fromEntries((source.required ?? []).map((field) => [field, 'required' as const])),
    ...Object.fromEntries(foreign.map((field) => [field, 'hidden' as const])),
  };
}

/** First values of a request of a source. */
export const presetFor = (context: Context, kind: Kind, source: Source): JsonObject => ({ ...initialData(kind.form, formContext(context)), ...source.defaults });

/** Sources for which the actor may enter requests; undefined when the kind has none at all. */
export async function choicesFor(context: Context, kind: Kind): Promise<readonly SourceChoice[] | undefined> {
  const all = await sourcesOf(context, kind.id);
  if (all.length === 0) return undefined;
  return all
    .filter((source) => may(context.actor, { action: 'enter', kind, source }, context.org).allowed)
    .map((source) => ({
      id: source.id,
      title: source.title,
      channel: source.channel,
      access: accessFor(kind, source, all),
      initial: presetFor(context, kind, source),
      askUnknown: source.askUnknown ?? [],
      counterparties: counterpartiesOf(source),
    }));
}
