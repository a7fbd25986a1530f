import { may, RequestryError, type LocalizedText, type PersonId } from '@requestry/model';
import type { Doc } from '@requestry/storage';
import { openTaskIds } from '../changes.js';
import { keyOf, type Bodies, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import type { Seal } from '../history.js';
import type { PublishedKind } from '../kinds.js';
import { sealFor } from '../secrets.js';
import { likelyRegisterId, registeredOf, registerId, registerKeys, type Registered } from '../register/document.js';
import { stocksFor } from '../reservations/load.js';
import type { Stocks } from '../reservations/stock.js';
import { notFound, readExisting } from '../store.js';
import { splitTaskId } from '../task-ids.js';

/** A request with its kind and open tasks, as commands need it. */
export interface LoadedRequest {
  readonly doc: DocOf<'requests'>;
  readonly kind: PublishedKind;
  readonly tasks: ReadonlyMap<string, DocOf<'tasks'>>;
  readonly seal?: Seal;
  /** What it is found by now. */
  readonly registered: Registered | undefined;
  /** What it keeps of records. */
  readonly stocks: Stocks;
}

export async function loadRequest(context: Context, id: string): Promise<LoadedRequest> {
  return withKind(context, await readExisting(context.store, 'requests', id));
}

/** A request that the actor may see, to be changed. Rejects with `NOT_FOUND` for one that is not there and one that is not theirs alike. */
export async function loadVisible(context: Context, id: string): Promise<LoadedRequest> {
  const loaded = await loadRequest(context, id);
  const { doc, kind } = loaded;
  if (!may(context.actor, { action: 'see', request: doc.body.request, kind: kind.kind }, context.org).allowed) throw notFound('requests', id);
  return loaded;
}

/** A task that the actor may see with its request, read in one snapshot. Rejects with `NOT_FOUND` as `loadVisible`. */
export async function loadTask(context: Context, id: string): Promise<LoadedRequest & { readonly task: DocOf<'tasks'> }> {
  const { request } = splitTaskId(id);
  const [task, doc, ...registered] = await context.store.get([keyOf('tasks', id), keyOf('requests', request), ...registerKeys(likelyRegisterId(request))]);
  if (!task) throw notFound('tasks', id);
  if (!doc) throw notFound('tasks', id);
  const loaded = await withKind(context, doc as DocOf<'requests'>, [task, ...registered.filter((each) => each !== null)]);
  const found = task as DocOf<'tasks'>;
  if (!may(context.actor, { action: 'see-task', task: found.body, request: loaded.doc.body.request, kind: loaded.kind.kind }, context.org).allowed) throw notFound('tasks', id);
  return { task: found, ...loaded };
}

/** `known`: documents beside the request that were read with it. */
async function withKind(context: Context, doc: DocOf<'requests'>, known: readonly Doc[] = []): Promise<LoadedRequest> {
  const { id } = doc;
  const { kind, kindVersion } = doc.body.request;
  const wanted = [...openTaskIds(id, doc.body.process).map((task) => keyOf('tasks', task)), ...registerKeys(registerId(doc.body.request))];
  const missing = wanted.filter((key) => !known.some((each) => each.collection === key.collection && each.id === key.id));
  const [published, read] = await Promise.all([context.publishedKind(kind, kindVersion), missing.length > 0 ? context.store.get(missing) : []]);
  const docs = wanted.map((key) => [...known, ...read].find((each) => each?.collection === key.collection && each.id === key.id));
  const tasks = docs.slice(0, -2).filter((task) => task !== undefined) as readonly DocOf<'tasks'>[];
  const [registered, seal, stocks] = await Promise.all([registeredOf(context, docs.slice(-2)), sealFor(context, published.kind, id), stocksFor(context, published.kind, doc.body.request)]);
  return { doc, kind: published, tasks: new Map(tasks.map((task) => [task.id, task])), registered, stocks, ...(seal ? { seal } : {}) };
}

/** Rejects with `CONFLICT`, naming who changed the request last and when, unless the version is the one the person saw. */
export async function expectVersion(context: Context, request: string, found: number, expected: number | undefined): Promise<void> {
  if (expected === undefined || expected === found) return;
  const { items } = await context.store.scan({ index: 'events', eq: [request], desc: true, limit: 1 });
  const last = (items[0]?.body as Bodies['events'] | undefined)?.events;
  expectWritten(context, `requests/${request}`, { version: found, by: last?.findLast(({ by }) => by !== undefined)?.by, at: last?.at(-1)?.at }, expected);
}

/** Who wrote a document last, and when. */
export interface Written {
  readonly by?: PersonId | undefined;
  readonly at?: string | undefined;
}

/** Rejects with `CONFLICT`, naming who wrote something last and when, unless the version is the one the person saw. */
export function expectWritten(context: Context, what: string, { version, by, at }: Written & { readonly version: number }, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  throw conflict(`${what} is at version ${version}, expected ${expected}`, { ...(by !== undefined ? { by, byName: nameOf(context, by) ?? by } : {}), ...(at !== undefined ? { at } : {}) });
}

export const conflict = (message: string, last: { readonly by?: PersonId; readonly at?: string; readonly byName?: string; readonly outcome?: LocalizedText }): RequestryError =>
  new RequestryError('CONFLICT', message, { params: { ...last } });

export function nameOf({ org: { people } }: Context, person: PersonId | undefined): string | undefined {
  if (person === undefined) return undefined;
  let names = namesOf.get(people);
  if (!names) namesOf.set(people, (names = new Map(people.toReversed().map(({ id, name }) => [id, name]))));
  return names.get(person) ?? person;
}

/** Lists name many people of one organisation. */
const namesOf = new WeakMap<Context['org']['people'], ReadonlyMap<PersonId, string>>();
