import type { Issue } from '@requestry/model';
import { fromRouteDoc, layoutRoute, readBpmn, toRouteDoc, writeBpmn } from '@requestry/route';
import type { Route, RouteDoc } from '@requestry/route';
import { keepLayout } from './keep-layout.js';

/** A route in all its forms. */
export interface OpenRoute {
  readonly xml: string;
  readonly route: Route;
  readonly doc: RouteDoc;
  readonly issues: readonly Issue[];
  /** The text has no picture, or only a part of one: what is shown was laid out and has to be written before it is drawn on. */
  readonly undrawn?: true;
}

/** A route that could not be read, and why. */
export interface UnreadableRoute {
  readonly xml: string;
  readonly issues: readonly Issue[];
}

const remembered = 40;

/** Reads and writes the route of one tab. Remembers what it wrote, so that undo and redo come back at once. */
export class RouteSession {
  readonly #known = new Map<string, OpenRoute>();

  /** The route of a text, when it is remembered. */
  recall(xml: string): OpenRoute | undefined {
    return this.#known.get(xml);
  }

  /** Reads a text. Never rejects. */
  async read(xml: string): Promise<OpenRoute | UnreadableRoute> {
    const known = this.#known.get(xml);
    if (known) return known;
    const { route, issues } = await readBpmn(xml);
    if (!route) return { xml, issues };
    const drawn = withPicture(route);
    return this.#remember({ xml, route: drawn, doc: toRouteDoc(drawn), issues, ...(drawn === route ? {} : { undrawn: true as const }) });
  }

  /** The route of a changed list. Its picture stays where it was when only settings changed, or when it was drawn by hand. */
  change(doc: RouteDoc, before: Route | undefined): Route {
    return keepLayout(fromRouteDoc(doc, before), before);
  }

  /** Writes a route with the list it belongs to. */
  async write(route: Route, doc: RouteDoc, issues: readonly Issue[] = []): Promise<OpenRoute> {
    const xml = await writeBpmn(route);
    return this.#remember({ xml, route, doc, issues });
  }

  #remember(open: OpenRoute): OpenRoute {
    this.#known.delete(open.xml);
    this.#known.set(open.xml, open);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= remembered) break;
      this.#known.delete(oldest);
    }
    return open;
  }
}

/** Elements that a file does not draw are placed; those it draws stay. */
function withPicture(route: Route): Route {
  const missing = route.nodes.some((node) => node.parent === undefined && !route.diagram.shapes[node.id]);
  return missing ? keepLayout(layoutRoute(route, { direction: 'vertical' }), route) : route;
}

/** Whether a text was read as a route. */
export const isOpen = (read: OpenRoute | UnreadableRoute): read is OpenRoute => 'route' in read;

/** A route with a start, an end and nothing between. */
export function blankDoc(id: string, name: string, startName: string): RouteDoc {
  return {
    id: /^[A-Za-z_]/.test(id) ? id.replace(/[^\w.-]/g, '_') : `route_${id.replace(/[^\w.-]/g, '_')}`,
    name,
    start: { id: 'start', name: startName },
    steps: [],
    end: { id: 'end', end: { state: 'completed', title: { ru: 'Выполнена', en: 'Completed' } } },
  };
}
