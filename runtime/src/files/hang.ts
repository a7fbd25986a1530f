import type { Decision } from '../command.js';
import { controls, scopeToPath, topProperty } from '@requestry/forms/core';
import { fileRefsIn, isFileHash, RequestryError, safeFileName, type Comment, type FormDefinition, type FoundRef, type Issue, type Recurrence } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put, type DocOf, type RequestDocument } from '../collections.js';
import { systemUser, type Context } from '../context.js';
import { isTaken, typeWithName } from './content-type.js';
import type { PlaceDocument } from './documents.js';
import { mayUse } from './read-file.js';

/** Files that one command hangs up or takes down at most. */
const mostAtOnce = 100;

interface Hung {
  readonly place: PlaceDocument;
  readonly refs: readonly FoundRef[];
  /** Of the fields where they stand; absent for comments. */
  readonly form?: FormDefinition;
}

/**
 * What places in a batch mean for their files: each document is written with the version that was looked at, so that no file is removed while it is hung up,
 * and looked at again once it is taken down. What people gave has to be theirs to use: else naming a hash would be reading the file. The rest, `others` too,
 * follows from what is stored. Rejects with `INVALID` and an issue for each file that may not hang there.
 */
export async function fileOps(context: Context, { ops, given, bringer = context.actor.person.id }: Pick<Decision, 'ops' | 'given' | 'bringer'>, others: readonly Op[]): Promise<readonly Op[]> {
  const places = [...ops, ...others].filter(({ collection }) => collection === 'file-places');
  if (places.length === 0) return [];
  const ids = [...new Set(places.map(({ id }) => id.slice(0, id.indexOf(':'))))];
  if (ids.length > mostAtOnce) throw refused([{ code: 'file.too-many-at-once', params: { limit: mostAtOnce } }]);
  const known = ids.filter(isFileHash);
  const docs = new Map((await context.store.get(known.map((id) => keyOf('files', id)))).flatMap((doc) => (doc ? [[doc.id, doc as DocOf<'files'>]] : [])));
  const brought = await broughtIn(context, ops, given);
  const issues = (await Promise.all(brought.map((hung) => issuesOf(context, hung, docs.get(hung.place.file), bringer)))).flat();
  if (issues.length > 0) throw refused(issues);
  return ids.flatMap((id): readonly Op[] => {
    const doc = docs.get(id);
    if (!doc) return [];
    const down = places.some((op) => op.op === 'delete' && op.id.startsWith(`${id}:`));
    const { due, ...rest } = doc.body;
    const next = down ? Math.min(due ?? context.now, context.now) : due;
    return [put('files', id, { ...rest, waiting: doc.body.waiting.filter(({ by }) => by !== bringer), ...(next === undefined ? {} : { due: next }) }, doc.version)];
  });
}

const refused = (issues: readonly Issue[]): RequestryError => new RequestryError('INVALID', `${issues.length} files cannot hang there, the first: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });

/** What of it people gave: where they gave it, so that nothing is told of fields that they may not see. */
async function broughtIn(context: Context, ops: readonly Op[], given: unknown): Promise<readonly Hung[]> {
  const hung = await hungIn(context, ops);
  if (given === undefined) return hung;
  const places = new Set(fileRefsIn(given).map(({ path, ref }) => `${path} ${ref.sha256}`));
  return hung.map((each) => ({ ...each, refs: each.refs.filter(({ path, ref }) => places.has(`${path} ${ref.sha256}`)) })).filter(({ refs }) => refs.length > 0);
}

/** The references behind the new places of a batch, each with the form of its request. */
function hungIn(context: Context, ops: readonly Op[]): Promise<readonly Hung[]> {
  const bodies = new Map(ops.flatMap((op) => (op.op === 'put' ? [[`${op.collection}/${op.id}`, op.body] as const] : [])));
  const puts = ops.flatMap((op) => (op.op === 'put' && op.collection === 'file-places' ? [op.body as PlaceDocument] : []));
  return Promise.all(puts.map(async (place): Promise<Hung> => {
    const of = (data: unknown): readonly FoundRef[] => fileRefsIn(data).filter(({ ref }) => ref.sha256 === place.file);
    if (place.comment !== undefined) return { place, refs: of({ files: (bodies.get(`comments/${place.comment}`) as Comment).files ?? [] }) };
    const holder = place.recurrence !== undefined ? (bodies.get(`recurrences/${place.recurrence}`) as Recurrence) : (bodies.get(`requests/${place.request ?? ''}`) as RequestDocument).request;
    const version = 'kindVersion' in holder ? holder.kindVersion : await publishedNow(context, holder.kind);
    return { place, refs: of(holder.data), form: (await context.publishedKind(holder.kind, version)).kind.form };
  }));
}

async function publishedNow(context: Context, kind: string): Promise<number> {
  const [head] = await context.store.get([keyOf('kinds', kind)]);
  return (head as DocOf<'kinds'> | null)?.body.publishedVersion ?? 0;
}

/** Why files cannot hang there. One that is not there and one that is not theirs are told alike. */
async function issuesOf(context: Context, { place, refs, form }: Hung, doc: DocOf<'files'> | undefined, bringer: string): Promise<readonly Issue[]> {
  const issue = (code: string, { path, ref }: FoundRef, params: Issue['params'] = {}): Issue => ({ code, path, params: { name: ref.name.slice(0, 200), ...params } });
  const usable = doc !== undefined && doc.body.leaving === undefined && (isSystem(context, bringer) || (await mayUse(context, doc, place, bringer)));
  if (!usable) return refs.map((found) => issue('file.unknown', found));
  const { type, size } = doc.body;
  return refs.flatMap((found) => {
    const { ref, path } = found;
    if (ref.name !== safeFileName(ref.name)) return [issue('file.name', found, { wanted: safeFileName(ref.name) })];
    if (ref.size !== size || ref.type !== typeWithName(type, ref.name)) return [issue('file.not-as-kept', found, { size, type: typeWithName(type, ref.name) })];
    const accept = form ? acceptAt(form, path) : [];
    return isTaken(ref.type, ref.name, accept) ? [] : [issue('file.wrong-type', found, { accept: [...accept], type: ref.type })];
  });
}

/** The system carries what is stored already. */
const isSystem = (context: Context, bringer: string): boolean => bringer === systemUser && context.actor.person.id === systemUser;

/** Sorts of files that the field at a place takes; in lines, what the column takes. */
export function acceptAt(form: FormDefinition, path: string): readonly string[] {
  const segments = path.split('/').slice(1);
  const field = segments[0] ?? '';
  const control = controls(form.ui).filter(({ scope }) => topProperty(scopeToPath(scope)) === field).find(({ scope }) => path.startsWith(`${scopeToPath(scope)}/`));
  const column = control?.options?.rq?.columns?.find(({ property }) => segments.includes(property));
  const accept = (column?.options ?? control?.options)?.rq?.['accept'];
  return Array.isArray(accept) ? accept.filter((each): each is string => typeof each === 'string') : [];
}
