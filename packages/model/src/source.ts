import type { JsonObject } from './json.js';
import type { AccessRule } from './kind.js';
import type { PersonId, RoleId, UnitId } from './org.js';
import type { LocalizedText } from './text.js';

/** Ways by which requests arrive. */
export const channels = ['web', 'mail', 'letter', 'phone', 'messenger', 'chat', 'social', 'app', 'personal', 'advertising', 'partner', 'webhook', 'import', 'other'] as const;
export type Channel = (typeof channels)[number];

/** What somebody outside may say of themselves. */
export const contactFields = ['name', 'email', 'phone', 'inn', 'company', 'position', 'region'] as const;
export type ContactField = (typeof contactFields)[number];
export type Contact = { readonly [field in ContactField]?: string };

/** Marks of the advertisement that brought somebody: `utm_source` … `utm_content` without their prefix. */
export const utmMarks = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type Utm = { readonly [mark in (typeof utmMarks)[number]]?: string };

/** A card of a directory of counterparties. */
export interface CounterpartyRef {
  readonly directory: string;
  /** Id of the record; absent while several fit. */
  readonly id?: string;
  /** Cards that fit equally well: somebody has to choose. */
  readonly candidates?: readonly string[];
}

/** Who answers for what comes from a source. */
export type SourceResponsible = { readonly person: PersonId } | { readonly role: RoleId; readonly unit?: UnitId };

/** Where requests come from: a site's form, a mailbox, a telephone line. Each of two sites is a source of its own. */
export interface Source {
  /** Lower-case letters, digits and dashes; it stands in the address of its endpoint. */
  readonly id: string;
  readonly title: LocalizedText;
  /** Kind of the requests that come from here. */
  readonly kind: string;
  readonly channel: Channel;
  /**
   * Form field → FEEL with leading `=` over `payload` (also `today`, `now`). What gives nothing leaves the field as it is. Without a mapping
   * properties of the payload fill the fields of the same name, as far as a submitter may fill them.
   */
  readonly mapping?: Readonly<Record<string, string>>;
  /** Where the payload tells who asks: FEEL as in `mapping`. By default the properties `name`, `email`, `phone`, `inn`, `company`, `position`, `region`. */
  readonly contact?: { readonly [field in ContactField]?: string };
  /** First values of new requests; they go before those of the form. */
  readonly defaults?: JsonObject;
  /** Fields that have to be filled in besides those that the form demands. */
  readonly required?: readonly string[];
  /** Fields of the kind's form for this source: hidden for its other sources, unless those name them too. */
  readonly extraFields?: readonly string[];
  /** What somebody has to tell who is not recognised. Nothing when absent. */
  readonly askUnknown?: readonly ContactField[];
  /** Default person or role; a step finds them by the rule `source`. */
  readonly responsible?: SourceResponsible;
  /** In whose name requests are kept that nobody entered: rework and acceptance come to them. Default: the default person; else the system, for whom no such step can be. */
  readonly initiator?: PersonId;
  /** Directory of counterparties. Default `counterparties`. */
  readonly counterparties?: string;
  /** Addresses whose letters become requests. */
  readonly mailboxes?: readonly string[];
  /** Visitors of a site may send without a secret. */
  readonly anonymous?: boolean;
  /** Other systems send with a secret, which is set beside the source and kept as a hash only. */
  readonly secured?: boolean;
  /** Who enters requests of this source by hand. Holders of the right `enter` when absent; everybody when it names nothing. */
  readonly enter?: AccessRule;
  /** The same data of the same counterparty within so many minutes is one request. Default 10; 0: never. */
  readonly duplicateMinutes?: number;
}

/** Where a source looks for counterparties unless it names another directory. */
export const usualCounterparties = 'counterparties';

/** The card's directory of a source. */
export const counterpartiesOf = (source: Pick<Source, 'counterparties'>): string => source.counterparties ?? usualCounterparties;
