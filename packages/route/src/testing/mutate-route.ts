import { defined } from '../moddle.js';
import type { NodeType, Route, RouteFlow, RouteNode } from '../route.js';
import type { Random } from './random.js';

/** A route with one thing broken, and which. */
export interface Mutant {
  readonly kind: 'gateway' | 'flow-lost' | 'flow-redirected';
  readonly element: string;
  readonly route: Route;
}

const gateways = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'] as const satisfies readonly NodeType[];

/** Turns one gateway into another sort, loses one flow or leads one elsewhere. Nothing when the route has no gateway to turn. */
export function mutateRoute(sound: Route, random: Random): Mutant | undefined {
  const chosen = random.next();
  if (chosen < 0.5) return turnGateway(sound, random);
  const flow = random.pick(sound.flows);
  return chosen < 0.75 ? { kind: 'flow-lost', element: flow.id, route: { ...sound, flows: sound.flows.filter((other) => other !== flow) } } : redirect(sound, flow, random);
}

function turnGateway(sound: Route, random: Random): Mutant | undefined {
  const found = sound.nodes.filter(({ type }) => gateways.some((gateway) => gateway === type));
  if (found.length === 0) return undefined;
  const gateway = random.pick(found);
  const type = random.pick(gateways.filter((other) => other !== gateway.type));
  const turned = defined<RouteNode>({ ...gateway, type, default: type === 'parallelGateway' ? undefined : gateway.default });
  return { kind: 'gateway', element: gateway.id, route: { ...sound, nodes: sound.nodes.map((node) => (node === gateway ? turned : node)) } };
}

function redirect(sound: Route, flow: RouteFlow, random: Random): Mutant {
  const places = sound.nodes.filter(({ id, type }) => type !== 'startEvent' && type !== 'boundaryEvent' && id !== flow.to && id !== flow.from);
  const { id } = random.pick(places.length > 0 ? places : sound.nodes.filter(({ type }) => type === 'endEvent'));
  return { kind: 'flow-redirected', element: flow.id, route: { ...sound, flows: sound.flows.map((other) => (other === flow ? { ...flow, to: id } : other)) } };
}
