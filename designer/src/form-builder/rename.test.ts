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

  it('follows the key through conditions, reservations, relations and what else a kind asks', () => {
    const kind: Kind = {
      id: 'k', title: 'K', scope: 'internal', form: { schema: { type: 'object', properties: { sum: {}, lines: {} } }, ui: { type: 'VerticalLayout', elements: [] } },
      guards: [{ id: 'g', at: 'submit', when: '=sum < stock', explanation: { ru: 'Всего {sum}', en: '{sum.amount} of {stock}' }, facts: { stock: { from: 'records', directory: 'd', where: { id: '=sum' } }, others: { from: 'requests', same: { field: 'sum' }, take: 'sum', value: '=sum' }, host: { from: 'connector', connector: 'c', query: { q: '=sum' } } } }],
      guides: [{ step: 's', script: [{ id: 'q', text: 'Q', field: 'sum' }] }],
      reservations: [{ id: 'r', field: 'lines.item', quantity: 'lines.count' }, { id: 'r2', field: 'sum', from: 'sum', to: 'sum' }],
      followUps: [{ id: 'f', directory: 'd', start: { kind: 'other', data: { price: '=sum' } } }],
      relations: [{ id: 'a', type: 'amendment', title: 'A', kind: 'k', fields: { sum: 'sum' }, map: { sum: '=sum' } }, { id: 'b', type: 'child', title: 'B', kind: 'k', sums: [{ title: 'S', of: 'sum', field: 'sum' }] }],
      participation: { guest: { access: { sum: 'read' } } },
      resources: { hours: true, plan: { hours: 'sum', materials: { field: 'lines', record: 'item', quantity: 'count' } } },
    };
    const { form: _form, ...renamed } = renameKey(kind, 'sum', 'total');
    expect(JSON.stringify(renamed).replaceAll('"take":"sum"', '').replaceAll('"of":"sum"', '')).not.toMatch(/\bsum\b/);
    expect(renameKey(kind, 'lines', 'rows')).toMatchObject({ reservations: [{ field: 'rows.item', quantity: 'rows.count' }, {}], resources: { plan: { materials: { field: 'rows' } } } });
  });

  it('leaves the fields of another kind as they are', () => {
    const kind: Kind = {
      id: 'k', title: 'K', scope: 'internal', form: { schema: { type: 'object', properties: { sum: {} } }, ui: { type: 'VerticalLayout', elements: [] } },
      guards: [{ id: 'g', at: 'submit', when: '=debt = 0', explanation: 'D', facts: { debt: { from: 'requests', same: 'initiator', kinds: ['other'], where: '=sum > 1', take: 'sum', value: '=sum' } } }],
      relations: [{ id: 'a', type: 'amendment', title: 'A', kind: 'other', fields: { sum: 'sum' }, map: { sum: '=sum' } }],
    };
    expect(renameKey(kind, 'sum', 'total')).toMatchObject({ guards: [{ facts: { debt: { where: '=sum > 1', value: '=sum' } } }], relations: [{ fields: { total: 'sum' }, map: { sum: '=total' } }] });
  });

  it('refuses keys that expressions cannot name', () => {
    expect(['amount', 'a_1'].every(isKey)).toBe(true);
    expect(['', '1a', 'a b', 'and', '__proto__', 'сумма'].some(isKey)).toBe(false);
  });
});
