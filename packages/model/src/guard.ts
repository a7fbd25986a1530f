/** Conditions under which a kind lets a request go on, over its data and over what is known elsewhere. */
import type { RequestState } from './request.js';
import { leadsForward, outcomesOf, type StepSettings } from './step.js';
import type { LocalizedText } from './text.js';

/** What becomes of the values that were found: how many, their sum, the least, the greatest, the first, or all of them. */
export type FactTake = 'first' | 'count' | 'sum' | 'min' | 'max' | 'list';

/** A value, or FEEL with leading `=` over the names that a guard sees, facts excepted. */
export type FactValue = string | number | boolean | null;

/** What everybody may read of a fact who is told of its guard; `seen`: only who sees all that it was made of. */
export type FactTold = 'always' | 'seen';

/** Records of a directory, such as stock, rooms, or the terms of a contract. */
export interface RecordsFact {
  readonly from: 'records';
  readonly directory: string;
  /** Property → value it has; `id` means the record's id. A value that is not there finds nothing. All records when absent. */
  readonly where?: Readonly<Record<string, FactValue>>;
  /** `first` when absent. */
  readonly take?: FactTake;
  /** Property that is taken; the whole record (with its `id`) when absent. Not needed by `count`. */
  readonly property?: string;
}

/** Other requests: those of the same counterparty, initiator or unit, or with the same value in a filterable field. The newest 1 000 count. */
export interface RequestsFact {
  readonly from: 'requests';
  readonly same: 'counterparty' | 'initiator' | 'unit' | { readonly field: string };
  /** Of all kinds when absent; with a field, of the guard's own kind. */
  readonly kinds?: readonly string[];
  /** In any state when absent. */
  readonly states?: readonly RequestState[];
  /** FEEL with leading `=` over the other request (its fields, `data`, `request`, `payments`): only those for which it gives true. */
  readonly where?: string;
  /** `count` when absent. */
  readonly take?: FactTake;
  /** FEEL with leading `=` over the other request that gives what is taken; not needed by `count`. */
  readonly value?: string;
  /** `seen` when absent. */
  readonly told?: FactTold;
}

/** What a connector of the host answers. */
export interface ConnectorFact {
  readonly from: 'connector';
  readonly connector: string;
  readonly query?: Readonly<Record<string, FactValue>>;
  /** Milliseconds that it may take, 15 000 at most. Default 5 000. */
  readonly timeout?: number;
}

export type GuardFact = RecordsFact | RequestsFact | ConnectorFact;

/**
 * When a guard is asked. `submit`: when a request is submitted · `accept`: when the step named is decided · `decide`: when any step is decided so that
 * the route goes on · `reassign`: when a task is handed or delegated to somebody else.
 */
export type GuardMoment = 'submit' | 'accept' | 'decide' | 'reassign';

/** A condition that has to hold, and what people are told when it does not. */
export interface Guard {
  readonly id: string;
  /** What it looks after, for people who read that it could not be asked; its id when absent. */
  readonly title?: LocalizedText;
  readonly at: GuardMoment;
  /** The step it is asked on; needed by `accept`, any step when absent. */
  readonly step?: string;
  /** The outcome it is asked for; when absent every one that leads forward. */
  readonly outcome?: string;
  /**
   * FEEL with leading `=` that has to give true. Names: the form's fields, `data`, `request`, `initiator`, `today`, `now`, `payments`, `resources`, and facts.
   * One that gives neither yes nor no counts as unavailable.
   */
  readonly when: string;
  /** Why not, with `{name}` for facts and fields, `{name.property}` inside them, and `{name.on}` for the numbers of the requests that a fact was made of. */
  readonly explanation: LocalizedText;
  /** What the condition reads besides the request, by name. */
  readonly facts?: Readonly<Record<string, GuardFact>>;
  /** What is done when a fact cannot be found out: `refuse` (the default), or let pass with a `warn`ing that is kept. */
  readonly unavailable?: 'refuse' | 'warn';
}

/** About which decision guards are asked. */
export interface GuardedDecision {
  readonly at: GuardMoment;
  /** The step of the route that is decided or handed over. */
  readonly step?: { readonly id: string; readonly settings: StepSettings };
  readonly outcome?: string;
}

/** A decision on a step is asked of the guards of that step and of those of every decision. */
export const deciding = (step: NonNullable<GuardedDecision['step']>, outcome: string): readonly GuardedDecision[] => [{ at: 'accept', step, outcome }, { at: 'decide', step, outcome }];

/** Guards of a kind that have to let a decision pass. */
export const guardsFor = ({ guards = [] }: { readonly guards?: readonly Guard[] }, decisions: readonly GuardedDecision[]): readonly Guard[] => guards.filter((guard) => decisions.some((decision) => concerns(guard, decision)));

function concerns({ at, step, outcome }: Guard, decision: GuardedDecision): boolean {
  if (at !== decision.at || (step !== undefined && step !== decision.step?.id)) return false;
  if (at === 'submit' || at === 'reassign') return true;
  if (outcome !== undefined) return outcome === decision.outcome;
  return leadsForward(decision.step ? outcomesOf(decision.step.settings) : [], decision.outcome);
}
