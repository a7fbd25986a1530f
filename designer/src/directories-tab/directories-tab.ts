import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { DesignService, Directory, DirectoryView, Kind, Org } from '@requestry/model';
import { isConflict, RqElement, showToast } from '@requestry/ui';
import { renderAccessRule } from '../general-tab/access-rule.js';
import { checkField, selectField } from '../parts/fields.js';
import { stepsOf } from '../parts/route-steps.js';
import type { RouteStep } from '../parts/route-steps.js';
import { tabStyles } from '../parts/styles.js';
import { fieldsOf } from '../route-tab/fields.js';
import { ruleWords } from '../rules/locales/index.js';
import { columnsOf, propertiesOf } from '../rules/names.js';
import type { Jump } from '../rules/rules.js';

/** A directory was changed for all kinds, here or by somebody else. */
export class RqDirectorySavedEvent extends Event {
  readonly directory: Directory;
  constructor(directory: Directory) {
    super('rq-directory-saved', { bubbles: true, composed: true });
    this.directory = directory;
  }
}

/** More than so many are searched in. */
const fewDirectories = 8;

/**
 * The directories there are, those that the kind uses first: whether requests can keep their records, whose contact persons they are, who may look them up. A directory is shared by all kinds:
 * what is changed here is stored at once, and a message offers the way back.
 * @fires rq-directory-saved - a directory was changed (`event.directory`)
 */
export class RqDirectoriesTab extends RqElement {
  static override styles = [
    tabStyles,
    css`
      .page {
        display: grid;
        gap: var(--rq-space-4);
        max-inline-size: 60rem;
      }
      .list {
        display: grid;
        gap: var(--rq-space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .list li {
        display: grid;
        gap: var(--rq-space-2);
        padding: var(--rq-space-3);
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
      }
      .list h4 {
        margin: 0;
        font-size: var(--rq-font-m);
        overflow-wrap: anywhere;
      }
      .list p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .quantity {
        display: grid;
        gap: var(--rq-space-2);
        max-inline-size: 20rem;
        padding-inline-start: 1.5rem;
      }
      .group {
        display: grid;
        gap: var(--rq-space-2);
      }
      h3 {
        font-size: var(--rq-font-m);
      }
    `,
  ];

  @property({ attribute: false }) service?: DesignService;
  @property({ attribute: false }) kind?: Kind;
  /** BPMN XML. */
  @property({ attribute: false }) route?: string;
  @property({ attribute: false }) org?: Org;
  @property({ attribute: false }) directories: readonly DirectoryView[] = [];
  /** Directory to show, by its id. */
  @property({ attribute: false }) jump?: Jump & { readonly place?: string };
  @state() private steps: readonly RouteStep[] = [];
  @state() private search = '';
  @state() private failure?: unknown;
  /** What is stored or being stored, until the list comes anew. */
  @state() private changed: ReadonlyMap<string, Directory> = new Map();
  /** Versions of directories, the latest that was heard of. */
  readonly #versions = new Map<string, number>();
  /** One change is stored after the other, each over the version that the one before it made. */
  #storing: Promise<unknown> = Promise.resolve();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('route')) void this.#readSteps(this.route);
    if (changed.has('directories')) {
      this.changed = new Map();
      this.directories.forEach(this.#learn);
    }
    if (changed.has('jump') && this.jump?.place !== undefined) this.search = '';
  }

  override updated(changed: PropertyValues<this>): void {
    const place = changed.has('jump') ? this.jump?.place : undefined;
    if (place === undefined) return;
    const input = this.renderRoot.querySelector<HTMLElement>(`#reservable-${CSS.escape(place)}`);
    input?.focus();
    input?.scrollIntoView({ block: 'center' });
  }

  async #readSteps(route: string | undefined): Promise<void> {
    const steps = (await stepsOf(route)) ?? [];
    if (this.route === route) this.steps = steps;
  }

  /** What of the kind a directory stands behind. */
  #uses(directory: string): readonly string[] {
    const { kind } = this;
    const w = this.words(ruleWords);
    if (!kind) return [];
    const fields = fieldsOf(kind, this.language).flatMap((field) => [
      ...(field.directory === directory ? [w.useField({ field: field.title })] : []),
      ...(field.sort === 'many' ? columnsOf(kind, field.name, this.language).filter((column) => column.directory === directory).map((column) => w.useField({ field: `${field.title} → ${column.title}` })) : []),
    ]);
    const steps = this.steps.filter(({ settings }) => (settings.outcomes ?? []).some(({ decisionDirectory }) => decisionDirectory === directory)).map(({ title }) => w.useDecision({ step: this.textOf(title) }));
    return [...fields, ...steps, ...(kind.resources?.materials === directory ? [w.useMaterials] : [])];
  }

  /** Puts settings; those that are undefined are taken away. */
  async #save(before: Directory, settings: { readonly [setting in 'reservable' | 'contacts' | 'access']?: Directory[setting] | undefined }): Promise<void> {
    const { reservable, contacts, access, ...rest } = { ...before, ...settings };
    const next: Directory = { ...rest, ...(reservable ? { reservable } : {}), ...(contacts ? { contacts } : {}), ...(access ? { access } : {}) };
    if (await this.#store(next, before)) {
      const w = this.words(ruleWords);
      showToast(this, { text: w.directorySaved({ title: this.textOf(next.title) }), action: { label: w.directoryUndo, run: () => void this.#store(before, next) } });
    }
  }

  readonly #learn = ({ id, version }: DirectoryView): void => {
    this.#versions.set(id, Math.max(version, this.#versions.get(id) ?? 0));
  };

  /** Shows a change at once; it goes back when it cannot be stored, and what somebody else stored first is read. */
  async #store(next: Directory, before: Directory): Promise<boolean> {
    const { service } = this;
    if (!service) return false;
    this.failure = undefined;
    this.changed = new Map([...this.changed, [next.id, next]]);
    const stored = this.#storing.then(() => service.saveDirectory({ directory: next, expectedVersion: this.#versions.get(next.id) ?? 0, idempotencyKey: crypto.randomUUID() })).then(this.#learn);
    this.#storing = stored.catch(() => undefined);
    try {
      await stored;
      this.dispatchEvent(new RqDirectorySavedEvent(next));
      return true;
    } catch (error) {
      this.failure = error;
      this.changed = new Map([...this.changed, [before.id, before]]);
      if (isConflict(error)) this.dispatchEvent(new RqDirectorySavedEvent(before));
      return false;
    }
  }

  override render(): unknown {
    const w = this.words(ruleWords);
    const all = this.directories.map((each) => this.changed.get(each.id) ?? each);
    if (all.length === 0) return html`<rq-empty icon="catalog" heading=${w.directoriesEmpty}>${w.directoriesEmptyText}</rq-empty>`;
    const told = this.search.trim().toLocaleLowerCase();
    const found = all.filter(({ id, title }) => told === '' || `${localize(title, 'ru')} ${localize(title, 'en')} ${id}`.toLocaleLowerCase().includes(told));
    const [used, others] = [found.filter(({ id }) => this.#uses(id).length > 0), found.filter(({ id }) => this.#uses(id).length === 0)];
    const part = (heading: string, list: readonly Directory[]): unknown => (list.length === 0 ? nothing : html`<div class="group"><h3>${heading}</h3><ul class="list">${list.map((each) => this.#renderDirectory(each))}</ul></div>`);
    return html`<div class="page">
      <p class="help">${w.directoriesHelp}</p>
      ${this.failure === undefined ? nothing : html`<rq-error inline no-retry .error=${this.failure} .locale=${this.language}></rq-error>`}
      ${all.length > fewDirectories ? html`<input class="input" type="search" aria-label=${w.directoriesSearch} placeholder=${w.directoriesSearch} .value=${this.search} @input=${(event: Event) => (this.search = (event.currentTarget as HTMLInputElement).value)} />` : nothing}
      ${found.length === 0 ? html`<p class="muted">${w.nothingFound}</p>` : nothing}
      ${part(w.directoryUsed, used)}${part(w.directoryOther, others)}
    </div>`;
  }

  #renderDirectory(directory: Directory): unknown {
    const w = this.words(ruleWords);
    const properties = propertiesOf(directory, this.language);
    const uses = this.#uses(directory.id);
    const { reservable, access } = directory;
    const numbers = properties.filter(({ sort }) => sort === 'number').map(({ name, title }) => ({ value: name, label: title }));
    return html`<li>
      <h4>${this.textOf(directory.title)}</h4>
      ${uses.length > 0 ? html`<p class="help">${w.directoryUses({ uses: uses.join(', ') })}</p>` : nothing}
      <p class="help">${w.directoryFields({ fields: properties.map(({ title }) => title).join(', ') })}</p>
      ${checkField({ id: `reservable-${directory.id}`, label: w.reservable, checked: reservable !== undefined, ...(reservable ? { help: w.reservableHelp } : {}), onChange: (on) => void this.#save(directory, { reservable: on ? {} : undefined }) })}
      ${reservable
        ? html`<div class="quantity">${selectField({ id: `quantity-${directory.id}`, label: w.reservableQuantity, value: reservable.quantity ?? '', empty: w.reservableOne, choices: numbers, onChange: (quantity) => void this.#save(directory, { reservable: quantity === '' ? {} : { quantity } }) })}</div>`
        : nothing}
      ${this.#renderContacts(directory)}
      ${renderAccessRule({ id: `access-${directory.id}`, label: w.directoryAccess, rule: access, org: this.org, language: this.language, empty: w.directoryOpen, read: (who) => w.directoryClosed({ who }), onChange: (next) => void this.#save(directory, { access: next }) })}
    </li>`;
  }

  /** Whether its records are contact persons, and of whom: offered where a text could name the card of another directory. */
  #renderContacts(directory: Directory): unknown {
    const w = this.words(ruleWords);
    const { contacts } = directory;
    const fields = propertiesOf(directory, this.language).filter(({ sort, name }) => sort === 'text' || name === contacts?.field).map(({ name, title }) => ({ value: name, label: title }));
    const others = this.directories.filter(({ id }) => id !== directory.id).map(({ id, title }) => ({ value: id, label: this.textOf(title) }));
    const [field, other] = [fields.at(-1)?.value, others[0]?.value];
    if (field === undefined || other === undefined) return nothing;
    const save = (next: Directory['contacts']): void => void this.#save(directory, { contacts: next });
    return html`${checkField({ id: `contacts-${directory.id}`, label: w.contacts, checked: contacts !== undefined, ...(contacts ? { help: w.contactsHelp } : {}), onChange: (on) => save(on ? { field, directory: other } : undefined) })}
      ${contacts
        ? html`<div class="quantity">
            ${selectField({ id: `contacts-directory-${directory.id}`, label: w.contactsDirectory, value: contacts.directory, choices: others, onChange: (chosen) => save({ ...contacts, directory: chosen }) })}
            ${selectField({ id: `contacts-field-${directory.id}`, label: w.contactsField, value: contacts.field, choices: fields, onChange: (chosen) => save({ ...contacts, field: chosen }) })}
          </div>`
        : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-directories-tab': RqDirectoriesTab;
  }
  interface HTMLElementEventMap {
    'rq-directory-saved': RqDirectorySavedEvent;
  }
}
