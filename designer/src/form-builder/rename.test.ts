import { describe, expect, it } from 'vitest';
import type { Kind } from '@requestry/model';
import { isKey, renameInExpression, renameKey } from './rename.js';

describe('renaming a field', () => {
  it('changes names and leaves texts, members and longer names', () => {
    expect(renameInExpression('=sum > 5 and "sum" = item.sum or summary = sum', 'sum', 'total')).toBe('=total > 5 and "sum" = item.sum or summary = total');
    expect(renameInExpression('=data.sum + 1', 'sum', 'total')).toBe('=data.total + 1');
  });

  it('follows the key through the whole kind', () => {
    const kind: Kind = {
      id: 'k', title: 'K', scope: 'internal', titleTemplate: '{kind}: {sum}', columns: ['sum'], submitAccess: { sum: 'required' }, viewAccess: { sum: 'hidden' },
      filterable: ['sum'], samples: [{ title: 'S', data: { sum: 1 } }], deadlines: [{ deadline: 'answer', within: '=if sum > 1 then 2 else 3' }, { deadline: 'execution', field: 'sum.days' }],
      decisions: [{ id: 'd', hitPolicy: 'U', inputs: [{ expression: 'sum' }], outputs: [{}], rules: [] }],
      form: {
        schema: { type: 'object', properties: { sum: { type: 'number' }, note: {} }, required: ['sum'], if: { properties: { sum: { const: 1 } } }, then: { required: ['note'] } },
        ui: {
          type: 'VerticalLayout',
          elements: [
            { type: 'Control', scope: '#/properties/sum' },
            { type: 'Control', scope: '#/properties/note', options: { rq: { computed: '=sum * 2', lookup: { directory: 'd', fill: { sum: 'price' }, filter: { kind: '=sum' } } } }, rule: { effect: 'SHOW', condition: { scope: '#/properties/sum', schema: { const: 1 } } } },
          ],
        },
      },
    };
    const text = JSON.stringify(renameKey(kind, 'sum', 'total'));
    expect(text).not.toMatch(/\bsum\b/);
    expect(JSON.parse(text).form.schema.if.properties).toEqual({ total: { const: 1 } });
    expect(Object.keys(JSON.parse(text).form.schema.properties)).toEqual(['total', 'note']);
  });

  it('refuses keys that expressions cannot name', () => {
    expect(['amount', 'a_1'].every(isKey)).toBe(true);
    expect(['', '1a', 'a b', 'and', '__proto__', 'сумма'].some(isKey)).toBe(false);
  });
});
