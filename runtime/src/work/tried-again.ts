import type { Doc, Op } from '@requestry/storage';
import { put, type OutboxDocument } from '../collections.js';

/** Waiting times after failures, minutes. */
const patience = [1, 5, 30, 120, 720];

/** When something that failed after so many attempts is tried again, epoch milliseconds; undefined when it was the last time. */
export function nextTry(attempts: number, now: number): number | undefined {
  const minutes = patience[attempts];
  return minutes === undefined ? undefined : now + minutes * 60_000;
}

/** An entry of the outbox waits until its next try; undefined when it was the last time. When it was made stays. */
export function triedAgain({ id, body, version }: Doc<OutboxDocument>, now: number): Op | undefined {
  const next = nextTry(body.attempts, now);
  return next === undefined ? undefined : put('outbox', id, { ...body, tryAt: new Date(next).toISOString(), attempts: body.attempts + 1 }, version);
}
