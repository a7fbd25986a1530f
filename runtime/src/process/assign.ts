import { isInside, localDate, type AssignmentRule, type Json, type Org, type PersonId, type Substitution, type Trace, type UnitId } from '@requestry/model';
import { evaluate, expressionContext } from './context.js';
import { decide } from './decisions.js';
import { instantText } from './instant.js';
import { organisationCalendar } from './performers-calendar.js';
import { separatedFrom, separationTrace } from './separation.js';
import { activeInRole, isActive, personOf, substitutionsFor, unitOf } from './org-index.js';
import type { CompiledRoute, ProcessState, StepNode, World } from './types.js';

/** People that a rule yields, and the sentence why. */
export interface Assigned {
  readonly people: readonly PersonId[];
  readonly trace: Trace;
}

/** A performer after substitution: who acts, and for whom when that is somebody else. */
export interface Performer {
  readonly person: PersonId;
  readonly onBehalfOf?: PersonId;
  readonly trace?: Trace;
}

/** Applies the step's rule to the organisation as it is now. */
export function assign(compiled: CompiledRoute, node: StepNode, state: ProcessState, world: World): Assigned {
  const rule = node.step.who ?? (node.step.type === 'rework' || node.step.type === 'acceptance' ? { rule: 'initiator' as const } : undefined);
  if (!rule) return nobody('none', {});
  const assigned = assignBy(rule, compiled, node, state, world);
  const apart = separatedFrom(node, state);
  const left = assigned.people.filter((id) => !apart.has(id));
  if (left.length === assigned.people.length) return assigned;
  const because = [assigned.trace, ...assigned.people.flatMap((id) => (apart.has(id) ? [separationTrace(id, apart.get(id))] : []))];
  const { code, params } = assigned.trace;
  return { people: left, trace: left.length === 0 ? { code: 'who.nobody', because } : { code, ...(params ? { params } : {}), because: [...(assigned.trace.because ?? []), ...because.slice(1)] } };
}

/** People in service that a rule yields on the step. */
export function assignBy(rule: AssignmentRule, compiled: CompiledRoute, node: StepNode, state: ProcessState, world: World): Assigned {
  const assigned = byRule(rule, compiled, node, state, world);
  const present = assigned.people.filter((id) => isActive(id, world.org));
  return present.length === assigned.people.length ? assigned : { ...assigned, people: present };
}

function byRule(rule: AssignmentRule, compiled: CompiledRoute, node: StepNode, state: ProcessState, world: World): Assigned {
  const { org, subject } = world;
  switch (rule.rule) {
    case 'person':
      return found([rule.person], { code: 'who.person', params: { person: rule.person } });
    case 'role': {
      const unit = rule.unit === 'initiator' ? subject.unit : rule.unit === 'kind' ? unitOfKind(world)?.id : rule.unit;
      const people = holdersOf(rule.role, unit, org);
      return found(people, { code: 'who.role', params: { role: rule.role, unit: unit ?? null, count: people.length } });
    }
    case 'group':
      return found(org.groups.find((group) => group.id === rule.group)?.people ?? [], { code: 'who.group', params: { group: rule.group } });
    case 'unitHead': {
      const head = headOf(rule.unit, org);
      return found(head ? [head] : [], { code: 'who.unitHead', params: { unit: rule.unit, person: head ?? null } });
    }
    case 'initiator':
      return found([subject.initiator], { code: 'who.initiator', params: { person: subject.initiator } });
    case 'initiatorHead':
      return initiatorHead(rule.level ?? 1, rule.firstAbove ?? false, world);
    case 'kindHead': {
      const unit = unitOfKind(world);
      return found(unit?.head ? [unit.head] : [], { code: 'who.kindHead', params: { unit: unit?.id ?? null, person: unit?.head ?? null } });
    }
    case 'source':
      return bySource(world);
    case 'field':
      return found(peopleOf(fieldValue(rule.field, world), org), { code: 'who.field', params: { field: rule.field } });
    case 'performer': {
      const by = state.steps[rule.step]?.by;
      return found(by ? [by] : [], { code: 'who.performer', params: { step: rule.step, person: by ?? null } });
    }
    case 'leastLoaded':
      return leastLoaded(rule, world);
    case 'table':
      return byTable(rule.decision, compiled, state, world);
    case 'feel': {
      const text = `=${rule.expression.replace(/^=/, '')}`;
      const expression = node.expressions[text];
      if (!expression) return nobody('feel', { expression: text });
      const result = evaluate(expression, expressionContext(compiled, state, world), world);
      return found(peopleOf(result.value, org), { code: 'who.feel', params: { expression: text }, because: [result.trace] });
    }
  }
}

/** The default person of the request's source, or whoever holds its default role. */
function bySource({ source, org }: World): Assigned {
  const { responsible } = source ?? {};
  const title = source?.title ?? null;
  if (!responsible) return found([], { code: 'who.source', params: { source: title, person: null } });
  if ('person' in responsible) return found([responsible.person], { code: 'who.source', params: { source: title, person: responsible.person } });
  const people = holdersOf(responsible.role, responsible.unit, org);
  return found(people, { code: 'who.source', params: { source: title, role: responsible.role, unit: responsible.unit ?? null, count: people.length } });
}

/** People, or units, groups and roles that stand for theirs, out of a decision table; the rule that matched is the reason. */
function byTable(decision: string, compiled: CompiledRoute, state: ProcessState, world: World): Assigned {
  const decided = decide(decision, compiled, state, world);
  if (!decided || decided.problem !== undefined) return { people: [], trace: { code: 'who.nobody', params: { rule: 'table', decision }, ...(decided ? { because: [decided.trace] } : {}) } };
  const { value, rule, conditions, trace } = decided;
  const ids = (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
  const people = ids.flatMap((id) => namedBy(id, world.org));
  return found(people, { code: 'who.table', params: { decision, conditions, ...(rule !== undefined ? { rule } : {}), ...(people.length === 1 ? { person: people[0] } : {}) }, because: [trace] });
}

function namedBy(id: string, org: Org): readonly PersonId[] {
  const people = peopleOf(id, org);
  if (people.length > 0) return people;
  return org.groups.find((group) => group.id === id)?.people ?? holdersOf(id, undefined, org);
}

const found = (people: readonly PersonId[], trace: Trace): Assigned => ({
  people: [...new Set(people)],
  trace: people.length > 0 ? trace : { code: 'who.nobody', because: [trace] },
});

const nobody = (rule: string, params: Readonly<Record<string, Json>>): Assigned => ({ people: [], trace: { code: 'who.nobody', params: { rule, ...params } } });

/** The unit that answers for the request's kind. */
const unitOfKind = (world: World) => world.org.units.find((unit) => unit.kinds?.includes(world.subject.kind));

const headOf = (unit: UnitId | undefined, org: Org): PersonId | undefined => unitOf(unit, org)?.head;

function holdersOf(role: string, unit: UnitId | undefined, org: Org): readonly PersonId[] {
  const holders = activeInRole(role, org);
  const inside = unit === undefined ? holders : holders.filter((person) => isInside(person.unit, unit, org));
  return inside.map((person) => person.id);
}

/** Heads up the tree from the initiator's unit, one per level; a person who heads several levels counts once. */
function initiatorHead(level: number, firstAbove: boolean, world: World): Assigned {
  const { org, subject } = world;
  const heads: { readonly unit: UnitId; readonly head: PersonId }[] = [];
  const seen = new Set<UnitId>();
  for (let at = subject.unit; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const unit = unitOf(at, org);
    if (unit?.head && heads.at(-1)?.head !== unit.head) heads.push({ unit: unit.id, head: unit.head });
    at = unit?.parent;
  }
  const chosen = firstAbove ? heads.find(({ head }) => head !== subject.initiator) : heads[level - 1];
  return found(chosen ? [chosen.head] : [], {
    code: 'who.initiatorHead',
    params: { level, unit: chosen?.unit ?? subject.unit ?? null, person: chosen?.head ?? null },
  });
}

function leastLoaded(rule: { readonly group?: string; readonly role?: string }, world: World): Assigned {
  const members = rule.group !== undefined ? (world.org.groups.find((group) => group.id === rule.group)?.people ?? []) : holdersOf(rule.role ?? '', undefined, world.org);
  const load = (person: PersonId): number => world.load?.[person] ?? 0;
  const chosen = members.filter((person) => isActive(person, world.org)).sort((a, b) => load(a) - load(b) || (a < b ? -1 : 1))[0];
  const trace: Trace = { code: 'who.leastLoaded', params: { group: rule.group ?? null, role: rule.role ?? null, person: chosen ?? null, count: chosen ? load(chosen) : 0 } };
  return found(chosen ? [chosen] : [], trace);
}

/** A form field by name, or a field of the record that it names: `equipment.responsible`. */
function fieldValue(path: string, world: World): Json | undefined {
  const [head, ...rest] = path.split('.');
  const value = own(world.data, head ?? '');
  if (rest.length === 0) return value;
  const record = typeof value === 'string' ? own(world.records ?? {}, head ?? '') : value;
  return rest.reduce<Json | undefined>((at, name) => (isObject(at) ? own(at, name) : undefined), record);
}

const isObject = (value: unknown): value is Readonly<Record<string, Json>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (object: Readonly<Record<string, Json | undefined>>, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Person ids, or units standing for their heads. */
function peopleOf(value: Json | undefined, org: Org): readonly PersonId[] {
  const ids = (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
  return ids.flatMap((id) => (personOf(id, org) ? [id] : [headOf(id, org)].filter((head) => head !== undefined)));
}

/**
 * Who acts for a performer now. Follows substitutions of substitutes, five at most. Substitutes whom `except` has are passed over:
 * nobody approves their own request, or does what was to be kept apart, by standing in for somebody.
 */
export function substituted(person: PersonId, world: World, except?: { has(person: PersonId): boolean }): Performer {
  let acting = person;
  const because: Trace[] = [];
  for (let depth = 0; depth < 5; depth += 1) {
    const substitution = substitutionFor(acting, world);
    if (!substitution || substitution.who === person) break;
    if (except?.has(substitution.who) || !isActive(substitution.who, world.org)) break;
    because.push({ code: 'who.substituted', params: { absent: acting, substitute: substitution.who, until: substitution.to } });
    acting = substitution.who;
  }
  const trace = because.at(-1);
  return acting === person || !trace ? { person } : { person: acting, onBehalfOf: person, trace };
}

function substitutionFor(person: PersonId, world: World): Substitution | undefined {
  return substitutionsFor(person, world.org).find(
    (candidate) => isCurrent(candidate, world) && (!candidate.kinds?.length || candidate.kinds.includes(world.subject.kind)),
  );
}

/** Dates count as whole days in the organisation's zone. */
export function isCurrent(substitution: Pick<Substitution, 'from' | 'to'>, world: Pick<World, 'now' | 'calendar' | 'calendars'>): boolean {
  const today = localDate(world.now, organisationCalendar(world).zone);
  const now = instantText(world.now);
  const reached = substitution.from.length === 10 ? substitution.from <= today : substitution.from <= now;
  const passed = substitution.to.length === 10 ? substitution.to < today : substitution.to < now;
  return reached && !passed;
}
