import { isPerformer, type Permission, may, type Request, type Task } from '@requestry/model';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { scanAll } from '../store.js';

/** The actor has or had a task of execution on the request; any task where its route has no such step. */
export async function executes(context: Context, { compiled }: PublishedKind, request: Request): Promise<boolean> {
  if (context.actor.rights.includes('administer')) return true;
  const me = context.actor.person.id;
  const types = new Set((compiled?.steps ?? []).map((id) => compiled?.nodes.get(id)?.step?.type));
  if (!types.has('execution')) return request.participants.includes(me);
  const tasks = await scanAll<'tasks'>(context.store, { index: 'tasks-of', eq: [request.id] }, 1_000);
  return tasks.some(({ body }) => body.type === 'execution' && (body.completedBy === me || (isOpenTask(body) && isPerformer(context.actor, body, request))));
}

const isOpenTask = ({ state }: Task): boolean => state === 'open' || state === 'waiting';

/** What the actor may note on a request, as buttons and commands see it; nothing for kinds that have neither. */
export async function usagePermissions(context: Context, published: PublishedKind, request: Request): Promise<readonly ({ readonly action: 'add-usage' | 'add-payments' } & Permission)[]> {
  const { kind } = published;
  const asked = [...(kind.resources ? (['add-usage'] as const) : []), ...(kind.payments ? (['add-payments'] as const) : [])];
  if (asked.length === 0) return [];
  const executing = kind.resources ? await executes(context, published, request) : false;
  return asked.map((action) => ({ action, ...may(context.actor, { action, request, kind, executes: executing }, context.org) }));
}
