import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '@requestry/model';
import { evaluateForm,  expressionEngine,  loadExpressions,  needsExpressions } from './page.js';
import { createValidator } from './validator.js';

const field = (name: string): string => `#/properties/${name}`;
const priced: FormDefinition = {
  schema: { type: 'object', properties: { price: { type: 'number' }, total: { type: 'number' }, reason: { type: 'string' }, code: { type: 'string', pattern: '^[A-Z]+$' } } },
  ui: {
    type: 'VerticalLayout',
    elements: [
      { type: 'Control', scope: field('price') },
      { type: 'Control', scope: field('total'), options: { rq: { computed: '=price * 2' } } },
      { type: 'Control', scope: field('reason'), rule: { effect: 'HIDE', condition: { feel: 'price < 10' } } },
    ],
  },
};
const plain: FormDefinition = { schema: { type: 'object', properties: { name: { type: 'string' } } }, ui: { type: 'Control', scope: field('name') } };

describe('a form on a page', () => {
  it('needs what reads expressions only when it has expressions or patterns', () => {
    expect(needsExpressions(plain)).toBe(false);
    expect(needsExpressions(priced)).toBe(true);
    expect(needsExpressions({ ...plain, schema: { type: 'object', properties: { name: { type: 'string', pattern: '^a' } } } })).toBe(true);
    expect(needsExpressions({ ...plain, ui: { type: 'Control', scope: field('name'), options: { rq: { initial: '=initiator.name' } } } })).toBe(true);
  });

  it('hides what expressions decide about and keeps values until they can be read, then decides', async () => {
    expect(expressionEngine()).toBeUndefined();
    const before = evaluateForm(priced, { price: 20, total: 7 });
    expect(before.data).toEqual({ price: 20, total: 7 });
    expect(before.fields['/reason']?.visible).toBe(false);
    expect(before.fields['/price']?.visible).toBe(true);

    await loadExpressions();
    const after = evaluateForm(priced, { price: 20, total: 7 });
    expect(after.data).toEqual({ price: 20, total: 40 });
    expect(after.fields['/reason']?.visible).toBe(true);
    expect(createValidator(priced.schema)({ code: 'abc' }).map(({ code }) => code)).toEqual(['form.pattern']);
  });
});
