import type { RouteView } from './intents.js';

/** What the tab remembers about its looks between visits. */
export interface TabLayout {
  readonly view: RouteView;
  /** Width of the list and of the panel in pixels. */
  readonly list: number;
  readonly panel: number;
}

const key = 'rq-route-layout';
const usual: TabLayout = { view: 'split', list: 320, panel: 320 };

/** What was remembered, or the usual. */
export function readLayout(): TabLayout {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<keyof TabLayout, unknown>>;
    const width = (value: unknown, fallback: number): number => (typeof value === 'number' && value >= 200 && value <= 900 ? value : fallback);
    const view = stored.view === 'list' || stored.view === 'diagram' || stored.view === 'split' ? stored.view : usual.view;
    return { view, list: width(stored.list, usual.list), panel: width(stored.panel, usual.panel) };
  } catch {
    return usual;
  }
}

/** Remembers, where that is allowed. */
export function writeLayout(layout: TabLayout): void {
  try {
    localStorage.setItem(key, JSON.stringify(layout));
  } catch {
    // Nothing is remembered where nothing may be stored.
  }
}
