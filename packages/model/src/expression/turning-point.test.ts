import { describe, expect, it } from 'vitest';
import { turningPoint } from '@requestry/model/expression';

const context = { amount: 1500, name: 'Анна' };

describe('turningPoint', () => {
  it('finds the comparison that decides', () => {
    expect(turningPoint('=amount > 1000', context)).toEqual({ name: 'amount', operator: '>', value: 1000 });
    expect(turningPoint('=1000 < amount', context)).toEqual({ name: 'amount', operator: '>', value: 1000 });
    expect(turningPoint('=name = "Анна" and amount > 5000', context)).toEqual({ name: 'amount', operator: '>', value: 5000 });
    expect(turningPoint('=name = "Анна" or amount > 5000', context)).toEqual({ name: 'name', operator: '=', value: 'Анна' });
    expect(turningPoint('=name = "Анна" and amount > 10', context)).toBeUndefined();
    expect(turningPoint('=contains(name, "А")', context)).toBeUndefined();
  });
});
