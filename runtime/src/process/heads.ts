import type { Org, PersonId } from '@requestry/model';
import { activeInRole, isActive, personOf, unitOf } from './org-index.js';
import type { World } from './types.js';

/** People in service whose roles give the right to administer. */
export const administratorsOf = (org: Org): readonly PersonId[] => [
  ...new Set(org.roles.filter((role) => role.rights?.includes('administer')).flatMap((role) => activeInRole(role.id, org).map(({ id }) => id))),
];

/** A person's manager: the one named, else the first head from their unit upwards who is somebody else. */
export function headOver(person: PersonId, org: Org): PersonId | undefined {
  const { manager, unit } = personOf(person, org) ?? {};
  if (manager !== undefined && manager !== person && isActive(manager, org)) return manager;
  const seen = new Set<string>();
  for (let at = unitOf(unit, org); at && !seen.has(at.id); at = unitOf(at.parent, org)) {
    seen.add(at.id);
    if (at.head !== undefined && at.head !== person && isActive(at.head, org)) return at.head;
  }
  return undefined;
}

/** Who has to see to it that nothing is left lying: managers of the people, else the head of the kind's unit, else administrators. */
export function overseersOf(people: readonly PersonId[], world: World): readonly PersonId[] {
  const heads = [...new Set(people.flatMap((person) => headOver(person, world.org) ?? []))];
  if (heads.length > 0) return heads;
  const head = world.org.units.find((unit) => unit.kinds?.includes(world.subject.kind))?.head;
  return head !== undefined && isActive(head, world.org) ? [head] : administratorsOf(world.org);
}
