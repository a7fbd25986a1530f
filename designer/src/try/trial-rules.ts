import { stepDemands } from '@requestry/forms/core';
import type { FormContext } from '@requestry/forms/core';
import { deciding, guardsFor, localize } from '@requestry/model';
import type { Guard, GuardedDecision, JsonObject, Kind, StepSettings, Trace } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { RuleNames } from '../rules/names.js';
import { followUpSentence, guardSentence, guardTitle, ratingSentence, reservationSentence } from '../rules/sentences.js';
import { words } from '../route-tab/locales/index.js';
import type { FactLine } from './facts-text.js';
import type { Trial } from './trial.js';

/** What a condition reads that no trial has: other records, other requests, connectors, what was used and paid. */
const readsElsewhere = ({ when, facts = {} }: Guard): boolean =>
  Object.keys(facts).length > 0 || compileExpression(when).names.some((name) => /^(?:payments|resources)\b/.test(name));

/** What conditions of a trial know. */
export interface Known {
  readonly data: JsonObject;
  readonly initiator: string;
  readonly unit?: string;
  readonly now: number;
  readonly zone: string;
}

/** Conditions of a decision: those that do not hold, and those that a trial cannot ask and takes to hold. */
export function askInTrial(kind: Kind, decisions: readonly GuardedDecision[], { data, initiator, unit, now, zone }: Known): { readonly broken: readonly Guard[]; readonly assumed: readonly Guard[] } {
  const asked = guardsFor(kind, decisions);
  const empty = Object.fromEntries(Object.keys(kind.form.schema.properties ?? {}).map((name) => [name, null]));
  const names: JsonObject = {
    today: new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now),
    now: new Date(now).toISOString(),
    request: { id: 'trial', kind: kind.id, number: null, submittedAt: null, unit: unit ?? null, state: null, counterparty: null, source: null, channel: null },
    initiator: { id: initiator, name: null, unit: unit ?? null, roles: [] },
    data, ...empty, ...data,
  };
  const assumed = asked.filter(readsElsewhere);
  const broken = asked.filter((guard) => !assumed.includes(guard) && compileExpression(guard.when).evaluate(names, { now, zone }).value !== true);
  return { broken, assumed };
}

/** Why a decision or a submission is refused: what people would read. */
export const refusals = (broken: readonly Guard[], n: RuleNames, data: JsonObject): readonly string[] =>
  broken.map((guard) => {
    const told = localize(guard.explanation, n.locale).replace(/\{([^{}]+)\}/g, (all, name: string) => (data[name] === undefined || data[name] === null ? all : String(data[name])));
    return told || guardTitle(guard, n);
  });

/** Conditions that are taken to hold, as lines of the story. */
export const assumedLines = (assumed: readonly Guard[], n: RuleNames): readonly FactLine[] => assumed.map((guard) => ({ icon: 'lock', text: words[n.locale].tryAssumed, why: guardSentence(guard, n), minor: true }));

/** What is kept when a request is submitted. */
export const keptLines = (kind: Kind, n: RuleNames): readonly FactLine[] => (kind.reservations ?? []).map((rule) => ({ icon: 'lock', text: words[n.locale].tryKept, why: reservationSentence(rule, n) }));

/** What was decided, and what it would start. */
export function decidedLines(kind: Kind, directory: string, record: string, n: RuleNames): readonly FactLine[] {
  const t = words[n.locale];
  const started = (kind.followUps ?? []).filter((each) => each.directory === directory && (each.types === undefined || each.types.length === 0 || each.types.includes(record)));
  return [{ icon: 'decision', text: t.tryDecided({ what: n.recordTitle(directory, record) }) }, ...started.map((each) => ({ icon: 'route', text: t.tryStarts, why: followUpSentence(each, n) }))];
}

/** What happens when a request has ended: its initiator is asked for a rating. */
export const endedLines = (kind: Kind, trial: Trial, n: RuleNames): readonly FactLine[] =>
  kind.rating && trial.state.status === 'ended' && trial.state.end?.state === 'completed' ? [{ icon: 'star', text: ratingSentence(kind, n) }] : [];

/** Why a step may not be decided so without anybody: what it demands, and conditions that do not hold. */
export function againstAlone(kind: Kind, step: { readonly id: string; readonly settings: StepSettings }, outcome: string, given: { readonly known: Known; readonly ticked: readonly number[]; readonly context: FormContext; readonly n: RuleNames }): readonly Trace[] {
  const { known, ticked, context, n } = given;
  const { broken } = askInTrial(kind, deciding(step, outcome), known);
  const guards = broken.map((guard): Trace => ({ code: 'guard.blocked', params: { guard: guard.id, text: refusals([guard], n, known.data)[0] ?? guard.id } }));
  return [...stepDemands(kind, step, outcome, { data: known.data, ticked, context, engine: 'interpreter' }), ...guards];
}

/** Of what was filled in, the fields that a step lets be changed. */
export const onlyEditable = (data: JsonObject, access: Readonly<Record<string, string>>): JsonObject => Object.fromEntries(Object.entries(data).filter(([name]) => ['edit', 'required'].includes(access[name] ?? access['*'] ?? '')));
