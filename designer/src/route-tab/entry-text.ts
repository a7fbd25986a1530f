import type { AssignmentRule, EndSettings, Kind, Locale, Org, StepMode, StepSettings } from '@requestry/model';
import { localize, outcomesOf } from '@requestry/model';
import type { DocBranch, DocEntry, DocTask, DocTimer, DocWait, OutcomeTarget, RouteDoc } from '@requestry/route';
import { stepTypeText } from '@requestry/ui';
import { workingTimeText } from '@requestry/ui/working-time';
import { quoted } from '../parts/localized.js';
import { conditionText } from './condition.js';
import { findEntry } from './edits/walk.js';
import type { FormField } from './fields.js';
import { fieldsOf } from './fields.js';
import { words } from './locales/index.js';

/** Everything that names come from. */
export interface Glossary {
  readonly locale: Locale;
  readonly org: Org;
  readonly kind: Kind | undefined;
  readonly doc: RouteDoc;
  readonly fields: readonly FormField[];
}

/** The organisation of nobody. */
export const emptyOrg: Org = { units: [], people: [], roles: [], groups: [], substitutions: [] };

/** Names to tell a route with. */
export const glossary = (doc: RouteDoc, kind: Kind | undefined, org: Org | undefined, locale: Locale): Glossary => ({ locale, kind, doc, org: org ?? emptyOrg, fields: fieldsOf(kind, locale) });

const titleIn = (items: readonly { readonly id: string; readonly title: Parameters<typeof localize>[0] }[], id: string | undefined, locale: Locale): string =>
  localize(items.find((item) => item.id === id)?.title, locale) || (id ?? '');

/** Name of a person; the id when nobody has it. */
export const personName = (org: Org, id: string | undefined): string => org.people.find((person) => person.id === id)?.name ?? id ?? '';

/** Name of an entry as the list shows it. */
export function entryName(entry: DocEntry, locale: Locale): string {
  if (entry.kind === 'step') return localize(entry.settings.title, locale) || entry.name || stepTypeText(entry.settings.type, locale);
  const t = words[locale];
  if (entry.kind === 'opaque') return t.drawn({ count: entry.elements });
  if (entry.name) return entry.name;
  return { choice: t.choice, parallel: t.parallel, inclusive: t.inclusive, wait: t.wait }[entry.kind];
}

/** Name of a step by id; the id when there is none. */
export function stepName(doc: RouteDoc, id: string, locale: Locale): string {
  const found = findEntry(doc, id);
  return found ? entryName(found.entry, locale) : id;
}

/** A path of a field in words: "Equipment → responsible". */
export function fieldPathText(path: string, g: Glossary): string {
  const [first = '', ...rest] = path.split('.');
  return [g.fields.find(({ name }) => name === first)?.title ?? first, ...rest].join(' → ');
}

/** Who does a step, in a few words. */
export function whoText(rule: AssignmentRule | undefined, g: Glossary): string {
  const t = words[g.locale];
  if (!rule) return '';
  switch (rule.rule) {
    case 'person':
      return personName(g.org, rule.person) || t.whoChoose;
    case 'role': {
      const role = titleIn(g.org.roles, rule.role, g.locale) || t.whoChoose;
      if (rule.unit === undefined) return role;
      return t.roleIn({ role, unit: rule.unit === 'initiator' ? t.unitOfInitiator : rule.unit === 'kind' ? t.unitOfKind : titleIn(g.org.units, rule.unit, g.locale) });
    }
    case 'group':
      return titleIn(g.org.groups, rule.group, g.locale) || t.whoChoose;
    case 'unitHead':
      return t.whoUnitHead({ unit: titleIn(g.org.units, rule.unit, g.locale) || '…' });
    case 'initiator':
      return t.whoInitiator;
    case 'initiatorHead':
      return rule.firstAbove ? t.whoHeadAbove : t.whoInitiatorHead({ level: rule.level ?? 1 });
    case 'kindHead':
      return t.whoKindHead;
    case 'source':
      return t.whoSource;
    case 'field':
      return t.whoField({ field: fieldPathText(rule.field, g) || '…' });
    case 'performer':
      return t.whoPerformer({ step: rule.step ? stepName(g.doc, rule.step, g.locale) : '…' });
    case 'leastLoaded':
      return t.whoLeastLoaded({ of: (rule.group ? titleIn(g.org.groups, rule.group, g.locale) : titleIn(g.org.roles, rule.role, g.locale)) || '…' });
    case 'table':
      return t.whoTable({ decision: rule.decision });
    case 'feel':
      return t.whoFeel;
  }
}

/** How several people share a step; nothing for one. */
export function modeText(mode: StepMode | undefined, locale: Locale): string {
  const t = words[locale];
  if (!mode || mode.kind === 'one') return '';
  if (mode.kind === 'quorum') return t.modeQuorumOf({ count: `${mode.quorum ?? '…'}${mode.percent ? ' %' : ''}` });
  return { first: t.modeFirst, all: t.modeAll, inTurn: t.modeInTurn }[mode.kind];
}

/** A due term in words. */
export const dueText = (due: string | undefined, locale: Locale): string =>
  due === undefined ? '' : due.startsWith('=') ? words[locale].dueByExpression : workingTimeText(due, locale);

const fewWords = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' · ');

/** Second line of a card. */
export function entrySubtitle(entry: DocEntry, g: Glossary): string {
  const t = words[g.locale];
  if (entry.kind === 'step') return stepSubtitle(entry, g);
  if (entry.kind === 'wait') return waitText(entry.event, g.locale);
  if (entry.kind === 'opaque') return t.opaqueReason({ code: entry.reason });
  return { choice: t.choiceHint, parallel: t.parallelHint, inclusive: t.inclusiveHint }[entry.kind];
}

function stepSubtitle(task: DocTask, g: Glossary): string {
  const { settings } = task;
  const t = words[g.locale];
  const due = settings.due === undefined ? '' : t.dueShort({ due: dueText(settings.due, g.locale) });
  return fewWords([stepTypeText(settings.type, g.locale), whoText(settings.who, g), modeText(settings.mode, g.locale), due]);
}

/** What a wait waits for. */
export function waitText(event: DocWait['event'], locale: Locale): string {
  const t = words[locale];
  if (event.type !== 'timer') return event.type;
  if (event.value.startsWith('=')) return t.waitExpression;
  if (event.kind === 'duration') return event.working ? workingTimeText(event.value, locale) : calendarTimeText(event.value, locale);
  return event.kind === 'date' ? t.waitDate({ date: event.value }) : event.value;
}

/** A duration by the clock: "3 days", "12 hours". */
export function calendarTimeText(value: string, locale: Locale): string {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(value);
  if (!found) return value;
  const units = ['day', 'hour', 'minute'] as const;
  const told = units.flatMap((unit, index) => {
    const amount = found[index + 1];
    return amount === undefined ? [] : [new Intl.NumberFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', { style: 'unit', unit, unitDisplay: 'long' }).format(Number(amount))];
  });
  return told.join(' ') || value;
}

/** How an end is called. */
export function endText(end: EndSettings, locale: Locale): string {
  const t = words[locale];
  return localize(end.title, locale) || { completed: t.endCompleted, rejected: t.endRejected, refused: t.endRefused, cancelled: t.endCancelled, withdrawn: t.endWithdrawn }[end.state];
}

/** Where something leads, after the arrow. */
export function targetText(target: OutcomeTarget | { readonly to: 'next' }, g: Glossary): string {
  const t = words[g.locale];
  if (target.to === 'next') return t.targetNext;
  if (target.to === 'end') return t.targetEnd({ end: endText(target.end, g.locale).toLocaleLowerCase() });
  if (target.to === 'step') return t.targetStep({ step: stepName(g.doc, target.step, g.locale) });
  const who = whoText(target.rework.who ?? { rule: 'initiator' }, g).toLocaleLowerCase();
  return target.backTo === undefined ? t.targetRework({ who }) : t.targetReworkTo({ who, step: stepName(g.doc, target.backTo, g.locale) });
}

/** One line under a step: what happens besides going on. */
export interface ExitLine {
  readonly key: string;
  readonly label: string;
  readonly target: string;
  readonly kind: 'outcome' | 'timer';
}

/** Outcomes and timers of a step that do not simply go on. */
export function exitLines(task: DocTask, g: Glossary): readonly ExitLine[] {
  const outcomes = outcomesOf(task.settings).flatMap((outcome): ExitLine[] => {
    const target = task.targets[outcome.id];
    return target ? [{ key: outcome.id, kind: 'outcome', label: quoted(localize(outcome.title, g.locale), g.locale), target: targetText(target, g) }] : [];
  });
  const timers = task.timers.map((timer): ExitLine => ({ key: timer.id, kind: 'timer', label: timerText(timer, g.locale), target: targetText(timer.target, g) }));
  return [...outcomes, ...timers];
}

/** When a timer on a step goes off. */
export function timerText(timer: DocTimer, locale: Locale): string {
  return words[locale].timerAfter({ time: waitText(timer.event, locale) });
}

/** Heading of a branch: "If: …", "Otherwise", "Branch 1". */
export function branchText(branch: DocBranch, index: number, kind: 'choice' | 'parallel' | 'inclusive', g: Glossary): string {
  const t = words[g.locale];
  const own = localize(branch.title, g.locale) || branch.name;
  if (kind === 'parallel') return own || t.branchNumber({ number: index + 1 });
  if (branch.condition === undefined) return t.otherwise;
  return t.ifCondition({ condition: own || conditionText(branch.condition, g.fields, g.doc, g.locale) });
}

/** Type of a step for the label on the picture. */
export const typeLabel = (settings: StepSettings, locale: Locale): string => stepTypeText(settings.type, locale);
