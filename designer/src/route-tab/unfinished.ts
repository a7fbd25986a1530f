import type { Locale } from '@requestry/model';
import type { RouteDoc } from '@requestry/route';
import { isSplit, unsetCondition, walk } from './doc-edits.js';
import { entryName } from './entry-text.js';
import { words } from './locales/index.js';

/** A branch that was added and has no condition yet. */
export interface UnsetBranch {
  readonly branch: string;
  readonly text: (locale: Locale) => string;
}

/** Branches of a route without a condition yet. */
export function unsetBranches(doc: RouteDoc): readonly UnsetBranch[] {
  return [...walk(doc.steps)].flatMap(({ entry }) => {
    if (!isSplit(entry)) return [];
    const text = (locale: Locale): string => words[locale].branchUnset({ split: entryName(entry, locale) });
    return entry.branches.filter(({ condition }) => condition === unsetCondition).map(({ id }) => ({ branch: id, text }));
  });
}
