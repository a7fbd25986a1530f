import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { FieldAccess, Locale } from '@requestry/model';
import { RqElement } from '@requestry/ui';
import type { MenuItem, RqSelectEvent } from '@requestry/ui';
import { RqDraftEditEvent } from '../draft-edit.js';
import type { Draft } from '../draft-edit.js';
import { fieldKeys, titleOfKey } from '../form-builder/tree.js';
import { messages } from '../locales/index.js';
import { stepsOf } from '../parts/route-steps.js';
import type { RouteStep } from '../parts/route-steps.js';
import { tabStyles } from '../parts/styles.js';
import type { Problem } from '../problems.js';
import { levelOf, levelsOf, setAccess } from './access-edits.js';
import type { Audience } from './access-edits.js';

const keys: Readonly<Record<string, FieldAccess>> = { KeyH: 'hidden', KeyR: 'read', KeyE: 'edit', KeyQ: 'required' };

/**
 * Who may do what with which field: fields down, submission, steps and everybody else across.
 * @fires rq-draft-edit - access was changed, of the kind or of steps of the route
 */
export class RqAccessTab extends RqElement {
  static override styles = [
    tabStyles,
    css`
      .frame {
        position: relative;
        overflow-x: auto;
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
      }
      table {
        border-collapse: separate;
        border-spacing: 0;
        min-inline-size: 100%;
      }
      th,
      td {
        padding: 0.125rem var(--rq-space-1);
        border-block-end: 1px solid var(--rq-border);
        text-align: start;
        font-weight: 400;
      }
      tbody tr:last-child > * {
        border-block-end: 0;
      }
      thead th {
        padding: var(--rq-space-2) var(--rq-space-1);
        vertical-align: bottom;
        font-size: var(--rq-font-s);
        font-weight: 500;
      }
      .head {
        display: flex;
        align-items: center;
        gap: var(--rq-space-1);
        min-inline-size: 6.5rem;
        max-inline-size: 11rem;
      }
      .head span {
        overflow-wrap: break-word;
      }
      th[scope='row'],
      thead th:first-child {
        position: sticky;
        inset-inline-start: 0;
        z-index: 1;
        min-inline-size: 9rem;
        max-inline-size: 18rem;
        padding-inline-start: var(--rq-space-3);
        background: color-mix(in srgb, var(--rq-overlay) 96%, var(--rq-overlay-text));
        overflow-wrap: break-word;
      }
      .name {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--rq-space-1);
      }
      .cell {
        display: inline-flex;
        align-items: center;
        gap: var(--rq-space-1);
        inline-size: 100%;
        min-block-size: var(--rq-control-compact);
        padding: 0 var(--rq-space-2);
        border: 1px solid transparent;
        border-radius: var(--rq-radius);
        background: none;
        color: inherit;
        font: inherit;
        font-size: var(--rq-font-s);
        white-space: nowrap;
        cursor: pointer;
      }
      .cell:hover {
        border-color: var(--rq-border-strong);
      }
      .cell.hidden {
        color: var(--rq-text-muted);
        background: var(--rq-surface-hover);
      }
      .cell.edit {
        background: var(--accent-soft);
        color: var(--rq-accent);
      }
      .cell.required {
        background: var(--warning-soft);
        color: var(--rq-warning);
        font-weight: 600;
      }
      .rest th,
      .rest td {
        border-block-start: 1px solid var(--rq-border-strong);
      }
      @container (max-width: 34rem) {
        th[scope='row'],
        thead th:first-child {
          min-inline-size: 7rem;
          max-inline-size: 9rem;
          padding-inline-start: var(--rq-space-2);
        }
        .name rq-menu {
          display: none;
        }
      }
      @media (forced-colors: active) {
        .cell {
          border-color: CanvasText;
        }
      }
    `,
  ];

  @property({ attribute: false }) draft?: Draft;
  @property({ attribute: false }) contentLocale?: Locale;
  @property({ attribute: false }) problems: readonly Problem[] = [];
  /** Key of a field to show. */
  @property({ attribute: false }) place?: string;
  @state() private steps?: readonly RouteStep[];
  @state() private at = { row: 0, column: 0 };
  @state() private said = '';

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('draft')) return;
    const xml = this.draft?.route;
    if (changed.get('draft') !== undefined && (changed.get('draft') as Draft).route === xml && this.steps) return;
    void stepsOf(xml).then((steps) => {
      if (this.draft?.route === xml) this.steps = steps;
    });
  }

  get #fields(): readonly string[] {
    return this.draft ? [...fieldKeys(this.draft.kind.form), '*'] : [];
  }

  get #audiences(): readonly Audience[] {
    return [{ of: 'author' }, ...(this.steps ?? []).map((step) => ({ of: 'step' as const, step })), { of: 'viewer' }];
  }

  #who(audience: Audience): string {
    const t = this.words(messages);
    return audience.of === 'author' ? t.accessAuthor : audience.of === 'viewer' ? t.accessViewer : this.textOf(audience.step.title);
  }

  #fieldTitle(field: string): string {
    const t = this.words(messages);
    return field === '*' || !this.draft ? t.accessRest : localize(titleOfKey(this.draft.kind.form, field), this.contentLocale ?? this.language) || field;
  }

  #levelText(level: FieldAccess): string {
    const t = this.words(messages);
    return { hidden: t.accessHidden, read: t.accessRead, edit: t.accessEdit, required: t.accessRequired }[level];
  }

  async #set(label: string, changes: Parameters<typeof setAccess>[1]): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const next = await setAccess(draft, changes);
    if (this.draft !== draft) return;
    const kind = next.kind === draft.kind ? {} : { kind: next.kind };
    const route = next.route === undefined || next.route === draft.route ? {} : { route: next.route };
    this.dispatchEvent(new RqDraftEditEvent({ label, ...kind, ...route }));
  }

  #setCell(field: string, audience: Audience, level: FieldAccess): void {
    const t = this.words(messages);
    if (!levelsOf(audience).includes(level)) return;
    this.said = t.accessCell({ field: this.#fieldTitle(field), who: this.#who(audience), level: this.#levelText(level) });
    void this.#set(t.accessChanged({ field: this.#fieldTitle(field), who: this.#who(audience) }), [{ audience, fields: { [field]: level } }]);
  }

  #cycle(field: string, audience: Audience): void {
    const { draft } = this;
    if (!draft) return;
    const possible = levelsOf(audience).filter((level) => field !== '*' || level !== 'required');
    const at = possible.indexOf(levelOf(draft.kind, audience, field));
    this.#setCell(field, audience, possible[(at + 1) % possible.length] ?? 'read');
  }

  #setColumn(audience: Audience, level: FieldAccess): void {
    const t = this.words(messages);
    const rest = level === 'required' ? 'edit' : level;
    const fields = Object.fromEntries(this.#fields.map((field) => [field, field === '*' ? rest : level]));
    void this.#set(t.accessSetColumn({ who: this.#who(audience) }), [{ audience, fields }]);
  }

  #setRow(field: string, level: FieldAccess): void {
    const t = this.words(messages);
    const changes = this.#audiences.filter((audience) => levelsOf(audience).includes(level)).map((audience) => ({ audience, fields: { [field]: level } }));
    void this.#set(t.accessSetRow({ field: this.#fieldTitle(field) }), changes);
  }

  #onKey = (event: KeyboardEvent): void => {
    const cell = event.composedPath()[0];
    if (!(cell instanceof HTMLElement) || !cell.classList.contains('cell') || event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, column } = this.at;
    const field = this.#fields[row];
    const audience = this.#audiences[column];
    const level = keys[event.code];
    if (level && field !== undefined && audience) {
      event.preventDefault();
      this.#setCell(field, audience, level);
      return;
    }
    const to = { ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], Home: [row, 0], End: [row, this.#audiences.length - 1] }[event.code];
    if (!to) return;
    event.preventDefault();
    const [nextRow = 0, nextColumn = 0] = to;
    this.at = { row: Math.max(0, Math.min(this.#fields.length - 1, nextRow)), column: Math.max(0, Math.min(this.#audiences.length - 1, nextColumn)) };
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>(`[data-cell="${this.at.row}-${this.at.column}"]`)?.focus());
  };

  override render(): unknown {
    const { draft } = this;
    const t = this.words(messages);
    if (!draft) return nothing;
    if (this.#fields.length <= 1) return html`<rq-empty icon="lock" heading=${t.accessNoFields}></rq-empty>`;
    const unreadable = draft.route !== undefined && this.steps === undefined;
    const items: readonly MenuItem[] = (['hidden', 'read', 'edit', 'required'] as const).map((level) => ({ id: level, label: this.#levelText(level), icon: icons[level] }));
    return html`<div class="section">
      <p>${t.accessIntro} <span class="muted">${t.accessKeys}</span></p>
      ${unreadable ? html`<p class="readback">${t.accessRouteBad}</p>` : nothing}
      <div class="frame" @keydown=${this.#onKey}>
        <table role="grid" aria-label=${t.tabAccess}>
          <thead>
            <tr>
              <th scope="col">${t.accessField}</th>
              ${this.#audiences.map(
                (audience) => html`<th scope="col"><div class="head">
                  ${audience.of === 'step' ? html`<rq-icon .name=${audience.step.type}></rq-icon>` : html`<rq-icon name=${audience.of === 'author' ? 'user' : 'users'}></rq-icon>`}<span>${this.#who(audience)}</span>
                  <rq-menu compact icon-only .locale=${this.language} .label=${t.accessSetColumn({ who: this.#who(audience) })} .items=${items.filter(({ id }) => levelsOf(audience).some((level) => level === id))} @rq-select=${(event: RqSelectEvent) => this.#setColumn(audience, event.item as FieldAccess)}></rq-menu>
                </div></th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${this.#fields.map((field, row) => this.#renderRow(draft, field, row, items))}
          </tbody>
        </table>
      </div>
      <div class="visually-hidden" aria-live="polite">${this.said}</div>
    </div>`;
  }

  #renderRow(draft: Draft, field: string, row: number, items: readonly MenuItem[]): unknown {
    const t = this.words(messages);
    const demanded = draft.kind.form.schema.required?.includes(field) ?? false;
    return html`<tr class=${field === '*' ? 'rest' : ''}>
      <th scope="row"><div class="name"><span>${this.#fieldTitle(field)}${demanded ? html`<span title=${t.accessFormRequired}> *<span class="visually-hidden"> ${t.accessFormRequired}</span></span>` : nothing}</span>
        <rq-menu compact icon-only .locale=${this.language} .label=${t.accessSetRow({ field: this.#fieldTitle(field) })} .items=${field === '*' ? items.slice(0, 3) : items} @rq-select=${(event: RqSelectEvent) => this.#setRow(field, event.item as FieldAccess)}></rq-menu></div></th>
      ${this.#audiences.map((audience, column) => {
        const level = levelOf(draft.kind, audience, field);
        const label = t.accessCell({ field: this.#fieldTitle(field), who: this.#who(audience), level: this.#levelText(level) });
        return html`<td role="gridcell"><button type="button" class="cell ${level}" data-cell="${row}-${column}" tabindex=${this.at.row === row && this.at.column === column ? 0 : -1} aria-label=${label} @focus=${() => (this.at = { row, column })} @click=${() => this.#cycle(field, audience)}><rq-icon name=${icons[level]}></rq-icon>${this.#levelText(level)}</button></td>`;
      })}
    </tr>`;
  }
}

const icons: Readonly<Record<FieldAccess, string>> = { hidden: 'eye-off', read: 'eye', edit: 'edit', required: 'star-filled' };

declare global {
  interface HTMLElementTagNameMap {
    'rq-access-tab': RqAccessTab;
  }
}
