import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { JsonObject, Sample } from '@requestry/model';
import { define, RqElement } from '@requestry/ui';
import { messages } from '../locales/index.js';
import { selectField } from '../parts/fields.js';
import { tabStyles } from '../parts/styles.js';

/** As many as a kind may have. */
const most = 20;

/** Samples of a kind after somebody kept, renewed or removed one, and the words for it. */
export class RqSamplesEvent extends Event {
  readonly samples: readonly Sample[];
  readonly label: string;

  constructor(samples: readonly Sample[], label: string) {
    super('rq-samples');
    this.samples = samples;
    this.label = label;
  }
}

/** Data of a sample were asked for. */
export class RqSampleEvent extends Event {
  readonly data: JsonObject;

  constructor(data: JsonObject) {
    super('rq-sample');
    this.data = data;
  }
}

/**
 * Test data under names: chosen, kept, renewed, removed.
 * @fires rq-sample - a sample was chosen (`data`)
 * @fires rq-samples - the samples of the kind change (`samples`, `label`)
 */
export class RqFormSamples extends RqElement {
  static override styles = [
    tabStyles,
    css`
      :host {
        display: block;
        container-type: normal;
      }
      .samples {
        align-items: end;
      }
      .field {
        min-inline-size: 12rem;
      }
      select {
        max-inline-size: 20rem;
      }
    `,
  ];

  @property({ attribute: false }) samples: readonly Sample[] = [];
  /** What is typed now. */
  @property({ attribute: false }) data: JsonObject = {};
  @state() private chosen = '';
  /** The name being typed for a new one. */
  @state() private naming?: string;
  @query('#name') private nameInput?: HTMLInputElement;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('samples') && !this.samples.some(({ title }) => title === this.chosen)) this.chosen = '';
  }

  get #fault(): string | undefined {
    const t = this.words(messages);
    return this.samples.some(({ title }) => title === this.naming?.trim()) ? t.sampleTaken : undefined;
  }

  #choose = (title: string): void => {
    this.chosen = title;
    this.dispatchEvent(new RqSampleEvent(this.samples.find((sample) => sample.title === title)?.data ?? {}));
  };

  #startNaming = (): void => {
    this.naming = '';
    void this.updateComplete.then(() => this.nameInput?.focus());
  };

  #keep = (event: Event): void => {
    event.preventDefault();
    const title = this.naming?.trim() ?? '';
    if (title === '' || this.#fault !== undefined) return this.nameInput?.focus();
    this.naming = undefined;
    this.dispatchEvent(new RqSamplesEvent([...this.samples, { title, data: this.data }], this.words(messages).sampleKept({ title })));
    this.chosen = title;
  };

  #renew = (): void => {
    const title = this.chosen;
    this.dispatchEvent(new RqSamplesEvent(this.samples.map((sample) => (sample.title === title ? { title, data: this.data } : sample)), this.words(messages).sampleRenewed({ title })));
  };

  #remove = (): void => {
    const title = this.chosen;
    this.dispatchEvent(new RqSamplesEvent(this.samples.filter((sample) => sample.title !== title), this.words(messages).sampleRemoved({ title })));
  };

  override render(): unknown {
    return this.naming === undefined ? this.#renderChoice() : this.#renderNaming(this.naming);
  }

  #renderChoice(): unknown {
    const t = this.words(messages);
    const sample = this.samples.find(({ title }) => title === this.chosen);
    const empty = Object.keys(this.data).length === 0;
    const full = this.samples.length >= most;
    const changed = sample !== undefined && JSON.stringify(sample.data) !== JSON.stringify(this.data);
    return html`<div class="row samples">
      ${this.samples.length > 0 ? selectField({ id: 'sample', label: t.sample, value: this.chosen, empty: t.sampleNone, choices: this.samples.map(({ title }) => ({ value: title, label: title })), onChange: this.#choose }) : nothing}
      ${changed && !empty ? html`<rq-button compact @click=${this.#renew}>${t.sampleRenew}</rq-button>` : nothing}
      <rq-button compact icon="plus" ?disabled=${empty || full} .reason=${full ? t.samplesFull({ number: most }) : t.sampleNothing} @click=${this.#startNaming}>${t.sampleKeep}</rq-button>
      ${sample ? html`<rq-button compact icon="trash" label=${t.sampleRemove({ title: sample.title })} @click=${this.#remove}></rq-button>` : nothing}
    </div>`;
  }

  #renderNaming(name: string): unknown {
    const t = this.words(messages);
    const fault = this.#fault;
    return html`<form class="row samples" @submit=${this.#keep} @keydown=${(event: KeyboardEvent) => { if (event.key === 'Escape') this.naming = undefined; }}>
      <div class="field">
        <label class="label" for="name">${t.sampleName}</label>
        <input class="input" id="name" maxlength="80" autocomplete="off" .value=${name} aria-invalid=${fault ? 'true' : nothing} aria-describedby=${fault ? 'name-error' : nothing} @input=${(event: Event) => (this.naming = (event.target as HTMLInputElement).value)} />
        ${fault ? html`<span class="field-error" id="name-error">${fault}</span>` : nothing}
      </div>
      <rq-button compact variant="primary" ?disabled=${name.trim() === '' || fault !== undefined} @click=${this.#keep}>${t.sampleSave}</rq-button>
      <rq-button compact @click=${() => (this.naming = undefined)}>${t.sampleCancel}</rq-button>
    </form>`;
  }
}

define('rq-form-samples', RqFormSamples);
