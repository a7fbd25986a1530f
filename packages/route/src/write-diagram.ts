import type { Bounds, Diagram } from '@requestry/model';
import { child, defined, isA, list } from './moddle.js';
import type { Moddle, ModdleElement } from './moddle.js';
import type { Route } from './route.js';

/** Makes the file's picture the route's: figures of elements that the route does not draw go, changed ones move. */
export function writeDiagram(moddle: Moddle, definitions: ModdleElement, process: ModdleElement, route: Route, before: Diagram): void {
  const plane = planeOf(moddle, definitions, process);
  const drawn = new Set<string>();
  const { shapes, edges } = route.diagram;
  for (const diagram of list(definitions, 'diagrams')) {
    const holder = child(diagram, 'plane');
    holder?.set('planeElement', list(holder, 'planeElement').filter((figure) => {
      const id = child(figure, 'bpmnElement')?.id;
      if (id === undefined) return false;
      if (isA(figure, 'bpmndi:BPMNEdge')) {
        if (!edges[id]) return false;
        drawn.add(id);
        if (!same(before.edges[id], edges[id])) moveEdge(moddle, figure, edges[id]);
      } else {
        if (!shapes[id]) return false;
        drawn.add(id);
        if (!same(before.shapes[id], shapes[id])) moveShape(moddle, figure, shapes[id]);
      }
      return true;
    }));
  }
  const elements = elementsOf(process);
  for (const [id, shape] of Object.entries(shapes)) {
    const element = elements.get(id);
    if (element && !drawn.has(id)) addFigure(plane, moveShape(moddle, moddle.create('bpmndi:BPMNShape', { id: `${id}_di`, bpmnElement: element }), shape));
  }
  for (const [id, edge] of Object.entries(edges)) {
    const element = elements.get(id);
    if (element && !drawn.has(id)) addFigure(plane, moveEdge(moddle, moddle.create('bpmndi:BPMNEdge', { id: `${id}_di`, bpmnElement: element }), edge));
  }
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

function planeOf(moddle: Moddle, definitions: ModdleElement, process: ModdleElement): ModdleElement {
  const known = child(list(definitions, 'diagrams')[0], 'plane');
  if (known) return known;
  const plane = moddle.create('bpmndi:BPMNPlane', { id: `${process.id}_plane`, bpmnElement: process, planeElement: [] });
  const diagram = moddle.create('bpmndi:BPMNDiagram', { id: `${process.id}_diagram`, plane });
  plane.$parent = diagram;
  diagram.$parent = definitions;
  definitions.set('diagrams', [diagram]);
  return plane;
}

function elementsOf(process: ModdleElement): Map<string, ModdleElement> {
  const elements = new Map<string, ModdleElement>();
  const walk = (container: ModdleElement): void => {
    for (const element of list(container, 'flowElements')) {
      if (element.id) elements.set(element.id, element);
      if (isA(element, 'bpmn:SubProcess')) walk(element);
    }
  };
  walk(process);
  return elements;
}

function addFigure(plane: ModdleElement, figure: ModdleElement): void {
  figure.$parent = plane;
  plane.set('planeElement', [...list(plane, 'planeElement'), figure]);
}

function moveShape(moddle: Moddle, figure: ModdleElement, shape: Diagram['shapes'][string]): ModdleElement {
  figure.set('bounds', makeBounds(moddle, shape.bounds));
  if (shape.expanded !== undefined) figure.set('isExpanded', shape.expanded);
  if (shape.horizontal !== undefined) figure.set('isHorizontal', shape.horizontal);
  setLabel(moddle, figure, shape.label);
  const element = child(figure, 'bpmnElement');
  if (element && isA(element, 'bpmn:ExclusiveGateway')) figure.set('isMarkerVisible', true);
  return figure;
}

function moveEdge(moddle: Moddle, figure: ModdleElement, edge: Diagram['edges'][string]): ModdleElement {
  figure.set('waypoint', edge.waypoints.map(({ x, y }) => moddle.create('dc:Point', { x, y })));
  setLabel(moddle, figure, edge.label);
  return figure;
}

function setLabel(moddle: Moddle, figure: ModdleElement, label: Bounds | undefined): void {
  const known = child(figure, 'label');
  if (label && known) known.set('bounds', makeBounds(moddle, label));
  else figure.set('label', label && moddle.create('bpmndi:BPMNLabel', defined({ bounds: makeBounds(moddle, label) })));
}

const makeBounds = (moddle: Moddle, { x, y, width, height }: Bounds): ModdleElement => moddle.create('dc:Bounds', { x, y, width, height });
