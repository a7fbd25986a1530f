import { child, createModdle, list, isA } from './moddle.js';
import type { Moddle, ModdleElement } from './moddle.js';
import { layoutRoute } from './layout/layout.js';
import { readDiagram } from './read-diagram.js';
import type { Route } from './route.js';
import { forEachNode, sourceFrom } from './source.js';
import { writeDiagram } from './write-diagram.js';
import { writeProcess } from './write-process.js';

/**
 * BPMN 2.0 XML with its picture. A route that was read keeps everything its file held besides what the route says;
 * only what differs is changed. A route without a picture gets one laid out from top to bottom.
 */
export async function writeBpmn(route: Route): Promise<string> {
  const moddle = createModdle();
  const source = sourceFrom(route.source);
  const definitions = source.xml === undefined ? emptyDefinitions(moddle, route) : (await moddle.parse(source.xml)).definitions;
  const process = processOf(moddle, definitions, route);
  await addPieces(moddle, definitions, process, source.pieces ?? []);
  writeProcess(moddle, definitions, process, route);
  const drawn = Object.keys(route.diagram.shapes).length > 0 || route.nodes.length === 0 ? route : layoutRoute(route, { direction: 'vertical' });
  writeDiagram(moddle, definitions, process, drawn, readDiagram(definitions));
  nameFlows(definitions);
  return moddle.print(definitions);
}

const emptyDefinitions = (moddle: Moddle, route: Route): ModdleElement =>
  moddle.create('bpmn:Definitions', { id: `${route.id}_definitions`, targetNamespace: 'https://requestry.dev/routes', exporter: 'Requestry', rootElements: [], diagrams: [] });

function processOf(moddle: Moddle, definitions: ModdleElement, route: Route): ModdleElement {
  const roots = list(definitions, 'rootElements');
  const found = roots.find((element) => isA(element, 'bpmn:Process') && element.id === route.id);
  if (found) return found;
  const process = moddle.create('bpmn:Process', { id: route.id, isExecutable: true });
  process.$parent = definitions;
  definitions.set('rootElements', [...roots, process]);
  return process;
}

/** Puts in the elements of pieces that the file does not have yet, and the messages and codes they refer to. */
async function addPieces(moddle: Moddle, definitions: ModdleElement, process: ModdleElement, pieces: readonly string[]): Promise<void> {
  const known = new Set<string | undefined>();
  for (const root of list(definitions, 'rootElements')) known.add(root.id);
  forEachNode(definitions, (node) => known.add(node.id));
  for (const flow of list(process, 'flowElements')) known.add(flow.id);
  for (const piece of pieces) {
    const { definitions: part } = await moddle.parse(piece);
    copyNamespaces(part, definitions);
    for (const root of list(part, 'rootElements')) {
      if (isA(root, 'bpmn:Process')) adopt(process, 'flowElements', list(root, 'flowElements'), known);
      else adopt(definitions, 'rootElements', [root], known);
    }
  }
}

function adopt(parent: ModdleElement, property: string, elements: readonly ModdleElement[], known: Set<string | undefined>): void {
  for (const element of elements) {
    if (known.has(element.id)) continue;
    element.$parent = parent;
    parent.set(property, [...list(parent, property), element]);
  }
}

function copyNamespaces(from: ModdleElement, to: ModdleElement): void {
  for (const [name, value] of Object.entries(from.$attrs)) if (name.startsWith('xmlns:') && !(name in to.$attrs)) to.$attrs[name] = value;
}

/** Lists on every node the flows that enter and leave it, as BPMN editors expect. */
function nameFlows(definitions: ModdleElement): void {
  const nodes: ModdleElement[] = [];
  forEachNode(definitions, (node) => nodes.push(node));
  const incoming = new Map<ModdleElement, ModdleElement[]>();
  const outgoing = new Map<ModdleElement, ModdleElement[]>();
  const containers = new Set(nodes.map((node) => node.$parent));
  for (const container of containers) {
    for (const element of list(container, 'flowElements')) {
      if (!isA(element, 'bpmn:SequenceFlow')) continue;
      add(outgoing, child(element, 'sourceRef'), element);
      add(incoming, child(element, 'targetRef'), element);
    }
  }
  for (const node of nodes) {
    node.set('incoming', incoming.get(node));
    node.set('outgoing', outgoing.get(node));
  }
}

function add(map: Map<ModdleElement, ModdleElement[]>, node: ModdleElement | undefined, flow: ModdleElement): void {
  if (!node) return;
  const flows = map.get(node);
  if (flows) flows.push(flow);
  else map.set(node, [flow]);
}
