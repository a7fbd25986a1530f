import { describe, expect, it } from 'vitest';
import { compileExpression } from '@requestry/model/expression';
import { conditionText, readClauses, writeClauses } from './condition.js';
import type { Clauses } from './condition.js';
import type { FormField } from './fields.js';

const fields: readonly FormField[] = [
  { name: 'amount', title: 'Amount', sort: 'number' },
  { name: 'price', title: 'Price', sort: 'money' },
  { name: 'urgent', title: 'Urgent', sort: 'boolean' },
  { name: 'sort', title: 'Sort', sort: 'choice', options: [{ value: 'goods', title: 'Goods' }] },
  { name: 'needed', title: 'Needed by', sort: 'date' },
  { name: 'tags', title: 'Tags', sort: 'many' },
  { name: 'note', title: 'Note', sort: 'text' },
];

const cases: readonly (readonly [Clauses, Readonly<Record<string, unknown>>, boolean])[] = [
  [{ join: 'and', clauses: [{ field: 'amount', operator: '>=', value: 100 }] }, { amount: 100 }, true],
  [{ join: 'and', clauses: [{ field: 'price', operator: '<', value: 100 }] }, { price: { amount: '99.50', currency: 'RUB' } }, true],
  [{ join: 'and', clauses: [{ field: 'urgent', operator: 'yes' }] }, { urgent: false }, false],
  [{ join: 'and', clauses: [{ field: 'urgent', operator: 'no' }] }, { urgent: null }, true],
  [{ join: 'or', clauses: [{ field: 'sort', operator: '=', value: 'goods' }, { field: 'amount', operator: '>', value: 5 }] }, { sort: 'other', amount: 6 }, true],
  [{ join: 'and', clauses: [{ field: 'needed', operator: '<', value: '2026-03-01' }] }, { needed: '2026-02-01' }, true],
  [{ join: 'and', clauses: [{ field: 'tags', operator: 'contains', value: 'new' }] }, { tags: ['new', 'old'] }, true],
  [{ join: 'and', clauses: [{ field: 'note', operator: 'contains', value: 'a and "b"' }] }, { note: 'so a and "b" it is' }, true],
  [{ join: 'and', clauses: [{ field: 'note', operator: 'empty' }] }, { note: null }, true],
];

describe('conditions made of comparisons', () => {
  for (const [clauses, data, wanted] of cases) {
    const text = writeClauses(clauses, fields);
    it(`reads back and evaluates ${text}`, () => {
      expect(readClauses(text)).toEqual(clauses);
      const compiled = compileExpression(text);
      expect(compiled.issues).toEqual([]);
      expect(compiled.evaluate(data).value).toBe(wanted);
    });
  }

  it('leaves to the formula what comparisons cannot say', () => {
    expect(readClauses('=amount > 1 and urgent = true or sort = "x"')).toBeUndefined();
    expect(readClauses('=sum(lines.price) > 5')).toBeUndefined();
  });

  it('tells a condition in words', () => {
    expect(conditionText('=amount >= 100000 and sort = "goods"', fields, undefined, 'en')).toBe('Amount ≥ 100,000 and Sort = “Goods”');
    expect(conditionText('=true', fields, undefined, 'en')).toBe('condition not set');
  });
});
