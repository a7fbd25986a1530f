import { compareKeys, decodeKey, encodeKey, prefixRange } from '@requestry/storage';
import type { Scalar } from '@requestry/storage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Every adapter, in any language, has to agree with these. */
const golden: readonly (readonly [key: readonly Scalar[], bytes: string])[] = [
  [[], ''],
  [[null], '02'],
  [[false], '03'],
  [[true], '04'],
  [[0], '058000000000000000'],
  [[-0], '058000000000000000'],
  [[1], '05bff0000000000000'],
  [[-1], '05400fffffffffffff'],
  [[1.5], '05bff8000000000000'],
  [[Number.MAX_SAFE_INTEGER], '05c33fffffffffffff'],
  [[-Number.MAX_VALUE], '050010000000000000'],
  [[''], '0600'],
  [['a'], '066100'],
  [['a', 'b'], '066100066200'],
  [['a\0b'], '066100ff6200'],
  [['заявка'], '06d0b7d0b0d18fd0b2d0bad0b000'],
  [['😀'], '06f09f988000'],
  [['\ud800'], '06eda08000'],
  [['mine', true, 1700000000000, null], '066d696e65000405c278bcfe5680000002'],
];

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
  for (const [key, bytes] of golden) {
    it(`writes ${JSON.stringify(key)} as ${bytes || 'nothing'}`, () => expect(hex(encodeKey(key))).toBe(bytes));
  }

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
