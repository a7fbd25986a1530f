import { may, type Request, type RequestEvent } from '@requestry/model';
import type { DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { readMany } from '../store.js';

/** Those of the requests that the actor may see. */
async function seenOf(context: Context, ids: readonly string[]): Promise<readonly DocOf<'requests'>[]> {
  const docs = await readMany(context.store, 'requests', ids);
  const seen = await Promise.all(docs.map(async ({ body: { request } }) => may(context.actor, { action: 'see', request, kind: (await context.publishedKind(request.kind, request.kindVersion)).kind }, context.org).allowed));
  return docs.filter((_doc, index) => seen[index]);
}

/** The decision without requests that the actor may not see. */
export function shownDecision({ decision }: Request, seen: Readonly<Record<string, string>>): Pick<Request, 'decision'> {
  if (!decision) return {};
  const followUps = decision.followUps?.map(({ request, ...each }) => ({ ...each, ...(request !== undefined && Object.hasOwn(seen, request) ? { request } : {}) }));
  return { decision: { ...decision, ...(followUps ? { followUps } : {}) } };
}

/** Numbers of the requests that its decision began, by id. */
export async function followedNames(context: Context, { decision }: Request): Promise<Readonly<Record<string, string>>> {
  const ids = (decision?.followUps ?? []).flatMap(({ request }) => (request === undefined ? [] : [request]));
  const docs = await seenOf(context, ids);
  return Object.fromEntries(docs.map(({ id, body: { request } }) => [id, request.number ?? request.title]));
}

/** Events of follow-ups tell the number of what was begun to those who see it, and to nobody else which request it is. */
export async function withFollowed(context: Context, events: readonly RequestEvent[]): Promise<readonly RequestEvent[]> {
  const ids = events.flatMap(({ type, facts }) => (type === 'follow-up-started' && typeof facts.request === 'string' ? [facts.request] : []));
  if (ids.length === 0) return events;
  const seen = new Map((await seenOf(context, [...new Set(ids)])).map(({ id, body: { request } }) => [id, request.number ?? request.title]));
  return events.map((event) => {
    const { request, ...facts } = event.facts;
    if (event.type !== 'follow-up-started' || typeof request !== 'string') return event;
    const number = seen.get(request);
    if (number === undefined) return { ...event, facts };
    return { ...event, ...(event.trace ? { trace: { ...event.trace, params: { ...event.trace.params, number } } } : {}) };
  });
}
