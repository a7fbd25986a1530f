import type { Directory, Org, RequestService } from '@requestry/model';

/** Where forms of a trial find people, units and records. */
export type SandboxLookups = Pick<RequestService, 'findPeople' | 'findUnits' | 'findRecords'>;

/** People and units of the organisation at hand; records from the service, where there is one. */
export function sandboxLookups(org: Org, service: RequestService | undefined, _directories: readonly Directory[] = []): SandboxLookups {
  const told = (text: string | undefined, name: string): boolean => text === undefined || name.toLocaleLowerCase().includes(text.toLocaleLowerCase());
  return {
    findPeople: async ({ text, ids, unit, role, limit = 50 }) =>
      org.people
        .filter((person) => (ids ? ids.includes(person.id) : !person.archived && told(text, person.name) && (unit === undefined || person.unit === unit) && (role === undefined || (person.roles?.includes(role) ?? false))))
        .slice(0, limit)
        .map((person) => {
          const unitTitle = org.units.find(({ id }) => id === person.unit)?.title;
          return unitTitle === undefined ? person : { ...person, unitTitle };
        }),
    findUnits: async ({ text, ids }) => org.units.filter(({ id, title }) => (ids ? ids.includes(id) : told(text, typeof title === 'string' ? title : `${title.ru ?? ''} ${title.en ?? ''}`))),
    findRecords: async (query) => (service ? service.findRecords(query) : { items: [] }),
  };
}
