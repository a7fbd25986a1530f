import { describe, expect, it } from 'vitest';
import { placeOf, viewOf } from './places.js';

describe('places', () => {
  it.each(['inbox', 'new', 'new/repair', 'requests', 'requests/r-1', 'requests/r-1/t%2F2', 'preferences', 'designer'])('%s is the name of one place', (view) => {
    const place = placeOf(view, ['designer']);
    expect(place && viewOf(place)).toBe(view);
  });

  it.each(['', 'designer', '__proto__', '%E0%A4%A', 'inboxes'])('"%s" is none', (view) => {
    expect(placeOf(view, [])).toBeUndefined();
  });
});
