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

/** Talking on a request. */
export interface ConversationService {
  /** Oldest first. Private ones only for those who may read them; deleted ones only while there are answers to them. */
  findComments(query: { readonly request: string }): Promise<readonly CommentView[]>;
  /**
   * Adds a comment, or an answer to another one: an answer to a private comment is private. People named in it as `@id` are told. One of
   * them who does not see the request takes part from then on, where the kind lets them; else it is refused with `INVALID` and why.
   * `files` are kept before (`keepFile`), 20 at most; with files nothing has to be said.
   */
  addComment(command: { readonly request: string; readonly body: string; readonly visibility: Comment['visibility']; readonly files?: readonly FileRef[]; readonly parent?: string; readonly idempotencyKey: string }): Promise<Comment>;
  /** Says it in other words, within the time of the kind. What it said before is not kept. */
  changeComment(command: { readonly comment: string; readonly body: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<Comment>;
  /** Takes back what was said: one's own within the time, anybody's for administrators. Answers stay. */
  deleteComment(command: { readonly comment: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<void>;
  /** The actor has read everything up to now. */
  readComments(command: { readonly request: string }): Promise<void>;
}
