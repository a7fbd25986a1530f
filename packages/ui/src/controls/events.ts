/** A menu item or an option was chosen. */
export class RqSelectEvent extends Event {
  readonly item: string;
  constructor(item: string) {
    super('rq-select', { bubbles: true, composed: true });
    this.item = item;
  }
}

/** The person turned to another tab. */
export class RqTabEvent extends Event {
  readonly tab: string;
  constructor(tab: string) {
    super('rq-tab', { bubbles: true, composed: true });
    this.tab = tab;
  }
}

/** The person wants a dialog closed. Cancel it to keep the dialog open. */
export class RqCloseEvent extends Event {
  constructor() {
    super('rq-close', { cancelable: true });
  }
}

/** The person asks to try again. */
export class RqRetryEvent extends Event {
  constructor() {
    super('rq-retry', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-select': RqSelectEvent;
    'rq-tab': RqTabEvent;
    'rq-close': RqCloseEvent;
    'rq-retry': RqRetryEvent;
  }
}
