import type { CompiledDecision, DecisionTable } from '@requestry/model/decision';
import type { CompiledExpression } from '@requestry/model/expression';
import type { Calendar, EndSettings, Issue, Json, JsonObject, Org, PersonId, Source, StepSettings, Trace } from '@requestry/model';
import type { Route, RouteFlow, RouteNode } from '@requestry/route';
import type { HeldNow, ProcessCommand } from './command-types.js';
import type { ProcessEvent } from './event-types.js';

export type { HeldNow, ProcessCommand, ProcessEvent };

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
  /** Tables that its steps decide by, by id. */
  readonly decisions: ReadonlyMap<string, CompiledDecision>;
  /** Inclusive gateways at which several flows meet. */
  readonly inclusiveJoins: readonly CompiledNode[];
  /** By the id of a subprocess, empty for the top: the starts of subprocesses in it that events start. */
  readonly eventStarts: ReadonlyMap<string, readonly CompiledNode[]>;
  /** Something on the route waits for a condition. */
  readonly watchful: boolean;
  /** Something on the route waits for messages or signals. */
  readonly listening: boolean;
}

export interface CompiledNode extends RouteNode {
  readonly incoming: readonly CompiledFlow[];
  readonly outgoing: readonly CompiledFlow[];
  /** Boundary events on this activity. */
  readonly boundary: readonly RouteNode[];
  readonly expressions: Readonly<Record<string, CompiledExpression>>;
  /** What ids of a called route begin with here; absent for the route itself. */
  readonly space?: string;
  /** Where a subprocess begins. */
  readonly begin?: string;
}

export interface CompiledFlow extends RouteFlow {
  readonly when?: CompiledExpression;
}

/** One person's (or several candidates') share of an open step. */
export interface TaskRef {
  readonly id: string;
  /** A question beside the step, and who asks: its answer decides nothing. */
  readonly asked?: PersonId;
  readonly assignee?: PersonId;
  readonly candidates?: readonly PersonId[];
  readonly onBehalfOf?: PersonId;
  /** Set when decided. */
  readonly outcome?: string;
  readonly by?: PersonId;
}

/**
 * Where the request stands on its route: at a node, which it entered by a flow. A token at a subprocess, a call or a repeated activity
 * is the scope of those inside, which name it.
 */
export interface Token {
  readonly id: string;
  readonly node: string;
  readonly via?: string;
  /** The token that this one is inside of; absent at the top. */
  readonly scope?: string;
  /** One of several instances of its scope's activity, counted from 1. */
  readonly index?: number;
  /** Values that only this token and those inside it see. */
  readonly vars?: JsonObject;
  /** A repeated activity: instances done, how many there will be, what they are for. */
  readonly loop?: { readonly done: number; readonly total?: number; readonly items?: readonly Json[] };
  /** How a subprocess has ended so far, unless well. */
  readonly end?: EndSettings['state'];
  /** Put off until a moment or a condition; its timers wait here. */
  readonly postponed?: Postponed & { readonly timers?: readonly Timer[] };
  readonly tasks?: readonly TaskRef[];
  /** When its step is due, ISO instant. */
  readonly due?: string;
  /** Alarms around the due moment that have gone off or whose moment had passed before. */
  readonly rung?: readonly Alarm[];
  /** People whose turn comes later (mode "in turn"). */
  readonly queue?: readonly PersonId[];
}

/** Until when a step is put off: a timer tells the moment, FEEL the condition; without either, until somebody resumes it. */
export interface Postponed {
  readonly until?: string;
  readonly condition?: string;
  /** Since when, ISO instant: what is due waits as long. */
  readonly since?: string;
}

/** What a step does by itself around its due moment: reminders and escalations by their place in its settings. */
export type Alarm = 'overdue' | `reminder:${number}` | `escalation:${number}`;

export interface Timer {
  readonly id: string;
  /** Absent for subprocesses at the top that a timer starts. */
  readonly token?: string;
  /** Of the event; of the step when the timer resumes it. */
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
  readonly incidents?: readonly Incident[];
  /** Conditions beside open activities that hold now; they happen again when they have not held in between. */
  readonly met?: readonly Met[];
  /** Everything rests; timers wait here. */
  readonly suspended?: { readonly by: PersonId; readonly timers: readonly Timer[]; readonly since?: string };
  /** What an engine other than the native one keeps for itself. */
  readonly core?: JsonObject;
}

export interface Met {
  readonly token?: string;
  readonly node: string;
}

export interface Incident {
  readonly code: string;
  readonly element: string;
  /** Empty for what waits around no token. */
  readonly token: string;
  /** What is tried again: leaving the node, or only what is waited for. Entering it when absent. */
  readonly at?: 'leave' | 'watch';
  /** What was to happen by itself and was held: the token waits as before, and trying again lets it come again. */
  readonly held?: Held;
}

/** A timer, with how often it fires again after that · an alarm of the step · a condition that holds. */
export type Held = { readonly by: 'timer'; readonly left?: number } | { readonly by: 'alarm'; readonly alarm: Alarm } | { readonly by: 'condition' };

/** The request as routes see it. */
export interface Subject {
  readonly id: string;
  readonly kind: string;
  readonly initiator: PersonId;
  readonly unit?: string;
  readonly number?: string;
  /** Where it came from, and by which channel. */
  readonly source?: string;
  readonly channel?: string;
  readonly submittedAt: string;
}

/** The source of a request as routes see it. */
export type SubjectSource = Pick<Source, 'id' | 'responsible'> & { readonly title: string };

/** Everything a transition may look at. */
export interface World {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly org: Org;
  /** The initiator's. */
  readonly calendar: Calendar;
  /** All there are, the organisation's own first: a step is due by that of its performers. Absent: everybody works by `calendar`. */
  readonly calendars?: readonly Calendar[];
  readonly subject: Subject;
  /** The form's data; fields that are not filled should be present as null, so that conditions tell "empty" from "unknown". */
  readonly data: JsonObject;
  /** Records named in the data, by the field that names one, for paths such as `equipment.responsible`. */
  readonly records?: Readonly<Record<string, JsonObject>>;
  /** Open tasks per person, for "least loaded". */
  readonly load?: Readonly<Record<PersonId, number>>;
  /** Where the request came from, for the source's default person or role. */
  readonly source?: SubjectSource;
  /** A what-if: a step without performers opens instead of stopping the request. */
  readonly forecast?: boolean;
}

/** Something to be done outside, once the transition is stored. */
export type Effect =
  | Notice
  | { readonly type: 'message'; readonly name: string; readonly key?: string; readonly data?: JsonObject }
  | { readonly type: 'signal'; readonly name: string; readonly data?: JsonObject };

/** People to be told. */
export interface Notice {
  readonly type: 'notify';
  readonly to: readonly PersonId[];
  readonly event: string;
  readonly node?: string;
}

/** One transition: the new state, the facts that led there, what has to be done outside, and why. */
export interface Advance {
  readonly state: ProcessState;
  readonly events: readonly ProcessEvent[];
  readonly effects: readonly Effect[];
  readonly trace: readonly Trace[];
  /** Messages and signals that something on the route waits for now; absent when there are none. */
  readonly awaits?: readonly Awaited[];
}

/** A message or signal that is waited for. Without a key any message of the name is meant. */
export interface Awaited {
  readonly type: 'message' | 'signal';
  readonly name: string;
  readonly key?: string;
}

/** What a route refers to besides itself. */
export interface CompileOptions {
  /** Other routes by the names that call activities use. */
  readonly routes?: (name: string) => Route | undefined;
  /** Tables that business-rule tasks and rules of assignment name. */
  readonly decisions?: readonly DecisionTable[];
}

/** The port behind which another engine may stand. */
export interface ExecutionCore {
  readonly name: string;
  /** Refuses (with issues) what this core would not run correctly. */
  compile(route: Route, options?: CompileOptions): { readonly compiled?: CompiledRoute; readonly issues: readonly Issue[] };
  start(compiled: CompiledRoute, world: World): Advance;
  /** Rejects with `STATE` what the state does not allow. */
  advance(compiled: CompiledRoute, state: ProcessState, command: ProcessCommand, world: World): Advance;
}

/** Names that expressions of a route may use besides form fields. */
export interface ExpressionContext {
  readonly [name: string]: Json | undefined;
}

export type StepNode = CompiledNode & { readonly step: StepSettings };
