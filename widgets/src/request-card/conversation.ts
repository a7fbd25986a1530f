import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, Comment, Permission, PersonView, RequestService } from '@requestry/model';
import { define, fieldStyles, overlayStyles, place, renderWhen, traceText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/person';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { Attempt } from '../parts/attempt.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { conversationStyles } from './conversation.styles.js';
import { decodeMentions, encodeMentions, mentionAt } from './mentions.js';

type CommentView = Comment & { readonly byName: string };
const longest = 20_000;

/** What people say about a request: to everybody or among those who work on it. "@" mentions a person; Ctrl+Enter sends. */
export class RqConversation extends RqServiceElement {
  static override styles = [typographyStyles, fieldStyles, overlayStyles, partStyles, conversationStyles];

  /** Id of the request. */
  @property() request = '';
  /** Whether the person may write, and why not. */
  @property({ attribute: false }) permission: Permission = { allowed: true };
  /** Names by id. */
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};
  /** Private comments can be written: the person works on the request. */
  @property({ type: Boolean }) inside = false;

  @state() private text = '';
  @state() private visibility: Comment['visibility'] = 'public';
  @state() private busy = false;
  @state() private failure?: unknown;
  @state() private suggestions: readonly PersonView[] = [];
  @state() private active = 0;
  @state() private known: Readonly<Record<string, string>> = {};
  @query('textarea') private input?: HTMLTextAreaElement;
  @query('.people') private list?: HTMLElement;

  #from = 0;
  #run = 0;
  #seen = 0;
  readonly #chosen = new Map<string, string>();
  readonly #attempt = new Attempt();
  readonly #comments = new Loaded(
    this,
    () => (this.port && this.request ? [this.port, this.request] : undefined),
    (port: RequestService, request: string): Promise<readonly CommentView[]> => port.findComments({ request }),
    (comments) => void this.#learn(comments),
  );

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('comments')) void this.#comments.reload();
  }

  override updated(_changed: PropertyValues): void {
    const count = this.#comments.value?.length ?? 0;
    const list = this.renderRoot.querySelector('ol');
    if (list && count !== this.#seen) list.scrollTop = list.scrollHeight;
    this.#seen = count;
  }

  /** Asks for the names of mentioned people that are not known yet. */
  async #learn(comments: readonly CommentView[]): Promise<void> {
    const ids = [...new Set(comments.flatMap((comment) => comment.mentions))].filter((id) => !(id in this.names) && !(id in this.known));
    if (ids.length === 0 || !this.port) return;
    const people = await this.port.findPeople({ ids: ids.slice(0, 100) }).catch(() => []);
    this.known = { ...this.known, ...Object.fromEntries(people.map((person) => [person.id, person.name])) };
  }

  #onInput = (event: InputEvent): void => {
    const input = event.target as HTMLTextAreaElement;
    this.text = input.value;
    const mention = mentionAt(input.value, input.selectionStart);
    if (mention) void this.#suggest(mention.from, mention.query);
    else this.#hide();
  };

  async #suggest(from: number, text: string): Promise<void> {
    this.#from = from;
    this.#run += 1;
    const run = this.#run;
    const people = await this.port?.findPeople({ ...(text ? { text } : {}), limit: 7 }).catch(() => []);
    if (run !== this.#run || !people) return;
    this.suggestions = people.filter((person) => !person.archived);
    this.active = 0;
    await this.updateComplete;
    if (this.suggestions.length === 0) return this.#hide();
    if (!this.list?.matches(':popover-open')) this.list?.showPopover();
    if (this.list && this.input) place(this.list, this.input, { side: 'above' });
  }

  #hide(): void {
    this.#run += 1;
    this.suggestions = [];
    if (this.list?.matches(':popover-open')) this.list.hidePopover();
  }

  #choose(person: PersonView): void {
    const { input } = this;
    if (!input) return;
    const caret = input.selectionStart;
    const inserted = `@${person.name} `;
    this.text = this.text.slice(0, this.#from) + inserted + this.text.slice(caret);
    this.#chosen.set(person.name, person.id);
    this.known = { ...this.known, [person.id]: person.name };
    this.#hide();
    const at = this.#from + inserted.length;
    void this.updateComplete.then(() => {
      input.focus();
      input.setSelectionRange(at, at);
    });
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return void this.#send();
    }
    if (this.suggestions.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = this.suggestions[this.active];
    if (step !== undefined) this.active = (this.active + step + this.suggestions.length) % this.suggestions.length;
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) this.#choose(person);
    else if (event.key === 'Escape') this.#hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  async #send(): Promise<void> {
    const body = encodeMentions(this.text, this.#chosen).trim();
    if (body === '' || this.busy || !this.port) return;
    this.busy = true;
    this.failure = undefined;
    const command = { request: this.request, body, visibility: this.visibility };
    try {
      await this.port.addComment({ ...command, idempotencyKey: this.#attempt.keyFor(command) });
      this.#attempt.done();
      this.text = '';
      this.#chosen.clear();
      await this.#comments.reload();
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
    this.input?.focus();
  }

  override render(): unknown {
    const { t } = this;
    const comments = this.#comments.value;
    if (!comments) return this.#comments.error ? html`<rq-error inline .error=${this.#comments.error} @rq-retry=${this.#comments.reload}></rq-error>` : html`<rq-skeleton .lines=${3}></rq-skeleton>`;
    return html`${comments.length === 0 ? html`<p class="muted">${t.noComments}</p>` : html`<ol role="list" tabindex=${comments.length > 4 ? 0 : nothing} aria-label=${t.conversation}>${repeat(comments, (comment) => comment.id, (comment) => this.#renderComment(comment))}</ol>`}
    ${this.#renderCompose()}`;
  }

  #renderComment(comment: CommentView): unknown {
    const names = { ...this.names, ...this.known };
    return html`<li class=${comment.visibility}>
      <div class="by">
        <rq-person .name=${comment.byName}></rq-person>${renderWhen(comment.at, this.language, this.zone)}
        ${comment.visibility === 'private' ? html`<rq-badge tone="warning" icon="lock">${this.t.privateComment}</rq-badge>` : nothing}
        ${comment.via === 'mail' ? html`<rq-badge>${this.t.byMail}</rq-badge>` : nothing}
        ${comment.unknownSender ? html`<rq-badge tone="warning" icon="warning">${this.t.unknownSender({ email: comment.from?.email ?? '' })}</rq-badge>` : nothing}
      </div>
      <div class="body">${decodeMentions(comment.body, names).map((piece) => (piece.mention ? html`<span class="mention">${piece.text}</span>` : piece.text))}</div>
      ${comment.files?.length ? html`<div class="muted">${comment.files.map(({ name }) => name).join(', ')}</div>` : nothing}
    </li>`;
  }

  #renderCompose(): unknown {
    const { t, permission } = this;
    if (!permission.allowed) return html`<p class="muted"><rq-icon name="lock"></rq-icon> ${permission.reason ? traceText(permission.reason, this.language) : t.cannotComment}</p>`;
    const current = this.suggestions[this.active];
    return html`<div class="compose">
      <textarea
        class="input"
        rows="2"
        maxlength=${longest}
        aria-label=${t.writeHere}
        placeholder=${t.writeHere}
        aria-autocomplete="list"
        aria-controls=${current ? 'people' : nothing}
        aria-activedescendant=${current ? `person-${this.active}` : nothing}
        .value=${this.text}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
        @blur=${() => this.#hide()}
      ></textarea>
      <div id="people" class="people overlay" popover="manual" role="listbox" aria-label=${t.people}>
        ${this.suggestions.map(
          (person, index) =>
            html`<div id="person-${index}" role="option" aria-selected=${String(index === this.active)} @pointerdown=${(event: Event) => { event.preventDefault(); this.#choose(person); }}>
              <rq-person .name=${person.name} .note=${this.textOf(person.unitTitle) || undefined}></rq-person>
            </div>`,
        )}
      </div>
      ${this.failure ? html`<rq-error inline .error=${this.failure} @rq-retry=${() => void this.#send()}></rq-error>` : nothing}
      <div class="toolbar">
        ${this.inside
          ? html`<div class="switch" role="group" aria-label=${t.whoSees}>
              ${(['public', 'private'] as const).map((each) => html`<button type="button" aria-pressed=${String(this.visibility === each)} title=${each === 'public' ? t.publicHelp : t.privateHelp} @click=${() => (this.visibility = each)}>${each === 'private' ? html`<rq-icon name="lock"></rq-icon>` : nothing}${each === 'public' ? t.publicComment : t.privateComment}</button>`)}
            </div>`
          : html`<span class="muted small">${t.publicHelp}</span>`}
        <rq-button compact .busy=${this.busy} .disabled=${this.text.trim() === ''} .reason=${t.writeFirst} title="Ctrl+Enter" @click=${() => void this.#send()}>${t.send}</rq-button>
      </div>
    </div>`;
  }
}

define('rq-conversation', RqConversation);

declare global {
  interface HTMLElementTagNameMap {
    'rq-conversation': RqConversation;
  }
}
