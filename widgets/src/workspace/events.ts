/** The person turned to another place; `view` is its name, as the property takes it. */
export class ViewChangeEvent extends Event {
  readonly view: string;
  constructor(view: string) {
    super('rq-view-change', { bubbles: true, composed: true });
    this.view = view;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-view-change': ViewChangeEvent;
  }
}
