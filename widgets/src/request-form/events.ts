import type { RequestView } from '@requestry/model';

/** A request was submitted and stored. */
export class RequestSubmitEvent extends Event {
  readonly request: RequestView;
  constructor(request: RequestView) {
    super('rq-request-submit', { bubbles: true, composed: true });
    this.request = request;
  }
}

/** The person left the form. A kept draft waits for them. */
export class RequestCancelEvent extends Event {
  readonly kind: string;
  /** Whether a draft was kept. */
  readonly kept: boolean;
  constructor(kind: string, kept: boolean) {
    super('rq-request-cancel', { bubbles: true, composed: true });
    this.kind = kind;
    this.kept = kept;
  }
}

/** The person wants to see a request. */
export class RequestOpenEvent extends Event {
  readonly request: string;
  /** The task that led there, when it was one. */
  readonly task?: string;
  constructor(request: string, task?: string) {
    super('rq-request-open', { bubbles: true, composed: true });
    this.request = request;
    this.task = task;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-request-submit': RequestSubmitEvent;
    'rq-request-cancel': RequestCancelEvent;
    'rq-request-open': RequestOpenEvent;
  }
}
