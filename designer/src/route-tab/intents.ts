import type { Kind } from '@requestry/model';
import type { DocEntry, RouteDoc } from '@requestry/route';
import type { NewEntry, Place } from './doc-edits.js';

/** How the route is shown. */
export type RouteView = 'list' | 'split' | 'diagram';

/** What the person asks of the route; the tab carries it out. */
export type RouteIntent =
  /** `extend`: adds to what is selected. Without an id nothing is selected. */
  | { readonly do: 'select'; readonly id?: string; readonly extend?: boolean; readonly from: 'list' | 'picture' | 'panel' | 'problems' | 'diagram' }
  /** Go to the panel of what is selected. */
  | { readonly do: 'edit' }
  | { readonly do: 'insert'; readonly place: Place; readonly kind: NewEntry }
  | { readonly do: 'move'; readonly id: string; readonly place: Place }
  | { readonly do: 'moveBy'; readonly id: string; readonly delta: -1 | 1 }
  | { readonly do: 'remove'; readonly ids: readonly string[] }
  | { readonly do: 'duplicate'; readonly id: string }
  | { readonly do: 'copy'; readonly ids: readonly string[]; readonly cut: boolean }
  | { readonly do: 'paste'; readonly place: Place }
  | { readonly do: 'addBranch'; readonly split: string }
  /** A list changed by the panel, and the kind with it when it is given. Edits with the same `coalesce` are one step of undo. */
  | { readonly do: 'apply'; readonly doc: RouteDoc; readonly label: string; readonly coalesce?: string; readonly id?: string; readonly kind?: Kind }
  | { readonly do: 'nextProblem' }
  | { readonly do: 'view'; readonly view: RouteView };

/** The person wants something done with the route. Stays inside the tab. */
export class RouteIntentEvent extends Event {
  readonly intent: RouteIntent;
  constructor(intent: RouteIntent) {
    super('rq-route-intent', { bubbles: true, composed: true });
    this.intent = intent;
  }
}

/** Entries that were copied, shared by all route tabs of the page. */
export const clipboard: { entries: readonly DocEntry[] } = { entries: [] };

declare global {
  interface HTMLElementEventMap {
    'rq-route-intent': RouteIntentEvent;
  }
}
