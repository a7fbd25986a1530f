import type { Bounds } from '@requestry/model';
import type { RouteNode } from '../route.js';

/** Which way a route runs on its picture. */
export type Direction = 'vertical' | 'horizontal';

/** A place in flow coordinates: `u` along the route, `v` across it. Both are the middle of the shape. */
export interface Spot {
  readonly id: string;
  readonly u: number;
  readonly v: number;
  readonly width: number;
  readonly height: number;
}

/** Part of a picture in flow coordinates. It begins at `u` 0; its middle line is `v` 0. */
export interface Block {
  readonly spots: readonly Spot[];
  readonly length: number;
  /** Room needed on both sides of the middle line. */
  readonly before: number;
  readonly after: number;
}

/** Width and height of a shape by its type. */
export function sizeOf(node: RouteNode): { readonly width: number; readonly height: number } {
  if (/Gateway$/.test(node.type)) return { width: 36, height: 36 };
  if (/Event$/.test(node.type)) return { width: 30, height: 30 };
  return { width: 120, height: 64 };
}

/** Extent of a shape along the route. */
export const along = (size: { readonly width: number; readonly height: number }, direction: Direction): number => (direction === 'vertical' ? size.height : size.width);

/** Extent of a shape across the route. */
export const across = (size: { readonly width: number; readonly height: number }, direction: Direction): number => (direction === 'vertical' ? size.width : size.height);

/** The block moved. */
export const moved = (spots: readonly Spot[], u: number, v: number): Spot[] => spots.map((spot) => ({ ...spot, u: spot.u + u, v: spot.v + v }));

/** From flow coordinates to the picture. */
export function boundsOf(spot: Spot, direction: Direction): Bounds {
  const [x, y] = direction === 'vertical' ? [spot.v, spot.u] : [spot.u, spot.v];
  return { x: Math.round(x - spot.width / 2), y: Math.round(y - spot.height / 2), width: spot.width, height: spot.height };
}
