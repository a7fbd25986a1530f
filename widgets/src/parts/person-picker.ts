import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PersonView, RequestService } from '@requestry/model';
import { define, fieldStyles } from '@requestry/ui';
import '@requestry/ui/person';
import { Loaded } from './loaded.js';
import { partStyles } from './parts.styles.js';
import { personWords } from './person-words.js';
import { RqServiceElement } from './service-element.js';

/** A person was chosen. */
export class PersonPickEvent extends Event {
  readonly person: PersonView;
  constructor(person: PersonView) {
    super('rq-person-pick');
    this.person = person;
  }
}

const pause = 200;

/**
 * Chooses a person by name; shows how many tasks each has open and who is away.
 * @fires rq-person-pick
 */
export class RqPersonPicker extends RqServiceElement {
  static override styles = [
    fieldStyles,
    partStyles,
    css`
      .people {
        display: grid;
        gap: 1px;
        block-size: 15rem;
        align-content: start;
        margin-block-start: var(--rq-space-2);
        padding: 2px;
        overflow: auto;
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
      }
      .person {
        display: flex;
        align-items: center;
        gap: var(--rq-space-2);
        padding: var(--rq-space-1) var(--rq-space-2);
        border-radius: calc(var(--rq-radius) - 2px);
        cursor: pointer;
      }
      .person:hover,
      .person.active {
        background: var(--rq-surface-hover);
      }
      .person[aria-selected='true'] {
        background: var(--surface-selected);
        outline: 1px solid var(--rq-accent);
      }
      .person rq-person {
        flex: 1;
      }
      .load {
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
        white-space: nowrap;
      }
      .search {
        max-inline-size: none;
      }
      .none {
        padding: var(--rq-space-3);
        color: var(--rq-text-muted);
      }
    `,
  ];

  /** Id of the chosen person. */
  @property({ attribute: false }) value?: string;
  /** Ids of people who cannot be chosen. */
  @property({ attribute: false }) exclude: readonly string[] = [];

  @state() private text = '';
  @state() private active = 0;
  #timer?: ReturnType<typeof setTimeout>;

  readonly #people = new Loaded(
    this,
    () => (this.port ? [this.port, this.text] : undefined),
    (port: RequestService, text: string) => port.findPeople({ ...(text.trim() ? { text: text.trim() } : {}), withLoad: true, limit: 30 }),
  );
  #last: readonly PersonView[] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #onInput = (event: InputEvent): void => {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.text = value;
      this.active = 0;
    }, pause);
  };

  #onKey = (event: KeyboardEvent): void => {
    const people = this.#shown();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && people[this.active]) {
      event.preventDefault();
      this.#pick(people[this.active] as PersonView);
    }
    if (step === undefined || people.length === 0) return;
    event.preventDefault();
    this.active = (this.active + step + people.length) % people.length;
    void this.updateComplete.then(() => this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' }));
  };

  #pick(person: PersonView): void {
    this.value = person.id;
    this.dispatchEvent(new PersonPickEvent(person));
  }

  #shown(): readonly PersonView[] {
    if (this.#people.value) this.#last = this.#people.value;
    return this.#last.filter((person) => !person.archived && !this.exclude.includes(person.id));
  }

  override render(): unknown {
    const t = this.words(personWords);
    const people = this.#shown();
    return html`<div class="search">
        <input
          class="input"
          type="search"
          role="combobox"
          aria-label=${t.findPerson}
          placeholder=${t.findPerson}
          aria-expanded="true"
          aria-controls="people"
          aria-activedescendant=${people[this.active] ? `person-${this.active}` : nothing}
          @input=${this.#onInput}
          @keydown=${this.#onKey}
        /><rq-icon name="search"></rq-icon>
      </div>
      <div class="people" id="people" role="listbox" aria-label=${this.t.people}>
        ${this.#people.error ? html`<rq-error inline .error=${this.#people.error} @rq-retry=${this.#people.reload}></rq-error>` : nothing}
        ${!this.#people.value && !this.#people.error && people.length === 0 ? html`<rq-skeleton .lines=${4}></rq-skeleton>` : nothing}
        ${repeat(people, (person) => person.id, (person, index) => this.#renderPerson(person, index))}
        ${this.#people.value && people.length === 0 ? html`<div class="none">${t.nobodyFound}</div>` : nothing}
      </div>`;
  }

  #renderPerson(person: PersonView, index: number): unknown {
    const note = [this.textOf(person.position), this.textOf(person.unitTitle)].filter(Boolean).join(' · ');
    return html`<div id="person-${index}" class="person ${index === this.active ? 'active' : ''}" role="option" aria-selected=${String(person.id === this.value)} @click=${() => this.#pick(person)}>
      <rq-person .name=${person.name} .note=${note || undefined} .substitute=${person.substitute}></rq-person>
      ${person.load === undefined ? nothing : html`<span class="load">${this.words(personWords).openTasks({ count: person.load })}</span>`}
    </div>`;
  }
}

define('rq-person-picker', RqPersonPicker);

declare global {
  interface HTMLElementTagNameMap {
    'rq-person-picker': RqPersonPicker;
  }
  interface HTMLElementEventMap {
    'rq-person-pick': PersonPickEvent;
  }
}
