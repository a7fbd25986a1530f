/** Decisions out of a directory, and what they start. */
import type { FactValue } from './guard.js';
import type { Json, JsonObject } from './json.js';
import type { PersonId } from './org.js';
import type { RequestView } from './service/views.js';
import type { LocalizedText } from './text.js';

/** What whoever decides says: a record of the outcome's directory, and words of their own. */
export interface DecisionChoice {
  readonly type: string;
  readonly text?: string;
}

/** What a decision of one of these types starts. */
export interface FollowUp {
  readonly id: string;
  readonly title?: LocalizedText;
  readonly directory: string;
  /** Ids of records; any of the directory when absent. */
  readonly types?: readonly string[];
  readonly start: FollowUpStart;
}

/** Field of the new request, or property of the message → a value or FEEL over the request as it was decided: names of guards, and `decision` with `type`, `title`, `text` and the record as `record`. */
export type FollowUpMapping = Readonly<Record<string, FactValue>>;

export type FollowUpStart =
  /** A request of another kind, linked to this one as `based-on`; in the name of its initiator unless `by` says of who decided. */
  | { readonly kind: string; readonly data: FollowUpMapping; readonly by?: 'initiator' | 'decider' }
  /** A message to the host. */
  | { readonly message: string; readonly data?: FollowUpMapping };

/** `failed`: it could not be started, however often it was tried. */
export interface FollowUpState {
  readonly id: string;
  readonly state: 'pending' | 'done' | 'failed';
  readonly at: string;
  /** The request that it began. */
  readonly request?: string;
  /** Why it failed. */
  readonly code?: string;
}

/** The last decision of a request. Earlier ones are in its history. */
export interface Decision {
  readonly directory: string;
  /** Id of the record. */
  readonly type: string;
  /** Title of the record when it was decided. */
  readonly title: string;
  readonly text?: string;
  readonly step: string;
  readonly by: PersonId;
  readonly at: string;
  readonly followUps?: readonly FollowUpState[];
}

/** What the host is told of a follow-up. It may come again with the same `key`. */
export interface FollowUpMessage {
  readonly key: string;
  readonly message: string;
  readonly tenant: string;
  readonly request: string;
  readonly number?: string;
  readonly kind: string;
  readonly decision: { readonly directory: string; readonly type: string; readonly title: string; readonly text?: string; readonly by: PersonId; readonly at: string };
  readonly data: JsonObject;
}

/** What follows decisions. */
export interface FollowUpService {
  /** Tries a failed follow-up of the last decision again. For administrators and whoever decided. */
  retryFollowUp(command: { readonly request: string; readonly followUp: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
}

/** The names that a mapping sees besides those of guards. */
export interface DecisionNames {
  readonly type: string;
  readonly title: string;
  readonly text: Json;
  readonly record: JsonObject;
}
