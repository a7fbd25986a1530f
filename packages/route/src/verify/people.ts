import type { AssignmentRule, LocalizedText, Locale, Org, Person } from '@requestry/model';
import { escalatesTo, isInside, localize } from '@requestry/model';
import type { Route } from '../route.js';
import type { Finding } from './finding.js';
import { separationFindings } from './separation.js';
import { words } from './words.js';
import type { Names, Sentence } from './words.js';

const personal = new Set(['approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision', 'registration']);
/** Steps on which the initiator would judge the own request; accepting the work is theirs by right. */
const judging = new Set(['approval', 'decision']);

/** Steps that nobody could be assigned to, and approvals by the initiator. With an organisation, rules are held against it. */
export function peopleFindings(route: Route, names: Names, org: Org | undefined): Finding[] {
  const findings: Finding[] = [];
  for (const { id, step, type } of route.nodes) {
    if (!step || !/[tT]ask$/.test(type)) continue;
    if (!step.who) {
      if (personal.has(step.type)) findings.push({ code: 'no-performer', severity: 'error', elements: [id], message: words.noRule(names, id) });
      continue;
    }
    const why = org && whyNobody(step.who, org);
    if (why) findings.push({ code: 'no-performer', severity: 'error', elements: [id], message: words.nobody(names, id, why) });
    for (const escalation of step.escalations ?? []) {
      const to = escalatesTo(escalation);
      const missing = org && to && whyNobody(to, org);
      if (missing) findings.push({ code: 'no-performer', severity: 'warning', elements: [id], message: words.nobody(names, id, missing) });
    }
    if (judging.has(step.type) && step.who.rule === 'initiator' && !step.skip?.includes('initiator')) {
      findings.push({ code: 'self-approval', severity: 'warning', elements: [id], message: words.selfApproval(names, id), fix: { kind: 'skip-initiator', node: id } });
    }
  }
  return [...findings, ...separationFindings(route, names, org)];
}

/** Why the rule can never yield anybody; nothing when it can, or when only a request would tell. */
function whyNobody(rule: AssignmentRule, org: Org): Sentence | undefined {
  switch (rule.rule) {
    case 'person':
      return personMissing(rule.person, org);
    case 'role':
      return roleMissing(rule.role, rule.unit, org);
    case 'group':
      return groupMissing(rule.group, org);
    case 'unitHead': {
      const unit = org.units.find(({ id }) => id === rule.unit);
      if (!unit) return { ru: `подразделения «${rule.unit}» нет`, en: `there is no unit “${rule.unit}”` };
      if (unit.head === undefined) return both(unit.title, (title) => ({ ru: `у подразделения «${title.ru}» нет руководителя`, en: `unit “${title.en}” has no head` }));
      return personMissing(unit.head, org);
    }
    case 'initiatorHead':
      return org.units.some(({ head }) => isActive(head, org)) ? undefined : { ru: 'ни у одного подразделения нет руководителя', en: 'no unit has a head' };
    case 'leastLoaded':
      if (rule.group !== undefined) return groupMissing(rule.group, org);
      return rule.role === undefined ? { ru: 'не указана ни группа, ни роль', en: 'neither group nor role is given' } : roleMissing(rule.role, undefined, org);
    default:
      return undefined;
  }
}

const both = (title: LocalizedText, make: (title: Record<Locale, string>) => Sentence): Sentence => make({ ru: localize(title, 'ru'), en: localize(title, 'en') });

const isActive = (id: string | undefined, org: Org): boolean => org.people.some((person) => person.id === id && !person.archived);

function personMissing(id: string, org: Org): Sentence | undefined {
  const person = org.people.find((candidate) => candidate.id === id);
  if (!person) return { ru: `человека «${id}» нет`, en: `there is no person “${id}”` };
  return person.archived ? { ru: `${person.name} больше не работает`, en: `${person.name} has left` } : undefined;
}

function roleMissing(id: string, unit: string | undefined, org: Org): Sentence | undefined {
  const role = org.roles.find((candidate) => candidate.id === id);
  const title = role?.title ?? id;
  if (!role) return { ru: `роли «${id}» нет`, en: `there is no role “${id}”` };
  const holds = (person: Person): boolean => !person.archived && (person.roles?.includes(id) ?? false);
  if (!org.people.some(holds)) return both(title, (words) => ({ ru: `роли «${words.ru}» нет ни у кого`, en: `nobody has the role “${words.en}”` }));
  if (unit === undefined || unit === 'initiator' || unit === 'kind') return undefined;
  if (org.people.some((person) => holds(person) && isInside(person.unit, unit, org))) return undefined;
  return both(title, (words) => ({ ru: `в подразделении «${unit}» роли «${words.ru}» нет ни у кого`, en: `nobody in unit “${unit}” has the role “${words.en}”` }));
}

function groupMissing(id: string, org: Org): Sentence | undefined {
  const group = org.groups.find((candidate) => candidate.id === id);
  if (!group) return { ru: `группы «${id}» нет`, en: `there is no group “${id}”` };
  if (group.people.some((person) => isActive(person, org))) return undefined;
  return both(group.title, (title) => ({ ru: `в группе «${title.ru}» никого нет`, en: `group “${title.en}” is empty` }));
}
