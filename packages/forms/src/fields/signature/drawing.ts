import { html, svg } from 'lit';
import type { Json } from '@requestry/model';
import { readStrokes, sheet } from './strokes.js';
import type { Point } from './strokes.js';

/** Strokes as lines in the colour of the text. A dot is a line to itself. */
export const renderStrokes = (strokes: readonly (readonly Point[])[]): unknown =>
  strokes.map((points) => svg`<polyline points=${[...points, ...points.slice(0, points.length === 1 ? 1 : 0)].map((point) => point.join(',')).join(' ')}></polyline>`);

/** A signature for reading. */
export const renderSignatureRead = (value: Json | undefined, label: string): unknown =>
  html`<svg class="signature" viewBox="0 0 ${sheet.width} ${sheet.height}" role="img" aria-label=${label}>${renderStrokes(readStrokes(value))}</svg>`;
