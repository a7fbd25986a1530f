import type { Notification, Page, RequestService } from '@requestry/model';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { readMany } from '../store.js';

/** Notifications of one page, and of one reading. */
const most = 200;

/** What the actor was told, the newest first. */
export async function findNotifications(context: Context, query: { readonly limit?: number; readonly after?: string } = {}): Promise<Page<Notification>> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), most);
  const page = await context.store.scan({ index: 'notifications', eq: [context.actor.person.id], desc: true, limit, ...(query.after !== undefined ? { after: query.after } : {}) });
  return { items: page.items.map((item) => item.body as Notification), ...(page.next !== undefined ? { next: page.next } : {}) };
}

/** Marks as read, all at once. Those of others and unknown ones are passed over. */
export async function readNotifications(context: Context, command: Parameters<RequestService['readNotifications']>[0]): Promise<void> {
  const { ids } = command;
  await runCommand(context, 'read-notifications', { ...command, idempotencyKey: command.idempotencyKey ?? context.newId() }, async () => {
    const wanted = ids === 'all' ? (await findNotifications(context, { limit: most })).items.filter((note) => !note.read).map((note) => note.id) : [...new Set(ids)].slice(0, most);
    const docs = await readMany(context.store, 'notifications', wanted);
    const unread = docs.filter(({ body }) => body.to === context.actor.person.id && !body.read);
    return { ops: unread.map(({ id, version, body }) => put('notifications', id, { ...body, read: true }, version)), result: null, given: {} };
  });
}
