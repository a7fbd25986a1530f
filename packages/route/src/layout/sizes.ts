import type { Bounds, Point } from '@requestry/model';
import type { RouteNode } from '../route.js';

/** Extent of a shape on the picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sizes of shapes that are larger than their type's: subprocesses with their content. */
export type Sizes = ReadonlyMap<string, Size>;

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

/** Width and height of a shape by its type. */
export function sizeOf(node: RouteNode): Size {
  if (/Gateway$/.test(node.type)) return { width: 36, height: 36 };
  if (/Event$/.test(node.type)) return { width: 30, height: 30 };
  return { width: 120, height: 64 };
}

/** Extent of a shape along the route. */
export const along = (size: Size, direction: Direction): number => (direction === 'vertical' ? size.height : size.width);

/** Extent of a shape across the route. */
export const across = (size: Size, direction: Direction): number => (direction === 'vertical' ? size.width : size.height);

/** From flow coordinates to the picture. */
export const pointOf = ({ u, v }: { readonly u: number; readonly v: number }, direction: Direction): Point => (direction === 'vertical' ? { x: Math.round(v), y: Math.round(u) } : { x: Math.round(u), y: Math.round(v) });

/** From flow coordinates to the picture. */
export function boundsOf(spot: Spot, direction: Direction): Bounds {
  const { x, y } = pointOf(spot, direction);
  return { x: Math.round(x - spot.width / 2), y: Math.round(y - spot.height / 2), width: spot.width, height: spot.height };
}
