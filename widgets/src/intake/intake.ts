import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Files, RqForm, RqFormChangeEvent, RqFormSubmitEvent } from '@requestry/forms';
import '@requestry/forms';
import { RequestryError, utmMarks, type Contact, type ContactField, type IntakeForm, type IntakeService, type Issue, type JsonObject, type ReceivedRequest, type Recognised } from '@requestry/model';
import { buttonStyles, fieldStyles, RqElement, typographyStyles } from '@requestry/ui';
import { Attempt, newKey } from '../parts/attempt.js';
import { visitorFiles } from '../parts/files.js';
import { Loaded } from '../parts/loaded.js';
import { intakeStyles } from './intake.styles.js';
import { intakeWords } from './words.js';

/** A visitor's request was received. */
export class IntakeReceivedEvent extends Event {
  readonly received: ReceivedRequest;
  constructor(received: ReceivedRequest) {
    super('rq-intake-received', { bubbles: true, composed: true });
    this.received = received;
  }
}

const types: { readonly [field in ContactField]?: { readonly type: string; readonly autocomplete: string } } = {
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
  name: { type: 'text', autocomplete: 'name' },
  company: { type: 'text', autocomplete: 'organization' },
};

type Port = Pick<IntakeService, 'getForm' | 'recognise' | 'receive'> & Partial<Pick<IntakeService, 'keepVisitorFile'>>;

/**
 * A source's form for visitors of a site, with nobody signed in. Whoever is known by e-mail or telephone need not tell more of themselves.
 * Marks of the advertisement (`utm_…`) are taken from the address of the page.
 * @fires rq-intake-received - the request was received (`event.received`)
 */
export class RqIntake extends RqElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, intakeStyles];

  /** Where it goes: `createIntakeClient(…)` or `runtime.intake()`. */
  @property({ attribute: false }) intake?: Port;
  /** Id of the source. */
  @property() source = '';

  @state() private contact: Contact = {};
  @state() private recognised?: Recognised;
  @state() private issues: readonly Issue[] = [];
  @state() private busy = false;
  @state() private failure?: unknown;
  @state() private received?: ReceivedRequest;
  @query('rq-form') private form?: RqForm;
  #asked = 0;
  #data?: JsonObject;
  readonly #attempt = new Attempt();
  /** What the files of this form are kept under. */
  #visit = newKey();
  readonly #opened = new Loaded(
    this,
    () => (this.intake && this.source ? [this.intake, this.source] : undefined),
    (port: Port, source: string): Promise<IntakeForm> => port.getForm({ source }),
  );

  async #recognise(): Promise<void> {
    const { email, phone } = this.contact;
    this.#asked += 1;
    const asked = this.#asked;
    const found = this.intake && (email ?? phone) !== undefined ? await this.intake.recognise({ source: this.source, ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) }).catch(() => undefined) : undefined;
    if (asked === this.#asked) this.recognised = found;
  }

  #tell(field: ContactField, text: string): void {
    const { [field]: _before, ...rest }: Contact = this.contact;
    this.contact = { ...rest, ...(text.trim() === '' ? {} : { [field]: text.trim() }) };
    this.issues = this.issues.filter(({ path }) => path !== `/contact/${field}`);
    if (field === 'email' || field === 'phone') void this.#recognise();
  }

  #asksFor({ askUnknown }: IntakeForm): readonly ContactField[] {
    return this.recognised?.known ? [] : askUnknown.filter((field) => field !== 'email' && field !== 'phone');
  }

  #onSubmit = (event: RqFormSubmitEvent): void => {
    event.stopPropagation();
    void this.#send(event.detail.data);
  };

  #onChange = (event: RqFormChangeEvent): void => {
    event.stopPropagation();
    this.#data = event.detail.data;
  };

  async #send(data: JsonObject): Promise<void> {
    const opened = this.#opened.value;
    const { intake } = this;
    if (!intake || !opened || this.busy) return;
    this.#data = data;
    this.failure = undefined;
    const { email, phone } = this.contact;
    this.issues = [...(email ?? phone ? [] : [{ code: 'form.required', path: '/contact/email' }]), ...this.#asksFor(opened).filter((field) => this.contact[field] === undefined).map((field) => ({ code: 'form.required', path: `/contact/${field}` }))];
    if (this.issues.length > 0) return;
    this.busy = true;
    const payload: JsonObject = { ...data, ...this.contact, ...marksOf(location.search) };
    try {
      this.received = await intake.receive({ source: this.source, payload, visit: this.#visit, externalId: this.#attempt.keyFor(payload) });
      this.#attempt.done();
      this.dispatchEvent(new IntakeReceivedEvent(this.received));
    } catch (error) {
      this.issues = error instanceof RequestryError ? error.issues : [];
      this.failure = error;
    }
    this.busy = false;
  }

  #files(): Files | undefined {
    const { keepVisitorFile } = this.intake ?? {};
    return this.intake && keepVisitorFile ? visitorFiles({ keepVisitorFile: keepVisitorFile.bind(this.intake) }, this.source, this.#visit) : undefined;
  }

  #again = (): void => {
    this.received = undefined;
    this.#data = undefined;
    this.#visit = newKey();
  };

  override render(): unknown {
    const w = this.words(intakeWords);
    if (!this.intake || !this.source) return html`<rq-empty icon="link" .heading=${w.notConnected}></rq-empty>`;
    const { value: opened, error, reload } = this.#opened;
    if (this.received) return this.#renderReceived(this.received);
    if (!opened) return error ? html`<rq-error .error=${error} @rq-retry=${reload}></rq-error>` : html`<rq-skeleton .lines=${8}></rq-skeleton>`;
    return html`<div class="who">
        ${(['email', 'phone', ...this.#asksFor(opened)] as const).map((field) => this.#renderField(field))}
        <div class="whole" role="status">${this.recognised?.known ? w.known({ name: this.recognised.name ?? '' }) : nothing}</div>
      </div>
      <rq-form
        mode="edit"
        .form=${opened.form}
        .data=${guard([opened], () => this.#data ?? opened.initial)}
        .access=${opened.access}
        .context=${opened.context}
        .files=${guard([this.intake, this.source, this.#visit], () => this.#files())}
        .issues=${guard([this.issues], () => this.issues.filter(({ path = '' }) => !path.startsWith('/contact/')))}
        .locale=${this.language}
        @rq-form-change=${this.#onChange}
        @rq-form-submit=${this.#onSubmit}
      ></rq-form>
      ${this.failure ? html`<rq-error inline .error=${this.failure} .noRetry=${this.issues.length > 0} @rq-retry=${() => void this.form?.submit()}></rq-error>` : nothing}
      <div class="actions"><rq-button variant="primary" .busy=${this.busy} @click=${() => void this.form?.submit()}>${w.send}</rq-button></div>`;
  }

  #renderField(field: ContactField): unknown {
    const w = this.words(intakeWords);
    const { type = 'text', autocomplete = 'off' } = types[field] ?? {};
    const wrong = this.issues.some(({ path }) => path === `/contact/${field}`);
    return html`<div class="field">
      <label class="label" for=${field}>${w[field]}</label>
      <input class="input" id=${field} type=${type} autocomplete=${autocomplete as 'off'} maxlength="200" aria-invalid=${String(wrong)} .value=${this.contact[field] ?? ''} @change=${(event: Event) => this.#tell(field, (event.currentTarget as HTMLInputElement).value)} />
      ${wrong ? html`<span class="field-error">${field === 'email' ? w.contactNeeded : w.needed}</span>` : nothing}
    </div>`;
  }

  #renderReceived({ publicId, number }: ReceivedRequest): unknown {
    const w = this.words(intakeWords);
    return html`<div class="done" role="status">
      <h3>${w.done}${number === undefined ? nothing : html` <span class="muted">${w.number({ number })}</span>`}</h3>
      <div class="id">${publicId}</div>
      <p>${w.keep}</p>
      <rq-button @click=${this.#again}>${w.again}</rq-button>
    </div>`;
  }
}

/** `utm_…` of an address. */
function marksOf(search: string): JsonObject {
  const given = new URLSearchParams(search);
  return Object.fromEntries(utmMarks.flatMap((mark) => {
    const text = given.get(`utm_${mark}`);
    return text ? [[`utm_${mark}`, text.slice(0, 200)]] : [];
  }));
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-intake': RqIntake;
  }
  interface HTMLElementEventMap {
    'rq-intake-received': IntakeReceivedEvent;
  }
}
