import { isA, list } from './moddle.js';
import type { Moddle, ModdleElement } from './moddle.js';

/** What a route was read from: the whole file in one canonical form, and pieces kept whole by the list of steps. */
export interface RouteSource {
  readonly xml?: string;
  /** BPMN files whose elements are put in as they are. */
  readonly pieces?: readonly string[];
}

/** The source of a route, empty when it was made from scratch. */
export const sourceFrom = (source: unknown): RouteSource => (source !== null && typeof source === 'object' ? (source as RouteSource) : {});

const standard: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DD/20100524/DC': 'dc',
  'http://www.omg.org/spec/DD/20100524/DI': 'di',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
  'https://requestry.dev/schema/bpmn/rq': 'rq',
};

/**
 * The file as it is kept: standard namespaces under their usual prefixes, no `incoming` and `outgoing`
 * (flows say it already). The same element is then the same text whatever surrounds it.
 */
export async function sourceOf(moddle: Moddle, definitions: ModdleElement): Promise<RouteSource> {
  usePlainPrefixes(definitions);
  forEachNode(definitions, (node) => {
    node.set('incoming', undefined);
    node.set('outgoing', undefined);
  });
  return { xml: await moddle.print(definitions) };
}

/** Names standard namespaces by their usual prefixes; declarations of other tools stay. */
function usePlainPrefixes(definitions: ModdleElement): void {
  for (const [name, value] of Object.entries(definitions.$attrs)) {
    if (name.startsWith('xmlns') && typeof value === 'string' && value in standard) delete definitions.$attrs[name];
  }
}

/** Calls back for every flow node of every process, those inside subprocesses included. */
export function forEachNode(definitions: ModdleElement, visit: (node: ModdleElement) => void): void {
  const walk = (container: ModdleElement): void => {
    for (const element of list(container, 'flowElements')) {
      if (!isA(element, 'bpmn:FlowNode')) continue;
      visit(element);
      if (isA(element, 'bpmn:SubProcess')) walk(element);
    }
  };
  for (const root of list(definitions, 'rootElements')) if (isA(root, 'bpmn:Process')) walk(root);
}
