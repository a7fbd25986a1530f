import { RequestryError, type LocalizedText, type PersonId } from '@requestry/model';
import { openTaskIds } from '../changes.js';
import type { Bodies, DocOf } from '../collections.js';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { readExisting, readMany } from '../store.js';

/** A request with its kind and open tasks, as commands need it. */
export interface LoadedRequest {
  readonly doc: DocOf<'requests'>;
  readonly kind: PublishedKind;
  readonly tasks: ReadonlyMap<string, DocOf<'tasks'>>;
}

export async function loadRequest(context: Context, id: string): Promise<LoadedRequest> {
  const doc = await readExisting(context.store, 'requests', id);
  const { kind, kindVersion } = doc.body.request;
  const [published, tasks] = await Promise.all([
    context.publishedKind(kind, kindVersion),
    readMany(context.store, 'tasks', openTaskIds(id, doc.body.process)),
  ]);
  return { doc, kind: published, tasks: new Map(tasks.map((task) => [task.id, task])) };
}

/** Rejects with `CONFLICT`, naming who changed the request last and when, unless the version is the one the person saw. */
export async function expectVersion(context: Context, request: string, found: number, expected: number | undefined): Promise<void> {
  if (expected === undefined || expected === found) return;
  const { items } = await context.store.scan({ index: 'events', eq: [request], desc: true, limit: 1 });
  const last = (items[0]?.body as Bodies['events'] | undefined)?.events.at(-1);
  throw conflict(`version is ${found}, expected ${expected}`, {
    ...(last ? { at: last.at } : {}),
    ...(last?.by !== undefined ? { by: last.by, byName: nameOf(context, last.by) ?? last.by } : {}),
  });
}

export const conflict = (message: string, last: { readonly by?: PersonId; readonly at?: string; readonly byName?: string; readonly outcome?: LocalizedText }): RequestryError =>
  new RequestryError('CONFLICT', message, { params: { ...last } });

export const nameOf = (context: Context, person: PersonId | undefined): string | undefined =>
  context.org.people.find((candidate) => candidate.id === person)?.name ?? person;
