import type { Decision } from './decision-made.js';
import type { ContactMention } from './conversation.js';
import type { AccessMap } from './form.js';
import type { JsonObject } from './json.js';
import type { PersonId, UnitId } from './org.js';
import type { Channel, Contact, CounterpartyRef, Utm } from './source.js';
import type { Outcome, StepType } from './step.js';
import type { LocalizedText } from './text.js';
import type { Trace } from './trace.js';
import type { Issue } from './errors.js';
import type { ScriptAnswer, Tick } from './guides.js';
import type { Participant } from './participation.js';
import type { Rating } from './rating.js';
import type { Link } from './relations.js';
import type { Payment, UsageLine } from './usage.js';
import type { Occurrence, RecurrenceRule } from './recurrence.js';
import type { Reservation } from './reservation.js';

export type RequestState =
  | 'draft'
  | 'active'
  | 'postponed'
  | 'completed'
  | 'rejected'
  | 'withdrawn'
  | 'cancelled'
  | 'refused';

/** One deadline of a request and its clock, which rests while the request waits for its initiator, is put off or suspended. */
export interface Deadline {
  readonly deadline: 'answer' | 'execution';
  /** ISO instant that the time is counted from. */
  readonly from: string;
  /** ISO instant; later by the working time that the clock has rested. */
  readonly due: string;
  readonly state: 'running' | 'paused' | 'stopped';
  /** Since when the state holds. */
  readonly since: string;
  /** The due moment has passed while the clock was running. */
  readonly missed?: boolean;
  /** Those responsible have been asked for an estimated date. */
  readonly asked?: boolean;
  /** Why this moment. */
  readonly why: Trace;
}

/** When a request will probably be done, as somebody responsible has told its initiator. */
export interface Estimate {
  /** ISO date. */
  readonly date: string;
  readonly comment?: string;
  readonly by: PersonId;
  readonly at: string;
}

/** A request that is submitted again and again by a rule. */
export interface Recurrence {
  readonly id: string;
  readonly kind: string;
  /** What is submitted each time; computed fields are computed anew. */
  readonly data: JsonObject;
  readonly rule: RecurrenceRule;
  readonly initiator: PersonId;
  /** Who set it up for the initiator. */
  readonly startedBy?: PersonId;
  readonly startedAt: string;
  /** `ended`: the rule gives no more times · `stopped`: by somebody, or because its kind is gone. */
  readonly state: 'active' | 'ended' | 'stopped';
  /** Requests made so far. */
  readonly made: number;
  readonly next?: Occurrence;
  readonly last?: { readonly at: string; readonly request: string; readonly n: number };
  /** Why the last time gave no request. */
  readonly problem?: { readonly at: string; readonly n: number; readonly code: string; readonly issues: readonly Issue[] };
  readonly stopped?: { readonly by?: PersonId; readonly at: string; readonly comment?: string };
}

/** Where a request came from and who asked. */
export interface Origin {
  /** Id of its source. */
  readonly source: string;
  readonly channel: Channel;
  /** Somebody entered it by hand: no channel brought it. */
  readonly manual?: boolean;
  readonly utm?: Utm;
  /** What whoever asked said of themselves. */
  readonly contact?: Contact;
  readonly counterparty?: CounterpartyRef;
  /** The counterparty's first request. */
  readonly firstTime?: boolean;
}

/** A submitted request as stored. Its history is in events, its process state beside it. */
export interface Request extends Partial<Origin> {
  readonly id: string;
  /** Cannot be guessed; may be told to outsiders. 19 random digits and one that tells mistakes, in groups of four. */
  readonly publicId: string;
  readonly number?: string;
  /** Where the number stands: journal, year (empty for journals that never begin anew) and place, counted from 1. */
  readonly registered?: { readonly journal: string; readonly year: string; readonly place: number };
  readonly kind: string;
  readonly kindVersion: number;
  readonly title: string;
  readonly data: JsonObject;
  readonly state: RequestState;
  readonly stage?: string;
  /** Outcome of the step that ended the request, or the end event's name. */
  readonly outcome?: string;
  readonly initiator: PersonId;
  /** Who entered it for the initiator. */
  readonly submittedBy?: PersonId;
  readonly unit?: UnitId;
  readonly submittedAt: string;
  /** By when it is to be done: its kind's deadline of execution, else when the first of its open tasks is due. */
  readonly due?: string;
  /** By when it is to be answered. */
  readonly answerDue?: string;
  readonly deadlines?: readonly Deadline[];
  readonly estimate?: Estimate;
  /** Which time of which recurring request it is. */
  readonly recurrence?: { readonly id: string; readonly n: number };
  /** What was decided last, out of a directory. */
  readonly decision?: Decision;
  /** What work on it took. */
  readonly usage?: readonly UsageLine[];
  readonly payments?: readonly Payment[];
  /** Records kept for it, those given back too. */
  readonly reservations?: readonly Reservation[];
  readonly closedAt?: string;
  /** People who had or have a task, besides the initiator: they see the request. */
  readonly participants: readonly PersonId[];
  /** People who take part without a task; they see it too. */
  readonly invited?: readonly Participant[];
  /** What was ticked off at its steps, and answered in their scripts. */
  readonly ticks?: readonly Tick[];
  readonly answers?: readonly ScriptAnswer[];
  /** How satisfied its initiator is. */
  readonly rating?: Rating;
  /** Requests that it belongs to. */
  readonly links?: readonly Link[];
  /** The first request of the chain that it is in; absent for the first. */
  readonly chain?: string;
  /** What its chain is about. */
  readonly subject?: string;
  /** Amendments that have changed it. */
  readonly amendedBy?: readonly string[];
  /** Nobody can do anything until an administrator lets it go on. */
  readonly suspended?: { readonly by: PersonId; readonly at: string; readonly comment?: string };
  /** Its personal data is gone for good. */
  readonly erased?: { readonly by: PersonId; readonly at: string };
  /**
   * The route cannot go on; an administrator has to look. With `held` it only did not do by itself what it should have: by the escalation of a step, which stays
   * with whoever has it, by a timer, or as a condition was met.
   */
  readonly incident?: { readonly code: string; readonly element: string; readonly at: string; readonly held?: 'alarm' | 'timer' | 'condition'; readonly why?: Trace };
}

export type TaskState = 'waiting' | 'open' | 'completed' | 'cancelled';

/** One thing one person (or one of several) has to do on a request. */
export interface Task {
  readonly id: string;
  readonly request: string;
  /** Id of the route's element. */
  readonly step: string;
  readonly type: StepType;
  readonly title: LocalizedText;
  readonly state: TaskState;
  /** Whose task it is. Absent while several `candidates` may take it. */
  readonly assignee?: PersonId;
  readonly candidates: readonly PersonId[];
  /** For whom the assignee stands in. */
  readonly onBehalfOf?: PersonId;
  readonly why: Trace;
  readonly outcomes: readonly Outcome[];
  readonly access: AccessMap;
  /** Put off until a moment, a condition, or until somebody resumes it; its state is `waiting` meanwhile. */
  readonly postponed?: { readonly until?: string; readonly condition?: string; readonly by: PersonId };
  /** Who asks: the task is a question beside the step, and its answer decides nothing. */
  readonly askedBy?: PersonId;
  readonly guidance?: LocalizedText;
  readonly checklist?: readonly LocalizedText[];
  readonly due?: string;
  readonly createdAt: string;
  readonly completedAt?: string;
  readonly completedBy?: PersonId;
  readonly outcome?: string;
  readonly comment?: string;
}

export interface Comment {
  readonly id: string;
  readonly request: string;
  /** The comment that it answers. */
  readonly parent?: string;
  readonly visibility: 'public' | 'private';
  /** Empty when it was deleted. */
  readonly body: string;
  readonly mentions: readonly PersonId[];
  /** Contact persons of the client who are named. */
  readonly contacts?: readonly ContactMention[];
  /** `system` when somebody outside wrote it; `from` says who. */
  readonly by: PersonId;
  readonly at: string;
  /** `app` when absent. */
  readonly via?: 'app' | 'mail';
  readonly from?: { readonly name?: string; readonly email: string };
  /** The sender has no part in the request; the comment is private for that. */
  readonly unknownSender?: boolean;
  /** When its writer last changed it. */
  readonly changedAt?: string;
  readonly deleted?: { readonly by: PersonId; readonly at: string };
  readonly files?: readonly FileRef[];
}

/** A file by what is in it. */
export interface FileRef {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Absent when the store keeps no files: then only its name is known. */
  readonly sha256?: string;
}

/** One fact of a request's history. `prev` is the hash of the event before, so that history cannot be bent unseen. */
export interface RequestEvent {
  readonly seq: number;
  readonly at: string;
  /** Absent: the system itself (a timer, a rule). */
  readonly by?: PersonId;
  readonly onBehalfOf?: PersonId;
  readonly type: string;
  /** The facts, by type; see `events.ts`. */
  readonly facts: JsonObject;
  readonly trace?: Trace;
  readonly prev: string;
}

export interface Notification {
  readonly id: string;
  readonly to: PersonId;
  readonly request: string;
  readonly event: string;
  readonly title: string;
  readonly by?: PersonId;
  readonly step?: LocalizedText;
  readonly at: string;
  readonly read: boolean;
}
