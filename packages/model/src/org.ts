import type { Locale, LocalizedText } from './text.js';

export type PersonId = string;
export type UnitId = string;
export type RoleId = string;
export type GroupId = string;

export interface Unit {
  readonly id: UnitId;
  readonly title: LocalizedText;
  readonly parent?: UnitId;
  readonly head?: PersonId;
  /** Kinds of requests this unit answers for; its head is "head of the kind's unit". */
  readonly kinds?: readonly string[];
  readonly calendar?: string;
  /** Centre of financial responsibility: a record of the directory of cost centres. */
  readonly costCentre?: string;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly unit?: UnitId;
  readonly position?: LocalizedText;
  readonly roles?: readonly RoleId[];
  /** Direct manager when it is not the head of the unit. */
  readonly manager?: PersonId;
  readonly email?: string;
  readonly phone?: string;
  readonly locale?: Locale;
  /** Left the organisation: never assigned, still named in history. */
  readonly archived?: boolean;
}

export interface Role {
  readonly id: RoleId;
  readonly title: LocalizedText;
  /** Rights that the role gives; see `access.ts`. */
  readonly rights?: readonly string[];
}

export interface Group {
  readonly id: GroupId;
  readonly title: LocalizedText;
  readonly people: readonly PersonId[];
}

/** `who` acts for `forWhom` between two instants, for all kinds or the listed ones: has their new tasks, sees and may do those that are open. */
export interface Substitution {
  readonly id: string;
  readonly who: PersonId;
  readonly forWhom: PersonId;
  /** ISO dates (whole days in the organisation's zone) or instants. `to` is included when it is a date. */
  readonly from: string;
  readonly to: string;
  readonly kinds?: readonly string[];
  /** Rights of the absent that the substitute has meanwhile, besides their tasks: `administer`, `design`, `see-all`. Those that the absent does not have count for nothing. */
  readonly rights?: readonly string[];
  /** Why: leave, illness, business trip. */
  readonly reason?: LocalizedText;
}

/** The whole organisation at one moment. */
export interface Org {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly roles: readonly Role[];
  readonly groups: readonly Group[];
  readonly substitutions: readonly Substitution[];
}
