import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact, ContactField, CounterpartyMatch, EnteredFor, Issue, SourceChoice } from '@requestry/model';
import { buttonStyles, fieldStyles, typographyStyles } from '@requestry/ui';
import '@requestry/ui/badge';
import { RqServiceElement } from '../parts/service-element.js';
import { enteredForWords } from './words.js';

/** Where the request comes from, or who asks, was changed by the person. */
export class EnteredForEvent extends Event {
  readonly value: EnteredFor;
  constructor(value: EnteredFor) {
    super('rq-entered-for', { bubbles: true, composed: true });
    this.value = value;
  }
}

const fields: readonly { readonly name: ContactField; readonly type: string }[] = [
  { name: 'phone', type: 'tel' },
  { name: 'email', type: 'email' },
  { name: 'name', type: 'text' },
  { name: 'company', type: 'text' },
  { name: 'inn', type: 'text' },
];

/** What somebody is recognised by. */
const telling: ReadonlySet<ContactField> = new Set(['phone', 'email', 'inn']);

/**
 * Source and caller of a request that is entered by hand. Whoever calls is looked up by telephone, address or tax number.
 * @fires rq-entered-for - the source, the contact or the card was changed (`event.value`)
 */
export class RqEnteredFor extends RqServiceElement {
  static override styles = [
    typographyStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
        margin-block-end: var(--rq-space-4);
      }
      fieldset {
        margin: 0;
        padding: var(--rq-space-3);
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
        min-inline-size: 0;
      }
      legend {
        padding-inline: var(--rq-space-1);
        font-weight: 600;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: var(--rq-space-3);
      }
      .whole {
        grid-column: 1 / -1;
      }
      .found {
        display: flex;
        align-items: center;
        gap: var(--rq-space-2);
      }
    `,
  ];

  @property({ attribute: false }) sources: readonly SourceChoice[] = [];
  @property({ attribute: false }) value: EnteredFor = {};
  @property({ attribute: false }) issues: readonly Issue[] = [];
  @state() private match?: CounterpartyMatch;
  #asked = 0;

  #change(patch: Partial<EnteredFor>): void {
    this.value = { ...this.value, ...patch };
    this.dispatchEvent(new EnteredForEvent(this.value));
  }

  #setContact(name: ContactField, text: string): void {
    const { [name]: _before, ...rest }: Contact = this.value.contact ?? {};
    const { counterparty: _card, ...value } = this.value;
    const contact = { ...rest, ...(text.trim() === '' ? {} : { [name]: text.trim() }) };
    this.value = telling.has(name) ? { ...value, contact } : { ...this.value, contact };
    this.dispatchEvent(new EnteredForEvent(this.value));
    if (telling.has(name)) void this.#lookUp();
  }

  async #lookUp(): Promise<void> {
    const { port, value } = this;
    const { email, phone, inn } = value.contact ?? {};
    this.#asked += 1;
    const asked = this.#asked;
    if (!port || value.source === undefined || (email ?? phone ?? inn) === undefined) return void (this.match = undefined);
    const match = await port.matchCounterparty({ source: value.source, ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }), ...(inn === undefined ? {} : { inn }) }).catch(() => undefined);
    if (asked === this.#asked) this.match = match;
  }

  #pickSource(id: string): void {
    this.#change({ source: id });
    void this.#lookUp();
  }

  override render(): unknown {
    const w = this.words(enteredForWords);
    const source = this.sources.find(({ id }) => id === this.value.source);
    return html`<fieldset>
      <legend>${w.heading}</legend>
      <div class="grid">
        <div class="field whole">
          <label class="label" for="source">${w.source}</label>
          <select class="input" id="source" required aria-invalid=${String(this.#wrong('/source'))} @change=${(event: Event) => this.#pickSource((event.currentTarget as HTMLSelectElement).value)}>
            ${source ? nothing : html`<option value="" selected disabled>${w.choose}</option>`}
            ${this.sources.map((each) => html`<option value=${each.id} ?selected=${each.id === source?.id}>${this.textOf(each.title)}</option>`)}
          </select>
          ${this.#wrong('/source') ? html`<span class="field-error">${w.needed}</span>` : nothing}
        </div>
        ${source ? fields.map(({ name, type }) => this.#renderField(name, type)) : nothing}
        ${source ? html`<div class="whole" role="status">${this.#renderMatch()}</div>` : nothing}
      </div>
    </fieldset>`;
  }

  #wrong(path: string): boolean {
    return this.issues.some((issue) => issue.path === path);
  }

  #renderField(name: ContactField, type: string): unknown {
    const w = this.words(enteredForWords);
    const wrong = this.#wrong(`/contact/${name}`);
    return html`<div class="field">
      <label class="label" for=${name}>${w[name]}</label>
      <input class="input" id=${name} type=${type} maxlength="200" autocomplete="off" aria-invalid=${String(wrong)} .value=${this.value.contact?.[name] ?? ''} @change=${(event: Event) => this.#setContact(name, (event.currentTarget as HTMLInputElement).value)} />
      ${wrong ? html`<span class="field-error">${w.needed}</span>` : nothing}
    </div>`;
  }

  #renderMatch(): unknown {
    const w = this.words(enteredForWords);
    if (!this.match) return nothing;
    const { cards } = this.match;
    const [card] = cards;
    if (!card) return html`<span class="muted">${w.isNew}</span>`;
    if (cards.length === 1) return html`<span class="found"><rq-icon name="check"></rq-icon>${w.isKnown({ title: card.title })}${card.firstTime ? html`<rq-badge tone="info">${w.isFirst}</rq-badge>` : nothing}</span>`;
    return html`<div class="field">
      <label class="label" for="card">${w.card}</label>
      <select class="input" id="card" @change=${(event: Event) => this.#change({ counterparty: (event.currentTarget as HTMLSelectElement).value })}>
        ${this.value.counterparty === undefined ? html`<option value="" selected disabled>${w.chooseCard}</option>` : nothing}
        ${cards.map(({ id, title }) => html`<option value=${id} ?selected=${id === this.value.counterparty}>${title}</option>`)}
      </select>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-entered-for': RqEnteredFor;
  }
  interface HTMLElementEventMap {
    'rq-entered-for': EnteredForEvent;
  }
}
