import type { OpenRoute } from './session.js';
import { ownerOf } from './owner.js';
import type { PictureMarks } from './picture/route-canvas.js';
import type { RouteCheck } from './verify.js';

/** Cards with something wrong, by id. */
export function listMarks({ doc, route }: OpenRoute, check: RouteCheck | undefined): ReadonlyMap<string, 'error' | 'warning'> {
  const marks = new Map<string, 'error' | 'warning'>();
  for (const problem of check?.problems ?? []) {
    for (const element of problem.elements) {
      const owner = ownerOf(doc, route, element);
      if (owner !== undefined && marks.get(owner) !== 'error') marks.set(owner, problem.severity);
    }
  }
  return marks;
}

/** Elements with an error, and the way to the problem that is shown: all of it, or as far as `at`. */
export function pictureMarks(check: RouteCheck | undefined, shown: string | undefined, at: number | undefined): PictureMarks {
  const problems = check?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error').flatMap(({ elements }) => elements);
  const problem = problems.find(({ key }) => key === shown);
  const way = problem?.counterexample ?? [];
  return {
    problem: [...new Set([...errors, ...(problem?.elements ?? [])])],
    path: at === undefined ? way : way.slice(0, at + 1),
    now: at === undefined ? [] : way.slice(at, at + 1),
  };
}

/** The old value when the new one says the same. */
export const kept = <T>(before: T, now: T): T => (JSON.stringify(before) === JSON.stringify(now) ? before : now);
