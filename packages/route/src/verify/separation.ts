import type { AssignmentRule, Org, PersonId, StepSettings } from '@requestry/model';
import type { Route } from '../route.js';
import type { Finding } from './finding.js';
import { words, type Names } from './words.js';

/** Who always does a step: people known beforehand, or the initiator, whoever that is. */
interface Known {
  readonly people: readonly PersonId[];
  /** Every one of them does it, not one of them. */
  readonly all: boolean;
}

const theInitiator = '=initiator';

/**
 * Steps that nobody is left to do once those who did another step are passed over. An error when the rule itself takes the other step's
 * performer; a warning when the organisation as it is now leaves nobody, since it may change.
 */
export function separationFindings(route: Route, names: Names, org: Org | undefined): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { id, step } of route.nodes) {
    for (const other of step?.notPerformerOf ?? []) {
      const before = route.nodes.find((node) => node.id === other)?.step;
      if (!step || !before) continue;
      const same = step.who?.rule === 'performer' && step.who.step === other;
      if (same || leavesNobody(step, before, org)) findings.push({ code: 'separation', severity: same ? 'error' : 'warning', elements: [id, other], message: words.separation(names, id, other) });
    }
  }
  return findings;
}

function leavesNobody(step: StepSettings, before: StepSettings, org: Org | undefined): boolean {
  const [wanted, taken] = [knownFor(step, org), knownFor(before, org)];
  if (!wanted || !taken || wanted.people.length === 0) return false;
  return (taken.all || taken.people.length === 1) && wanted.people.every((person) => taken.people.includes(person));
}

function knownFor(step: StepSettings, org: Org | undefined): Known | undefined {
  const people = peopleOf(step.who ?? (step.type === 'rework' || step.type === 'acceptance' ? { rule: 'initiator' } : undefined), org);
  const mode = step.mode?.kind ?? 'one';
  return people && { people, all: mode === 'all' || mode === 'inTurn' };
}

function peopleOf(rule: AssignmentRule | undefined, org: Org | undefined): readonly PersonId[] | undefined {
  const works = (id: PersonId | undefined): boolean => org === undefined || org.people.some((person) => person.id === id && !person.archived);
  switch (rule?.rule) {
    case 'initiator':
      return [theInitiator];
    case 'person':
      return works(rule.person) ? [rule.person] : [];
    case 'unitHead':
      return org?.units.flatMap(({ id, head }) => (id === rule.unit && head !== undefined && works(head) ? [head] : []));
    case 'group':
      return org?.groups.find(({ id }) => id === rule.group)?.people.filter(works);
    case 'role':
      return rule.unit === undefined ? org?.people.filter(({ roles, archived }) => !archived && roles?.includes(rule.role)).map(({ id }) => id) : undefined;
    default:
      return undefined;
  }
}
