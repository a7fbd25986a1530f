import { may, RequestryError, type RegisterView, type RequestService } from '@requestry/model';
import { keyOf, put, type DocOf } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { expectWritten } from '../commands/load-request.js';
import { notFound, read, readExisting, scanAll } from '../store.js';
import { ask } from './find.js';

/** A saved view as stored, by its id; older ones do not say who saved them last. */
export type ViewDocument = Omit<RegisterView, 'version'> & { readonly savedBy?: string; readonly savedAt?: string };

const viewOf = ({ savedBy: _savedBy, savedAt: _savedAt, ...view }: ViewDocument, version: number): RegisterView => ({ ...view, version });

/** Views of one person, views shared by all, letters of a name, columns of one view, bytes of one view. */
const mostOwn = 50;
const mostShared = 100;
const longestName = 100;
const mostColumns = 30;
const largest = 16 * 1024;

/** The actor's own views and those that are shared, by name. */
export async function findViews({ store, actor }: Context): Promise<readonly RegisterView[]> {
  const rows = await Promise.all([scanAll<'views'>(store, { index: 'views', eq: [actor.person.id] }), scanAll<'views'>(store, { index: 'views-shared' })]);
  const views = new Map(rows.flat().map(({ id, body, version }) => [id, viewOf(body, version)]));
  return [...views.values()].sort((a, b) => a.name.localeCompare(b.name, 'ru') || (a.id < b.id ? -1 : 1));
}

export async function saveView(context: Context, command: Parameters<RequestService['saveView']>[0]): Promise<RegisterView> {
  const { name, shared = false, filter, order, columns, grouping } = command;
  checkSizes(command);
  await ask(context, filter, order, typeof grouping === 'object' ? grouping.field : undefined);
  const result = await runCommand(context, 'save-view', command, async () => {
    const before = command.id === undefined ? undefined : await readExisting(context.store, 'views', command.id);
    mustOwn(context, shared, before);
    if (before) expectWritten(context, `views/${before.id}`, { version: before.version, by: before.body.savedBy, at: before.body.savedAt }, command.expectedVersion);
    if (!before || before.body.shared !== shared) await mustHaveRoom(context, shared);
    const id = command.id ?? context.newId();
    const body: ViewDocument = { id, name: name.trim(), shared, owner: before?.body.owner ?? context.actor.person.id, savedBy: context.actor.person.id, savedAt: new Date(context.now).toISOString(), filter, ...(order ? { order } : {}), ...(columns ? { columns } : {}), ...(grouping ? { grouping } : {}) };
    return { ops: [put('views', id, body, before?.version ?? 'absent')], result: { view: id } };
  });
  const { body, version } = await readExisting(context.store, 'views', (result as { readonly view: string }).view);
  return viewOf(body, version);
}

/** Again, or one that is not there or somebody else's own: nothing happens. */
export async function deleteView(context: Context, command: { readonly view: string; readonly idempotencyKey: string }): Promise<void> {
  await runCommand(context, 'delete-view', command, async () => {
    const found = await read(context.store, 'views', command.view);
    const before = found && isKnown(context, found) ? found : undefined;
    if (before) mustOwn(context, before.body.shared, before);
    return { ops: before ? [{ op: 'delete', ...keyOf('views', command.view), if: before.version }] : [], result: {} };
  });
}

function checkSizes({ name, columns = [], ...rest }: Parameters<RequestService['saveView']>[0]): void {
  const problem =
    typeof name !== 'string' || name.trim() === '' || name.length > longestName
      ? { code: 'view.name', path: '/name', params: { limit: longestName } }
      : columns.length > mostColumns
        ? { code: 'view.columns', path: '/columns', params: { limit: mostColumns } }
        : JSON.stringify([columns, rest]).length > largest
          ? { code: 'view.too-large', params: { limit: largest } }
          : undefined;
  if (problem) throw new RequestryError('INVALID', `The view cannot be kept: ${problem.code}`, { issues: [problem] });
}

const isKnown = ({ actor }: Context, { body }: DocOf<'views'>): boolean => body.shared || body.owner === actor.person.id;

/** A shared view is changed by those who may share; a personal one by its owner, and others know nothing of it. */
function mustOwn(context: Context, shared: boolean, before: DocOf<'views'> | undefined): void {
  const { actor, org } = context;
  if (before && !isKnown(context, before)) throw notFound('views', before.id);
  if (!shared && !before?.body.shared) return;
  const permission = may(actor, { action: 'share-views' }, org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${actor.person.id} may not share views`, { params: { reason: permission.reason?.code } });
}

async function mustHaveRoom({ store, actor }: Context, shared: boolean): Promise<void> {
  const most = shared ? mostShared : mostOwn;
  const rows = await scanAll<'views'>(store, shared ? { index: 'views-shared' } : { index: 'views', eq: [actor.person.id] }, most);
  if (rows.length >= most) throw new RequestryError('INVALID', `There are ${most} views already`, { issues: [{ code: 'view.too-many', params: { limit: most } }] });
}
