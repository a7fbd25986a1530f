import { isPlanar, randomFrom } from '@requestry/route/testing';
import type { GraphLine, Random } from '@requestry/route/testing';
import { describe, expect, it } from 'vitest';

const complete = (size: number): GraphLine[] => Array.from({ length: size }, (_, one) => Array.from({ length: one }, (__, other): GraphLine => [`${one}`, `${other}`])).flat();
const threeByThree = ['a', 'b', 'c'].flatMap((one) => ['x', 'y', 'z'].map((other): GraphLine => [one, other]));

/** Triangles put into triangles, of which everything is planar and nothing can be added. */
function triangulation(random: Random, size: number): GraphLine[] {
  const lines: GraphLine[] = [['0', '1'], ['1', '2'], ['2', '0']];
  const faces: (readonly [string, string, string])[] = [['0', '1', '2'], ['0', '1', '2']];
  for (let point = 3; point < size; point += 1) {
    const [[a, b, c]] = faces.splice(random.below(faces.length), 1) as [readonly [string, string, string]];
    const id = `${point}`;
    lines.push([id, a], [id, b], [id, c]);
    faces.push([a, b, id], [b, c, id], [c, a, id]);
  }
  return lines;
}

const divided = (lines: readonly GraphLine[], random: Random): GraphLine[] =>
  lines.flatMap(([one, other], index): GraphLine[] => (random.chance(0.5) ? [[one, other]] : [[one, `middle${index}`], [`middle${index}`, other]]));

describe('a graph', () => {
  it('is planar unless it holds five points or three and three all joined to each other', () => {
    expect([complete(4), complete(5), threeByThree, threeByThree.slice(1)].map(isPlanar)).toEqual([true, false, false, true]);
  });

  it('is planar when it was made so, and no more with one line too many', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = randomFrom(seed);
      const lines = triangulation(random, 6 + random.below(30));
      const known = new Set(lines.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]));
      const points = [...new Set(lines.flat())];
      const apart = points.flatMap((one) => points.flatMap((other): GraphLine[] => (one === other || known.has(`${one} ${other}`) ? [] : [[one, other]])));
      expect(isPlanar(divided(lines.filter(() => random.chance(0.9)), random))).toBe(true);
      expect(isPlanar(divided(lines, random))).toBe(true);
      expect(isPlanar(divided([...lines, random.pick(apart)], random))).toBe(false);
    }
  });
});
