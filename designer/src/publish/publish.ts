import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { DesignService, Directory, Issue, KindVersion, Locale, Org } from '@requestry/model';
import { readBpmn, toRouteDoc } from '@requestry/route';
import { RqCloseEvent, RqElement } from '@requestry/ui';
import '@requestry/ui/dialog';
import type { Draft } from '../draft-edit.js';
import { RqShowPlaceEvent } from '../events.js';
import { messages } from '../locales/index.js';
import { textField } from '../parts/fields.js';
import { tabStyles } from '../parts/styles.js';
import { problemOf } from '../problems.js';
import type { CallableKind } from '../route-tab/panel/context.js';
import type { Problem } from '../problems.js';
import { unsetBranches } from '../route-tab/unfinished.js';
import { differencesOf } from './difference.js';
import type { Difference } from './difference.js';
import { differenceStyles, renderDifferences } from './render-differences.js';

/** A version was published. */
export class RqPublishedEvent extends Event {
  readonly version: KindVersion;
  constructor(version: KindVersion) {
    super('rq-published', { bubbles: true, composed: true });
    this.version = version;
  }
}

/**
 * Publishing a kind: what is wrong, what changes, what happens to running requests, and then the publication.
 * @fires rq-published - it is done (`event.version`)
 * @fires rq-close - the person turned away
 * @fires rq-show-place - the person wants to see a problem
 */
export class RqPublish extends RqElement {
  static override styles = [
    tabStyles,
    differenceStyles,
    css`
      .part {
        display: grid;
        gap: var(--rq-space-2);
        padding-block: var(--rq-space-3);
        border-block-end: 1px solid var(--rq-border);
      }
      .part:first-child {
        padding-block-start: 0;
      }
      .part:last-of-type {
        border: 0;
      }
      .verdict {
        display: flex;
        align-items: center;
        gap: var(--rq-space-2);
        font-weight: 600;
      }
      .verdict.error {
        color: var(--rq-danger);
      }
      .verdict.warning {
        color: var(--rq-warning);
      }
      .verdict.good {
        color: var(--rq-success);
      }
      .problems {
        display: grid;
        gap: var(--rq-space-1);
        max-block-size: 16rem;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      .problems li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: start;
        gap: var(--rq-space-2);
        overflow-wrap: anywhere;
      }
      .problems rq-icon {
        margin-block-start: 0.2em;
      }
      .error > rq-icon {
        color: var(--rq-danger);
      }
      .warning > rq-icon {
        color: var(--rq-warning);
      }
      .changes {
        max-block-size: 18rem;
        overflow: auto;
      }
    `,
  ];

  @property({ attribute: false }) service?: DesignService;
  @property({ attribute: false }) draft?: Draft;
  /** Version of the stored draft. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) versions: readonly KindVersion[] = [];
  @property({ attribute: false }) ownProblems: readonly Problem[] = [];
  @property({ attribute: false }) org?: Org;
  @property({ attribute: false }) directories: readonly Directory[] = [];
  /** Published kinds besides this one. */
  @property({ attribute: false }) kinds: readonly CallableKind[] = [];

  @state() private issues?: readonly Issue[];
  @state() private unfinished: readonly Problem[] = [];
  @state() private differences?: readonly Difference[];
  @state() private failure?: unknown;
  @state() private busy = false;
  @state() private note = '';
  @state() private done?: KindVersion;

  override firstUpdated(_changed: PropertyValues): void {
    void this.#check();
  }

  get #latest(): KindVersion | undefined {
    return this.versions.reduce<KindVersion | undefined>((best, each) => (best === undefined || each.version > best.version ? each : best), undefined);
  }

  async #check(): Promise<void> {
    const { service, draft } = this;
    if (!service || !draft) return;
    this.failure = undefined;
    try {
      const latest = this.#latest;
      const [unfinished, issues, differences] = await Promise.all([unfinishedOf(draft, this.language), service.checkKindDraft({ kind: draft.kind.id }), latest ? differencesOf(latest, draft, this.language, this.org, { directories: this.directories, kinds: this.kinds }) : Promise.resolve([])]);
      this.unfinished = unfinished;
      this.issues = issues;
      this.differences = differences;
    } catch (error) {
      this.failure = error;
    }
  }

  #publish = async (): Promise<void> => {
    const { service, draft } = this;
    if (!service || !draft || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      this.done = await service.publishKind({ kind: draft.kind.id, expectedVersion: this.version, idempotencyKey: crypto.randomUUID(), ...(this.note.trim() ? { note: this.note.trim() } : {}) });
      this.dispatchEvent(new RqPublishedEvent(this.done));
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('rq-button[variant="primary"]')?.focus();
    } catch (error) {
      this.failure = error;
      if (typeof error === 'object' && error !== null && 'issues' in error && Array.isArray(error.issues) && error.issues.length > 0) this.issues = error.issues as readonly Issue[];
    } finally {
      this.busy = false;
    }
  };

  #close = (): void => {
    this.dispatchEvent(new RqCloseEvent());
  };

  override render(): unknown {
    const { draft } = this;
    if (!draft) return nothing;
    const t = this.words(messages);
    const next = (this.#latest?.version ?? 0) + 1;
    return html`<rq-dialog open size="wide" .locale=${this.language} .heading=${t.publishKind({ title: localize(draft.kind.title, this.language) })} @rq-close=${this.#close}>
      ${this.done ? this.#renderDone(this.done) : this.#renderCheck(next)}
    </rq-dialog>`;
  }

  #renderDone(version: KindVersion): unknown {
    const t = this.words(messages);
    return html`<div class="part" role="status"><p class="verdict good"><rq-icon name="check-circle"></rq-icon>${t.publishedNow({ version: version.version })}</p><p>${t.publishedText} ${this.#running()}</p></div>
      <rq-button slot="actions" variant="primary" @click=${this.#close}>${t.close}</rq-button>`;
  }

  #running(): string {
    const t = this.words(messages);
    const number = this.versions.reduce((sum, { open }) => sum + open, 0);
    return number > 0 ? t.runningStay({ number }) : t.runningNone;
  }

  #renderCheck(next: number): unknown {
    const t = this.words(messages);
    const problems = [...this.ownProblems, ...this.unfinished, ...(this.issues ?? []).map((issue) => problemOf(issue, this.language, this.draft?.kind))];
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const latest = this.#latest;
    const unchanged = latest !== undefined && this.differences?.length === 0;
    const reason = errors > 0 ? t.blocks({ number: errors }) : unchanged ? t.nothingChanged : t.checking;
    const ready = this.issues !== undefined && this.differences !== undefined && errors === 0 && !unchanged;
    return html`${this.failure !== undefined ? html`<rq-error inline .error=${this.failure} .locale=${this.language} @rq-retry=${() => void this.#check()}></rq-error>` : nothing}
      <section class="part">${this.issues === undefined ? html`<p class="muted">${t.checking}</p>` : this.#renderProblems(problems, errors)}</section>
      <section class="part">
        <h3>${latest ? t.whatChanges({ from: latest.version, to: next }) : t.firstVersion}</h3>
        ${this.differences === undefined ? html`<rq-skeleton></rq-skeleton>` : unchanged ? html`<p class="muted">${t.nothingChanged}</p>` : html`<div class="changes">${renderDifferences(this.differences, this.language)}</div>`}
      </section>
      ${latest ? html`<section class="part"><h3>${t.running}</h3><p>${this.#running()}</p></section>` : nothing}
      <section class="part">${textField({ id: 'note', label: t.publishNote, value: this.note, multiline: true, help: t.publishNoteHelp, onInput: (value) => (this.note = value) })}</section>
      <rq-button slot="actions" @click=${this.#close}>${t.cancel}</rq-button>
      <rq-button slot="actions" variant="primary" icon="publish" ?busy=${this.busy} ?disabled=${!ready} reason=${reason} @click=${() => void this.#publish()}>${t.publishVersion({ version: next })}</rq-button>`;
  }

  #renderProblems(problems: readonly Problem[], errors: number): unknown {
    const t = this.words(messages);
    if (problems.length === 0) return html`<p class="verdict good"><rq-icon name="check-circle"></rq-icon>${t.sound}</p>`;
    const sorted = [...problems].sort((one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'));
    return html`<p class="verdict ${errors > 0 ? 'error' : 'warning'}"><rq-icon name=${errors > 0 ? 'error' : 'warning'}></rq-icon>${errors > 0 ? t.blocks({ number: errors }) : t.warnsOnly({ number: problems.length })}</p>
      <ul class="problems">
        ${sorted.map(
          (problem) => html`<li class=${problem.severity}>
            <rq-icon name=${problem.severity === 'error' ? 'error' : 'warning'}></rq-icon>
            <span><span class="visually-hidden">${problem.severity === 'error' ? t.error : t.warning}: </span>${problem.text}</span>
            <rq-button compact variant="quiet" @click=${() => this.dispatchEvent(new RqShowPlaceEvent(problem.tab, problem.place, problem.path))}>${t.show}</rq-button>
          </li>`,
        )}
      </ul>`;
  }
}

/** What is begun on the route and not filled in yet; nothing when the route cannot be read. */
async function unfinishedOf({ route: xml }: Draft, locale: Locale): Promise<readonly Problem[]> {
  const route = xml === undefined ? undefined : (await readBpmn(xml)).route;
  return route ? unsetBranches(toRouteDoc(route)).map(({ branch, text }) => ({ code: 'route.unset', severity: 'warning', tab: 'route', text: text(locale), place: branch })) : [];
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-publish': RqPublish;
  }
  interface HTMLElementEventMap {
    'rq-published': RqPublishedEvent;
  }
}
