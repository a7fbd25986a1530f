import { html, nothing } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, Notification, Page, RequestService } from '@requestry/model';
import { buttonStyles, overlayStyles, renderWhen, typographyStyles } from '@requestry/ui';
import { place } from '@requestry/ui/place';
import { pageMessages } from '../locales/pages.js';
import type { PageMessages } from '../locales/pages.js';
import { newKey } from '../parts/attempt.js';
import { Loaded } from '../parts/loaded.js';
import { RqServiceElement } from '../parts/service-element.js';
import { RequestOpenEvent } from '../request-form/events.js';
import { notificationsStyles } from './notifications.styles.js';

const pageSize = 30;

/**
 * A bell with the number of unread notifications, and their list.
 * @fires rq-request-open - a notification was chosen
 * @csspart button
 * @csspart panel
 */
export class RqNotifications extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, overlayStyles, notificationsStyles];

  @state() private open = false;
  @state() private older: readonly Notification[] = [];
  @state() private next?: string;
  /** The panel shows the preferences instead. */
  @state() private choosing = false;
  @state() private failure?: unknown;
  @query('.panel') private panel?: HTMLElement;
  @query('.bell') private bell?: HTMLElement;

  readonly #page = new Loaded(
    this,
    () => (this.port ? [this.port] : undefined),
    (port: RequestService): Promise<Page<Notification>> => port.findNotifications({ limit: pageSize }),
    (page) => {
      this.older = [];
      this.next = page.next;
    },
  );

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('notifications')) void this.#page.reload();
  }

  get #notes(): readonly Notification[] {
    return [...(this.#page.value?.items ?? []), ...this.older];
  }

  #onToggle = (event: ToggleEvent): void => {
    this.open = event.newState === 'open';
    if (!this.open) this.choosing = false;
    if (!this.open || !this.panel || !this.bell) return;
    place(this.panel, this.bell, { align: 'end' });
    void this.#page.reload();
  };

  #onPreferences = (): void => {
    this.choosing = !this.choosing;
    if (this.choosing) import('../preferences/index.js').catch((error: unknown) => (this.failure = error));
  };

  async #choose(note: Notification): Promise<void> {
    this.panel?.hidePopover();
    this.dispatchEvent(new RequestOpenEvent(note.request));
    if (!note.read) await this.#read([note.id]);
  }

  async #read(ids: readonly string[] | 'all'): Promise<void> {
    try {
      await this.port?.readNotifications({ ids, idempotencyKey: newKey() });
      this.failure = undefined;
      await this.#page.reload();
    } catch (error) {
      this.failure = error;
    }
  }

  async #more(): Promise<void> {
    if (!this.port || this.next === undefined) return;
    try {
      const page = await this.port.findNotifications({ limit: pageSize, after: this.next });
      this.older = [...this.older, ...page.items];
      this.next = page.next;
    } catch (error) {
      this.failure = error;
    }
  }

  protected override get t(): PageMessages {
    return this.words(pageMessages);
  }

  override render(): unknown {
    if (!this.port) return nothing;
    const { t } = this;
    const unread = this.#notes.filter((note) => !note.read).length;
    const count = unread >= pageSize ? `${unread}+` : String(unread);
    return html`<button type="button" part="button" class="button quiet icon bell" popovertarget="panel" aria-haspopup="dialog" aria-expanded=${String(this.open)} aria-label=${t.notifications({ count: unread })} title=${t.notifications({ count: unread })}>
        <rq-icon name="bell"></rq-icon>${unread > 0 ? html`<span class="count" aria-hidden="true">${count}</span>` : nothing}
      </button>
      <div id="panel" part="panel" class="panel overlay" popover="auto" role="dialog" aria-label=${t.notificationsTitle} @toggle=${this.#onToggle}>
        <header>
          <h3>${t.notificationsTitle}</h3>
          ${unread > 0 && !this.choosing ? html`<rq-button compact variant="quiet" @click=${() => void this.#read('all')}>${t.readAll}</rq-button>` : nothing}
          <rq-button compact variant="quiet" icon="settings" label=${t.preferences} .pressed=${this.choosing} @click=${this.#onPreferences}></rq-button>
        </header>
        ${this.open ? (this.choosing ? this.#renderPreferences() : this.#renderNotes()) : nothing}
      </div>`;
  }

  #renderPreferences(): unknown {
    return this.failure ? html`<rq-error inline .error=${this.failure} @rq-retry=${this.#onPreferences}></rq-error>` : html`<rq-preferences .service=${this.port}></rq-preferences>`;
  }

  #renderNotes(): unknown {
    const { t } = this;
    const error = this.failure ?? this.#page.error;
    const notes = this.#notes;
    return html`${error ? html`<rq-error inline .error=${error} @rq-retry=${this.#page.reload}></rq-error>` : nothing}
      ${!this.#page.value && !error ? html`<rq-skeleton .lines=${4}></rq-skeleton>` : nothing}
      ${this.#page.value && notes.length === 0 ? html`<rq-empty icon="bell" .heading=${t.noNotifications}>${t.noNotificationsHelp}</rq-empty>` : nothing}
      <ul role="list">${repeat(notes, (note) => note.id, (note) => this.#renderNote(note))}</ul>
      ${this.next === undefined ? nothing : html`<div class="foot"><rq-button variant="quiet" @click=${() => void this.#more()}>${t.showMore}</rq-button></div>`}`;
  }

  #renderNote(note: Notification): unknown {
    const { t } = this;
    const step = this.textOf(note.step);
    const events: Readonly<Record<string, string>> = { 'task-opened': t.nTask({ step }), 'step-completed': t.nStep({ step }), 'request-registered': t.nRegistered, 'request-ended': t.nEnded, 'comment-added': t.nComment, 'comment-mentioned': t.nMentioned, 'participant-added': t.nParticipant, 'request-amended': t.nAmended, 'children-ended': t.nChildrenEnded, 'rating-wanted': t.nRate, 'question-asked': t.nAsked, 'question-answered': t.nAnswered, notice: t.nNotice({ step }),
      'task-reminder': t.nReminder({ step }), 'task-overdue': t.nOverdue({ step }), 'task-escalated': t.nEscalated({ step }), 'escalation-failed': t.nStuck({ step }), 'incident-raised': t.nStuck({ step }), 'incident-held': t.nHeld({ step }),
      'estimate-wanted': t.nEstimateWanted, 'deadline-missed': t.nDeadlineMissed, 'date-estimated': t.nEstimated, 'reservation-expired': t.nReservationExpired, 'follow-up-failed': t.nFollowUpFailed, 'recurrence-failed': t.nRecurrenceFailed };
    return html`<li>
      <button type="button" class="note ${note.read ? '' : 'unread'}" @click=${() => void this.#choose(note)}>
        <i></i>
        <span class="what">${Object.hasOwn(events, note.event) ? events[note.event] : t.nOther}${note.read ? nothing : html`<span class="visually-hidden">, ${t.unread}</span>`}</span>
        <span class="sub">${note.title} · ${renderWhen(note.at, this.language, this.zone)}</span>
      </button>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-notifications': RqNotifications;
  }
}
