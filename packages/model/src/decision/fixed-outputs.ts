import { guarded } from '../expression/expression.js';
import { namesOf } from '../expression/names.js';
import { parse } from '../expression/parser.js';
import { Run } from '../expression/values.js';
import type { FeelValue } from '../expression/values.js';
import type { ReadTable } from './read.js';
import { typed } from './typed.js';

/** What each rule gives when that does not depend on data, else `undefined`. */
export function fixedOutputs(read: ReadTable): readonly (readonly FeelValue[] | undefined)[] {
  return read.rules.map(({ values }, rule) => {
    const texts = read.table.rules[rule]?.then ?? [];
    if (texts.some((text) => /\b(?:today|now)\s*\(/.test(text) || namesOf(parse(text)).length > 0)) return undefined;
    const run = new Run(0, 'UTC', 10_000);
    return guarded(run, () => values.map((value, column) => typed(value({ run, context: {}, local: undefined }), read.outputs[column]?.output.type)));
  });
}
