import { nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Directory, Kind, Org } from '@requestry/model';
import { RqElement } from '@requestry/ui';
import { RqDraftEditEvent } from '../draft-edit.js';
import { NeighboursController } from '../parts/neighbours.js';
import type { Problem } from '../problems.js';
import { emptyOrg } from '../route-tab/entry-text.js';
import { fieldsOf } from '../route-tab/fields.js';
import { words } from '../route-tab/locales/index.js';
import type { CallableKind } from '../route-tab/panel/context.js';
import type { RuleContext } from './context.js';
import { followUpsSection } from './editors/follow-ups.js';
import { guardsSection } from './editors/guards.js';
import { participationSection } from './editors/participation.js';
import { leftoversSection, ratingSection } from './editors/rating.js';
import { relationsSection } from './editors/relations.js';
import { reservationsSection } from './editors/reservations.js';
import { scriptFields } from './editors/script.js';
import { usageSection } from './editors/usage.js';
import { ruleWords } from './locales/index.js';
import { ruleNames } from './names.js';
import type { RuleStep } from './names.js';
import { rulesStyles } from './rules.styles.js';

/** A sort of rules. */
export type RulePart = 'guards' | 'reservations' | 'followUps' | 'relations' | 'participation' | 'usage' | 'rating' | 'script' | 'leftovers';

/** The control to turn to, by where it stands in the kind. A new object each time somebody turns to it. */
export interface Jump {
  readonly path?: string;
}

const turnedTo = new WeakSet<Jump>();

/**
 * What a kind asks and does besides its form and its route, or what belongs to one step of it: a row for each sort of rules, which tells how it
 * stands and opens to be changed.
 * @fires rq-draft-edit - a rule was changed
 */
export class RqRules extends RqElement {
  static override styles = rulesStyles;

  @property({ attribute: false }) kind?: Kind;
  @property({ attribute: false }) org?: Org;
  @property({ attribute: false }) directories: readonly Directory[] = [];
  /** Published kinds besides this one. */
  @property({ attribute: false }) kinds: readonly CallableKind[] = [];
  /** Steps of the route; absent while it is not read, or cannot be. */
  @property({ attribute: false }) steps?: readonly RuleStep[];
  /** Id of the step whose rules are shown; those of the whole kind when absent. */
  @property() step?: string;
  @property({ attribute: false }) parts: readonly RulePart[] = [];
  @property({ attribute: false }) problems: readonly Problem[] = [];
  @property({ attribute: false }) jump?: Jump;

  readonly #neighbours = new NeighboursController(this);
  readonly #formulas = new Set<string>();
  #turning?: { readonly path: string; readonly exact: boolean };

  override willUpdate(changed: PropertyValues<this>): void {
    const { jump } = this;
    if (!changed.has('jump') || jump?.path === undefined || turnedTo.has(jump)) return;
    this.#turning = { path: jump.path, exact: false };
  }

  override updated(): void {
    const turning = this.#turning;
    const found = turning && this.#placeOf(turning.path, turning.exact);
    if (!found) return;
    this.#turning = undefined;
    if (this.jump) turnedTo.add(this.jump);
    unfold(found);
    const inside = found instanceof HTMLDetailsElement ? found.querySelector('.inside') : found;
    const control = inside?.querySelector<HTMLElement>('input, select, textarea, button') ?? found.querySelector<HTMLElement>('summary');
    control?.focus();
    found.scrollIntoView({ block: 'nearest' });
  }

  /** The innermost part that the path leads into; only its very place when it has to be `exact`. */
  #placeOf(path: string, exact: boolean): Element | undefined {
    const places = [...this.renderRoot.querySelectorAll('[data-path]')].map((element) => ({ element, at: element.getAttribute('data-path') ?? '' }));
    const fitting = places.filter(({ at }) => (exact ? at === path : at === path || path.startsWith(`${at}/`)));
    return fitting.sort((one, other) => other.at.length - one.at.length)[0]?.element;
  }

  #context(kind: Kind): RuleContext {
    const locale = this.language;
    const neighbours = this.#neighbours.value;
    const org = this.org ?? emptyOrg;
    const steps = this.steps ?? [];
    const records = (directory: string): ReturnType<RuleContext['records']> => neighbours?.records(directory);
    const n = ruleNames({ kind, locale, org, directories: this.directories, kinds: this.kinds, steps, records });
    return {
      kind, locale, org, n, steps, records,
      t: this.words(words),
      w: this.words(ruleWords),
      g: { fields: n.fields },
      kinds: this.kinds,
      ...(this.step === undefined ? {} : { step: this.step }),
      problems: this.problems,
      connectors: () => neighbours?.connectors(),
      fieldsOf: (id) => (id === kind.id ? n.fields : neighbours?.kind(id) && fieldsOf(neighbours.kind(id), locale)),
      isFormula: (key) => this.#formulas.has(key),
      setFormula: (key, on) => {
        if (on) this.#formulas.add(key);
        else this.#formulas.delete(key);
        this.requestUpdate();
      },
      change: (what, patch, coalesce) => this.#change(kind, what, patch, coalesce),
      turnTo: (path) => {
        this.#turning = { path, exact: true };
      },
    };
  }

  #change(kind: Kind, what: string, patch: Partial<Kind>, coalesce?: string): void {
    const next = Object.fromEntries(Object.entries({ ...kind, ...patch }).filter(([, value]) => value !== undefined)) as unknown as Kind;
    this.dispatchEvent(new RqDraftEditEvent({ label: this.words(ruleWords).editOf({ what }), kind: next, ...(coalesce === undefined ? {} : { coalesce: `rules:${coalesce}` }) }));
  }

  override render(): unknown {
    const { kind } = this;
    if (!kind) return nothing;
    const c = this.#context(kind);
    return this.parts.map((part) => this.#part(part, c));
  }

  #part(part: RulePart, c: RuleContext): unknown {
    switch (part) {
      case 'guards':
        return guardsSection(c);
      case 'reservations':
        return reservationsSection(c, (event) => this.dispatchEvent(event));
      case 'followUps':
        return followUpsSection(c);
      case 'relations':
        return relationsSection(c);
      case 'participation':
        return participationSection(c);
      case 'usage':
        return usageSection(c);
      case 'rating':
        return ratingSection(c);
      case 'script':
        return scriptFields(c);
      case 'leftovers':
        return leftoversSection(c, this.steps !== undefined);
    }
  }
}

/** Opens everything that a part is folded into, through shadow roots. */
function unfold(part: Element): void {
  for (let at: Node | null = part; at; at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null)) if (at instanceof HTMLDetailsElement) at.open = true;
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-rules': RqRules;
  }
}
