import type { Bounds, Point } from '@requestry/model';
import { crosses } from './edges.js';
import type { Direction } from './sizes.js';

const lineHeight = 14;
/** What stays free between a shape and the text below or above it: the line of an end is thick. */
const clearance = 7;

/** Room for a text of one to three lines. */
export function labelSize(text: string): { readonly width: number; readonly height: number } {
  const width = Math.min(90, Math.max(20, Math.ceil(Math.max(...text.split('\n').map((line) => line.length)) * 6.2)));
  const lines = Math.min(3, text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 6.2) / 90)), 0));
  return { width, height: lines * lineHeight };
}

/** Places labels beside what they name, clear of shapes and of each other. */
export class Labels {
  readonly #taken: Bounds[];
  readonly #lines: readonly (readonly [Point, Point])[];

  readonly #vertical: boolean;

  constructor(shapes: readonly Bounds[], edges: Iterable<readonly Point[]>, direction: Direction) {
    this.#vertical = direction === 'vertical';
    this.#taken = [...shapes];
    this.#lines = [...edges].flatMap((points) => points.slice(1).map((point, index) => [points[index] as Point, point] as const));
  }

  /** Beside the first stretches of a flow; after its corner when it leaves the line aside, alone or together with others. */
  ofEdge(text: string, points: readonly Point[], shared: boolean): Bounds {
    const size = labelSize(text);
    const places: Bounds[] = [];
    const [begin, corner, landing] = points;
    const aside = begin && corner && (this.#vertical ? begin.y === corner.y : begin.x === corner.x);
    if (aside && landing && (shared || points.length === 3)) {
      const level = this.#vertical;
      const room = level ? Math.abs(landing.y - corner.y) > size.height + 14 : Math.abs(landing.x - corner.x) > 40;
      const down = landing.y > corner.y ? corner.y + 3 : corner.y - 3 - size.height;
      const along = landing.x > corner.x ? corner.x + 5 : corner.x - 5 - size.width;
      if (room && level) places.push({ x: corner.x + 5, y: down, ...size }, { x: corner.x - 5 - size.width, y: down, ...size });
      if (room && !level) places.push({ x: along, y: corner.y - size.height - 3, ...size }, { x: along, y: corner.y + 3, ...size });
    }
    for (let index = 1; index < points.length; index += 1) {
      const [a, b] = [points[index - 1] as Point, points[index] as Point];
      if (a.y === b.y) {
        const x = a.x < b.x ? a.x + 4 : a.x - 4 - size.width;
        const end = a.x < b.x ? b.x - 4 - size.width : b.x + 4;
        places.push({ x, y: a.y - size.height - 2, ...size }, { x, y: a.y + 3, ...size }, { x: end, y: a.y - size.height - 2, ...size }, { x: end, y: a.y + 3, ...size });
      } else {
        const y = a.y < b.y ? a.y + 3 : a.y - 3 - size.height;
        const end = a.y < b.y ? b.y - 6 - size.height : b.y + 6;
        places.push({ x: a.x + 5, y, ...size }, { x: a.x - 5 - size.width, y, ...size }, { x: a.x + 5, y: end, ...size }, { x: a.x - 5 - size.width, y: end, ...size });
      }
    }
    return this.#choose(places);
  }

  /** Beside an event or gateway on the line, below one beside the line, below and aside of one on the border of a step; else at its other sides. */
  ofShape(text: string, { x, y, width, height }: Bounds, place: 'line' | 'aside' | 'border'): Bounds {
    const size = labelSize(text);
    const middle = x + width / 2 - size.width / 2;
    const below = { x: middle, y: y + height + clearance, ...size };
    const above = { x: middle, y: y - size.height - clearance, ...size };
    return this.#choose([
      ...(place === 'aside' ? [below, above] : []),
      ...(place === 'border' ? [{ ...below, x: x + width / 2 + 6 }, { ...below, x: x + width / 2 - 6 - size.width }] : []),
      { x: x + width + 4, y: y - size.height + 4, ...size },
      below,
      { x: x + width + 5, y: y + height / 2 - size.height / 2, ...size },
      { x: x - 4 - size.width, y: y - size.height + 4, ...size },
      { x: x - 5 - size.width, y: y + height / 2 - size.height / 2, ...size },
      above,
      { x: x + width + 4, y: y + height - 2, ...size },
      { x: x - 4 - size.width, y: y + height - 2, ...size },
    ]);
  }

  #choose(places: readonly Bounds[]): Bounds {
    const rounded = places.map((place) => ({ ...place, x: Math.round(place.x), y: Math.round(place.y) }));
    const clear = rounded.filter((place) => !this.#taken.some((other) => meet(place, other)));
    const found = clear.find((place) => !this.#lines.some(([a, b]) => crosses(a, b, place, 0))) ?? clear[0] ?? this.#further(rounded[0] as Bounds);
    this.#taken.push(found);
    return found;
  }

  /** Steps aside until nothing is in the way. */
  #further(place: Bounds): Bounds {
    for (let step = 1; step < 40; step += 1) {
      for (const [dx, dy] of [[0, 8], [8, 0], [0, -8], [-8, 0]] as const) {
        const tried = { ...place, x: place.x + dx * step, y: place.y + dy * step };
        if (!this.#taken.some((other) => meet(tried, other))) return tried;
      }
    }
    return place;
  }
}

const meet = (a: Bounds, b: Bounds): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
