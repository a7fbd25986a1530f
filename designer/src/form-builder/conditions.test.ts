import { describe, expect, it } from 'vitest';
import { compileExpression } from '@requestry/model/expression';
import { conditionToFeel, feelToCondition, ruleToFeel } from './conditions.js';
import type { Condition } from './conditions.js';

const conditions: readonly Condition[] = [
  { join: 'and', clauses: [{ field: 'sum', operator: '>', value: 100 }, { field: 'city', operator: '=', value: 'York and "Kent"' }] },
  { join: 'or', clauses: [{ field: 'a', operator: 'empty' }, { field: 'b', operator: 'filled' }, { field: 'c', operator: '!=', value: true }] },
  { join: 'and', clauses: [{ field: 'price.amount', operator: '>=', value: 1000 }] },
  { join: 'and', clauses: [{ field: 'on', operator: '<', value: '2026-03-14', date: true }] },
  { join: 'and', clauses: [{ field: 'tags', operator: 'contains', value: 'x' }] },
];

describe('conditions', () => {
  for (const condition of conditions) {
    it(`reads back ${conditionToFeel(condition)}`, () => {
      const feel = conditionToFeel(condition, (field) => field === 'tags');
      expect(feelToCondition(feel)).toEqual(condition);
      expect(compileExpression(feel).issues).toEqual([]);
    });
  }

  it('leaves to text what clauses cannot say', () => {
    for (const feel of ['=a > 1 and b > 2 or c', '=sum(lines.price) > 5', '=a > b', '=not(a = 1)']) expect(feelToCondition(feel)).toBeUndefined();
  });

  it('reads conditions written as a schema', () => {
    expect(ruleToFeel({ effect: 'SHOW', condition: { scope: '#/properties/kind', schema: { enum: ['a', 'b'] } } })).toBe('=kind = "a" or kind = "b"');
    expect(ruleToFeel({ effect: 'SHOW', condition: { scope: '#/properties/kind', schema: { pattern: '^a' } } })).toBeUndefined();
  });
});
