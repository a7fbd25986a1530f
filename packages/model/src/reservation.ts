/** Things and rooms that are kept for whoever asked for them. */
import type { PersonId } from './org.js';
import type { Page, PageQuery } from './service/views.js';

/** What becomes of what was kept when the request ends. `consumed`: it is gone, or, for a period, stays taken until that is over. */
export type ReservationEnd = 'released' | 'consumed';

/** Records that a kind's requests keep, from submission until the request ends or the time is over. */
export interface ReservationRule {
  readonly id: string;
  /** Lookup field that names the record, or several; `lines.item` for a column of a table. */
  readonly field: string;
  /** Number field that says how many; `lines.quantity` for a column. One of each when absent. */
  readonly quantity?: string;
  /** Fields of dates or moments between which it is kept; dates count whole. Kept altogether when both are absent. */
  readonly from?: string;
  readonly to?: string;
  /** ISO duration in working time for which it is kept while the request goes on; until the request ends when absent. */
  readonly holds?: string;
  /** By how the request ends. When absent: `consumed` when it is completed, else `released`. */
  readonly ends?: Readonly<Partial<Record<'completed' | 'rejected' | 'refused' | 'withdrawn' | 'cancelled', ReservationEnd>>>;
}

export type ReservationState = 'live' | 'released' | 'consumed' | 'expired';

/** A record that is, or was, kept for a request. */
export interface Reservation {
  /** Inside its request. */
  readonly id: string;
  readonly rule: string;
  readonly directory: string;
  readonly record: string;
  readonly quantity: number;
  /** ISO instants of the period, the end not included. */
  readonly from?: string;
  readonly to?: string;
  /** When it is given back by itself. */
  readonly until?: string;
  readonly at: string;
  readonly state: ReservationState;
  readonly endedAt?: string;
}

/** A reservation as the actor may see it: without its request for those who do not see that. */
export interface ReservationView extends Omit<Reservation, 'id' | 'rule'> {
  /** Absent with the request. */
  readonly id?: string;
  readonly recordTitle: string;
  readonly request?: string;
  readonly number?: string;
  readonly requestTitle?: string;
  /** For whom it is kept. */
  readonly person?: PersonId;
  readonly personName?: string;
}

/** Of a request; on a record; or the actor's own when neither is named. The newest first. */
export interface ReservationQuery extends PageQuery {
  readonly request?: string;
  readonly directory?: string;
  readonly record?: string;
  /** `live` when absent. */
  readonly state?: ReservationState;
}

/** Seeing and giving back what is kept. */
export interface ReservationService {
  /** Of a record: rejects with `FORBIDDEN` unless the actor may look up its directory. */
  findReservations(query?: ReservationQuery): Promise<Page<ReservationView>>;
  /** Gives back what a request keeps or has taken before that ends by itself. For administrators; for its initiator while it is live. */
  releaseReservation(command: { readonly request: string; readonly reservation: string; readonly comment: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<readonly Reservation[]>;
}
