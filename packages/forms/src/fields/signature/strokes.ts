import type { Json, JsonObject } from '@requestry/model';
import { objectOf, plainText } from '../optional.js';

/** Size of the sheet that strokes are drawn on. */
export const sheet = { width: 600, height: 200 } as const;

/** Most characters that the strokes of one signature take. */
export const mostCharacters = 20_000;

/** A point of a stroke in whole units of the sheet. */
export type Point = readonly [x: number, y: number];

/** `12,30 15,33;80,20`: points by spaces, strokes by semicolons. */
export const writeStrokes = (strokes: readonly (readonly Point[])[]): string => strokes.filter((points) => points.length > 0).map((points) => points.map((point) => point.join(',')).join(' ')).join(';');

/** Strokes of a value; what is none is left out. */
export function readStrokes(value: Json | undefined): readonly (readonly Point[])[] {
  const text = plainText(objectOf(value).strokes).slice(0, mostCharacters);
  return text.split(';').map((stroke) => stroke.split(' ').flatMap(pointOf)).filter((points) => points.length > 0);
}

function pointOf(text: string): readonly Point[] {
  const found = /^(\d{1,4}),(\d{1,4})$/.exec(text);
  return found ? [[Math.min(sheet.width, Number(found[1])), Math.min(sheet.height, Number(found[2]))]] : [];
}

/** A new point, unless it is so near the last one that it would not be seen. */
export function withPoint(points: readonly Point[], [x, y]: Point): readonly Point[] {
  const last = points.at(-1);
  return last && Math.abs(last[0] - x) + Math.abs(last[1] - y) < 4 ? points : [...points, [x, y]];
}

/** Name typed instead of a drawing. */
export const nameOf = (value: Json | undefined): string => plainText(objectOf(value).name);

/** A signature of what there is; nothing when there is nothing. */
export function signatureOf(strokes: readonly (readonly Point[])[], name: string): JsonObject | undefined {
  const written = writeStrokes(strokes);
  if (written === '' && name === '') return undefined;
  return { ...(written === '' ? {} : { strokes: written }), ...(name === '' ? {} : { name }) };
}
