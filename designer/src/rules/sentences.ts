import { localize, participantRoles } from '@requestry/model';
import type { FollowUp, Guard, GuardFact, Kind, ParticipantRole, ParticipantRule, RelationRule, RelationType, ReservationRule, StepGuide } from '@requestry/model';
import { workingTimeText } from '@requestry/ui/working-time';
import { accessRuleText } from '../general-tab/access-rule.js';
import { quoted } from '../parts/localized.js';
import { conditionText } from '../route-tab/condition.js';
import { calendarTimeText } from '../route-tab/entry-text.js';
import type { FieldSort, FormField } from '../route-tab/fields.js';
import { propertiesOf } from './names.js';
import type { RuleNames } from './names.js';
import type { RuleWords } from './locales/index.js';

/** What is taken of a fact, in words; `first` for records and `count` for requests when it does not say. */
function whatText(fact: GuardFact, n: RuleNames): string {
  const { w } = n;
  if (fact.from === 'connector') return '';
  const take = fact.take ?? (fact.from === 'records' ? 'first' : 'count');
  const of = fact.from === 'records' ? propertyTitle(fact, n) : valueTitle(fact.value, n);
  return { first: w.whatFirst({ of }), count: w.whatCount, sum: w.whatSum({ of }), min: w.whatMin({ of }), max: w.whatMax({ of }), list: w.whatList({ of }) }[take];
}

const propertyTitle = ({ directory, property }: Extract<GuardFact, { readonly from: 'records' }>, n: RuleNames): string =>
  property === undefined ? '' : (propertiesOf(n.directories.find(({ id }) => id === directory), n.locale).find(({ name }) => name === property)?.title ?? property);

/** A formula that is nothing but a field by the field's title. */
const valueTitle = (value: string | undefined, n: RuleNames): string => {
  const field = /^=\s*(?:number\()?(?:data\.)?([\p{L}_][\p{L}\p{N}_]*)(?:\.amount\))?\s*$/u.exec(value ?? '')?.[1];
  return field === undefined ? (value ?? '').replace(/^=/, '') : n.fieldTitle(field);
};

function sameText(same: Extract<GuardFact, { readonly from: 'requests' }>['same'], n: RuleNames): string {
  const { w } = n;
  if (typeof same === 'object') return w.sameField({ field: n.fieldTitle(same.field) });
  return { counterparty: w.sameCounterparty, initiator: w.sameInitiator, unit: w.sameUnit }[same];
}

/** What a condition reads besides the request, in a few words. */
export function factText(fact: GuardFact, n: RuleNames): string {
  const { w } = n;
  switch (fact.from) {
    case 'records':
      return w.factOfRecords({ what: whatText(fact, n), directory: n.directoryTitle(fact.directory) });
    case 'requests':
      return w.factOfRequests({ what: whatText(fact, n), same: sameText(fact.same, n) });
    case 'connector':
      return w.factOfConnector({ connector: fact.connector });
  }
}

function factSort(fact: GuardFact, n: RuleNames): FieldSort {
  if (fact.from === 'connector') return 'other';
  const take = fact.take ?? (fact.from === 'records' ? 'first' : 'count');
  if (take === 'count' || take === 'sum') return 'number';
  if (take === 'list') return 'many';
  if (fact.from === 'records') return fact.property === undefined ? 'other' : (propertiesOf(n.directories.find(({ id }) => id === fact.directory), n.locale).find(({ name }) => name === fact.property)?.sort ?? 'other');
  return take === 'first' ? 'text' : 'number';
}

/** Sums of what was noted and paid, where requests of the kind have them. Debts are sums only where there is one currency. */
function sumsOf({ kind, w }: RuleNames): readonly FormField[] {
  const number = (name: string, title: string): FormField => ({ name, title, sort: 'number' });
  return [
    ...(kind.resources?.hours ? [number('resources.hours.used', w.sumHours)] : []),
    ...(kind.payments && (kind.payments.currencies?.length ?? 0) < 2 ? [number('payments.debt', w.sumDebt), number('payments.left', w.sumLeft), number('payments.made', w.sumMade), number('payments.planned', w.sumPlanned)] : []),
  ];
}

/** What a condition compares: the fields of the form, and what it reads besides. */
export const comparable = (guard: Pick<Guard, 'facts'>, n: RuleNames): readonly FormField[] => [
  ...n.fields,
  ...sumsOf(n),
  ...Object.entries(guard.facts ?? {}).map(([name, fact]): FormField => ({ name, title: factText(fact, n), sort: factSort(fact, n) })),
];

/** Names of people, units, roles and chosen records, for conditions that compare with them. */
const comparedTo = (n: RuleNames): Readonly<Record<string, string>> =>
  Object.fromEntries([...n.org.people.map(({ id, name }) => [id, name] as const), ...n.org.units.map(({ id, title }) => [id, localize(title, n.locale)] as const)]);

function momentText({ at, step, outcome }: Guard, n: RuleNames): string {
  const { w } = n;
  switch (at) {
    case 'submit':
      return w.momentSubmit;
    case 'accept':
      return w.momentAccept({ step: n.stepTitle(step ?? '…'), outcome: outcome === undefined ? '' : n.outcomeTitle(step, outcome) });
    case 'decide':
      return w.momentDecide;
    case 'reassign':
      return w.momentReassign({ step: step === undefined ? '' : n.stepTitle(step) });
  }
}

/** A condition in words, its moment left out. */
export const guardConditionText = (guard: Guard, n: RuleNames): string => conditionText(guard.when, comparable(guard, n), undefined, n.locale, comparedTo(n));

/** When a condition is asked, what it demands, and what people read else. */
export const guardSentence = (guard: Guard, n: RuleNames): string =>
  n.w.guardRead({ moment: momentText(guard, n), condition: guardConditionText(guard, n), explanation: explanationText(guard, n) || n.w.guardNoExplanation });

/** The explanation with titles of fields in braces. */
export const explanationText = (guard: Guard, n: RuleNames): string =>
  localize(guard.explanation, n.locale).replace(/\{([^{}]+)\}/g, (_all, name: string) => {
    return `{${n.fields.find((each) => each.name === name)?.title ?? name}}`;
  });

/** What it looks after, or its condition. */
export const guardTitle = (guard: Guard, n: RuleNames): string => localize(guard.title, n.locale) || guardConditionText(guard, n);

/** What is kept, and for how long. */
export function reservationSentence(rule: ReservationRule, n: RuleNames): string {
  const { w } = n;
  const quantity = rule.quantity === undefined ? w.quantityOne : w.quantityOf({ field: n.fieldTitle(rule.quantity) });
  const how = rule.from !== undefined || rule.to !== undefined ? w.howPeriod({ from: n.fieldTitle(rule.from ?? '…'), to: n.fieldTitle(rule.to ?? '…') }) : rule.holds !== undefined ? w.howHolds({ time: workingTimeText(rule.holds, n.locale) }) : w.howUntilEnd;
  return w.reservationRead({ quantity, field: rule.field === '' ? '…' : n.fieldTitle(rule.field), how });
}

/** After which decision what begins. */
export function followUpSentence({ directory, types = [], start }: FollowUp, n: RuleNames): string {
  const { w } = n;
  const of = n.directoryTitle(directory);
  const when = types.length === 0 ? w.readAnyType({ directory: of }) : w.readTypes({ types: types.map((id) => quoted(n.recordTitle(directory, id), n.locale)).join(w.orElse), directory: of });
  const begun = 'kind' in start ? w.readStartKind({ kind: n.kindTitle(start.kind) || '…', by: start.by === 'decider' ? w.byDecider : w.byInitiator }) : w.readStartMessage({ message: start.message || '…' });
  return w.followUpRead({ types: when, start: begun });
}

/** How a related request belongs to this one. */
export const relationTypeText = (type: RelationType, w: RuleWords): string =>
  ({ 'based-on': w.typeBasedOn, annex: w.typeAnnex, amendment: w.typeAmendment, child: w.typeChild, chain: w.typeChain, subject: w.typeSubject })[type];

/** What may be made of requests of the kind by a rule. */
export const relationSentence = (rule: RelationRule, n: RuleNames): string =>
  n.w.relationRead({ title: localize(rule.title, n.locale) || rule.id, kind: n.kindTitle(rule.kind) || '…', type: relationTypeText(rule.type, n.w) });

/** Name of a role. */
export const roleText = (role: ParticipantRole, w: RuleWords): string => ({ watcher: w.roleWatcher, mentioned: w.roleMentioned, interested: w.roleInterested, guest: w.roleGuest, external: w.roleExternal })[role];

/** Whether people may be given a role. */
export const roleIsOn = (role: ParticipantRole, rule: ParticipantRule | undefined): boolean => (role === 'guest' || role === 'external' ? rule !== undefined && !rule.off : !rule?.off);

/** Who may have a role, and what it lets them do. */
export function roleSentence(role: ParticipantRole, rule: ParticipantRule | undefined, n: RuleNames): string {
  const { w } = n;
  if (!roleIsOn(role, rule)) return w.off;
  const seen = rule?.access === undefined ? undefined : n.fields.filter(({ name }) => (rule.access?.[name] ?? rule.access?.['*'] ?? 'hidden') !== 'hidden').map(({ title }) => title);
  const parts = [rule?.comment === false ? w.readNoComment : '', rule?.privateComments ? w.readPrivate : '', rule?.history ? w.readHistory : '', seen ? w.readFields({ fields: seen.join(', ') }) : ''];
  return w.readRole({ who: accessRuleText(rule?.who, n.org, n.locale) || w.readAnybody, parts: parts.filter(Boolean).join(', ') });
}

/** What people note while they work on a request; `''` when nothing. */
export function usageSentence({ resources, payments }: Pick<Kind, 'resources' | 'payments'>, n: RuleNames): string {
  const { w } = n;
  const { hours, materials } = resources?.plan ?? {};
  const parts = [
    resources?.materials === undefined ? '' : w.readMaterials({ directory: n.directoryTitle(resources.materials) }),
    resources?.hours ? w.readHours : '',
    payments ? w.readPayments({ currencies: (payments.currencies ?? []).join(', ') }) : '',
    hours === undefined ? '' : `${w.planHours} ${quoted(n.fieldTitle(hours), n.locale)}`,
    materials === undefined ? '' : `${w.planMaterials} ${quoted(n.fieldTitle(materials.field), n.locale)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** How requests of the kind are rated; `''` when they are not. */
export const ratingSentence = ({ rating }: Pick<Kind, 'rating'>, n: RuleNames): string =>
  rating === undefined ? '' : n.w.readRating({ ask: rating.ask !== false, time: calendarTimeText(rating.changeWithin ?? 'P7D', n.locale) });

/** Who takes part besides, role by role; `''` when nothing is said. */
export const participationSentence = ({ participation }: Pick<Kind, 'participation'>, n: RuleNames): string =>
  participantRoles.filter((role) => participation?.[role] !== undefined).map((role) => `${roleText(role, n.w)}: ${roleSentence(role, participation?.[role], n)}`).join('; ');

/** What leads through a step: its checks and questions; `''` when nothing does. */
export function guideSentence(guide: Omit<StepGuide, 'step'> | undefined, checks: number, n: RuleNames): string {
  const { w } = n;
  const questions = guide?.script?.length ?? 0;
  return [checks > 0 ? w.checksCount({ number: checks, must: guide?.mandatory?.length ?? 0 }) : '', questions > 0 ? w.questionsCount({ number: questions }) : ''].filter(Boolean).join(' · ');
}
