import type { DecisionTable } from './decision/table.js';
import type { AccessMap, FormDefinition } from './form.js';
import type { RoleId, UnitId } from './org.js';
import type { LocalizedText } from './text.js';

/** Who may: everybody when nothing is named, else members of any of these. */
export interface AccessRule {
  readonly roles?: readonly RoleId[];
  readonly units?: readonly UnitId[];
  readonly people?: readonly string[];
}

/** What boards, progress and statistics speak of; a step names its stage. */
export interface Stage {
  readonly id: string;
  readonly title: LocalizedText;
}

/** How requests of a kind get their numbers. */
export interface Numbering {
  readonly journal: string;
  readonly pattern: string;
  /** `year` when absent: every January the count begins at 1. */
  readonly reset?: 'year' | 'never';
}

/** Switches that fields, tabs and buttons follow. On when absent, except for the flags. */
export interface Features {
  readonly comments?: boolean;
  readonly withdraw?: boolean;
  readonly forecast?: boolean;
  /** People may mark requests as reviewed, each for themselves. Off when absent. */
  readonly reviewed?: boolean;
  /** People may keep requests on watch until they are done, each for themselves. Off when absent. */
  readonly watch?: boolean;
}

/** One kind of request: what is asked, by which form, along which route. Its route is stored beside it as BPMN. */
export interface Kind {
  readonly id: string;
  readonly title: LocalizedText;
  readonly description?: LocalizedText;
  /** Name of an icon of `@requestry/ui`. */
  readonly icon?: string;
  /** Heading in the catalog. */
  readonly category?: LocalizedText;
  readonly scope: 'internal' | 'external';
  readonly submit?: AccessRule;
  /** Who sees all requests of the kind, besides their participants. Nobody when absent. */
  readonly see?: AccessRule;
  readonly features?: Features;
  /** Text with `{field}`, `{kind}`, `{number}` inserted. Default: `{kind}`. */
  readonly titleTemplate?: string;
  /**
   * `pattern` with `{yyyy}`, `{yy}`, `{mm}`, `{n}` or `{n:5}`: `ЗК-{yyyy}-{n:5}`. Gap-free per journal, and per year unless `reset` is `never`.
   * Kinds may share a journal.
   */
  readonly numbering?: Numbering;
  /**
   * Its requests hold personal data: what their history says is encrypted with a key of each request's own, and an ended request can be erased
   * without breaking the chain of its history. Cannot be switched off for requests that were made with it.
   */
  readonly personalData?: boolean;
  readonly form: FormDefinition;
  /** What the initiator may do with each field at submission; `edit` when absent. */
  readonly submitAccess?: AccessMap;
  /** What people see who have no task on the request; `read` when absent. */
  readonly viewAccess?: AccessMap;
  readonly stages?: readonly Stage[];
  /** Tables that its route decides by, named by their ids. */
  readonly decisions?: readonly DecisionTable[];
  /**
   * Fields that the register filters, sorts and counts by: texts, numbers, dates, choices and lookups at the top of the form, at most 12.
   * A field that is hidden from anybody who may see a request is left out.
   */
  readonly filterable?: readonly string[];
  /** Fields shown in lists beside the title. */
  readonly columns?: readonly string[];
}

export type KindStatus = 'draft' | 'published' | 'archived';
