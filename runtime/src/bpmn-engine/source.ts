import type { EventDefinition, NodeType, RouteNode } from '@requestry/route';
import type { CompiledRoute } from '../process/types.js';

/** An element as bpmn-moddle would have read it; bpmn-engine takes such elements instead of XML. */
export interface SourceElement {
  readonly $type: string;
  readonly id?: string;
  readonly [property: string]: unknown;
}

/** A whole file as bpmn-moddle would have read it. */
export interface Source {
  readonly rootElement: SourceElement;
  readonly elementsById: Readonly<Record<string, SourceElement>>;
  readonly references: readonly { readonly property: string; readonly id: string; readonly element: SourceElement }[];
  readonly warnings: readonly never[];
}

/** Id of the definitions in every source. */
export const definitionsId = 'definitions';

/** The language that conditions and scripts of a source are written in. */
export const language = 'feel';

/**
 * The control flow of a route for bpmn-engine: what our steps do is left out, moments lie so far ahead that only we make timers fire.
 * Nodes that no token comes to are left out as well: the engine would start every node that nothing leads to.
 */
export function sourceOf(compiled: CompiledRoute): Source {
  const reached = reachedFrom(compiled);
  const nodes = new Map([...compiled.nodes.values()].filter(({ id }) => reached.has(id)).map((node) => [node.id, elementOf(node)]));
  const references: Source['references'][number][] = [];
  const flows = [...compiled.flows.values()].filter(({ from }) => reached.has(from)).map(({ id, from, to, condition }) => {
    const body = condition === undefined ? {} : { conditionExpression: { $type: 'bpmn:FormalExpression', language, body: condition } };
    const element: SourceElement = { $type: 'bpmn:SequenceFlow', id, ...body };
    references.push({ property: 'bpmn:sourceRef', id: from, element }, { property: 'bpmn:targetRef', id: to, element });
    return element;
  });
  for (const node of compiled.nodes.values()) {
    const element = nodes.get(node.id);
    if (element && node.default !== undefined) references.push({ property: 'bpmn:default', id: node.default, element });
  }
  const flowElements = [...nodes.values(), ...flows];
  const process: SourceElement = { $type: 'bpmn:Process', id: `process:${compiled.route.id}`, isExecutable: true, flowElements };
  const rootElement: SourceElement = { $type: 'bpmn:Definitions', id: definitionsId, rootElements: [process] };
  const elementsById = Object.fromEntries([rootElement, process, ...flowElements].map((element) => [element.id ?? '', element]));
  return { rootElement, elementsById, references, warnings: [] };
}

function reachedFrom({ nodes, start }: CompiledRoute): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const id of reached) {
    const node = nodes.get(id);
    for (const { to } of node?.outgoing ?? []) reached.add(to);
    for (const event of node?.boundary ?? []) reached.add(event.id);
  }
  return reached;
}

/** What stands for a node: steps of people wait for a signal, everything automatic calls back when we have done it. */
const standIns: Partial<Readonly<Record<NodeType, string>>> = {
  task: 'ServiceTask',
  manualTask: 'ServiceTask',
  serviceTask: 'ServiceTask',
  sendTask: 'ServiceTask',
  businessRuleTask: 'ServiceTask',
};

function elementOf(node: RouteNode): SourceElement {
  const { id, type, event, interrupting, attachedTo } = node;
  const own = standIns[type] ?? `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return {
    $type: `bpmn:${own}`,
    id,
    ...(type === 'scriptTask' ? { scriptFormat: language } : {}),
    ...(attachedTo === undefined ? {} : { attachedToRef: { id: attachedTo }, cancelActivity: interrupting !== false }),
    ...(event && type !== 'startEvent' ? { eventDefinitions: [definitionOf(event)] } : {}),
  };
}

function definitionOf(event: EventDefinition): SourceElement {
  if (event.type !== 'timer') return { $type: 'bpmn:TerminateEventDefinition' };
  const repeats = event.kind === 'cycle' ? /^R\d*/.exec(event.value)?.[0] : undefined;
  const body = `${repeats === undefined ? '' : `${repeats}/`}P200Y`;
  return { $type: 'bpmn:TimerEventDefinition', [repeats === undefined ? 'timeDuration' : 'timeCycle']: { $type: 'bpmn:FormalExpression', body } };
}
