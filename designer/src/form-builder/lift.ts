import type { Path, Place } from './tree.js';

/** An element taken up by the keyboard, and the places it can go to. */
export interface Lifted {
  readonly path: Path;
  readonly places: readonly Place[];
  /** Index of the place it would go to now. */
  readonly at: number;
}

/** What a key does to a lifted element: the next place, or its end; undefined when nothing. Tab cancels and goes on to do what it does. */
export function liftedStep(code: string, { at, places }: Lifted): number | 'drop' | 'cancel' | 'leave' | undefined {
  if (code === 'Enter' || code === 'Space') return 'drop';
  if (code === 'Escape') return 'cancel';
  if (code === 'Tab') return 'leave';
  const next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: places.length - 1 }[code];
  return next === undefined ? undefined : Math.max(0, Math.min(places.length - 1, next));
}
