import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Directory, Kind, Org } from '@requestry/model';
import type { DocEntry, RouteDoc } from '@requestry/route';
import { buttonStyles, fieldStyles, RqElement, typographyStyles } from '@requestry/ui';
import { RqDraftEditEvent } from '../../draft-edit.js';
import { NeighboursController } from '../../parts/neighbours.js';
import type { Problem } from '../../problems.js';
import type { Jump } from '../../rules/rules.js';
import { findBranch, findEntry, isSplit } from '../doc-edits.js';
import { branchText, emptyOrg, entryName, entrySubtitle, glossary } from '../entry-text.js';
import { hueStyles } from '../hues.styles.js';
import { RouteIntentEvent } from '../intents.js';
import type { RouteView } from '../intents.js';
import { words } from '../locales/index.js';
import { elementMeaning } from '../meanings/index.js';
import { branchFields, splitFields } from './branch-fields.js';
import type { CallableKind, PanelContext } from './context.js';
import { panelStyles } from './panel.styles.js';
import { stepFields, waitFields } from './step-fields.js';

/**
 * Properties of what is selected: a step, a split, a branch, a wait, or what is drawn on the diagram.
 * @fires rq-route-intent - an edit, or another selection
 */
export class RqRoutePanel extends RqElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, hueStyles, panelStyles];

  @property({ attribute: false }) doc?: RouteDoc;
  @property({ attribute: false }) kind?: Kind;
  @property({ attribute: false }) org?: Org;
  /** Published kinds whose routes may be called. */
  @property({ attribute: false }) callable: readonly CallableKind[] = [];
  @property({ attribute: false }) directories: readonly Directory[] = [];
  /** What is wrong with the rules of steps. */
  @property({ attribute: false }) problems: readonly Problem[] = [];
  /** Rule to turn to. */
  @property({ attribute: false }) jump?: Jump;
  /** Id of the entry or branch. */
  @property() selected?: string;
  @property() view: RouteView = 'split';
  readonly #neighbours = new NeighboursController(this);
  @state() private sample?: string;
  @state() private formula = false;
  @state() private explain = false;

  /** Puts the focus on the first field. */
  async focusFirst(): Promise<void> {
    await this.updateComplete;
    const first = this.renderRoot.querySelector<HTMLInputElement>('input, select, textarea');
    first?.focus();
    first?.select?.();
  }

  override updated(changed: PropertyValues<this>): void {
    const path = changed.has('jump') ? this.jump?.path : undefined;
    if (path === undefined || !/^\/guides\/\d+\/mandatory/.test(path)) return;
    const fold = this.renderRoot.querySelector<HTMLDetailsElement>('[data-fold="guide"]');
    if (!fold) return;
    fold.open = true;
    fold.querySelector<HTMLElement>('input[type="checkbox"], .adder')?.focus();
  }

  #context(doc: RouteDoc): PanelContext {
    const locale = this.language;
    return {
      doc,
      kind: this.kind,
      org: this.org ?? emptyOrg,
      locale,
      t: this.words(words),
      g: glossary(doc, this.kind, this.org, locale),
      callable: this.callable,
      directories: this.directories,
      problems: this.problems,
      jump: this.jump,
      records: (directory) => this.#neighbours.value?.records(directory),
      sample: this.sample,
      explain: this.explain,
      setSample: (person) => (this.sample = person),
      apply: (next, label, coalesce, kind) => {
        if (next !== doc) this.dispatchEvent(new RouteIntentEvent({ do: 'apply', doc: next, label, ...(coalesce === undefined ? {} : { coalesce }), ...(kind === undefined ? {} : { kind }) }));
        else if (kind !== undefined) this.dispatchEvent(new RqDraftEditEvent({ label, kind, ...(coalesce === undefined ? {} : { coalesce }) }));
      },
    };
  }

  override render(): unknown {
    const doc = this.doc;
    const t = this.words(words);
    const found = doc && this.selected !== undefined ? findEntry(doc, this.selected) : undefined;
    const branch = doc && this.selected !== undefined && !found ? findBranch(doc, this.selected) : undefined;
    if (!doc || (!found && !branch)) return html`<div class="empty"><span>${t.panelEmpty}</span><small>${t.panelEmptyHelp}</small></div>`;
    const c = this.#context(doc);
    return keyed(
      this.selected,
      html`<div class="panel" role="region" aria-label=${t.panelLabel}>
        ${found ? this.#entry(c, found.entry) : nothing}
        ${branch
          ? html`<div class="heading hue"><rq-icon name="condition"></rq-icon><h3>${branchText(branch.branch, branch.index, branch.split.kind, c.g)}</h3>${this.#explainer(c)}</div>
              ${branchFields(c, branch.split, branch.branch, branch.index, this.formula, (on) => (this.formula = on))}`
          : nothing}
      </div>`,
    );
  }

  #entry(c: PanelContext, entry: DocEntry): unknown {
    const hue = entry.kind === 'step' ? entry.settings.type : entry.kind;
    const icon = entry.kind === 'choice' ? 'condition' : entry.kind === 'opaque' ? 'route' : hue;
    return html`<div class="heading hue ${hue}"><rq-icon .name=${icon}></rq-icon><h3>${entryName(entry, c.locale)}</h3>${this.#explainer(c)}</div>
      ${this.explain ? html`<p class="help about">${elementMeaning(elementOf(entry), c.locale)}</p>` : nothing}
      ${this.#fields(c, entry)}
      <div class="row"><span class="grow"></span>
        <button type="button" class="button compact danger" @click=${() => this.dispatchEvent(new RouteIntentEvent({ do: 'remove', ids: [entry.id] }))}>${c.t.removeStep}</button></div>`;
  }

  #explainer({ t }: PanelContext): unknown {
    return html`<button type="button" class="button quiet compact icon" aria-pressed=${String(this.explain)} title=${t.explain} aria-label=${t.explain} @click=${() => (this.explain = !this.explain)}>
      <rq-icon name="help"></rq-icon>
    </button>`;
  }

  #fields(c: PanelContext, entry: DocEntry): unknown {
    if (entry.kind === 'step') return stepFields(c, entry);
    if (entry.kind === 'wait') return waitFields(c, entry);
    if (isSplit(entry)) return splitFields(c, entry, (event) => this.dispatchEvent(event));
    return html`<p>${entrySubtitle(entry, c.g)}</p>
      <p class="help">${c.t.opaqueHelp}</p>
      ${this.view === 'diagram' ? nothing : html`<rq-button @click=${() => this.dispatchEvent(new RouteIntentEvent({ do: 'view', view: 'diagram' }))}>${c.t.openDiagram}</rq-button>`}`;
  }
}

/** The element that an entry of the list is on the diagram. */
function elementOf(entry: DocEntry): Parameters<typeof elementMeaning>[0] {
  switch (entry.kind) {
    case 'step':
      return entry.settings.type === 'action' ? 'serviceTask' : entry.settings.type === 'subroute' ? 'callActivity' : entry.settings.type === 'notification' ? 'sendTask' : 'userTask';
    case 'wait':
      return 'intermediateCatchEvent';
    case 'parallel':
      return 'parallelGateway';
    case 'inclusive':
      return 'inclusiveGateway';
    case 'choice':
      return 'exclusiveGateway';
    default:
      return 'subProcess';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-panel': RqRoutePanel;
  }
}
