import { consume } from '@lit/context';
import { css, html } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { DesignService } from '@requestry/model';
import { designServiceContext, RqElement } from '@requestry/ui';
import type { RqOpenKindEvent } from './events.js';
import type { KindTemplate, RqKindsList } from './kinds-list/index.js';
import type { RqKindEditor } from './kind-editor/kind-editor.js';
import { messages } from './locales/index.js';

/**
 * Where administrators set up kinds of requests: the list of kinds, and the editor of one.
 * @fires rq-open-kind - a kind was opened (`event.kind`)
 * @fires rq-leave-kind - back to the list
 */
export class RqDesigner extends RqElement {
  static override styles = css`
    :host {
      display: block;
      container-type: inline-size;
    }
    [tabindex='-1'] {
      outline: none;
    }
  `;

  @consume({ context: designServiceContext, subscribe: true })
  @property({ attribute: false })
  service?: DesignService;

  /** Id of the kind under work; the list of kinds when empty. */
  @property({ reflect: true }) kind = '';
  /** Tab of the editor: `general`, `form`, `route`, `access`, `versions`. */
  @property() tab = '';
  /** Ready kinds to begin with. */
  @property({ attribute: false }) templates: readonly KindTemplate[] = [];

  @state() private openTab = 'form';
  @state() private editorFailure?: unknown;
  #editorLoading?: Promise<void>;
  @query('rq-kinds-list') private list?: RqKindsList;
  @query('rq-kind-editor') private editor?: RqKindEditor;

  constructor() {
    super();
    this.addEventListener('rq-open-kind', this.#onOpen);
    this.addEventListener('rq-leave-kind', this.#onLeave);
  }

  /** Saves what is not saved. Answers whether the designer may go away. */
  flush(): Promise<boolean> {
    return this.editor?.flush() ?? Promise.resolve(true);
  }

  readonly #onOpen = (event: RqOpenKindEvent): void => {
    this.openTab = event.tab ?? (this.tab || 'form');
    this.kind = event.kind;
    void this.#follow();
  };

  readonly #onLeave = (): void => {
    this.kind = '';
    void this.#follow();
    this.list?.reload();
  };

  /** What had the focus is gone with the page it stood on: it goes on to the page that came, unless the person is elsewhere by now. */
  async #follow(): Promise<void> {
    await this.updateComplete;
    if (document.activeElement === document.body) (this.editor ?? this.list)?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('kind') && this.kind !== '') this.#loadEditor();
  }

  /** The designer is complete when the editor it shows has come. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    if (!this.#editorLoading) return done;
    await this.#editorLoading;
    return super.getUpdateComplete();
  }

  #loadEditor(): void {
    if (customElements.get('rq-kind-editor')) return;
    this.editorFailure = undefined;
    this.#editorLoading ??= import('./kind-editor/index.js')
      .then(
        () => undefined,
        (error: unknown) => void (this.editorFailure = error),
      )
      .finally(() => {
        this.#editorLoading = undefined;
        this.requestUpdate();
      });
  }

  override render(): unknown {
    const t = this.words(messages);
    if (!this.service) return html`<rq-empty icon="link" heading=${t.noService}></rq-empty>`;
    if (this.kind === '') return html`<rq-kinds-list tabindex="-1" .locale=${this.language} .service=${this.service} .templates=${this.templates}></rq-kinds-list>`;
    if (this.editorFailure !== undefined) return html`<rq-error .locale=${this.language} .error=${this.editorFailure} @rq-retry=${() => this.#loadEditor()}></rq-error>`;
    if (!customElements.get('rq-kind-editor')) return html`<rq-skeleton lines="8"></rq-skeleton>`;
    return html`<rq-kind-editor tabindex="-1" .locale=${this.language} .service=${this.service} .kind=${this.kind} .tab=${this.tab || this.openTab}></rq-kind-editor>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-designer': RqDesigner;
  }
}
