import { child, defined, isA, text } from './moddle.js';
import type { Moddle, ModdleElement } from './moddle.js';
import type { LoopSettings } from './route.js';

const bodyOf = (element: ModdleElement, property: string): string | undefined => text(child(element, property), 'body')?.trim() || undefined;

/** How an activity is repeated. */
export function readLoop(loop: ModdleElement | undefined): LoopSettings | undefined {
  if (!loop) return undefined;
  if (isA(loop, 'bpmn:StandardLoopCharacteristics')) {
    const max = loop.get('loopMaximum');
    return defined<LoopSettings>({
      kind: 'standard',
      condition: bodyOf(loop, 'loopCondition'),
      max: typeof max === 'number' ? max : undefined,
      before: loop.get('testBefore') === true ? true : undefined,
    });
  }
  return defined<LoopSettings>({
    kind: loop.get('isSequential') === true ? 'sequential' : 'parallel',
    condition: bodyOf(loop, 'completionCondition'),
    over: bodyOf(loop, 'loopCardinality'),
    collection: text(loop, 'collection'),
    element: text(loop, 'element'),
  });
}

/** The BPMN of a repetition. */
export function makeLoop(moddle: Moddle, { kind, condition, over, collection, element, max, before }: LoopSettings): ModdleElement {
  const expression = (body: string | undefined): ModdleElement | undefined => (body === undefined ? undefined : moddle.create('bpmn:FormalExpression', { body }));
  if (kind === 'standard') return moddle.create('bpmn:StandardLoopCharacteristics', defined({ loopCondition: expression(condition), loopMaximum: max, testBefore: before }));
  const made = moddle.create('bpmn:MultiInstanceLoopCharacteristics', defined({
    isSequential: kind === 'sequential' ? true : undefined,
    completionCondition: expression(condition),
    loopCardinality: expression(over),
  }));
  if (collection !== undefined) made.set('rq:collection', collection);
  if (element !== undefined) made.set('rq:element', element);
  return made;
}
