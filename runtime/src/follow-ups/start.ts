import { RequestryError, type FollowUpMessage, type FollowUpState, type Person, type Request } from '@requestry/model';
import type { Doc, Op } from '@requestry/storage';
import { keyOf, type OutboxDocument } from '../collections.js';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { loadRequest } from '../commands/load-request.js';
import { submissionOf } from '../commands/submit-request.js';
import { systemUser, type Context } from '../context.js';
import type { NewEvent } from '../history.js';
import { publishedVersion } from '../queries/published.js';
import { triedAgain } from '../work/tried-again.js';

/** A follow-up on its way, with what it takes along as it was when it was decided. */
export type PendingFollowUp = NonNullable<OutboxDocument['followUp']>;

type Entry = Doc<OutboxDocument>;

/** Tells the host of follow-ups. Should end when the signal is given; whatever it does not take is brought again with the same key. */
export type FollowUpReceiver = (message: FollowUpMessage, signal: AbortSignal) => Promise<void>;

/** How long a receiver may take for one message, milliseconds. */
const receiverTimeout = 5_000;

/** Begins the request that follows, once: it, what the first one says of it, and that it was done are one write. */
export async function startRequest(context: Context, entry: Entry, followUp: PendingFollowUp): Promise<void> {
  await tried(context, entry, followUp, () => runCommand(context, 'follow-up', { idempotencyKey: `${entry.id}:${entry.body.attempts}` }, async (turn) => {
    const loaded = await loadRequest(context, entry.body.request);
    const { request: before } = loaded.doc.body;
    const published = await publishedVersion(context, followUp.kind ?? '');
    const initiator = initiatorOf(context, followUp.initiator === 'decider' ? followUp.decision.by : before.initiator);
    const { ops, request } = await submissionOf(context, published, { initiator, data: {}, preset: followUp.data, turn, related: { request: { links: [{ type: 'based-on', followUp: followUp.id, to: before.id }] }, facts: [] } });
    const said: NewEvent = { type: 'follow-up-started', facts: { followUp: followUp.id, request: request.id }, trace: { code: 'follow-up.started', params: { title: followUp.decision.title } } };
    return { ops: [...ops, ...(await besideOps(context, { ...besideOf(loaded), request: withState(before, followUp, { state: 'done', request: request.id, at: at(context) }), facts: [said] })), taken(entry)], result: { request: request.id } };
  }));
}

/** Brings the message to the host, outside of any write, then notes that it has it. */
export async function tellHost(context: Context, entry: Entry, followUp: PendingFollowUp, receiver: FollowUpReceiver | undefined): Promise<void> {
  await tried(context, entry, followUp, async () => {
    const loaded = await loadRequest(context, entry.body.request);
    await bring(context, messageOf(context, entry, followUp, loaded.doc.body.request), receiver);
    await runCommand(context, 'follow-up', { idempotencyKey: `${entry.id}:${entry.body.attempts}` }, async () => {
      const fresh = await loadRequest(context, entry.body.request);
      const said: NewEvent = { type: 'follow-up-started', facts: { followUp: followUp.id, message: followUp.message ?? '' }, trace: { code: 'follow-up.told', params: { title: followUp.decision.title, message: followUp.message ?? '' } } };
      return { ops: [...(await besideOps(context, { ...besideOf(fresh), request: withState(fresh.doc.body.request, followUp, { state: 'done', at: at(context) }), facts: [said] })), taken(entry)], result: {} };
    });
  });
}

async function bring(context: Context, message: FollowUpMessage, receiver: FollowUpReceiver | undefined): Promise<void> {
  if (!receiver) throw new RequestryError('STATE', 'Nobody takes follow-ups', { params: { reason: 'follow-up.no-receiver' } });
  const [ended, asked] = [new AbortController(), new AbortController()];
  const late = context.wait(receiverTimeout, ended.signal).then(() => 'late' as const);
  const done = Promise.resolve().then(() => receiver(message, asked.signal)).then(() => 'done' as const, () => 'failed' as const);
  const first = await Promise.race([done, late]);
  ended.abort();
  asked.abort();
  if (first !== 'done') throw new RequestryError('STATE', `The receiver of follow-ups is ${first}`, { params: { reason: `follow-up.${first}` } });
}

function messageOf(context: Context, entry: Entry, { decision, data, message = '' }: PendingFollowUp, request: Request): FollowUpMessage {
  const { directory, type, title, text, by, at: decidedAt } = decision;
  return {
    key: entry.id, message, tenant: context.tenant, request: request.id, ...(request.number === undefined ? {} : { number: request.number }), kind: request.kind,
    decision: { directory, type, title, ...(text === undefined ? {} : { text }), by, at: decidedAt }, data,
  };
}

/** What does not come about is tried again later, and after the last time noted and told. */
async function tried(context: Context, entry: Entry, followUp: PendingFollowUp, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof RequestryError) || !expected.has(error.code)) throw error;
    const again = triedAgain(entry, context.now);
    if (again) await context.store.commit({ ops: [again] });
    else await giveUp(context, entry, followUp, error);
  }
}

/** Why a follow-up may not come about: what it takes along does not fit, or the kind, the person or the receiver is not there. */
const expected: ReadonlySet<string> = new Set(['INVALID', 'NOT_FOUND', 'FORBIDDEN', 'STATE', 'CONFLICT', 'INCIDENT']);

async function giveUp(context: Context, entry: Entry, followUp: PendingFollowUp, error: RequestryError): Promise<void> {
  const code = String(error.params.reason ?? error.issues[0]?.code ?? error.code);
  await runCommand(context, 'follow-up-failed', { idempotencyKey: `${entry.id}:${entry.body.attempts}` }, async () => {
    const loaded = await loadRequest(context, entry.body.request).catch(unlessGone);
    if (!loaded) return { ops: [taken(entry)], result: {} };
    const said: NewEvent = { type: 'follow-up-failed', facts: { followUp: followUp.id, code }, trace: { code: 'follow-up.failed', params: { title: followUp.decision.title, code } } };
    const administrators = context.org.people.filter(({ archived, roles = [] }) => !archived && context.org.roles.some(({ id, rights = [] }) => roles.includes(id) && rights.includes('administer'))).map(({ id }) => id);
    const ops = await besideOps(context, {
      ...besideOf(loaded),
      request: withState(loaded.doc.body.request, followUp, { state: 'failed', code, at: at(context) }),
      facts: [said],
      notices: [{ type: 'notify', to: [...new Set([followUp.decision.by, ...administrators])], event: 'follow-up-failed' }],
    });
    return { ops: [...ops, taken(entry)], result: {} };
  });
}

/** An erased request has no history to write to, and starts nothing more. */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof RequestryError) || !['NOT_FOUND', 'STATE'].includes(error.code)) throw error;
}

/** The request with how a follow-up of its decision stands; that of an earlier decision is told by its history alone. */
export function withState(request: Request, { id, decision: { at: decidedAt } }: Pick<PendingFollowUp, 'id' | 'decision'>, state: Omit<FollowUpState, 'id'>): Request {
  const { decision } = request;
  if (decision?.at !== decidedAt) return request;
  return { ...request, decision: { ...decision, followUps: (decision.followUps ?? []).map((each) => (each.id === id ? { id, ...state } : each)) } };
}

const at = ({ now }: Context): string => new Date(now).toISOString();

const taken = (entry: Entry): Op => ({ op: 'delete', ...keyOf('outbox', entry.id), if: entry.version });

function initiatorOf(context: Context, id: string): Person {
  if (id === systemUser) return { id: systemUser, name: '' };
  const person = context.org.people.find((candidate) => candidate.id === id && !candidate.archived);
  if (!person) throw new RequestryError('INVALID', `Person "${id}" does not exist`, { issues: [{ code: 'request.unknown-person', params: { found: id } }] });
  return person;
}
