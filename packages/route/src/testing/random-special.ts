import type { StepSettings } from '@requestry/model';
import { defined } from '../moddle.js';
import type { DocOpaque, DocTask } from '../route-doc.js';
import type { EventDefinition, LoopSettings, NodeType, RouteFlow, RouteNode } from '../route.js';
import type { Random } from './random.js';
import { randomName, randomText, randomWho } from './random-step.js';

/** Something to wait for on the way. */
export const randomEvent = (random: Random): EventDefinition =>
  random.pick<EventDefinition>([
    { type: 'timer', kind: 'cycle', value: 'R3/PT1H' },
    { type: 'timer', kind: 'duration', value: '=duration("P" + string(days) + "D")', working: true },
    { type: 'message', name: 'paid' },
    { type: 'message', name: 'signed & sent', key: '=request.id' },
    { type: 'signal', name: 'holiday' },
    { type: 'condition', expression: '=amount < 10 and note != "<none>"' },
  ]);

const loops: readonly LoopSettings[] = [
  { kind: 'standard', condition: '=amount > 1', max: 3, before: true },
  { kind: 'parallel', over: '3' },
  { kind: 'sequential', collection: '=people', element: 'person', condition: '=nrOfCompletedInstances > 1' },
];

/** A task of a sort that people seldom use: calls, scripts, decisions, repeated ones, ones without settings. */
export function randomSpecialTask(random: Random, id: string): DocTask {
  const base = { kind: 'step' as const, id, name: randomName(random), targets: {}, timers: [] };
  const loop = random.chance(0.4) ? random.pick(loops) : undefined;
  const bare = (node: NodeType, type: StepSettings['type'], rest: Partial<DocTask> = {}): DocTask => defined<DocTask>({ ...base, settings: { type }, bare: true, node, loop, ...rest });
  const call: Partial<DocTask> = { calledElement: 'other', input: { sum: '=amount', who: '=initiator.id' }, output: { agreed: '=ok' } };
  return random.pick<() => DocTask>([
    () => bare('scriptTask', 'action', { script: { expression: '=amount * 2', result: 'double', language: 'feel' } }),
    () => bare('businessRuleTask', 'action', { script: { expression: 'limits', result: 'limit' } }),
    () => bare('manualTask', 'execution'),
    () => defined<DocTask>({ ...base, settings: { type: 'execution', who: randomWho(random), title: randomText(random) }, node: 'task', loop }),
    () => defined<DocTask>({ ...base, settings: { type: 'subroute', title: randomText(random) }, loop, ...call }),
    () => defined<DocTask>({ ...base, settings: { type: 'subroute' }, bare: true, loop, ...call }),
  ])();
}

/** A subprocess, which a list shows as one closed part with one way out. */
export function randomSubProcess(random: Random, id: string): DocOpaque {
  const inner = (part: string, rest: Omit<RouteNode, 'id'>): RouteNode => ({ id: `${id}_${part}`, parent: id, ...rest });
  const nodes = [
    { id, type: 'subProcess', name: randomName(random), ...(random.chance(0.3) ? { loop: random.pick(loops) } : {}) } as RouteNode,
    inner('begin', { type: 'startEvent' }),
    inner('done', { type: 'endEvent' }),
    inner('work', { type: 'userTask', name: randomName(random), step: { type: 'execution', who: randomWho(random) } }),
  ];
  return opaque(nodes, [way(id, 'a', `${id}_begin`, `${id}_work`), way(id, 'b', `${id}_work`, `${id}_done`), way(id, 'out', id, '')], id, 'opaque.unstructured');
}

/** A choice by events, which a list shows as one closed part with several ways out. */
export function randomEventChoice(random: Random, id: string): DocOpaque {
  const nodes: RouteNode[] = [
    { id, type: 'eventBasedGateway', ...(random.chance(0.5) ? { name: randomName(random) } : {}) },
    { id: `${id}_one`, type: 'intermediateCatchEvent', event: randomEvent(random) },
    { id: `${id}_two`, type: 'receiveTask', name: randomName(random), event: { type: 'message', name: 'late', key: '=request.id' } },
  ];
  return opaque(nodes, [way(id, 'a', id, `${id}_one`), way(id, 'b', id, `${id}_two`), way(id, 'c', `${id}_one`, ''), way(id, 'd', `${id}_two`, '')], id, 'opaque.unstructured');
}

/** A subprocess that an event starts: nothing leads to it. */
export function randomEventSubProcess(random: Random, id: string): DocOpaque {
  const nodes: RouteNode[] = [
    { id, type: 'subProcess', eventSubProcess: true },
    { id: `${id}_begin`, type: 'startEvent', parent: id, event: { type: 'message', name: 'withdraw' }, ...(random.chance(0.5) ? { interrupting: false } : {}) },
    { id: `${id}_done`, type: 'endEvent', parent: id },
  ];
  return opaque(nodes, [way(id, 'a', `${id}_begin`, `${id}_done`)], undefined, 'opaque.element');
}

const way = (id: string, part: string, from: string, to: string): RouteFlow => ({ id: `${id}_way_${part}`, from, to });

function opaque(nodes: readonly RouteNode[], flows: readonly RouteFlow[], entry: string | undefined, reason: string): DocOpaque {
  const [first] = nodes as readonly [RouteNode];
  return defined<DocOpaque>({ kind: 'opaque', id: first.id, name: (entry && first.name) ?? '', elements: nodes.length, ids: nodes.map(({ id }) => id), reason, xml: '', nodes, flows, entry });
}
