import type { Guard, JsonObject, Kind, Outcome, StepSettings } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { RuleNames } from '../rules/names.js';
import { followUpSentence, guardSentence, guardTitle, ratingSentence, reservationSentence } from '../rules/sentences.js';
import { localize } from '@requestry/model';
import { words } from '../route-tab/locales/index.js';
import type { FactLine } from './facts-text.js';
import type { Trial } from './trial.js';

/** When conditions are asked in a trial: at submission, or when a step is decided. */
export type TrialMoment = { readonly at: 'submit' } | { readonly at: 'decide'; readonly step: string; readonly outcome: Outcome };

const leadsForward = ({ effect }: Outcome): boolean => (effect ?? 'forward') === 'forward';

function isAsked({ at, step, outcome }: Guard, moment: TrialMoment): boolean {
  if (moment.at === 'submit') return at === 'submit';
  if (at === 'accept') return step === moment.step && (outcome === undefined ? leadsForward(moment.outcome) : outcome === moment.outcome.id);
  return at === 'decide' && (step === undefined || step === moment.step) && (outcome === undefined ? leadsForward(moment.outcome) : outcome === moment.outcome.id);
}

/** What a condition reads that no trial has: other records, other requests, connectors, what was used and paid. */
const readsElsewhere = ({ when, facts = {} }: Guard): boolean =>
  Object.keys(facts).length > 0 || compileExpression(when).names.some((name) => /^(?:payments|resources)\b/.test(name));

/** Conditions of a moment: those that do not hold, and those that a trial cannot ask and takes to hold. */
export function askInTrial(kind: Kind, moment: TrialMoment, { data, initiator, unit, now, zone }: { readonly data: JsonObject; readonly initiator: string; readonly unit?: string; readonly now: number; readonly zone: string }): { readonly broken: readonly Guard[]; readonly assumed: readonly Guard[] } {
  const asked = (kind.guards ?? []).filter((guard) => isAsked(guard, moment));
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

/** Points of a step's checklist that have to be ticked before it goes forward and are not; from 1. */
export const missingTicks = (kind: Kind | undefined, step: string, settings: StepSettings, ticked: readonly number[]): readonly number[] =>
  (kind?.guides?.find((guide) => guide.step === step)?.mandatory ?? []).filter((item) => item <= (settings.checklist?.length ?? 0) && !ticked.includes(item));
