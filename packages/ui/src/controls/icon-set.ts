import { basicIcons } from './basic-icons.js';

type Strokes = readonly string[];

/** What the whole set has beyond the basic icons. */
export interface WholeSet {
  readonly strokes: (name: string) => Strokes;
}

let whole: WholeSet | undefined;
let coming: Promise<void> | undefined;

/** Makes the whole set known at once. */
export function useIcons(set: WholeSet): void {
  whole = set;
}

/** Strokes of an icon; undefined while the part of the set that has it is not there. */
export function strokesOf(name: string): Strokes | undefined {
  if (whole) return whole.strokes(name);
  return Object.hasOwn(basicIcons, name) ? basicIcons[name as keyof typeof basicIcons] : undefined;
}

/** Fetches the whole set. Rejects when it cannot be fetched; the next call tries again. */
export function loadIcons(): Promise<void> {
  coming ??= import('./all-icons.js').then(() => undefined).finally(() => (coming = undefined));
  return coming;
}
