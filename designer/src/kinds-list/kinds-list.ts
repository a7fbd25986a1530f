import { Task } from '@lit/task';
import { consume } from '@lit/context';
import { css, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DesignService, KindRow } from '@requestry/model';
import { confirmDialog, controlStyles, designServiceContext, errorText, renderWhen, RqElement, showToast } from '@requestry/ui';
import type { MenuItem, RqSelectEvent } from '@requestry/ui';
import '@requestry/ui/badge';
import { RqOpenKindEvent } from '../events.js';
import { messages } from '../locales/index.js';
import type { KindTemplate, NewKindStart } from './new-kind.js';

type Column = 'name' | 'category' | 'status' | 'open' | 'problems' | 'saved';

/**
 * All kinds of requests: what is published, what is being changed, what is wrong. Opens, creates, archives.
 * @fires rq-open-kind - a kind was opened or created
 */
export class RqKindsList extends RqElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--rq-space-2) var(--rq-space-3);
        padding-block-end: var(--rq-space-3);
      }
      h2 {
        margin-inline-end: auto;
      }
      .search {
        position: relative;
        inline-size: min(18rem, 100%);
      }
      .search rq-icon {
        position: absolute;
        inset-block-start: 50%;
        inset-inline-start: var(--rq-space-2);
        translate: 0 -50%;
        color: var(--rq-text-muted);
        pointer-events: none;
      }
      .search .input {
        padding-inline-start: 1.875rem;
      }
      .sort {
        display: inline-flex;
        align-items: center;
        gap: var(--rq-space-1);
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }
      .open {
        display: inline-flex;
        align-items: center;
        gap: var(--rq-space-2);
        padding: 0.25rem 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        font-weight: 600;
        text-align: start;
        overflow-wrap: anywhere;
        cursor: pointer;
      }
      .open rq-icon {
        color: var(--rq-text-muted);
      }
      .open:hover span {
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      tbody tr {
        cursor: pointer;
      }
      .archived td {
        color: var(--rq-text-muted);
      }
      .status,
      .issues {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-1);
      }
      .foot {
        display: flex;
        gap: var(--rq-space-4);
        padding-block: var(--rq-space-3);
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
      }
      .foot label {
        display: flex;
        align-items: center;
        gap: var(--rq-space-2);
      }
      .templates {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
        gap: var(--rq-space-3);
        inline-size: 100%;
        max-inline-size: 50rem;
        margin: var(--rq-space-4) auto 0;
      }
      .template {
        display: grid;
        gap: var(--rq-space-1);
        justify-items: start;
        padding: var(--rq-space-3);
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
        background: var(--rq-surface);
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .template:hover {
        border-color: var(--rq-accent);
      }
      @container (max-width: 48rem) {
        .category,
        .saved {
          display: none;
        }
      }
      @container (max-width: 34rem) {
        .search {
          order: 1;
          inline-size: 100%;
        }
        .table,
        .table tbody {
          display: block;
        }
        .table thead {
          display: none;
        }
        .table tr {
          display: grid;
          grid-template-columns: 1fr auto;
          padding-block: var(--rq-space-1);
          border-block-end: 1px solid var(--rq-border);
        }
        .table td {
          border: 0;
          padding-inline: 0;
        }
        .table td.name {
          grid-column: 1;
        }
        .table td.actions {
          grid-column: 2;
          grid-row: 1;
        }
        .table td.status-cell,
        .table td.problems {
          grid-column: 1 / -1;
        }
        .table td.problems:empty,
        .table td.openings {
          display: none;
        }
      }
    `,
  ];

  @consume({ context: designServiceContext, subscribe: true })
  @property({ attribute: false })
  service?: DesignService;

  /** Ready kinds to begin with. */
  @property({ attribute: false }) templates: readonly KindTemplate[] = [];

  @state() private search = '';
  @state() private withArchived = false;
  @state() private sorting: { readonly by: Column; readonly down: boolean } = { by: 'name', down: false };
  @state() private creating?: NewKindStart;
  @query('input[type="search"]') private searchInput?: HTMLInputElement;

  readonly #rows = new Task(this, {
    args: () => [this.service] as const,
    task: async ([service]) => (service ? service.findKindRows() : undefined),
  });

  constructor() {
    super();
    this.addEventListener('keydown', this.#onKey);
  }

  /** Reads the list anew. */
  reload(): void {
    void this.#rows.run();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.code !== 'Slash' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return;
    event.preventDefault();
    this.searchInput?.focus();
  };

  #open(row: KindRow): void {
    this.dispatchEvent(new RqOpenKindEvent(row.id));
  }

  #create = async (start: NewKindStart): Promise<void> => {
    await import('./define-new-kind.js');
    this.creating = start;
  };

  async #archive(row: KindRow, archived: boolean): Promise<void> {
    const t = this.words(messages);
    const title = this.textOf(row.title);
    const sure = !archived || (await confirmDialog({ heading: t.archiveAsk({ title }), text: t.archiveText, confirmLabel: t.archive, locale: this.language, within: this.renderRoot as ShadowRoot }));
    if (!sure || !this.service) return;
    try {
      await this.service.archiveKind({ kind: row.id, archived, idempotencyKey: crypto.randomUUID() });
      if (archived) showToast(this, { text: t.archivedDone({ title }), tone: 'success', action: { label: t.undo, run: () => void this.#archive(row, false) } });
    } catch (error) {
      showToast(this, { text: errorText(error, this.language), tone: 'danger' });
    }
    this.reload();
  }

  #onAction(row: KindRow, action: string): void {
    if (action === 'edit') this.#open(row);
    if (action === 'copy') void this.#create({ from: 'copy', kind: row.id });
    if (action === 'archive') void this.#archive(row, true);
    if (action === 'restore') void this.#archive(row, false);
  }

  #shown(rows: readonly KindRow[]): readonly KindRow[] {
    const wanted = this.search.trim().toLocaleLowerCase(this.language);
    const found = rows.filter((row) => (this.withArchived || row.status !== 'archived') && (wanted === '' || `${this.textOf(row.title)} ${this.textOf(row.category)} ${row.id}`.toLocaleLowerCase(this.language).includes(wanted)));
    const { by, down } = this.sorting;
    const compare = new Intl.Collator(this.language, { numeric: true }).compare;
    const key = (row: KindRow): string | number => ({ name: this.textOf(row.title), category: this.textOf(row.category), status: row.status, open: row.open, problems: row.problems.errors * 1000 + row.problems.warnings, saved: row.savedAt ?? '' })[by];
    const sorted = [...found].sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      return typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
    });
    return down ? sorted.reverse() : sorted;
  }

  override render(): unknown {
    const t = this.words(messages);
    if (!this.service) return html`<rq-empty icon="link" heading=${t.noService}></rq-empty>`;
    return html`<div class="bar">
        <h2>${t.kinds}</h2>
        <div class="search">
          <rq-icon name="search"></rq-icon>
          <input class="input" type="search" aria-label=${t.searchKinds} placeholder=${t.searchKinds} aria-keyshortcuts="/" .value=${this.search} @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)} />
        </div>
        <rq-menu variant="primary" icon="plus" .label=${t.newKind} .locale=${this.language} .items=${this.#newItems()} @rq-select=${(event: RqSelectEvent) => void this.#create(startOf(event.item))}></rq-menu>
      </div>
      ${this.#rows.render({
        initial: () => html`<rq-skeleton lines="6"></rq-skeleton>`,
        pending: () => (this.#rows.value ? this.#renderRows(this.#rows.value) : html`<rq-skeleton lines="6"></rq-skeleton>`),
        complete: (rows) => this.#renderRows(rows ?? []),
        error: (error) => html`<rq-error .locale=${this.language} .error=${error} @rq-retry=${() => this.reload()}></rq-error>`,
      })}
      ${this.creating
        ? html`<rq-new-kind .locale=${this.language} .service=${this.service} .start=${this.creating} .templates=${this.templates} .rows=${this.#rows.value ?? []} @rq-close=${() => (this.creating = undefined)}></rq-new-kind>`
        : nothing}`;
  }

  #newItems(): readonly MenuItem[] {
    const t = this.words(messages);
    const any = (this.#rows.value ?? []).length > 0;
    return [
      { id: 'blank', label: t.newBlank, icon: 'plus' },
      ...(this.templates.length > 0 ? [{ id: 'template', label: t.newFromTemplate, icon: 'catalog' }] : []),
      ...(any ? [{ id: 'copy', label: t.newCopy, icon: 'copy' }] : []),
      { id: 'schema', label: t.newFromSchema, icon: 'form', separated: true },
      { id: 'sheet', label: t.newFromSheet, icon: 'table' },
      { id: 'bpmn', label: t.newFromBpmn, icon: 'route' },
    ];
  }

  #renderRows(rows: readonly KindRow[]): unknown {
    const t = this.words(messages);
    if (rows.length === 0) return this.#renderEmpty();
    const shown = this.#shown(rows);
    const archived = rows.filter(({ status }) => status === 'archived').length;
    return html`${shown.length === 0
        ? html`<rq-empty icon="search" heading=${t.nothingFound}>${this.search ? t.nothingFoundText({ text: this.search }) : nothing}${this.search ? html`<rq-button slot="action" @click=${() => (this.search = '')}>${t.clearSearch}</rq-button>` : nothing}</rq-empty>`
        : html`<table class="table">
            <thead>
              <tr>
                ${this.#renderHeading('name', t.name)} ${this.#renderHeading('category', t.category, 'category')} ${this.#renderHeading('status', t.status)} ${this.#renderHeading('open', t.open, 'number')}
                ${this.#renderHeading('problems', t.problems)} ${this.#renderHeading('saved', t.saved, 'saved')}
                <th><span class="visually-hidden">${t.edit}</span></th>
              </tr>
            </thead>
            <tbody>
              ${repeat(shown, (row) => row.id, (row) => this.#renderRow(row))}
            </tbody>
          </table>`}
      <div class="foot">
        <span>${t.kindCount({ number: shown.length })}</span>
        ${archived > 0 ? html`<label><input type="checkbox" .checked=${this.withArchived} @change=${(event: Event) => (this.withArchived = (event.target as HTMLInputElement).checked)} />${t.showArchived}</label>` : nothing}
      </div>`;
  }

  #renderHeading(by: Column, label: string, name = ''): unknown {
    const { sorting } = this;
    const on = sorting.by === by;
    return html`<th class=${name} aria-sort=${on ? (sorting.down ? 'descending' : 'ascending') : nothing}>
      <button type="button" class="sort" @click=${() => (this.sorting = { by, down: on ? !sorting.down : by === 'open' || by === 'problems' || by === 'saved' })}>
        ${label}${on ? html`<rq-icon name=${sorting.down ? 'arrow-down' : 'arrow-up'}></rq-icon>` : nothing}
      </button>
    </th>`;
  }

  #renderRow(row: KindRow): unknown {
    const t = this.words(messages);
    const title = this.textOf(row.title) || row.id;
    const { errors, warnings } = row.problems;
    const items: readonly MenuItem[] = [
      { id: 'edit', label: t.edit, icon: 'edit' },
      { id: 'copy', label: t.duplicate, icon: 'copy' },
      row.status === 'archived' ? { id: 'restore', label: t.restore, icon: 'undo', separated: true } : { id: 'archive', label: t.archive, icon: 'box', separated: true },
    ];
    return html`<tr class=${row.status} @click=${(event: Event) => this.#onRow(event, row)}>
      <td class="name"><button type="button" class="open" @click=${() => this.#open(row)}><rq-icon .name=${row.icon ?? 'form'}></rq-icon><span>${title}</span></button></td>
      <td class="category">${this.textOf(row.category)}</td>
      <td class="status-cell">
        <span class="status">
          ${row.status === 'archived' ? html`<rq-badge icon="box">${t.archived}</rq-badge>` : row.publishedVersion === undefined ? html`<rq-badge>${t.neverPublished}</rq-badge>` : html`<rq-badge tone="success" icon="check">${t.published({ version: row.publishedVersion })}</rq-badge>`}
          ${row.hasDraft && row.status !== 'archived' ? html`<rq-badge tone="warning" icon="edit">${t.draft}</rq-badge>` : nothing}
        </span>
      </td>
      <td class="number openings">${row.open > 0 ? row.open : ''}</td>
      <td class="problems">
        ${errors + warnings > 0
          ? html`<span class="issues">
              ${errors > 0 ? html`<rq-badge tone="danger" icon="error" title=${t.errorsCount({ number: errors })}>${errors}<span class="visually-hidden"> ${t.error}</span></rq-badge>` : nothing}
              ${warnings > 0 ? html`<rq-badge tone="warning" icon="warning" title=${t.warningsCount({ number: warnings })}>${warnings}<span class="visually-hidden"> ${t.warning}</span></rq-badge>` : nothing}
            </span>`
          : nothing}
      </td>
      <td class="saved muted">${row.savedAt ? renderWhen(row.savedAt, this.language) : nothing}</td>
      <td class="actions number"><rq-menu compact icon-only .locale=${this.language} .label=${t.actionsOf({ title })} .items=${items} @rq-select=${(event: RqSelectEvent) => this.#onAction(row, event.item)}></rq-menu></td>
    </tr>`;
  }

  #onRow(event: Event, row: KindRow): void {
    const inControl = event.composedPath().some((node) => node instanceof HTMLElement && (node.localName === 'button' || node.localName === 'rq-menu'));
    if (!inControl) this.#open(row);
  }

  #renderEmpty(): unknown {
    const t = this.words(messages);
    return html`<rq-empty icon="catalog" heading=${t.noKinds}>${t.noKindsText}<rq-button slot="action" icon="plus" @click=${() => void this.#create({ from: 'blank' })}>${t.newBlank}</rq-button></rq-empty>
      ${this.templates.length > 0
        ? html`<div class="templates">
            ${this.templates.map(
              (template) => html`<button type="button" class="template" @click=${() => void this.#create({ from: 'template', template: template.id })}>
                <rq-icon .name=${template.kind.icon ?? 'form'}></rq-icon><strong>${this.textOf(template.kind.title)}</strong><span class="muted small">${this.textOf(template.kind.description)}</span>
              </button>`,
            )}
          </div>`
        : nothing}`;
  }
}

const startOf = (item: string): NewKindStart => ({ from: item === 'template' || item === 'copy' || item === 'schema' || item === 'sheet' || item === 'bpmn' ? item : 'blank' });

declare global {
  interface HTMLElementTagNameMap {
    'rq-kinds-list': RqKindsList;
  }
}
