/** What the ports give: requests, tasks and what is around them, as the actor may see them. */
import type { TaskChange } from '../access.js';
import type { Decision } from '../decision-made.js';
import type { RoutePicture } from '../diagram.js';
import type { SourceChoice } from '../entering.js';
import type { Forecast } from '../forecast.js';
import type { AccessMap, FormDefinition } from '../form.js';
import type { GuideView } from '../guides.js';
import type { JsonObject } from '../json.js';
import type { Kind } from '../kind.js';
import type { ParticipationView } from '../participation.js';
import type { Person, Substitution } from '../org.js';
import type { Basis } from '../relations.js';
import type { RequestFlag } from '../register.js';
import type { Origin, Recurrence, Request, RequestEvent, Task } from '../request.js';
import type { Contact, CounterpartyRef, Utm } from '../source.js';
import type { Outcome } from '../step.js';
import type { LocalizedText } from '../text.js';
import type { Trace } from '../trace.js';
import type { PaymentsView, ResourcesView } from '../usage.js';

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
  readonly action: 'withdraw' | 'cancel' | 'comment' | 'reassign' | 'copy' | TaskChange | 'suspend' | 'continue' | 'retry' | 'estimate' | 'erase' | 'add-usage' | 'add-payments';
}

/** A decision that can be taken on a task. */
export interface OutcomeView extends Outcome {
  readonly commentRequired: boolean;
  /** Whether the guards of the kind let the actor decide so now, and why not; allowed with a reason is a warning. Not asked when absent: lists ask only what needs no look elsewhere. */
  readonly complete?: Permission;
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
  readonly outcomes: readonly OutcomeView[];
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
  /** What was decided last: the record and its title then. */
  readonly decision?: Pick<Decision, 'directory' | 'type' | 'title'>;
  /** When it will probably be done, as the initiator was told. */
  readonly estimatedDate?: string;
  readonly overdue: boolean;
  /** The actor's own; absent when there are none. */
  readonly flags?: readonly RequestFlag[];
  readonly version: number;
}

/** The card. `data` and `form` hold only what the actor may see. */
export interface RequestView extends Omit<RequestSummary, 'decision'> {
  /** What was decided last, and what it started; `names` has the numbers of requests that the actor sees. */
  readonly decision?: Decision;
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
  /** Titles of what is named by id in `data`: of people and units by id, of records by `recordKey`. */
  readonly titles: Readonly<Record<string, string>>;
  readonly unitTitle?: LocalizedText;
  /** Stages in order with where the request stands; `stopped` is the one in which it ended without having been carried out. */
  readonly progress: readonly { readonly id: string; readonly title: LocalizedText; readonly state: 'done' | 'current' | 'stopped' | 'ahead' | 'skipped' }[];
  /** The actor's own open tasks first. */
  readonly tasks: readonly TaskView[];
  readonly actions: readonly ActionView[];
  /** Who takes part without a task. */
  readonly participation: ParticipationView;
  /** Guides of the open steps. */
  readonly guides: readonly GuideView[];
  readonly rating?: Request['rating'];
  /** May the actor rate it now, and why not; absent where the kind is not rated. */
  readonly rate?: Permission;
  /** The actor reads and writes private comments. */
  readonly privateComments: boolean;
  /** The actor may see what happened to it. */
  readonly history: Permission;
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
  /** For kinds that note what work takes; `titles` and `names` have those of materials and people. */
  readonly resources?: ResourcesView;
  readonly payments?: PaymentsView;
  /** What is or was kept for it; `titles` has the titles of the records. */
  readonly reservations?: Request['reservations'];
  /** Steps that were done and can be returned to, the latest first. */
  readonly returnSteps: readonly { readonly id: string; readonly title: LocalizedText }[];
  readonly names: Readonly<Record<string, string>>;
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
  /** How many are not kept by requests; for directories whose records can be. */
  readonly available?: number;
  /** Expected when the record is saved again. */
  readonly version?: number;
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
  /** What it is going to be made of. */
  readonly basis?: Basis;
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
