import { Validator as Independent } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue, JsonSchema } from '@requestry/model';
import { checkDialect, createValidator } from '@requestry/forms/core';
import type { EngineName } from '@requestry/forms/core';

const engines: readonly EngineName[] = ['interpreter', 'ajv'];

const order = (issues: readonly Issue[]): readonly string[] => issues.map((issue) => JSON.stringify([issue.path, issue.code, issue.params ?? {}])).sort();

const schema: JsonSchema = {
  type: 'object',
  required: ['title', 'site'],
  properties: {
    title: { type: 'string', minLength: 3, maxLength: 20 },
    site: { oneOf: [{ const: 'a', title: 'A' }, { const: 'b', title: 'B' }] },
    amount: { type: 'number', minimum: 0, exclusiveMaximum: 1000, multipleOf: 0.01 },
    email: { type: 'string', format: 'email' },
    code: { type: 'string', pattern: '^[А-Я]{2}-\\d{3}$' },
    lines: { type: 'array', minItems: 1, uniqueItems: true, items: { $ref: '#/$defs/line' } },
    contact: { anyOf: [{ required: ['phone'] }, { required: ['email'] }], type: 'object' },
    party: {
      oneOf: [
        { properties: { kind: { const: 'person' }, name: { type: 'string' } }, required: ['kind', 'name'] },
        { properties: { kind: { const: 'company' }, inn: { type: 'string', minLength: 10 } }, required: ['kind', 'inn'] },
      ],
    },
  },
  if: { properties: { site: { const: 'b' } }, required: ['site'] },
  then: { required: ['reason'] },
  additionalProperties: true,
  $defs: { line: { type: 'object', required: ['count'], properties: { count: { type: 'integer', minimum: 1 } }, additionalProperties: false } },
};

const cases: readonly (readonly [what: string, data: unknown, issues: readonly Issue[]])[] = [
  ['nothing wrong', { title: 'Стол', site: 'a', amount: 19.99 }, []],
  ['absent fields', {}, [{ code: 'form.required', path: '/title' }, { code: 'form.required', path: '/site' }]],
  ['a choice written as oneOf', { title: 'abc', site: 'c' }, [{ code: 'form.enum', path: '/site', params: { allowed: ['a', 'b'] } }]],
  ['a field that is required under a condition', { title: 'abc', site: 'b' }, [{ code: 'form.required', path: '/reason' }]],
  ['a wrong type, and nothing else of that field', { title: 5, site: 'a' }, [{ code: 'form.type', path: '/title', params: { type: 'string' } }]],
  ['limits', { title: 'ab', site: 'a', amount: 1000 }, [{ code: 'form.minLength', path: '/title', params: { limit: 3 } }, { code: 'form.exclusiveMaximum', path: '/amount', params: { limit: 1000 } }]],
  ['length in characters', { title: '💥💥', site: 'a' }, [{ code: 'form.minLength', path: '/title', params: { limit: 3 } }]],
  ['formats and patterns', { title: 'abc', site: 'a', email: 'x', code: 'ab-1' }, [{ code: 'form.format', path: '/email', params: { format: 'email' } }, { code: 'form.pattern', path: '/code', params: { pattern: '^[А-Я]{2}-\\d{3}$' } }]],
  ['lines', { title: 'abc', site: 'a', lines: [{ count: 0 }, {}, { count: 1, x: 1 }] }, [
    { code: 'form.minimum', path: '/lines/0/count', params: { limit: 1 } },
    { code: 'form.required', path: '/lines/1/count' },
    { code: 'form.additionalProperties', path: '/lines/2/x', params: { property: 'x' } },
  ]],
  ['either of two fields', { title: 'abc', site: 'a', contact: {} }, [{ code: 'form.either-required', path: '/contact/phone', params: { properties: ['phone', 'email'] } }]],
  ['the alternative that is meant', { title: 'abc', site: 'a', party: { kind: 'company', inn: '1' } }, [{ code: 'form.minLength', path: '/party/inn', params: { limit: 10 } }]],
  ['what only looks like a property', JSON.parse('{"title":"abc","site":"a","toString":1}'), []],
];

describe.each(engines)('%s', (engine) => {
  const validate = createValidator(schema, { engine });

  it.each(cases)('tells %s', (_, data, issues) => {
    expect(order(validate(data))).toEqual(order(issues));
  });

  it('does not take an inherited name for a property', () => {
    const strict = createValidator({ type: 'object', required: ['toString', 'valueOf'], properties: { valueOf: { type: 'string' } } }, { engine });
    expect(strict({}).map((issue) => issue.path)).toEqual(['/toString', '/valueOf']);
  });

  it('bounds depth and size of the data', () => {
    const any = createValidator({}, { engine });
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(any(deep)).toMatchObject([{ code: 'form.too-deep' }]);
    expect(any(new Array(300_000).fill(0))).toMatchObject([{ code: 'form.too-large' }]);
  });

  it('follows a schema into itself', () => {
    const tree = createValidator({ $ref: '#/$defs/node', $defs: { node: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/$defs/node' } } } } } }, { engine });
    expect(tree({ name: 'a', parts: [{ name: 'b', parts: [{}] }] })).toEqual([{ code: 'form.required', path: '/parts/0/parts/0/name' }]);
  });
});

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.record({ type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'object', 'array') }),
  fc.record({ type: fc.constant('string'), minLength: fc.nat(3), maxLength: fc.nat(5) }, { requiredKeys: ['type'] }),
  fc.record({ minimum: fc.integer({ min: -3, max: 3 }), exclusiveMaximum: fc.integer({ min: -3, max: 9 }), multipleOf: fc.constantFrom(1, 2, 0.5) }, { requiredKeys: [] }),
  fc.record({ const: fc.constantFrom<unknown>('a', 1, true, null, ['a']) }) as fc.Arbitrary<JsonSchema>,
  fc.record({ enum: fc.constantFrom<unknown[]>(['a', 'b'], [1, 2, '1'], [null, false]) }) as fc.Arbitrary<JsonSchema>,
  fc.record({ pattern: fc.constantFrom('^a', 'b$', '^[ab]+$', '(a|b){2}') }),
  fc.record({ format: fc.constantFrom('date', 'email', 'uuid') }),
  fc.constantFrom<JsonSchema>({}, { required: ['a'] }, { required: ['a', 'b'] }, { dependentRequired: { a: ['b', 'c'] } }, { minItems: 1, uniqueItems: true }, { maxProperties: 1 }),
);
const { anySchema } = fc.letrec<{ anySchema: JsonSchema }>((tie) => {
  const names = fc.constantFrom('a', 'b', 'c');
  const inner = tie('anySchema');
  const branches = fc.array(inner, { minLength: 1, maxLength: 3 });
  return {
    anySchema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ type: fc.constant('object'), properties: fc.dictionary(names, inner, { noNullPrototype: true }), required: fc.uniqueArray(names), additionalProperties: fc.oneof(fc.boolean(), inner) as fc.Arbitrary<JsonSchema> }, { requiredKeys: ['properties'] }) as fc.Arbitrary<JsonSchema>,
      fc.record({ items: inner, minItems: fc.nat(2), contains: inner, prefixItems: branches }, { requiredKeys: ['items'] }),
      fc.record({ anyOf: branches }),
      fc.record({ oneOf: branches }),
      fc.record({ allOf: branches }),
      fc.record({ not: inner }),
      fc.record({ if: inner, then: inner, else: inner }, { requiredKeys: ['if'] }),
      fc.record({ dependentSchemas: fc.dictionary(names, inner, { noNullPrototype: true }), propertyNames: leaf, patternProperties: fc.dictionary(fc.constantFrom('^a', 'b|c'), inner, { noNullPrototype: true }) }, { requiredKeys: [] }) as fc.Arbitrary<JsonSchema>,
      fc.tuple(inner, leaf).map(([left, right]) => ({ ...left, ...right })),
    ),
  };
});
const { anyData } = fc.letrec<{ anyData: unknown }>((tie) => ({
  anyData: fc.oneof({ depthSize: 'small' }, fc.constantFrom<unknown>('a', 'b', 'ab', '', 'abcdef', '2026-02-28', 'x@y.ru', 0, 1, 2, 5, 0.5, true, false, null), fc.array(tie('anyData'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('anyData'), { noNullPrototype: true })),
}));

describe('both engines', () => {
  it.each<[string, JsonSchema, unknown]>([
    ['dependencies', { dependencies: { a: ['b'] } }, { a: 1 }],
    ['nullable', { type: 'string', nullable: true }, null],
    ['discriminator', { type: 'object', discriminator: { propertyName: 'k' }, oneOf: [{ properties: { k: { const: 'x' } }, required: ['k'] }] }, { k: 'y' }],
  ])('take %s, which the dialect does not know, for no keyword', (_, foreign, value) => {
    const [one, other] = engines.map((engine) => createValidator(foreign, { engine })(value));
    expect(one).toEqual(other);
  });

  it('say the same of 5000 pairs of schema and data', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(anySchema, fc.array(anyData, { minLength: 8, maxLength: 8 }), (generated, values) => {
        fc.pre(checkDialect(generated).every((issue) => issue.severity === 'warning'));
        const [one, other] = engines.map((engine) => createValidator(generated, { engine }));
        for (const value of values) expect(order(one?.(value) ?? [])).toEqual(order(other?.(value) ?? []));
      }),
      { numRuns: Number(process.env['REQUESTRY_RUNS'] ?? 625) },
    );
  });

  it('agree with an interpreter of others on what is valid', () => {
    fc.assert(
      fc.property(anySchema, anyData, (generated, value) => {
        // Formats are checked more strictly here.
        fc.pre(checkDialect(generated).every((issue) => issue.severity === 'warning') && !JSON.stringify(generated).includes('"format"'));
        expect(createValidator(generated)(value).length === 0).toBe(new Independent(generated as object, '2020-12').validate(value).valid);
      }),
      { numRuns: 600 },
    );
  });
});
