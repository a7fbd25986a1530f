import { warnOnce } from '../warn.js';

type Overlays = typeof import('./overlays.js');

let here: Overlays | undefined;
let coming: Promise<Overlays> | undefined;
let expected = false;

const warn = (error: unknown): void => warnOnce('overlays', 'menus and hints could not be loaded', error);

/** What shows overlays; undefined until it is there. */
export const overlays = (): Overlays | undefined => here;

/** Does something with what shows overlays: at once when it is there, else as soon as it came. When it cannot be fetched that is told instead; the next call tries again. */
export function withOverlays(act: (overlays: Overlays) => void, failed: (error: unknown) => void = warn): void {
  if (here) return act(here);
  coming ??= import('./overlays.js').finally(() => (coming = undefined));
  coming.then((come) => act((here = come)), failed);
}

/** There is something on the page that opens overlays: what shows them is fetched when there is nothing else to do. */
export function expectOverlays(): void {
  if (expected) return;
  expected = true;
  const fetch = (): void => withOverlays(() => undefined);
  if (typeof requestIdleCallback === 'function') requestIdleCallback(fetch);
  else setTimeout(fetch, 200);
}
