import type { Org, Person, PersonId, RoleId, Substitution, Unit, UnitId } from '@requestry/model';

/** Makes an index of a list that is made once and then remembered for as long as the list lives: organisations outlive many transitions. */
function remembered<Item extends object, Index>(make: (items: readonly Item[]) => Index): (items: readonly Item[]) => Index {
  const known = new WeakMap<readonly Item[], Index>();
  return (items) => {
    const before = known.get(items);
    if (before !== undefined) return before;
    const index = make(items);
    known.set(items, index);
    return index;
  };
}

/** Of several entries with the same id the first counts. */
function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  const index = new Map<string, Item>();
  for (const item of items) if (!index.has(item.id)) index.set(item.id, item);
  return index;
}

function grouped<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): ReadonlyMap<string, readonly Item[]> {
  const index = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = index.get(key);
      if (group) group.push(item);
      else index.set(key, [item]);
    }
  }
  return index;
}

const peopleById = remembered<Person, ReadonlyMap<string, Person>>(byId);
const unitsById = remembered<Unit, ReadonlyMap<string, Unit>>(byId);
const active = remembered<Person, ReadonlySet<PersonId>>((people) => new Set(people.filter((person) => !person.archived).map((person) => person.id)));
const activeByRole = remembered<Person, ReadonlyMap<RoleId, readonly Person[]>>((people) => grouped(people, (person) => (person.archived ? [] : (person.roles ?? []))));
const byAbsent = remembered<Substitution, ReadonlyMap<PersonId, readonly Substitution[]>>((all) => grouped(all, (substitution) => [substitution.forWhom]));

export const personOf = (id: PersonId, org: Org): Person | undefined => peopleById(org.people).get(id);

export const unitOf = (id: UnitId | undefined, org: Org): Unit | undefined => (id === undefined ? undefined : unitsById(org.units).get(id));

/** The person exists and is not archived. */
export const isActive = (id: PersonId, org: Org): boolean => active(org.people).has(id);

/** People in service who have the role, in the organisation's order. */
export const activeInRole = (role: RoleId, org: Org): readonly Person[] => activeByRole(org.people).get(role) ?? [];

/** Everything that says who acts for a person, past and future included. */
export const substitutionsFor = (person: PersonId, org: Org): readonly Substitution[] => byAbsent(org.substitutions).get(person) ?? [];
