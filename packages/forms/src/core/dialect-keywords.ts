/** What the value of a keyword has to be. */
export type KeywordKind =
  | 'schema'
  | 'schemas'
  | 'schema-map'
  | 'count'
  | 'number'
  | 'positive'
  | 'string'
  | 'pattern'
  | 'boolean'
  | 'names'
  | 'names-map'
  | 'types'
  | 'values'
  | 'choices'
  | 'ref'
  | 'any';

/** Keywords of the form dialect. */
export const KEYWORDS: Readonly<Record<string, KeywordKind>> = {
  $schema: 'string',
  $id: 'string',
  $comment: 'string',
  $defs: 'schema-map',
  $ref: 'ref',
  title: 'string',
  description: 'string',
  default: 'any',
  examples: 'values',
  readOnly: 'boolean',
  writeOnly: 'boolean',
  deprecated: 'boolean',
  contentMediaType: 'string',
  contentEncoding: 'string',
  format: 'string',
  type: 'types',
  const: 'any',
  enum: 'choices',
  multipleOf: 'positive',
  maximum: 'number',
  exclusiveMaximum: 'number',
  minimum: 'number',
  exclusiveMinimum: 'number',
  maxLength: 'count',
  minLength: 'count',
  pattern: 'pattern',
  items: 'schema',
  prefixItems: 'schemas',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'boolean',
  contains: 'schema',
  minContains: 'count',
  maxContains: 'count',
  properties: 'schema-map',
  patternProperties: 'schema-map',
  additionalProperties: 'schema',
  propertyNames: 'schema',
  required: 'names',
  minProperties: 'count',
  maxProperties: 'count',
  dependentRequired: 'names-map',
  dependentSchemas: 'schema-map',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
};

/** Keywords of JSON Schema that the dialect leaves out. */
export const REFUSED: ReadonlySet<string> = new Set(['$dynamicRef', '$dynamicAnchor', '$anchor', '$recursiveRef', '$recursiveAnchor', '$vocabulary', 'unevaluatedItems', 'unevaluatedProperties']);
