import type { Issue } from '@requestry/model';
import type { CompiledFlow, CompiledRoute } from '../../process/types.js';
import { choicesOf, flowsBehind } from './choices.js';

/** Discards that one choice may set off. Six stages with a choice before each are fewer, and take most of a second to pass. */
export const discardLimit = 150;

/** The choice whose discards are too many: where ways meet again each goes on by itself, so that they double at every choice behind. */
export function discardIssues(compiled: CompiledRoute): readonly Issue[] {
  const found = choicesOf(compiled).find(({ at, ways }) => ways.some(({ flow }) => discardsFrom(compiled, flow, at.id) > discardLimit));
  if (!found) return [];
  return [{ code: 'bpmn-engine.too-many-discards', element: found.at.id, params: { name: found.at.name ?? found.at.id, limit: discardLimit } }];
}

/**
 * How many discards one discard along the flow turns into; stops counting past the limit. bpmn-engine stops a discard before a node out of
 * which a flow has brought it. An event on a border is left by itself, so that one leading back to its own activity never stops.
 */
function discardsFrom(compiled: CompiledRoute, first: CompiledFlow, from: string): number {
  const stack = [{ flow: first, left: new Set([from]) }];
  let count = 0;
  for (let at = stack.pop(); at && count <= discardLimit; at = stack.pop()) {
    count += 1;
    const { flow } = at;
    if (at.left.has(flow.to)) continue;
    const left = new Set([...at.left, flow.from]);
    for (const next of flowsBehind(compiled, flow.to)) stack.push({ flow: next, left });
  }
  return count;
}
