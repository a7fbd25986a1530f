/** The port through which requests come from outside. The in-page runtime, an HTTP client and a host's own backend stand behind it. */
import type { NewFile, Transfer } from './files.js';
import type { AccessMap, FormDefinition } from './form.js';
import type { JsonObject } from './json.js';
import type { FileRef, Request } from './request.js';
import type { ContactField } from './source.js';
import type { LocalizedText } from './text.js';

/** Something that arrived at a source: a form that was sent, a webhook. */
export interface Received {
  readonly source: string;
  /** What was sent. At most 256 Ki characters of JSON, 32 levels, 5 000 values. */
  readonly payload: JsonObject;
  /** The sender's own name for it: what has the same one is the same thing, however late. 1…200 characters. */
  readonly externalId?: string;
  /** What the files in it were kept under. */
  readonly visit?: string;
  /** The secret of the source. */
  readonly secret?: string;
  /** Instead of the secret: the bytes that were sent and their signature, `sha256=` and hexadecimal digits. */
  readonly signed?: { readonly body: string; readonly signature: string };
}

export interface ReceivedRequest {
  readonly request: string;
  /** Tells the request to its sender, by phone too. */
  readonly publicId: string;
  readonly number?: string;
  /** The sender was recognised as somebody who has a card. */
  readonly known: boolean;
  /** The same had come before: this is the request that it made then. */
  readonly duplicate: boolean;
}

/** A source's form as visitors fill it in: without the fields that they may not see. */
export interface IntakeForm {
  readonly title: LocalizedText;
  readonly form: FormDefinition;
  readonly access: AccessMap;
  readonly initial: JsonObject;
  /** Names that rules of the form may use besides its fields. */
  readonly context: JsonObject;
  /** What a visitor has to tell who is not recognised. */
  readonly askUnknown: readonly ContactField[];
}

/** What a public form may know of whoever fills it in. */
export interface Recognised {
  readonly known: boolean;
  /** First letter of the first name and asterisks, when the card names one person. */
  readonly name?: string;
}

/** What anybody who holds a public identifier and its contact may know. */
export interface RequestStatus {
  readonly publicId: string;
  readonly number?: string;
  readonly kindTitle: LocalizedText;
  readonly state: Request['state'];
  readonly stage?: LocalizedText;
  readonly submittedAt: string;
  readonly closedAt?: string;
}

export interface MailAddress {
  readonly name?: string;
  readonly address: string;
}

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** A letter as a mail parser of the host gives it. */
export interface Mail {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc?: readonly MailAddress[];
  readonly subject: string;
  /** The plain part; without one the words of `html` are taken. At most 1 Mi characters each. */
  readonly text?: string;
  readonly html?: string;
  readonly messageId: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Other headers; names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** At most 20, together 25 MiB. */
  readonly attachments?: readonly MailAttachment[];
  /** When it was sent, ISO. */
  readonly date?: string;
  /** `false`: the mail server does not vouch for the sender (SPF, DKIM, DMARC); then it is nobody's answer. */
  readonly verified?: boolean;
}

/**
 * What became of a letter. `request`: a new one · `comment`: one on a request · `repeated`: it had come before ·
 * `ignored`: an automatic answer, or to no mailbox of ours.
 */
export interface ReceivedMail {
  readonly outcome: 'request' | 'comment' | 'repeated' | 'ignored';
  readonly request?: string;
  readonly publicId?: string;
  readonly comment?: string;
  /** Why it was ignored (`mail.automatic`, `mail.own`, `mail.no-source`), or kept from others (`mail.unknown-sender`). */
  readonly reason?: string;
}

/** A file that a visitor puts into a form. */
export interface VisitorFile extends NewFile {
  readonly source: string;
  /** 20…100 letters, digits and dashes that nobody else can guess, new for each form that is filled in. What was kept under one can be sent under it alone. */
  readonly visit: string;
}

/** Requests from outside, without anybody signed in. */
export interface IntakeService {
  /**
   * Makes a request of what arrived, or answers with the one that it made before: `externalId` is its key, else the same data within the minutes of the source. Rejects with `NOT_FOUND` when there is no such source,
   * `FORBIDDEN` when the source wants a secret and this is not it, `INVALID` when what was sent does not make a request.
   */
  receive(received: Received): Promise<ReceivedRequest>;
  /** The form of a source that visitors may use. Rejects with `FORBIDDEN` for others, `STATE` when rules read something else than a form. */
  getForm(query: { readonly source: string }): Promise<IntakeForm>;
  /**
   * Keeps a file for the form of a source that visitors may use: one of a sort and size that a field shown to them takes, and not more in one visit than its
   * fields hold. A repeat gives the same reference. Rejects with `INVALID` else, `FORBIDDEN` for other sources, `STATE` (`file.no-store`) where the store keeps no files.
   */
  keepVisitorFile(file: VisitorFile, transfer?: Transfer): Promise<FileRef>;
  /** Whether a visitor is known. Only for sources that visitors may use. Limit how often one address asks. */
  recognise(query: { readonly source: string; readonly email?: string; readonly phone?: string }): Promise<Recognised>;
  /** Where a request stands. Null when there is none with this identifier or when its contact is another: the two are not told apart. */
  status(query: { readonly publicId: string; readonly contact: string }): Promise<RequestStatus | null>;
}

/** `IntakeService` for the host itself, which has letters besides. */
export interface MailIntake {
  /**
   * The letter's `messageId` is its key. A reply becomes a comment on its request, any other letter to a mailbox of a source becomes a request. Rejects with `INVALID` past the
   * bounds, or when the letter does not make a request: keep it, and tell whoever set the source up.
   */
  receiveMail(mail: Mail): Promise<ReceivedMail>;
}

