import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { Directory, Kind, Locale, Org, Stage } from '@requestry/model';
import { RqElement } from '@requestry/ui';
import { iconPaths } from '@requestry/ui/icons';
import { RqDraftEditEvent } from '../draft-edit.js';
import type { Draft } from '../draft-edit.js';
import { fieldKeys, titleOfKey } from '../form-builder/tree.js';
import { messages } from '../locales/index.js';
import { checkField, localizedField, selectField, textField } from '../parts/fields.js';
import { idOf, inLanguage, withLanguage } from '../parts/localized.js';
import { stepsOf } from '../parts/route-steps.js';
import type { RouteStep } from '../parts/route-steps.js';
import { tabStyles } from '../parts/styles.js';
import type { Problem } from '../problems.js';
import { fieldsOf, filterableSorts } from '../route-tab/fields.js';
import type { CallableKind } from '../route-tab/panel/context.js';
import { ruleWords } from '../rules/locales/index.js';
import type { Jump, RulePart } from '../rules/rules.js';
import { renderAccessRule } from './access-rule.js';
import { renderDeadlines } from './deadlines.js';
import { exampleNumber, exampleTitle } from './examples.js';

const icons = ['form', 'repair', 'box', 'key', 'laptop', 'money', 'calendar', 'users', 'user', 'home', 'phone', 'file', 'attach', 'comment', 'bell', 'clock', 'map-pin', 'link', 'lock', 'settings', 'star', 'catalog', 'acceptance', 'registration'].filter((name) => Object.hasOwn(iconPaths, name));

const ruleParts: readonly RulePart[] = ['guards', 'reservations', 'followUps', 'relations', 'participation', 'usage', 'rating', 'leftovers'];

/**
 * What a kind is, who may ask and see, how its requests are called and numbered.
 * @fires rq-draft-edit - something was changed
 */
export class RqGeneralTab extends RqElement {
  static override styles = [
    tabStyles,
    css`
      .page {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        max-inline-size: 60rem;
      }
      .icons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-1);
      }
      .icons label {
        position: relative;
        display: grid;
        place-items: center;
        inline-size: 2.25rem;
        block-size: 2.25rem;
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
        font-size: 1.125rem;
        cursor: pointer;
      }
      .icons input {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        opacity: 0;
        cursor: pointer;
      }
      .icons label:has(:checked) {
        border-color: var(--rq-accent);
        background: var(--surface-selected);
        color: var(--rq-accent);
      }
      .icons label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 1px;
      }
      fieldset {
        display: grid;
        gap: var(--rq-space-2);
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: 500;
        margin-block-end: var(--rq-space-1);
      }
      .stage {
        display: grid;
        grid-template-columns: 1.5rem minmax(0, 1fr) minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--rq-space-2);
      }
      .stage .number {
        color: var(--rq-text-muted);
        text-align: end;
      }
      .norm {
        grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        align-items: start;
        padding-block-end: var(--rq-space-2);
        border-block-end: 1px solid var(--rq-border);
      }
      .norm > rq-button {
        align-self: end;
      }
      .checks {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
        gap: var(--rq-space-2);
      }
      .example {
        font-variant-numeric: tabular-nums;
      }
      @container (max-width: 30rem) {
        .stage {
          grid-template-columns: 1.5rem minmax(0, 1fr) auto;
        }
        .stage .second {
          grid-column: 2;
          grid-row: 2;
        }
      }
    `,
  ];

  @property({ attribute: false }) draft?: Draft;
  @property({ attribute: false }) contentLocale?: Locale;
  @property({ attribute: false }) org?: Org;
  @property({ attribute: false }) problems: readonly Problem[] = [];
  @property({ attribute: false }) directories: readonly Directory[] = [];
  /** Published kinds besides this one. */
  @property({ attribute: false }) kinds: readonly CallableKind[] = [];
  /** Id of an input to show. */
  @property({ attribute: false }) place?: string;
  /** Rule to show. */
  @property({ attribute: false }) jump?: Jump;
  /** Of the route, for deadlines that begin or end with one. */
  @state() private steps: readonly RouteStep[] | undefined = [];

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('draft')) void this.#readSteps(this.draft?.route);
  }

  async #readSteps(route: string | undefined): Promise<void> {
    const steps = await stepsOf(route);
    if (this.draft?.route === route && this.steps !== steps) this.steps = steps;
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('place') || this.place === undefined) return;
    const input = this.shadowRoot?.querySelector<HTMLElement>(this.place === 'titleTemplate' ? '#title-template' : '#title-ru');
    input?.focus();
  }

  #edit(what: string, patch: Partial<Record<keyof Kind, unknown>>, coalesce?: string): void {
    const { draft } = this;
    if (!draft) return;
    const kind: Record<string, unknown> = { ...draft.kind };
    for (const [name, value] of Object.entries(patch)) {
      if (value === undefined) delete kind[name];
      else kind[name] = value;
    }
    const t = this.words(messages);
    this.dispatchEvent(new RqDraftEditEvent({ label: t.changeOf({ what }), kind: kind as unknown as Kind, ...(coalesce === undefined ? {} : { coalesce: `general:${coalesce}` }) }));
  }

  override render(): unknown {
    const kind = this.draft?.kind;
    if (!kind) return nothing;
    return html`<div class="page">${this.#renderBasics(kind)} ${this.#renderWho(kind)} ${this.#renderNaming(kind)} ${this.#renderStages(kind)}
      ${renderDeadlines({ kind, steps: this.steps ?? [], language: this.language, onChange: (patch, coalesce) => this.#edit(this.words(messages).deadlines, patch, coalesce) })} ${this.#renderRules(kind)} ${this.#renderLists(kind)}</div>`;
  }

  #renderBasics(kind: Kind): unknown {
    const t = this.words(messages);
    const title = (language: Locale): unknown => localizedField({ id: `title-${language}`, label: t.title, text: kind.title, language, missing: t.missingTranslation, onText: (text) => this.#edit(t.title, { title: text ?? '' }, `title-${language}`) });
    const description = (language: Locale): unknown => localizedField({ id: `description-${language}`, label: t.description, text: kind.description, language, missing: t.missingTranslation, multiline: true, onText: (text) => this.#edit(t.description, { description: text }, `description-${language}`) });
    const category = (language: Locale): unknown => localizedField({ id: `category-${language}`, label: t.category, text: kind.category, language, missing: t.missingTranslation, onText: (text) => this.#edit(t.category, { category: text }, `category-${language}`) });
    return html`<section class="section">
      <h3>${t.basics}</h3>
      <div class="pair">${title('ru')}${title('en')}</div>
      <div class="pair">${description('ru')}${description('en')}</div>
      <div class="pair">${category('ru')}${category('en')}</div>
      <fieldset>
        <legend>${t.icon}</legend>
        <div class="icons">
          ${icons.map((name) => html`<label title=${name}><input type="radio" name="icon" value=${name} aria-label=${name} .checked=${(kind.icon ?? 'form') === name} @change=${() => this.#edit(t.icon, { icon: name })} /><rq-icon .name=${name}></rq-icon></label>`)}
        </div>
      </fieldset>
      <div class="pair">${selectField({ id: 'scope', label: t.scope, value: kind.scope, choices: [{ value: 'internal', label: t.scopeInternal }, { value: 'external', label: t.scopeExternal }], onChange: (scope) => this.#edit(t.scope, { scope }) })}</div>
    </section>`;
  }

  #renderWho(kind: Kind): unknown {
    const t = this.words(messages);
    const { org } = this;
    const rule = (id: 'submit' | 'see', label: string, empty: string, read: (who: string) => string): unknown =>
      renderAccessRule({ id, label, rule: kind[id], org, language: this.language, empty, read, onChange: (next) => this.#edit(label, { [id]: next }) });
    const unit = org?.units.find(({ kinds }) => kinds?.includes(kind.id));
    const head = org?.people.find(({ id }) => id === unit?.head)?.name ?? '';
    return html`<section class="section">
      <h3>${t.whoMay}</h3>
      ${rule('submit', t.whoSubmit, t.everybody, (who) => t.readSubmit({ who }))} ${rule('see', t.whoSee, t.participantsOnly, (who) => t.readSee({ who }))}
      <div class="field"><span class="label">${t.responsible}</span><p class="readback">${unit ? t.responsibleUnit({ unit: localize(unit.title, this.language), head }) : t.responsibleNone}</p></div>
    </section>`;
  }

  #renderNaming(kind: Kind): unknown {
    const t = this.words(messages);
    const content = this.contentLocale ?? this.language;
    const template = kind.titleTemplate ?? '';
    const chips = ['kind', 'number', ...fieldKeys(kind.form)];
    const label = (key: string): string => (key === 'kind' ? t.title : key === 'number' ? t.patternNumberChip : localize(titleOfKey(kind.form, key), content));
    const insert = (key: string): void => this.#edit(t.titleTemplate, { titleTemplate: `${template}${template === '' || /\s$/.test(template) ? '' : ' '}{${key}}` });
    const { numbering } = kind;
    const fault = numbering && !/\{n(:\d)?\}/.test(numbering.pattern) ? { error: t.patternNoNumber } : {};
    return html`<section class="section">
      <h3>${t.naming}</h3>
      ${textField({ id: 'title-template', label: t.titleTemplate, value: template, placeholder: '{kind}', help: t.titleTemplateHelp, onInput: (value) => this.#edit(t.titleTemplate, { titleTemplate: value === '' ? undefined : value }, 'template') })}
      <div class="row">${chips.map((key) => html`<button type="button" class="chip" title="{${key}}" @click=${() => insert(key)}><rq-icon name="plus"></rq-icon>${label(key)}</button>`)}</div>
      <p class="readback">${t.example({ text: exampleTitle(kind, content) })}</p>
      ${checkField({ id: 'numbered', label: t.numbered, checked: numbering !== undefined, onChange: (on) => this.#edit(t.numbered, { numbering: on ? { journal: kind.id, pattern: '{yyyy}-{n:5}' } : undefined }) })}
      ${numbering
        ? html`<div class="pair">
              ${textField({ id: 'pattern', label: t.pattern, value: numbering.pattern, mono: true, help: t.patternHelp, onInput: (pattern) => this.#edit(t.pattern, { numbering: { ...numbering, pattern } }, 'pattern'), ...fault })}
              ${textField({ id: 'journal', label: t.journal, value: numbering.journal, help: t.journalHelp, onInput: (journal) => this.#edit(t.journal, { numbering: { ...numbering, journal } }, 'journal') })}
            </div>
            <p class="readback example">${t.example({ text: exampleNumber(numbering.pattern, new Date()) })}</p>`
        : nothing}
    </section>`;
  }

  #renderStages(kind: Kind): unknown {
    const t = this.words(messages);
    const stages = kind.stages ?? [];
    const put = (next: readonly Stage[], coalesce?: string): void => this.#edit(t.stages, { stages: next.length > 0 ? next : undefined }, coalesce);
    const retitle = (index: number, language: Locale, value: string): void => put(stages.map((stage, at) => (at === index ? { ...stage, title: withLanguage(stage.title, language, value) ?? '' } : stage)), `stage-${index}-${language}`);
    const swap = (index: number, by: number): void => {
      const next = [...stages];
      const [one] = next.splice(index, 1);
      if (one) next.splice(index + by, 0, one);
      put(next);
    };
    const add = (): void => {
      const base = idOf(messages.en.newStage) || 'stage';
      let id = base;
      for (let number = 2; stages.some((stage) => stage.id === id); number += 1) id = `${base}-${number}`;
      put([...stages, { id, title: { ru: messages.ru.newStage, en: messages.en.newStage } }]);
    };
    const input = (stage: Stage, index: number, language: Locale, name: string): unknown =>
      html`<input class="input ${name}" lang=${language} aria-label="${t.stages} ${index + 1}, ${language}" placeholder=${language} .value=${inLanguage(stage.title, language)} @input=${(event: Event) => retitle(index, language, (event.target as HTMLInputElement).value)} />`;
    return html`<section class="section">
      <h3>${t.stages}</h3>
      <p class="help">${t.stagesHelp}</p>
      ${stages.length === 0 ? html`<p class="muted">${t.stagesEmpty}</p>` : nothing}
      ${stages.map(
        (stage, index) => html`<div class="stage">
          <span class="number">${index + 1}</span>${input(stage, index, 'ru', '')}${input(stage, index, 'en', 'second')}
          <span class="row">
            <rq-button variant="quiet" compact icon="arrow-up" label="${t.moveUp}: ${this.textOf(stage.title)}" ?disabled=${index === 0} @click=${() => swap(index, -1)}></rq-button>
            <rq-button variant="quiet" compact icon="arrow-down" label="${t.moveDown}: ${this.textOf(stage.title)}" ?disabled=${index === stages.length - 1} @click=${() => swap(index, 1)}></rq-button>
            <rq-button variant="quiet" compact icon="trash" label=${t.removeOf({ title: this.textOf(stage.title) })} @click=${() => put(stages.filter((_, at) => at !== index))}></rq-button>
          </span>
        </div>`,
      )}
      <div><rq-button compact icon="plus" @click=${add}>${t.addStage}</rq-button></div>
    </section>`;
  }

  #renderRules(kind: Kind): unknown {
    return html`<section class="section">
      <h3>${this.words(ruleWords).besides}</h3>
      <rq-rules .locale=${this.language} .kind=${kind} .org=${this.org} .directories=${this.directories} .kinds=${this.kinds} .steps=${this.steps} .parts=${ruleParts} .problems=${this.problems} .jump=${this.jump}></rq-rules>
    </section>`;
  }

  #renderLists(kind: Kind): unknown {
    const t = this.words(messages);
    const content = this.contentLocale ?? this.language;
    const columns = kind.columns ?? [];
    const toggle = (key: string, on: boolean): void => {
      const next = on ? [...columns, key] : columns.filter((each) => each !== key);
      this.#edit(t.listColumns, { columns: next.length > 0 ? next : undefined });
    };
    const filters = fieldsOf(kind, content).filter(({ name, sort }) => filterableSorts.has(sort) || (kind.filterable ?? []).includes(name));
    const filter = (key: string, on: boolean): void => {
      const next = on ? [...(kind.filterable ?? []), key] : (kind.filterable ?? []).filter((each) => each !== key);
      this.#edit(t.listFilters, { filterable: next.length > 0 ? next : undefined });
    };
    const flags: ReadonlySet<string> = new Set(['reviewed', 'watch']);
    const feature = (name: 'comments' | 'withdraw' | 'forecast' | 'reviewed' | 'watch', label: string): unknown =>
      checkField({ id: `feature-${name}`, label, checked: flags.has(name) ? kind.features?.[name] === true : kind.features?.[name] !== false, onChange: (on) => this.#edit(label, { features: { ...kind.features, [name]: on } }) });
    return html`<section class="section">
        <h3>${t.lists}</h3>
        <fieldset>
          <legend>${t.listColumns}</legend>
          <p class="help">${t.listColumnsHelp}</p>
          <div class="checks">${fieldKeys(kind.form).map((key) => checkField({ id: `column-${key}`, label: localize(titleOfKey(kind.form, key), content) || key, checked: columns.includes(key), onChange: (on) => toggle(key, on) }))}</div>
        </fieldset>
        <fieldset>
          <legend>${t.listFilters}</legend>
          <p class="help">${t.listFiltersHelp}</p>
          <div class="checks">${filters.map(({ name, title }) => checkField({ id: `filter-${name}`, label: title, checked: (kind.filterable ?? []).includes(name), onChange: (on) => filter(name, on) }))}</div>
        </fieldset>
      </section>
      <section class="section">
        <h3>${t.features}</h3>
        <div class="checks">${feature('comments', t.featureComments)}${feature('withdraw', t.featureWithdraw)}${feature('forecast', t.featureForecast)}${feature('reviewed', t.featureReviewed)}${feature('watch', t.featureWatch)}</div>
      </section>
      <section class="section">
        <h3>${t.personalData}</h3>
        <p class="help">${t.personalDataHelp}</p>
        <div class="checks">${checkField({ id: 'personal', label: t.personalDataHeld, checked: kind.personalData ?? false, onChange: (on) => this.#edit(t.personalData, { personalData: on || undefined }) })}</div>
      </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-general-tab': RqGeneralTab;
  }
}
