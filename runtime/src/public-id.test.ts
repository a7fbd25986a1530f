import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicId, newPublicId, publicKey } from './public-id.js';

describe('a public identifier (M-07)', () => {
  it('is five groups of four digits, different every time, each digit as likely as another', () => {
    const ids = Array.from({ length: 4_000 }, () => newPublicId());
    expect(ids.every((id) => /^\d{4}(?:-\d{4}){4}$/.test(id) && isPublicId(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const counts = Array.from({ length: 10 }, (_, digit) => ids.join('').split(String(digit)).length - 1);
    expect(Math.min(...counts)).toBeGreaterThan(7_500);
    expect(Math.max(...counts)).toBeLessThan(8_500);
  });

  it('tells one wrong digit and two that changed places', () => {
    fc.assert(
      fc.property(fc.nat(18), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const key = publicKey(newPublicId());
        const wrong = key.slice(0, at) + String((Number(key[at]) + by) % 10) + key.slice(at + 1);
        const swapped = key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2);
        return !isPublicId(wrong) && (key[at] === key[at + 1] || !isPublicId(swapped));
      }),
      { numRuns: 2_000 },
    );
  });
});
