import { BpmnModdle } from 'bpmn-moddle';
import rqPackage from './rq-moddle.json' with { type: 'json' };

/** An element of the parsed BPMN tree: the slice of it that this package uses. */
export interface ModdleElement {
  readonly $type: string;
  readonly $attrs: Record<string, unknown>;
  $parent?: ModdleElement;
  id?: string;
  name?: string;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  $instanceOf?(type: string): boolean;
}

/** What the parser noticed; `element`, `property` and `value` are set for references that lead nowhere. */
export interface ModdleWarning {
  readonly message: string;
  readonly element?: ModdleElement;
  readonly property?: string;
  readonly value?: unknown;
}

/** Reads, makes and writes BPMN elements together with those of `rq:`. */
export interface Moddle {
  create(type: string, attributes?: Readonly<Record<string, unknown>>): ModdleElement;
  parse(xml: string): Promise<{ definitions: ModdleElement; warnings: readonly ModdleWarning[] }>;
  print(definitions: ModdleElement): Promise<string>;
}

let shared: BpmnModdle | undefined;

/** The parser of BPMN with the `rq:` package. It keeps nothing between calls; making one costs more than most parsing, so it is made once. */
export function createModdle(): Moddle {
  const moddle = (shared ??= new BpmnModdle({ rq: rqPackage }));
  return {
    create: (type, attributes = {}) => moddle.create(type, { ...attributes }) as ModdleElement,
    async parse(xml) {
      const { rootElement, warnings } = await moddle.fromXML(xml, 'bpmn:Definitions');
      return { definitions: rootElement as ModdleElement, warnings: warnings as readonly ModdleWarning[] };
    },
    async print(definitions) {
      const { xml } = await moddle.toXML(definitions, { format: true, preamble: true });
      return xml;
    },
  };
}

/** The elements that a property holds; none when it is unset. */
export const list = (element: ModdleElement | undefined, property: string): ModdleElement[] => {
  const value = element?.get(property);
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
};

/** The element that a property holds. */
export const child = (element: ModdleElement | undefined, property: string): ModdleElement | undefined => {
  const value = element?.get(property);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as ModdleElement) : undefined;
};

/** The text that a property holds. */
export const text = (element: ModdleElement | undefined, property: string): string | undefined => {
  const value = element?.get(property);
  return typeof value === 'string' ? value : undefined;
};

/** The element is of the type or of one derived from it. */
export const isA = (element: ModdleElement, type: string): boolean => element.$instanceOf?.(type) ?? element.$type === type;

/** The `rq:` elements of a type among the extension elements. */
export const extensions = (element: ModdleElement, type: string): ModdleElement[] =>
  list(child(element, 'extensionElements'), 'values').filter((value) => value.$type === type);

/** The first `rq:` element of a type among the extension elements. */
export const extension = (element: ModdleElement, type: string): ModdleElement | undefined => extensions(element, type)[0];

/** `bpmn:UserTask` → `userTask`. */
export const plainType = (type: string): string => {
  const name = type.slice(type.indexOf(':') + 1);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

/** Copies only what is set, so that absent properties stay absent. */
export function defined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
