import type { EndSettings, Escalation, Json, JsonObject, PersonId, Trace } from '@requestry/model';
import type { Alarm, Incident, Postponed, TaskRef, Timer, Token } from './types.js';

/** A fact of a transition. The state is nothing but these facts applied in order. */
export type ProcessEvent =
  | { readonly type: 'process-started'; readonly route: string }
  | ({ readonly type: 'token-created'; readonly token: string; readonly node: string; readonly trace?: Trace } & Pick<Token, 'via' | 'scope' | 'index' | 'vars'>)
  | { readonly type: 'token-moved'; readonly token: string; readonly node: string; readonly via: string; readonly trace?: Trace }
  | { readonly type: 'token-consumed'; readonly token: string; readonly node: string }
  | { readonly type: 'step-opened'; readonly token: string; readonly node: string; readonly tasks: readonly TaskRef[]; readonly queue?: readonly PersonId[]; readonly due?: string; readonly rung?: readonly Alarm[]; readonly trace: Trace }
  | { readonly type: 'turn-passed'; readonly token: string; readonly node: string; readonly task: TaskRef; readonly queue: readonly PersonId[]; readonly due?: string; readonly rung?: readonly Alarm[]; readonly trace: Trace }
  | { readonly type: 'step-skipped'; readonly token: string; readonly node: string; readonly outcome: string; readonly at: string; readonly trace: Trace }
  | { readonly type: 'task-completed'; readonly token: string; readonly node: string; readonly task: string; readonly outcome: string; readonly by: PersonId; readonly comment?: string; readonly reason?: string; readonly data?: JsonObject }
  | { readonly type: 'task-cancelled'; readonly token: string; readonly node: string; readonly task: string; readonly trace: Trace }
  | { readonly type: 'task-reassigned'; readonly token: string; readonly node: string; readonly task: string; readonly from?: PersonId; readonly to: PersonId; readonly by: PersonId; readonly comment?: string }
  | { readonly type: 'step-completed'; readonly token: string; readonly node: string; readonly outcome: string; readonly by?: PersonId; readonly agreed?: readonly PersonId[]; readonly comment?: string; readonly at: string; readonly trace?: Trace }
  | { readonly type: 'notice-sent'; readonly token: string; readonly node: string; readonly to: readonly PersonId[]; readonly trace: Trace }
  /** Form fields: by a node, or by a person alone. */
  | { readonly type: 'data-set'; readonly node?: string; readonly by?: PersonId; readonly data: JsonObject; readonly trace?: Trace }
  /** Values inside a scope only. */
  | { readonly type: 'vars-set'; readonly token: string; readonly node: string; readonly vars: JsonObject }
  | { readonly type: 'loop-opened'; readonly token: string; readonly node: string; readonly total?: number; readonly items?: readonly Json[]; readonly trace?: Trace }
  | { readonly type: 'instance-completed'; readonly token: string; readonly node: string; readonly index: number; readonly trace?: Trace }
  /** Somebody outside, or something else on the route, has to happen first. */
  | { readonly type: 'wait-opened'; readonly token: string; readonly node: string; readonly trace: Trace }
  | { readonly type: 'message-received'; readonly name: string; readonly key?: string; readonly node: string; readonly by?: PersonId; readonly trace: Trace }
  | { readonly type: 'signal-received'; readonly name: string; readonly node: string; readonly trace: Trace }
  | { readonly type: 'message-thrown'; readonly name: string; readonly key?: string; readonly node: string }
  | { readonly type: 'signal-thrown' | 'error-thrown' | 'escalation-thrown'; readonly name?: string; readonly node: string; readonly trace?: Trace }
  | { readonly type: 'condition-met'; readonly token?: string; readonly node: string; readonly beside?: true; readonly trace: Trace }
  | { readonly type: 'condition-lost'; readonly token?: string; readonly node: string }
  | { readonly type: 'timer-armed'; readonly timer: string; readonly token?: string; readonly node: string; readonly at: string; readonly left?: number; readonly trace: Trace }
  | { readonly type: 'timer-disarmed'; readonly timer: string; readonly node: string }
  | { readonly type: 'timer-fired'; readonly timer: string; readonly node: string }
  | { readonly type: 'step-reminded'; readonly token: string; readonly node: string; readonly alarm: Alarm; readonly to: readonly PersonId[]; readonly trace: Trace }
  /** The due moment has passed; `to` are all who are told. */
  | { readonly type: 'step-overdue'; readonly token: string; readonly node: string; readonly alarm: Alarm; readonly to: readonly PersonId[]; readonly trace: Trace }
  /** `to`: whom it turned to; empty when the rule gave nobody. `tasks`: open ones that have other performers now. */
  | { readonly type: 'step-escalated'; readonly token: string; readonly node: string; readonly alarm: Alarm; readonly action: Escalation['action']; readonly to: readonly PersonId[]; readonly tasks?: readonly TaskRef[]; readonly outcome?: string; readonly trace: Trace }
  /** What is due has waited while the step or the request rested. */
  | { readonly type: 'due-moved'; readonly token: string; readonly node: string; readonly due: string; readonly trace: Trace }
  | { readonly type: 'task-delegated'; readonly token: string; readonly node: string; readonly task: string; readonly from?: PersonId; readonly to: PersonId; readonly by: PersonId; readonly comment?: string; readonly trace: Trace }
  | { readonly type: 'task-escalated'; readonly token: string; readonly node: string; readonly task: string; readonly from?: PersonId; readonly to: PersonId; readonly by: PersonId; readonly claims: string; readonly conflictOfInterests?: boolean; readonly comment?: string; readonly trace: Trace }
  /** Has a task now, or comes later in turn. */
  | { readonly type: 'performer-added'; readonly token: string; readonly node: string; readonly person: PersonId; readonly task?: TaskRef; readonly by: PersonId; readonly comment?: string; readonly due?: string; readonly trace: Trace }
  /** Will not have their turn. */
  | { readonly type: 'turn-removed'; readonly token: string; readonly node: string; readonly person: PersonId; readonly by: PersonId; readonly comment?: string; readonly trace: Trace }
  | { readonly type: 'question-asked'; readonly token: string; readonly node: string; readonly task: TaskRef; readonly question: string; readonly by: PersonId; readonly trace: Trace }
  | { readonly type: 'question-answered'; readonly token: string; readonly node: string; readonly task: string; readonly by: PersonId; readonly comment?: string }
  | { readonly type: 'request-returned'; readonly node: string; readonly by: PersonId; readonly comment?: string; readonly trace: Trace }
  | ({ readonly type: 'step-postponed'; readonly token: string; readonly node: string; readonly by: PersonId; readonly comment?: string; readonly timers?: readonly Timer[]; readonly trace: Trace } & Postponed)
  | { readonly type: 'step-resumed'; readonly token: string; readonly node: string; readonly by?: PersonId; readonly comment?: string; readonly trace: Trace }
  | { readonly type: 'process-suspended'; readonly by: PersonId; readonly comment?: string; readonly timers: readonly Timer[]; readonly since?: string }
  | { readonly type: 'process-resumed'; readonly by: PersonId; readonly comment?: string }
  | { readonly type: 'process-migrated'; readonly from: string; readonly route: string; readonly nodes: Readonly<Record<string, string>>; readonly tokens: readonly Pick<Token, 'id' | 'node' | 'via' | 'rung'>[]; readonly by: PersonId; readonly comment?: string; readonly trace: Trace }
  | { readonly type: 'incident-raised'; readonly token: string; readonly element: string; readonly code: string; readonly at?: Incident['at']; readonly held?: Incident['held']; readonly trace: Trace }
  | { readonly type: 'incident-resolved'; readonly by: PersonId }
  /** Another engine has moved on; `core` is what it keeps from now on. */
  | { readonly type: 'core-saved'; readonly core: JsonObject }
  /** With `scope`, of a subprocess only. */
  | { readonly type: 'end-reached'; readonly node: string; readonly state: EndSettings['state']; readonly scope?: string }
  | { readonly type: 'process-ended'; readonly state: EndSettings['state']; readonly node?: string; readonly by?: PersonId; readonly reason?: string };
