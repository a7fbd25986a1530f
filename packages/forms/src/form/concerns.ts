import type { Issue } from '@requestry/model';

/** The issue is about the field or a part of it. */
export const concerns = (issue: Issue, path: string): boolean => issue.path === path || (issue.path?.startsWith(`${path}/`) ?? false);
