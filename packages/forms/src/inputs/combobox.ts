import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { RequestryError } from '@requestry/model';
import { place } from '@requestry/ui/place';
import type { FormMessages } from '../locales/en.js';
import type { LookupWords } from './lookup-words.js';
import { renderOption, rowHeight } from './combobox-option.js';
import type { Option, OptionSource } from './combobox-option.js';
import { clockScheduler } from './scheduler.js';
import type { Scheduler } from './scheduler.js';

const debounce = 200;
const virtualFrom = 200;

/**
 * A text input that offers values to choose from, fetched as the person types. Lives in the tree of the form, so that labels reach it.
 * Nothing but an offered value can be chosen, unless `free`.
 */
export class RqFormCombobox extends LitElement {
  @property({ attribute: false }) inputId = '';
  @property({ attribute: false }) words!: FormMessages;
  @property({ attribute: false }) lookupWords!: LookupWords;
  /** Ids chosen now. */
  @property({ attribute: false }) chosen: readonly string[] = [];
  @property({ attribute: false }) multi = false;
  /** Title of a chosen id. */
  @property({ attribute: false }) titleOf: (id: string) => string = (id) => id;
  @property({ attribute: false }) source?: OptionSource;
  @property({ attribute: false }) choose: (option: Option | undefined, chosen: readonly string[]) => void = () => undefined;
  @property({ attribute: false }) leave: () => void = () => undefined;
  /** What is typed is a value too. */
  @property({ attribute: false }) free = false;
  /** Options may have others inside: the arrow to the right looks into one. */
  @property({ attribute: false }) tree = false;
  @property({ attribute: false }) invalid = false;
  @property({ attribute: false }) required = false;
  @property({ attribute: false }) describedBy?: string;
  @property({ attribute: false }) labelledBy?: string;
  @property({ attribute: false }) placeholder = '';
  @property({ attribute: false }) scheduler: Scheduler = clockScheduler;
  @state() private options: readonly Option[] = [];
  @state() private open = false;
  @state() private status: 'idle' | 'busy' | 'failed' | 'refused' = 'idle';
  @state() private active = -1;
  @state() private typed?: string;
  @state() private parents: readonly Option[] = [];
  @state() private scrolled = 0;
  /** The end of the list that the arrow which opened it goes to. */
  #from?: 'first' | 'last';
  #next?: string;
  #asked = 0;
  #cancel?: () => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancel?.();
    this.#asked += 1;
    this.open = false;
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  get #list(): HTMLElement | null {
    return this.querySelector('.options');
  }

  get #shown(): string {
    if (this.typed !== undefined) return this.typed;
    const [first] = this.chosen;
    return this.multi || first === undefined ? '' : this.titleOf(first);
  }

  #ask(wait: number): void {
    this.#cancel?.();
    this.#cancel = this.scheduler.after(wait, () => void this.#load());
  }

  async #load(more = false): Promise<void> {
    const { source } = this;
    if (!source || (more && (!this.#next || this.status === 'busy'))) return;
    const asked = (this.#asked += 1);
    this.status = 'busy';
    try {
      const page = await source({ text: this.typed ?? '', after: more ? this.#next : undefined, parent: this.tree ? (this.parents.at(-1)?.id ?? null) : undefined });
      if (asked !== this.#asked) return;
      this.options = more ? [...this.options, ...page.items] : page.items;
      this.#next = page.next;
      this.status = 'idle';
      if (!more) this.active = this.#firstActive();
    } catch (error) {
      if (asked === this.#asked) this.status = error instanceof RequestryError && error.code === 'FORBIDDEN' ? 'refused' : 'failed';
    }
  }

  /** What a key reaches in a list that has just come: the best match of what was typed, or the end from which an arrow opened it. */
  #firstActive(): number {
    const from = this.typed ? 'first' : this.#from;
    this.#from = undefined;
    if (from === undefined) return -1;
    return from === 'first' && this.options.length > 0 ? 0 : this.options.length - 1;
  }

  #show(from?: 'first' | 'last'): void {
    if (this.open || !this.source) return;
    this.#from = from;
    this.open = true;
    this.active = -1;
    this.scrolled = 0;
    this.#ask(0);
  }

  #hide(): void {
    this.open = false;
    this.parents = [];
    this.#cancel?.();
    this.#asked += 1;
  }

  override updated(): void {
    const list = this.#list;
    const input = this.#input;
    if (!list || !input) return;
    const shown = list.matches(':popover-open');
    if (this.open && !shown) list.showPopover();
    if (!this.open && shown) list.hidePopover();
    if (this.open) place(list, input.closest('.combobox') ?? input, { stretch: true, gap: 2 });
  }

  #onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.open = true;
    this.active = -1;
    this.#ask(debounce);
  };

  #onBlur = (): void => {
    if (this.typed !== undefined) this.#settle(this.typed.trim());
    this.typed = undefined;
    this.#hide();
    this.leave();
  };

  /** What was typed and not chosen: nothing clears the value, one exact title is taken, anything else is dropped. */
  #settle(text: string): void {
    if (text === '') {
      if (!this.multi && this.chosen.length > 0) this.#take(undefined);
      return;
    }
    const exact = this.options.filter((option) => option.title.toLocaleLowerCase() === text.toLocaleLowerCase());
    if (exact.length === 1) this.#take(exact[0]);
    else if (this.free) this.#take({ id: text, title: text });
  }

  #take(option: Option | undefined): void {
    if (option?.disabled) return;
    const chosen = !option ? [] : this.multi ? (this.chosen.includes(option.id) ? this.chosen : [...this.chosen, option.id]) : [option.id];
    this.typed = undefined;
    this.choose(option, chosen);
    if (!this.multi) this.#hide();
    else this.#ask(0);
  }

  #remove(id: string): void {
    this.choose(undefined, this.chosen.filter((each) => each !== id));
    this.#input?.focus();
  }

  #enter(option: Option): void {
    this.parents = [...this.parents, option];
    this.typed = undefined;
    this.#ask(0);
  }

  #leaveLevel = (): void => {
    this.parents = this.parents.slice(0, -1);
    this.#ask(0);
  };

  #move(to: number): void {
    const count = this.options.length;
    if (count === 0) return;
    this.active = (to + count) % count;
    if (this.active >= count - 5) void this.#load(true);
    const list = this.#list;
    if (!list) return;
    const top = this.active * rowHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
  }

  #onKey = (event: KeyboardEvent): void => {
    const option = this.options[this.active];
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: this.open ? () => this.#move(this.active + 1) : () => this.#show('first'),
      ArrowUp: this.open ? () => this.#move(this.active < 0 ? -1 : this.active - 1) : () => this.#show('last'),
      Enter: this.open && option ? () => this.#take(option) : undefined,
      Escape: this.open ? () => { this.typed = undefined; this.#hide(); } : undefined,
      ArrowRight: this.open && this.tree && option && this.typed === undefined ? () => this.#enter(option) : undefined,
      ArrowLeft: this.open && this.tree && this.parents.length > 0 && this.typed === undefined ? this.#leaveLevel : undefined,
      Backspace: this.multi && !this.typed && this.chosen.length > 0 ? () => this.#remove(this.chosen.at(-1) ?? '') : undefined,
    };
    const run = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  #onScroll = (event: Event): void => {
    const list = event.target as HTMLElement;
    if (this.options.length > virtualFrom) this.scrolled = list.scrollTop;
    if (list.scrollTop + list.clientHeight > list.scrollHeight - 4 * rowHeight) void this.#load(true);
  };

  override render(): unknown {
    const { words, inputId } = this;
    const clearable = !this.multi && this.chosen.length > 0;
    return html`<div class="combobox input" ?data-invalid=${this.invalid}>
        ${this.multi ? this.chosen.map((id) => this.#renderChip(id)) : nothing}
        <input
          id=${inputId}
          class="bare"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          aria-autocomplete="list"
          aria-expanded=${String(this.open)}
          aria-controls="${inputId}-list"
          aria-activedescendant=${this.open && this.active >= 0 ? `${inputId}-o${this.active}` : nothing}
          aria-labelledby=${this.labelledBy ?? nothing}
          aria-describedby=${this.describedBy ?? nothing}
          aria-invalid=${this.invalid ? 'true' : nothing}
          aria-required=${this.required ? 'true' : nothing}
          placeholder=${ifDefined(this.placeholder || undefined)}
          .value=${live(this.#shown)}
          @input=${this.#onInput}
          @click=${() => this.#show()}
          @keydown=${this.#onKey}
          @blur=${this.#onBlur}
        />
        ${clearable ? html`<button type="button" class="clear" tabindex="-1" aria-label=${words.clear} @pointerdown=${keepFocus} @click=${() => this.#take(undefined)}><rq-icon name="close"></rq-icon></button>` : nothing}
        <rq-icon name="chevron-down"></rq-icon>
      </div>
      <div class="options overlay" popover="manual" @scroll=${this.#onScroll} @pointerdown=${keepFocus}>${this.#renderList()}</div>
      <span class="visually-hidden" role="status">${this.open ? this.#said() : nothing}</span>`;
  }

  #said(): string {
    if (this.status === 'busy') return this.words.loading;
    if (this.status === 'failed') return this.words.failed;
    if (this.status === 'refused') return this.lookupWords.refused;
    return this.options.length === 0 ? this.words.nothingFound : String(this.options.length);
  }

  #renderChip(id: string): unknown {
    const title = this.titleOf(id);
    return html`<span class="chip"><span class="ellipsis">${title}</span><button type="button" aria-label=${this.words.remove({ title })} @click=${() => this.#remove(id)}><rq-icon name="close"></rq-icon></button></span>`;
  }

  #renderList(): unknown {
    const { options } = this;
    const virtual = options.length > virtualFrom;
    const from = virtual ? Math.max(0, Math.floor(this.scrolled / rowHeight) - 10) : 0;
    const to = virtual ? Math.min(options.length, from + 40) : options.length;
    const peak = Math.max(1, ...options.slice(0, 500).map((option) => option.load ?? 0));
    return html`${this.parents.length > 0
        ? html`<button type="button" tabindex="-1" class="level" @click=${this.#leaveLevel}><rq-icon name="arrow-left"></rq-icon>${this.parents.map((each) => each.title).join(' › ')}</button>`
        : nothing}
      <div role="listbox" id="${this.inputId}-list" aria-label=${this.placeholder || this.words.rows} aria-multiselectable=${this.multi ? 'true' : nothing}>
        ${from > 0 ? html`<div role="presentation" .style=${`block-size:${from * rowHeight}px`}></div>` : nothing}
        ${options.slice(from, to).map((option, index) =>
          renderOption(option, {
            id: `${this.inputId}-o${from + index}`,
            words: this.lookupWords,
            peak,
            active: from + index === this.active,
            chosen: this.chosen.includes(option.id),
            position: from + index + 1,
            count: this.#next ? -1 : options.length,
            take: () => this.#take(option),
            enter: this.tree ? () => this.#enter(option) : undefined,
          }),
        )}
        ${to < options.length ? html`<div role="presentation" .style=${`block-size:${(options.length - to) * rowHeight}px`}></div>` : nothing}
      </div>
      ${this.#renderStatus()}`;
  }

  #renderStatus(): unknown {
    if (this.status === 'busy') return html`<p class="note">${this.words.loading}…</p>`;
    if (this.status === 'failed') return html`<p class="note">${this.words.failed} <button type="button" class="link" tabindex="-1" @click=${() => void this.#load()}>${this.words.retry}</button></p>`;
    if (this.status === 'refused') return html`<p class="note">${this.lookupWords.refused}</p>`;
    if (this.options.length === 0) return html`<p class="note">${this.words.nothingFound}</p>`;
    return nothing;
  }
}

/** A press inside the list must not take focus from the input. */
const keepFocus = (event: Event): void => event.preventDefault();
