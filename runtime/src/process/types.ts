import type { CompiledExpression } from '@requestry/model/expression';
import type { Calendar, EndSettings, Issue, Json, JsonObject, Org, PersonId, StepSettings, Trace } from '@requestry/model';
import type { Route, RouteFlow, RouteNode } from '@requestry/route';

/** A route made ready to run, once per published version. Immutable; shared by all its requests. */
export interface CompiledRoute {
  /** Content hash of the control flow: equal routes have equal hashes. */
  readonly hash: string;
  readonly route: Route;
  readonly start: string;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly flows: ReadonlyMap<string, CompiledFlow>;
  /** Ids of the elements that carry a step, in reading order. */
  readonly steps: readonly string[];
  /** Inclusive gateways at which several flows meet. */
  readonly inclusiveJoins: readonly CompiledNode[];
}

export interface CompiledNode extends RouteNode {
  readonly incoming: readonly CompiledFlow[];
  readonly outgoing: readonly CompiledFlow[];
  /** Boundary events on this activity. */
  readonly boundary: readonly RouteNode[];
  readonly expressions: Readonly<Record<string, CompiledExpression>>;
}

export interface CompiledFlow extends RouteFlow {
  readonly when?: CompiledExpression;
}

/** One person's (or several candidates') share of an open step. */
export interface TaskRef {
  readonly id: string;
  readonly assignee?: PersonId;
  readonly candidates?: readonly PersonId[];
  readonly onBehalfOf?: PersonId;
  /** Set when decided. */
  readonly outcome?: string;
  readonly by?: PersonId;
}

/** Where the request stands on its route: at a node, which it entered by a flow. */
export interface Token {
  readonly id: string;
  readonly node: string;
  readonly via?: string;
  readonly tasks?: readonly TaskRef[];
  /** People whose turn comes later (mode "in turn"). */
  readonly queue?: readonly PersonId[];
}

export interface Timer {
  readonly id: string;
  readonly token: string;
  readonly node: string;
  /** ISO instant. */
  readonly at: string;
  /** How often it fires again after that, when it repeats and not for ever. */
  readonly left?: number;
}

/** What a finished step left behind; conditions read it as `steps.<id>`. */
export interface StepResult {
  readonly outcome: string;
  readonly by?: PersonId;
  /** All who decided forward, when they were several. */
  readonly agreed?: readonly PersonId[];
  readonly comment?: string;
  readonly at: string;
  readonly skipped?: boolean;
  /** How often it has been done. */
  readonly round: number;
}

/** Everything that must be remembered between two transitions. Small JSON, never the definition. */
export interface ProcessState {
  readonly route: string;
  /** Number of events applied. */
  readonly seq: number;
  /** Last id given to a token, task or timer. */
  readonly lastId: number;
  readonly status: 'active' | 'ended' | 'incident';
  readonly tokens: readonly Token[];
  readonly timers: readonly Timer[];
  readonly steps: Readonly<Record<string, StepResult>>;
  readonly end?: { readonly state: EndSettings['state']; readonly node?: string };
  /** Tokens that cannot go on until an administrator has looked; the others do. */
  readonly incidents?: readonly { readonly code: string; readonly element: string; readonly token: string }[];
  /** What an engine other than the native one keeps for itself. */
  readonly core?: JsonObject;
}

/** The request as routes see it. */
export interface Subject {
  readonly id: string;
  readonly kind: string;
  readonly initiator: PersonId;
  readonly unit?: string;
  readonly number?: string;
  readonly submittedAt: string;
}

/** Everything a transition may look at. */
export interface World {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly org: Org;
  readonly calendar: Calendar;
  readonly subject: Subject;
  /** The form's data; fields that are not filled should be present as null, so that conditions tell "empty" from "unknown". */
  readonly data: JsonObject;
  /** Records named in the data, by id, for paths such as `equipment.responsible`. */
  readonly records?: Readonly<Record<string, JsonObject>>;
  /** Open tasks per person, for "least loaded". */
  readonly load?: Readonly<Record<PersonId, number>>;
  /** A what-if: a step without performers opens instead of stopping the request. */
  readonly forecast?: boolean;
}

export type ProcessCommand =
  | {
      readonly type: 'complete';
      readonly task: string;
      readonly outcome: string;
      readonly by: PersonId;
      readonly comment?: string;
      readonly reason?: string;
      /** Changed form fields. */
      readonly data?: JsonObject;
    }
  | { readonly type: 'timer'; readonly timer: string }
  | { readonly type: 'reassign'; readonly task: string; readonly to: PersonId; readonly by: PersonId; readonly comment?: string }
  | { readonly type: 'end'; readonly state: 'withdrawn' | 'cancelled'; readonly by: PersonId; readonly reason?: string }
  /** Tries again what raised the incident. */
  | { readonly type: 'retry'; readonly by: PersonId };

/** A fact of a transition. The state is nothing but these facts applied in order. */
export type ProcessEvent =
  | { readonly type: 'process-started'; readonly route: string }
  | { readonly type: 'token-created'; readonly token: string; readonly node: string; readonly via?: string; readonly trace?: Trace }
  | { readonly type: 'token-moved'; readonly token: string; readonly node: string; readonly via: string; readonly trace?: Trace }
  | { readonly type: 'token-consumed'; readonly token: string; readonly node: string }
  | { readonly type: 'step-opened'; readonly token: string; readonly node: string; readonly tasks: readonly TaskRef[]; readonly queue?: readonly PersonId[]; readonly due?: string; readonly trace: Trace }
  | { readonly type: 'turn-passed'; readonly token: string; readonly node: string; readonly task: TaskRef; readonly queue: readonly PersonId[]; readonly due?: string; readonly trace: Trace }
  | { readonly type: 'step-skipped'; readonly token: string; readonly node: string; readonly outcome: string; readonly at: string; readonly trace: Trace }
  | { readonly type: 'task-completed'; readonly token: string; readonly node: string; readonly task: string; readonly outcome: string; readonly by: PersonId; readonly comment?: string; readonly reason?: string; readonly data?: JsonObject }
  | { readonly type: 'task-cancelled'; readonly token: string; readonly node: string; readonly task: string; readonly trace: Trace }
  | { readonly type: 'task-reassigned'; readonly token: string; readonly node: string; readonly task: string; readonly from?: PersonId; readonly to: PersonId; readonly by: PersonId; readonly comment?: string }
  | { readonly type: 'step-completed'; readonly token: string; readonly node: string; readonly outcome: string; readonly by?: PersonId; readonly agreed?: readonly PersonId[]; readonly comment?: string; readonly at: string; readonly trace?: Trace }
  | { readonly type: 'notice-sent'; readonly token: string; readonly node: string; readonly to: readonly PersonId[]; readonly trace: Trace }
  | { readonly type: 'data-set'; readonly node: string; readonly data: JsonObject; readonly trace?: Trace }
  | { readonly type: 'timer-armed'; readonly timer: string; readonly token: string; readonly node: string; readonly at: string; readonly left?: number; readonly trace: Trace }
  | { readonly type: 'timer-disarmed'; readonly timer: string; readonly node: string }
  | { readonly type: 'timer-fired'; readonly timer: string; readonly node: string }
  | { readonly type: 'incident-raised'; readonly token: string; readonly element: string; readonly code: string; readonly trace: Trace }
  | { readonly type: 'incident-resolved'; readonly by: PersonId }
  /** Another engine has moved on; `core` is what it keeps from now on. */
  | { readonly type: 'core-saved'; readonly core: JsonObject }
  | { readonly type: 'end-reached'; readonly node: string; readonly state: EndSettings['state'] }
  | { readonly type: 'process-ended'; readonly state: EndSettings['state']; readonly node?: string; readonly by?: PersonId; readonly reason?: string };

/** Something to be done outside, once the transition is stored. */
export type Effect = { readonly type: 'notify'; readonly to: readonly PersonId[]; readonly event: string; readonly node?: string };

/** One transition: the new state, the facts that led there, what has to be done outside, and why. */
export interface Advance {
  readonly state: ProcessState;
  readonly events: readonly ProcessEvent[];
  readonly effects: readonly Effect[];
  readonly trace: readonly Trace[];
}

/** The port behind which another engine may stand. */
export interface ExecutionCore {
  readonly name: string;
  /** Refuses (with issues) what this core would not run correctly. */
  compile(route: Route): { readonly compiled?: CompiledRoute; readonly issues: readonly Issue[] };
  start(compiled: CompiledRoute, world: World): Advance;
  /** Rejects with `STATE` what the state does not allow. */
  advance(compiled: CompiledRoute, state: ProcessState, command: ProcessCommand, world: World): Advance;
}

/** Names that expressions of a route may use besides form fields. */
export interface ExpressionContext {
  readonly [name: string]: Json | undefined;
}

export type StepNode = CompiledNode & { readonly step: StepSettings };
