/** The port of administrators: kinds, directories and what else is set up. */
import type { Directory, DirectoryView, DirectoryRecord } from '../directory.js';
import type { SourceDesign } from '../entering.js';
import type { Issue } from '../errors.js';
import type { Kind, KindStatus } from '../kind.js';
import type { Org } from '../org.js';
import type { DeliveryState, DeliveryView } from '../preferences.js';
import type { RegisterRebuild } from '../register.js';
import type { LocalizedText } from '../text.js';
import type { Page, PageQuery } from './views.js';
import type { RequestCommand } from './request-service.js';

/** A row of the designer's list of kinds. */
export interface KindRow {
  readonly id: string;
  readonly title: LocalizedText;
  readonly icon?: string;
  readonly category?: LocalizedText;
  readonly status: KindStatus;
  readonly publishedVersion?: number;
  /** Unpublished changes exist. */
  readonly hasDraft: boolean;
  readonly savedAt?: string;
  /** Requests not yet ended. */
  readonly open: number;
  readonly problems: { readonly errors: number; readonly warnings: number };
}

/** What is designed: the kind and the BPMN XML of its route. `version` is that of the stored draft, for `expectedVersion`. */
export interface KindDraft {
  readonly kind: Kind;
  readonly route?: string;
  readonly version: number;
  readonly publishedVersion?: number;
  readonly savedAt: string;
}

export interface KindVersion {
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly publishedByName: string;
  readonly note?: string;
  readonly kind: Kind;
  readonly route?: string;
  /** Requests of this version not yet ended. */
  readonly open: number;
}

/** What administrators do. */
export interface DesignService extends SourceDesign {
  findKindRows(): Promise<readonly KindRow[]>;
  getKindDraft(query: { readonly kind: string }): Promise<KindDraft>;
  createKind(command: { readonly kind: Kind; readonly route?: string; readonly idempotencyKey: string }): Promise<KindDraft>;
  /** Keeps the draft. Anything may be saved, sound or not; publishing checks. A repeat under another key, or without one, is a second save: `CONFLICT`. */
  saveKindDraft(command: { readonly kind: Kind; readonly route?: string; readonly expectedVersion: number; readonly idempotencyKey?: string }): Promise<KindDraft>;
  /** Back to the published version; without a draft nothing changes. */
  discardKindDraft(command: { readonly kind: string; readonly expectedVersion: number; readonly idempotencyKey?: string }): Promise<KindDraft>;
  /** Everything that is wrong with the draft; errors stop publishing. */
  checkKindDraft(query: { readonly kind: string }): Promise<readonly Issue[]>;
  publishKind(command: { readonly kind: string; readonly note?: string; readonly expectedVersion: number; readonly idempotencyKey: string }): Promise<KindVersion>;
  /** Moves a running request to the published version of its kind. Steps keep their place where the map names no other; what has none is named, and nothing happens. */
  migrateRequest(command: RequestCommand & { readonly steps?: Readonly<Record<string, string>> }): Promise<void>;
  archiveKind(command: { readonly kind: string; readonly archived: boolean; readonly idempotencyKey: string }): Promise<void>;
  findKindVersions(query: { readonly kind: string }): Promise<readonly KindVersion[]>;
  /** Kinds whose filterable fields changed while there were requests, and requests from before there was a register: until all are brought up to date by `work()`, answers by these fields, or all, say so. */
  findRegisterRebuilds(): Promise<readonly RegisterRebuild[]>;
  getOrg(): Promise<Org>;
  findDirectories(): Promise<readonly DirectoryView[]>;
  /** Names of the host's connectors that conditions may ask. */
  findConnectors(): Promise<readonly string[]>;
  /** `expectedVersion`: the one that was read, 0 for what is not there yet; without it what somebody else saved meanwhile is overwritten. */
  saveDirectory(command: { readonly directory: Directory; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<DirectoryView>;
  /** `expectedVersion` as in `saveDirectory`. `warnings` name other cards with the same tax number or contact, when the directory is one of counterparties. */
  saveRecord(command: { readonly record: DirectoryRecord; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<DirectoryRecord & { readonly version: number; readonly warnings?: readonly Issue[] }>;
  /** Messages that have not reached people yet, the oldest first. Needs the right `administer`, as the next two do. */
  findDeliveries(query: { readonly state: DeliveryState } & PageQuery): Promise<Page<DeliveryView>>;
  /** Tries a message again now, with as many attempts before it as at first. Rejects with `STATE` for one that is held for a digest. */
  retryDelivery(command: { readonly delivery: string; readonly idempotencyKey: string }): Promise<DeliveryView>;
  /** Gives a message up: it is not tried again, and is in no list any more. */
  dropDelivery(command: { readonly delivery: string; readonly idempotencyKey: string }): Promise<void>;
}
