import { checkDialect } from '@requestry/forms/core';
import { may, RequestryError, type DesignService, type Directory, type Issue, type Kind, type KindDraft, type KindRow, type KindVersion } from '@requestry/model';
import { readBpmn, verifyRoute, type Route } from '@requestry/route';
import { calledBy, type FindCallable } from '../called-routes.js';
import { keyOf, put, type DocOf, type KindDraftDocument, type KindHead } from '../collections.js';
import { runCommand } from '../command.js';
import { expectWritten, nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { versionId } from '../kinds.js';
import { reservationIssues } from '../reservations/check-rules.js';
import { rebuildOp } from '../register/rebuilding.js';
import { conversationIssues, participationIssues } from './check-participation.js';
import { relationIssues } from './check-relations.js';
import { guideIssues, ratingIssues } from './check-guides.js';
import { filterableIssues } from '../register/fields.js';
import { countRows, read, readExisting, scanAll } from '../store.js';
import { followUpIssues } from '../follow-ups/check-follow-ups.js';
import { guardIssues } from '../guards/check-guards.js';
import { normIssues, recurrenceIssues } from '../sla/check-norms.js';
import { usageIssuesOf } from '../usage/check-settings.js';
import { sampleIssues } from './samples.js';
import { conditionIssues } from './conditions.js';
import { lookUpWarnings } from './check-look-up.js';
import { decisionFindings } from './decisions.js';
import { unknownNames } from './names.js';

/** Rejects with `FORBIDDEN` unless the actor may design. */
export function mustDesign(context: Context): void {
  const permission = may(context.actor, { action: 'design' }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not design`, { params: { reason: permission.reason?.code } });
}

export async function findKindRows(context: Context): Promise<readonly KindRow[]> {
  mustDesign(context);
  const heads = await scanAll<'kinds'>(context.store, { index: 'kinds' });
  const surroundings = await around(context);
  return Promise.all(heads.map((row) => kindRow(context, row.body, surroundings)));
}

async function kindRow(context: Context, head: KindHead, surroundings: KindSurroundings): Promise<KindRow> {
  const draft = head.hasDraft ? await read(context.store, 'kind-drafts', head.id) : undefined;
  const kind = draft?.body.kind ?? (await context.publishedKind(head.id, head.publishedVersion ?? 0)).kind;
  const issues = draft ? await issuesOf(context, draft.body, surroundings) : [];
  const errors = issues.filter((issue) => issue.severity !== 'warning').length;
  return {
    id: head.id,
    title: kind.title,
    ...(kind.icon !== undefined ? { icon: kind.icon } : {}),
    ...(kind.category !== undefined ? { category: kind.category } : {}),
    status: head.archived ? 'archived' : head.publishedVersion === undefined ? 'draft' : 'published',
    ...(head.publishedVersion !== undefined ? { publishedVersion: head.publishedVersion } : {}),
    hasDraft: head.hasDraft,
    ...(draft ? { savedAt: draft.body.savedAt } : {}),
    open: await countRows(context.store, { index: 'requests-open', eq: [head.id] }),
    problems: { errors, warnings: issues.length - errors },
  };
}

/** The draft, or the published version as the beginning of one (`version` 0 until it is saved). */
export async function getKindDraft(context: Context, id: string): Promise<KindDraft> {
  mustDesign(context);
  const head = (await readExisting(context.store, 'kinds', id)).body;
  const published = head.publishedVersion !== undefined ? { publishedVersion: head.publishedVersion } : {};
  const draft = await read(context.store, 'kind-drafts', id);
  if (draft) {
    const { savedBy: _savedBy, ...body } = draft.body;
    return { ...body, version: draft.version, ...published };
  }
  const version = await context.publishedKind(id, head.publishedVersion ?? 0);
  return { kind: version.kind, ...(version.route !== undefined ? { route: version.route } : {}), version: 0, savedAt: version.publishedAt, ...published };
}

export async function createKind(context: Context, command: Parameters<DesignService['createKind']>[0]): Promise<KindDraft> {
  mustDesign(context);
  const { kind, route } = command;
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(kind.id)) {
    throw new RequestryError('INVALID', `"${kind.id}" is no id of a kind`, { issues: [{ code: 'kind.id', path: '/id', params: { found: String(kind.id).slice(0, 80) } }] });
  }
  await runCommand(context, 'create-kind', command, async () => {
    if (await read(context.store, 'kinds', kind.id)) throw new RequestryError('CONFLICT', `Kind "${kind.id}" exists`, { params: { id: kind.id } });
    const head: KindHead = { id: kind.id, archived: false, hasDraft: true };
    return { ops: [put('kinds', kind.id, head, 'absent'), put('kind-drafts', kind.id, draftOf(context, kind, route), 'absent')], result: { kind: kind.id } };
  });
  return getKindDraft(context, kind.id);
}

const draftOf = (context: Context, kind: Kind, route: string | undefined): KindDraftDocument => ({
  kind,
  ...(route !== undefined ? { route } : {}),
  savedAt: new Date(context.now).toISOString(),
  savedBy: context.actor.person.id,
});

/** Bytes of JSON and BPMN that a draft may take. */
const largest = 4 * 1024 * 1024;

/** Keeps the draft as it is, sound or not. Rejects with `CONFLICT` when somebody saved it in between. A repeat under one key saves once. */
export async function saveKindDraft(context: Context, command: Parameters<DesignService['saveKindDraft']>[0]): Promise<KindDraft> {
  mustDesign(context);
  const { kind, route, expectedVersion } = command;
  if (JSON.stringify(kind).length + (route?.length ?? 0) > largest) throw new RequestryError('INVALID', 'The draft is too large', { issues: [{ code: 'draft.too-large', params: { max: largest } }] });
  await runCommand(context, 'save-kind-draft', { ...command, idempotencyKey: command.idempotencyKey ?? context.newId() }, async () => {
    const head = await unchangedDraft(context, kind.id, expectedVersion);
    const marked = head.body.hasDraft ? [] : [put('kinds', kind.id, { ...head.body, hasDraft: true }, head.version)];
    return { ops: [put('kind-drafts', kind.id, draftOf(context, kind, route), expectedVersion === 0 ? 'absent' : expectedVersion), ...marked], result: {}, given: {} };
  });
  return getKindDraft(context, kind.id);
}

export async function discardKindDraft(context: Context, command: Parameters<DesignService['discardKindDraft']>[0]): Promise<KindDraft> {
  mustDesign(context);
  const { kind, expectedVersion } = command;
  await runCommand(context, 'discard-kind-draft', { ...command, idempotencyKey: command.idempotencyKey ?? context.newId() }, async () => {
    const { body, version } = await readExisting(context.store, 'kinds', kind);
    if (body.publishedVersion === undefined) throw new RequestryError('STATE', `Kind "${kind}" has no published version to go back to`);
    if (!body.hasDraft) return { ops: [], result: {} };
    await unchangedDraft(context, kind, expectedVersion);
    return { ops: [{ op: 'delete', ...keyOf('kind-drafts', kind), if: expectedVersion }, put('kinds', kind, { ...body, hasDraft: false, draftEnded: nowBy(context) }, version)], result: {}, given: {} };
  });
  return getKindDraft(context, kind);
}

const nowBy = (context: Context): { readonly by: string; readonly at: string } => ({ by: context.actor.person.id, at: new Date(context.now).toISOString() });

/** The kind, while its draft is at the version. Rejects with `CONFLICT` else, naming who saved it, or who published or discarded it. */
async function unchangedDraft(context: Context, kind: string, expectedVersion: number): Promise<DocOf<'kinds'>> {
  const [head, draft] = await Promise.all([readExisting(context.store, 'kinds', kind), read(context.store, 'kind-drafts', kind)]);
  const last = draft ? { version: draft.version, by: draft.body.savedBy, at: draft.body.savedAt } : { version: 0, ...head.body.draftEnded };
  expectWritten(context, `kind-drafts/${kind}`, last, expectedVersion);
  return head;
}

export async function checkKindDraft(context: Context, id: string): Promise<readonly Issue[]> {
  return issuesOf(context, await getKindDraft(context, id), await around(context));
}

/** What calls mean now: the published version of a kind. */
export const findPublished = (context: Pick<Context, 'store'>): FindCallable => async (kind) => {
  const version = (await read(context.store, 'kinds', kind))?.body.publishedVersion;
  return version === undefined ? undefined : (await read(context.store, 'kind-versions', versionId(kind, version)))?.body;
};

/** What stands around a kind that is checked. */
export interface KindSurroundings {
  readonly find: FindCallable;
  readonly directories: readonly Directory[];
}

const around = async (context: Context): Promise<KindSurroundings> => ({ find: findPublished(context), directories: (await scanAll<'directories'>(context.store, { index: 'directories' })).map(({ body }) => body) });

/** Everything wrong with a kind: its form's dialect, its route's language, soundness and people, names its expressions use. */
export async function issuesOf(context: Pick<Context, 'core' | 'org'> & Partial<Pick<Context, 'asker'>>, draft: { readonly kind: Kind; readonly route?: string }, { find, directories }: KindSurroundings): Promise<readonly Issue[]> {
  const issues: Issue[] = [...checkDialect(draft.kind.form.schema), ...recurrenceIssues(draft.kind), ...filterableIssues(draft.kind), ...sampleIssues(draft.kind), ...participationIssues(draft.kind), ...conversationIssues(draft.kind), ...(await relationIssues(draft.kind, find)), ...ratingIssues(draft.kind)];
  const settings = (route: Route | undefined): readonly Issue[] => [...normIssues(draft.kind, route), ...guardIssues(draft.kind, route, context.asker?.names), ...reservationIssues(draft.kind), ...followUpIssues(draft.kind, route), ...guideIssues(draft.kind, route), ...usageIssuesOf(draft.kind), ...lookUpWarnings(draft.kind, route, { directories, org: context.org })];
  if (draft.route === undefined) return [...issues, ...settings(undefined)];
  const { route, issues: found } = await readBpmn(draft.route);
  issues.push(...found, ...settings(route));
  if (!route) return issues;
  issues.push(...context.core.compile(route, (await calledBy(draft.kind, route, find)).options).issues);
  for (const finding of verifyRoute(route, { org: context.org }).findings) {
    issues.push({ code: finding.code, severity: finding.severity, ...(finding.elements[0] !== undefined ? { element: finding.elements[0] } : {}), params: { message: finding.message as never } });
  }
  issues.push(...conditionIssues(draft.kind, route), ...decisionFindings(draft.kind, route), ...unknownNames(draft.kind, route));
  return distinct(issues);
}

const distinct = (issues: readonly Issue[]): readonly Issue[] => [...new Map(issues.map((issue) => [JSON.stringify([issue.code, issue.element, issue.path, issue.params]), issue])).values()];

/** Makes the draft the version of new requests; running ones stay on theirs. Rejects with `INVALID` and the issues when there are errors. */
export async function publishKind(context: Context, command: Parameters<DesignService['publishKind']>[0]): Promise<KindVersion> {
  mustDesign(context);
  const id = command.kind;
  const result = await runCommand(context, 'publish-kind', command, async () => {
    const draft = await read(context.store, 'kind-drafts', id);
    const head = await unchangedDraft(context, id, command.expectedVersion);
    if (!draft) throw new RequestryError('STATE', `Kind "${id}" has nothing unpublished`, { params: { kind: id } });
    const errors = (await issuesOf(context, draft.body, await around(context))).filter((issue) => issue.severity !== 'warning');
    if (errors.length > 0) throw new RequestryError('INVALID', `Kind "${id}" has ${errors.length} errors`, { issues: errors });
    const version = (head.body.publishedVersion ?? 0) + 1;
    const { kind, route } = draft.body;
    const body = {
      kind,
      ...(route !== undefined ? { route } : {}),
      version,
      publishedAt: new Date(context.now).toISOString(),
      publishedBy: context.actor.person.id,
      ...(command.note ? { note: command.note } : {}),
      ...(await callsIn(draft.body, findPublished(context))),
    };
    return {
      ops: [
        put('kind-versions', versionId(id, version), body, 'absent'),
        put('kinds', id, { id, archived: head.body.archived, publishedVersion: version, hasDraft: false, draftEnded: nowBy(context), ...(await startOf(route)) }, head.version),
        { op: 'delete', ...keyOf('kind-drafts', id), if: draft.version },
        ...(version > 1 ? [rebuildOp(id, context.now)] : []),
      ],
      result: { version },
    };
  });
  const { version } = result as { readonly version: number };
  const found = (await findKindVersions(context, id)).find((candidate) => candidate.version === version);
  if (!found) throw new RequestryError('NOT_FOUND', `Version ${version} of "${id}" is not there`);
  return found;
}

/** Versions that a route is bound to when it is published. */
export async function callsIn({ kind, route }: { readonly kind: Kind; readonly route?: string }, find: FindCallable): Promise<{ readonly calls?: Readonly<Record<string, number>> }> {
  const read = route === undefined ? undefined : (await readBpmn(route)).route;
  const { versions = {} } = read ? await calledBy(kind, read, find) : {};
  return Object.keys(versions).length > 0 ? { calls: versions } : {};
}

/** The message or signal that begins requests of the route. */
export async function startOf(xml: string | undefined): Promise<Pick<KindHead, 'startedBy'>> {
  const route = xml === undefined ? undefined : (await readBpmn(xml)).route;
  const event = route?.nodes.find(({ type, parent }) => type === 'startEvent' && parent === undefined)?.event;
  return event?.type === 'message' || event?.type === 'signal' ? { startedBy: { type: event.type, name: event.name } } : {};
}

export async function archiveKind(context: Context, command: Parameters<DesignService['archiveKind']>[0]): Promise<void> {
  mustDesign(context);
  await runCommand(context, 'archive-kind', command, async () => {
    const head = await readExisting(context.store, 'kinds', command.kind);
    return { ops: [put('kinds', command.kind, { ...head.body, archived: command.archived }, head.version)], result: {} };
  });
}

export async function findKindVersions(context: Context, id: string): Promise<readonly KindVersion[]> {
  mustDesign(context);
  const rows = await scanAll<'kind-versions'>(context.store, { index: 'kind-versions', eq: [id], desc: true });
  return Promise.all(
    rows.map(async ({ body }) => ({
      ...body,
      publishedByName: nameOf(context, body.publishedBy) ?? body.publishedBy,
      open: await countRows(context.store, { index: 'requests-open', eq: [id, body.version] }),
    })),
  );
}
