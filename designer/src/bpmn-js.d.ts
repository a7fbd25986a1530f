/** The slice of bpmn-js and diagram-js that the designer uses. */

interface BpmnElementObject {
  readonly $type: string;
  id: string;
  name?: string;
  di?: BpmnElementObject;
  extensionElements?: BpmnElementObject;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  $instanceOf(type: string): boolean;
  [property: string]: unknown;
}

interface DiagramPoint {
  x: number;
  y: number;
}

interface DiagramElement {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  businessObject: BpmnElementObject;
  di: BpmnElementObject;
  parent?: DiagramElement;
  children?: DiagramElement[];
  host?: DiagramElement;
  attachers?: DiagramElement[];
  labels?: DiagramElement[];
  labelTarget?: DiagramElement;
  source?: DiagramElement;
  target?: DiagramElement;
  incoming?: DiagramElement[];
  outgoing?: DiagramElement[];
  waypoints?: DiagramPoint[];
}

interface DiagramViewbox {
  x: number;
  y: number;
  width: number;
  height: number;
  scale: number;
  inner: { x: number; y: number; width: number; height: number };
  outer: { width: number; height: number };
}

interface DiagramEvent {
  element: DiagramElement;
  newSelection: DiagramElement[];
  originalEvent?: Event;
  preventDefault(): void;
  stopPropagation(): void;
  [property: string]: unknown;
}

interface DiagramServices {
  canvas: {
    addRootElement(root: DiagramElement): DiagramElement;
    setRootElement(root: DiagramElement): DiagramElement;
    getRootElement(): DiagramElement;
    addShape(shape: DiagramElement, parent?: DiagramElement, index?: number): DiagramElement;
    addConnection(connection: DiagramElement, parent?: DiagramElement): DiagramElement;
    removeShape(shape: DiagramElement | string): void;
    removeConnection(connection: DiagramElement | string): void;
    addMarker(element: DiagramElement | string, marker: string): void;
    removeMarker(element: DiagramElement | string, marker: string): void;
    hasMarker(element: DiagramElement | string, marker: string): boolean;
    viewbox(): DiagramViewbox;
    viewbox(box: { x: number; y: number; width: number; height: number }): DiagramViewbox;
    zoom(level?: number | 'fit-viewport', center?: 'auto' | DiagramPoint): number;
    scroll(delta: { dx: number; dy: number }): void;
    resized(): void;
    getContainer(): HTMLElement;
    getGraphics(element: DiagramElement | string): SVGElement;
  };
  elementRegistry: {
    get(id: string): DiagramElement | undefined;
    getAll(): DiagramElement[];
    getGraphics(element: DiagramElement | string): SVGElement;
    filter(accept: (element: DiagramElement) => boolean): DiagramElement[];
  };
  elementFactory: {
    createRoot(attributes: object): DiagramElement;
    createShape(attributes: object): DiagramElement;
    createConnection(attributes: object): DiagramElement;
    create(type: string, attributes: object): DiagramElement;
  };
  graphicsFactory: { update(kind: 'shape' | 'connection', element: DiagramElement, graphics: SVGElement): void };
  eventBus: {
    on(event: string | readonly string[], callback: (event: DiagramEvent) => unknown): void;
    on(event: string | readonly string[], priority: number, callback: (event: DiagramEvent) => unknown): void;
    off(event: string | readonly string[], callback: (event: DiagramEvent) => unknown): void;
    fire(event: string, data?: object): unknown;
  };
  selection: {
    get(): DiagramElement[];
    select(elements: DiagramElement | DiagramElement[] | null): void;
  };
  moddle: { create(type: string, attributes?: object): BpmnElementObject };
  bpmnFactory: { create(type: string, attributes?: object): BpmnElementObject };
  bpmnImporter: { add(semantic: BpmnElementObject, di: BpmnElementObject, parent?: DiagramElement): DiagramElement };
  textRenderer: { createText(text: string, options: object): SVGElement; getDimensions(text: string, options: object): { width: number; height: number } };
  zoomScroll: { stepZoom(delta: number): void };
  commandStack: { undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean; clear(): void; registerHandler(name: string, handler: unknown): void; execute(name: string, context: object): void };
  modeling: {
    updateProperties(element: DiagramElement, properties: object): void;
    updateModdleProperties(element: DiagramElement, moddle: BpmnElementObject, properties: object): void;
    removeElements(elements: DiagramElement[]): void;
    appendShape(source: DiagramElement, shape: DiagramElement, position?: DiagramPoint): DiagramElement;
    moveShape(shape: DiagramElement, delta: DiagramPoint): void;
    resizeShape(shape: DiagramElement, bounds: object): void;
    updateWaypoints(connection: DiagramElement, waypoints: DiagramPoint[]): void;
    setColor(elements: DiagramElement[], colors: object): void;
    updateLabel(element: DiagramElement, text: string): void;
  };
  create: { start(event: Event, shape: DiagramElement, context?: object): void };
  connect: { start(event: Event, source: DiagramElement): void };
  autoPlace: { append(source: DiagramElement, shape: DiagramElement): DiagramElement };
  bpmnReplace: { replaceElement(element: DiagramElement, target: object, hints?: object): DiagramElement };
  palette: { registerProvider(provider: unknown): void; registerProvider(priority: number, provider: unknown): void };
  contextPad: { registerProvider(provider: unknown): void; registerProvider(priority: number, provider: unknown): void; getPad(element: DiagramElement): { html: HTMLElement } };
  popupMenu: {
    registerProvider(id: string, provider: unknown): void;
    open(target: DiagramElement, id: string, position: object, options?: object): void;
    close(): void;
  };
  lassoTool: { activateSelection(event: Event): void };
  spaceTool: { activateSelection(event: Event): void };
  rules: { allowed(rule: string, context: object): unknown };
  keyboard: { bind(node: unknown): void; unbind(): void };
  clipboard: unknown;
}

interface DiagramEditor {
  get<Name extends keyof DiagramServices>(name: Name): DiagramServices[Name];
  get<Name extends keyof DiagramServices>(name: Name, strict: false): DiagramServices[Name] | undefined;
  attachTo(parent: HTMLElement): void;
  detach(): void;
  destroy(): void;
  on(event: string, callback: (event: DiagramEvent) => void): void;
  importXML(xml: string): Promise<{ warnings: readonly { message: string }[] }>;
  saveXML(options?: { format?: boolean }): Promise<{ xml?: string; error?: Error }>;
}

interface DiagramEditorOptions {
  container?: HTMLElement;
  additionalModules?: readonly object[];
  moddleExtensions?: object;
  textRenderer?: object;
  bpmnRenderer?: object;
  zoomScroll?: object;
  keyboard?: object;
  [option: string]: unknown;
}

declare module 'bpmn-js/lib/NavigatedViewer.js' {
  const NavigatedViewer: new (options?: DiagramEditorOptions) => DiagramEditor;
  export default NavigatedViewer;
}

declare module 'bpmn-js/lib/Modeler.js' {
  const Modeler: new (options?: DiagramEditorOptions) => DiagramEditor;
  export default Modeler;
}

declare module 'diagram-js/lib/draw/BaseRenderer.js' {
  export default class BaseRenderer {
    constructor(eventBus: DiagramServices['eventBus'], priority?: number);
    canRender(element: DiagramElement): boolean;
    drawShape(parent: SVGElement, element: DiagramElement): SVGElement;
    drawConnection(parent: SVGElement, element: DiagramElement): SVGElement;
    getShapePath(element: DiagramElement): string;
  }
}
