import type { Issue } from '@requestry/model';

/** The issue is about the field or a part of it. */
export const concerns = (issue: Issue, path: string): boolean => issue.path === path || (issue.path?.startsWith(`${path}/`) ?? false);

/** One of the two paths is the other or holds it. */
export function related(one: string, other: string): boolean {
  const [long, short] = one.length > other.length ? [one, other] : [other, one];
  return long.startsWith(short) && (long.length === short.length || long[short.length] === '/');
}
