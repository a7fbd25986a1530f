import type { Issue } from '@requestry/model';
import { child, defined, plainType, text } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import type { EventDefinition } from './route.js';

/** What an event definition says; sorts of events that routes do not know are reported. */
export function readEvent(definition: ModdleElement, report: (code: string, params?: Issue['params']) => void): EventDefinition | undefined {
  const type = plainType(definition.$type).replace(/EventDefinition$/, '');
  switch (type) {
    case 'timer':
      return readTimer(definition, report);
    case 'message': {
      const message = child(definition, 'messageRef');
      return defined({ type, name: message?.name ?? message?.id ?? '', key: text(definition, 'key') });
    }
    case 'signal': {
      const signal = child(definition, 'signalRef');
      return { type, name: signal?.name ?? signal?.id ?? '' };
    }
    case 'error':
      return defined({ type, code: codeOf(child(definition, 'errorRef'), 'errorCode') });
    case 'escalation':
      return defined({ type, code: codeOf(child(definition, 'escalationRef'), 'escalationCode') });
    case 'conditional':
      return { type: 'condition', expression: text(child(definition, 'condition'), 'body') ?? '' };
    case 'link':
      return { type, name: definition.name ?? '' };
    case 'terminate':
      return { type };
    case 'compensate':
      return { type: 'compensation' };
    case 'cancel':
      return { type };
    default:
      report('route.unknown-event', { type });
      return undefined;
  }
}

/** The message that a receive or send task names. */
export function readTaskMessage(element: ModdleElement, type: string): EventDefinition | undefined {
  const message = type === 'receiveTask' || type === 'sendTask' ? child(element, 'messageRef') : undefined;
  return message && defined({ type: 'message' as const, name: message.name ?? message.id ?? '', key: text(element, 'key') });
}

const codeOf = (element: ModdleElement | undefined, property: string): string | undefined => text(element, property) ?? element?.id;

function readTimer(definition: ModdleElement, report: (code: string) => void): EventDefinition {
  const working = definition.get('working') === true ? true : undefined;
  for (const [property, kind] of [['timeDuration', 'duration'], ['timeDate', 'date'], ['timeCycle', 'cycle']] as const) {
    const value = child(definition, property);
    if (value) return defined({ type: 'timer', kind, value: (text(value, 'body') ?? '').trim(), working });
  }
  report('route.timer-empty');
  return defined({ type: 'timer', kind: 'duration', value: '', working });
}
