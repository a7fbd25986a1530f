import type { Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { outboxOps } from '../changes.js';
import { keyOf, put, type RequestDocument } from '../collections.js';
import type { Context } from '../context.js';
import { hangInRequest } from '../files/documents.js';
import { chain, type NewEvent, type Seal } from '../history.js';
import type { PublishedKind } from '../kinds.js';
import type { Notice } from '../process/index.js';
import { alsoToFollowers } from '../participation.js';
import { registerOps, type Registered } from '../register/document.js';
import { settleReservations } from '../reservations/settle.js';
import type { Stocks } from '../reservations/stock.js';
import { clockedRequest, responsibleFor } from '../sla/clocked-request.js';
import { taskDocId } from '../task-ids.js';
import { wakeAtOf, wakeOps, wakeTimer } from '../wake-at.js';
import { worldOf } from '../world.js';
import type { LoadedRequest } from './load-request.js';
import { subjectOf } from './subject.js';

/** A fact about a request that does not move it along its route: the request as it is then, and what happened. */
export interface Beside {
  readonly before: RequestDocument;
  /** Absent for a new request. */
  readonly version?: number;
  readonly kind: PublishedKind;
  readonly request: Request;
  readonly facts: readonly NewEvent[];
  readonly notices?: readonly Notice[];
  readonly by?: string;
  /** What it is found by now. */
  readonly registered?: Registered | undefined;
  /** Seals the history of kinds with personal data. */
  readonly seal?: Seal | undefined;
  /** What it keeps of records, and what it is about to. */
  readonly stocks: Stocks;
  /** Its fields were filled in by people: what they want is kept from now on. */
  readonly reserve?: boolean;
}

/** Request, history, deadlines and messages of a change without a transition, as one batch. Without any fact only the timer that wakes the request is set anew. */
export async function besideOps(context: Context, { before, version, kind, request, facts, notices = [], by, seal, registered, stocks, reserve = false }: Beside): Promise<readonly Op[]> {
  const { process } = before;
  const at = new Date(context.now).toISOString();
  const world = await worldOf(context, kind.kind, subjectOf(request), request.data, kind.compiled);
  const route = process ? { process: { compiled: kind.compiled, state: process, events: [] } } : {};
  const kept = settleReservations(context, { kind: kind.kind, request, world, stocks, reserve, responsible: responsibleFor(process) });
  const clocked = clockedRequest({ kind: kind.kind, request: kept.request, world, ...route });
  const wakeAt = wakeAtOf(clocked.request, kind.kind, world, process && kind.compiled && { compiled: kind.compiled, state: process });
  const said = chain(facts, { count: before.events, lastHash: before.lastHash }, { at, ...(by !== undefined ? { by } : {}) }, seal);
  const history = chain([...clocked.facts, ...kept.facts], said, { at }, seal);
  if (history.count === before.events) {
    const timer: readonly Op[] = wakeAt === undefined ? [{ op: 'delete', ...keyOf('timers', taskDocId(request.id, wakeTimer)) }] : wakeOps(request.id, undefined, wakeAt);
    return [{ op: 'check', ...keyOf('requests', request.id), if: version ?? 'absent' }, ...timer];
  }
  const after: RequestDocument = { request: clocked.request, ...(process ? { process } : {}), events: history.count, lastHash: history.lastHash, ...(wakeAt !== undefined ? { wakeAt } : {}), ...(before.awaits ? { awaits: before.awaits } : {}) };
  return [
    put('requests', request.id, after, version ?? 'absent'),
    ...registerOps(context, after, (version ?? 0) + 1, kind, registered),
    put('events', `${request.id}:${String(before.events + 1).padStart(6, '0')}`, { request: request.id, events: [...said.events, ...history.events] }, 'absent'),
    ...hangInRequest(request.id, version === undefined ? undefined : before.request.data, clocked.request.data),
    ...kept.ops,
    ...wakeOps(request.id, before.wakeAt, wakeAt),
    ...outboxOps(request.id, before.events, alsoToFollowers(clocked.request, [...notices, ...clocked.notices, ...kept.notices]), { at, ...(by !== undefined ? { by } : {}) }),
  ];
}

/** The document as commands without a transition see it. */
export const besideOf = ({ doc, kind, seal, registered, stocks }: LoadedRequest): Pick<Beside, 'before' | 'version' | 'kind' | 'request' | 'seal' | 'registered' | 'stocks'> => ({ before: doc.body, version: doc.version, kind, request: doc.body.request, seal, registered, stocks });
