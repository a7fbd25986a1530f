import '../../form/index.js';
import type { Json, JsonObject } from '@requestry/model';
import { renderTextInput } from '../../inputs/text-input.js';
import type { FieldText, FieldView } from '../../registry.js';
import { plainText, written } from '../optional.js';
import { idProblem, idSortNamed } from './ids.js';
import type { IdSort } from './ids.js';
import { words } from './words.js';

const sortOf = (field: Pick<FieldText, 'options' | 'schema'>): IdSort | undefined => idSortNamed(field.options.id) ?? idSortNamed(field.schema.format);

/** The bank of an account, from the field that the options name. */
const bikOf = ({ options }: FieldText, data: JsonObject): string | undefined => (typeof options.bik === 'string' && Object.hasOwn(data, options.bik) ? plainText(data[options.bik]) : undefined);

export const styles = [];

/** What is wrong with a number, in words. */
export function checkId(value: Json, field: FieldText, data: JsonObject): string | undefined {
  const sort = sortOf(field);
  const problem = sort && idProblem(plainText(value), sort, bikOf(field, data));
  if (!sort || !problem) return undefined;
  const name = field.localize(sort.name);
  const t = words[field.locale];
  return problem === 'length' ? t.length({ name, digits: sort.lengths }) : t.wrong({ name });
}

/** The input of a number; out of focus it is shown as people write it. */
export function renderId(field: FieldView): unknown {
  const sort = sortOf(field);
  return renderTextInput<string>(field, {
    inputmode: sort?.shape.source.includes('A-Z') ? 'text' : 'numeric',
    value: field.value as string | undefined,
    show: (value) => sort?.show?.(plainText(value)) ?? plainText(value),
    read: (text) => written(text.replace(/[\s\u2010-\u2015-]+/gu, '').toUpperCase()),
    set: field.set,
  });
}
