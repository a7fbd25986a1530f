import type { RequestView } from '@requestry/model';

/** The request was changed by what is inside its card. */
export class ViewChangeEvent extends Event {
  readonly view: RequestView;
  constructor(view: RequestView) {
    super('rq-view');
    this.view = view;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-view': ViewChangeEvent;
  }
}
