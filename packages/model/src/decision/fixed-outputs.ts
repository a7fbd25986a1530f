import { guarded } from '../expression/expression.js';
import { Run } from '../expression/values.js';
import type { FeelValue } from '../expression/values.js';
import type { ReadTable } from './read.js';
import { typed } from './typed.js';

/** What each rule gives when that depends neither on data nor on time, else `undefined`. */
export function fixedOutputs(read: ReadTable): readonly (readonly FeelValue[] | undefined)[] {
  return read.rules.map(({ values, fixed }) => {
    if (!fixed) return undefined;
    const run = new Run(0, 'UTC', 10_000);
    return guarded(run, () => values.map((value, column) => typed(value({ run, context: {}, local: undefined }), read.outputs[column]?.output.type)));
  });
}
