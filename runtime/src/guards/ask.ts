import { guardsFor, RequestryError, type Guard, type GuardedDecision, type Issue, type Json, type JsonObject, type Permission, type Trace } from '@requestry/model';
import type { Op } from '@requestry/storage';
import type { Context } from '../context.js';
import type { NewEvent } from '../history.js';
import { factValues, findFacts, type Found } from './facts.js';
import { evaluated, guardNames, type GuardSubject } from './subject.js';
import { explained, factTraces, toldFacts, unavailableWords, type Words } from './told.js';

/** `warned`: could not be asked, and the kind lets that pass. */
export type Verdict = 'passed' | 'blocked' | 'unavailable' | 'warned';

/** What a guard says, and by which facts. */
export interface Asked {
  readonly guard: Guard;
  readonly verdict: Verdict;
  readonly facts: Readonly<Record<string, Found>>;
  /** For people; absent when it lets pass. */
  readonly text?: Words;
}

/** Asks guards one and all, so that people learn of everything at once. Never rejects for what a guard meets. */
export const askGuards = (context: Context, guards: readonly Guard[], subject: GuardSubject): Promise<readonly Asked[]> => Promise.all(guards.map((guard) => askGuard(context, guard, subject)));

async function askGuard(context: Context, guard: Guard, subject: GuardSubject): Promise<Asked> {
  const facts = await findFacts(context, guard.facts ?? {}, subject);
  const missing = Object.values(facts).some((found) => 'problem' in found);
  const held = missing ? { value: null } : evaluated(context, guard.when, { ...guardNames(context, subject), ...factValues(facts) });
  const holds = 'value' in held ? held.value : null;
  if (holds === true) return { guard, verdict: 'passed', facts };
  if (holds === false) return { guard, verdict: 'blocked', facts, text: await explained(context, guard, facts, subject) };
  const verdict = guard.unavailable === 'warn' ? 'warned' : 'unavailable';
  return { guard, verdict, facts, text: unavailableWords(guard, verdict) };
}

const stops = ({ verdict }: Asked): boolean => verdict === 'blocked' || verdict === 'unavailable';

/** What a decision that guards let pass writes besides: that they were asked, and that what they read is as it was. */
export interface Passed {
  readonly events: readonly NewEvent[];
  readonly checks: readonly Op[];
}

/** Rejects with `INVALID` and an issue per guard that does not let the decision pass. */
export async function mustPass(context: Context, moments: readonly GuardedDecision[], subject: GuardSubject): Promise<Passed> {
  const { stopped, ...passed } = await pass(context, moments, subject);
  if (stopped.length > 0) throw new RequestryError('INVALID', `${stopped.length} guards of "${subject.kind.id}" do not let this pass, the first: ${stopped[0]?.guard.id ?? ''}`, { issues: stopped.map(issueOf) });
  return passed;
}

/** The same for what is decided without anybody: why guards do not let it pass, in words for whoever reads the history. */
export async function passAlone(context: Context, moments: readonly GuardedDecision[], subject: GuardSubject): Promise<Passed & { readonly against: readonly Trace[] }> {
  const { stopped, ...passed } = await pass(context, moments, subject);
  return { ...passed, against: stopped.map(saidBy) };
}

async function pass(context: Context, moments: readonly GuardedDecision[], subject: GuardSubject): Promise<Passed & { readonly stopped: readonly Asked[] }> {
  const guards = guardsFor(subject.kind, moments);
  if (guards.length === 0) return { events: [], checks: [], stopped: [] };
  const asked = await askGuards(context, guards, subject);
  const checks = asked.flatMap(({ facts }) => Object.values(facts).flatMap((found) => ('value' in found ? (found.checks ?? []) : [])));
  return { events: [eventOf(moments[0], asked)], checks: [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()], stopped: asked.filter(stops) };
}

const issueOf = ({ guard, verdict, text, facts }: Asked): Issue => ({ code: `guard.${verdict}`, path: '', params: { guard: guard.id, message: text as Json | undefined, facts: toldFacts(facts) } });

function traceOf(asked: Asked): Trace {
  const because = factTraces(asked.facts);
  return { ...saidBy(asked), ...(because.length > 0 ? { because } : {}) };
}

const saidBy = ({ guard, verdict, text }: Asked): Trace => ({ code: `guard.${verdict}`, params: { guard: guard.id, ...(guard.title === undefined ? {} : { title: guard.title as Json }), ...(text ? { text: text as Json } : {}) } });

/** The answers as they were when it was decided: nobody asks again to tell the past. */
function eventOf(moment: GuardedDecision | undefined, asked: readonly Asked[]): NewEvent {
  const step = moment?.step ? { step: moment.step.id } : {};
  const outcome = moment?.outcome === undefined ? {} : { outcome: moment.outcome };
  const guards = asked.map(({ guard, verdict, facts }): JsonObject => ({ id: guard.id, verdict, facts: Object.fromEntries(Object.entries(facts).map(([name, found]) => [name, keptOf(found)])) }));
  return { type: 'guards-checked', facts: { at: moment?.at ?? 'decide', ...step, ...outcome, guards }, trace: { code: 'guards.passed', params: { count: asked.length }, because: asked.map(saidBy) } };
}

const keptOf = (found: Found): Json => ('problem' in found ? { problem: found.problem } : { value: found.value, ...(found.on ? { on: found.on.slice(0, 50).map(({ id }) => id) } : {}) });

/**
 * What guards say of a decision before it is taken. One that cannot be asked now may be later, and one that reads what the actor is about to
 * fill in may let pass then: they only warn. `open`: whether a guard is such a one.
 */
export function permissionBy(asked: readonly Asked[], open: (guard: Guard) => boolean): Permission {
  const told = asked.filter(({ verdict }) => verdict !== 'passed').map(traceOf);
  const allowed = !asked.some(({ verdict, guard }) => verdict === 'blocked' && !open(guard));
  const [first, ...rest] = told;
  if (!first) return { allowed };
  return { allowed, reason: rest.length === 0 ? first : { code: 'guards.blocked', params: { count: told.length }, because: told } };
}
