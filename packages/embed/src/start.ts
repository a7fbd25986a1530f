import '@requestry/widgets';
import { connect, type ConnectOptions, type Connection } from './connect.js';

/**
 * Shows the product inside `element`: catalog, inbox, own requests, cards. `element` may be a selector.
 * A store that cannot be opened is explained inside the element, with a way to try again; the promise then rejects with the same error.
 */
export async function start(element: Element | string | null, options: ConnectOptions = {}): Promise<Connection> {
  const host = typeof element === 'string' ? document.querySelector(element) : element;
  if (!(host instanceof HTMLElement)) throw new TypeError(`start() needs an element or a selector of one; found ${String(element)}`);
  const connection = await connect(host, options).catch((error: unknown) => {
    explain(host, options, error);
    throw error;
  });
  host.replaceChildren(document.createElement('rq-workspace'));
  return connection;
}

function explain(host: HTMLElement, options: ConnectOptions, error: unknown): void {
  const shown = Object.assign(document.createElement('rq-error'), { error, ...(options.locale ? { locale: options.locale } : {}) });
  shown.addEventListener('rq-retry', () => void start(host, options).catch(() => undefined), { once: true });
  host.replaceChildren(shown);
}
