import { html, nothing } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, KindSummary, RequestService } from '@requestry/model';
import { buttonStyles, fieldStyles, traceText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/tooltip';
import { pageMessages } from '../locales/pages.js';
import type { PageMessages } from '../locales/pages.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { isTextList, readStored, store } from '../parts/stored.js';
import { catalogStyles } from './catalog.styles.js';
import { KindOpenEvent } from './events.js';
import { byCategory, matching, recentOf } from './sections.js';
import type { CatalogSection } from './sections.js';

/**
 * What can be asked for: kinds of requests by category, with search ("/"), those used last and favourites.
 * What is not open to the person says why.
 * @fires rq-kind-open - a kind was chosen (`event.kind`)
 */
export class RqCatalog extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, partStyles, catalogStyles];

  @state() private text = '';
  @state() private favourites: readonly string[] = [];
  @query('.search input') private input?: HTMLInputElement;

  readonly #kinds = new Loaded(this, () => (this.port ? [this.port] : undefined), (port: RequestService) => port.findKinds());

  constructor() {
    super();
    this.addEventListener('keydown', this.#onKey);
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('kinds') || topics.has('requests')) void this.#kinds.reload();
  }

  protected override onService(): void {
    this.favourites = readStored('favourites', isTextList, []);
  }

  /** Puts the caret into the search box. */
  focusSearch(): void {
    this.input?.focus();
  }

  #onKey = (event: KeyboardEvent): void => {
    const typing = event.composedPath()[0] instanceof HTMLInputElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || (event.key !== '/' && event.code !== 'Slash')) return;
    event.preventDefault();
    this.input?.focus();
  };

  #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.text !== '') {
      event.stopPropagation();
      this.text = '';
    }
    if (event.key !== 'Enter') return;
    const found = matching(this.#kinds.value ?? [], this.text).filter((kind) => kind.submit.allowed);
    if (this.text.trim() !== '' && found[0]) this.#open(found[0]);
  };

  #open(kind: KindSummary): void {
    if (kind.submit.allowed) this.dispatchEvent(new KindOpenEvent(kind.id, kind));
  }

  #toggle(kind: KindSummary): void {
    const has = this.favourites.includes(kind.id);
    this.favourites = has ? this.favourites.filter((id) => id !== kind.id) : [...this.favourites, kind.id];
    store('favourites', this.favourites);
  }

  protected override get t(): PageMessages {
    return this.words(pageMessages);
  }

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { t } = this;
    return html`<div class="catalog" part="catalog">
      <div class="toolbar">
        <div class="search">
          <input class="input" type="search" aria-label=${t.findKind} placeholder=${t.findKind} .value=${this.text} @input=${(event: InputEvent) => (this.text = (event.target as HTMLInputElement).value)} @keydown=${this.#onSearchKey} />
          <rq-icon name="search"></rq-icon>
          <kbd aria-hidden="true">/</kbd>
        </div>
      </div>
      ${this.#renderKinds()}
    </div>`;
  }

  #renderKinds(): unknown {
    const { t } = this;
    const kinds = this.#kinds.value;
    if (!kinds) {
      if (this.#kinds.error) return html`<rq-error .error=${this.#kinds.error} @rq-retry=${this.#kinds.reload}></rq-error>`;
      return html`<div class="cards" aria-busy="true">${[1, 2, 3, 4, 5, 6].map(() => html`<rq-skeleton .lines=${3}></rq-skeleton>`)}</div>`;
    }
    if (kinds.length === 0) return html`<rq-empty icon="catalog" .heading=${t.noKinds}>${t.noKindsHelp}</rq-empty>`;
    if (this.text.trim() !== '') return this.#renderFound(matching(kinds, this.text));
    const favourites = kinds.filter((kind) => this.favourites.includes(kind.id));
    const sections = byCategory(kinds.filter((kind) => !favourites.includes(kind)), this.language, t.otherKinds);
    return html`${this.#renderRecent(recentOf(kinds))}
      ${favourites.length > 0 ? this.#renderSection({ id: 'favourites', title: t.favourites, kinds: favourites }) : nothing}
      ${repeat(sections, (section) => section.id, (section) => this.#renderSection(section))}`;
  }

  #renderFound(kinds: readonly KindSummary[]): unknown {
    const { t } = this;
    return html`<span class="visually-hidden" role="status">${t.found({ count: kinds.length })}</span>
      ${kinds.length === 0
        ? html`<rq-empty icon="search" .heading=${t.nothingFound}>${t.nothingFoundHelp}<rq-button slot="action" @click=${() => (this.text = '')}>${t.clearFilter}</rq-button></rq-empty>`
        : html`<ul class="cards" role="list">${repeat(kinds, (kind) => kind.id, (kind) => this.#renderKind(kind))}</ul>`}`;
  }

  #renderRecent(kinds: readonly KindSummary[]): unknown {
    if (kinds.length === 0) return nothing;
    return html`<div class="recent" role="group" aria-label=${this.t.recent}>
      <span class="heading">${this.t.recent}</span>
      ${kinds.map(
        (kind) =>
          html`<button type="button" class="button compact" title=${this.textOf(kind.title)} @click=${() => this.#open(kind)}>
            <rq-icon .name=${kind.icon ?? 'form'}></rq-icon><span class="ellipsis">${this.textOf(kind.title)}</span>
          </button>`,
      )}
    </div>`;
  }

  #renderSection(section: CatalogSection): unknown {
    return html`<section aria-label=${section.title}>
      <h3 class="heading">${section.title}</h3>
      <ul class="cards" role="list">${repeat(section.kinds, (kind) => kind.id, (kind) => this.#renderKind(kind))}</ul>
    </section>`;
  }

  #renderKind(kind: KindSummary): unknown {
    const { t } = this;
    const title = this.textOf(kind.title) || kind.id;
    const favourite = this.favourites.includes(kind.id);
    const denied = !kind.submit.allowed;
    const why = denied ? (kind.submit.reason ? traceText(kind.submit.reason, this.language) : t.kindDenied) : '';
    return html`<li class="kind">
      <rq-tooltip .text=${why}>
        <button type="button" class="open" part="kind" aria-disabled=${denied ? 'true' : nothing} @click=${() => this.#open(kind)}>
          <span class="tile"><rq-icon .name=${kind.icon ?? 'form'}></rq-icon></span>
          <span class="title">${title}</span>
          <span class="about" title=${this.textOf(kind.description) || nothing}>${this.textOf(kind.description)}</span>
          ${denied
            ? html`<span class="note"><rq-icon name="lock"></rq-icon>${t.notForYou}</span>`
            : kind.usualDays === undefined
              ? nothing
              : html`<span class="note"><rq-icon name="clock"></rq-icon>${t.usualDays({ days: kind.usualDays })}</span>`}
        </button>
      </rq-tooltip>
      ${denied
        ? nothing
        : html`<button
            type="button"
            class="button quiet icon compact star"
            aria-pressed=${String(favourite)}
            aria-label=${t.favouriteKind({ title })}
            title=${favourite ? t.removeFavourite : t.addFavourite}
            @click=${() => this.#toggle(kind)}
          >
            <rq-icon .name=${favourite ? 'star-filled' : 'star'}></rq-icon>
          </button>`}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-catalog': RqCatalog;
  }
}
