import type { JsonObject } from '@requestry/model';
import type { DraftContent } from './draft-keeper.js';

/** A draft that the service has not got yet. */
export interface SpareDraft extends DraftContent {
  readonly savedAt: string;
}

const nameOf = (person: string, kind: string): string => `requestry.draft.${JSON.stringify([person, kind])}`;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keeps a draft in this browser while it is on its way to the service, so that neither a lost connection nor a reload loses it. As far as the browser lets it. */
export function keepSpare(person: string, content: DraftContent, at = new Date()): void {
  try {
    localStorage.setItem(nameOf(person, content.kind), JSON.stringify({ ...content, savedAt: at.toISOString() } satisfies SpareDraft));
  } catch {
    // Then it lasts as long as the page does.
  }
}

/** Forgets what was kept: the service has it, or nobody wants it. */
export function dropSpare(person: string, kind: string): void {
  try {
    localStorage.removeItem(nameOf(person, kind));
  } catch {
    // There is nothing to forget where nothing can be kept.
  }
}

/** What was kept and never reached the service; undefined when there is nothing, or nothing that can be read. */
export function readSpare(person: string, kind: string): SpareDraft | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(nameOf(person, kind)) ?? 'null');
    if (!isObject(found) || !isObject(found['data']) || typeof found['step'] !== 'number' || typeof found['savedAt'] !== 'string') return undefined;
    const { basis } = found;
    const madeOf = isObject(basis) && typeof basis['request'] === 'string' && typeof basis['rule'] === 'string' ? { basis: { request: basis['request'], rule: basis['rule'] } } : {};
    return { kind, data: found['data'], step: found['step'], savedAt: found['savedAt'], ...madeOf };
  } catch {
    return undefined;
  }
}
