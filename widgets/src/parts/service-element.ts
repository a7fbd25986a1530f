import { ContextConsumer, ContextProvider } from '@lit/context';
import { html } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { ActorView, Change, RequestService } from '@requestry/model';
import { localeContext, requestServiceContext, RqElement } from '@requestry/ui';
import { messages } from '../locales/index.js';
import type { WidgetMessages } from '../locales/en.js';
import { actorOf } from './actor.js';
import { Loaded } from './loaded.js';

const isService = (value: unknown): value is RequestService => typeof value === 'object' && value !== null && typeof (value as RequestService).watch === 'function';

/**
 * Base of the end user's elements: finds the service, passes it and the language on to what is inside,
 * and tells of changes once per burst.
 */
export abstract class RqServiceElement extends RqElement {
  /** What people do with requests. When absent: the one given by the page through context. */
  @property({ attribute: false }) service?: RequestService;

  readonly #above = new ContextConsumer(this, { context: requestServiceContext, subscribe: true, callback: () => this.requestUpdate() });
  readonly #below = new ContextProvider(this, { context: requestServiceContext });
  readonly #language = new ContextProvider(this, { context: localeContext });
  protected readonly actor = new Loaded(this, () => (this.port ? [this.port] : undefined), (port: RequestService): Promise<ActorView> => actorOf(port));
  #watched?: RequestService;
  #stopWatching?: () => void;
  #topics = new Set<Change['topic']>();

  /** The service in force. */
  protected get port(): RequestService | undefined {
    return this.checked<RequestService | undefined>('service', this.service, isService, 'a RequestService', undefined) ?? this.#above.value;
  }

  /** The person's time zone; the browser's while it is not known. */
  protected get zone(): string | undefined {
    return this.actor.value?.zone;
  }

  /** The element's words. */
  protected get t(): WidgetMessages {
    return this.words(messages);
  }

  /** Something changed that may concern the element. Called once for a burst of changes. */
  protected onServiceChange(_topics: ReadonlySet<Change['topic']>): void {}

  /** Another service stands behind the element now. */
  protected onService(): void {}

  override willUpdate(_changed: PropertyValues): void {
    const { port } = this;
    this.#below.setValue(port);
    this.#language.setValue(this.language);
    if (port === this.#watched) return;
    this.#unwatch();
    this.#watched = port;
    this.#stopWatching = port?.watch((change) => this.#hear(change.topic));
    this.onService();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
  }

  #unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#watched = undefined;
  }

  #hear(topic: Change['topic']): void {
    const first = this.#topics.size === 0;
    this.#topics.add(topic);
    if (!first) return;
    queueMicrotask(() => {
      const topics = this.#topics;
      this.#topics = new Set();
      if (this.isConnected) this.onServiceChange(topics);
    });
  }

  /** Shown instead of everything while there is no service. */
  protected renderUnconnected(): unknown {
    return html`<rq-empty icon="link" .heading=${this.t.notConnected}>${this.t.notConnectedHelp}</rq-empty>`;
  }
}
