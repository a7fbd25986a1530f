import { may, type Page, type Request, type RequestFilter, type RequestSummary, type Utm } from '@requestry/model';
import type { Scan } from '@requestry/storage';
import { openTaskIds } from '../changes.js';
import { splitWords, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { readMany } from '../store.js';
import { summaryOf } from './request.js';

/** Rows looked at most to fill one page. */
const lookAtMost = 2_000;

/** Requests the actor may see, the newest first. */
export async function findRequests(context: Context, query: { readonly filter?: RequestFilter; readonly limit?: number; readonly after?: string }): Promise<Page<RequestSummary>> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const items: RequestSummary[] = [];
  let after = query.after;
  let seen = 0;
  do {
    const page = await context.store.scan({ ...indexFor(context, query.filter), desc: true, limit: limit - items.length, ...(after !== undefined ? { after } : {}) });
    for (const item of page.items) {
      const summary = await visibleSummary(context, item as unknown as DocOf<'requests'>, query.filter);
      if (summary) items.push(summary);
    }
    seen += page.items.length;
    after = page.next;
  } while (after !== undefined && items.length < limit && seen < lookAtMost);
  return { items, ...(after !== undefined ? { next: after } : {}) };
}

function indexFor(context: Context, filter: RequestFilter | undefined): Pick<Scan, 'index' | 'eq'> {
  if (filter?.mine) return { index: 'requests-by', eq: [context.actor.person.id] };
  const seesAll = context.actor.rights.includes('see-all') || context.actor.rights.includes('administer');
  return seesAll ? { index: 'requests' } : { index: 'requests-seen', eq: [context.actor.person.id] };
}

async function visibleSummary(context: Context, doc: DocOf<'requests'>, filter: RequestFilter = {}): Promise<RequestSummary | undefined> {
  const { request, process } = doc.body;
  if (filter.state?.length && !filter.state.includes(request.state)) return undefined;
  if (filter.kind !== undefined && request.kind !== filter.kind) return undefined;
  if (!cameFrom(request, filter)) return undefined;
  const words = splitWords(`${request.number ?? ''} ${request.title}`);
  if (!splitWords(filter.text ?? '').every((wanted) => words.some((word) => word.startsWith(wanted)))) return undefined;
  const kind = await context.publishedKind(request.kind, request.kindVersion);
  if (!may(context.actor, { action: 'see', request, kind: kind.kind }, context.org).allowed) return undefined;
  return summaryOf(context, doc, kind, await readMany(context.store, 'tasks', openTaskIds(request.id, process)));
}

function cameFrom(request: Request, { source, channel, utm, counterparty }: RequestFilter): boolean {
  if (source !== undefined && request.source !== source) return false;
  if (channel !== undefined && request.channel !== channel) return false;
  if (counterparty !== undefined && request.counterparty?.id !== counterparty) return false;
  return Object.entries(utm ?? {}).every(([mark, wanted]) => wanted === undefined || request.utm?.[mark as keyof Utm] === wanted);
}
