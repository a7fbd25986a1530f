import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, CommentView, FileRef, Permission, RequestService } from '@requestry/model';
import type { MenuItem, RqSelectEvent } from '@requestry/ui';
import { confirmDialog, define, renderWhen, traceText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/kept-file';
import '@requestry/ui/person';
import '@requestry/ui/badge';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { Attempt } from '../parts/attempt.js';
import { filesOf } from '../parts/files.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { attachmentWords } from './attachment-words.js';
import './comment-box.js';
import type { Saying } from './comment-box.js';
import { conversationStyles } from './conversation.styles.js';
import { decodeMentions } from './mentions.js';
import { talkWords } from './talk-words.js';
import { shownAnswers, threadsOf } from './threads.js';
import type { Thread } from './threads.js';

/** Answers of a thread that are shown at first. */
const answersAtFirst = 3;

/** What people say about a request, in threads: to everybody or among those who work on it. */
export class RqConversation extends RqServiceElement {
  static override styles = [typographyStyles, partStyles, conversationStyles];

  /** Id of the request. */
  @property() request = '';
  /** Whether the person may write, and why not. */
  @property({ attribute: false }) permission: Permission = { allowed: true };
  /** Names by id. */
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};
  /** Private comments can be written: the person works on the request. */
  @property({ type: Boolean }) inside = false;

  @state() private known: Readonly<Record<string, string>> = {};
  /** The comment that is answered, and the one that is changed. */
  @state() private answering?: string;
  @state() private changing?: string;
  @state() private open: ReadonlySet<string> = new Set();
  @state() private failure?: unknown;
  #seen = 0;
  #visible = false;
  #watcher?: IntersectionObserver;
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

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watcher = new IntersectionObserver((entries) => {
      this.#visible = entries.some(({ isIntersecting }) => isIntersecting);
      this.#read();
    });
    this.#watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('comments')) void this.#comments.reload();
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('request')) return;
    [this.answering, this.changing, this.failure] = [undefined, undefined, undefined];
    this.open = new Set();
  }

  override updated(_changed: PropertyValues): void {
    const count = this.#comments.value?.length ?? 0;
    const list = this.renderRoot.querySelector('ol.threads');
    if (list && this.#seen === 0 && count > 0) list.scrollTop = list.scrollHeight;
    this.#seen = count;
    this.#read();
  }

  /** What is on the screen has been read; its marks stay until it is shown anew. */
  #read(): void {
    const { port, request } = this;
    const comments = this.#comments.value;
    if (!this.#visible || !port || !comments?.some(({ unread }) => unread) || this.#readOf === comments) return;
    this.#readOf = comments;
    void port.readComments({ request }).catch(() => undefined);
  }
  #readOf?: readonly CommentView[];

  /** Asks for the names of mentioned people that are not known yet. */
  async #learn(comments: readonly CommentView[]): Promise<void> {
    const ids = [...new Set(comments.flatMap((comment) => comment.mentions))].filter((id) => !(id in this.names) && !(id in this.known));
    const contacts = comments.flatMap((comment) => comment.contacts ?? []).map(({ directory, record, name }) => [`${directory}/${record}`, name] as const);
    if (contacts.length > 0) this.known = { ...this.known, ...Object.fromEntries(contacts) };
    if (ids.length === 0 || !this.port) return;
    const people = await this.port.findPeople({ ids: ids.slice(0, 100) }).catch(() => []);
    this.known = { ...this.known, ...Object.fromEntries(people.map((person) => [person.id, person.name])) };
  }

  #add = async ({ body, visibility, files }: Saying, parent?: string): Promise<void> => {
    const { port } = this;
    if (!port) return;
    const command = { request: this.request, body, visibility, ...(files.length > 0 ? { files } : {}), ...(parent === undefined ? {} : { parent }) };
    await port.addComment({ ...command, idempotencyKey: this.#attempt.keyFor(command) });
    this.#attempt.done();
    this.answering = undefined;
    await this.#comments.reload();
    if (parent !== undefined) return;
    await this.updateComplete;
    const list = this.renderRoot.querySelector('ol.threads');
    if (list) list.scrollTop = list.scrollHeight;
  };

  #change = async (comment: CommentView, { body }: Saying): Promise<void> => {
    const command = { comment: comment.id, body, expectedVersion: comment.version };
    await this.port?.changeComment({ ...command, idempotencyKey: this.#attempt.keyFor(command) });
    this.#attempt.done();
    this.changing = undefined;
    await this.#comments.reload();
  };

  async #remove(comment: CommentView): Promise<void> {
    const w = this.words(talkWords);
    const sure = await confirmDialog({ heading: w.removeAsk, text: w.removeHelp, confirmLabel: w.remove, cancelLabel: this.t.cancel, danger: true, locale: this.language, within: this.renderRoot as ShadowRoot });
    if (!sure || !this.port) return;
    const command = { comment: comment.id, expectedVersion: comment.version };
    this.failure = undefined;
    try {
      await this.port.deleteComment({ ...command, idempotencyKey: this.#attempt.keyFor(['delete', command]) });
      this.#attempt.done();
    } catch (error) {
      this.failure = error;
    }
    await this.#comments.reload();
  }

  #onMenu(event: RqSelectEvent, comment: CommentView): void {
    event.stopPropagation();
    if (event.item === 'remove') return void this.#remove(comment);
    this.changing = comment.id;
    this.#focusBox();
  }

  #answer(comment: CommentView): void {
    this.answering = comment.id;
    this.#focusBox();
  }

  #focusBox(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('ol rq-comment-box')).then((box) => {
      box?.focus({ preventScroll: true });
      box?.scrollIntoView({ block: 'nearest' });
    });
  }

  override render(): unknown {
    const { t } = this;
    const comments = this.#comments.value;
    if (!comments) return this.#comments.error ? html`<rq-error inline .error=${this.#comments.error} @rq-retry=${this.#comments.reload}></rq-error>` : html`<rq-skeleton .lines=${3}></rq-skeleton>`;
    const threads = threadsOf(comments);
    return html`${threads.length === 0
      ? html`<p class="muted">${t.noComments}</p>`
      : html`<ol class="threads" role="list" tabindex=${comments.length > 4 ? 0 : nothing} aria-label=${t.conversation}>${repeat(threads, ({ first }) => first.id, (thread) => this.#renderThread(thread, comments))}</ol>`}
    ${this.failure ? html`<rq-error inline no-retry .error=${this.failure}></rq-error>` : nothing}
    ${this.permission.allowed
      ? html`<rq-comment-box .request=${this.request} .files=${filesOf(this.port, this.request)} .send=${(saying: Saying) => this.#add(saying)} .names=${{ ...this.names, ...this.known }} .choosing=${this.inside}></rq-comment-box>`
      : html`<p class="muted"><rq-icon name="lock"></rq-icon> ${this.permission.reason ? traceText(this.permission.reason, this.language) : t.cannotComment}</p>`}`;
  }

  #renderThread(thread: Thread, comments: readonly CommentView[]): unknown {
    const { first } = thread;
    const answers = this.open.has(first.id) ? thread.answers : shownAnswers(thread, answersAtFirst);
    const hidden = thread.answers.length - answers.length;
    return html`<li>
      ${this.#renderComment(first, comments, first)}
      ${hidden > 0 ? html`<rq-button class="earlier" variant="quiet" compact @click=${() => (this.open = new Set([...this.open, first.id]))}>${this.words(talkWords).earlier({ count: hidden })}</rq-button>` : nothing}
      ${answers.length === 0 ? nothing : html`<ol class="answers" role="list">${repeat(answers, ({ id }) => id, (answer) => html`<li>${this.#renderComment(answer, comments, first)}</li>`)}</ol>`}
    </li>`;
  }

  #renderComment(comment: CommentView, comments: readonly CommentView[], first: CommentView): unknown {
    const w = this.words(talkWords);
    if (comment.deleted) return html`<div class="comment muted gone">${w.removed} ${this.#renderBoxOf(comment)}</div>`;
    const above = comment.parent === undefined || comment.parent === first.id ? undefined : comments.find(({ id }) => id === comment.parent);
    return html`<div class="comment ${comment.visibility}">
      <div class="by">
        <rq-person .name=${comment.byName}></rq-person>${above ? html`<span class="muted small">${w.inAnswerTo({ name: above.byName })}</span>` : nothing}${renderWhen(comment.at, this.language, this.zone)}
        ${comment.changedAt === undefined ? nothing : html`<span class="muted small">${w.changed}</span>`}
        ${comment.unread ? html`<span class="new"><i aria-hidden="true"></i>${w.new}</span>` : nothing}
        ${comment.visibility === 'private' ? html`<rq-badge tone="warning" icon="lock">${this.t.privateComment}</rq-badge>` : nothing}
        ${comment.via === 'mail' ? html`<rq-badge>${this.t.byMail}</rq-badge>` : nothing}
        ${comment.unknownSender ? html`<rq-badge tone="warning" icon="warning">${this.t.unknownSender({ email: comment.from?.email ?? '' })}</rq-badge>` : nothing}
      </div>
      ${this.changing === comment.id
        ? html`<rq-comment-box cancelable .request=${this.request} .value=${comment.body} .names=${{ ...this.names, ...this.known }} .sendLabel=${w.save} .secret=${comment.visibility === 'private'} .send=${(saying: Saying) => this.#change(comment, saying)} @rq-cancel=${() => (this.changing = undefined)}></rq-comment-box>`
        : html`<div class="body">${decodeMentions(comment.body, { ...this.names, ...this.known }).map((piece) => (piece.mention ? html`<span class="mention">${piece.text}</span>` : piece.text))}</div>
            ${comment.files?.length ? this.#renderFiles(comment.files) : nothing} ${this.#renderActions(comment)}`}
      ${this.#renderBoxOf(comment)}
    </div>`;
  }

  #renderFiles(files: readonly FileRef[]): unknown {
    const read = filesOf(this.port, this.request)?.read;
    return html`<ul class="files" role="list" aria-label=${this.words(attachmentWords).attached}>${files.map((file) => html`<li><rq-kept-file .file=${file} .read=${read}></rq-kept-file></li>`)}</ul>`;
  }

  #renderActions(comment: CommentView): unknown {
    const w = this.words(talkWords);
    const items: readonly MenuItem[] = [
      ...(comment.change.allowed ? [{ id: 'change', label: w.change, icon: 'edit' }] : []),
      ...(comment.remove.allowed ? [{ id: 'remove', label: w.remove, icon: 'trash', danger: true }] : []),
    ];
    if (!this.permission.allowed && items.length === 0) return nothing;
    return html`<div class="deeds">
      ${this.permission.allowed ? html`<rq-button compact variant="quiet" @click=${() => this.#answer(comment)}>${w.answer}</rq-button>` : nothing}
      ${items.length > 0 ? html`<rq-menu icon="more" icon-only compact .label=${w.more({ name: comment.byName })} .items=${items} @rq-select=${(event: RqSelectEvent) => this.#onMenu(event, comment)}></rq-menu>` : nothing}
    </div>`;
  }

  #renderBoxOf(comment: CommentView): unknown {
    if (this.answering !== comment.id) return nothing;
    return html`<rq-comment-box
      cancelable
      .request=${this.request}
      .files=${filesOf(this.port, this.request)}
      .label=${this.words(talkWords).answerTo({ name: comment.byName })}
      .names=${{ ...this.names, ...this.known }}
      .choosing=${this.inside}
      .secret=${comment.visibility === 'private'}
      .send=${(saying: Saying) => this.#add(saying, comment.id)}
      @rq-cancel=${() => (this.answering = undefined)}
    ></rq-comment-box>`;
  }
}

define('rq-conversation', RqConversation);

declare global {
  interface HTMLElementTagNameMap {
    'rq-conversation': RqConversation;
  }
}
