import { defined, list } from './moddle.js';
import type { Moddle, ModdleElement } from './moddle.js';
import type { EventDefinition, RouteNode } from './route.js';

/** The file that events are written into. */
export interface EventWork {
  readonly moddle: Moddle;
  readonly definitions: ModdleElement;
}

/** Makes an element wait for, or do, what the node says; of tasks the message. */
export function setEvent(work: EventWork, element: ModdleElement, { type, event }: RouteNode): void {
  if (type !== 'receiveTask' && type !== 'sendTask') return element.set('eventDefinitions', event ? [makeEvent(work, event)] : undefined);
  const message = event?.type === 'message' ? event : undefined;
  element.set('messageRef', rootElement(work, 'bpmn:Message', 'name', message?.name));
  element.set('rq:key', message?.key);
}

function makeEvent(work: EventWork, event: EventDefinition): ModdleElement {
  const { moddle } = work;
  const expression = (body: string | undefined): ModdleElement | undefined => (body === undefined ? undefined : moddle.create('bpmn:FormalExpression', { body }));
  switch (event.type) {
    case 'timer': {
      const property = { duration: 'timeDuration', date: 'timeDate', cycle: 'timeCycle' }[event.kind];
      const definition = moddle.create('bpmn:TimerEventDefinition', defined({ [property]: expression(event.value || undefined) }));
      if (event.working) definition.set('rq:working', true);
      return definition;
    }
    case 'message': {
      const definition = moddle.create('bpmn:MessageEventDefinition', defined({ messageRef: rootElement(work, 'bpmn:Message', 'name', event.name) }));
      if (event.key !== undefined) definition.set('rq:key', event.key);
      return definition;
    }
    case 'signal':
      return moddle.create('bpmn:SignalEventDefinition', defined({ signalRef: rootElement(work, 'bpmn:Signal', 'name', event.name) }));
    case 'error':
      return moddle.create('bpmn:ErrorEventDefinition', defined({ errorRef: rootElement(work, 'bpmn:Error', 'errorCode', event.code) }));
    case 'escalation':
      return moddle.create('bpmn:EscalationEventDefinition', defined({ escalationRef: rootElement(work, 'bpmn:Escalation', 'escalationCode', event.code) }));
    case 'condition':
      return moddle.create('bpmn:ConditionalEventDefinition', { condition: expression(event.expression) });
    case 'link':
      return moddle.create('bpmn:LinkEventDefinition', { name: event.name });
    case 'terminate':
      return moddle.create('bpmn:TerminateEventDefinition');
    case 'compensation':
      return moddle.create('bpmn:CompensateEventDefinition');
    case 'cancel':
      return moddle.create('bpmn:CancelEventDefinition');
  }
}

/** A message, signal, error or escalation of the file that goes by this name; made when there is none. */
function rootElement(work: EventWork, type: string, property: string, value: string | undefined): ModdleElement | undefined {
  if (!value) return undefined;
  const roots = list(work.definitions, 'rootElements');
  const found = roots.find((root) => root.$type === type && (root.get(property) ?? root.id) === value);
  if (found) return found;
  const taken = new Set(roots.map(({ id }) => id));
  let number = 1;
  const base = type.slice(5);
  while (taken.has(`${base}_${number}`)) number += 1;
  const made = work.moddle.create(type, { id: `${base}_${number}`, [property]: value });
  made.$parent = work.definitions;
  work.definitions.set('rootElements', [made, ...roots]);
  return made;
}
