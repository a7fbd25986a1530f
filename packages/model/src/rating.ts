/** How satisfied the initiator is with what was done: the shapes, and the part of the port that carries them. */
import type { PersonId } from './org.js';
import type { RequestView } from './service/views.js';
import type { LocalizedText } from './text.js';

/** Requests of a kind are rated by their initiators when they are completed. */
export interface RatingSettings {
  /** The initiator is asked by a message; `true` when absent. */
  readonly ask?: boolean;
  /** ISO duration by the clock within which a rating may be changed. Default `P7D`. */
  readonly changeWithin?: string;
}

export interface Rating {
  /** 1…5. */
  readonly stars: number;
  readonly text?: string;
  readonly by: PersonId;
  readonly at: string;
  readonly changedAt?: string;
}

/** Ratings of one kind or performer. */
export interface RatingAverage {
  readonly id: string;
  readonly title: LocalizedText;
  readonly count: number;
  /** Two decimals. */
  readonly average: number;
}

export interface RatingsView {
  readonly kinds: readonly RatingAverage[];
  /** A request counts for everybody who had a task on it, its initiator excepted. */
  readonly performers: readonly RatingAverage[];
  /** There are more ratings than were read: the newest count. */
  readonly more: boolean;
}

export interface RatingService {
  /** Rates a completed request, or changes one's rating while there is time. */
  rateRequest(command: { readonly request: string; readonly stars: number; readonly text?: string; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Averages of ratings given in a period (ISO instants). Needs the right to see every request. */
  getRatings(query?: { readonly kind?: string; readonly from?: string; readonly to?: string }): Promise<RatingsView>;
}

const usualTime = 7 * 24 * 60;

/** How long a rating may be changed, milliseconds; by what `parseDuration` gives for `changeWithin`. */
export const ratingTime = (given: { readonly days: number; readonly minutes: number } | undefined): number => (given ? given.days * 24 * 60 + given.minutes : usualTime) * 60_000;
