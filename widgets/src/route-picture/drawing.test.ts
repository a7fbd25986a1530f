import { describe, expect, it } from 'vitest';
import type { RoutePicture } from '@requestry/model';
import { extentOf, linePath, soundPicture, wrapText } from './drawing.js';

const node = (id: string, x: number, y: number, type = 'userTask') => ({ id, type, title: id, bounds: { x, y, width: 100, height: 80 } });

describe('wrapText', () => {
  it('breaks between words and shortens what does not fit', () => {
    expect(wrapText('Approval by the head of the unit', 90, 2)).toEqual(['Approval by', 'the head of…']);
  });

  it('breaks a word longer than a line', () => {
    expect(wrapText('нецелесообразной', 60, 3).every((line) => line.length <= 9)).toBe(true);
  });
});

describe('soundPicture', () => {
  it('leaves out what cannot be drawn and draws lanes first', () => {
    const picture: RoutePicture = {
      nodes: [node('a', 0, 0), node('lane', 0, 0, 'lane'), { ...node('broken', 0, 0), bounds: { x: Number.NaN, y: 0, width: 1, height: 1 } }],
      edges: [{ id: 'e', waypoints: [{ x: 0, y: 0 }] }],
    };
    const sound = soundPicture(picture);
    expect(sound.nodes.map((each) => each.id)).toEqual(['lane', 'a']);
    expect(sound.edges).toEqual([]);
  });
});

describe('extentOf', () => {
  it('holds shapes, labels and edges with a margin', () => {
    const extent = extentOf({ nodes: [node('a', 10, 10)], edges: [{ id: 'e', waypoints: [{ x: 60, y: 90 }, { x: 60, y: 200 }] }] }, 5);
    expect(extent).toEqual({ x: 5, y: 5, width: 110, height: 200 });
  });
});

describe('linePath', () => {
  it('goes through the ends and rounds the corners', () => {
    const path = linePath([{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 50, y: 50 }]);
    expect(path).toBe('M0 0L44 0Q50 0 50 6L50 50');
  });
});
