import { visibleData } from '@requestry/forms/core';
import { RequestryError, type HistoryProof, type JsonObject, type Participant, type ParticipantRole, type PastView, type Request, type RequestEvent } from '@requestry/model';
import { mustBeAllowed } from '../commands/change-process.js';
import type { DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { writeHistoryFile } from '../history-file.js';
import { canonical, chainStart, firstBrokenLink, hashOf, processEvents } from '../history.js';
import type { PublishedKind } from '../kinds.js';
import { replay, type ProcessState } from '../process/index.js';
import { reservationsAfter } from '../reservations/shown.js';
import { relationsAfter, relationsIn } from '../relations/links.js';
import { followedAfter, followedIn } from '../guides/guides.js';
import { ratingAfter } from '../ratings/ratings.js';
import { opened, secretOf } from '../secrets.js';
import { usageAfter } from '../usage/totals.js';
import { accessFor, eventsOf, storedEvents, summaryOf, visibleRequest } from './request.js';

/** The request as it stood after an event, told by its events alone. */
export async function getPast(context: Context, query: { readonly request: string; readonly event: number }): Promise<PastView> {
  const { doc, kind } = await visibleRequest(context, query.request);
  mustBeAllowed(context, { action: 'see-history', request: doc.body.request, kind: kind.kind });
  if (doc.body.request.erased) throw new RequestryError('STATE', `Request ${query.request} was erased`, { params: { reason: 'request.erased' } });
  const all = await eventsOf(context, query.request);
  const event = all.find(({ seq }) => seq === query.event);
  if (!event) throw new RequestryError('NOT_FOUND', `Request ${query.request} has no event ${String(query.event)}`, { params: { id: String(query.event) } });
  const past = pastOf(doc.body.request, kind, all.slice(0, event.seq));
  const summary = summaryOf(context, { ...doc, body: { ...doc.body, ...past } } as DocOf<'requests'>, kind);
  const access = await accessFor(context, doc, kind);
  return {
    seq: event.seq,
    at: event.at,
    state: past.request.state,
    ...(summary.stage !== undefined ? { stage: summary.stage } : {}),
    data: visibleData(kind.kind.form, past.request.data, access),
    waitingFor: summary.waitingFor,
    current: [...new Set((past.process?.tokens ?? []).map((token) => token.node))],
  };
}

function pastOf(request: Request, kind: PublishedKind, events: readonly RequestEvent[]): { readonly request: Request; readonly process?: ProcessState } {
  const process = kind.compiled && replay(kind.compiled, processEvents(events));
  const { stage: _stage, ...rest } = request;
  const stage = process?.tokens.map((token) => kind.compiled?.nodes.get(token.node)?.step?.stage).find((found) => found !== undefined);
  const state = process?.status === 'ended' ? (process.end?.state ?? 'completed') : 'active';
  return { request: { ...rest, state, data: dataAfter(events), ...(stage !== undefined ? { stage } : {}) }, ...(process ? { process } : {}) };
}

/** The form's data after some events: what was submitted and every change since. */
function dataAfter(events: readonly RequestEvent[]): JsonObject {
  return events.reduce<JsonObject>((sum, { facts: { data } }) => (typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...sum, ...(data as JsonObject) } : sum), {});
}

/** Who takes part without a task after some events. */
function invitedAfter(events: readonly RequestEvent[]): readonly Participant[] {
  return events.reduce<readonly Participant[]>((sum, { type, facts: { person, role }, by = '', at }) => {
    if (type !== 'participant-added' && type !== 'participant-removed') return sum;
    const others = sum.filter((each) => each.person !== person);
    return type === 'participant-added' ? [...others, { person: String(person), role: role as ParticipantRole, by, at }] : others;
  }, []);
}

/** Checks that nobody has bent the history, and that it tells how the request came to be what it is. */
export async function checkHistory(context: Context, id: string): Promise<HistoryProof> {
  mustBeAllowed(context, { action: 'export-history' });
  const { doc, kind } = await visibleRequest(context, id);
  const stored = await storedEvents(context, id);
  const broken = firstBrokenLink(stored, doc.body.lastHash);
  return {
    events: stored.length,
    last: doc.body.lastHash,
    holds: broken === undefined,
    ...(broken !== undefined ? { brokenAt: broken + 1 } : {}),
    ...(doc.body.request.erased || broken !== undefined ? {} : { rebuilds: rebuilds(doc, kind, await opened(context, id, stored)) }),
  };
}

function rebuilds({ body: { process, request, events: count } }: DocOf<'requests'>, { compiled }: PublishedKind, events: readonly RequestEvent[]): boolean {
  const rebuilt = compiled && replay(compiled, processEvents(events));
  const others = canonical([followedAfter(events), ratingAfter(events)]) === canonical([followedIn(request), request.rating]);
  return others && events.length === count && canonical(rebuilt) === canonical(process) && canonical(dataAfter(events)) === canonical(request.data) && canonical(relationsAfter(events)) === canonical(relationsIn(request)) && canonical(invitedAfter(events)) === canonical(request.invited ?? []) && canonical(reservationsAfter(events)) === canonical(request.reservations ?? []) && canonical(usageAfter(events)) === canonical({ usage: request.usage ?? [], payments: request.payments ?? [] });
}

/** The history as a file that proves itself. It holds everything, so whoever takes it may see everything. */
export async function exportHistory(context: Context, id: string): Promise<{ readonly name: string; readonly text: string }> {
  mustBeAllowed(context, { action: 'export-history' });
  const { doc } = await visibleRequest(context, id);
  const { kind, kindVersion, number } = doc.body.request;
  const events = await storedEvents(context, id);
  const broken = firstBrokenLink(events, doc.body.lastHash);
  if (broken !== undefined) throw new RequestryError('STATE', `The history of ${id} is broken at event ${broken + 1}; ${hashOf(events[broken] ?? ({ prev: chainStart } as RequestEvent))}`, { params: { reason: 'history.broken', event: broken + 1 } });
  const key = await secretOf(context, id);
  const header = { format: 'requestry-history', version: 1, request: id, kind, kindVersion, ...(number !== undefined ? { number } : {}), exportedAt: new Date(context.now).toISOString(), exportedBy: context.actor.person.id, ...(key !== undefined ? { key } : {}) } as const;
  return { name: `${fileName(number ?? id)}.history.ndjson`, text: writeHistoryFile(header, events) };
}

/** What every file system takes as a name. */
const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 100);
