/** The person wants to see what can be asked for. */
export class CatalogOpenEvent extends Event {
  constructor() {
    super('rq-catalog-open', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-catalog-open': CatalogOpenEvent;
  }
}
