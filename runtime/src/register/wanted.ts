import type { FieldValue, RequestFlag, RequestState, Utm } from '@requestry/model';

/** States that a submitted request can be in. */
export const allStates: readonly RequestState[] = ['active', 'postponed', 'completed', 'rejected', 'withdrawn', 'cancelled', 'refused'];

/** Epoch milliseconds: from `from` on and before `to`. */
export interface Span {
  readonly from?: number;
  readonly to?: number;
}

/** A filterable field has one of `values`, or a value from `from` to `to`. */
export interface WantedField {
  readonly name: string;
  readonly values?: readonly FieldValue[];
  readonly from?: FieldValue;
  readonly to?: FieldValue;
}

/** Words as they were typed, the token of each, and the whole as a beginning. */
export interface WantedText {
  readonly words: readonly string[];
  readonly tokens: readonly string[];
  readonly beginning: string;
}

/** A filter made plain: checked, ids resolved, moments as numbers. */
export interface Wanted {
  readonly states?: readonly RequestState[];
  readonly kinds?: readonly string[];
  readonly stage?: string;
  readonly initiator?: string;
  readonly performer?: string;
  readonly participant?: string;
  readonly units?: readonly string[];
  readonly number?: string;
  readonly submitted?: Span;
  readonly closed?: Span;
  readonly due?: Span;
  readonly fields?: readonly WantedField[];
  readonly source?: string;
  readonly channel?: string;
  readonly utm?: Utm;
  readonly counterparty?: string;
  /** Record that was decided last. */
  readonly decision?: string;
  /** Of whom, and which. */
  readonly flag?: { readonly person: string; readonly flag: RequestFlag };
  readonly text?: WantedText;
}

export type Facet = keyof Wanted;

/** `field` carries its name. */
export type WantedOrder = { readonly by: 'submittedAt' | 'closedAt' | 'due' | 'number' | 'title'; readonly desc: boolean } | { readonly by: 'field'; readonly field: string; readonly desc: boolean };

/** What the actor may see: everything, or what these people take part in and all requests of these kinds. */
export type Sight = 'everything' | { readonly people: readonly string[]; readonly kinds: readonly string[] };
