/** The person opens a kind of requests, perhaps at a tab. */
export class RqOpenKindEvent extends Event {
  readonly kind: string;
  readonly tab?: string;
  constructor(kind: string, tab?: string) {
    super('rq-open-kind', { bubbles: true, composed: true });
    this.kind = kind;
    if (tab !== undefined) this.tab = tab;
  }
}

/** The person goes back to the list of kinds; everything is saved. */
export class RqLeaveKindEvent extends Event {
  constructor() {
    super('rq-leave-kind', { bubbles: true, composed: true });
  }
}

/** The person wants to see what a problem or a difference is about. */
export class RqShowPlaceEvent extends Event {
  readonly tab: string;
  /** Key of a field, id of a route's element. */
  readonly place?: string;
  /** Where it stands in the kind, such as `/guards/0/when`. */
  readonly path?: string;
  constructor(tab: string, place?: string, path?: string) {
    super('rq-show-place', { bubbles: true, composed: true });
    this.tab = tab;
    if (place !== undefined) this.place = place;
    if (path !== undefined) this.path = path;
  }
}

/** The stored draft was changed as a whole: published, discarded, replaced by a version. */
export class RqDraftReplacedEvent extends Event {
  constructor() {
    super('rq-draft-replaced', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-open-kind': RqOpenKindEvent;
    'rq-leave-kind': RqLeaveKindEvent;
    'rq-show-place': RqShowPlaceEvent;
    'rq-draft-replaced': RqDraftReplacedEvent;
  }
}
