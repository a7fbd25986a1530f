import type { Issue } from '@requestry/model';
import type { CompiledNode, CompiledRoute } from '../../process/types.js';

/** Gateways that one token may pass without a stop. Around 300 bpmn-engine runs out of stack, less when much goes on around it. */
export const rowLimit = 100;

/** The first gateway of a row that is too long. In a circle of gateways each begins a row without end. */
export function rowIssues(compiled: CompiledRoute): readonly Issue[] {
  const gateways = [...compiled.nodes.values()].filter(isGateway);
  if (gateways.length === 0) return [];
  const lengths = new Map<string, number>();
  const first = gateways.find((node) => rowFrom(compiled, node, lengths) > rowLimit);
  return first ? [{ code: 'bpmn-engine.gateways-in-a-row', element: first.id, params: { name: first.name ?? first.id, limit: rowLimit } }] : [];
}

const isGateway = ({ type }: CompiledNode): boolean => type.endsWith('Gateway');

/** The longest row of gateways that begins here, without end while it is being measured: then it has come back to where it began. */
function rowFrom(compiled: CompiledRoute, node: CompiledNode, lengths: Map<string, number>): number {
  const known = lengths.get(node.id);
  if (known !== undefined) return known;
  lengths.set(node.id, Number.POSITIVE_INFINITY);
  const behind = node.outgoing.map(({ to }) => compiled.nodes.get(to)).filter((next) => next !== undefined && isGateway(next));
  const length = 1 + Math.max(0, ...behind.map((next) => (next ? rowFrom(compiled, next, lengths) : 0)));
  lengths.set(node.id, length);
  return length;
}
