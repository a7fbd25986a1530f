/**
 * The port of those who work with requests. Elements know only this one and that of administrators; the in-page runtime, an HTTP client and a
 * host's own backend stand behind them. Every command takes an `idempotencyKey` and answers the same for a repeat;
 * a person's key that was used for something else is refused with `INVALID`. Expected failures are `RequestryError`s.
 */
import type { DecisionChoice, FollowUpService } from '../decision-made.js';
import type { ConversationService } from '../conversation.js';
import type { EnteredFor, EnteringService } from '../entering.js';
import type { FileService } from '../files.js';
import type { Forecast } from '../forecast.js';
import type { GuideService } from '../guides.js';
import type { JsonObject } from '../json.js';
import type { Substitution } from '../org.js';
import type { ParticipationService } from '../participation.js';
import type { Preferences, PreferencesView } from '../preferences.js';
import type { RecurrenceRule } from '../recurrence.js';
import type { Period, RegisterGroups, RegisterView, RequestFilter, RequestFlag, RequestGrouping, RequestOrder } from '../register.js';
import type { Notification } from '../request.js';
import type { ReservationService } from '../reservation.js';
import type { RatingService } from '../rating.js';
import type { Basis, RelationService } from '../relations.js';
import type { LocalizedText } from '../text.js';
import type { Trace } from '../trace.js';
import type { UsageService } from '../usage.js';
import type { ActorView, DraftView, HistoryEntry, HistoryProof, JournalEntry, JournalView, KindSummary, KindView, Page, PageQuery, PastView, PersonView, RecordView, RecurrenceView, RegisterPage, RequestView, SubstitutionView, TaskListName, TaskView } from './views.js';

/** Which task a change is about, as the person saw it. */
export interface TaskCommand {
  readonly task: string;
  readonly comment?: string;
  /** Version of the task that the person saw. */
  readonly expectedVersion?: number;
  readonly idempotencyKey: string;
}

/** Which request a change is about, as the person saw it. */
export interface RequestCommand {
  readonly request: string;
  readonly comment?: string;
  readonly expectedVersion?: number;
  readonly idempotencyKey: string;
}

export type Change = { readonly topic: 'requests' | 'tasks' | 'comments' | 'notifications' | 'kinds' | 'drafts'; readonly id?: string };

/** Whose preferences: a person's, or the organisation's. */
export interface PreferencesOf {
  readonly person?: string;
  readonly defaults?: boolean;
}

/** What people do with requests. */
export interface RequestService extends EnteringService, ReservationService, FollowUpService, ParticipationService, ConversationService, RelationService, GuideService, RatingService, UsageService, FileService {
  getActor(): Promise<ActorView>;
  findKinds(query?: { readonly text?: string }): Promise<readonly KindSummary[]>;
  getKind(query: { readonly kind: string }): Promise<KindView>;
  forecast(query: { readonly kind: string; readonly data: JsonObject; readonly source?: string } | { readonly request: string }): Promise<Forecast>;

  getDraft(query: { readonly kind: string }): Promise<DraftView | null>;
  /** Keeps what was typed so far. The last one wins and a repeat writes the same again, so that it needs no key. */
  saveDraft(command: { readonly kind: string; readonly data: JsonObject; readonly step: number; readonly basis?: Basis }): Promise<DraftView>;
  /** Nothing happens when there is none, so that it needs no key. */
  deleteDraft(command: { readonly kind: string }): Promise<void>;

  /** `basis`: what it is made of, by a rule of that one's kind. `source`, and who asks: for kinds that have sources, whose requests are entered by hand. `counterparty`: the card chosen; recognised by the contact when absent. */
  submitRequest(command: { readonly kind: string; readonly data: JsonObject; readonly idempotencyKey: string; readonly onBehalfOf?: string; readonly basis?: Basis } & EnteredFor): Promise<RequestView>;
  /** Submits a request again and again by a rule, the first time when the rule first says so. */
  startRecurrence(command: { readonly kind: string; readonly data: JsonObject; readonly rule: RecurrenceRule; readonly onBehalfOf?: string; readonly idempotencyKey: string }): Promise<RecurrenceView>;
  /** The actor's recurring requests, the newest first; with `all`, for administrators, everybody's. */
  findRecurrences(query: { readonly all?: boolean } & PageQuery): Promise<Page<RecurrenceView>>;
  /** No more requests are made; those made go on. */
  stopRecurrence(command: { readonly recurrence: string; readonly comment?: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RecurrenceView>;
  getRequest(query: { readonly request: string }): Promise<RequestView>;
  /** Requests that the actor may see. What no index entries answer is refused with `INVALID` and issues that say what is possible. A page may be short and still have a `next`. */
  findRequests(query: { readonly filter?: RequestFilter; readonly order?: RequestOrder } & PageQuery): Promise<RegisterPage>;
  /** Marks a request for the actor alone, or takes the mark away. Gives the flags it has now. Rejects with `STATE` where the kind has the flag switched off. */
  flagRequest(command: { readonly request: string; readonly flag: RequestFlag; readonly on: boolean; readonly idempotencyKey: string }): Promise<readonly RequestFlag[]>;
  /** The actor's own views of the register and those that are shared, by name. */
  findViews(): Promise<readonly RegisterView[]>;
  /** Keeps a view; a new one without `id`. At most 50 of one's own and 100 shared; sharing needs the right `design` or `administer`. Rejects with `INVALID` when the register could not be asked so. */
  saveView(command: Omit<RegisterView, 'id' | 'owner' | 'version' | 'shared'> & { readonly id?: string; readonly shared?: boolean; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RegisterView>;
  deleteView(command: { readonly view: string; readonly idempotencyKey: string }): Promise<void>;
  /** How many requests each group has, each counted up to 1 001; one group without a value when `by` is absent. */
  countRequests(query: { readonly filter?: RequestFilter; readonly by?: RequestGrouping }): Promise<RegisterGroups>;
  /** Journals of registration. Need the right to see every request. */
  findJournals(): Promise<readonly JournalView[]>;
  /** Lines of a journal and year, in the order of their numbers. */
  getJournal(query: { readonly journal: string; readonly year: string } & PageQuery): Promise<Page<JournalEntry>>;
  getHistory(query: { readonly request: string }): Promise<readonly HistoryEntry[]>;
  /** The request as it stood after an event of its history. Rejects with `NOT_FOUND` when there is none of that number. */
  getPast(query: { readonly request: string; readonly event: number }): Promise<PastView>;
  /**
   * Erases what an ended request says of people: its fields, history, comments and messages. What happened and when stays, and the chain
   * holds. There is no way back. Rejects with `STATE` for kinds that do not hold personal data.
   */
  eraseRequest(command: { readonly request: string; readonly reason: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Checks the chain of events and that they rebuild the state. Needs the right to see every request. */
  checkHistory(query: { readonly request: string }): Promise<HistoryProof>;
  /** The whole history as a text of lines that anybody can check without the system. Needs the right to see every request. */
  exportHistory(query: { readonly request: string }): Promise<{ readonly name: string; readonly text: string }>;
  withdrawRequest(command: { readonly request: string; readonly reason?: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  cancelRequest(command: { readonly request: string; readonly reason: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;

  findTasks(query: { readonly view: TaskListName } & PageQuery): Promise<Page<TaskView>>;
  countTasks(): Promise<Readonly<Record<Exclude<TaskListName, 'done'>, number>>>;
  getTask(query: { readonly task: string }): Promise<TaskView>;
  completeTask(command: {
    readonly task: string;
    readonly outcome: string;
    /** Changed fields, as far as the step lets them be edited. */
    readonly data?: JsonObject;
    readonly comment?: string;
    readonly reason?: string;
    /** For outcomes with a `decisionDirectory`. */
    readonly decision?: DecisionChoice;
    /** Version of the task that the person saw. */
    readonly expectedVersion?: number;
    readonly idempotencyKey: string;
  }): Promise<RequestView>;
  reassignTask(command: { readonly task: string; readonly to: string; readonly comment?: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;

  /** Back to a step that was done before, also out of parallel branches. The comment is what the others read as the reason. */
  returnRequest(command: TaskCommand & { readonly to: string; readonly comment: string }): Promise<RequestView>;
  /** Passes the responsibility to the head over the performer, who has the task from then on: what is claimed, and whether there is a conflict of interests. */
  escalateTask(command: TaskCommand & { readonly claims: string; readonly conflictOfInterests?: boolean }): Promise<RequestView>;
  /** Somebody else does the task in the performer's name. */
  delegateTask(command: TaskCommand & { readonly to: string }): Promise<RequestView>;
  /** One more person decides on the step. */
  addApprover(command: TaskCommand & { readonly person: string }): Promise<RequestView>;
  /** Takes the task, or the later turn of a person, off the step. The last one stays. */
  removeApprover(command: TaskCommand & { readonly person?: string }): Promise<RequestView>;
  /** Asks somebody without handing the task over; the answer comes to whoever asks. */
  askQuestion(command: Omit<TaskCommand, 'comment'> & { readonly of: string; readonly question: string }): Promise<RequestView>;
  /** Puts the step off: until a moment (ISO), a condition over the form's fields (FEEL), or until it is resumed. Its timers wait. */
  postponeTask(command: TaskCommand & { readonly until?: string; readonly condition?: string }): Promise<RequestView>;
  resumeTask(command: TaskCommand): Promise<RequestView>;
  /** Puts the whole request to rest, timers too. */
  suspendRequest(command: RequestCommand): Promise<RequestView>;
  continueRequest(command: RequestCommand): Promise<RequestView>;
  /** Tells the initiator when the request will probably be done: a date (ISO), today or later, and why. */
  estimateRequest(command: RequestCommand & { readonly date: string; readonly comment: string }): Promise<RequestView>;
  /** Tries again what stopped the request. */
  retryRequest(command: RequestCommand): Promise<RequestView>;

  /**
   * Tells a running route that something happened outside, as the host system does. The request that waits longest for a message of this name
   * and key has it; when none waits, a kind that begins with the message begins. `data`: fields that it brings. Gives the request's id.
   * Rejects with `STATE` when nobody waits for it. Needs the right `send`.
   */
  sendMessage(command: { readonly name: string; readonly key?: string; readonly data?: JsonObject; readonly idempotencyKey: string }): Promise<{ readonly request: string }>;
  /** Tells every route that waits for the signal, soon after. Needs the right `send`. */
  sendSignal(command: { readonly name: string; readonly data?: JsonObject; readonly idempotencyKey: string }): Promise<void>;

  /** Why this person, this date; what would move it. */
  explain(query: { readonly task: string } | { readonly request: string; readonly step: string }): Promise<Trace & { readonly names: Readonly<Record<string, string>> }>;

  findPeople(query: { readonly text?: string; readonly ids?: readonly string[]; readonly unit?: string; readonly role?: string; readonly withLoad?: boolean; readonly limit?: number }): Promise<readonly PersonView[]>;
  findUnits(query: { readonly text?: string; readonly ids?: readonly string[] }): Promise<readonly { readonly id: string; readonly title: LocalizedText; readonly parent?: string }[]>;
  /** Rejects with `FORBIDDEN` unless the actor may look up the directory. `period`: between which moments `available` is to be told; now when absent. */
  findRecords(query: { readonly directory: string; readonly text?: string; readonly ids?: readonly string[]; readonly filter?: JsonObject; readonly parent?: string | null; readonly period?: Period } & PageQuery): Promise<Page<RecordView>>;

  /** The actor's own absences and those the actor stands in for; administrators see everybody's, or those of a person. By their beginning. */
  findSubstitutions(query?: { readonly person?: string }): Promise<readonly SubstitutionView[]>;
  /** Names who stands in for the actor (administrators: for anybody) and for how long. Without `id` a new one. */
  saveSubstitution(command: { readonly substitution: Omit<Substitution, 'id'> & { readonly id?: string }; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<SubstitutionView>;
  deleteSubstitution(command: { readonly substitution: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<void>;

  findNotifications(query?: PageQuery): Promise<Page<Notification>>;
  /** What is read stays read. `all`: the newest 200 that are there when it is first done; without a key, a repeat takes what has come since with it. */
  readNotifications(command: { readonly ids: readonly string[] | 'all'; readonly idempotencyKey?: string }): Promise<void>;
  /** What somebody is told by which channel, and when. One's own when nobody is named; those of others, and the `defaults` of the organisation, need the right `administer`. */
  getPreferences(query?: PreferencesOf): Promise<PreferencesView>;
  /** Keeps all of them anew: what is not named follows the organisation, or what is usual. */
  savePreferences(command: PreferencesOf & { readonly preferences: Preferences; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<PreferencesView>;

  /** Calls back after something changed that the actor may see. A hint: read again. Returns the way to stop. */
  watch(listener: (change: Change) => void): () => void;
}
