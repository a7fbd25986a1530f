import { calendarOf, fileRefsIn, localDate, nextOccurrence, occurrences, RequestryError, type Calendar, type Occurrence, type Recurrence, type RecurrenceSettings } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put, type DocOf } from '../collections.js';
import { runCommand, type Decision } from '../command.js';
import { submission } from '../commands/submit-request.js';
import type { Context } from '../context.js';
import { hangInRecurrence } from '../files/documents.js';
import { takeOff } from '../files/remove.js';
import { publishedVersion } from '../queries/published.js';
import { read } from '../store.js';
import type { Turn } from '../turns.js';

/** Which time is due now, and which comes after it. */
interface Due {
  readonly now?: Occurrence;
  readonly next?: Occurrence;
}

/**
 * Submits what a recurring request is due for in its initiator's name, once per time: the request and that it was made are one write, under a key of its own.
 * Times that passed unnoticed are made up for as the kind says. What cannot be submitted is noted, its initiator told, and the next time tried again.
 */
export async function recur(context: Context, id: string, open: (user: string) => Promise<Context>): Promise<void> {
  const doc = await read(context.store, 'recurrences', id);
  const next = doc?.body.state === 'active' ? doc.body.next : undefined;
  if (!doc || !next || next.at > new Date(context.now).toISOString()) return;
  try {
    const actor = await open(doc.body.initiator);
    await runCommand(actor, 'recur', { idempotencyKey: `${id}:${next.n}` }, (turn) => decide(actor, id, turn));
  } catch (error) {
    if (!(error instanceof RequestryError) || !expected.has(error.code)) throw error;
    await note(context, id, next, error);
  }
}

/** Why a request may not come about. Anything else is tried again later. */
const expected: ReadonlySet<string> = new Set(['INVALID', 'FORBIDDEN', 'NOT_FOUND', 'STATE', 'INCIDENT']);

async function decide(context: Context, id: string, turn: Turn): Promise<Decision> {
  const doc = await read(context.store, 'recurrences', id);
  if (!doc || doc.body.state !== 'active' || !doc.body.next) return { ops: [], result: {} };
  const { kind } = await publishedVersion(context, doc.body.kind);
  if (!kind.recurrence) throw new RequestryError('STATE', `Kind "${kind.id}" is not ordered regularly any more`, { params: { reason: 'may.not-recurring' } });
  const due = dueOf(doc.body, doc.body.next, kind.recurrence, calendarFor(context, doc.body), context.now);
  if (!due.now) return { ops: [put('recurrences', id, goneOn(doc.body, due), doc.version), ...over(doc.body, due)], result: {} };
  const { ops, request } = await submission(context, { kind: kind.id, data: doc.body.data, recurrence: { id, n: due.now.n } }, turn, doc.body.data);
  const { problem: _problem, ...rest } = goneOn(doc.body, due);
  const made = { ...rest, made: doc.body.made + 1, last: { at: new Date(context.now).toISOString(), request: request.id, n: due.now.n } };
  return { ops: [...ops, put('recurrences', id, made, doc.version), ...over(doc.body, due)], result: { request: request.id } };
}

/** The time to be made up for, and the next one after now. With `all` every one that has passed comes in turn. */
function dueOf({ rule }: Recurrence, next: Occurrence, { missed = 'last' }: RecurrenceSettings, calendar: Calendar, now: number): Due {
  const at = new Date(now).toISOString();
  if (missed === 'all') return withNext(next, nextOccurrence(rule, calendar, next.at));
  let last: Occurrence | undefined;
  for (const occurrence of occurrences(rule, calendar)) {
    if (occurrence.at > at) break;
    if (occurrence.n >= next.n) last = occurrence;
  }
  const over = missed === 'skip' && last !== undefined && localDate(Date.parse(last.at), calendar.zone) < localDate(now, calendar.zone);
  return withNext(over ? undefined : last, nextOccurrence(rule, calendar, at));
}

const withNext = (now: Occurrence | undefined, next: Occurrence | undefined): Due => ({ ...(now ? { now } : {}), ...(next ? { next } : {}) });

/** Its files hang there no more when there is no next time. */
const over = (recurrence: Recurrence, { next }: Due): readonly Op[] => (next ? [] : hangInRecurrence(recurrence, recurrence.data, undefined));

function goneOn({ next: _next, ...rest }: Recurrence, { next }: Due): Recurrence {
  return { ...rest, state: next ? 'active' : 'ended', ...(next ? { next } : {}) };
}

const calendarFor = ({ org, calendars, calendar }: Context, { initiator }: Recurrence): Calendar =>
  calendarOf(org.people.find(({ id }) => id === initiator)?.unit, org, calendars) ?? calendar;

/** The time gave no request. A kind that is gone, or a person who has left, stops the whole. */
async function note(context: Context, id: string, { n }: Occurrence, error: RequestryError): Promise<void> {
  const doc = await read(context.store, 'recurrences', id);
  if (doc?.body.next?.n !== n) return;
  const at = new Date(context.now).toISOString();
  const { next: _next, ...rest } = doc.body;
  const problem = { at, n, code: error.code, issues: error.issues.slice(0, 20) };
  const following = error.code === 'INVALID' ? nextOccurrence(rest.rule, calendarFor(context, doc.body), at) : undefined;
  const body: Recurrence = following ? { ...rest, problem, next: following } : { ...rest, problem, state: 'stopped', stopped: { at } };
  const noted = await context.store.commit({ ops: [put('recurrences', id, body, doc.version), ...toldOps(doc, n, at)], durability: 'strict' });
  if (noted.ok && !following) await takeOff(context, fileRefsIn(body.data).map(({ ref }) => ({ file: ref.sha256, recurrence: id })));
}

/** The initiator is told at the last request that was made; before the first there is none to tell of. */
const toldOps = ({ id, body }: DocOf<'recurrences'>, n: number, at: string): readonly Op[] =>
  body.last ? [put('outbox', `${id}:${n}`, { request: body.last.request, at, attempts: 0, effects: [{ type: 'notify', to: [body.initiator], event: 'recurrence-failed' }] })] : [];
