import type { Bounds, Point, RoutePicture } from '@requestry/model';

type PictureNode = RoutePicture['nodes'][number];
type PictureEdge = RoutePicture['edges'][number];

/** Sort of shape a node is drawn as. */
export type Shape = 'event' | 'gateway' | 'lane' | 'task';

/** Whether a request has been at an element, is there, or went past. */
export type Passage = 'ahead' | 'current' | 'passed' | 'skipped';

/** What is drawn at most: a picture past this is cut, so that a hostile one cannot stop the page. */
export const mostNodes = 2_000;

export function shapeOf(node: PictureNode): Shape {
  if (/event$/i.test(node.type)) return 'event';
  if (/gateway$/i.test(node.type)) return 'gateway';
  return node.type === 'lane' || node.type === 'participant' ? 'lane' : 'task';
}

const finite = (...values: readonly number[]): boolean => values.every((value) => Number.isFinite(value) && Math.abs(value) < 1e6);
const soundBounds = (bounds: Bounds | undefined): bounds is Bounds => bounds !== undefined && finite(bounds.x, bounds.y, bounds.width, bounds.height) && bounds.width > 0 && bounds.height > 0;

/** The parts of a picture that can be drawn; lanes first, because they lie under everything. */
export function soundPicture(picture: RoutePicture): RoutePicture {
  const nodes = picture.nodes.filter((node) => soundBounds(node.bounds)).slice(0, mostNodes);
  const lane = (node: PictureNode): number => Number(shapeOf(node) !== 'lane');
  const edges = picture.edges.filter((edge) => edge.waypoints.length > 1 && edge.waypoints.every((point) => finite(point.x, point.y))).slice(0, mostNodes);
  return { nodes: [...nodes].sort((a, b) => lane(a) - lane(b)), edges };
}

/** The smallest box around everything, with a margin. */
export function extentOf(picture: RoutePicture, margin = 16): Bounds {
  const points: Point[] = picture.edges.flatMap((edge) => [...edge.waypoints]);
  for (const { bounds, label } of picture.nodes) points.push(...corners(bounds), ...(soundBounds(label) ? corners(label) : []));
  if (points.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = least(xs) - margin;
  const y = least(ys) - margin;
  return { x, y, width: most(xs) - x + margin, height: most(ys) - y + margin };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
const corners = (bounds: Bounds): Point[] => [{ x: bounds.x, y: bounds.y }, { x: bounds.x + bounds.width, y: bounds.y + bounds.height }];

/** Text in lines that fit a width, the last one shortened when there are too many. Widths are estimated: no layout is needed. */
export function wrapText(text: string, width: number, lines: number, size = 12): readonly string[] {
  const room = Math.max(3, Math.floor(width / (size * 0.56)));
  const words = text.trim().slice(0, 400).split(/\s+/u).flatMap((word) => pieces(word, room));
  const wrapped: string[] = [];
  for (const word of words) {
    const last = wrapped.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  if (wrapped.length <= lines) return wrapped;
  const kept = wrapped.slice(0, Math.max(1, lines));
  const end = kept.length - 1;
  kept[end] = `${(kept[end] ?? '').slice(0, room - 1)}…`;
  return kept;
}

function pieces(word: string, room: number): readonly string[] {
  if (word.length <= room) return [word];
  const parts: string[] = [];
  for (let at = 0; at < word.length; at += room - 1) parts.push(`${word.slice(at, at + room - 1)}${at + room - 1 < word.length ? '-' : ''}`);
  return parts;
}

/** An edge's line, its corners a little rounded. */
export function linePath(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first.x} ${first.y}`];
  rest.forEach((point, index) => {
    const before = points[index] as Point;
    const after = rest[index + 1];
    if (!after) return parts.push(`L${point.x} ${point.y}`);
    const near = towards(point, before, radius);
    const far = towards(point, after, radius);
    return parts.push(`L${near.x} ${near.y}Q${point.x} ${point.y} ${far.x} ${far.y}`);
  });
  return parts.join('');
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const share = Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** Where an edge's title of so many lines begins: its own place, else above the middle of its longest stretch. */
export function labelPoint(edge: PictureEdge, lines: number, height: number): Point {
  if (soundBounds(edge.label)) return { x: edge.label.x + edge.label.width / 2, y: edge.label.y + edge.label.height / 2 + 4 - ((lines - 1) * height) / 2 };
  let best: Point = edge.waypoints[0] ?? { x: 0, y: 0 };
  let longest = -1;
  edge.waypoints.slice(1).forEach((to, index) => {
    const from = edge.waypoints[index] as Point;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length <= longest) return;
    longest = length;
    best = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - (from.y === to.y ? 6 : 0) - (lines - 1) * height };
  });
  return best;
}
