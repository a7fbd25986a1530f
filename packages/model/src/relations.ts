/** How requests belong together: the rules of kinds, the links of requests, and the part of the port that makes and shows them. */
import type { JsonObject } from './json.js';
import type { AccessRule } from './kind.js';
import type { RequestState } from './request.js';
import type { Permission, RequestSummary, RequestView } from './service/views.js';
import type { LocalizedText } from './text.js';

/**
 * `based-on`: made on the basis of another · `annex`: belongs to another, which is the main one · `amendment`: changes another once it is approved ·
 * `child`: part of another, such as an order of a deal or a request of a plan · `chain`: the next of a chain that began with one of them ·
 * `subject`: what a chain is about.
 */
export const relationTypes = ['based-on', 'annex', 'amendment', 'child', 'chain', 'subject'] as const;
export type RelationType = (typeof relationTypes)[number];

/** A figure over the children of a request. */
export interface RelationSum {
  readonly title: LocalizedText;
  /** `sum` adds a field up · `count`: how many there are · `open`: how many have not ended. */
  readonly of: 'sum' | 'count' | 'open';
  readonly field?: string;
}

/** What may be made of requests of a kind. It stands at the kind of the original, the basis, the parent or the chain. */
export interface RelationRule {
  /** Unique within the kind. */
  readonly id: string;
  readonly type: RelationType;
  /** What people choose: "Create a contract". */
  readonly title: LocalizedText;
  /** Kind of the request that is made. */
  readonly kind: string;
  /** Who may; whoever sees the original and may submit the other when absent. */
  readonly who?: AccessRule;
  /** States of the original in which it may be made. When absent: while it is open or completed; for a `child` while it is open. */
  readonly states?: readonly RequestState[];
  /** Field of the new request → FEEL with leading `=` over the fields of the original. When absent, fields of the same name are carried over. */
  readonly map?: Readonly<Record<string, string>>;
  /** Requests made by the rule at most, those not counted that were rejected, withdrawn or cancelled. No limit when absent. */
  readonly most?: number;
  /** `amendment`: field of the original → field of the amendment that holds its new value. */
  readonly fields?: Readonly<Record<string, string>>;
  /** `child`: the parent cannot be completed while there are open ones. */
  readonly waits?: boolean;
  /** `child`: requests that are there already may be put under a parent, one open parent each. */
  readonly adopts?: boolean;
  /** `child`: figures shown at the parent. */
  readonly sums?: readonly RelationSum[];
}

/** From a request to the one that it belongs to. */
export interface Link {
  readonly type: RelationType;
  /** The rule, of the other's kind; absent for what a decision began. */
  readonly rule?: string;
  /** The follow-up, of the other's kind, by which its decision began this one. */
  readonly followUp?: string;
  readonly to: string;
  /** `amendment`: what the fields of the original held when the amendment was submitted; absent fields were empty. */
  readonly before?: JsonObject;
}

/** What a new request is made of. */
export interface Basis {
  readonly request: string;
  readonly rule: string;
}

/** A new request that is about to be made of another. */
export interface RelatedStart {
  readonly kind: string;
  readonly data: JsonObject;
  readonly basis: Basis;
}

/** Another request and how it belongs to this one. */
export interface RelatedRequest extends RequestSummary {
  readonly type: RelationType;
  /** `to`: this one belongs to it · `from`: it belongs to this one. */
  readonly direction: 'to' | 'from';
  /** Title of the rule, or of the follow-up. */
  readonly rule?: LocalizedText;
  /** The actor may take it off from here, and why not; for children that were put here. */
  readonly unlink?: Permission;
  /** `amendment`: what it changes, as far as the actor sees the fields. */
  readonly changes?: readonly { readonly field: string; readonly before: JsonObject[string]; readonly after: JsonObject[string] }[];
}

export interface RelationsView {
  /** Only what the actor may see; by their submission. */
  readonly requests: readonly RelatedRequest[];
  /** More belong to it than are shown. */
  readonly more: boolean;
  /** Figures over the children that the actor sees; `partial` when there are others. */
  readonly sums: readonly { readonly title: LocalizedText; readonly value: number; readonly partial: boolean }[];
  /** What the actor could make of it, and why not. */
  readonly rules: readonly (Pick<RelationRule, 'id' | 'type' | 'title' | 'kind'> & { readonly make: Permission; readonly adopts: boolean })[];
}

/** Requests that belong together. */
export interface RelationService {
  findRelated(query: { readonly request: string }): Promise<RelationsView>;
  /** What a request made by the rule begins with; nothing is stored. Submit it with its `basis`. */
  startRelated(query: { readonly request: string; readonly rule: string }): Promise<RelatedStart>;
  /** Puts a request that is there already under a parent whose rule adopts it. Rejects with `STATE` for a cycle, or while it has another open parent. */
  linkRequest(command: { readonly request: string; readonly to: string; readonly rule: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Takes a request off a parent that it was put under. */
  unlinkRequest(command: { readonly request: string; readonly to: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Puts the open children of a request that has ended under another one, as by `linkRequest`; at most 50 at a time. Gives how many. */
  carryChildren(command: { readonly from: string; readonly to: string; readonly rule: string; readonly idempotencyKey: string }): Promise<{ readonly moved: number }>;
}

/** Links of one request, and requests of one chain, at most. */
export const mostLinks = 20;
export const mostOfChain = 50;
