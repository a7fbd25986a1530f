import type { AccessRule, Issue } from '@requestry/model';

const parts = ['roles', 'units', 'people'] as const;

/** What is wrong with the shape of who may look a directory up: a rule that cannot be read would let everybody in. */
export function accessIssues(access: AccessRule | undefined): readonly Issue[] {
  if (access === undefined) return [];
  const issue = (path: string, found: unknown): Issue => ({ code: 'directory.access', path, params: { found: JSON.stringify(found)?.slice(0, 80) ?? '', message: { ru: 'Доступ к справочнику: нужны списки roles, units, people с обозначениями', en: 'Access to a directory takes the lists roles, units and people of ids' } } });
  if (typeof access !== 'object' || access === null || Array.isArray(access)) return [issue('/access', access)];
  return Object.entries(access).flatMap(([part, ids]: [string, unknown]) => {
    const fits = (parts as readonly string[]).includes(part) && Array.isArray(ids) && ids.every((id) => typeof id === 'string');
    return fits ? [] : [issue(`/access/${part}`, ids)];
  });
}
