/** Geometry of a route's picture, in diagram units. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where shapes and edges of a route are drawn, by element id (BPMN DI). */
export interface Diagram {
  readonly shapes: Readonly<Record<string, { readonly bounds: Bounds; readonly label?: Bounds; readonly expanded?: boolean; readonly horizontal?: boolean }>>;
  readonly edges: Readonly<Record<string, { readonly waypoints: readonly Point[]; readonly label?: Bounds }>>;
}

/** A route drawn for people: what the end user's picture needs and nothing more. */
export interface RoutePicture {
  readonly nodes: readonly {
    readonly id: string;
    /** BPMN type without prefix: `userTask`, `exclusiveGateway`, `endEvent`, … */
    readonly type: string;
    readonly step?: string;
    readonly title: import('./text.js').LocalizedText;
    readonly bounds: Bounds;
    readonly label?: Bounds;
  }[];
  readonly edges: readonly { readonly id: string; readonly title?: import('./text.js').LocalizedText; readonly waypoints: readonly Point[]; readonly label?: Bounds }[];
}
