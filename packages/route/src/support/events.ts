import type { EventDefinition, NodeType, RouteNode } from '../route.js';
import type { Check } from './say.js';

type EventType = EventDefinition['type'] | undefined;

/** What events of each sort may wait for or do; nothing for a plain one. */
export const executedEvents: Partial<Record<NodeType, readonly EventType[]>> = {
  startEvent: [undefined, 'timer', 'message', 'signal'],
  endEvent: [undefined, 'terminate', 'error', 'escalation', 'message', 'signal'],
  intermediateCatchEvent: ['timer', 'message', 'signal', 'condition', 'link'],
  intermediateThrowEvent: [undefined, 'message', 'signal', 'escalation', 'link'],
  boundaryEvent: ['timer', 'message', 'signal', 'error', 'escalation', 'condition'],
};
const startsBeside: readonly EventType[] = ['timer', 'message', 'signal', 'error', 'escalation', 'condition'];

/** Activities that take time, so that something can happen to them. */
const lasting = /^(?:task|userTask|manualTask|receiveTask|subProcess|callActivity)$/;

/** What a node waits for or does, and whether that can ever be. */
export function checkEvent(node: RouteNode, check: Check): void {
  const { say, feel } = check;
  const type = node.event?.type;
  const wanted = node.type === 'startEvent' && isEventSubProcess(node.parent, check) ? startsBeside : executedEvents[node.type];
  if (wanted && !wanted.includes(type)) return say(node.id, 'unsupported-event', { event: type ?? 'none' });
  if (node.type === 'receiveTask' && type !== 'message') say(node.id, 'message-missing');
  if ((node.event?.type === 'message' || node.event?.type === 'signal' || node.event?.type === 'link') && node.event.name === '') say(node.id, 'event-without-name');
  if (node.event?.type === 'message') feel(node.id, node.event.key, 'key');
  if (node.event?.type === 'condition') feel(node.id, node.event.expression, 'condition');
  if (type === 'link') checkLink(node, check);
  if (node.type === 'boundaryEvent') checkBoundary(node, check);
  if (node.type === 'startEvent' && type === 'error' && node.interrupting === false) say(node.id, 'error-beside');
  if (node.type === 'endEvent' && type === 'error' && !isCaught(node, check)) say(node.id, 'error-uncaught', {}, 'warning');
}

const isEventSubProcess = (id: string | undefined, { nodes }: Check): boolean => (id === undefined ? false : nodes.get(id)?.eventSubProcess === true);

function checkLink(node: RouteNode, { inside, say }: Check): void {
  if (node.type !== 'intermediateThrowEvent' || node.event?.type !== 'link') return;
  const { name } = node.event;
  const targets = inside(node.parent).filter((other) => other.type === 'intermediateCatchEvent' && other.event?.type === 'link' && other.event.name === name);
  if (targets.length !== 1) say(node.id, targets.length === 0 ? 'link-without-target' : 'link-ambiguous', { link: name });
}

function checkBoundary(node: RouteNode, { nodes, say }: Check): void {
  const host = nodes.get(node.attachedTo ?? '');
  if (!host) return;
  const type = node.event?.type;
  if (host.eventSubProcess) return say(node.id, 'event-subprocess-flows');
  if (type === 'error' && node.interrupting === false) say(node.id, 'error-beside');
  const thrown = type === 'error' || type === 'escalation';
  const never = thrown ? host.type !== 'subProcess' && host.type !== 'callActivity' : !lasting.test(host.type) && !host.loop;
  if (never) say(node.id, 'event-never', { step: host.name ?? host.id }, 'warning');
}

/** Something around the end waits for its error, as far as the route itself tells. */
function isCaught(node: RouteNode, { nodes, inside }: Check): boolean {
  const code = node.event?.type === 'error' ? node.event.code : undefined;
  const catches = (other: RouteNode): boolean => other.event?.type === 'error' && (other.event.code === undefined || other.event.code === code);
  for (let scope = node.parent; ; scope = nodes.get(scope)?.parent) {
    const beside = inside(scope).filter((other) => other.eventSubProcess && other.id !== node.parent);
    if (beside.some(({ id }) => inside(id).some((other) => other.type === 'startEvent' && catches(other)))) return true;
    if (scope === undefined) return false;
    if (inside(nodes.get(scope)?.parent).some((other) => other.type === 'boundaryEvent' && other.attachedTo === scope && catches(other))) return true;
  }
}

/** A subprocess has one way in: its only start, of the sort that fits. */
export function checkSubProcess(node: RouteNode, { inside, incoming, outgoing, say }: Check): void {
  if (node.type !== 'subProcess') return;
  const starts = inside(node.id).filter((inner) => inner.type === 'startEvent');
  if (node.eventSubProcess && incoming(node.id).length + outgoing(node.id).length > 0) say(node.id, 'event-subprocess-flows');
  if (starts.length !== 1) return say(node.id, 'subprocess-start', { count: starts.length });
  const [start] = starts;
  if (!node.eventSubProcess && start?.event) say(start.id, 'subprocess-start-event');
}
