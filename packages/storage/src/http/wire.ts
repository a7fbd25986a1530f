/** What both halves agree on. Each verb is a `POST` to its own path; the tenant stands in the query, so that a call can be judged before its body is read. */
import type { ErrorCode } from '@requestry/model';
import type { StorageCapabilities } from '../contract.js';

export const verbs = ['get', 'commit', 'scan', 'search', 'count', 'feed', 'claim', 'now'] as const;
export type StorageVerb = (typeof verbs)[number];

/** Verbs of one tenant; the others go across tenants. */
export const tenantVerbs: ReadonlySet<StorageVerb> = new Set(['get', 'commit', 'scan', 'search', 'count', 'feed']);

/** The answer to `now`. */
export interface NowAnswer {
  readonly now: number;
  readonly capabilities: Pick<StorageCapabilities, 'durability' | 'maxDocBytes' | 'maxOps' | 'search'>;
}

/** A failure on the wire, RFC 9457 with our code. A commit's conflict has `reason` and `at` besides. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly reason?: 'conflict';
  readonly at?: readonly number[];
}

export const problemType = 'application/problem+json';

/** A command id as a header can carry it: a quoted string of printable ASCII. */
export function idempotencyKey(id: string): string {
  return JSON.stringify(id).replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
