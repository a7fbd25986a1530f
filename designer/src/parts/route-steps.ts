import { readBpmn, writeBpmn } from '@requestry/route';
import type { Route, RouteNode } from '@requestry/route';
import type { AccessMap, LocalizedText, StepSettings, StepType } from '@requestry/model';

/** A step of a route on which people work with the form. */
export interface RouteStep {
  readonly id: string;
  readonly title: LocalizedText;
  readonly type: StepType;
  readonly access: AccessMap;
  readonly settings: StepSettings;
}

const withForm: ReadonlySet<StepType> = new Set(['approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision', 'registration', 'rework']);
const kept = new Map<string, Promise<readonly RouteStep[] | undefined>>();

/** Steps of a route in the order they are reached; nothing when the route cannot be read. */
export function stepsOf(xml: string | undefined): Promise<readonly RouteStep[] | undefined> {
  if (xml === undefined) return Promise.resolve([]);
  const known = kept.get(xml);
  if (known) return known;
  if (kept.size > 8) kept.clear();
  const reading = readBpmn(xml).then(({ route }) => (route ? ordered(route).flatMap(stepOf) : undefined));
  kept.set(xml, reading);
  return reading;
}

function stepOf(node: RouteNode): readonly RouteStep[] {
  const type = node.step?.type ?? (node.type === 'userTask' ? 'approval' : undefined);
  if (type === undefined || !withForm.has(type)) return [];
  return [{ id: node.id, title: node.step?.title ?? node.name ?? node.id, type, access: node.step?.access ?? {}, settings: node.step ?? { type } }];
}

/** Nodes in the order in which flows reach them; what no flow reaches comes last. */
function ordered(route: Route): readonly RouteNode[] {
  const nodes = new Map(route.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const queue = route.nodes.filter(({ type, parent }) => type === 'startEvent' && parent === undefined).map(({ id }) => id);
  for (let at = 0; at < queue.length; at += 1) {
    const id = queue[at];
    if (id === undefined || seen.has(id)) continue;
    seen.add(id);
    const inside = route.nodes.filter((node) => node.parent === id && node.type === 'startEvent').map((node) => node.id);
    const attached = route.nodes.filter((node) => node.attachedTo === id).map((node) => node.id);
    queue.push(...inside, ...route.flows.filter((flow) => flow.from === id).map((flow) => flow.to), ...attached);
  }
  return [...[...seen].flatMap((id) => nodes.get(id) ?? []), ...route.nodes.filter(({ id }) => !seen.has(id))];
}

/** The route with the field access of steps changed. A route that cannot be read stays as it is. */
export async function setStepsAccess(xml: string, access: Readonly<Record<string, AccessMap>>): Promise<string> {
  const { route } = await readBpmn(xml);
  if (!route) return xml;
  const nodes = route.nodes.map((node): RouteNode => {
    const next = Object.hasOwn(access, node.id) ? access[node.id] : undefined;
    if (!next) return node;
    const { access: _before, ...step } = node.step ?? { type: 'approval' as const };
    return { ...node, step: Object.keys(next).length > 0 ? { ...step, access: next } : step };
  });
  return writeBpmn({ ...route, nodes });
}
