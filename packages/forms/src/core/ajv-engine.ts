import { _, Ajv2020 } from 'ajv/dist/2020.js';
import type { KeywordCxt } from 'ajv/dist/2020.js';
import { Type } from 'ajv/dist/compile/util.js';
import type { JsonSchema } from '@requestry/model';
import { KEYWORDS } from './dialect-keywords.js';
import { FORMATS } from './formats.js';
import { isMultiple, patternOf } from './interpreter.js';
import { mapSubschemas } from './keywords.js';
import type { SchemaError, ValidationEngine } from './validator.js';

/** Patterns are matched in linear time; one that cannot be is refused before it gets here. Ajv tells patterns apart by their text. */
const regExp = Object.assign((source: string) => ({ test: (text: string): boolean => patternOf(source)?.test(text) ?? false, toString: () => source }), { code: 'requestry-pattern' });

function makeAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, ownProperties: true, strict: false, validateSchema: false, logger: false, messages: false, code: { regExp } });
  for (const [name, validate] of Object.entries(FORMATS)) ajv.addFormat(name, { type: 'string', validate });
  replaceMultipleOf(ajv);
  replacePrefixItems(ajv);
  replaceContains(ajv);
  return ajv;
}

/** Ajv compares exactly, or, with a precision, takes an infinite quotient for a multiple. */
function replaceMultipleOf(ajv: Ajv2020): void {
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (multiple: number, value: number) => isMultiple(value, multiple),
    error: { message: 'multipleOf', params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}` },
  });
}

/** Ajv leaves out `contains` of the same schema when the list is shorter than `prefixItems` and stands inside `if`, `not`, `anyOf` or `oneOf`. */
function replacePrefixItems(ajv: Ajv2020): void {
  ajv.removeKeyword('prefixItems');
  ajv.addKeyword({
    keyword: 'prefixItems',
    type: 'array',
    schemaType: 'array',
    before: 'uniqueItems',
    code: checkPrefix,
  });
}

function checkPrefix(cxt: KeywordCxt): void {
  const { gen, schema, data, keyword } = cxt as KeywordCxt & { schema: readonly unknown[] };
  for (const index of schema.keys()) {
    gen.if(_`${data}.length > ${index}`, () => cxt.subschema({ keyword, schemaProp: index, dataProp: index }, gen.name('valid')));
  }
}

/** Ajv takes an empty list for one that contains what the list before it contained. */
function replaceContains(ajv: Ajv2020): void {
  ajv.removeKeyword('contains');
  ajv.addKeyword({
    keyword: 'contains',
    type: 'array',
    schemaType: ['object', 'boolean'],
    trackErrors: true,
    error: { message: 'contains', params: ({ params: { min, max } }) => (max === undefined ? _`{minContains: ${min}}` : _`{minContains: ${min}, maxContains: ${max}}`) },
    code: checkContains,
  });
}

function checkContains(cxt: KeywordCxt): void {
  const { gen, parentSchema, data } = cxt;
  const min: number = parentSchema['minContains'] ?? 1;
  const max: number | undefined = parentSchema['maxContains'];
  cxt.setParams({ min, max });
  const count = gen.let('count', 0);
  const valid = gen.name('valid');
  gen.forRange('i', 0, _`${data}.length`, (index) => {
    cxt.subschema({ keyword: 'contains', dataProp: index, dataPropType: Type.Num, compositeRule: true }, valid);
    gen.if(valid, () => gen.code(_`${count}++`));
  });
  const enough = _`${count} >= ${min}`;
  cxt.result(max === undefined ? enough : _`${enough} && ${count} <= ${max}`, () => cxt.reset());
}

/** Compiles the schema to a function with ajv. Needs `new Function`: for servers and for checks at publishing, not for the page of an end user. */
export const ajvEngine: ValidationEngine = (schema) => {
  const validate = makeAjv().compile<unknown>(inDialect(schema));
  return (data) => {
    if (validate(data)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword, params, schemaPath }): SchemaError => ({ instancePath, keyword, params: params as SchemaError['params'], schemaPath: decoded(schemaPath) }));
  };
};

/** Ajv gives a meaning to keywords of other dialects too (`dependencies`, `nullable`, `discriminator`); `$schema` and `$id` change how it looks for other schemas, of which there are none. */
function inDialect(schema: JsonSchema | boolean): JsonSchema | boolean {
  if (typeof schema === 'boolean') return schema;
  const known = Object.entries(schema).filter(([keyword]) => Object.hasOwn(KEYWORDS, keyword) && keyword !== '$id' && keyword !== '$schema');
  return mapSubschemas(Object.fromEntries(known), inDialect);
}

/** Ajv writes names in schema paths as in a URI. */
function decoded(schemaPath: string): string {
  try {
    return decodeURIComponent(schemaPath);
  } catch {
    return schemaPath;
  }
}
