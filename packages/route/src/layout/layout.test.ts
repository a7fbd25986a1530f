import { fromRouteDoc, layoutRoute } from '@requestry/route';
import type { DocEntry, DocTask, OutcomeTarget, Route, RouteDoc, RouteFlow, RouteNode } from '@requestry/route';
import { flowsAcross, isPlanar, pictureFlaws, randomRouteDoc } from '@requestry/route/testing';
import type { GraphLine, RandomRouteOptions } from '@requestry/route/testing';
import { describe, expect, it } from 'vitest';

const directions = ['vertical', 'horizontal'] as const;

/** Everything of the route that a drawing has to join, but for some flows. */
function linesOf({ nodes, flows }: Route, without: ReadonlySet<string>): GraphLine[] {
  const events = nodes.flatMap(({ id, attachedTo }): GraphLine[] => (attachedTo === undefined ? [] : [[attachedTo, id]]));
  return [...events, ...flows.flatMap(({ id, from, to }): GraphLine[] => (without.has(id) ? [] : [[from, to]]))];
}

/**
 * Flows that run across others although they need not. Some have to: where a step each of three branches leads back to one step
 * before their split, these three steps are all joined to that step, to the split and to the join, which cannot be drawn in the plane.
 * So a flow may be blamed for running across others only when no drawing of it and of all flows that are not to be blamed exists.
 */
function needless(route: Route): string[] {
  const blamed = new Set<string>();
  for (let left = flowsAcross(route); left.length > 0; left = left.filter((pair) => pair.every(({ id }) => !blamed.has(id)))) {
    const counts = new Map<string, number>();
    for (const { id } of left.flat()) counts.set(id, (counts.get(id) ?? 0) + 1);
    blamed.add([...counts].reduce((worst, other) => (other[1] > worst[1] ? other : worst))[0]);
  }
  return [...blamed].filter((id) => isPlanar(linesOf(route, new Set([...blamed].filter((other) => other !== id)))));
}

/** The list with targets and timers of its steps changed. */
function revised(steps: readonly DocEntry[], revise: (step: DocTask) => DocTask): DocEntry[] {
  return steps.map((entry): DocEntry => {
    if ('branches' in entry) return { ...entry, branches: entry.branches.map((branch) => ({ ...branch, steps: revised(branch.steps, revise) })) };
    return entry.kind === 'step' ? revise(entry) : entry;
  });
}

const onlyEnds = (step: DocTask): DocTask => ({
  ...step,
  targets: Object.fromEntries(Object.entries(step.targets).filter(([, { to }]) => to === 'end')),
  timers: step.timers.filter(({ target }) => target.to === 'end'),
});

const onlyTimeouts = (step: DocTask): DocTask => ({ ...onlyEnds(step), timers: step.timers.filter(({ target }) => target.to === 'end' || target.to === 'next') });

const anyhow = (step: DocTask): DocTask => step;

/** The route with the content of another one in the first of its steps that may hold it. */
function withSubprocess(route: Route, content: Route): Route {
  const host = route.nodes.find(({ type, id }) => type === 'sendTask' || (type === 'serviceTask' && !route.nodes.some(({ attachedTo }) => attachedTo === id)));
  if (!host) return route;
  const inside = (id: string): string => `inner_${id}`;
  const nodes = content.nodes.map((node): RouteNode => ({
    ...node,
    id: inside(node.id),
    parent: node.parent === undefined ? host.id : inside(node.parent),
    ...(node.attachedTo === undefined ? {} : { attachedTo: inside(node.attachedTo) }),
    ...(node.default === undefined ? {} : { default: inside(node.default) }),
  }));
  const condition = (text: string): string => text.replaceAll('=steps.', `=steps.${inside('')}`);
  const flows = content.flows.map((flow): RouteFlow => ({
    ...flow,
    id: inside(flow.id),
    from: inside(flow.from),
    to: inside(flow.to),
    ...(flow.condition === undefined ? {} : { condition: condition(flow.condition) }),
  }));
  const { step: _, ...rest } = host;
  return { ...route, nodes: [...route.nodes.map((node): RouteNode => (node === host ? { ...rest, type: 'subProcess' } : node)), ...nodes], flows: [...route.flows, ...flows] };
}

interface Sort {
  readonly options: RandomRouteOptions;
  readonly revise: (step: DocTask) => DocTask;
  readonly subprocess?: boolean;
}

const sorts: Readonly<Record<string, Sort>> = {
  'branches within branches, empty ones among them': { options: { entries: 24, restless: true }, revise: onlyEnds },
  'timeouts whose flow goes on': { options: { entries: 24, restless: true }, revise: onlyTimeouts },
  'ways back and ahead': { options: { entries: 24 }, revise: anyhow },
  'more ways back and ahead than one would draw': { options: { entries: 18, restless: true }, revise: anyhow },
  'all that a list can hold': { options: { entries: 24, everything: true }, revise: anyhow },
  'subprocesses with all of this inside': { options: { entries: 12 }, revise: anyhow, subprocess: true },
};

const routes = 200;
const largest = 60;

function* routesOf({ options, revise, subprocess }: Sort): Generator<{ readonly seed: number; readonly route: Route }> {
  const made = (seed: number): Route => {
    const doc = randomRouteDoc(seed, options);
    return fromRouteDoc({ ...doc, steps: revised(doc.steps, revise) });
  };
  for (let seed = 1, count = 0; count < routes; seed += 1) {
    const route = subprocess ? withSubprocess(made(seed), made(seed + 1_000_000)) : made(seed);
    if (route.nodes.length > largest || (subprocess && !route.nodes.some(({ parent }) => parent))) continue;
    count += 1;
    yield { seed, route };
  }
}

describe.each(directions)('a laid out route (%s)', (direction) => {
  it.each(Object.entries(sorts))('of %s has nothing on nor through anything else, and no flows across each other that need not be', { timeout: 120_000 }, (_, sort) => {
    for (const { seed, route } of routesOf(sort)) {
      const drawn = layoutRoute(route, { direction });
      expect({ seed, flaws: pictureFlaws(drawn), needless: needless(drawn) }).toEqual({ seed, flaws: [], needless: [] });
    }
  });
});

/** A list of approvals; each may lead somewhere when it is rejected. */
const list = (steps: readonly DocEntry[]): RouteDoc => ({ id: 'route', name: '', start: { id: 'start' }, steps, end: { id: 'end', end: { state: 'completed' } } });
const step = (id: string, reject?: string): DocTask => {
  const target: OutcomeTarget | undefined = reject === undefined ? undefined : { to: 'step', step: reject };
  return { kind: 'step', id, name: id, settings: { type: 'approval', who: { rule: 'initiator' } }, targets: target ? { reject: target } : {}, timers: [] };
};

describe.each(directions)('ways out of the order (%s)', (direction) => {
  const across = (steps: readonly DocEntry[]): number => flowsAcross(layoutRoute(fromRouteDoc(list(steps)), { direction })).length;

  it('run on two sides when they interleave', () => {
    expect(across([step('a'), step('b'), step('c', 'a'), step('d', 'b')])).toBe(0);
  });

  it('run around the beginning when all of three interleave', () => {
    expect(across([step('a', 'd'), step('b'), step('c', 'f'), step('d'), step('e', 'b'), step('f')])).toBe(0);
  });

  it('run across something only where no drawing without exists', () => {
    const branches = ['one', 'two', 'three'].map((id) => ({ id: `way_${id}`, condition: '=amount > 1', steps: [step(id, 'before')] }));
    const route = fromRouteDoc(list([step('before'), step('between'), { kind: 'choice', id: 'choice', name: '', branches }]));
    expect(isPlanar(linesOf(route, new Set()))).toBe(false);
    const drawn = layoutRoute(route, { direction });
    expect(new Set(flowsAcross(drawn).flat().filter(({ to }) => to === 'before').map(({ id }) => id)).size).toBe(1);
    expect(needless(drawn)).toEqual([]);
  });
});
