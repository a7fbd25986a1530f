import { consume } from '@lit/context';
import { css, html } from 'lit';
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
  };

  readonly #onLeave = (): void => {
    this.kind = '';
    this.list?.reload();
  };

  override render(): unknown {
    const t = this.words(messages);
    if (!this.service) return html`<rq-empty icon="link" heading=${t.noService}></rq-empty>`;
    if (this.kind === '') return html`<rq-kinds-list .locale=${this.language} .service=${this.service} .templates=${this.templates}></rq-kinds-list>`;
    return html`<rq-kind-editor .locale=${this.language} .service=${this.service} .kind=${this.kind} .tab=${this.tab || this.openTab}></rq-kind-editor>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-designer': RqDesigner;
  }
}
