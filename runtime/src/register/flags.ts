import type { RequestFlag } from '@requestry/model';

/** What one person marked on one request. */
export interface FlagsDocument {
  readonly request: string;
  readonly person: string;
  /** Epoch milliseconds. */
  readonly submittedAt: number;
  readonly flags: readonly RequestFlag[];
}

export const flagId = (request: string, person: string): string => `${request}:${person}`;
