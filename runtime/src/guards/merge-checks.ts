import type { Op } from '@requestry/storage';

/** Checks before writes, each document once: one that is written too is written over the version that was checked. */
export function mergeChecks(checks: readonly Op[], ops: readonly Op[]): readonly Op[] {
  if (checks.length === 0) return ops;
  const keyOf = ({ collection, id }: Op): string => `${collection}/${id}`;
  const checked = new Map(checks.map((check) => [keyOf(check), check]));
  const written = new Set(ops.map(keyOf));
  const over = ops.map((op): Op => {
    const check = checked.get(keyOf(op));
    return check?.if === undefined ? op : ({ ...op, if: check.if } as Op);
  });
  return [...checks.filter((check) => !written.has(keyOf(check))), ...over];
}
