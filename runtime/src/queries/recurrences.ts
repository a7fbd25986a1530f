import { calendarOf, may, RequestryError, occurrences, type Page, type Recurrence, type RecurrenceView } from '@requestry/model';
import { nameOf } from '../commands/load-request.js';
import type { DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { read, readExisting } from '../store.js';

const shownAhead = 5;

/** Recurring requests, the newest first. Rejects with `FORBIDDEN` when somebody else than an administrator asks for everybody's. */
export async function findRecurrences(context: Context, { all = false, limit: wanted = 50, after }: { readonly all?: boolean; readonly limit?: number; readonly after?: string }): Promise<Page<RecurrenceView>> {
  if (all && !context.actor.rights.includes('administer')) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not see everybody's`, { params: { reason: 'may.administrator-only' } });
  const limit = Math.min(Math.max(wanted, 1), 200);
  const index = all ? { index: 'recurrences' } : { index: 'recurrences-of', eq: [context.actor.person.id] };
  const page = await context.store.scan({ ...index, desc: true, limit, ...(after !== undefined ? { after } : {}) });
  const items = await Promise.all((page.items as unknown as readonly DocOf<'recurrences'>[]).map((doc) => recurrenceView(context, doc)));
  return { items, ...(page.next !== undefined ? { next: page.next } : {}) };
}

export const getRecurrence = async (context: Context, id: string): Promise<RecurrenceView> => recurrenceView(context, await readExisting(context.store, 'recurrences', id));

async function recurrenceView(context: Context, { body, version }: DocOf<'recurrences'>): Promise<RecurrenceView> {
  const head = await read(context.store, 'kinds', body.kind);
  const published = head?.body.publishedVersion;
  const kind = published === undefined ? undefined : (await context.publishedKind(body.kind, published)).kind;
  return {
    ...body,
    version,
    kindTitle: kind?.title ?? body.kind,
    initiatorName: nameOf(context, body.initiator) ?? body.initiator,
    upcoming: upcoming(context, body),
    stop: body.state === 'active' ? may(context.actor, { action: 'stopRecurrence', recurrence: body }, context.org) : { allowed: false, reason: { code: 'recurrence.over' } },
  };
}

function upcoming(context: Context, { next, rule, initiator }: Recurrence): readonly string[] {
  if (!next) return [];
  const unit = context.org.people.find(({ id }) => id === initiator)?.unit;
  const times: string[] = [];
  for (const { at } of occurrences(rule, calendarOf(unit, context.org, context.calendars) ?? context.calendar)) {
    if (at >= next.at) times.push(at);
    if (times.length === shownAhead) break;
  }
  return times;
}
