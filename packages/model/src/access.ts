import { matches, seesAll, seesEverything } from './access-rule.js';
import type { Directory } from './directory.js';
import type { Kind } from './kind.js';
import type { Org, Person, PersonId } from './org.js';
import { invitedAs, mayInvite, mayLeave, outsiderIn } from './invited.js';
import type { Participant, ParticipantRole } from './participation.js';
import { parseDuration } from './calendar/working-time.js';
import { ratingTime } from './rating.js';
import { mayRelate } from './relating.js';
import type { RelationRule } from './relations.js';
import { mayChangeComment, mayReadComment, mayReadPrivate, mayWrite } from './saying.js';
import type { Comment, Recurrence, Request, Task } from './request.js';
import type { Permission } from './service/views.js';
import type { Source } from './source.js';
import type { UsageLine } from './usage.js';

/**
 * Rights that roles give. `design`: kinds, forms, routes, directories · `administer`: every request, cancel, reassign · `see-all`: read every request ·
 * `enter`: enter requests by hand that came from somewhere else · `send`: send messages and signals to running routes, as other systems do.
 */
export type Right = 'design' | 'administer' | 'see-all' | 'enter' | 'send';

/** Somebody absent whom the actor stands in for. */
export interface StandingIn {
  readonly person: PersonId;
  /** Only on requests of these kinds; of all when absent. */
  readonly kinds?: readonly string[];
}

/** Who acts. Rights come from the person's roles, and from the people they stand in for. */
export interface Actor {
  readonly person: Person;
  readonly rights: readonly string[];
  /** People the actor stands in for now. */
  readonly substitutesFor: readonly StandingIn[];
  /** Rights that the actor has only for standing in, each with whose it is. */
  readonly lent?: Readonly<Record<string, PersonId>>;
}

/** The actor stands in for the person on requests of the kind. */
export const standsInFor = (actor: Actor, person: PersonId, kind: string): boolean =>
  actor.substitutesFor.some((absent) => absent.person === person && (absent.kinds === undefined || absent.kinds.length === 0 || absent.kinds.includes(kind)));

/** In whose name the actor acts on a task, or as administrator of a request: nobody's when it is the actor's own to do. */
export function actsFor(actor: Actor, request: Pick<Request, 'kind'>, task?: Task): PersonId | undefined {
  if (!task) return actor.lent?.administer;
  const performers = performersOf(task);
  if (performers.includes(actor.person.id)) return task.assignee === actor.person.id ? task.onBehalfOf : undefined;
  return performers.find((person) => standsInFor(actor, person, request.kind)) ?? actor.lent?.administer;
}

const performersOf = (task: Task): readonly PersonId[] => (task.assignee === undefined ? task.candidates : [task.assignee]);

/** What whoever has a task may do with its step besides deciding. */
export type TaskChange = 'return' | 'escalate' | 'delegate' | 'addApprover' | 'removeApprover' | 'ask' | 'postpone' | 'resume';

/** What of a request decides who sees it. */
type Seen = Pick<Request, 'kind' | 'initiator' | 'submittedBy' | 'participants' | 'invited'>;

/** Somewhere a file hangs: brought and waiting, in a field, in a comment, in a recurring request. */
export type FilePlace =
  | { readonly broughtBy: string }
  /** `shown`: the field is none that is hidden from the actor now. */
  | { readonly request: Request; readonly kind: Kind; readonly shown: boolean }
  | { readonly request: Request; readonly kind: Kind; readonly comment: Comment }
  | { readonly recurrence: Recurrence };

/** What is asked for and about what. */
export type Action =
  | { readonly action: 'submit'; readonly kind: Kind; readonly archived?: boolean }
  | { readonly action: 'recur'; readonly kind: Kind; readonly archived?: boolean }
  | { readonly action: 'stopRecurrence'; readonly recurrence: Recurrence }
  /** By hand, for a source. */
  | { readonly action: 'enter'; readonly kind: Kind; readonly source: Source; readonly archived?: boolean }
  /** From outside. `proven`: the host itself sends, or the sender knows the secret. */
  | { readonly action: 'send-in'; readonly source: Source; readonly proven: boolean }
  | { readonly action: 'recognise'; readonly source: Source }
  | { readonly action: 'see'; readonly request: Seen; readonly kind: Kind }
  /** One's own task, or that of others on a request that one sees as more than an outsider. */
  | { readonly action: 'see-task'; readonly task: Task; readonly request: Request; readonly kind: Kind }
  | { readonly action: 'keep-file' }
  | { readonly action: 'read-file'; readonly place: FilePlace }
  | { readonly action: 'read-comment'; readonly comment: Pick<Comment, 'visibility' | 'by' | 'mentions'>; readonly request: Request; readonly kind: Kind }
  | { readonly action: 'comment' | 'see-history' | 'read-private' | 'choose-counterparty'; readonly request: Request; readonly kind: Kind }
  | { readonly action: 'withdraw' | 'cancel'; readonly request: Request; readonly kind: Kind }
  | { readonly action: 'complete' | 'reassign' | TaskChange; readonly task: Task; readonly request: Request }
  | { readonly action: 'estimate'; readonly request: Request; readonly tasks: readonly Task[] }
  /** `executes`: has or had a task of execution on it. */
  | { readonly action: 'add-usage' | 'add-payments'; readonly request: Request; readonly kind: Kind; readonly executes: boolean }
  | { readonly action: 'correct-usage'; readonly request: Request; readonly kind: Kind; readonly line: UsageLine }
  | { readonly action: 'retry-follow-up'; readonly request: Request }
  | { readonly action: 'release-reservation'; readonly request: Request; readonly live: boolean }
  | { readonly action: 'suspend' | 'continue' | 'retry' | 'migrate' | 'erase'; readonly request: Request }
  | { readonly action: 'invite'; readonly request: Request; readonly kind: Kind; readonly role: ParticipantRole; readonly person?: Person }
  /** As `invite` by mentioning: whoever may write may. */
  | { readonly action: 'mention'; readonly request: Request; readonly kind: Kind; readonly person: Person }
  /** Somebody outside, who gets what is said. */
  | { readonly action: 'mention-contact'; readonly request: Request; readonly kind: Kind }
  | { readonly action: 'release'; readonly request: Request; readonly kind: Kind; readonly participant: Participant }
  | { readonly action: 'change-comment' | 'delete-comment'; readonly comment: Comment; readonly request: Request; readonly kind: Kind; readonly now: number }
  | { readonly action: 'rate'; readonly request: Request; readonly kind: Kind; readonly now: number }
  | { readonly action: 'relate'; readonly request: Request; readonly kind: Kind; readonly rule: RelationRule }
  /** Find records, and put them into fields. */
  | { readonly action: 'look-up'; readonly directory: Directory }
  | { readonly action: 'substitute'; readonly forWhom: PersonId }
  /** Whose preferences; those of the organisation when nobody is named. */
  | { readonly action: 'set-preferences'; readonly person?: PersonId }
  | { readonly action: 'design' | 'send' | 'see-journals' | 'see-ratings' | 'export-history' | 'handle-deliveries' | 'share-views' };

const yes: Permission = { allowed: true };
const no = (code: string, params?: Readonly<Record<string, string>>): Permission => ({ allowed: false, reason: { code, ...(params ? { params } : {}) } });

/** The one answer for buttons and for the server: may this actor do this, and why not. */
export function may(actor: Actor, asked: Action, org: Org): Permission {
  switch (asked.action) {
    case 'submit':
      if (asked.archived) return no('may.kind-archived');
      return matches(actor.person, asked.kind.submit, org) ? yes : no('may.submit-not-yours');
    case 'recur':
      if (!asked.kind.recurrence) return no('may.not-recurring');
      return may(actor, { ...asked, action: 'submit' }, org);
    case 'stopRecurrence':
      return actor.rights.includes('administer') || [asked.recurrence.initiator, asked.recurrence.startedBy].includes(actor.person.id) ? yes : no('may.initiator-only');
    case 'enter':
      return mayEnter(actor, asked, org);
    case 'send-in':
      return asked.proven || asked.source.anonymous ? yes : no(asked.source.secured ? 'may.secret-needed' : 'may.source-closed');
    case 'recognise':
      return asked.source.anonymous ? yes : no('may.source-closed');
    case 'see':
      return sees(actor, asked.request, asked.kind, org) ? yes : no('may.not-participant');
    case 'see-task':
      return isPerformer(actor, asked.task, asked.request) || (sees(actor, asked.request, asked.kind, org) && outsiderIn(actor, asked, org) === undefined) ? yes : no('may.not-participant');
    case 'comment':
      return sees(actor, asked.request, asked.kind, org) ? mayWrite(actor, asked, org) : no('may.not-participant');
    case 'keep-file':
      return yes;
    case 'read-file':
      return mayReadFile(actor, asked.place, org);
    case 'read-comment':
      return mayReadComment(actor, asked, org);
    case 'read-private':
      return mayReadPrivate(actor, asked, org);
    case 'see-history':
      if (!sees(actor, asked.request, asked.kind, org)) return no('may.not-participant');
      return outsiderIn(actor, asked, org)?.history === false ? no('may.history-not-shown') : yes;
    case 'invite':
      return sees(actor, asked.request, asked.kind, org) ? mayInvite(actor, asked, org) : no('may.not-participant');
    case 'mention':
      return may(actor, { ...asked, action: 'comment' }, org).allowed ? mayInvite(actor, { ...asked, role: 'mentioned' }, org) : no('may.not-participant');
    case 'mention-contact':
      return may(actor, { ...asked, action: 'comment' }, org).allowed ? mayInvite(actor, { ...asked, role: 'mentioned', action: 'mention' }, org) : no('may.not-participant');
    case 'rate':
      return mayRate(actor, asked);
    case 'relate':
      return sees(actor, asked.request, asked.kind, org) ? mayRelate(actor, asked, org) : no('may.not-participant');
    case 'release':
      return mayLeave(actor, asked, org);
    case 'change-comment':
    case 'delete-comment':
      return sees(actor, asked.request, asked.kind, org) ? mayChangeComment(actor, asked, org) : no('may.not-participant');
    case 'choose-counterparty':
      if (!sees(actor, asked.request, asked.kind, org)) return no('may.not-participant');
      return actor.rights.includes('enter') || actor.rights.includes('administer') || asked.request.participants.includes(actor.person.id) ? yes : no('may.enter-not-yours');
    case 'withdraw':
      if (hasEnded(asked.request)) return no('may.request-ended');
      if (asked.kind.features?.withdraw === false) return no('may.withdraw-off');
      return asked.request.initiator === actor.person.id || asked.request.submittedBy === actor.person.id ? yes : no('may.initiator-only');
    case 'erase':
      if (!hasEnded(asked.request)) return no('may.request-open');
      if (asked.request.erased) return no('request.erased');
      return actor.rights.includes('administer') ? yes : no('may.administrator-only');
    case 'estimate':
      if (hasEnded(asked.request)) return no('may.request-ended');
      return actor.rights.includes('administer') || asked.tasks.some((task) => !isClosed(task) && task.askedBy === undefined && isPerformer(actor, task, asked.request)) ? yes : no('may.performer-only');
    case 'cancel':
    case 'suspend':
    case 'continue':
    case 'retry':
    case 'migrate':
      if (hasEnded(asked.request)) return no('may.request-ended');
      return actor.rights.includes('administer') ? yes : no('may.administrator-only');
    case 'add-usage':
    case 'add-payments':
    case 'correct-usage':
      return mayNote(actor, asked);
    case 'retry-follow-up':
      return actor.rights.includes('administer') || asked.request.decision?.by === actor.person.id ? yes : no('may.decider-only');
    case 'release-reservation':
      if (actor.rights.includes('administer') || (asked.live && asked.request.initiator === actor.person.id)) return yes;
      return no(asked.live ? 'may.initiator-only' : 'may.administrator-only');
    case 'complete':
      return mayComplete(actor, asked.task, asked.request);
    case 'reassign':
      return mayHandle(actor, asked.task, asked.request);
    case 'return':
    case 'escalate':
    case 'delegate':
    case 'addApprover':
    case 'removeApprover':
    case 'ask':
    case 'postpone':
    case 'resume':
      return mayChange(actor, asked.action, asked.task, asked.request);
    case 'look-up':
      return actor.rights.includes('design') || actor.rights.includes('administer') || matches(actor.person, asked.directory.access, org) ? yes : no('may.look-up-not-yours');
    case 'substitute':
      return asked.forWhom === actor.person.id || actor.rights.includes('administer') ? yes : no('may.own-absence-only');
    case 'see-journals':
    case 'see-ratings':
    case 'export-history':
      return seesEverything(actor) ? yes : no('may.see-all-only');
    case 'set-preferences':
      return asked.person === actor.person.id || actor.rights.includes('administer') ? yes : no('may.administrator-only');
    case 'handle-deliveries':
      return actor.rights.includes('administer') ? yes : no('may.administrator-only');
    case 'send':
      return actor.rights.includes('send') || actor.rights.includes('administer') ? yes : no('may.send-not-yours');
    case 'share-views':
      return actor.rights.includes('design') || actor.rights.includes('administer') ? yes : no('may.share-views-not-yours');
    case 'design':
      return actor.rights.includes('design') ? yes : no('may.designer-only');
  }
}

/** Whoever sees the place. */
function mayReadFile(actor: Actor, place: FilePlace, org: Org): Permission {
  const { id } = actor.person;
  if ('broughtBy' in place) return place.broughtBy === id ? yes : no('may.file-not-yours');
  if ('recurrence' in place) return actor.rights.includes('administer') || [place.recurrence.initiator, place.recurrence.startedBy].includes(id) ? yes : no('may.file-not-yours');
  if (place.request.erased || !sees(actor, place.request, place.kind, org)) return no('may.not-participant');
  if ('comment' in place) return place.comment.deleted ? no('comment.deleted') : mayReadComment(actor, place, org);
  return place.shown ? yes : no('may.file-not-yours');
}

/** Whoever asked, once it is done, and again while there is time. */
function mayRate(actor: Actor, { request, kind, now }: { readonly request: Request; readonly kind: Kind; readonly now: number }): Permission {
  const { rating } = request;
  if (request.erased) return no('request.erased');
  if (!kind.rating) return no('may.not-rated');
  if (actor.person.id !== request.initiator) return no('may.initiator-only');
  if (request.state !== 'completed') return no('may.rate-completed');
  const time = ratingTime(parseDuration(kind.rating.changeWithin ?? ''));
  return !rating || now - Date.parse(rating.at) < time ? yes : no('may.rating-too-old');
}

function mayEnter(actor: Actor, { kind, source, archived }: Action & { readonly action: 'enter' }, org: Org): Permission {
  if (archived) return no('may.kind-archived');
  if (!matches(actor.person, kind.submit, org)) return no('may.submit-not-yours');
  const allowed = source.enter ? matches(actor.person, source.enter, org) : actor.rights.includes('enter');
  return allowed ? yes : no('may.enter-not-yours');
}

/** Notes are taken while a request goes on and after it was completed. */
function mayNote(actor: Actor, asked: Action & { readonly action: 'add-usage' | 'add-payments' | 'correct-usage' }): Permission {
  const { request, kind } = asked;
  if (request.erased) return no('request.erased');
  if (!(asked.action === 'add-payments' ? kind.payments : kind.resources)) return no('may.not-noted');
  if (hasEnded(request) && request.state !== 'completed') return no('may.request-ended');
  if (actor.rights.includes('administer')) return yes;
  if (asked.action === 'correct-usage') return asked.line.by === actor.person.id ? yes : no('may.own-notes-only');
  if (asked.action === 'add-usage') return asked.executes ? yes : no('may.executors-only');
  return request.participants.includes(actor.person.id) ? yes : no('may.workers-only');
}

const hasEnded = ({ state }: Request): boolean => state !== 'active' && state !== 'postponed';

const isClosed = ({ state }: Task): boolean => state !== 'open' && state !== 'waiting';

function mayHandle(actor: Actor, task: Task, request: Request): Permission {
  if (isClosed(task)) return no('may.task-closed');
  return actor.rights.includes('administer') || isPerformer(actor, task, request) ? yes : no('may.performer-only');
}

/** A question is only there to be answered; a step that rests can only be resumed. */
function mayChange(actor: Actor, change: TaskChange, task: Task, request: Request): Permission {
  const allowed = mayHandle(actor, task, request);
  if (!allowed.allowed) return allowed;
  if (task.askedBy !== undefined && change !== 'removeApprover') return no('task.only-asked');
  if (change === 'resume') return task.postponed ? yes : no('step.not-postponed');
  return change === 'postpone' && task.postponed ? no('may.task-postponed') : yes;
}

function mayComplete(actor: Actor, task: Task, request: Request): Permission {
  if (task.state === 'waiting') return no(task.postponed ? 'may.task-postponed' : 'may.request-suspended');
  if (task.state !== 'open') return no('may.task-closed');
  return isPerformer(actor, task, request) ? yes : no('may.performer-only');
}

/** The task is the actor's own, offered to them, or that of somebody they stand in for. */
export function isPerformer(actor: Actor, task: Task, request: Pick<Request, 'kind'>): boolean {
  return performersOf(task).some((person) => person === actor.person.id || standsInFor(actor, person, request.kind));
}

function sees(actor: Actor, request: Seen, kind: Kind, org: Org): boolean {
  if (seesEverything(actor)) return true;
  const involved = [request.initiator, request.submittedBy, ...request.participants];
  if (involved.includes(actor.person.id) || involved.some((person) => person !== undefined && standsInFor(actor, person, request.kind))) return true;
  return seesAll(actor.person, kind, org) || invitedAs(request, actor.person.id) !== undefined;
}
