import type { RouteFlow, RouteNode, Route } from '@requestry/route';
import type { Bounds } from '@requestry/model';

const typeName = (type: string): string => `bpmn:${type.charAt(0).toUpperCase()}${type.slice(1)}`;

const eventNames: Readonly<Record<string, string>> = {
  timer: 'Timer', message: 'Message', signal: 'Signal', error: 'Error', escalation: 'Escalation', condition: 'Conditional', link: 'Link',
  terminate: 'Terminate', compensation: 'Compensate', cancel: 'Cancel',
};

/** How nodes and flows are called on the picture. */
export interface Names {
  node(node: RouteNode): string;
  flow(flow: RouteFlow): string;
  /** Changes when an element has to be drawn anew although the route is the same. */
  stamp(id: string): string;
}

/**
 * Draws a route with the services of a viewer and keeps the drawing in step with it: only what changed is touched,
 * so that the picture follows each edit at once and keeps its selection and viewport.
 */
export class RouteDrawing {
  readonly #viewer: DiagramEditor;
  readonly #stamps = new Map<string, string>();
  readonly #process: BpmnElementObject;
  readonly #objects = new Map<string, BpmnElementObject>();

  constructor(viewer: DiagramEditor) {
    this.#viewer = viewer;
    const moddle = viewer.get('moddle');
    this.#process = moddle.create('bpmn:Process', { id: 'rq_process', flowElements: [] });
    const plane = moddle.create('bpmndi:BPMNPlane', { id: 'rq_plane', bpmnElement: this.#process });
    const root = viewer.get('bpmnImporter').add(this.#process, plane);
    viewer.get('canvas').setRootElement(root);
  }

  /** Makes the picture that of the route. */
  update(route: Route, names: Names): void {
    const { shapes, edges } = route.diagram;
    const nodes = route.nodes.filter((node) => shapes[node.id]).sort((a, b) => depth(a, route) - depth(b, route) || Number(a.type === 'boundaryEvent') - Number(b.type === 'boundaryEvent'));
    const flows = route.flows.filter((flow) => edges[flow.id] && shapes[flow.from] && shapes[flow.to]);
    const wanted = new Set([...nodes, ...flows].map(({ id }) => id));
    const stampOf = new Map<string, string>();
    for (const node of nodes) stampOf.set(node.id, stamp(node, shapes[node.id], names.node(node), names.stamp(node.id), flows.some((flow) => node.default === flow.id) ? node.default : ''));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    for (const flow of flows) stampOf.set(flow.id, stamp({ ...flow, default: byId.get(flow.from)?.default === flow.id }, edges[flow.id], names.flow(flow), byId.get(flow.from)?.type ?? ''));
    const moved = new Set([...stampOf].filter(([id, text]) => this.#stamps.get(id) !== text).map(([id]) => id));
    const replaced = new Set(nodes.filter((node) => moved.has(node.id) && !this.#keeps(node)).map(({ id }) => id));
    for (const id of [...this.#stamps.keys()]) {
      const flow = this.#viewer.get('elementRegistry').get(id);
      const ends = flow?.source && flow.target && (replaced.has(flow.source.id) || replaced.has(flow.target.id) || !wanted.has(flow.source.id) || !wanted.has(flow.target.id));
      if (!wanted.has(id) || ends || (flow?.waypoints && moved.has(id)) || replaced.has(id)) this.#remove(id);
    }
    for (const node of nodes) this.#node(node, shapes[node.id] as Shape, names, stampOf.get(node.id) ?? '');
    for (const flow of flows) this.#flow(flow, edges[flow.id] as Edge, names, stampOf.get(flow.id) ?? '', byId.get(flow.from)?.default === flow.id);
  }

  /** The shape can be changed in place. */
  #keeps(node: RouteNode): boolean {
    const element = this.#viewer.get('elementRegistry').get(node.id);
    return element !== undefined && element.type === typeName(node.type) && (element.host?.id ?? '') === (node.attachedTo ?? '') && element.type !== 'bpmn:SubProcess';
  }

  #remove(id: string): void {
    const canvas = this.#viewer.get('canvas');
    const registry = this.#viewer.get('elementRegistry');
    const element = registry.get(id);
    this.#stamps.delete(id);
    this.#objects.delete(id);
    if (!element) return;
    this.#removeLabel(id);
    if (element.waypoints) canvas.removeConnection(element);
    else {
      if (element.host?.attachers) element.host.attachers.splice(element.host.attachers.indexOf(element), 1);
      canvas.removeShape(element);
    }
  }

  #removeLabel(id: string): void {
    const label = this.#viewer.get('elementRegistry').get(`${id}_label`);
    if (label) this.#viewer.get('canvas').removeShape(label);
  }

  #node(node: RouteNode, shape: Shape, names: Names, text: string): void {
    if (this.#stamps.get(node.id) === text) return;
    const { object, di } = this.#objectOf(node, shape, names.node(node));
    const registry = this.#viewer.get('elementRegistry');
    const known = registry.get(node.id);
    this.#stamps.set(node.id, text);
    if (!known) {
      this.#viewer.get('bpmnImporter').add(object, di, node.parent === undefined ? undefined : registry.get(node.parent));
      return;
    }
    const { x, y, width, height } = shape.bounds;
    Object.assign(known, { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height), businessObject: object, di });
    const graphics = registry.getGraphics(known);
    this.#viewer.get('graphicsFactory').update('shape', known, graphics);
    this.#viewer.get('eventBus').fire('shape.changed', { element: known, gfx: graphics });
    this.#relabel(known, object, di);
  }

  /** The label is placed by the same rules as a new one. */
  #relabel(element: DiagramElement, object: BpmnElementObject, di: BpmnElementObject): void {
    this.#removeLabel(element.id);
    const importer = this.#viewer.get('bpmnImporter') as unknown as { addLabel(semantic: BpmnElementObject, di: BpmnElementObject, element: DiagramElement): void };
    if (/Event$|Gateway$/.test(element.type) && object.name) importer.addLabel(object, di, element);
  }

  #flow(flow: RouteFlow, edge: Edge, names: Names, text: string, isDefault: boolean): void {
    if (this.#stamps.get(flow.id) === text) return;
    const moddle = this.#viewer.get('moddle');
    const source = this.#objects.get(flow.from);
    const target = this.#objects.get(flow.to);
    if (!source || !target) return;
    const object = moddle.create('bpmn:SequenceFlow', { id: flow.id, name: names.flow(flow) || undefined, sourceRef: source, targetRef: target });
    if (isDefault) source.set('default', object);
    else if (source['default'] && (source['default'] as BpmnElementObject).id === flow.id) source.set('default', undefined);
    const waypoint = edge.waypoints.map(({ x, y }) => moddle.create('dc:Point', { x, y }));
    const di = moddle.create('bpmndi:BPMNEdge', { id: `${flow.id}_di`, bpmnElement: object, waypoint, ...this.#label(isDefault ? clearOfMark(edge) : edge.label, names.flow(flow)) });
    this.#stamps.set(flow.id, text);
    this.#viewer.get('bpmnImporter').add(object, di);
  }

  #objectOf(node: RouteNode, shape: Shape, name: string): { readonly object: BpmnElementObject; readonly di: BpmnElementObject } {
    const moddle = this.#viewer.get('moddle');
    const definition = node.event && moddle.create(`bpmn:${eventNames[node.event.type] ?? 'Message'}EventDefinition`, { id: `${node.id}_event` });
    const old = this.#objects.get(node.id);
    const object = moddle.create(typeName(node.type), {
      id: node.id,
      name: name || undefined,
      ...(definition ? { eventDefinitions: [definition] } : {}),
      ...(node.type === 'boundaryEvent' ? { cancelActivity: node.interrupting !== false } : {}),
      ...(node.eventSubProcess ? { triggeredByEvent: true } : {}),
    });
    if (node.attachedTo !== undefined) object.set('attachedToRef', this.#objects.get(node.attachedTo));
    if (old?.['default']) object.set('default', old['default']);
    this.#objects.set(node.id, object);
    const bounds = moddle.create('dc:Bounds', { ...shape.bounds });
    const expanded = node.type === 'subProcess' ? { isExpanded: shape.expanded !== false } : {};
    const marker = node.type === 'exclusiveGateway' ? { isMarkerVisible: true } : {};
    const di = moddle.create('bpmndi:BPMNShape', { id: `${node.id}_di`, bpmnElement: object, bounds, ...expanded, ...marker, ...this.#label(shape.label ?? besideOf(node, shape.bounds), name, shape.bounds) });
    return { object, di };
  }

  /** Room for the whole text: a label placed for a narrower font grows away from what it belongs to. */
  #label(label: Bounds | undefined, text: string, owner?: Bounds): { label?: BpmnElementObject } {
    if (!label || !text) return {};
    const moddle = this.#viewer.get('moddle');
    const needed = this.#viewer.get('textRenderer').getDimensions(text, { box: { width: 110, height: 30 }, padding: 0, style: { fontSize: 10 } }).width + 6;
    const width = Math.max(label.width, Math.min(needed, 116));
    const grow = width - label.width;
    const centre = label.x - grow / 2;
    const beside = owner !== undefined && label.x >= owner.x + owner.width - 2;
    const before = owner !== undefined && label.x + label.width <= owner.x + 2;
    const x = beside ? label.x : before ? label.x - grow : owner ? centre : label.x;
    return { label: moddle.create('bpmndi:BPMNLabel', { bounds: moddle.create('dc:Bounds', { ...label, x, width }) }) };
  }
}

/** Where the name of an event or gateway stands that its file gives no place: below, clear of its line. */
const besideOf = ({ type }: RouteNode, { x, y, width, height }: Bounds): Bounds | undefined => (/Event$|Gateway$/.test(type) ? { x: x + width / 2 - 20, y: y + height + 7, width: 40, height: 14 } : undefined);

/** The default way has a mark across its line where its name would touch it. */
function clearOfMark({ label, waypoints: [begin] }: Edge): Bounds | undefined {
  if (!label || !begin) return label;
  if (label.x + label.width <= begin.x) return { ...label, x: label.x - 6 };
  return label.x >= begin.x && label.x - begin.x < 10 ? { ...label, x: label.x + 6 } : label;
}

type Shape = Route['diagram']['shapes'][string];
type Edge = Route['diagram']['edges'][string];

const stamp = (...parts: readonly unknown[]): string => JSON.stringify(parts);

function depth(node: RouteNode, route: Route): number {
  let count = 0;
  const parents = new Map(route.nodes.map((each) => [each.id, each.parent]));
  for (let at = node.parent; at !== undefined && count < 20; at = parents.get(at)) count += 1;
  return count;
}
