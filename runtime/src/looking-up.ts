/** Who looks up the records of a directory. A request shows the titles of what is on it to all who see it; nobody else learns of a record, not by its id either. */
import { may, RequestryError, type Directory, type FormDefinition, type Issue, type JsonObject } from '@requestry/model';
import type { Context } from './context.js';
import { readExisting, readMany } from './store.js';
import { placedRecords } from './world.js';

export const mayLookUp = ({ actor, org }: Context, directory: Directory): boolean => may(actor, { action: 'look-up', directory }, org).allowed;

/** A directory whose records the actor may look up. Rejects with `NOT_FOUND`, or with `FORBIDDEN` and the reason. */
export async function openDirectory(context: Context, id: string): Promise<Directory> {
  const { body: directory } = await readExisting(context.store, 'directories', id);
  mustLookUp(context, directory);
  return directory;
}

/** Rejects with `FORBIDDEN` and the reason. */
export function mustLookUp({ actor, org }: Context, directory: Directory): void {
  const permission = may(actor, { action: 'look-up', directory }, org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${actor.person.id} may not look up "${directory.id}"`, { params: { reason: permission.reason?.code } });
}

/** Those of the directories whose records the actor may not look up. */
export async function closedAmong(context: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const docs = await readMany(context.store, 'directories', [...new Set(ids)]);
  return new Set(docs.filter(({ body }) => !mayLookUp(context, body)).map(({ id }) => id));
}

/** The same whether or not there is such a record. */
export const notToChoose = (path: string): Issue => ({ code: 'form.look-up', path, params: { message: { ru: 'Выбирать из этого справочника вам нельзя', en: 'You may not choose from this directory' } } });

/** One issue for each place where the actor puts a record that did not stand there before, out of a directory that they may not look up. What the form computes is not theirs. */
export async function lookUpIssues(context: Context, form: FormDefinition, data: JsonObject, ...before: readonly JsonObject[]): Promise<readonly Issue[]> {
  const stood = new Set(before.flatMap((each) => placedRecords(form, each)).flatMap(({ field, ids }) => ids.map((id) => `${field}\n${id}`)));
  const put = placedRecords(form, data).filter(({ computed, field, ids }) => !computed && ids.some((id) => !stood.has(`${field}\n${id}`)));
  if (put.length === 0) return [];
  const closed = await closedAmong(context, put.map(({ directory }) => directory));
  return [...new Set(put.filter(({ directory }) => closed.has(directory)).map(({ path }) => path))].map(notToChoose);
}

/** Rejects with `INVALID` and the issues of `lookUpIssues`. */
export async function mustMayPut(context: Context, form: FormDefinition, data: JsonObject, ...before: readonly JsonObject[]): Promise<void> {
  refuseLookUps(context, await lookUpIssues(context, form, data, ...before));
}

export function refuseLookUps(context: Context, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new RequestryError('INVALID', `${context.actor.person.id} may not choose at ${issues.map(({ path }) => path).join()}`, { issues });
}

/** Rejects with `INVALID` and the place of what was chosen out of a directory, unless the actor may look it up. */
export async function mustMayChoose(context: Context, directory: string, path: string): Promise<void> {
  refuseLookUps(context, (await closedAmong(context, [directory])).has(directory) ? [notToChoose(path)] : []);
}
