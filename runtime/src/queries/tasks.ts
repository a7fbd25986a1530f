import { isPerformer, localize, may, outcomesOf, recordKey, type Json, type Kind, type LocalizedText, type Page, type Permission, type Request, type Task, type TaskListName, type TaskView } from '@requestry/model';
import type { Doc, Scan } from '@requestry/storage';
import type { Context } from '../context.js';
import { outcomePermissions } from '../guards/moments.js';
import type { PublishedKind } from '../kinds.js';
import { nameOf } from '../commands/load-request.js';
import type { Bodies, Collection } from '../collections.js';
import { countRows, notFound, readExisting, readMany, scanAll } from '../store.js';
import { separatedFrom, type CompiledRoute } from '../process/index.js';
import { controlOf, placedRecords } from '../world.js';
import { shownIn, withoutHiddenValues } from './hidden-values.js';
import type { Titles } from './records.js';

/** A list of tasks, the most urgent first. */
export async function findTasks(context: Context, query: { readonly view: TaskListName; readonly limit?: number; readonly after?: string }): Promise<Page<TaskView>> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const scans = scansOf(context, query.view);
  const [only] = scans;
  if (scans.length === 1 && only) {
    const page = await context.store.scan({ ...only, limit, along: withRequest, ...(query.after !== undefined ? { after: query.after } : {}) });
    const items = await taskViews(context, page.items as unknown as readonly TaskDoc[]);
    return { items, ...(page.next !== undefined ? { next: page.next } : {}) };
  }
  const rows = (await Promise.all(scans.map((scan) => scanAll<'tasks'>(context.store, { ...scan, along: withRequest }, limit)))).flat();
  const tasks = [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => (a.body.due ?? '9999').localeCompare(b.body.due ?? '9999')).slice(0, limit);
  const views = await taskViews(context, tasks);
  return { items: query.view === 'substituting' ? views.filter((task) => isPerformer(context.actor, task, task)) : views };
}

const withRequest = { collection: 'requests' satisfies Collection, field: 'request' satisfies keyof Task };

function scansOf(context: Context, view: TaskListName): readonly Pick<Scan, 'index' | 'eq' | 'desc'>[] {
  const { person, substitutesFor } = context.actor;
  switch (view) {
    case 'mine':
      return [{ index: 'tasks', eq: [person.id] }];
    case 'group':
      return [{ index: 'tasks-group', eq: [person.id] }];
    case 'substituting':
      return [...new Set(substitutesFor.map((absent) => absent.person))].flatMap((absent) => [{ index: 'tasks', eq: [absent] }, { index: 'tasks-group', eq: [absent] }]);
    case 'done':
      return [{ index: 'tasks-done', eq: [person.id], desc: true }];
  }
}

export async function countTasks(context: Context): Promise<Readonly<Record<Exclude<TaskListName, 'done'>, number>>> {
  const count = async (view: TaskListName): Promise<number> =>
    (await Promise.all(scansOf(context, view).map((scan) => countRows(context.store, scan)))).reduce((sum, rows) => sum + rows, 0);
  const limited = context.actor.substitutesFor.some(({ kinds }) => kinds !== undefined);
  const others = limited ? findTasks(context, { view: 'substituting', limit: 200 }).then(({ items }) => items.length) : count('substituting');
  const [mine, group, substituting] = await Promise.all([count('mine'), count('group'), others]);
  return { mine, group, substituting };
}

export async function getTask(context: Context, id: string): Promise<TaskView> {
  const doc = await readExisting(context.store, 'tasks', id);
  const [view] = await taskViews(context, [doc], true);
  if (view) return view;
  throw notFound('tasks', id);
}

/** Tasks with what a list shows of their requests. Tasks whose request the actor may not see are left out. `guarded`: guards are asked elsewhere too. */
export async function taskViews(context: Context, docs: readonly TaskDoc[], guarded = false): Promise<readonly TaskView[]> {
  const requests = await requestsOf(context, docs);
  const kinds = new Map(await Promise.all([...requests.values()].map(async ({ request }) => [request.id, await context.publishedKind(request.kind, request.kindVersion)] as const)));
  const titles = await context.listedTitles(docs.flatMap(({ body }) => shownLookups(kinds.get(body.request)?.kind, requests.get(body.request)?.request, body)));
  const views = docs.map((doc) => viewOf(context, doc, requests.get(doc.body.request), kinds.get(doc.body.request), titles));
  return Promise.all(views.filter((view) => view !== undefined).map((view) => withGuards(context, view, requests.get(view.request), kinds.get(view.request), guarded)));
}

/** A task, with its request where that was read along. */
type TaskDoc = Doc<Task> & { readonly along?: Doc };

async function requestsOf({ store }: Context, docs: readonly TaskDoc[]): Promise<ReadonlyMap<string, Bodies['requests']>> {
  const requests = new Map(docs.flatMap(({ along }) => (along ? [[along.id, along.body as Bodies['requests']] as const] : [])));
  const others = [...new Set(docs.map(({ body }) => body.request))].filter((id) => !requests.has(id));
  for (const { id, body } of await readMany(store, 'requests', others)) requests.set(id, body);
  return requests;
}

/** What guards say of each outcome that the actor could choose. */
async function withGuards(context: Context, view: TaskView, stored: Bodies['requests'] | undefined, published: PublishedKind | undefined, far: boolean): Promise<TaskView> {
  if (!view.complete.allowed || !stored || !published?.kind.guards) return view;
  const permissions = await outcomePermissions(context, published, stored, view, view.outcomes.map(({ id }) => id), far);
  if (permissions.size === 0) return view;
  return { ...view, outcomes: view.outcomes.map((outcome) => ({ ...outcome, ...complete(permissions.get(outcome.id)) })) };
}

const complete = (permission: Permission | undefined): { readonly complete?: Permission } => (permission ? { complete: permission } : {});

function viewOf(context: Context, doc: Doc<Task>, stored: Bodies['requests'] | undefined, published: PublishedKind | undefined, titles: Titles): TaskView | undefined {
  const task = doc.body;
  if (!stored || !published) return undefined;
  const { request } = stored;
  const { kind } = published;
  const allowed = may(context.actor, { action: 'complete', task, request }, context.org);
  const complete = allowed.allowed ? apart(context, task, stored, published.compiled) : allowed;
  if (!may(context.actor, { action: 'see-task', task, request, kind }, context.org).allowed) return undefined;
  const unit = context.org.units.find((candidate) => candidate.id === request.unit);
  const assigneeName = nameOf(context, task.assignee);
  const onBehalfOfName = nameOf(context, task.onBehalfOf);
  return {
    ...task,
    why: withoutHiddenValues(task.why, kind, task.access),
    version: doc.version,
    ...(request.number !== undefined ? { requestNumber: request.number } : {}),
    requestTitle: request.title,
    kind: kind.id,
    kindTitle: kind.title,
    initiatorName: nameOf(context, request.initiator) ?? '',
    ...(unit ? { unitTitle: unit.title } : {}),
    ...(assigneeName !== undefined ? { assigneeName } : {}),
    ...(onBehalfOfName !== undefined ? { onBehalfOfName } : {}),
    outcomes: (task.outcomes.length > 0 ? task.outcomes : outcomesOf({ type: task.type })).map((outcome) => ({ ...outcome, commentRequired: outcome.commentRequired ?? false })),
    overdue: task.state === 'open' && task.due !== undefined && Date.parse(task.due) < context.now,
    highlights: highlights(context, kind, request, task, titles),
    complete,
  };
}

/** Separation of duties may keep somebody from deciding whose task it is. */
function apart({ actor }: Context, task: Task, { process }: Bodies['requests'], compiled: CompiledRoute | undefined): Permission {
  const node = compiled?.nodes.get(task.step);
  const other = process && node?.step && task.askedBy === undefined ? separatedFrom({ ...node, step: node.step }, process).get(actor.person.id) : undefined;
  return other === undefined ? { allowed: true } : { allowed: false, reason: { code: 'task.separated', params: { person: actor.person.id, step: other } } };
}

/** The kind's columns, as far as the task lets them be seen. */
const shownColumns = (kind: Kind, task: Task): readonly string[] => (kind.columns ?? []).filter(shownIn(task.access));

/** Records that stand in these columns. */
function shownLookups(kind: Kind | undefined, request: Request | undefined, task: Task): ReturnType<typeof placedRecords> {
  if (!kind || !request) return [];
  const columns = shownColumns(kind, task).filter((field) => Object.hasOwn(request.data, field));
  return columns.length === 0 ? [] : placedRecords(kind.form, Object.fromEntries(columns.map((field) => [field, request.data[field] as Json])));
}

/** The columns as text. */
function highlights(context: Context, kind: Kind, request: Request, task: Task, titles: Titles): TaskView['highlights'] {
  return shownColumns(kind, task).flatMap((field) => {
    const value = request.data[field];
    const text = choiceTitle(kind, field, value) ?? textOf(value, context, titleIn(kind, field, titles));
    return text === '' ? [] : [{ label: (kind.form.schema.properties?.[field]?.title ?? field) as LocalizedText, text }];
  });
}

/** Title of a chosen value, when the form gives it one. */
function choiceTitle(kind: Kind, field: string, value: Json | undefined): LocalizedText | undefined {
  const titles = controlOf(kind.form, field)?.options?.rq?.enumTitles;
  return titles && typeof value === 'string' && Object.hasOwn(titles, value) ? titles[value] : undefined;
}

/** Titles of what the field names. */
function titleIn(kind: Kind, field: string, titles: Titles): (id: string) => string | undefined {
  const directory = controlOf(kind.form, field)?.options?.rq?.lookup?.directory;
  return (id) => (directory === undefined ? undefined : titles[recordKey(directory, id)]);
}

function textOf(value: Json | undefined, context: Context, titleOf: (id: string) => string | undefined): string {
  if (value === undefined || value === null || typeof value === 'boolean') return '';
  if (Array.isArray(value)) return value.map((item: Json) => textOf(item, context, titleOf)).filter((text) => text !== '').slice(0, 3).join(', ');
  if (typeof value === 'object') return 'amount' in value ? `${String(value.amount)} ${String(value.currency ?? '')}`.trim() : '';
  return titleOf(String(value)) ?? nameOf(context, String(value)) ?? localize(String(value), 'ru');
}
