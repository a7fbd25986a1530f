import type { AccessRule, Kind } from './kind.js';
import type { Org, Person, UnitId } from './org.js';

/** Every request is shown to whoever has one of these rights, whatever its kind says. */
export const seesEverything = ({ rights }: { readonly rights: readonly string[] }): boolean => rights.includes('see-all') || rights.includes('administer');

/** The kind shows all its requests to the person. */
export const seesAll = (person: Person, kind: Kind, org: Org): boolean => kind.see !== undefined && matches(person, kind.see, org);

/** Everybody when the rule names nothing; a unit means also those below it. */
export function matches(person: Person, rule: AccessRule | undefined, org: Org): boolean {
  if (!rule || !(rule.roles?.length || rule.units?.length || rule.people?.length)) return true;
  return (
    (rule.people?.includes(person.id) ?? false) ||
    (rule.roles?.some((role) => person.roles?.includes(role)) ?? false) ||
    (rule.units?.some((unit) => isInside(person.unit, unit, org)) ?? false)
  );
}

/** The unit is `ancestor` or below it. A cycle in the tree ends the walk. */
export function isInside(unit: UnitId | undefined, ancestor: UnitId, org: Org): boolean {
  const seen = new Set<string>();
  for (let at = unit; at !== undefined && !seen.has(at); ) {
    if (at === ancestor) return true;
    seen.add(at);
    const current = at;
    at = org.units.find((candidate) => candidate.id === current)?.parent;
  }
  return false;
}
