import type { Locale, Org } from '@requestry/model';
import { localize, outcomesOf } from '@requestry/model';
import { formatDate, formatList, formatMoney, formatNumber, requestStateText, traceText } from '@requestry/ui';
import type { TaskRef } from '@requestry/runtime/process';
import { quoted } from '../parts/localized.js';
import { conditionText } from '../route-tab/condition.js';
import { personName } from '../route-tab/entry-text.js';
import type { FormField } from '../route-tab/fields.js';
import { words } from '../route-tab/locales/index.js';
import { nameOfElement } from '../route-tab/path-text.js';
import type { Trial, TrialFact, TrialMail } from './trial.js';

/** What sentences about a trial are told with. */
export interface Teller {
  readonly locale: Locale;
  readonly org: Org;
  readonly fields: readonly FormField[];
  readonly names: Readonly<Record<string, string>>;
}

/** One line of the story. `minor` ones can be left out. */
export interface FactLine {
  readonly icon: string;
  readonly text: string;
  readonly why?: string;
  readonly minor?: boolean;
  readonly bad?: boolean;
}

const bare = (name: string): string => name.replace(/^[«“]|[»”]$/g, '');

/** Name of a step without quotes. */
export const stepTitle = (trial: Trial, node: string, locale: Locale): string => bare(nameOfElement(trial.compiled.route, node, locale));

/** Title of an outcome of a step. */
export function outcomeTitle(trial: Trial, node: string, outcome: string, locale: Locale): string {
  const step = trial.compiled.nodes.get(node)?.step;
  return localize(step && outcomesOf(step).find(({ id }) => id === outcome)?.title, locale) || outcome;
}

const people = (tasks: readonly TaskRef[], teller: Teller): string =>
  formatList(tasks.flatMap((task) => {
    const t = words[teller.locale];
    if (task.assignee === undefined) return [t.tryForGroup({ people: (task.candidates ?? []).map((id) => personName(teller.org, id)).join(', ') })];
    const own = personName(teller.org, task.assignee);
    return [task.onBehalfOf === undefined ? own : `${own} (${t.tryOnBehalf({ person: personName(teller.org, task.onBehalfOf) })})`];
  }), teller.locale);

/** A fact as a sentence with its reason. Nothing for facts that people need not see. */
export function factLine(trial: Trial, { event }: TrialFact, teller: Teller): FactLine | undefined {
  const { locale, org } = teller;
  const t = words[locale];
  const step = (node: string): string => stepTitle(trial, node, locale);
  const why = 'trace' in event && event.trace ? { why: traceText(event.trace, locale, teller.names) } : {};
  switch (event.type) {
    case 'process-started':
      return { icon: 'start', text: t.eventStarted({ who: personName(org, trial.world.subject.initiator) }) };
    case 'step-opened':
      return { icon: trial.compiled.nodes.get(event.node)?.step?.type ?? 'user', text: t.eventOpened({ step: step(event.node), people: people(event.tasks, teller) }), ...why };
    case 'turn-passed':
      return { icon: 'users', text: t.eventTurn({ step: step(event.node), people: people([event.task], teller) }), ...why };
    case 'task-completed': {
      const said = event.comment ? ` — ${quoted(event.comment, locale)}` : '';
      return { icon: 'check', text: t.eventCompleted({ who: personName(org, event.by), step: step(event.node), outcome: outcomeTitle(trial, event.node, event.outcome, locale) }) + said };
    }
    case 'step-skipped':
      return { icon: 'arrow-right', text: t.eventSkipped({ step: step(event.node) }), ...why };
    case 'step-completed':
      return { icon: 'check-circle', text: t.eventStepDone({ step: step(event.node), outcome: outcomeTitle(trial, event.node, event.outcome, locale) }), minor: true, ...why };
    case 'task-cancelled':
      return { icon: 'close', text: t.eventCancelled({ step: step(event.node) }), minor: true, ...why };
    case 'notice-sent':
      return { icon: 'notification', text: t.eventNotice({ step: step(event.node), people: formatList(event.to.map((id) => personName(org, id)), locale) }), ...why };
    case 'data-set':
      return { icon: 'action', text: t.eventData({ fields: Object.entries(event.data).map(([name, value]) => dataText(name, value, teller)).join(', ') }), ...why };
    case 'timer-armed':
      return { icon: 'wait', text: t.eventTimerArmed({ when: formatDate(event.at, locale, { time: true, zone: trial.world.calendar.zone }) }), minor: true, ...why };
    case 'step-reminded':
      return { icon: 'bell', text: `${step(event.node)}: ${traceText(event.trace, locale, teller.names)}` };
    case 'step-overdue':
    case 'step-escalated':
      return { icon: 'warning', bad: event.type === 'step-overdue', text: `${step(event.node)}: ${traceText(event.trace, locale, teller.names)}` };
    case 'timer-fired':
      return { icon: 'wait', text: t.eventTimerFired({ step: step(event.node) || step(trial.compiled.nodes.get(event.node)?.attachedTo ?? event.node) }) };
    case 'token-moved':
    case 'token-created':
      return event.trace && event.via !== undefined ? branchLine(trial, event.via, teller) : undefined;
    case 'incident-raised':
      return { icon: 'error', bad: true, text: incidentText(trial, event.code, event.element, locale), ...why };
    case 'process-ended':
      return { icon: 'end', text: t.eventEnded({ state: endWords(trial, locale) }) };
    default:
      return undefined;
  }
}

/** A way that a condition chose, with the values it looked at. Forks after a decision only repeat it and are left out. */
function branchLine(trial: Trial, via: string, teller: Teller): FactLine | undefined {
  const { locale, fields, names } = teller;
  const flow = trial.compiled.flows.get(via);
  const ways = [...trial.compiled.flows.values()].filter((each) => each.from === flow?.from && each.condition !== undefined);
  if (!flow || ways.length === 0 || ways.every((way) => /^=\s*(steps\.|get value\(steps)/.test(way.condition ?? ''))) return undefined;
  const t = words[locale];
  const asked = new Set(ways.flatMap((way) => way.when?.names ?? []).map((name) => name.split('.')[0] ?? ''));
  const values = fields.filter(({ name }) => asked.has(name)).map((field) => `${field.title} = ${tell(trial.world.data[field.name], teller, field)}`);
  const rule = flow.condition === undefined ? t.otherwise : t.ifCondition({ condition: conditionText(flow.condition, fields, undefined, locale, names) });
  const branch = bare(nameOfElement(trial.compiled.route, via, locale));
  return { icon: 'condition', text: t.eventBranch({ branch: branch || rule }), why: [...(branch ? [rule] : []), ...values].join(' · ') };
}

function dataText(name: string, value: unknown, teller: Teller): string {
  const field = teller.fields.find((each) => each.name === name);
  return `${field?.title ?? name} = ${tell(value, teller, field)}`;
}

/** A value as people write it. */
function tell(value: unknown, teller: Teller, field?: FormField): string {
  const { locale, names } = teller;
  const t = words[locale];
  if (value === null || value === undefined || value === '') return '—';
  const chosen = field?.options?.find((option) => option.value === value);
  if (chosen) return chosen.title;
  if (typeof value === 'number') return formatNumber(value, locale);
  if (typeof value === 'boolean') return value ? t.opYes : t.opNo;
  if (typeof value === 'string') return names[value] ?? (field?.sort === 'date' ? formatDate(value, locale, { year: 'always' }) : value);
  if (Array.isArray(value)) return value.some((each) => typeof each === 'object') ? t.tryRows({ count: value.length }) : formatList(value.map((each) => tell(each, teller, field)), locale);
  return isMoney(value) ? formatMoney(value, locale) : '…';
}

const isMoney = (value: object): value is { readonly amount: string; readonly currency: string } => 'amount' in value && 'currency' in value && typeof value.amount === 'string' && typeof value.currency === 'string';

/** How the request ended: the name of the end, else its state. */
export function endWords(trial: Trial, locale: Locale): string {
  const { end } = trial.state;
  if (!end) return '';
  const named = end.node === undefined ? undefined : trial.compiled.nodes.get(end.node)?.end?.title;
  const state = requestStateText(end.state, locale);
  const own = localize(named, locale);
  return own && own.toLocaleLowerCase() !== state.toLocaleLowerCase() ? `${own} (${state.toLocaleLowerCase()})` : state;
}

/** Why the route cannot go on. */
export function incidentText(trial: Trial, code: string, element: string, locale: Locale): string {
  const t = words[locale];
  const step = stepTitle(trial, element, locale) || element;
  if (code === 'no-performer') return t.incidentNoPerformer({ step });
  if (code === 'no-flow') return t.incidentNoFlow({ step });
  if (code === 'endless-loop') return t.incidentEndless({ step });
  if (code === 'error-uncaught') return t.incidentError({ step });
  if (code === 'timer-without-date') return t.incidentTimer({ step });
  if (code === 'loop-without-list' || code === 'too-many-instances') return t.incidentList({ step });
  if (code === 'guarded') return t.incidentHeld({ step });
  if (/expression|feel/.test(code)) return t.incidentExpression({ step });
  return t.incidentOther({ step, code });
}

/** A message as its subject line. */
export function mailText(trial: Trial, { effect }: TrialMail, locale: Locale): string {
  const t = words[locale];
  const step = effect.node === undefined ? '' : stepTitle(trial, effect.node, locale);
  if (effect.event === 'task-opened') return t.mailTaskOpened({ step });
  if (effect.event === 'request-ended') return t.mailRequestEnded;
  if (effect.event === 'step-completed') return t.mailStepDone({ step });
  if (effect.event === 'notice') return t.mailNotice({ step });
  if (effect.event === 'task-reminder') return t.mailReminder({ step });
  if (effect.event === 'task-overdue') return t.mailOverdue({ step });
  if (effect.event === 'task-escalated') return t.mailEscalated({ step });
  if (effect.event === 'incident-held') return t.mailHeld({ step });
  return t.mailOther({ event: effect.event, step });
}

/** The steps taken with their decisions, in order. */
export function pathWords(trial: Trial, locale: Locale): readonly string[] {
  return trial.facts.flatMap(({ event }) => {
    if (event.type === 'step-completed') return [`${stepTitle(trial, event.node, locale)}: ${outcomeTitle(trial, event.node, event.outcome, locale)}`];
    if (event.type === 'step-skipped') return [words[locale].eventSkipped({ step: stepTitle(trial, event.node, locale) })];
    return event.type === 'process-ended' ? [endWords(trial, locale)] : [];
  });
}
