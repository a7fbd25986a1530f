/** What people do with requests that came from somewhere else, and with the places they come from: parts of the two ports. */
import type { Issue } from './errors.js';
import type { AccessMap } from './form.js';
import type { Mail } from './intake.js';
import type { JsonObject } from './json.js';
import type { RequestView } from './service/views.js';
import type { Channel, Contact, ContactField, Source, Utm } from './source.js';
import type { LocalizedText } from './text.js';

/** A source that somebody may enter a request for, and what the form becomes by it. */
export interface SourceChoice {
  readonly id: string;
  readonly title: LocalizedText;
  readonly channel: Channel;
  readonly access: AccessMap;
  readonly initial: JsonObject;
  readonly askUnknown: readonly ContactField[];
  /** Directory of its counterparties. */
  readonly counterparties: string;
}

/** A source as it is set up: whether its secret is there and what is wrong with it. */
export interface SourceView extends Source {
  readonly hasSecret: boolean;
  readonly issues: readonly Issue[];
  /** Expected when it is saved again. */
  readonly version: number;
}

/** Cards that fit what somebody said of themselves: one is theirs, several have to be chosen from. */
export interface CounterpartyMatch {
  readonly directory: string;
  readonly cards: readonly { readonly id: string; readonly title: string; readonly data: JsonObject; readonly firstTime: boolean }[];
}

/** What a request that somebody makes of a letter begins with. */
export interface LetterStart {
  readonly kind: string;
  readonly source: string;
  readonly data: JsonObject;
  readonly contact: Contact;
  readonly match: CounterpartyMatch;
}

/** What a request entered by hand says of where it came from. */
export interface EnteredFor {
  readonly source?: string;
  readonly contact?: Contact;
  readonly counterparty?: string;
  readonly utm?: Utm;
}

/** Entering requests by hand. */
export interface EnteringService {
  /** Cards that fit somebody who calls. For those who may enter requests of the source and look up its counterparties. */
  matchCounterparty(query: { readonly source: string; readonly email?: string; readonly phone?: string; readonly inn?: string }): Promise<CounterpartyMatch>;
  /** Sets the card of a request whose sender several cards fit. */
  chooseCounterparty(command: { readonly request: string; readonly counterparty: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Makes the beginning of a request out of a letter to a person. Rejects with `STATE` when the letter went to a mailbox that makes requests itself. */
  startFromLetter(query: { readonly source: string; readonly mail: Omit<Mail, 'attachments'> }): Promise<LetterStart>;
}

/** Setting sources up. */
export interface SourceDesign {
  findSources(): Promise<readonly SourceView[]>;
  /** Adds or changes a source. `secret`: 24…200 characters, kept as a hash; null takes it away; it stays when absent. `expectedVersion` as in `saveDirectory`. Rejects with `INVALID` and the issues. */
  saveSource(command: { readonly source: Source; readonly secret?: string | null; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<SourceView>;
  /** Requests that came from it stay. */
  deleteSource(command: { readonly source: string; readonly idempotencyKey: string }): Promise<void>;
}
