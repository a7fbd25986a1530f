/** What a request does because time has passed, and what keeps it from that. */
import { deciding, RequestryError, type Trace } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { changesOf } from '../changes.js';
import type { LoadedRequest } from '../commands/load-request.js';
import { demandsAgainst } from '../commands/step-demands.js';
import { subjectOf } from '../commands/subject.js';
import type { Context } from '../context.js';
import { passAlone, type Passed } from '../guards/ask.js';
import { mergeChecks } from '../guards/merge-checks.js';
import type { Advance, HeldNow, ProcessCommand } from '../process/index.js';
import { consequencesOf } from '../relations/consequences.js';
import { worldOf } from '../world.js';

type ByTime = ProcessCommand & { readonly type: 'timer' | 'wake' };

/** What was held may let others come to light: so often it is looked again. */
const mostRounds = 5;

/**
 * The writes of a transition that nobody asked for; undefined when there is nothing to be done. What guards of the kind, or other requests that belong to this one, do not
 * allow does not happen: it is held with an incident that says why, so that it is neither done against them nor due for ever.
 */
export async function byItself(context: Context, loaded: LoadedRequest, given: ByTime): Promise<readonly Op[] | undefined> {
  const held: HeldNow[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const command: ProcessCommand = held.length === 0 ? given : { type: 'hold', held };
    const { advance, ops } = await transition(context, loaded, command);
    if (advance.events.length === 0) return undefined;
    const { against, ...passed } = await guarded(context, loaded, advance);
    const written = mergeChecks(passed.checks, ops(passed));
    const refusal = against.length > 0 ? undefined : await consequencesOf(context, written).then(() => undefined, refusalOf);
    if (against.length === 0 && !refusal) return written;
    const more = refusal ? moved(given, advance, refusal.trace, (each) => !held.some((other) => isSame(each, other))) : against;
    if (more.length === 0) throw refusal?.error ?? new RequestryError('STATE', `Nothing of ${loaded.doc.id} could be held`);
    held.push(...more);
  }
  throw new RequestryError('STATE', `${loaded.doc.id} could not be held in ${mostRounds} rounds`);
}

async function transition(context: Context, loaded: LoadedRequest, command: ProcessCommand): Promise<{ readonly advance: Advance; readonly ops: (passed: Passed) => readonly Op[] }> {
  const { doc, kind, tasks, seal, registered, stocks } = loaded;
  const { request, process } = doc.body;
  if (!process || !kind.compiled) throw new TypeError(`Request ${doc.id} has no route`);
  const world = await worldOf(context, kind.kind, subjectOf(request), request.data, kind.compiled);
  const advance = context.core.advance(kind.compiled, process, command, world);
  return { advance, ops: ({ events }) => changesOf(context, { before: doc.body, version: doc.version, kind, world, advance, facts: events, tasks, seal, registered, stocks }) };
}

/** Asks the guards of every decision that is about to be taken without anybody, and what its step demands. What they say is told as everybody sees it who sees the request. */
async function guarded(context: Context, { doc, kind }: LoadedRequest, { events }: Advance): Promise<Passed & { readonly against: readonly HeldNow[] }> {
  const { request } = doc.body;
  const subject = { kind: kind.kind, data: request.data, request, access: { '*': 'read' as const, ...kind.kind.viewAccess } };
  const asked = await Promise.all(decided(events).map(async ({ token, alarm, node, outcome = '' }) => {
    const settings = kind.compiled?.nodes.get(node)?.step;
    const step = settings && { id: node, settings };
    const passed = await passAlone(context, step ? deciding(step, outcome) : [], subject);
    const against = [...(step ? demandsAgainst(context, kind.kind, request, step, outcome) : []), ...passed.against];
    return { passed, against: against.length === 0 ? [] : [{ token, alarm, code: 'guarded', trace: { code: 'incident.guarded', params: { outcome }, because: against } }] };
  }));
  return { events: asked.flatMap(({ passed }) => passed.events), checks: asked.flatMap(({ passed }) => passed.checks), against: asked.flatMap(({ against }) => against) };
}

const decided = (events: Advance['events']) => events.filter((event) => event.type === 'step-escalated').filter(({ action }) => action === 'decide');

/** What the transition came from and is not held yet: the timer, else decisions without anybody, else conditions that were met. */
function moved(given: ByTime, { events }: Advance, trace: Trace, isFree: (held: HeldNow) => boolean): readonly HeldNow[] {
  const why = { code: 'refused', trace };
  const timer: readonly HeldNow[] = given.type === 'timer' ? [{ timer: given.timer, ...why }] : [];
  const alarms = decided(events).map(({ token, alarm }): HeldNow => ({ token, alarm, ...why }));
  const met = events.filter((event) => event.type === 'condition-met').map(({ node, token }): HeldNow => ({ condition: node, ...(token !== undefined ? { token } : {}), ...why }));
  return [timer, alarms, met].map((each) => each.filter(isFree)).find((each) => each.length > 0) ?? [];
}

const named = (held: HeldNow): string => JSON.stringify('timer' in held ? [held.timer] : 'alarm' in held ? [held.token, held.alarm] : [held.condition, held.token ?? '']);

const isSame = (one: HeldNow, other: HeldNow): boolean => named(one) === named(other);

/** Why the end of a request may not come about, as far as that is no fault of the store. */
function refusalOf(error: unknown): { readonly error: RequestryError; readonly trace: Trace } {
  if (!(error instanceof RequestryError) || !['STATE', 'NOT_FOUND', 'DAMAGED'].includes(error.code)) throw error;
  const { reason, ...params } = error.params;
  return { error, trace: { code: 'incident.refused', params: {}, because: [{ code: String(reason ?? 'incident.original-gone'), params: params as NonNullable<Trace['params']> }] } };
}
