import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DesignService, Directory, KindVersion, Locale, Org } from '@requestry/model';
import { confirmDialog, errorText, formatDate, RqElement, showToast } from '@requestry/ui';
import '@requestry/ui/badge';
import { RqDraftEditEvent } from '../draft-edit.js';
import type { Draft } from '../draft-edit.js';
import type { CallableKind } from '../route-tab/panel/context.js';
import { RqDraftReplacedEvent } from '../events.js';
import { messages } from '../locales/index.js';
import { selectField } from '../parts/fields.js';
import { tabStyles } from '../parts/styles.js';
import type { Difference } from '../publish/difference.js';
import { differenceStyles, renderDifferences } from '../publish/render-differences.js';

/**
 * What was published when, by whom and why; two versions compared; the way back to one of them.
 * @fires rq-draft-edit - a version became the draft
 * @fires rq-draft-replaced - the draft was discarded
 */
export class RqVersionsTab extends RqElement {
  static override styles = [
    tabStyles,
    differenceStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(16rem, 24rem) minmax(0, 1fr);
        gap: var(--rq-space-5);
        align-items: start;
      }
      ol {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li.version {
        position: relative;
        padding: 0 0 var(--rq-space-4) var(--rq-space-5);
      }
      li.version::before {
        content: '';
        position: absolute;
        inset-block: 0.75rem -0.25rem;
        inset-inline-start: 0.4375rem;
        border-inline-start: 1px solid var(--rq-border-strong);
      }
      li.version:last-child::before {
        display: none;
      }
      li.version::after {
        content: '';
        position: absolute;
        inset-block-start: 0.5rem;
        inset-inline-start: 0.125rem;
        inline-size: 0.625rem;
        block-size: 0.625rem;
        border: 2px solid var(--rq-border-strong);
        border-radius: 50%;
        background: var(--rq-overlay);
        box-sizing: border-box;
      }
      li.version.on::after {
        border-color: var(--rq-accent);
        background: var(--rq-accent);
      }
      .pick {
        display: grid;
        gap: 0.125rem;
        inline-size: 100%;
        padding: var(--rq-space-1) var(--rq-space-2);
        border: 0;
        border-radius: var(--rq-radius);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .pick:hover {
        background: var(--rq-surface-hover);
      }
      .on .pick {
        box-shadow: inset 0 0 0 1px var(--rq-accent);
      }
      .note {
        overflow-wrap: anywhere;
      }
      .compare {
        display: grid;
        gap: var(--rq-space-3);
      }
      @container (max-width: 44rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) service?: DesignService;
  @property({ attribute: false }) draft?: Draft;
  @property({ attribute: false }) contentLocale?: Locale;
  /** Version of the stored draft; 0 while there is none. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) publishedVersion?: number;
  @property({ attribute: false }) versions: readonly KindVersion[] = [];
  @property({ attribute: false }) org?: Org;
  @property({ attribute: false }) directories: readonly Directory[] = [];
  /** Published kinds besides this one. */
  @property({ attribute: false }) kinds: readonly CallableKind[] = [];

  @state() private chosen?: number;
  /** Version chosen to compare with; 0 stands for the draft. */
  @state() private other?: number;
  @state() private differences?: readonly Difference[];
  @state() private failure?: unknown;
  #turn = 0;

  get #sorted(): readonly KindVersion[] {
    return [...this.versions].sort((one, other) => other.version - one.version);
  }

  get #shown(): KindVersion | undefined {
    return this.#sorted.find(({ version }) => version === this.chosen) ?? this.#sorted[0];
  }

  /** What the shown version is compared with: what was chosen, else the draft when there is one, else the version before. */
  #otherThan(shown: KindVersion): number {
    if (this.other !== undefined && this.other !== shown.version) return this.other;
    return this.version > 0 ? 0 : (this.#sorted.find(({ version }) => version < shown.version)?.version ?? 0);
  }

  override willUpdate(changed: PropertyValues): void {
    if (['draft', 'version', 'versions', 'chosen', 'other'].some((name) => changed.has(name)) || changed.has('language')) void this.#compare();
  }

  async #compare(): Promise<void> {
    const turn = ++this.#turn;
    const shown = this.#shown;
    if (!shown) return;
    const number = this.#otherThan(shown);
    const other = number === 0 ? this.draft : this.versions.find(({ version }) => version === number);
    if (!other) return;
    const [from, to] = number !== 0 && number < shown.version ? [other, shown] : [shown, other];
    try {
      const { differencesOf } = await import('../publish/difference.js');
      const differences = await differencesOf(from, to, this.language, this.org, { directories: this.directories, kinds: this.kinds });
      if (turn !== this.#turn) return;
      this.failure = undefined;
      this.differences = differences;
    } catch (error) {
      if (turn === this.#turn) this.failure = error;
    }
  }

  #makeDraft(version: KindVersion): void {
    const t = this.words(messages);
    const { kind, route } = version;
    this.dispatchEvent(new RqDraftEditEvent({ label: t.makeDraftOf({ version: version.version }), kind, ...(route === undefined ? {} : { route }) }));
    showToast(this, { text: t.madeDraft({ version: version.version }), tone: 'success' });
  }

  #discard = async (): Promise<void> => {
    const t = this.words(messages);
    const { service, draft, publishedVersion } = this;
    if (!service || !draft || publishedVersion === undefined) return;
    const sure = await confirmDialog({ heading: t.discardAsk, text: t.discardText({ version: publishedVersion }), confirmLabel: t.discard, danger: true, locale: this.language, within: this.renderRoot as ShadowRoot });
    if (!sure) return;
    try {
      await service.discardKindDraft({ kind: draft.kind.id, expectedVersion: this.version, idempotencyKey: crypto.randomUUID() });
      showToast(this, { text: t.discarded });
      this.dispatchEvent(new RqDraftReplacedEvent());
    } catch (error) {
      showToast(this, { text: errorText(error, this.language), tone: 'danger' });
    }
  };

  override render(): unknown {
    const t = this.words(messages);
    const sorted = this.#sorted;
    if (sorted.length === 0) return html`<rq-empty icon="history" heading=${t.noVersions}>${t.noVersionsText}</rq-empty>`;
    const shown = this.#shown;
    return html`<div class="columns">
      <section>
        <ol aria-label=${t.versions}>
          ${sorted.map((version) => this.#renderVersion(version, version === shown))}
        </ol>
        ${this.version > 0 ? html`<rq-button variant="danger" compact icon="trash" @click=${() => void this.#discard()}>${t.discard}</rq-button>` : nothing}
      </section>
      ${shown ? this.#renderComparison(shown) : nothing}
    </div>`;
  }

  #renderVersion(version: KindVersion, on: boolean): unknown {
    const t = this.words(messages);
    return html`<li class="version ${on ? 'on' : ''}">
      <button type="button" class="pick" aria-pressed=${String(on)} @click=${() => (this.chosen = version.version)}>
        <span class="row"><strong>v${version.version}</strong>${version.version === this.publishedVersion ? html`<rq-badge tone="success" icon="check">${t.current}</rq-badge>` : nothing}${version.open > 0 ? html`<rq-badge>${t.openRequests({ number: version.open })}</rq-badge>` : nothing}</span>
        <span class="muted small">${formatDate(version.publishedAt, this.language, { time: true })} · ${version.publishedBy === 'system' ? t.bySystem : t.byAt({ who: version.publishedByName })}</span>
        ${version.note ? html`<span class="note">${version.note}</span>` : nothing}
      </button>
    </li>`;
  }

  #renderComparison(shown: KindVersion): unknown {
    const t = this.words(messages);
    const others = this.#sorted.filter((version) => version !== shown);
    const choices = [{ value: '0', label: t.compareDraft }, ...others.map(({ version }) => ({ value: String(version), label: `v${version}` }))];
    const other = this.#otherThan(shown);
    const otherName = other === 0 ? t.compareDraft : `v${other}`;
    const [from, to] = other !== 0 && other < shown.version ? [otherName, `v${shown.version}`] : [`v${shown.version}`, otherName];
    return html`<section class="compare">
      <div class="row">
        <h3 class="grow">${t.differences({ from, to })}</h3>
        ${selectField({ id: 'other', label: t.compareWith, hideLabel: true, value: String(other), choices, onChange: (value) => (this.other = Number(value)) })}
        <rq-button compact icon="copy" @click=${() => this.#makeDraft(shown)}>${t.makeDraft}</rq-button>
      </div>
      ${this.failure !== undefined ? html`<rq-error inline .locale=${this.language} .error=${this.failure} @rq-retry=${() => void this.#compare()}></rq-error>` : this.differences === undefined ? html`<rq-skeleton></rq-skeleton>` : this.differences.length === 0 ? html`<p class="muted">${t.same}</p>` : renderDifferences(this.differences, this.language)}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-versions-tab': RqVersionsTab;
  }
}
