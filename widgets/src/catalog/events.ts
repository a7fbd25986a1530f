import type { KindSummary } from '@requestry/model';

/** The person wants to fill in a new request of a kind. */
export class KindOpenEvent extends Event {
  readonly kind: string;
  /** The catalog's entry, when the event comes from the catalog. */
  readonly summary?: KindSummary;
  constructor(kind: string, summary?: KindSummary) {
    super('rq-kind-open', { bubbles: true, composed: true });
    this.kind = kind;
    this.summary = summary;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-kind-open': KindOpenEvent;
  }
}
