import type { LocalizedText } from './text.js';
import type { RequestState } from './request.js';
import type { Channel, Utm } from './source.js';

/** Moments from `from` on and before `to`, ISO 8601; open on the side that is absent. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

export type FieldValue = string | number | boolean;

/** One of `in`, or a value from `from` to `to`, both included. A field with several values matches by any of them. */
export type FieldFilter = { readonly eq: FieldValue } | { readonly in: readonly FieldValue[] } | { readonly from?: FieldValue; readonly to?: FieldValue };

/** What the actor marked. */
export type RequestFlag = 'reviewed' | 'watched';

/** Which requests: all that is named has to hold. */
export interface RequestFilter {
  /** The actor is the initiator. */
  readonly mine?: boolean;
  readonly state?: readonly RequestState[];
  readonly kind?: string | readonly string[];
  /** Id of a stage; needs one kind. */
  readonly stage?: string;
  readonly initiator?: string;
  /** Who has an open task on it. */
  readonly performer?: string;
  /** Who initiated it or has or had a task on it. */
  readonly participant?: string;
  /** Unit that the initiator belonged to. */
  readonly unit?: string;
  /** Units below `unit` too. */
  readonly unitsBelow?: boolean;
  /** Beginning of the number. */
  readonly number?: string;
  readonly submitted?: Period;
  readonly closed?: Period;
  readonly due?: Period;
  /** Past its due moment and not ended. */
  readonly overdue?: boolean;
  /** By the kind's `filterable` fields; needs one kind. */
  readonly fields?: Readonly<Record<string, FieldFilter>>;
  readonly source?: string;
  readonly channel?: Channel;
  /** Marks that have to be these. */
  readonly utm?: Utm;
  /** Id of the record that was decided last. */
  readonly decision?: string;
  /** Id of the counterparty's card. */
  readonly counterparty?: string;
  /** The actor's own flag. */
  readonly flag?: RequestFlag;
  /** Words of number, title, fields and public comments in any form, Russian or English; or the beginning of a number or title. */
  readonly text?: string;
}

export interface RequestOrder {
  /** `field` names one filterable field and needs one kind. Requests without a due moment come last, those without a value are left out. */
  readonly by: 'submittedAt' | 'closedAt' | 'due' | 'number' | 'title' | { readonly field: string };
  /** Default: the newest first for moments of submission and closing, else ascending. */
  readonly direction?: 'ascending' | 'descending';
}

/** `stage` and `field` need one kind in the filter. */
export type RequestGrouping = 'state' | 'stage' | 'kind' | 'performer' | 'unit' | { readonly field: string };

export interface RegisterGroup {
  readonly value?: FieldValue;
  readonly title?: LocalizedText;
  /** 1 001 stands for more than a thousand. */
  readonly count: number;
}

export interface RegisterGroups {
  readonly groups: readonly RegisterGroup[];
  /** There are more requests or groups than were looked at: counts are lower bounds. */
  readonly incomplete?: boolean;
  readonly rebuilding?: boolean;
}

/** Making entries for a kind whose filterable fields changed, or for requests from before there was a register. */
export interface RegisterRebuild {
  /** Absent where requests of all kinds are not in the register yet. */
  readonly kind?: string;
  readonly fields: readonly string[];
  /** Requests that were brought up to date since it began. */
  readonly done: number;
  /** Requests still to do, counted up to 1 001. */
  readonly left: number;
}

/** A saved view of the register. */
export interface RegisterView {
  readonly id: string;
  readonly name: string;
  /** Others see it too. */
  readonly shared: boolean;
  readonly owner: string;
  readonly filter: RequestFilter;
  readonly order?: RequestOrder;
  /** Names of columns, in order. */
  readonly columns?: readonly string[];
  readonly grouping?: RequestGrouping;
  readonly version: number;
}
