import type { AccessRule, Kind } from './kind.js';
import type { Org, Person, UnitId } from './org.js';
import type { Request, Task } from './request.js';
import type { Permission } from './service.js';

/**
 * Rights that roles give. `design`: kinds, forms, routes, directories · `administer`: every request, cancel, reassign · `see-all`: read every request ·
 * `send`: send messages and signals to running routes, as other systems do.
 */
export type Right = 'design' | 'administer' | 'see-all' | 'send';

/** Who acts. Rights come from the person's roles. */
export interface Actor {
  readonly person: Person;
  readonly rights: readonly string[];
  /** People the actor stands in for now. */
  readonly substitutesFor: readonly string[];
}

/** What whoever has a task may do with its step besides deciding. */
export type TaskChange = 'return' | 'delegate' | 'addApprover' | 'removeApprover' | 'ask' | 'postpone' | 'resume';

/** What is asked for and about what. */
export type Action =
  | { readonly action: 'submit'; readonly kind: Kind; readonly archived?: boolean }
  | { readonly action: 'see'; readonly request: Pick<Request, 'initiator' | 'submittedBy' | 'participants'>; readonly kind: Kind }
  | { readonly action: 'comment'; readonly request: Request; readonly kind: Kind }
  | { readonly action: 'withdraw' | 'cancel'; readonly request: Request; readonly kind: Kind }
  | { readonly action: 'complete' | 'reassign' | TaskChange; readonly task: Task; readonly request: Request }
  | { readonly action: 'suspend' | 'continue' | 'retry' | 'migrate' | 'erase'; readonly request: Request }
  | { readonly action: 'design' | 'send' | 'see-journals' | 'export-history' | 'share-views' };

const yes: Permission = { allowed: true };
const no = (code: string, params?: Readonly<Record<string, string>>): Permission => ({ allowed: false, reason: { code, ...(params ? { params } : {}) } });

/** The one answer for buttons and for the server: may this actor do this, and why not. */
export function may(actor: Actor, asked: Action, org: Org): Permission {
  switch (asked.action) {
    case 'submit':
      if (asked.archived) return no('may.kind-archived');
      return matches(actor.person, asked.kind.submit, org) ? yes : no('may.submit-not-yours');
    case 'see':
      return sees(actor, asked.request, asked.kind, org) ? yes : no('may.not-participant');
    case 'comment':
      if (asked.request.erased) return no('request.erased');
      if (asked.kind.features?.comments === false) return no('may.comments-off');
      return sees(actor, asked.request, asked.kind, org) ? yes : no('may.not-participant');
    case 'withdraw':
      if (hasEnded(asked.request)) return no('may.request-ended');
      if (asked.kind.features?.withdraw === false) return no('may.withdraw-off');
      return asked.request.initiator === actor.person.id || asked.request.submittedBy === actor.person.id ? yes : no('may.initiator-only');
    case 'erase':
      if (!hasEnded(asked.request)) return no('may.request-open');
      if (asked.request.erased) return no('request.erased');
      return actor.rights.includes('administer') ? yes : no('may.administrator-only');
    case 'cancel':
    case 'suspend':
    case 'continue':
    case 'retry':
    case 'migrate':
      if (hasEnded(asked.request)) return no('may.request-ended');
      return actor.rights.includes('administer') ? yes : no('may.administrator-only');
    case 'complete':
      return mayComplete(actor, asked.task);
    case 'reassign':
      return mayHandle(actor, asked.task);
    case 'return':
    case 'delegate':
    case 'addApprover':
    case 'removeApprover':
    case 'ask':
    case 'postpone':
    case 'resume':
      return mayChange(actor, asked.action, asked.task);
    case 'see-journals':
    case 'export-history':
      return actor.rights.includes('see-all') || actor.rights.includes('administer') ? yes : no('may.see-all-only');
    case 'send':
      return actor.rights.includes('send') || actor.rights.includes('administer') ? yes : no('may.send-not-yours');
    case 'share-views':
      return actor.rights.includes('design') || actor.rights.includes('administer') ? yes : no('may.share-views-not-yours');
    case 'design':
      return actor.rights.includes('design') ? yes : no('may.designer-only');
  }
}

const hasEnded = ({ state }: Request): boolean => state !== 'active' && state !== 'postponed';

const isClosed = ({ state }: Task): boolean => state !== 'open' && state !== 'waiting';

function mayHandle(actor: Actor, task: Task): Permission {
  if (isClosed(task)) return no('may.task-closed');
  return actor.rights.includes('administer') || isPerformer(actor, task) ? yes : no('may.performer-only');
}

/** A question is only there to be answered; a step that rests can only be resumed. */
function mayChange(actor: Actor, change: TaskChange, task: Task): Permission {
  const allowed = mayHandle(actor, task);
  if (!allowed.allowed) return allowed;
  if (task.askedBy !== undefined && change !== 'removeApprover') return no('task.only-asked');
  if (change === 'resume') return task.postponed ? yes : no('step.not-postponed');
  return change === 'postpone' && task.postponed ? no('may.task-postponed') : yes;
}

function mayComplete(actor: Actor, task: Task): Permission {
  if (task.state === 'waiting') return no(task.postponed ? 'may.task-postponed' : 'may.request-suspended');
  if (task.state !== 'open') return no('may.task-closed');
  return isPerformer(actor, task) ? yes : no('may.performer-only');
}

/** The task is the actor's own, offered to them, or that of somebody they stand in for. */
export function isPerformer(actor: Actor, task: Task): boolean {
  const performers = task.assignee === undefined ? task.candidates : [task.assignee];
  return performers.some((person) => person === actor.person.id || actor.substitutesFor.includes(person));
}

function sees(actor: Actor, request: Pick<Request, 'initiator' | 'submittedBy' | 'participants'>, kind: Kind, org: Org): boolean {
  if (actor.rights.includes('see-all') || actor.rights.includes('administer')) return true;
  const involved = [request.initiator, request.submittedBy, ...request.participants];
  if (involved.includes(actor.person.id) || actor.substitutesFor.some((person) => involved.includes(person))) return true;
  return kind.see !== undefined && matches(actor.person, kind.see, org);
}

/** Everybody when the rule names nothing; a unit means also those below it. */
export function matches(person: Person, rule: AccessRule | undefined, org: Org): boolean {
  if (!rule || !(rule.roles?.length || rule.units?.length || rule.people?.length)) return true;
  return (
    (rule.people?.includes(person.id) ?? false) ||
    (rule.roles?.some((role) => person.roles?.includes(role)) ?? false) ||
    (rule.units?.some((unit) => isInside(person.unit, unit, org)) ?? false)
  );
}

/** The unit is `ancestor` or below it. A cycle in the tree ends the walk. */
export function isInside(unit: UnitId | undefined, ancestor: UnitId, org: Org): boolean {
  const seen = new Set<string>();
  for (let at = unit; at !== undefined && !seen.has(at); ) {
    if (at === ancestor) return true;
    seen.add(at);
    const current = at;
    at = org.units.find((candidate) => candidate.id === current)?.parent;
  }
  return false;
}
