import type { Direction, Spot } from './sizes.js';
import { across, along } from './sizes.js';
import type { Side } from './drafts.js';

/** A point in flow coordinates: `u` along the route, `v` across it. */
export interface Place {
  readonly u: number;
  readonly v: number;
}

/** Room that is taken, in flow coordinates. */
export interface Room {
  readonly fromU: number;
  readonly toU: number;
  readonly fromV: number;
  readonly toV: number;
}

export const signOf = (side: Side): number => (side === 'before' ? -1 : 1);

/** Part of a picture in flow coordinates: shapes, flows and the room they take. It begins at `u` 0; its middle line is `v` 0. */
export class Sketch {
  readonly spots = new Map<string, Spot>();
  readonly wires = new Map<string, readonly Place[]>();
  /** Places that flows have passed which are not drawn to their end. */
  readonly leads = new Map<string, readonly Place[]>();
  readonly #rooms: Room[] = [];
  readonly #direction: Direction;
  length = 0;

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  put(spot: Spot): void {
    this.spots.set(spot.id, spot);
    const long = along(spot, this.#direction) / 2;
    const wide = across(spot, this.#direction) / 2;
    this.take({ fromU: spot.u - long, toU: spot.u + long, fromV: spot.v - wide, toV: spot.v + wide });
  }

  take(room: Room): void {
    this.#rooms.push(room);
  }

  wire(flow: string, places: readonly Place[]): void {
    this.wires.set(flow, places);
    this.takeLine(places);
  }

  takeLine(places: readonly Place[]): void {
    places.slice(1).forEach((b, index) => {
      const a = places[index] as Place;
      this.take({ fromU: Math.min(a.u, b.u), toU: Math.max(a.u, b.u), fromV: Math.min(a.v, b.v), toV: Math.max(a.v, b.v) });
    });
  }

  /** Takes over another sketch, moved. */
  add(other: Sketch, u: number, v: number): void {
    for (const spot of other.spots.values()) this.spots.set(spot.id, { ...spot, u: spot.u + u, v: spot.v + v });
    const moved = (places: readonly Place[]): Place[] => places.map((place) => ({ u: place.u + u, v: place.v + v }));
    for (const [flow, places] of other.wires) this.wires.set(flow, moved(places));
    for (const [flow, places] of other.leads) this.leads.set(flow, moved(places));
    for (const { fromU, toU, fromV, toV } of other.#rooms) this.#rooms.push({ fromU: fromU + u, toU: toU + u, fromV: fromV + v, toV: toV + v });
  }

  /** How far everything between two places along reaches to a side of the middle line. */
  reach(side: Side, fromU: number, toU: number): number {
    let reach = 0;
    for (const room of this.#rooms) {
      if (room.toU < fromU || room.fromU > toU) continue;
      reach = Math.max(reach, side === 'before' ? -room.fromV : room.toV);
    }
    return reach;
  }

  /** Where everything begins along. */
  start(): number {
    return this.#rooms.reduce((start, { fromU }) => Math.min(start, fromU), 0);
  }

  /** How far everything reaches to a side. */
  extent(side: Side): number {
    return this.reach(side, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }
}
