/**
 * The ports. Elements know only these two; the in-page runtime, an HTTP client and a host's own backend stand behind them.
 * Every command takes an `idempotencyKey` and answers the same for a repeat. Expected failures are `RequestryError`s.
 */
import type { TaskChange } from './access.js';
import type { Directory, DirectoryRecord } from './directory.js';
import type { RoutePicture } from './diagram.js';
import type { EnteredFor, EnteringService, SourceChoice, SourceDesign } from './entering.js';
import type { Issue } from './errors.js';
import type { Forecast } from './forecast.js';
import type { AccessMap, FormDefinition } from './form.js';
import type { JsonObject } from './json.js';
import type { Kind, KindStatus } from './kind.js';
import type { Org, Person, Substitution } from './org.js';
import type { DeliveryState, DeliveryView, Preferences, PreferencesView } from './preferences.js';
import type { RecurrenceRule } from './recurrence.js';
import type { RegisterGroups, RegisterRebuild, RegisterView, RequestFilter, RequestFlag, RequestGrouping, RequestOrder } from './register.js';
import type { Comment, Notification, Origin, Recurrence, Request, RequestEvent, Task } from './request.js';
import type { Contact, CounterpartyRef, Utm } from './source.js';
import type { LocalizedText } from './text.js';
import type { Trace } from './trace.js';

/** May the actor do this, and why not. */
export interface Permission {
  readonly allowed: boolean;
  readonly reason?: Trace;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass as `after` to get the next page; absent on the last one. */
  readonly next?: string;
}

export interface PageQuery {
  /** 1…200, default 50. */
  readonly limit?: number;
  readonly after?: string;
}

/** A person as others see them, with today's load when asked for. */
export interface PersonView extends Person {
  readonly unitTitle?: LocalizedText;
  /** Open tasks. */
  readonly load?: number;
  /** Who stands in now, when the person is away. */
  readonly substitute?: string;
}

export interface ActorView {
  readonly person: PersonView;
  readonly rights: readonly string[];
  readonly zone: string;
}

/** One entry of the catalog. */
export interface KindSummary {
  readonly id: string;
  readonly version: number;
  readonly title: LocalizedText;
  readonly description?: LocalizedText;
  readonly icon?: string;
  readonly category?: LocalizedText;
  /** Whether the actor may submit one, and why not. */
  readonly submit: Permission;
  /** Working days a request usually takes, when known. */
  readonly usualDays?: number;
  /** The actor submitted one before; newest first in `recent` order. */
  readonly lastUsedAt?: string;
}

/** Everything needed to fill a new request. */
export interface KindView {
  readonly id: string;
  readonly version: number;
  readonly title: LocalizedText;
  readonly description?: LocalizedText;
  readonly icon?: string;
  readonly form: FormDefinition;
  readonly access: AccessMap;
  /** First values: initiator, date, cost centre, constants. */
  readonly initial: JsonObject;
  /** Names that rules and computed values of the form may use besides its fields. */
  readonly context: JsonObject;
  readonly features: NonNullable<Kind['features']>;
  /** It may be ordered regularly. */
  readonly recurring?: boolean;
  readonly hasRoute: boolean;
  /** The kind has sources: one of these has to be named at submission. None: the actor may not enter requests by hand. */
  readonly sources?: readonly SourceChoice[];
}

/** An action the actor sees as a button. */
export interface ActionView extends Permission {
  readonly action: 'withdraw' | 'cancel' | 'comment' | 'reassign' | 'copy' | TaskChange | 'suspend' | 'continue' | 'retry' | 'estimate' | 'erase';
}

export interface TaskView extends Task {
  readonly version: number;
  readonly requestNumber?: string;
  readonly requestTitle: string;
  readonly kind: string;
  readonly kindTitle: LocalizedText;
  readonly initiatorName: string;
  readonly unitTitle?: LocalizedText;
  readonly assigneeName?: string;
  readonly onBehalfOfName?: string;
  readonly outcomes: readonly (Task['outcomes'][number] & { readonly commentRequired: boolean })[];
  readonly overdue: boolean;
  /** Fields of the request shown in lists. */
  readonly highlights: readonly { readonly label: LocalizedText; readonly text: LocalizedText }[];
  /** The actor may complete it, and why not. */
  readonly complete: Permission;
}

export interface HistoryEntry extends RequestEvent {
  readonly byName?: string;
  /** Title of the step the event is about. */
  readonly step?: LocalizedText;
  /** Names of the people whose ids stand in `facts` and `trace`. */
  readonly names: Readonly<Record<string, string>>;
  /** Title of the chosen outcome. */
  readonly outcomeTitle?: LocalizedText;
}

/** A row of a list of requests. */
export interface RequestSummary {
  readonly id: string;
  readonly number?: string;
  readonly title: string;
  readonly kind: string;
  readonly kindTitle: LocalizedText;
  readonly icon?: string;
  readonly state: Request['state'];
  readonly stage?: LocalizedText;
  /** Titles of the open steps and who they wait for. */
  readonly waitingFor: readonly { readonly step: LocalizedText; readonly people: readonly string[] }[];
  readonly initiator: string;
  /** Name of the contact when nobody of the organisation asked. */
  readonly initiatorName: string;
  readonly source?: Origin['source'];
  readonly channel?: Origin['channel'];
  readonly manual?: boolean;
  readonly firstTime?: boolean;
  readonly submittedAt: string;
  readonly closedAt?: string;
  readonly due?: string;
  readonly answerDue?: string;
  /** When it will probably be done, as the initiator was told. */
  readonly estimatedDate?: string;
  readonly overdue: boolean;
  /** The actor's own; absent when there are none. */
  readonly flags?: readonly RequestFlag[];
  readonly version: number;
}

/** The card. `data` and `form` hold only what the actor may see. */
export interface RequestView extends RequestSummary {
  readonly publicId: string;
  readonly sourceTitle?: LocalizedText;
  readonly utm?: Utm;
  readonly contact?: Contact;
  /** `titles` has the titles of its cards. */
  readonly counterparty?: CounterpartyRef;
  readonly data: JsonObject;
  readonly kindVersion: number;
  readonly form: FormDefinition;
  /** Names that rules and computed values of the form may use besides its fields. */
  readonly context: JsonObject;
  /** What the actor may do with each field now: by the open task, else reading. */
  readonly access: AccessMap;
  /** Titles of records and people named by id in `data`, by id. */
  readonly titles: Readonly<Record<string, string>>;
  readonly unitTitle?: LocalizedText;
  /** Stages in order with where the request stands. */
  readonly progress: readonly { readonly id: string; readonly title: LocalizedText; readonly state: 'done' | 'current' | 'ahead' | 'skipped' }[];
  /** The actor's own open tasks first. */
  readonly tasks: readonly TaskView[];
  readonly actions: readonly ActionView[];
  readonly picture?: RoutePicture;
  /** Where it stands on the picture: node and edge ids. */
  readonly position: { readonly current: readonly string[]; readonly passed: readonly string[]; readonly skipped: readonly string[]; readonly edges: readonly string[] };
  readonly forecast?: Forecast;
  readonly incident?: Request['incident'];
  readonly suspended?: Request['suspended'];
  readonly erased?: Request['erased'];
  readonly recurrence?: Request['recurrence'];
  /** Deadlines with their clocks and why these moments. */
  readonly deadlines?: Request['deadlines'];
  readonly estimate?: Request['estimate'];
  /** Steps that were done and can be returned to, the latest first. */
  readonly returnSteps: readonly { readonly id: string; readonly title: LocalizedText }[];
  readonly names: Readonly<Record<string, string>>;
}

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

export type TaskListName = 'mine' | 'group' | 'substituting' | 'done';

/** The newest first when a query names no order. */
export interface RegisterPage extends Page<RequestSummary> {
  /** A filterable field is new and its entries are still being made: requests may be missing. */
  readonly rebuilding?: boolean;
}

/** One suggestion for a lookup field. */
export interface RecordView {
  readonly id: string;
  readonly title: string;
  readonly data: JsonObject;
  readonly parent?: string;
  /** Titles of the records above, outermost first. */
  readonly path?: readonly string[];
}

/** A request as it stood right after one of its events. */
export interface PastView {
  /** The event, by its number in the history. */
  readonly seq: number;
  readonly at: string;
  readonly state: Request['state'];
  readonly stage?: LocalizedText;
  /** Fields as they were, without those hidden from the actor. */
  readonly data: JsonObject;
  /** Open steps and who they waited for. */
  readonly waitingFor: RequestSummary['waitingFor'];
  /** Where it stood on the picture of its route now: nodes. */
  readonly current: readonly string[];
}

/** Whether a history is as it was written. */
export interface HistoryProof {
  readonly events: number;
  /** Hash of the last event. Whoever has noted it can tell later that nothing before was changed. */
  readonly last: string;
  readonly holds: boolean;
  /** Number of the first event that does not fit. */
  readonly brokenAt?: number;
  /** The events rebuild the state that is stored; absent for a request that was erased. */
  readonly rebuilds?: boolean;
}

/** A journal of registration: numbers of requests in order, without a gap. */
export interface JournalView {
  readonly id: string;
  /** Titles of the kinds whose requests it numbers now. */
  readonly kinds: readonly LocalizedText[];
  /** Years that have numbers, the latest first; one empty text for a journal that never begins anew. */
  readonly years: readonly string[];
}

/** One line of a journal. */
export interface JournalEntry {
  /** Counted from 1. */
  readonly place: number;
  readonly number: string;
  readonly request: string;
  readonly registeredAt: string;
  readonly applicant: string;
  readonly unitTitle?: LocalizedText;
  readonly kindTitle: LocalizedText;
  readonly title: string;
  readonly state: Request['state'];
  readonly closedAt?: string;
}

export interface DraftView {
  readonly kind: string;
  readonly data: JsonObject;
  readonly step: number;
  readonly savedAt: string;
}

/** Who stands in for whom, as those see it whom it concerns. */
export interface SubstitutionView extends Substitution {
  readonly whoName: string;
  readonly forWhomName: string;
  /** It holds now. */
  readonly current: boolean;
  /** May the actor change or delete it, and why not. */
  readonly change: Permission;
  /** For `expectedVersion`; absent for one that comes with the configuration. */
  readonly version?: number;
}

export interface RecurrenceView extends Recurrence {
  readonly version: number;
  readonly kindTitle: LocalizedText;
  readonly initiatorName: string;
  /** The next times, five at most. */
  readonly upcoming: readonly string[];
  /** May the actor stop it, and why not. */
  readonly stop: Permission;
}

export type Change = { readonly topic: 'requests' | 'tasks' | 'comments' | 'notifications' | 'kinds' | 'drafts'; readonly id?: string };

/** Whose preferences: a person's, or the organisation's. */
export interface PreferencesOf {
  readonly person?: string;
  readonly defaults?: boolean;
}

/** What people do with requests. */
export interface RequestService extends EnteringService {
  getActor(): Promise<ActorView>;
  findKinds(query?: { readonly text?: string }): Promise<readonly KindSummary[]>;
  getKind(query: { readonly kind: string }): Promise<KindView>;
  forecast(query: { readonly kind: string; readonly data: JsonObject; readonly source?: string } | { readonly request: string }): Promise<Forecast>;

  getDraft(query: { readonly kind: string }): Promise<DraftView | null>;
  saveDraft(command: { readonly kind: string; readonly data: JsonObject; readonly step: number }): Promise<DraftView>;
  deleteDraft(command: { readonly kind: string }): Promise<void>;

  /** `source`, and who asks: for kinds that have sources, whose requests are entered by hand. `counterparty`: the card chosen; recognised by the contact when absent. */
  submitRequest(command: { readonly kind: string; readonly data: JsonObject; readonly idempotencyKey: string; readonly onBehalfOf?: string } & EnteredFor): Promise<RequestView>;
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

  findComments(query: { readonly request: string }): Promise<readonly (Comment & { readonly byName: string })[]>;
  addComment(command: { readonly request: string; readonly body: string; readonly visibility: Comment['visibility']; readonly idempotencyKey: string }): Promise<Comment>;

  findPeople(query: { readonly text?: string; readonly ids?: readonly string[]; readonly unit?: string; readonly role?: string; readonly withLoad?: boolean; readonly limit?: number }): Promise<readonly PersonView[]>;
  findUnits(query: { readonly text?: string; readonly ids?: readonly string[] }): Promise<readonly { readonly id: string; readonly title: LocalizedText; readonly parent?: string }[]>;
  findRecords(query: { readonly directory: string; readonly text?: string; readonly ids?: readonly string[]; readonly filter?: JsonObject; readonly parent?: string | null } & PageQuery): Promise<Page<RecordView>>;

  /** The actor's own absences and those the actor stands in for; administrators see everybody's, or those of a person. By their beginning. */
  findSubstitutions(query?: { readonly person?: string }): Promise<readonly SubstitutionView[]>;
  /** Names who stands in for the actor (administrators: for anybody) and for how long. Without `id` a new one. */
  saveSubstitution(command: { readonly substitution: Omit<Substitution, 'id'> & { readonly id?: string }; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<SubstitutionView>;
  deleteSubstitution(command: { readonly substitution: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<void>;

  findNotifications(query?: PageQuery): Promise<Page<Notification>>;
  readNotifications(command: { readonly ids: readonly string[] | 'all' }): Promise<void>;
  /** What somebody is told by which channel, and when. One's own when nobody is named; those of others, and the `defaults` of the organisation, need the right `administer`. */
  getPreferences(query?: PreferencesOf): Promise<PreferencesView>;
  /** Keeps all of them anew: what is not named follows the organisation, or what is usual. */
  savePreferences(command: PreferencesOf & { readonly preferences: Preferences; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<PreferencesView>;

  /** Calls back after something changed that the actor may see. A hint: read again. Returns the way to stop. */
  watch(listener: (change: Change) => void): () => void;
}

/** A row of the designer's list of kinds. */
export interface KindRow {
  readonly id: string;
  readonly title: LocalizedText;
  readonly icon?: string;
  readonly category?: LocalizedText;
  readonly status: KindStatus;
  readonly publishedVersion?: number;
  /** Unpublished changes exist. */
  readonly hasDraft: boolean;
  readonly savedAt?: string;
  /** Requests not yet ended. */
  readonly open: number;
  readonly problems: { readonly errors: number; readonly warnings: number };
}

/** What is designed: the kind and the BPMN XML of its route. `version` is that of the stored draft, for `expectedVersion`. */
export interface KindDraft {
  readonly kind: Kind;
  readonly route?: string;
  readonly version: number;
  readonly publishedVersion?: number;
  readonly savedAt: string;
}

export interface KindVersion {
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly publishedByName: string;
  readonly note?: string;
  readonly kind: Kind;
  readonly route?: string;
  /** Requests of this version not yet ended. */
  readonly open: number;
}

/** What administrators do. */
export interface DesignService extends SourceDesign {
  findKindRows(): Promise<readonly KindRow[]>;
  getKindDraft(query: { readonly kind: string }): Promise<KindDraft>;
  createKind(command: { readonly kind: Kind; readonly route?: string; readonly idempotencyKey: string }): Promise<KindDraft>;
  /** Keeps the draft. Anything may be saved, sound or not; publishing checks. */
  saveKindDraft(command: { readonly kind: Kind; readonly route?: string; readonly expectedVersion: number }): Promise<KindDraft>;
  /** Back to the published version. */
  discardKindDraft(command: { readonly kind: string; readonly expectedVersion: number }): Promise<KindDraft>;
  /** Everything that is wrong with the draft; errors stop publishing. */
  checkKindDraft(query: { readonly kind: string }): Promise<readonly Issue[]>;
  publishKind(command: { readonly kind: string; readonly note?: string; readonly expectedVersion: number; readonly idempotencyKey: string }): Promise<KindVersion>;
  /** Moves a running request to the published version of its kind. Steps keep their place where the map names no other; what has none is named, and nothing happens. */
  migrateRequest(command: RequestCommand & { readonly steps?: Readonly<Record<string, string>> }): Promise<void>;
  archiveKind(command: { readonly kind: string; readonly archived: boolean; readonly idempotencyKey: string }): Promise<void>;
  findKindVersions(query: { readonly kind: string }): Promise<readonly KindVersion[]>;
  /** Kinds whose filterable fields changed while there were requests, and requests from before there was a register: until all are brought up to date by `work()`, answers by these fields, or all, say so. */
  findRegisterRebuilds(): Promise<readonly RegisterRebuild[]>;
  getOrg(): Promise<Org>;
  findDirectories(): Promise<readonly Directory[]>;
  saveDirectory(command: { readonly directory: Directory; readonly idempotencyKey: string }): Promise<Directory>;
  /** `warnings` name other cards with the same tax number or contact, when the directory is one of counterparties. */
  saveRecord(command: { readonly record: DirectoryRecord; readonly idempotencyKey: string }): Promise<DirectoryRecord & { readonly warnings?: readonly Issue[] }>;
  /** Messages that have not reached people yet, the oldest first. Needs the right `administer`, as the next two do. */
  findDeliveries(query: { readonly state: DeliveryState } & PageQuery): Promise<Page<DeliveryView>>;
  /** Tries a message again now, with as many attempts before it as at first. Rejects with `STATE` for one that is held for a digest. */
  retryDelivery(command: { readonly delivery: string; readonly idempotencyKey: string }): Promise<DeliveryView>;
  /** Gives a message up: it is not tried again, and is in no list any more. */
  dropDelivery(command: { readonly delivery: string; readonly idempotencyKey: string }): Promise<void>;
}
