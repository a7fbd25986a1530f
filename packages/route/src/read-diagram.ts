import type { Bounds, Diagram, Point } from '@requestry/model';
import { child, defined, isA, list } from './moddle.js';
import type { ModdleElement } from './moddle.js';

type Shapes = Record<string, Diagram['shapes'][string]>;
type Edges = Record<string, Diagram['edges'][string]>;

/** Geometry of all diagrams of the file by element id; the first picture of an element counts. */
export function readDiagram(definitions: ModdleElement): Diagram {
  const shapes: Shapes = {};
  const edges: Edges = {};
  for (const diagram of list(definitions, 'diagrams')) {
    for (const figure of list(child(diagram, 'plane'), 'planeElement')) {
      const id = child(figure, 'bpmnElement')?.id;
      if (id === undefined) continue;
      const label = boundsOf(child(child(figure, 'label'), 'bounds'));
      if (isA(figure, 'bpmndi:BPMNEdge')) edges[id] ??= defined({ waypoints: list(figure, 'waypoint').map(pointOf), label });
      else shapes[id] ??= shapeOf(figure, label);
    }
  }
  return { shapes, edges };
}

function shapeOf(figure: ModdleElement, label: Bounds | undefined): Shapes[string] {
  return defined({
    bounds: boundsOf(child(figure, 'bounds')) ?? { x: 0, y: 0, width: 0, height: 0 },
    label,
    expanded: figure.get('isExpanded') as boolean | undefined,
    horizontal: figure.get('isHorizontal') as boolean | undefined,
  });
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

function boundsOf(bounds: ModdleElement | undefined): Bounds | undefined {
  if (!bounds) return undefined;
  return { x: number(bounds.get('x')), y: number(bounds.get('y')), width: number(bounds.get('width')), height: number(bounds.get('height')) };
}

const pointOf = (point: ModdleElement): Point => ({ x: number(point.get('x')), y: number(point.get('y')) });
