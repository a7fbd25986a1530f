import Modeler from 'bpmn-js/lib/Modeler.js';
import type { Locale } from '@requestry/model';
import { rqPackage } from '@requestry/route';
import { StepRenderer } from '../picture/renderer.js';
import type { LookOf } from '../picture/renderer.js';
import { LabelRenderer } from './label-renderer.js';
import { titledOf } from './moddle-look.js';
import { RouteMenus, RoutePad } from './pad.js';
import { RoutePalette } from './palette.js';
import { Templates } from './templates.js';

/** What a modeler is made with. */
export interface ModelerOptions {
  readonly container: HTMLElement;
  readonly lookOf: LookOf;
  readonly locale: Locale;
}

const clipboards: { shared?: unknown } = {};

/** All modelers of the page copy and paste through one clipboard. */
class SharedClipboard {
  get(): unknown {
    return clipboards.shared;
  }
  set(data: unknown): void {
    clipboards.shared = data;
  }
  clear(): unknown {
    const data = clipboards.shared;
    delete clipboards.shared;
    return data;
  }
  isEmpty(): boolean {
    return clipboards.shared === undefined;
  }
}

/** Keeps the name of a step in the language at hand equal to what was written on the shape. */
class TitleSync {
  static readonly $inject = ['eventBus', 'modeling', 'config.locale'];
  constructor(eventBus: DiagramServices['eventBus'], modeling: DiagramServices['modeling'], locale: Locale) {
    eventBus.on('commandStack.element.updateLabel.postExecuted', (event) => {
      const { element, newLabel } = event['context'] as { element: DiagramElement; newLabel: string };
      const target = element.labelTarget ?? element;
      const titled = titledOf(target.businessObject);
      if (!titled) return;
      const property = titled.get('title') !== undefined ? 'title' : locale === 'ru' ? 'titleRu' : 'titleEn';
      modeling.updateModdleProperties(target, titled, { [property]: newLabel });
    });
  }
}

/** Makes bpmn-js at home in a shadow root: what it asks of the document it gets from the root that holds the canvas. */
class ShadowHome {
  static readonly $inject = ['canvas', 'hoverFix', 'eventBus'];
  constructor(canvas: DiagramServices['canvas'], hoverFix: { _findTargetGfx: (event: Event) => Element | undefined }, eventBus: DiagramServices['eventBus']) {
    const container = canvas.getContainer();
    hoverFix._findTargetGfx = (event) => {
      if (!(event instanceof MouseEvent)) return undefined;
      const root = container.getRootNode() as Document | ShadowRoot;
      return root.elementFromPoint(event.clientX, event.clientY)?.closest('.djs-element') ?? undefined;
    };
    const mirror = new MutationObserver(() => {
      const cursors = [...document.body.classList].filter((name) => name.startsWith('djs-cursor-'));
      container.classList.remove(...[...container.classList].filter((name) => name.startsWith('djs-cursor-')));
      container.classList.add(...cursors);
    });
    mirror.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    eventBus.on('diagram.destroy', () => mirror.disconnect());
  }
}

/** Gives labels room for their whole text before they are drawn. */
class LabelRoom {
  static readonly $inject = ['eventBus', 'textRenderer'];
  constructor(eventBus: DiagramServices['eventBus'], textRenderer: DiagramServices['textRenderer']) {
    eventBus.on('import.parse.complete', (event) => {
      const definitions = event['definitions'] as BpmnElementObject | undefined;
      for (const diagram of (definitions?.get('diagrams') as BpmnElementObject[] | undefined) ?? []) {
        const plane = diagram.get('plane') as BpmnElementObject | undefined;
        for (const drawn of (plane?.get('planeElement') as BpmnElementObject[] | undefined) ?? []) widen(drawn, textRenderer);
      }
    });
  }
}

function widen(drawn: BpmnElementObject, textRenderer: DiagramServices['textRenderer']): void {
  const name = (drawn.get('bpmnElement') as BpmnElementObject | undefined)?.name;
  const bounds = (drawn.get('label') as BpmnElementObject | undefined)?.get('bounds') as BpmnElementObject | undefined;
  const width = bounds?.get('width');
  if (!name || !bounds || typeof width !== 'number') return;
  const needed = Math.ceil(textRenderer.getDimensions(name, { box: { width: 110, height: 30 }, padding: 0, style: { fontSize: 10 } }).width) + 6;
  if (needed > width) bounds.set('width', needed);
}

/** Puts what is added after an element below it, beside what stands there already. */
class PlaceBelow {
  static readonly $inject = ['eventBus', 'elementRegistry'];
  constructor(eventBus: DiagramServices['eventBus'], elementRegistry: DiagramServices['elementRegistry']) {
    eventBus.on('autoPlace', 3000, (event) => {
      const { source, shape } = event as unknown as { readonly source: DiagramElement; readonly shape: DiagramElement };
      if (source.type === 'bpmn:BoundaryEvent') return undefined;
      const others = elementRegistry.filter((each) => !each.waypoints && each.parent === source.parent && each !== shape && each !== source);
      const y = source.y + source.height + 40 + shape.height / 2;
      let x = source.x + source.width / 2;
      for (let tries = 0; tries < 12 && others.some((each) => touches(each, x, y, shape)); tries += 1) x += shape.width + 40;
      return { x, y };
    });
  }
}

const touches = (each: DiagramElement, x: number, y: number, shape: DiagramElement): boolean =>
  Math.abs(each.x + each.width / 2 - x) < (each.width + shape.width) / 2 + 8 && Math.abs(each.y + each.height / 2 - y) < (each.height + shape.height) / 2 + 8;

const routeModule = {
  __init__: ['labelRoom', 'placeBelow', 'stepRenderer', 'labelRenderer', 'paletteProvider', 'contextPadProvider', 'routeMenus', 'titleSync', 'shadowHome'],
  labelRoom: ['type', LabelRoom],
  placeBelow: ['type', PlaceBelow],
  stepRenderer: ['type', StepRenderer],
  labelRenderer: ['type', LabelRenderer],
  templates: ['type', Templates],
  paletteProvider: ['type', RoutePalette],
  contextPadProvider: ['type', RoutePad],
  routeMenus: ['type', RouteMenus],
  titleSync: ['type', TitleSync],
  shadowHome: ['type', ShadowHome],
  clipboard: ['type', SharedClipboard],
};

/** Makes a modeler for routes. Loaded when the diagram is first opened. */
export function createModeler({ container, lookOf, locale }: ModelerOptions): DiagramEditor {
  return new Modeler({
    container,
    lookOf,
    locale,
    moddleExtensions: { rq: rqPackage },
    additionalModules: [routeModule],
    textRenderer: { defaultStyle: { fontFamily: 'system-ui, sans-serif', fontSize: 11 }, externalStyle: { fontSize: 10 } },
    bpmnRenderer: { defaultStrokeColor: '#262b36' },
  });
}
