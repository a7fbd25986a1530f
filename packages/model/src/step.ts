import type { AccessMap } from './form.js';
import type { GroupId, PersonId, RoleId, UnitId } from './org.js';
import type { LocalizedText } from './text.js';

/** What an administrator sees as one sort of step. */
export type StepType =
  | 'approval'
  | 'execution'
  | 'acceptance'
  | 'acknowledgement'
  | 'clarification'
  | 'decision'
  | 'registration'
  | 'rework'
  | 'notification'
  | 'wait'
  | 'action'
  | 'subroute';

/** Who does a step. Every rule yields people and the sentence why (`Trace`). */
export type AssignmentRule =
  | { readonly rule: 'person'; readonly person: PersonId }
  /** Holders of a role; within a unit and those below it when `unit` is given. */
  | { readonly rule: 'role'; readonly role: RoleId; readonly unit?: UnitId | 'initiator' | 'kind' }
  | { readonly rule: 'group'; readonly group: GroupId }
  | { readonly rule: 'unitHead'; readonly unit: UnitId }
  | { readonly rule: 'initiator' }
  /** Head of the initiator's unit (`level` 1, the default) or of a unit further up; `firstAbove`: the first who is not the initiator. */
  | { readonly rule: 'initiatorHead'; readonly level?: number; readonly firstAbove?: boolean }
  /** Head of the unit that answers for the kind. */
  | { readonly rule: 'kindHead' }
  /** The default person or role of the source that the request came from. */
  | { readonly rule: 'source' }
  /** People named by a form field: a person, several, or the head when it holds a unit. A dotted path follows a looked-up record: `equipment.responsible`. */
  | { readonly rule: 'field'; readonly field: string }
  /** Whoever did another step last. */
  | { readonly rule: 'performer'; readonly step: string }
  /** The one with the fewest open tasks of a group or role. */
  | { readonly rule: 'leastLoaded'; readonly group?: GroupId; readonly role?: RoleId }
  /** A decision table of the kind that gives ids of people, units (their heads), groups or roles; one, or a list when it collects. */
  | { readonly rule: 'table'; readonly decision: string }
  /** FEEL with leading `=` giving a person id or a list of them. */
  | { readonly rule: 'feel'; readonly expression: string };

/**
 * How several people share a step.
 * `one`: one task offered to all, whoever takes it does it · `first`: each has a task, the first decision counts ·
 * `all`: everyone; the first outcome that does not lead forward ends the step · `inTurn`: as `all`, one after another ·
 * `quorum`: enough forward decisions (`quorum` people, or percent when `percent`); `veto`: one other outcome stops it.
 */
export interface StepMode {
  readonly kind: 'one' | 'first' | 'all' | 'inTurn' | 'quorum';
  readonly quorum?: number;
  readonly percent?: boolean;
  readonly veto?: boolean;
}

/** One decision a person can take on a task. */
export interface Outcome {
  readonly id: string;
  readonly title: LocalizedText;
  /** `forward` (default): the route goes on · `return`: back to an earlier step · `stop`: the request ends. Tells how decisions of several people combine and how a button looks. */
  readonly effect?: 'forward' | 'return' | 'stop';
  readonly commentRequired?: boolean;
  /** Whoever decides chooses what is decided from this directory, and may add words. */
  readonly decisionDirectory?: string;
}

/** Passing over a step: the performer is the initiator, already approved before, or FEEL with leading `=`. */
export type SkipRule = 'initiator' | 'alreadyApproved' | `=${string}`;

export interface Reminder {
  /** ISO duration before the due moment, working time. */
  readonly before: string;
}

/**
 * What is done when the due moment passes. `notify`: people are told · `add`: they may decide in place of those who have not ·
 * `handOver`: they have the step instead · `decide`: the step is decided without anybody, with one of its outcomes.
 */
export type Escalation = {
  /** ISO duration after the due moment, working time; at once when absent. */
  readonly after?: string;
} & (
  | { readonly action: 'notify' | 'add' | 'handOver'; readonly to: AssignmentRule }
  | { readonly action: 'decide'; readonly outcome: string }
);

/** Who an escalation turns to; nobody when it decides by itself. */
export const escalatesTo = (escalation: Escalation): AssignmentRule | undefined => (escalation.action === 'decide' ? undefined : escalation.to);

/** Everything a step of a route carries in its `rq:step`. */
export interface StepSettings {
  readonly type: StepType;
  /** Name per language; the BPMN `name` when absent. */
  readonly title?: LocalizedText;
  readonly who?: AssignmentRule;
  /** `one` when absent. */
  readonly mode?: StepMode;
  readonly skip?: readonly SkipRule[];
  /** Steps that whoever does this one must not have done: separation of duties. Their performers are passed over here and may not decide. */
  readonly notPerformerOf?: readonly string[];
  readonly outcomes?: readonly Outcome[];
  readonly access?: AccessMap;
  /** ISO duration in working time (`P2D` two working days, `PT4H` four working hours), or FEEL with leading `=` giving a date. */
  readonly due?: string;
  readonly reminders?: readonly Reminder[];
  readonly escalations?: readonly Escalation[];
  /** Shown to the performer. */
  readonly guidance?: LocalizedText;
  readonly checklist?: readonly LocalizedText[];
  /** Working time the step usually takes, ISO duration; the forecast uses it. */
  readonly estimate?: string;
  /** Stage of the kind that the request is in while this step is open. */
  readonly stage?: string;
  /** `action` steps: form field → FEEL with leading `=`. */
  readonly set?: Readonly<Record<string, string>>;
}

/** What an end event means for the request. */
export interface EndSettings {
  readonly state: 'completed' | 'rejected' | 'refused' | 'cancelled' | 'withdrawn';
  readonly title?: LocalizedText;
}

/** Outcomes of a step type when the step names none. */
export const defaultOutcomes: Readonly<Record<StepType, readonly Outcome[]>> = {
  approval: [
    { id: 'approve', title: { ru: 'Согласовать', en: 'Approve' } },
    { id: 'reject', title: { ru: 'Отказать', en: 'Reject' }, effect: 'stop', commentRequired: true },
  ],
  execution: [{ id: 'done', title: { ru: 'Выполнено', en: 'Done' } }],
  acceptance: [
    { id: 'accept', title: { ru: 'Принять', en: 'Accept' } },
    { id: 'return', title: { ru: 'Вернуть на доработку', en: 'Return for rework' }, effect: 'return', commentRequired: true },
  ],
  acknowledgement: [{ id: 'acknowledge', title: { ru: 'Ознакомиться', en: 'Acknowledge' } }],
  clarification: [{ id: 'answer', title: { ru: 'Ответить', en: 'Answer' }, commentRequired: true }],
  decision: [{ id: 'decide', title: { ru: 'Принять решение', en: 'Decide' } }],
  registration: [
    { id: 'register', title: { ru: 'Зарегистрировать', en: 'Register' } },
    { id: 'refuse', title: { ru: 'Отказать в регистрации', en: 'Refuse registration' }, effect: 'stop', commentRequired: true },
  ],
  rework: [{ id: 'resubmit', title: { ru: 'Отправить повторно', en: 'Resubmit' } }],
  notification: [],
  wait: [],
  action: [],
  subroute: [],
};

/** The outcomes people choose from: the step's own, or those of its type. */
export const outcomesOf = (step: StepSettings): readonly Outcome[] =>
  step.outcomes && step.outcomes.length > 0 ? step.outcomes : defaultOutcomes[step.type];

/** Whether one of these outcomes leads the route on. An unknown one does. */
export const leadsForward = (outcomes: readonly Outcome[], id: string | undefined): boolean => (outcomes.find((outcome) => outcome.id === id)?.effect ?? 'forward') === 'forward';
