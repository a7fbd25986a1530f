import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, JournalEntry, JournalView, Page, RequestService } from '@requestry/model';
import { buttonStyles, fieldStyles, formatDate, formatList, requestStateLook, requestStateText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/badge';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { RequestOpenEvent } from '../request-form/events.js';
import { journalStyles } from './journal.styles.js';
import { printTable } from './print-page.js';
import { journalWords } from './words.js';

const pageSize = 50;

/** Lines read at once for the printer, and all that one print takes. */
const printPage = 200;
const printAtMost = 20_000;

/**
 * The journal of registration: every number of a journal and year in order, to look at and to print.
 * @fires rq-request-open - a line was chosen
 */
export class RqJournal extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, partStyles, journalStyles];

  /** Id of the journal; the first one when absent. */
  @property() journal?: string;
  /** The latest when absent. */
  @property() year?: string;

  @state() private printing = false;
  @state() private pages: readonly Page<JournalEntry>[] = [];
  @state() private moreError: unknown;

  readonly #journals = new Loaded(this, () => (this.port ? [this.port] : undefined), (port: RequestService) => port.findJournals());
  readonly #first = new Loaded(
    this,
    () => (this.port && this.#shown && this.#year !== undefined ? [this.port, this.#shown.id, this.#year] : undefined),
    (port: RequestService, journal: string, year: string) => port.getJournal({ journal, year, limit: pageSize }),
    () => (this.pages = []),
  );

  get #shown(): JournalView | undefined {
    const journals = this.#journals.value ?? [];
    return journals.find(({ id }) => id === this.journal) ?? journals.find(({ years }) => years.length > 0) ?? journals[0];
  }

  get #year(): string | undefined {
    const years = this.#shown?.years ?? [];
    return years.find((year) => year === this.year) ?? years[0];
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (!topics.has('requests')) return;
    void this.#journals.reload();
    if (this.pages.length === 0) void this.#first.reload();
  }

  get #words(): (typeof journalWords)['en'] {
    return this.words(journalWords);
  }

  /** Titles of the kinds that a journal numbers; its id when there are none any more. */
  #titleOf({ id, kinds }: JournalView): string {
    return kinds.length > 0 ? formatList(kinds.map((title) => this.textOf(title)), this.language) : id;
  }

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { value: journals, error, reload } = this.#journals;
    const w = this.#words;
    if (!journals) return error ? html`<rq-error .error=${error} @rq-retry=${reload}></rq-error>` : html`<rq-skeleton .lines=${8}></rq-skeleton>`;
    if (journals.length === 0) return html`<rq-empty icon="form" .heading=${w.none}>${w.noneHelp}</rq-empty>`;
    return html`${this.#renderToolbar(journals)} ${this.#year === undefined ? html`<rq-empty icon="form" .heading=${w.empty}></rq-empty>` : this.#renderLines()}`;
  }

  #renderToolbar(journals: readonly JournalView[]): unknown {
    const w = this.#words;
    const shown = this.#shown;
    const pickJournal = (event: Event): void => {
      this.journal = (event.currentTarget as HTMLSelectElement).value;
      this.year = undefined;
    };
    return html`<div class="toolbar">
      <div class="field journal">
        <label class="label" for="journal">${w.journal}</label>
        <select class="input" id="journal" @change=${pickJournal}>${journals.map((each) => html`<option value=${each.id} ?selected=${each.id === shown?.id}>${this.#titleOf(each)}</option>`)}</select>
      </div>
      ${(shown?.years.length ?? 0) > 0
        ? html`<div class="field">
            <label class="label" for="year">${w.year}</label>
            <select class="input" id="year" @change=${(event: Event) => (this.year = (event.currentTarget as HTMLSelectElement).value)}>
              ${shown?.years.map((year) => html`<option value=${year} ?selected=${year === this.#year}>${year || w.allYears}</option>`)}
            </select>
          </div>`
        : nothing}
      <span class="grow"></span>
      <rq-button .busy=${this.printing} ?disabled=${this.#year === undefined} @click=${this.#print}>${this.printing ? w.preparing : w.print}</rq-button>
    </div>`;
  }

  #renderLines(): unknown {
    const { value: first, error, reload } = this.#first;
    const w = this.#words;
    if (!first) return error ? html`<rq-error .error=${error} @rq-retry=${reload}></rq-error>` : html`<rq-skeleton .lines=${8}></rq-skeleton>`;
    const all = [first, ...this.pages];
    const next = all.at(-1)?.next;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.#heading}>
        <table>
          <thead><tr>${this.#columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
          <tbody>${repeat(all.flatMap(({ items }) => items), ({ request }) => request, (entry) => this.#renderLine(entry))}</tbody>
        </table>
      </div>
      ${this.moreError ? html`<rq-error inline .error=${this.moreError} @rq-retry=${() => this.#more(next)}></rq-error>` : nothing}
      ${next === undefined ? nothing : html`<div class="foot"><rq-button @click=${() => this.#more(next)}>${w.more}</rq-button></div>`}`;
  }

  #renderLine(entry: JournalEntry): unknown {
    const { language } = this;
    const w = this.#words;
    const look = requestStateLook[entry.state] ?? requestStateLook.active;
    return html`<tr>
      <td class="number">${entry.number}</td>
      <td class="when" data-column=${w.registered}>${this.#dayOf(entry.registeredAt)}</td>
      <td class="applicant">${entry.applicant}<span class="sub">${this.textOf(entry.unitTitle)}</span></td>
      <td class="subject"><button type="button" class="link" @click=${() => this.dispatchEvent(new RequestOpenEvent(entry.request))}>${entry.title}</button><span class="sub">${this.textOf(entry.kindTitle)}</span></td>
      <td class="state"><rq-badge .tone=${look.tone} .icon=${look.icon}>${requestStateText(entry.state, language)}</rq-badge></td>
      ${entry.closedAt ? html`<td class="when" data-column=${w.closed}>${this.#dayOf(entry.closedAt)}</td>` : html`<td></td>`}
    </tr>`;
  }

  /** A journal names days and hours as they were, never "just now". */
  #dayOf(iso: string): string {
    const { language, zone } = this;
    return formatDate(iso, language, { ...(zone !== undefined ? { zone } : {}), time: true, year: 'always' });
  }

  get #columns(): readonly string[] {
    const w = this.#words;
    return [w.number, w.registered, w.applicant, w.subject, w.state, w.closed];
  }

  get #heading(): string {
    const shown = this.#shown;
    return shown ? this.#words.heading({ kinds: this.#titleOf(shown), year: this.#year ?? '' }) : '';
  }

  async #more(after: string | undefined): Promise<void> {
    const shown = this.#shown;
    if (!this.port || !shown || after === undefined || this.#year === undefined) return;
    const year = this.#year;
    try {
      const page = await this.port.getJournal({ journal: shown.id, year, limit: pageSize, after });
      if (this.#shown?.id === shown.id && this.#year === year) this.pages = [...this.pages, page];
      this.moreError = undefined;
    } catch (error) {
      this.moreError = error;
    }
  }

  #print = async (): Promise<void> => {
    const { language } = this;
    if (this.printing) return;
    this.printing = true;
    try {
      const rows = (await this.#everything()).map((entry) => [
        entry.number,
        this.#dayOf(entry.registeredAt),
        [entry.applicant, this.textOf(entry.unitTitle)].filter(Boolean).join('\n'),
        `${entry.title} (${this.textOf(entry.kindTitle)})`,
        requestStateText(entry.state, language),
        entry.closedAt ? this.#dayOf(entry.closedAt) : '',
      ]);
      printTable({ title: this.#heading, note: this.#words.printed({ when: this.#dayOf(new Date().toISOString()) }), lang: language, columns: this.#columns, rows });
    } catch (error) {
      this.moreError = error;
    }
    this.printing = false;
  };

  async #everything(): Promise<readonly JournalEntry[]> {
    const entries: JournalEntry[] = [];
    const shown = this.#shown;
    if (!this.port || !shown || this.#year === undefined) return entries;
    let after: string | undefined;
    do {
      const page: Page<JournalEntry> = await this.port.getJournal({ journal: shown.id, year: this.#year, limit: printPage, ...(after !== undefined ? { after } : {}) });
      entries.push(...page.items);
      after = page.next;
    } while (after !== undefined && entries.length < printAtMost);
    return entries;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-journal': RqJournal;
  }
}
