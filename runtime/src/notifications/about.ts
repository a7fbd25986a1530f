import { localize, may, RequestryError, type Comment, type ContactRef, type Kind, type LocalizedText, type Locale, type Task } from '@requestry/model';
import { visibleData } from '@requestry/forms/core';
import { openTaskIds } from '../changes.js';
import type { DocOf, RequestDocument } from '../collections.js';
import { titleOf } from '../commands/submit-request.js';
import { contextAs, type Context } from '../context.js';
import { mayRead } from '../conversation.js';
import type { PublishedKind } from '../kinds.js';
import { shownIn } from '../queries/hidden-values.js';
import { accessFor } from '../queries/request.js';
import { read, readMany } from '../store.js';

/** A request as messages about it are made. The kind is absent when its version cannot be read. */
export interface Subject {
  readonly doc: DocOf<'requests'>;
  readonly kind?: PublishedKind;
}

export async function subjectAt(context: Context, request: string): Promise<Subject | undefined> {
  const doc = await read(context.store, 'requests', request);
  if (!doc) return undefined;
  const { request: about } = doc.body;
  const kind = await context.publishedKind(about.kind, about.kindVersion).catch(unlessAway);
  return { doc, ...(kind ? { kind } : {}) };
}

function unlessAway(error: unknown): undefined {
  if (error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE') throw error;
}

/** Title of an element of the route. */
export function stepTitle({ kind }: Subject, node: string | undefined): LocalizedText | undefined {
  const found = node === undefined ? undefined : kind?.compiled?.nodes.get(node);
  return found?.step?.title ?? found?.name;
}

/**
 * Title of the request as the person may read it: without values of fields hidden from them; whoever does not see the request
 * but is told by its route reads what kind it is. The number stands before it.
 */
export async function titleFor(context: Context, { doc, kind }: Subject, person: string, locale: Locale = 'ru'): Promise<string> {
  const { request } = doc.body;
  const { number } = request;
  const numbered = (title: string): string => (number === undefined || title.includes(number) ? title : `${number} ${title}`);
  if (!kind) return number ?? request.id;
  const reader = readerOf(context, person);
  if (!reader || !may(reader.actor, { action: 'see', request, kind: kind.kind }, context.org).allowed) return numbered(localize(kind.kind.title, locale));
  if (request.erased || !mightHide(kind)) return numbered(request.title);
  const access = await accessFor(reader, doc, kind);
  const shown = shownIn(access);
  if (fieldsOf(kind.kind).every(shown)) return numbered(request.title);
  return numbered(titleOf(kind.kind, visibleData(kind.kind.form, request.data, access), number));
}

function readerOf(context: Context, person: string): Context | undefined {
  return context.org.people.some(({ id, archived }) => id === person && !archived) ? contextAs(context, person) : undefined;
}

/** Fields whose values stand in titles. */
const fieldsOf = ({ titleTemplate = '', form }: Kind): readonly string[] =>
  [...titleTemplate.matchAll(/\{([\p{L}\p{N}_]+)\}/gu)].map((found) => found[1] ?? '').filter((name) => Object.hasOwn(form.schema.properties ?? {}, name));

/** Whether a field of the title is hidden from anybody at all: then it has to be asked for each person. */
function mightHide({ kind, compiled }: PublishedKind): boolean {
  const fields = fieldsOf(kind);
  const maps = [kind.viewAccess, ...Object.values(kind.participation ?? {}).flatMap(({ access }) => (access ? [{ '*': 'hidden' as const, ...access }] : [])), ...(compiled?.steps ?? []).map((id) => compiled?.nodes.get(id)?.step?.access)];
  return fields.length > 0 && maps.some((map) => map !== undefined && fields.some((field) => !shownIn(map)(field)));
}

/** When the person's open task on the step is due. */
export async function dueFor(context: Context, { doc }: Subject, node: string | undefined, person: string): Promise<string | undefined> {
  if (node === undefined) return undefined;
  const tasks = await openTasks(context, doc.body);
  const own = tasks.find((task) => task.step === node && (task.assignee === undefined ? task.candidates.includes(person) : task.assignee === person));
  return (own ?? tasks.find((task) => task.step === node))?.due;
}

const openTasks = async (context: Context, { request, process }: RequestDocument): Promise<readonly Task[]> =>
  (await readMany(context.store, 'tasks', openTaskIds(request.id, process))).map(({ body }) => body);

/** The comment, when it is still there for the person to read. */
export async function commentFor(context: Context, { doc, kind }: Subject, id: string, person: string): Promise<Comment | undefined> {
  const comment = (await read(context.store, 'comments', id))?.body;
  const reader = readerOf(context, person);
  if (!comment || !reader || !kind) return undefined;
  const { request } = doc.body;
  if (comment.deleted) return undefined;
  return may(reader.actor, { action: 'see', request, kind: kind.kind }, context.org).allowed && mayRead(reader.actor, comment, request, kind.kind, context.org) ? comment : undefined;
}

/** The comment, while it is public and names the contact person, of a request that was not erased. */
export async function commentForContact(context: Context, { doc, kind }: Subject, id: string, { directory, record }: ContactRef): Promise<Comment | undefined> {
  const comment = (await read(context.store, 'comments', id))?.body;
  const names = comment?.contacts?.some((each) => each.directory === directory && each.record === record) ?? false;
  return kind && comment && names && !comment.deleted && comment.visibility === 'public' && !doc.body.request.erased ? comment : undefined;
}
