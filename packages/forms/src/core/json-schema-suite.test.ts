import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '@requestry/model';
import { checkDialect, createValidator } from '@requestry/forms/core';
import type { EngineName } from '@requestry/forms/core';
import { leftOut, meantOtherwise, refusals } from './testing/suite-expectations.js';

const engines: readonly EngineName[] = ['interpreter', 'ajv'];
const corpus = process.env['REQUESTRY_CORPUS'];
const suite = corpus ? join(corpus, 'json-schema-test-suite/tests/draft2020-12') : '';

interface SuiteGroup {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const files = ['', 'optional/', 'optional/format/'].flatMap((folder) => (existsSync(join(suite, folder)) ? readdirSync(join(suite, folder)).filter((name) => name.endsWith('.json')).map((name) => folder + name.replace('.json', '')) : []));

/** Why the dialect refuses a schema; nothing when it takes it. */
function refusal(schema: unknown): string | undefined {
  if (typeof schema !== 'object') return 'dialect.no-schema';
  const problems = checkDialect(schema).filter((issue) => issue.severity !== 'warning');
  return problems.length > 0 ? [...new Set(problems.map(({ code }) => code))].sort().join(' ') : undefined;
}

describe.skipIf(!existsSync(suite))('JSON-Schema-Test-Suite (needs REQUESTRY_CORPUS)', () => {
  const refused = new Map<string, number>();
  let [groupsTried, casesTried] = [0, 0];
  for (const file of suite ? files : []) {
    if (Object.hasOwn(leftOut, file)) continue;
    for (const group of JSON.parse(readFileSync(join(suite, `${file}.json`), 'utf8')) as SuiteGroup[]) {
      const why = refusal(group.schema);
      if (why !== undefined) {
        refused.set(`${file}: ${why}`, (refused.get(`${file}: ${why}`) ?? 0) + 1);
        continue;
      }
      const tests = group.tests.filter((test) => !Object.hasOwn(meantOtherwise, `${file}: ${group.description}: ${test.description}`));
      groupsTried += 1;
      casesTried += tests.length;
      it.each(engines)(`${file}: ${group.description} (%s)`, (engine) => {
        const validate = createValidator(group.schema as JsonSchema, { engine });
        const wrong = tests.filter((test) => (validate(test.data).length === 0) !== test.valid).map((test) => test.description);
        expect(wrong).toEqual([]);
      });
    }
  }

  it('is refused only where the list says, for the reason it gives', () => {
    if (process.env['REQUESTRY_LIST']) console.log([`${groupsTried} groups, ${casesTried} cases`, ...[...refused].map(([what, count]) => `'${what}': ${count},`)].join('\n'));
    expect(Object.fromEntries(refused)).toEqual(refusals);
  });
});
