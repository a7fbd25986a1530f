import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Files } from '@requestry/forms';
import type { Comment, FileRef, PersonView } from '@requestry/model';
import { define, fieldStyles, overlayStyles, typographyStyles } from '@requestry/ui';
import { place } from '@requestry/ui/place';
import { partStyles } from '../parts/parts.styles.js';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { RqServiceElement } from '../parts/service-element.js';
import { attachmentWords } from './attachment-words.js';
import { Attachments } from './attachments.js';
import { commentBoxStyles } from './comment-box.styles.js';
import { decodeMentions, encodeMentions, mentionAt } from './mentions.js';
import { talkWords } from './talk-words.js';

const longest = 20_000;
const mostPeople = 7;

/** What is said, ready to be stored: people stand in it as `@id`. */
export interface Saying {
  readonly body: string;
  readonly visibility: Comment['visibility'];
  readonly files: readonly FileRef[];
}

/** Somebody who can be mentioned, by the id that stands in the text. */
interface Suggestion {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

const noteOf = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' · ');

/** Whether a word of a name begins so: such people come before those found by unit or position. */
const byName = (text: string) => (name: string): boolean => name.toLocaleLowerCase().split(/\s+/u).some((word) => word.startsWith(text.toLocaleLowerCase()));

/** Where a comment is written. "@" mentions a person, chosen by keyboard or by touch; Ctrl+Enter sends. */
export class RqCommentBox extends RqServiceElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [typographyStyles, fieldStyles, overlayStyles, partStyles, commentBoxStyles];

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  /** Stores it. Rejects with what stands in the way; the text stays then. */
  @property({ attribute: false }) send: (saying: Saying) => Promise<void> = () => Promise.resolve();
  @property() label = '';
  @property({ attribute: false }) sendLabel = '';
  /** The stored text to begin with. */
  @property({ attribute: false }) value = '';
  /** Id of the request: contact persons of its client can be mentioned. */
  @property({ attribute: false }) request = '';
  /** Names by id. */
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};
  /** The person may choose who sees it. */
  @property({ type: Boolean }) choosing = false;
  /** It is private whatever is chosen, as an answer to a private comment is. */
  @property({ type: Boolean }) secret = false;
  /** Where files are kept that go with it; without it there are none. */
  @property({ attribute: false }) files?: Files;
  /** A button gives it up. */
  @property({ type: Boolean }) cancelable = false;

  @state() private text = '';
  @state() private visibility: Comment['visibility'] = 'public';
  @state() private busy = false;
  @state() private dropping = false;
  @state() private failure?: unknown;
  @state() private suggestions: readonly Suggestion[] = [];
  @state() private said = '';
  @state() private active = 0;
  @query('textarea') private input?: HTMLTextAreaElement;
  @query('.people') private list?: HTMLElement;
  @query('input[type=file]') private picker?: HTMLInputElement;

  #from = 0;
  #run = 0;
  readonly #chosen = new Map<string, string>();
  readonly #attachments = new Attachments(this, () => this.files);

  /** Something was written and not sent. */
  get dirty(): boolean {
    return this.text.trim() !== '' || !this.#attachments.empty;
  }

  #attach(files: Iterable<File>): void {
    this.failure = undefined;
    this.#attachments.take(files, this.words(attachmentWords), this.language);
  }

  #onPicked = (): void => {
    const { picker } = this;
    if (!picker) return;
    this.#attach([...(picker.files ?? [])]);
    picker.value = '';
  };

  #onPaste = (event: ClipboardEvent): void => {
    if (!this.files || !event.clipboardData?.files.length) return;
    event.preventDefault();
    this.#attach([...event.clipboardData.files]);
  };

  #onDrop = (event: DragEvent): void => {
    if (!this.files || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = event.type === 'dragover';
    if (event.type === 'drop') this.#attach([...event.dataTransfer.files]);
  };

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.hasUpdated) return;
    const pieces = decodeMentions(this.value, this.names);
    for (const { text, mention } of pieces) {
      const id = mention ? Object.keys(this.names).find((each) => `@${this.names[each] ?? ''}` === text) : undefined;
      if (id !== undefined) this.#chosen.set(text.slice(1), id);
    }
    this.text = pieces.map(({ text }) => text).join('');
  }

  #onInput = (event: Event): void => {
    const input = event.target as HTMLTextAreaElement;
    this.text = input.value;
    this.failure = undefined;
    this.#look();
  };

  #look(): void {
    const { input } = this;
    const mention = input && mentionAt(input.value, input.selectionStart);
    if (mention) void this.#suggest(mention.from, mention.query);
    else this.#hide();
  }

  async #suggest(from: number, text: string): Promise<void> {
    this.#from = from;
    this.#run += 1;
    const run = this.#run;
    const wanted = { ...(text ? { text } : {}), limit: mostPeople };
    const [people, contacts] = await Promise.all([this.port?.findPeople(wanted).catch(() => []), this.#contacts(wanted)]);
    if (run !== this.#run || !people) return;
    const named = byName(text);
    const found = [...people.filter((person) => !person.archived).map((person) => this.#person(person)), ...contacts];
    this.suggestions = found.sort((a, b) => Number(named(b.name)) - Number(named(a.name))).slice(0, mostPeople + contacts.length);
    this.said = this.words(talkWords).found({ count: this.suggestions.length });
    this.active = 0;
    await this.updateComplete;
    if (this.suggestions.length === 0) return this.#close();
    if (!this.list?.matches(':popover-open')) this.list?.showPopover();
    if (this.list && this.input) place(this.list, this.input, { side: 'above' });
  }

  /** Whoever is outside gets what is said: nobody of them is offered for what is private. */
  async #contacts(wanted: { readonly text?: string; readonly limit: number }): Promise<readonly Suggestion[]> {
    if (this.request === '' || this.secret || this.visibility === 'private') return [];
    const found = (await this.port?.findContacts({ request: this.request, ...wanted }).catch(() => [])) ?? [];
    const { contact } = this.words(talkWords);
    return found.map(({ directory, record, name, client, position, email }) => ({ id: `${directory}/${record}`, name, note: noteOf(contact, client, position, email) }));
  }

  #person(person: PersonView): Suggestion {
    return { id: person.id, name: person.name, note: noteOf(this.textOf(person.unitTitle), person.email) };
  }

  #hide(): void {
    this.#run += 1;
    this.said = '';
    this.suggestions = [];
    this.#close();
  }

  #close(): void {
    if (this.list?.matches(':popover-open')) this.list.hidePopover();
  }

  #choose(person: Suggestion): void {
    const { input } = this;
    if (!input) return;
    this.#chosen.set(person.name, person.id);
    this.#put(this.#from, `@${person.name} `);
    this.#hide();
  }

  /** Puts words in the place of what stands between `from` and the caret, which goes behind them. */
  #put(from: number, words: string): void {
    const { input } = this;
    if (!input) return;
    input.setRangeText(words, from, Math.max(from, input.selectionStart), 'end');
    this.text = input.value;
    input.focus();
  }

  /** For those who have no "@" at hand. */
  #at = (): void => {
    const { input } = this;
    if (!input) return;
    const before = input.value.slice(0, input.selectionStart);
    this.#put(input.selectionStart, before === '' || /\s$/u.test(before) ? '@' : ' @');
    this.#look();
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return void this.#send();
    }
    if (this.suggestions.length === 0) {
      if (event.key === 'Escape' && this.cancelable) this.#cancel(event);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = this.suggestions[this.active];
    if (step !== undefined) {
      this.active = (this.active + step + this.suggestions.length) % this.suggestions.length;
      void this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && person) this.#choose(person);
    else if (event.key === 'Escape') this.#hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #cancel = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new Event('rq-cancel'));
  };

  async #send(): Promise<void> {
    const body = encodeMentions(this.text, this.#chosen).trim();
    if (!this.dirty || this.#attachments.pending || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await this.send({ body, visibility: this.secret ? 'private' : this.visibility, files: this.#attachments.refs });
      this.text = '';
      this.#attachments.clear();
      this.#chosen.clear();
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
    if (this.isConnected) this.input?.focus();
  }

  override render(): unknown {
    const { t } = this;
    const w = this.words(talkWords);
    const a = this.words(attachmentWords);
    const current = this.suggestions[this.active];
    return html`<textarea
        class="input ${this.dropping ? 'dropping' : ''}"
        rows="2"
        maxlength=${longest}
        aria-label=${this.label || t.writeHere}
        placeholder=${this.label || t.writeHere}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${current ? 'people' : nothing}
        aria-activedescendant=${current ? `person-${this.active}` : nothing}
        .value=${this.text}
        @input=${this.#onInput}
        @paste=${this.#onPaste}
        @dragover=${this.#onDrop}
        @dragleave=${() => (this.dropping = false)}
        @drop=${this.#onDrop}
        @keydown=${this.#onKey}
        @click=${() => this.#look()}
        @blur=${() => this.#hide()}
      ></textarea>
      <span class="visually-hidden" role="status">${this.said}</span>
      <div id="people" class="people overlay" popover="manual" role="listbox" aria-label=${t.people} @pointerdown=${(event: Event) => event.preventDefault()}>
        ${this.suggestions.map(
          (person, index) =>
            html`<div id="person-${index}" role="option" aria-selected=${String(index === this.active)} @click=${() => this.#choose(person)}>
              <rq-person .name=${person.name} .note=${person.note || undefined}></rq-person>
            </div>`,
        )}
      </div>
      ${this.#attachments.render(a, this.language)}
      ${this.failure ? html`<rq-error inline .error=${this.failure} @rq-retry=${() => void this.#send()}></rq-error>` : nothing}
      <div class="toolbar">
        ${this.#renderVisibility()}
        <span class="buttons">
          ${this.files ? html`<input type="file" multiple hidden @change=${this.#onPicked} /><rq-button compact variant="quiet" icon="attach" class="attach" .label=${a.attach} @click=${() => this.picker?.click()}></rq-button>` : nothing}
          <rq-button compact variant="quiet" class="at" aria-label=${w.mention} title=${w.mention} @pointerdown=${(event: Event) => event.preventDefault()} @click=${this.#at}>@</rq-button>
          ${this.cancelable ? html`<rq-button compact variant="quiet" @click=${this.#cancel}>${t.cancel}</rq-button>` : nothing}
          <rq-button compact .busy=${this.busy} .disabled=${!this.dirty || this.#attachments.pending} .reason=${this.#attachments.pending ? a.wait : t.writeFirst} title="Ctrl+Enter" @click=${() => void this.#send()}>${this.sendLabel || t.send}</rq-button>
        </span>
      </div>`;
  }

  #renderVisibility(): unknown {
    const { t } = this;
    if (this.secret) return html`<span class="muted small"><rq-icon name="lock"></rq-icon> ${this.words(talkWords).answerPrivate}</span>`;
    if (!this.choosing) return html`<span class="muted small">${t.publicHelp}</span>`;
    return html`<div class="switch" role="group" aria-label=${t.whoSees}>
      ${(['public', 'private'] as const).map((each) => html`<button type="button" aria-pressed=${String(this.visibility === each)} title=${each === 'public' ? t.publicHelp : t.privateHelp} @click=${() => (this.visibility = each)}>${each === 'private' ? html`<rq-icon name="lock"></rq-icon>` : nothing}${each === 'public' ? t.publicComment : t.privateComment}</button>`)}
    </div>`;
  }
}

define('rq-comment-box', RqCommentBox);
