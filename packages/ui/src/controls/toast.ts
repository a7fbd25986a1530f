import { warnOnce } from '../warn.js';

/** A short message that goes by itself. */
export interface Toast {
  readonly text: string;
  readonly tone?: 'info' | 'success' | 'warning' | 'danger';
  /** One thing to do about it, such as "Undo". */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Milliseconds it stays; 10 s with an action, else 5 s; `0` until closed. It waits while it is hovered or focused. */
  readonly duration?: number;
}

/** Asks the nearest `rq-toasts` to show a message. */
export class RqToastEvent extends Event {
  readonly toast: Toast;
  constructor(toast: Toast) {
    super('rq-toast', { bubbles: true, composed: true, cancelable: true });
    this.toast = toast;
  }
}

/** Shows a message in the nearest `rq-toasts` above `from`, or in one added to the page. What draws it is fetched with the first message. */
export function showToast(from: Element, toast: Toast): void {
  const show = (): void => {
    const event = new RqToastEvent(toast);
    from.dispatchEvent(event);
    if (event.defaultPrevented) return;
    const region = document.createElement('rq-toasts');
    document.body.append(region);
    region.show(toast);
  };
  if (customElements.get('rq-toasts')) return show();
  import('./define-toasts.js').then(show, (error: unknown) => warnOnce('rq-toasts', `a message could not be shown: ${toast.text}`, error));
}

declare global {
  interface HTMLElementEventMap {
    'rq-toast': RqToastEvent;
  }
}
