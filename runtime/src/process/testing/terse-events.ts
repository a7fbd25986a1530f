import type { TerseNode } from './terse-route.js';

export const kindsOfEvents: ReadonlySet<string> = new Set(['start', 'begin', 'end', 'wait', 'throw', 'timer']);

const timerTags = { duration: 'timeDuration', date: 'timeDate', cycle: 'timeCycle' } as const;
const roots = { message: ['message', 'name'], signal: ['signal', 'name'], error: ['error', 'errorCode'], escalation: ['escalation', 'escalationCode'] } as const;

/** Messages, signals and codes that the lines name. */
export function rootsXml(nodes: readonly TerseNode[]): string {
  const found = new Map<string, string>();
  for (const { attributes } of nodes) {
    for (const [sort, [tag, property]] of Object.entries(roots)) {
      const name = attributes[sort];
      if (name) found.set(`${sort}_${name}`, `<bpmn:${tag}${attribute('id', `${sort}_${name}`)}${attribute(property, name)} />\n`);
    }
  }
  return [...found.values()].join('');
}

/** What an event waits for or throws, and what an end means. */
export function eventXml(node: TerseNode): string {
  const { kind, words, attributes } = node;
  const state = words.find((word) => word !== 'terminate') ?? 'completed';
  const set = attributes.set === undefined ? '' : `<rq:step type="action">${attributes.set.split(',').map(setXml).join('')}</rq:step>`;
  const end = kind === 'end' ? `<rq:end${attribute('state', state)} />` : '';
  const own = end || set ? `<bpmn:extensionElements>${end}${set}</bpmn:extensionElements>` : '';
  return own + definitionXml(node);
}

function definitionXml({ words, attributes }: TerseNode): string {
  for (const [sort, tag] of Object.entries(timerTags)) {
    const value = attributes[sort];
    const working = words.includes('working') ? ' rq:working="true"' : '';
    if (value !== undefined) return `<bpmn:timerEventDefinition${working}><bpmn:${tag} xsi:type="bpmn:tFormalExpression">${escaped(value)}</bpmn:${tag}></bpmn:timerEventDefinition>`;
  }
  for (const sort of Object.keys(roots)) {
    const name = attributes[sort];
    const key = sort === 'message' && attributes.key !== undefined ? attribute('rq:key', attributes.key) : '';
    if (name !== undefined) return `<bpmn:${sort}EventDefinition${name === '' ? '' : attribute(`${sort}Ref`, `${sort}_${name}`)}${key} />`;
  }
  const { condition, link } = attributes;
  if (condition !== undefined) return `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:condition></bpmn:conditionalEventDefinition>`;
  if (link !== undefined) return `<bpmn:linkEventDefinition${attribute('name', link)} />`;
  return words.includes('terminate') ? '<bpmn:terminateEventDefinition />' : '';
}

/** `field:=FEEL`. */
export function setXml(text: string): string {
  const [field = '', ...value] = text.split(':');
  return `<rq:set${attribute('field', field)}${attribute('value', value.join(':'))} />`;
}

export const attribute = (name: string, value: string): string => ` ${name}="${escaped(value)}"`;

export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
