import { readFileSync } from 'node:fs';
import { compareKeys, decodeKey, encodeKey, prefixRange } from '@requestry/storage';
import type { Scalar } from '@requestry/storage';
import { keyVectors } from '@requestry/storage/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.constantFrom(null, false, true),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  fc.integer(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u0001', 'я', '\uffff', '😀', '\ud800') }),
);

function rank(value: Scalar): number {
  return value === null ? 0 : value === false ? 1 : value === true ? 2 : typeof value === 'number' ? 3 : 4;
}

function compareScalars(a: Scalar, b: Scalar): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'number') return a - (b as number);
  if (typeof a !== 'string') return 0;
  const [left, right] = [[...a].map((c) => c.codePointAt(0)!), [...(b as string)].map((c) => c.codePointAt(0)!)];
  const at = left.findIndex((code, i) => code !== right[i]);
  return at < 0 ? left.length - right.length : at >= right.length ? 1 : left[at]! - right[at]!;
}

function compareLists(a: readonly Scalar[], b: readonly Scalar[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareScalars(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

describe('encodeKey', () => {
  for (const { key, bytes } of keyVectors) {
    it(`writes ${JSON.stringify(key)} as ${bytes || 'nothing'}`, () => expect(hex(encodeKey(key))).toBe(bytes));
  }

  it('writes -0 as 0', () => expect(encodeKey([-0])).toEqual(encodeKey([0])));

  it('is published as keys in their order, for other languages', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('../key-vectors.json', import.meta.url), 'utf8'));
    expect(published).toEqual(keyVectors);
    expect([...keyVectors].reverse().sort((a, b) => compareKeys(encodeKey(a.key), encodeKey(b.key)))).toEqual(keyVectors);
  });

  it('is undone by decodeKey', () => {
    fc.assert(fc.property(fc.array(scalar), (key) => void expect(decodeKey(encodeKey(key))).toEqual(key.map((part) => (part === 0 ? 0 : part)))));
  });

  it('sorts like the scalars', () => {
    fc.assert(fc.property(fc.array(scalar), fc.array(scalar), (a, b) => Math.sign(compareKeys(encodeKey(a), encodeKey(b))) === Math.sign(compareLists(a, b))), { numRuns: 2000 });
  });

  it('puts null, false, true, numbers and strings in this order', () => {
    const order: Scalar[] = [null, false, true, -Number.MAX_VALUE, -1, -Number.MIN_VALUE, 0, Number.MIN_VALUE, 1, Number.MAX_VALUE, '', '\0', 'a', 'a\0', 'ab', 'b', 'я', '\uffff', '😀'];
    const keys = order.map((value) => encodeKey([value]));
    expect([...keys].reverse().sort(compareKeys)).toEqual(keys);
  });

  it('refuses what has no place in the order', () => {
    for (const value of [NaN, Infinity, undefined, {}, 1n]) expect(() => encodeKey([value as Scalar])).toThrow(TypeError);
  });
});

describe('prefixRange', () => {
  it('holds exactly the keys that begin with the prefix', () => {
    fc.assert(
      fc.property(fc.array(scalar, { maxLength: 2 }), fc.array(scalar, { maxLength: 3 }), fc.boolean(), (prefix, rest, joined) => {
        const key = joined ? [...prefix, ...rest] : rest;
        const { lower, upper } = prefixRange(prefix);
        const inside = compareKeys(lower, encodeKey(key)) <= 0 && compareKeys(encodeKey(key), upper) < 0;
        expect(inside).toBe(key.length >= prefix.length && compareLists(prefix, key.slice(0, prefix.length)) === 0);
      }),
    );
  });
});

describe('decodeKey', () => {
  it('refuses bytes that are no key', () => {
    for (const bytes of [[0x07], [0x00], [0x05, 1, 2], [0x06, 0x61], [0x06, 0xf0, 0x00]]) expect(() => decodeKey(Uint8Array.from(bytes))).toThrow(TypeError);
  });
});
