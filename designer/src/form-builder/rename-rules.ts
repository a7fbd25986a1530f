import type { FactValue, FollowUp, Guard, GuardFact, Json, Kind, LocalizedText, ParticipationRules, RelationRule, ReservationRule, ResourceSettings, StepGuide } from '@requestry/model';

/** How a field is called in the place of another name. */
interface Renaming {
  readonly from: string;
  readonly to: string;
  /** The name changed inside an expression. */
  expression(text: string): string;
}

type RenamedRules = Pick<Kind, 'guards' | 'guides' | 'reservations' | 'followUps' | 'relations' | 'participation' | 'resources'>;

/** What a kind asks and does besides its form and route, with a field's key changed. Only what the kind has. */
export function renameInRules(kind: Kind, renaming: Renaming): RenamedRules {
  const { guards, guides, reservations, followUps, relations, participation, resources } = kind;
  return {
    ...(guards ? { guards: guards.map((guard) => inGuard(guard, kind.id, renaming)) } : {}),
    ...(guides ? { guides: guides.map((guide) => inGuide(guide, renaming)) } : {}),
    ...(reservations ? { reservations: reservations.map((rule) => inReservation(rule, renaming)) } : {}),
    ...(followUps ? { followUps: followUps.map((followUp) => inFollowUp(followUp, renaming)) } : {}),
    ...(relations ? { relations: relations.map((rule) => inRelation(rule, rule.kind === kind.id, renaming)) } : {}),
    ...(participation ? { participation: inParticipation(participation, renaming) } : {}),
    ...(resources ? { resources: inResources(resources, renaming) } : {}),
  };
}

const name = (text: string, { from, to }: Renaming): string => (text === from ? to : text);

/** `lines.item`, where the table is what is renamed. */
const path = (text: string, { from, to }: Renaming): string => (text === from || text.startsWith(`${from}.`) ? to + text.slice(from.length) : text);

const value = <T extends Json>(given: T, { expression }: Renaming): T => (typeof given === 'string' && given.startsWith('=') ? (expression(given) as T) : given);

const values = (record: Readonly<Record<string, FactValue>>, renaming: Renaming): Readonly<Record<string, FactValue>> => Object.fromEntries(Object.entries(record).map(([key, given]) => [key, value(given, renaming)]));

const keys = <T>(record: Readonly<Record<string, T>>, renaming: Renaming): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(record).map(([key, given]) => [name(key, renaming), given]));

function inText(text: LocalizedText, { from, to }: Renaming): LocalizedText {
  const one = (told: string): string => told.replaceAll(`{${from}}`, `{${to}}`).replaceAll(`{${from}.`, `{${to}.`);
  if (typeof text === 'string') return one(text);
  return { ...(text.ru === undefined ? {} : { ru: one(text.ru) }), ...(text.en === undefined ? {} : { en: one(text.en) }) };
}

function inGuard(guard: Guard, kind: string, renaming: Renaming): Guard {
  const facts = guard.facts && Object.fromEntries(Object.entries(guard.facts).map(([key, fact]) => [key, inFact(fact, kind, renaming)]));
  return { ...guard, when: value(guard.when, renaming), explanation: inText(guard.explanation, renaming), ...(facts ? { facts } : {}) };
}

function inFact(fact: GuardFact, kind: string, renaming: Renaming): GuardFact {
  switch (fact.from) {
    case 'records':
      return { ...fact, ...(fact.where ? { where: values(fact.where, renaming) } : {}) };
    case 'connector':
      return { ...fact, ...(fact.query ? { query: values(fact.query, renaming) } : {}) };
    case 'requests': {
      const byField = typeof fact.same === 'object';
      const own = fact.kinds ? fact.kinds.length === 1 && fact.kinds[0] === kind : byField;
      const same = typeof fact.same === 'object' ? { field: name(fact.same.field, renaming) } : fact.same;
      return { ...fact, same, ...(own && fact.where !== undefined ? { where: value(fact.where, renaming) } : {}), ...(own && fact.value !== undefined ? { value: value(fact.value, renaming) } : {}) };
    }
  }
}

const inGuide = (guide: StepGuide, renaming: Renaming): StepGuide => ({
  ...guide,
  ...(guide.script ? { script: guide.script.map((question) => (question.field === undefined ? question : { ...question, field: name(question.field, renaming) })) } : {}),
});

const inReservation = (rule: ReservationRule, renaming: Renaming): ReservationRule => ({
  ...rule,
  field: path(rule.field, renaming),
  ...(rule.quantity === undefined ? {} : { quantity: path(rule.quantity, renaming) }),
  ...(rule.from === undefined ? {} : { from: name(rule.from, renaming) }),
  ...(rule.to === undefined ? {} : { to: name(rule.to, renaming) }),
});

const inFollowUp = (followUp: FollowUp, renaming: Renaming): FollowUp => ({ ...followUp, start: { ...followUp.start, ...(followUp.start.data ? { data: values(followUp.start.data, renaming) } : {}) } as FollowUp['start'] });

/** `own`: the request that is made is of the same kind, and so are its fields. */
function inRelation(rule: RelationRule, own: boolean, renaming: Renaming): RelationRule {
  const map = rule.map && Object.fromEntries(Object.entries(rule.map).map(([key, text]) => [own ? name(key, renaming) : key, value(text, renaming)]));
  const fields = rule.fields && Object.fromEntries(Object.entries(rule.fields).map(([key, held]) => [name(key, renaming), own ? name(held, renaming) : held]));
  const sums = own && rule.sums ? rule.sums.map((sum) => (sum.field === undefined ? sum : { ...sum, field: name(sum.field, renaming) })) : rule.sums;
  return { ...rule, ...(map ? { map } : {}), ...(fields ? { fields } : {}), ...(sums ? { sums } : {}) };
}

const inParticipation = (rules: ParticipationRules, renaming: Renaming): ParticipationRules =>
  Object.fromEntries(Object.entries(rules).map(([role, rule]) => [role, rule.access ? { ...rule, access: keys(rule.access, renaming) } : rule]));

function inResources({ plan, ...rest }: ResourceSettings, renaming: Renaming): ResourceSettings {
  if (!plan) return rest;
  const { hours, materials } = plan;
  return { ...rest, plan: { ...(hours === undefined ? {} : { hours: name(hours, renaming) }), ...(materials ? { materials: { ...materials, field: name(materials.field, renaming) } } : {}) } };
}
