/** What a commit did, in the words of the contract. */
import type { FeedItem, Op } from './contract.js';

/** The version an op leaves, told the one before; 0 stands for an absent document. */
export function versionAfter(op: Op, before: number): number {
  return op.op === 'put' ? before + 1 : op.op === 'check' ? before : 0;
}

/** The changes as the feed tells them. */
export function changesOf(ops: readonly Op[], before: readonly ({ readonly version: number } | undefined)[], versions: readonly number[]): FeedItem['changes'] {
  return ops.flatMap(({ op, collection, id }, i) => {
    if (op === 'check' || (op === 'delete' && !before[i])) return [];
    return [{ op, collection, id, version: op === 'delete' ? before[i]!.version : versions[i]! }];
  });
}

/** The collections that the ops of a commit wrote. */
export function collectionsOf(ops: readonly Op[]): string[] {
  return [...new Set(ops.filter((op) => op.op !== 'check').map((op) => op.collection))];
}
