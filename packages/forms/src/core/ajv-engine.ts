import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonSchema } from '@requestry/model';
import { FORMATS } from './formats.js';
import { patternOf } from './interpreter.js';
import type { SchemaError, ValidationEngine } from './validator.js';

/** Patterns are matched in linear time; one that cannot be is refused before it gets here. */
const regExp = Object.assign((source: string) => ({ test: (text: string): boolean => patternOf(source)?.test(text) ?? false }), { code: 'requestry-pattern' });

function makeAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    messages: false,
    multipleOfPrecision: 6,
    code: { regExp },
  });
  for (const [name, validate] of Object.entries(FORMATS)) ajv.addFormat(name, { type: 'string', validate });
  return ajv;
}

/** Compiles the schema to a function with ajv. Needs `new Function`: for servers and for checks at publishing, not for the page of an end user. */
export const ajvEngine: ValidationEngine = (schema) => {
  const validate = makeAjv().compile<unknown>(withoutIds(schema));
  return (data) => {
    if (validate(data)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword, params, schemaPath }): SchemaError => ({ instancePath, keyword, params: params as SchemaError['params'], schemaPath }));
  };
};

/** `$schema` and `$id` change how ajv looks for other schemas, of which there are none. */
function withoutIds(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$id' && keyword !== '$schema'));
}
