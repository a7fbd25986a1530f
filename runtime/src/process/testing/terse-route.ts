import { attribute, escaped, eventXml, kindsOfEvents, rootsXml } from './terse-events.js';
import { stepXml } from './terse-step.js';

/**
 * BPMN out of a few words, so that a route fits where it is tested. One line each (or `;` between them):
 *
 *     start -> a -> end                 flows; ids not declared are made by their beginning: start…, end…, x… (exclusive),
 *                                       and… (parallel), or… (inclusive), anything else an approval by boris
 *     x -> b if =amount > 100           a conditional flow; `x -> c else` the default one
 *     a approval group:board mode=all   a step: type, who, attributes; values with spaces in single quotes
 *     a approval due=P2D remind=PT4H escalate=notify:dina,decide:approve@P1D apart=b
 *     t timer on=a duration=P1D keep    an event on the border of a; `keep` does not interrupt; `working` counts working time
 *     b timer on=a message=paid         what an event waits for or throws: duration, date, cycle, message (and key), signal, error,
 *                                       escalation, condition, link; `error=` and `escalation=` without a code are of any
 *     w wait date=2026-03-01            an intermediate event that waits; `throw` one that does not; `begin` a start that waits
 *     s script result=total expression='=1 + 1'
 *     r rule decision=limits result=total    a business-rule task
 *     stop end rejected terminate       an end; also `end completed`, `end completed error=late`
 *     g first                           a choice by events
 *     r receive message=paid            a receive task; `tell send message=told` a send task
 *     in sub: start2 -> b -> end2       lines inside a subprocess
 *     sub subprocess                    and `sub beside` one that an event starts; `c call route=other in='x:=amount' out='y:=x'`
 *     a approval field:who each==people as=who until='=…' serial    for each of a list; `times=3` so many times
 *     a approval boris repeat='=…' most=3 before                    again while it holds
 *
 * Who: a person's id, role:R@unit, group:G, head:U, initiator, initiatorHead:2, firstAbove, kindHead, source, field:F, performer:S,
 * leastLoaded:G, table:T, '=FEEL', nobody.
 */
export function terseBpmn(text: string, id = 'route'): string {
  const route = readTerse(text);
  const messages = [...route.nodes.values()];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rq="https://requestry.dev/schema/bpmn/rq" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://requestry.dev/routes">
${rootsXml(messages)}<bpmn:process id="${id}" isExecutable="true">${insideXml(route, undefined)}</bpmn:process>
</bpmn:definitions>`;
}

/** Nodes and flows of one level. */
function insideXml(route: TerseRoute, parent: string | undefined): string {
  const here = new Set([...route.nodes.values()].filter((node) => node.parent === parent).map((node) => node.id));
  const elements = [...route.nodes.values()].filter((node) => here.has(node.id)).map((node) => nodeXml(node, route));
  const flows = route.flows.filter((flow) => here.has(flow.from)).map(flowXml);
  return [...elements, ...flows].join('\n');
}

/** What a line declares. */
export interface TerseNode {
  readonly id: string;
  readonly kind: string;
  readonly words: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: string | undefined;
}

interface TerseFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly condition?: string;
}

interface TerseRoute {
  readonly nodes: Map<string, TerseNode>;
  readonly flows: TerseFlow[];
  readonly defaults: Map<string, string>;
}

function readTerse(text: string): TerseRoute {
  const route: TerseRoute = { nodes: new Map(), flows: [], defaults: new Map() };
  const lines = text.split(/[\n;]/).map((line) => line.trim()).filter((line) => line !== '').map(placedLine);
  for (const { line, parent } of lines) if (!line.includes(' -> ')) declare(route, line, parent);
  for (const { line, parent } of lines) if (line.includes(' -> ')) connect(route, line, parent);
  return route;
}

/** `in sub: …` stands inside a subprocess. */
function placedLine(text: string): { readonly line: string; readonly parent: string | undefined } {
  const [, parent, line] = /^in (\w+): (.*)$/.exec(text) ?? [];
  return { line: line ?? text, parent };
}

function declare(route: TerseRoute, line: string, parent: string | undefined): void {
  const [id = '', kind = '', ...rest] = [...line.matchAll(/(?:[\w]+=)?'[^']*'|\S+/g)].map(([word]) => word);
  const attributes: Record<string, string> = {};
  const words: string[] = [];
  for (const word of rest) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (name !== undefined && value !== undefined) attributes[name] = unquoted(value);
    else words.push(unquoted(word));
  }
  route.nodes.set(id, { id, kind, words, attributes, parent });
}

const unquoted = (text: string): string => (text.startsWith("'") ? text.slice(1, -1) : text);

function connect(route: TerseRoute, line: string, parent: string | undefined): void {
  const [, path = '', how] = /^(.*?)(?: (else|if =.*))?$/.exec(line) ?? [];
  const ids = path.split(' -> ').map((id) => id.trim());
  for (const id of ids) if (!route.nodes.has(id)) route.nodes.set(id, { id, kind: kindOf(id), words: [], attributes: {}, parent });
  ids.slice(1).forEach((to, index) => {
    const from = ids[index] ?? '';
    const last = index === ids.length - 2;
    const again = route.flows.filter((flow) => flow.from === from && flow.to === to).length;
    const id = `${from}__${to}${again > 0 ? `__${again + 1}` : ''}`;
    route.flows.push({ id, from, to, ...(last && how?.startsWith('if ') ? { condition: how.slice(3) } : {}) });
    if (last && how === 'else') route.defaults.set(from, id);
  });
}

function kindOf(id: string): string {
  return (['start', 'end', 'and', 'or', 'x'] as const).find((kind) => id.startsWith(kind)) ?? 'approval';
}

const tags: Readonly<Record<string, string>> = {
  start: 'startEvent', begin: 'startEvent', end: 'endEvent', x: 'exclusiveGateway', and: 'parallelGateway', or: 'inclusiveGateway', first: 'eventBasedGateway',
  wait: 'intermediateCatchEvent', throw: 'intermediateThrowEvent', timer: 'boundaryEvent', receive: 'receiveTask', send: 'sendTask',
  script: 'scriptTask', rule: 'businessRuleTask', action: 'serviceTask', notification: 'sendTask', subprocess: 'subProcess', beside: 'subProcess', call: 'callActivity',
};

function nodeXml(node: TerseNode, route: TerseRoute): string {
  const tag = `bpmn:${tags[node.kind] ?? 'userTask'}`;
  const fallback = route.defaults.get(node.id);
  const keep = node.words.includes('keep');
  const attributes = [
    attribute('id', node.id),
    fallback === undefined ? '' : attribute('default', fallback),
    node.kind === 'timer' ? attribute('attachedToRef', node.attributes.on ?? '') + (keep ? attribute('cancelActivity', 'false') : '') : '',
    node.kind === 'begin' && keep ? attribute('isInterrupting', 'false') : '',
    node.kind === 'beside' ? attribute('triggeredByEvent', 'true') : '',
    node.kind === 'call' ? attribute('calledElement', node.attributes.route ?? '') : '',
    node.kind === 'receive' || node.kind === 'send' ? messageAttributes(node) : '',
    node.kind === 'rule' ? attribute('rq:decision', node.attributes.decision ?? '') + (node.attributes.result === undefined ? '' : attribute('rq:result', node.attributes.result)) : '',
    node.kind === 'script' ? attribute('scriptFormat', 'feel') + attribute('rq:result', node.attributes.result ?? '') : '',
  ];
  return `<${tag}${attributes.join('')}>${contentXml(node, route)}${loopXml(node)}</${tag}>`;
}

const messageAttributes = ({ attributes: { message, key } }: TerseNode): string =>
  (message === undefined ? '' : attribute('messageRef', `message_${message}`)) + (key === undefined ? '' : attribute('rq:key', key));

function contentXml(node: TerseNode, route: TerseRoute): string {
  if (kindsOfEvents.has(node.kind)) return eventXml(node);
  switch (node.kind) {
    case 'x':
    case 'and':
    case 'or':
    case 'first':
    case 'receive':
    case 'send':
    case 'rule':
      return '';
    case 'subprocess':
    case 'beside':
      return insideXml(route, node.id);
    case 'call':
      return callXml(node);
    case 'script':
      return `<bpmn:script>${escaped(node.attributes.expression ?? '')}</bpmn:script>`;
    default:
      return stepXml(node);
  }
}

/** `in='a:=x,b:=y'`, `out='c:=a'`; with `step` it is a step that leaves its end behind. */
function callXml({ attributes, words }: TerseNode): string {
  const mapping = (tag: string, text: string | undefined): string =>
    (text?.split(',') ?? []).map((part) => `<rq:${tag}${attribute('name', part.slice(0, part.indexOf(':')))}${attribute('value', part.slice(part.indexOf(':') + 1))} />`).join('');
  const step = words.includes('step') ? '<rq:step type="subroute" />' : '';
  return `<bpmn:extensionElements>${step}${mapping('input', attributes.in)}${mapping('output', attributes.out)}</bpmn:extensionElements>`;
}

function loopXml({ words, attributes: { each, as, times, until, repeat, most } }: TerseNode): string {
  const body = (tag: string, text: string | undefined): string => (text === undefined ? '' : `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${escaped(text)}</bpmn:${tag}>`);
  if (repeat !== undefined || most !== undefined) {
    const own = (most === undefined ? '' : attribute('loopMaximum', most)) + (words.includes('before') ? attribute('testBefore', 'true') : '');
    return `<bpmn:standardLoopCharacteristics${own}>${body('loopCondition', repeat)}</bpmn:standardLoopCharacteristics>`;
  }
  if (each === undefined && times === undefined) return '';
  const own = (words.includes('serial') ? attribute('isSequential', 'true') : '') + (each === undefined ? '' : attribute('rq:collection', each)) + (as === undefined ? '' : attribute('rq:element', as));
  return `<bpmn:multiInstanceLoopCharacteristics${own}>${body('loopCardinality', times)}${body('completionCondition', until)}</bpmn:multiInstanceLoopCharacteristics>`;
}

function flowXml({ id, from, to, condition }: TerseFlow): string {
  const inner = condition === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow${attribute('id', id)}${attribute('sourceRef', from)}${attribute('targetRef', to)}>${inner}</bpmn:sequenceFlow>`;
}
