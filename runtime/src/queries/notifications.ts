import type { Notification, Page } from '@requestry/model';
import { put } from '../collections.js';
import type { Context } from '../context.js';
import { read } from '../store.js';

/** What the actor was told, the newest first. */
export async function findNotifications(context: Context, query: { readonly limit?: number; readonly after?: string } = {}): Promise<Page<Notification>> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const page = await context.store.scan({ index: 'notifications', eq: [context.actor.person.id], desc: true, limit, ...(query.after !== undefined ? { after: query.after } : {}) });
  return { items: page.items.map((item) => item.body as Notification), ...(page.next !== undefined ? { next: page.next } : {}) };
}

/** Marks as read. Those of others and unknown ones are passed over. */
export async function readNotifications(context: Context, ids: readonly string[] | 'all'): Promise<void> {
  const wanted = ids === 'all' ? (await findNotifications(context, { limit: 200 })).items.filter((note) => !note.read).map((note) => note.id) : ids.slice(0, 200);
  for (const id of wanted) {
    const doc = await read(context.store, 'notifications', id);
    if (!doc || doc.body.to !== context.actor.person.id || doc.body.read) continue;
    await context.store.commit({ ops: [put('notifications', id, { ...doc.body, read: true }, doc.version)], durability: 'relaxed' });
  }
}
