/**
 * BPMN out of a few words, so that a route fits where it is tested. One line each (or `;` between them):
 *
 *     start -> a -> end                 flows; ids not declared are made by their beginning: start…, end…, x… (exclusive),
 *                                       and… (parallel), or… (inclusive), anything else an approval by boris
 *     x -> b if =amount > 100           a conditional flow; `x -> c else` the default one
 *     a approval group:board mode=all   a step: type, who, attributes; values with spaces in single quotes
 *     t timer on=a duration=P1D keep    a boundary timer; `keep` does not interrupt; `working` counts working time
 *     w wait date=2026-03-01            an intermediate timer
 *     s script result=total expression='=1 + 1'
 *     r rule decision=limits result=total    a business-rule task
 *     stop end rejected terminate       an end; also `end completed`
 *
 * Who: a person's id, role:R@unit, group:G, head:U, initiator, initiatorHead:2, firstAbove, kindHead, field:F, performer:S,
 * leastLoaded:G, table:T, '=FEEL', nobody.
 */
export function terseBpmn(text: string): string {
  const route = readTerse(text);
  const elements = [...route.nodes.values()].map((node) => nodeXml(node, route));
  const flows = route.flows.map(flowXml);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rq="https://requestry.dev/schema/bpmn/rq" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://requestry.dev/routes">
<bpmn:process id="route" isExecutable="true">
${[...elements, ...flows].join('\n')}
</bpmn:process>
</bpmn:definitions>`;
}

interface TerseNode {
  readonly id: string;
  readonly kind: string;
  readonly words: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
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
  const lines = text.split(/[\n;]/).map((line) => line.trim()).filter((line) => line !== '');
  for (const line of lines) if (!line.includes(' -> ')) declare(route, line);
  for (const line of lines) if (line.includes(' -> ')) connect(route, line);
  return route;
}

function declare(route: TerseRoute, line: string): void {
  const [id = '', kind = '', ...rest] = [...line.matchAll(/(?:[\w]+=)?'[^']*'|\S+/g)].map(([word]) => word);
  const attributes: Record<string, string> = {};
  const words: string[] = [];
  for (const word of rest) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (name !== undefined && value !== undefined) attributes[name] = unquoted(value);
    else words.push(unquoted(word));
  }
  route.nodes.set(id, { id, kind, words, attributes });
}

const unquoted = (text: string): string => (text.startsWith("'") ? text.slice(1, -1) : text);

function connect(route: TerseRoute, line: string): void {
  const [, path = '', how] = /^(.*?)(?: (else|if =.*))?$/.exec(line) ?? [];
  const ids = path.split(' -> ').map((id) => id.trim());
  for (const id of ids) if (!route.nodes.has(id)) route.nodes.set(id, { id, kind: kindOf(id), words: [], attributes: {} });
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
  start: 'startEvent', end: 'endEvent', x: 'exclusiveGateway', and: 'parallelGateway', or: 'inclusiveGateway',
  wait: 'intermediateCatchEvent', timer: 'boundaryEvent', script: 'scriptTask', rule: 'businessRuleTask', action: 'serviceTask', notification: 'sendTask',
};

function nodeXml(node: TerseNode, route: TerseRoute): string {
  const tag = `bpmn:${tags[node.kind] ?? 'userTask'}`;
  const fallback = route.defaults.get(node.id);
  const attributes = [
    attribute('id', node.id),
    fallback === undefined ? '' : attribute('default', fallback),
    node.kind === 'timer' ? attribute('attachedToRef', node.attributes.on ?? '') + (node.words.includes('keep') ? attribute('cancelActivity', 'false') : '') : '',
    node.kind === 'rule' ? attribute('rq:decision', node.attributes.decision ?? '') + (node.attributes.result === undefined ? '' : attribute('rq:result', node.attributes.result)) : '',
    node.kind === 'script' ? attribute('scriptFormat', 'feel') + attribute('rq:result', node.attributes.result ?? '') : '',
  ];
  return `<${tag}${attributes.join('')}>${inside(node)}</${tag}>`;
}

function inside(node: TerseNode): string {
  switch (node.kind) {
    case 'start':
    case 'rule':
    case 'x':
    case 'and':
    case 'or':
      return '';
    case 'end':
      return `<bpmn:extensionElements><rq:end${attribute('state', node.words[0] ?? 'completed')} /></bpmn:extensionElements>${node.words.includes('terminate') ? '<bpmn:terminateEventDefinition />' : ''}`;
    case 'wait':
    case 'timer':
      return timerXml(node);
    case 'script':
      return `<bpmn:script>${escaped(node.attributes.expression ?? '')}</bpmn:script>`;
    default:
      return stepXml(node);
  }
}

function timerXml({ words, attributes }: TerseNode): string {
  const [kind, tag] = ([['duration', 'timeDuration'], ['date', 'timeDate'], ['cycle', 'timeCycle']] as const).find(([name]) => name in attributes) ?? ['duration', 'timeDuration'];
  const working = words.includes('working') ? ' rq:working="true"' : '';
  return `<bpmn:timerEventDefinition${working}><bpmn:${tag} xsi:type="bpmn:tFormalExpression">${escaped(attributes[kind] ?? '')}</bpmn:${tag}></bpmn:timerEventDefinition>`;
}

function stepXml({ kind, words, attributes }: TerseNode): string {
  const { due, estimate, mode, skip, outcomes, set } = attributes;
  const parts = [
    kind === 'action' ? '' : whoXml(words[0] ?? 'boris'),
    mode === undefined ? '' : modeXml(mode),
    ...(skip?.split(',') ?? []).map((when) => `<rq:skip${attribute('when', when)} />`),
    ...(outcomes?.split(',') ?? []).map(outcomeXml),
    ...(set?.split(',') ?? []).map(setXml),
  ];
  const own = [attribute('type', kind), due === undefined ? '' : attribute('due', due), estimate === undefined ? '' : attribute('estimate', estimate)];
  return `<bpmn:extensionElements><rq:step${own.join('')}>${parts.join('')}</rq:step></bpmn:extensionElements>`;
}

/** `approve`, `reject!stop`, `back!return`. */
function outcomeXml(text: string): string {
  const [id = '', effect] = text.split('!');
  return `<rq:outcome${attribute('id', id)}${attribute('title', id)}${effect === undefined ? '' : attribute('effect', effect)} />`;
}

/** `field:=FEEL`. */
function setXml(text: string): string {
  const [field = '', ...value] = text.split(':');
  return `<rq:set${attribute('field', field)}${attribute('value', value.join(':'))} />`;
}

/** `all`, `first`, `inTurn`, `quorum:2`, `quorum:50%`, `quorum:2!veto`. */
function modeXml(text: string): string {
  const [, kind = '', quorum, percent, veto] = /^(\w+)(?::(\d+)(%)?)?(!veto)?$/.exec(text) ?? [];
  const more = [quorum === undefined ? '' : attribute('quorum', quorum), percent ? attribute('percent', 'true') : '', veto ? attribute('veto', 'true') : ''];
  return `<rq:mode${attribute('kind', kind)}${more.join('')} />`;
}

function whoXml(text: string): string {
  if (text === 'nobody') return '';
  return `<rq:who${Object.entries(ruleOf(text)).map(([name, value]) => attribute(name, value)).join('')} />`;
}

function ruleOf(text: string): Readonly<Record<string, string>> {
  if (text.startsWith('=')) return { rule: 'feel', expression: text };
  const [rule = '', value = ''] = text.split(':');
  switch (rule) {
    case 'role': {
      const [role = '', unit] = value.split('@');
      return { rule, role, ...(unit === undefined ? {} : { unit }) };
    }
    case 'group':
      return { rule, group: value };
    case 'head':
      return { rule: 'unitHead', unit: value };
    case 'initiator':
    case 'kindHead':
      return { rule };
    case 'initiatorHead':
      return { rule, ...(value === '' ? {} : { level: value }) };
    case 'firstAbove':
      return { rule: 'initiatorHead', firstAbove: 'true' };
    case 'field':
      return { rule, field: value };
    case 'performer':
      return { rule, step: value };
    case 'leastLoaded':
      return { rule, group: value };
    case 'table':
      return { rule, decision: value };
    default:
      return { rule: 'person', person: text };
  }
}

function flowXml({ id, from, to, condition }: TerseFlow): string {
  const inner = condition === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow${attribute('id', id)}${attribute('sourceRef', from)}${attribute('targetRef', to)}>${inner}</bpmn:sequenceFlow>`;
}

const attribute = (name: string, value: string): string => ` ${name}="${escaped(value)}"`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
