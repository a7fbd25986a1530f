import type { LocalizedText } from '@requestry/model';
import type { NodeType } from '../route.js';

/** What is wrong with a route. */
export type FindingCode =
  | 'deadlock' // the route may stand still for ever
  | 'improper-completion' // an end is reached while other branches are still under way
  | 'unsafe' // one step may be done twice at once
  | 'dead-step' // never reached
  | 'livelock' // goes in circles
  | 'no-performer' // nobody can be assigned
  | 'self-approval' // the initiator approves the own request
  | 'separation' // separation of duties leaves nobody
  | 'missing-start'
  | 'missing-end';

/** A repair as data; `applyFix` carries it out. */
export type RouteFix =
  | { readonly kind: 'change-type'; readonly node: string; readonly to: NodeType }
  /** Brings flows together before the node they lead to. */
  | { readonly kind: 'insert-merge'; readonly node: string; readonly flows: readonly string[] }
  /** The end stops all branches. */
  | { readonly kind: 'make-terminate'; readonly node: string }
  | { readonly kind: 'skip-initiator'; readonly node: string }
  | { readonly kind: 'add-end'; readonly after: string }
  | { readonly kind: 'remove'; readonly nodes: readonly string[] };

/** One problem, for people. Errors stop publishing. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  /** Ids of the elements it is about; the first is the place. */
  readonly elements: readonly string[];
  /** Ids of nodes and flows passed from the start until it happens, in order. */
  readonly counterexample?: readonly string[];
  readonly message: { readonly ru: string; readonly en: string } & LocalizedText;
  /** The first repair after which the problem is gone and no new one is there. */
  readonly fix?: RouteFix;
}
