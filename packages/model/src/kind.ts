import type { DecisionTable } from './decision/table.js';
import type { FollowUp } from './decision-made.js';
import type { AccessMap, FormDefinition } from './form.js';
import type { Guard } from './guard.js';
import type { JsonObject } from './json.js';
import type { RoleId, UnitId } from './org.js';
import type { ReservationRule } from './reservation.js';
import type { ConversationSettings } from './conversation.js';
import type { StepGuide } from './guides.js';
import type { ParticipationRules } from './participation.js';
import type { RatingSettings } from './rating.js';
import type { RelationRule } from './relations.js';
import type { LocalizedText } from './text.js';
import type { PaymentSettings, ResourceSettings } from './usage.js';

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

/**
 * By when a request of the kind is to be answered or done. Several norms of the same deadline are tried in order: the first that gives a
 * time counts. One that gives none yet, because a field is not filled, is asked again after every change until it does; a deadline once
 * set does not follow later changes of fields. Working time is that of the unit that answers for the kind, else of the initiator's unit.
 */
export interface Norm {
  /** `answer`: when the applicant has an answer · `execution`: when everything is done. Both run side by side. */
  readonly deadline: 'answer' | 'execution';
  /** ISO duration in working time (`P5D`), or FEEL with leading `=` giving one, a number of working days, or a date. */
  readonly within?: string;
  /** A decision table of the kind that gives the same. Used when `within` is absent. */
  readonly decision?: string;
  /** `field.property`: a property of the record that a lookup field names, which holds the same. Used when the two above are absent. */
  readonly field?: string;
  /** Step from whose end the time counts, such as the registration; from submission when absent. */
  readonly from?: string;
  /** Step whose end stops the clock. When absent: `answer` stops at the first decision of somebody else than the initiator, `execution` at the end of the request. */
  readonly until?: string;
  /** Working time before the deadline at which those responsible are asked for an estimated date; half-way when the whole time is shorter. Default `P1D`. */
  readonly ask?: string;
}

/** Requests of the kind may be submitted again and again by themselves. */
export interface RecurrenceSettings {
  /** Times that passed while nothing was running: only the `last` one is made up for (the default), `all`, or those of a day that is over not at all (`skip`). */
  readonly missed?: 'last' | 'all' | 'skip';
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

/** Data that the form and the route are tried with. */
export interface Sample {
  /** Unlike that of every other sample of the kind. */
  readonly title: string;
  readonly data: JsonObject;
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
  /** Who takes part in its requests without a task, by their role. Watchers, the mentioned and the interested when a role has no rule; outsiders only by a rule. */
  readonly participation?: ParticipationRules;
  readonly conversation?: ConversationSettings;
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
  /** People may order it regularly. Not when absent. */
  readonly recurrence?: RecurrenceSettings;
  /** What leads performers through steps of its route. */
  readonly guides?: readonly StepGuide[];
  /** Its completed requests are rated. Not when absent. */
  readonly rating?: RatingSettings;
  /** What may be made of its requests, and what belongs to them. */
  readonly relations?: readonly RelationRule[];
  /** By when requests are answered and done. No deadlines when absent. */
  readonly deadlines?: readonly Norm[];
  /** Conditions under which its requests are taken and go on. */
  readonly guards?: readonly Guard[];
  /** Records that its requests keep for whoever asked. */
  readonly reservations?: readonly ReservationRule[];
  /** What decisions out of a directory start. */
  readonly followUps?: readonly FollowUp[];
  /** Whoever executes notes materials and hours. Not when absent. */
  readonly resources?: ResourceSettings;
  /** Its requests have payments. Not when absent. */
  readonly payments?: PaymentSettings;
  /** Tables that its route decides by, named by their ids. */
  readonly decisions?: readonly DecisionTable[];
  /**
   * Fields that the register filters, sorts and counts by: texts, numbers, dates, choices and lookups at the top of the form, at most 12.
   * A field that is hidden from anybody who may see a request is left out.
   */
  readonly filterable?: readonly string[];
  /** Fields shown in lists beside the title. */
  readonly columns?: readonly string[];
  /** What the designer tries the kind with: at most 20, each at most 64 Ki characters of JSON. No request is made of them. */
  readonly samples?: readonly Sample[];
}

export type KindStatus = 'draft' | 'published' | 'archived';
