import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDecision, compileDecision, hitPolicies } from '@requestry/model/decision';
import type { DecisionTable } from '@requestry/model/decision';
import { bpmnLimits, routeIssueText } from '@requestry/route';
import { readDecision, writeDecision } from '@requestry/route/decision';

const corpus = process.env['REQUESTRY_CORPUS'];

const limits: DecisionTable = {
  id: 'limits',
  name: 'Лимиты <2026> & "прочее"',
  hitPolicy: 'U',
  inputs: [{ id: 'i1', label: 'Сумма', expression: 'amount', type: 'number', values: '>= 0' }, { id: 'i2', expression: 'start', type: 'date' }],
  outputs: [{ id: 'o1', name: 'who', type: 'string', values: '"head", "board"', default: '"head"' }],
  rules: [
    { id: 'r1', when: ['<= 100', '-'], then: ['"head"'], note: 'мелкие\nзакупки' },
    { id: 'r2', when: ['(100..1000)', '< date("2026-01-01")'], then: ['"board"'] },
  ],
};

describe('decision tables as DMN', () => {
  it.each(hitPolicies)('come back as they were written, hit policy %s', async (hitPolicy) => {
    const table = { ...limits, hitPolicy };
    const other: DecisionTable = { id: 'other', name: 'other', hitPolicy: 'F', inputs: [], outputs: [{ id: 'o2' }], rules: [] };
    expect(await readDecision(await writeDecision([table, other]))).toEqual({ tables: [table, other], issues: [] });
  });

  it('come back for any texts', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[^\P{C}\n]/gu, '').replace(/\s+/gu, ' ').trim()).filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(cell, cell, cell, async (when, then, note) => {
        const table = { ...limits, rules: [{ id: 'r', when: [when, '-'], then: [then], note }] };
        expect((await readDecision(await writeDecision([table]))).tables).toEqual([table]);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['20180521', '20211108', '20230324'])('are read from the version of DMN of %s', async (version) => {
    const xml = (await writeDecision([limits])).replace('20191111', version);
    expect((await readDecision(xml)).tables).toEqual([limits]);
  });

  it('are refused, by name, when they are not FEEL or their hit policy is unknown', async () => {
    const xml = await writeDecision([limits]);
    const juel = await readDecision(xml.replace('<dmn:inputEntry', '<dmn:inputEntry expressionLanguage="juel"'));
    expect(juel).toMatchObject({ tables: [], issues: [{ code: 'route.decision-language', element: 'limits', params: { found: 'juel' } }] });
    expect(juel.issues[0] && routeIssueText(juel.issues[0], 'ru')).toContain('понятен только FEEL');
    expect((await readDecision(xml.replace('<dmn:decisionTable ', '<dmn:decisionTable hitPolicy="OUTPUT ORDER" '))).issues).toMatchObject([{ code: 'route.decision-policy' }]);
  });

  it.each([
    ['no XML', 'hello', 'route.not-dmn'],
    ['another sort of file', '<a xmlns="urn:b" />', 'route.not-dmn'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a />', 'route.doctype'],
    ['too many levels', '<a>'.repeat(bpmnLimits.depth + 1), 'route.too-deep'],
    ['no decisions', '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="a" name="a" namespace="b" />', 'route.decision-none'],
  ])('are not found in %s', async (_, xml, code) => {
    const { tables, issues } = await readDecision(xml);
    expect(tables).toEqual([]);
    expect(issues.map((issue) => issue.code)).toContain(code);
  });
});

describe.skipIf(corpus === undefined)('tables of other tools (REQUESTRY_CORPUS names their folder)', () => {
  it('reads, decides and checks an invoice', async () => {
    const { tables, issues } = await readDecision(readFileSync(join(corpus ?? '', 'operaton/invoiceBusinessDecisions.dmn'), 'utf8'));
    expect(tables.map(({ id, hitPolicy }) => [id, hitPolicy])).toEqual([['invoiceClassification', 'U'], ['invoice-assign-approver', 'C']]);
    expect(issues).toMatchObject([{ code: 'route.decision-asks', severity: 'warning', element: 'invoice-assign-approver' }]);
    const [classify, assign] = tables.map((table) => compileDecision(table));
    expect(classify?.evaluate({ amount: 300, invoiceCategory: 'Misc' })).toMatchObject({ value: 'budget', issues: [] });
    expect(assign?.evaluate({ invoiceClassification: 'budget' }).issues).toEqual([]);
    expect(tables.flatMap((table) => checkDecision(table))).toEqual([]);
    expect((await readDecision(await writeDecision(tables))).tables).toEqual(tables);
  });
});
