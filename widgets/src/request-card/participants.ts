import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ParticipantRole, ParticipantView, RequestView } from '@requestry/model';
import type { RqSelectEvent } from '@requestry/ui';
import { buttonStyles, confirmDialog, define, fieldStyles, traceText, typographyStyles } from '@requestry/ui';
import { Attempt } from '../parts/attempt.js';
import { partStyles } from '../parts/parts.styles.js';
import '../parts/person-picker.js';
import type { PersonPickEvent } from '../parts/person-picker.js';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { RqServiceElement } from '../parts/service-element.js';
import { talkWords } from './talk-words.js';

/** Somebody was drawn in or let go. */
export class ParticipantsChangeEvent extends Event {
  constructor() {
    super('rq-participants-change');
  }
}

/**
 * Who takes part in a request without a task: a short list, and ways to add and to leave.
 * @fires rq-participants-change - the request has to be read again
 */
export class RqParticipants extends RqServiceElement {
  static override styles = [
    typographyStyles,
    buttonStyles,
    fieldStyles,
    partStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--rq-space-2);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-1) var(--rq-space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: var(--rq-space-2);
        max-inline-size: 100%;
        padding: 2px var(--rq-space-1) 2px 4px;
        border: 1px solid var(--rq-border);
        border-radius: 1rem;
      }
      li:not(:has(button)) {
        padding-inline-end: var(--rq-space-2);
      }
      li rq-person {
        min-inline-size: 0;
      }
      .role {
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
        white-space: nowrap;
      }
      li button {
        display: inline-grid;
        place-items: center;
        inline-size: 1.5rem;
        block-size: 1.5rem;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--rq-text-muted);
        cursor: pointer;
      }
      li button:hover {
        background: var(--rq-surface-hover);
        color: inherit;
      }
      @media (pointer: coarse) {
        li button {
          inline-size: 2.5rem;
          block-size: 2.5rem;
        }
      }
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--rq-space-3);
      }
      label {
        display: grid;
        gap: var(--rq-space-1);
      }
      @media print {
        rq-button {
          display: none;
        }
      }
    `,
  ];

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  @property({ attribute: false }) view?: RequestView;

  @state() private adding = false;
  @state() private person = '';
  @state() private chosen: ParticipantRole = 'watcher';
  @state() private busy = false;
  @state() private failure?: unknown;
  readonly #attempt = new Attempt();

  async #run(command: object, run: (key: string) => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await run(this.#attempt.keyFor(command));
      this.#attempt.done();
      this.adding = false;
      this.dispatchEvent(new ParticipantsChangeEvent());
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  }

  #add(view: RequestView, person: string, role: ParticipantRole): Promise<void> {
    const command = { request: view.id, person, role };
    return this.#run(command, async (idempotencyKey) => this.port?.addParticipant({ ...command, idempotencyKey }));
  }

  async #remove(view: RequestView, { person, name, role }: ParticipantView): Promise<void> {
    const w = this.words(talkWords);
    const own = person === this.actor.value?.person.id;
    const asked = { heading: own ? w.leaveAsk : w.takeOutAsk({ name }), text: own ? w.leaveHelp : w.takeOutHelp, confirmLabel: own ? w.leave : w.takeOut({ name }), cancelLabel: this.t.cancel };
    const sure = (own && role === 'watcher') || (await confirmDialog({ ...asked, danger: true, locale: this.language, within: this.renderRoot as ShadowRoot }));
    if (!sure) return;
    const command = { request: view.id, person };
    await this.#run(['remove', command], async (idempotencyKey) => this.port?.removeParticipant({ ...command, idempotencyKey }));
  }

  #open = (event?: RqSelectEvent): void => {
    event?.stopPropagation();
    [this.person, this.failure, this.adding] = ['', undefined, true];
    this.chosen = this.view?.participation.roles[0] ?? 'watcher';
  };

  override render(): unknown {
    const { view } = this;
    if (!view) return nothing;
    const w = this.words(talkWords);
    const { people, roles, watch } = view.participation;
    const me = this.actor.value?.person.id;
    const own = people.find(({ person }) => person === me);
    return html`${people.length === 0 ? html`<span class="muted">${w.nobody}</span>` : html`<ul role="list" aria-label=${w.participants}>${people.map((each) => this.#renderPerson(view, each, each.person === me))}</ul>`}
      ${this.failure && !this.adding ? html`<rq-error inline no-retry .error=${this.failure}></rq-error>` : nothing}
      <div class="toolbar">
        ${roles.length > 0 ? html`<rq-button compact icon="plus" @click=${() => this.#open()}>${w.addParticipant}</rq-button>` : nothing}
        ${own?.role === 'watcher'
          ? html`<rq-button compact variant="quiet" .busy=${this.busy} @click=${() => void this.#remove(view, own)}>${w.unwatch}</rq-button>`
          : own || !watch.allowed || view.initiator === me
            ? nothing
            : html`<rq-button compact variant="quiet" .busy=${this.busy} @click=${() => void this.#add(view, me ?? '', 'watcher')}>${w.watch}</rq-button>`}
      </div>
      ${this.adding ? this.#renderDialog(view) : nothing}`;
  }

  #renderPerson(view: RequestView, each: ParticipantView, own: boolean): unknown {
    const w = this.words(talkWords);
    const label = own ? w.leave : w.takeOut({ name: each.name });
    return html`<li title=${each.by === each.person ? nothing : w.addedBy({ name: each.byName })}>
      <rq-person .name=${each.name}></rq-person><span class="role">${w.roles[each.role]}</span>
      ${each.remove.allowed ? html`<button type="button" aria-label=${label} title=${label} @click=${() => void this.#remove(view, each)}><rq-icon name="close"></rq-icon></button>` : nothing}
    </li>`;
  }

  #renderDialog(view: RequestView): unknown {
    const { t } = this;
    const w = this.words(talkWords);
    const { roles, people } = view.participation;
    const add = (): void => void (this.person && this.#add(view, this.person, this.chosen));
    const reason = this.failure && typeof this.failure === 'object' && 'params' in this.failure ? (this.failure.params as { readonly reason?: unknown }).reason : undefined;
    return html`<rq-dialog open .heading=${w.addParticipant} @rq-close=${() => (this.adding = false)}>
      <div class="body">
        <p class="muted">${w.addHelp}</p>
        <rq-person-picker .value=${this.person} .exclude=${[view.initiator, ...people.map(({ person }) => person)]} @rq-person-pick=${(event: PersonPickEvent) => (this.person = event.person.id)}></rq-person-picker>
        <label><span>${w.role}</span>
          <select class="input" @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value as ParticipantRole)}>
            ${roles.map((role) => html`<option value=${role} ?selected=${role === this.chosen}>${w.roles[role]} — ${w.roleHelp[role]}</option>`)}
          </select>
        </label>
        ${typeof reason === 'string' ? html`<div class="banner danger" role="alert"><rq-icon name="warning"></rq-icon><span class="grow">${traceText({ code: reason }, this.language)}</span></div>` : this.failure ? html`<rq-error inline no-retry .error=${this.failure}></rq-error>` : nothing}
      </div>
      <rq-button slot="actions" @click=${() => (this.adding = false)}>${t.cancel}</rq-button>
      <rq-button slot="actions" variant="primary" .busy=${this.busy} .disabled=${this.person === ''} .reason=${t.choosePerson} @click=${add}>${w.addParticipant}</rq-button>
    </rq-dialog>`;
  }
}

define('rq-participants', RqParticipants);

declare global {
  interface HTMLElementTagNameMap {
    'rq-participants': RqParticipants;
  }
}
