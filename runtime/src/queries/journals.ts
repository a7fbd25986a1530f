import { type JournalEntry, type JournalView, type LocalizedText, type Page } from '@requestry/model';
import { mustBeAllowed } from '../commands/change-process.js';
import type { Bodies } from '../collections.js';
import { nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { scanAll } from '../store.js';

/** A journal is a record of everything received, so whoever sees it sees every request. */
function mustSeeJournals(context: Context): void {
  mustBeAllowed(context, { action: 'see-journals' });
}

export async function findJournals(context: Context): Promise<readonly JournalView[]> {
  mustSeeJournals(context);
  const [counters, heads] = await Promise.all([scanAll<'counters'>(context.store, { index: 'journals' }), scanAll<'kinds'>(context.store, { index: 'kinds' })]);
  const journals = new Map<string, { readonly kinds: LocalizedText[]; readonly years: string[] }>();
  const at = (id: string) => journals.get(id) ?? journals.set(id, { kinds: [], years: [] }).get(id) ?? { kinds: [], years: [] };
  for (const { body: head } of heads) {
    if (head.publishedVersion === undefined) continue;
    const { kind } = await context.publishedKind(head.id, head.publishedVersion);
    if (kind.numbering) at(kind.numbering.journal).kinds.push(kind.title);
  }
  for (const { id } of counters) at(id.slice(0, id.lastIndexOf(':'))).years.unshift(id.slice(id.lastIndexOf(':') + 1));
  return [...journals].map(([id, { kinds, years }]) => ({ id, kinds, years: years.sort().reverse() }));
}

export async function getJournal(context: Context, query: { readonly journal: string; readonly year: string; readonly limit?: number; readonly after?: string }): Promise<Page<JournalEntry>> {
  mustSeeJournals(context);
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const page = await context.store.scan({ index: 'journal', eq: [query.journal, query.year], limit, ...(query.after !== undefined ? { after: query.after } : {}) });
  const items = await Promise.all(page.items.map(({ body }) => entryOf(context, body as Bodies['requests'])));
  return { items, ...(page.next !== undefined ? { next: page.next } : {}) };
}

async function entryOf(context: Context, { request }: Bodies['requests']): Promise<JournalEntry> {
  const { kind } = await context.publishedKind(request.kind, request.kindVersion);
  const unit = context.org.units.find((candidate) => candidate.id === request.unit);
  return {
    place: request.registered?.place ?? 0,
    number: request.number ?? '',
    request: request.id,
    registeredAt: request.submittedAt,
    applicant: nameOf(context, request.initiator) ?? request.initiator,
    ...(unit ? { unitTitle: unit.title } : {}),
    kindTitle: kind.title,
    title: request.title,
    state: request.state,
    ...(request.closedAt !== undefined ? { closedAt: request.closedAt } : {}),
  };
}
