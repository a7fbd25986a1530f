import type { JsonObject, PersonId, Trace } from '@requestry/model';
import type { Alarm, Postponed } from './types.js';

/** Who changes a running request, and what they say to it. */
interface ByPerson {
  readonly by: PersonId;
  readonly comment?: string;
}

/** One thing that is held, and why: an armed timer, an alarm of a token's step, or a condition that is waited for. */
export type HeldNow = { readonly code: string; readonly trace: Trace } & (
  | { readonly timer: string }
  | { readonly alarm: Alarm; readonly token: string }
  | { readonly condition: string; readonly token?: string }
);

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
  /** Time has passed: reminds, tells that steps are overdue, escalates; conditions are looked at again. */
  | { readonly type: 'wake' }
  /** What would happen by itself may not, for reasons outside the route: each stops there until it is tried again. Whatever else was to happen by now does, as by `wake`. */
  | { readonly type: 'hold'; readonly held: readonly HeldNow[] }
  /** For the first that waits for it; `STATE` when nobody does. */
  | { readonly type: 'message'; readonly name: string; readonly key?: string; readonly data?: JsonObject; readonly by?: PersonId }
  /** For everybody who waits for it; nothing happens when nobody does. */
  | { readonly type: 'signal'; readonly name: string; readonly data?: JsonObject }
  /** Form fields changed; the world still has them as before. */
  | { readonly type: 'data'; readonly data: JsonObject; readonly by: PersonId }
  | ({ readonly type: 'reassign'; readonly task: string; readonly to: PersonId } & ByPerson)
  /** As `reassign`, but on behalf of the one whose task it is. */
  | ({ readonly type: 'delegate'; readonly task: string; readonly to: PersonId } & ByPerson)
  /** Passes the responsibility to the head over the performer. */
  | ({ readonly type: 'escalate'; readonly task: string; readonly claims: string; readonly conflictOfInterests?: boolean } & ByPerson)
  /** One more person on the step of the task. */
  | ({ readonly type: 'addApprover'; readonly task: string; readonly person: PersonId } & ByPerson)
  /** Takes the task back, or with `person` their later turn. */
  | ({ readonly type: 'removeApprover'; readonly task: string; readonly person?: PersonId } & ByPerson)
  /** A question to somebody beside the task. */
  | ({ readonly type: 'ask'; readonly task: string; readonly of: PersonId; readonly question: string; readonly by: PersonId })
  /** Back to a step done before; `task`: whose way is gone back, when several are under way. */
  | ({ readonly type: 'return'; readonly to: string; readonly task?: string } & ByPerson)
  /** Puts the step of the task off until a moment (ISO), a condition (FEEL) or `resume`. */
  | ({ readonly type: 'postpone'; readonly task: string } & Postponed & ByPerson)
  /** Lets the step of the task, or the whole request, go on. */
  | ({ readonly type: 'resume'; readonly task?: string } & ByPerson)
  | ({ readonly type: 'suspend' } & ByPerson)
  /** Goes on by the route given, whose nodes the old ones become. Every node with a token must be named. */
  | ({ readonly type: 'migrate'; readonly nodes: Readonly<Record<string, string>> } & ByPerson)
  | { readonly type: 'end'; readonly state: 'withdrawn' | 'cancelled'; readonly by: PersonId; readonly reason?: string }
  /** Tries again what raised the incident. */
  | { readonly type: 'retry'; readonly by: PersonId };
