import type { Issue } from '@requestry/model';
import { verifyRoute } from '@requestry/route';
import type { CompiledRoute } from '../../process/types.js';
import { discardIssues } from './discards.js';
import { elementIssues } from './elements.js';
import { rowIssues } from './rows.js';
import { joinIssues } from './joins.js';

/** What bpmn-engine is known to run wrongly, with the element. Empty when it runs the route right as far as is known. */
export function refusalsOf(compiled: CompiledRoute): readonly Issue[] {
  const elements = elementIssues(compiled);
  if (elements.length > 0) return elements;
  return [...joinIssues(compiled), ...discardIssues(compiled), ...rowIssues(compiled), ...crowdIssues(compiled)];
}

/** Nodes that two tokens may be in at once: bpmn-engine lets the second wait until the first has left. */
function crowdIssues({ route, nodes }: CompiledRoute): readonly Issue[] {
  const crowded = verifyRoute(route).findings.filter(({ code }) => code === 'unsafe').map(({ elements }) => elements[0] ?? '');
  return [...new Set(crowded)].map((element) => ({ code: 'bpmn-engine.two-tokens', element, params: { name: nodes.get(element)?.name ?? element } }));
}
