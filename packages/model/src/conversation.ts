/** What people say about a request: the shapes, and the part of the port that carries them. */
import type { Comment, FileRef } from './request.js';
import type { Permission } from './service/views.js';

/** How people talk on requests of a kind. */
export interface ConversationSettings {
  /** ISO duration by the clock, `P7D` at most, within which somebody may change or delete what they wrote. Default `PT15M`; `PT0M` for never. */
  readonly changeWithin?: string;
}

/** A comment as the actor may read it. */
export interface CommentView extends Comment {
  readonly byName: string;
  readonly version: number;
  /** Somebody else wrote it after the actor last read the conversation. */
  readonly unread?: boolean;
  /** May the actor change it, and delete it, and why not. */
  readonly change: Permission;
  readonly remove: Permission;
}

/** Somebody of a directory of contact persons. */
export interface ContactRef {
  readonly directory: string;
  readonly record: string;
}

/** A contact person whom a comment names as `@directory/record`. */
export interface ContactMention extends ContactRef {
  /** As they were called then. */
  readonly name: string;
}

/** A contact person of a request's client. */
export interface ContactView extends ContactMention {
  /** Title of the client's card. */
  readonly client: string;
  readonly position?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** Talking on a request. */
export interface ConversationService {
  /** Oldest first. Private ones only for those who may read them; deleted ones only while there are answers to them. */
  findComments(query: { readonly request: string }): Promise<readonly CommentView[]>;
  /**
   * Adds a comment, or an answer to another one: an answer to a private comment is private. People named in it as `@id` are told. One of
   * them who does not see the request takes part from then on, where the kind lets them; else it is refused with `INVALID` and why.
   * Contact persons of the client are named as `@directory/record`: they get what a public comment says by the channels that reach them, and answer by mail.
   * `files` are kept before (`keepFile`), 20 at most; with files nothing has to be said.
   */
  addComment(command: { readonly request: string; readonly body: string; readonly visibility: Comment['visibility']; readonly files?: readonly FileRef[]; readonly parent?: string; readonly idempotencyKey: string }): Promise<Comment>;
  /** Contact persons of the request's client who can be mentioned, out of directories that the actor may look up, by the beginnings of words of name, position and e-mail address or its domain; 20 unless `limit` says otherwise. */
  findContacts(query: { readonly request: string; readonly text?: string; readonly limit?: number }): Promise<readonly ContactView[]>;
  /** Says it in other words, within the time of the kind. What it said before is not kept. */
  changeComment(command: { readonly comment: string; readonly body: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<Comment>;
  /** Takes back what was said: one's own within the time, anybody's for administrators. Answers stay. */
  deleteComment(command: { readonly comment: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<void>;
  /** The actor has read everything up to now. The mark only moves on, so that it needs no key. */
  readComments(command: { readonly request: string }): Promise<void>;
}
