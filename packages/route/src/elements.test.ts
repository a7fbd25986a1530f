import { fromRouteDoc, readBpmn, routeIssueText, toRouteDoc, unsupportedIssues, writeBpmn } from '@requestry/route';
import type { Route, RouteNode } from '@requestry/route';
import { describe, expect, it } from 'vitest';

const nodes: readonly RouteNode[] = [
  { id: 'start', type: 'startEvent' },
  { id: 'sub', type: 'subProcess', loop: { kind: 'sequential', collection: '=people', element: 'person', condition: '=nrOfCompletedInstances > 1' } },
  { id: 'sub_start', type: 'startEvent', parent: 'sub' },
  { id: 'again', type: 'manualTask', parent: 'sub', loop: { kind: 'standard', condition: '=amount > 1', max: 3, before: true } },
  { id: 'each', type: 'manualTask', parent: 'sub', loop: { kind: 'parallel', over: '3' } },
  { id: 'sub_end', type: 'endEvent', parent: 'sub', event: { type: 'escalation', code: 'late' } },
  { id: 'late', type: 'boundaryEvent', attachedTo: 'sub', interrupting: false, event: { type: 'escalation', code: 'late' } },
  { id: 'late_end', type: 'endEvent' },
  { id: 'first', type: 'eventBasedGateway' },
  { id: 'paid', type: 'receiveTask', event: { type: 'message', name: 'paid', key: '=request.id' } },
  { id: 'changed', type: 'intermediateCatchEvent', event: { type: 'condition', expression: '=amount > 10' } },
  { id: 'call', type: 'callActivity', calledElement: 'other', input: { sum: '=amount', who: '=initiator.id' }, output: { agreed: '=ok' } },
  { id: 'tell', type: 'sendTask', event: { type: 'message', name: 'told', key: '=request.id' } },
  { id: 'shout', type: 'intermediateThrowEvent', event: { type: 'signal', name: 'shout' } },
  { id: 'jump', type: 'intermediateThrowEvent', event: { type: 'link', name: 'away' } },
  { id: 'land', type: 'intermediateCatchEvent', event: { type: 'link', name: 'away' } },
  { id: 'end', type: 'endEvent', event: { type: 'message', name: 'told' } },
  { id: 'beside', type: 'subProcess', eventSubProcess: true },
  { id: 'beside_start', type: 'startEvent', parent: 'beside', interrupting: false, event: { type: 'message', name: 'withdraw', key: '=request.id' } },
  { id: 'beside_end', type: 'endEvent', parent: 'beside' },
];
const ways = 'start sub first paid call tell shout jump, first changed call, land end, late late_end, sub_start again each sub_end, beside_start beside_end';

const route: Route = {
  id: 'all',
  nodes,
  flows: ways.split(', ').flatMap((way) => way.split(' ').slice(1).map((to, index) => ({ id: `${way.split(' ')[index]}_${to}`, from: way.split(' ')[index] ?? '', to }))),
  lanes: [],
  diagram: { shapes: {}, edges: {} },
};

const byId = (list: Route['nodes']): Route['nodes'] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('elements of routes', () => {
  it('are all written and read again', async () => {
    const xml = await writeBpmn(route);
    const { route: read, issues } = await readBpmn(xml);
    expect(issues).toEqual([]);
    expect(byId(read?.nodes ?? [])).toEqual(byId(nodes));
    expect(await writeBpmn(read as Route)).toBe(xml);
  });

  it('are all executed', () => expect(unsupportedIssues(route)).toEqual([]));

  it('survive a change of one of them', async () => {
    const { route: read } = await readBpmn(await writeBpmn(route));
    const changed = (read as Route).nodes.map((node): RouteNode => (node.id === 'call' ? { ...node, input: { sum: '=amount * 2' } } : node.id === 'paid' ? { ...node, event: { type: 'message', name: 'settled' } } : node));
    const { route: again } = await readBpmn(await writeBpmn({ ...(read as Route), nodes: changed }));
    expect(byId(again?.nodes ?? [])).toEqual(byId(changed));
  });

  it('that a list cannot show stay whole in it', async () => {
    const { route: read } = await readBpmn(await writeBpmn(route));
    const { route: again } = await readBpmn(await writeBpmn(fromRouteDoc(toRouteDoc(read as Route), read)));
    expect(byId(again?.nodes ?? [])).toEqual(byId(nodes));
  });

  it('of a call keep what goes in and comes out in the list', () => {
    const call: Route = { ...route, nodes: nodes.filter(({ id }) => ['start', 'call', 'end'].includes(id)).map((node) => (node.id === 'end' ? { id: 'end', type: 'endEvent', end: { state: 'completed' } } : node)), flows: [{ id: 'a', from: 'start', to: 'call' }, { id: 'b', from: 'call', to: 'end' }] };
    const [entry] = toRouteDoc(call).steps;
    expect(entry).toMatchObject({ kind: 'step', calledElement: 'other', input: { sum: '=amount', who: '=initiator.id' }, output: { agreed: '=ok' } });
    expect(fromRouteDoc(toRouteDoc(call)).nodes.find(({ id }) => id === 'call')).toEqual(call.nodes[1]);
  });

  it('with mistakes are spoken of in both languages', () => {
    const broken: Route = { ...route, nodes: nodes.map((node): RouteNode => ({ ...node, ...(node.loop ? { loop: { kind: 'standard' as const } } : {}), ...(node.event && 'name' in node.event ? { event: { ...node.event, name: '' } } : {}) })).filter(({ id }) => id !== 'sub_start' && id !== 'changed') };
    const issues = unsupportedIssues(broken);
    expect(issues.length).toBeGreaterThan(5);
    for (const issue of issues) for (const locale of ['ru', 'en'] as const) expect(routeIssueText(issue, locale)).not.toMatch(/undefined|^route\./);
  });
});
