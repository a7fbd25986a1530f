import type { AssignmentRule, StepMode, StepSettings, StepType } from '@requestry/model';
import type { Glossary } from '../entry-text.js';
import { stepLook } from '../picture/looks.js';
import type { StepLook } from '../picture/renderer.js';

const text = (object: BpmnElementObject | undefined, name: string): string | undefined => {
  const value = object?.get(name);
  return typeof value === 'string' ? value : undefined;
};

const plain = (object: unknown, names: readonly string[]): Record<string, unknown> => {
  const element = object as BpmnElementObject;
  return Object.fromEntries(names.flatMap((name) => (element.get(name) === undefined ? [] : [[name, element.get(name)]])));
};

const titledTypes = new Set(['rq:Step', 'rq:End', 'rq:Flow']);

/** The extension of an element that names it per language. */
export function titledOf(object: BpmnElementObject | undefined): BpmnElementObject | undefined {
  const values = object?.extensionElements?.get('values');
  return Array.isArray(values) ? (values as BpmnElementObject[]).find(({ $type }) => titledTypes.has($type)) : undefined;
}

/** How a task on the modeler's canvas looks, read from its `rq:step`. Tasks without one are drawn as plain BPMN. */
export function moddleLook(element: DiagramElement, g: Glossary): StepLook | undefined {
  const step = titledOf(element.businessObject);
  const type = text(step, 'type');
  if (step?.$type !== 'rq:Step' || type === undefined) return undefined;
  const who = step.get('who');
  const mode = step.get('mode');
  const title = text(step, g.locale === 'ru' ? 'titleRu' : 'titleEn') ?? text(step, 'title') ?? text(step, 'titleRu') ?? element.businessObject.name ?? '';
  const due = text(step, 'due');
  const settings: StepSettings = {
    type: type as StepType,
    ...(who ? { who: plain(who, ['rule', 'person', 'role', 'group', 'unit', 'level', 'firstAbove', 'field', 'step', 'expression']) as unknown as AssignmentRule } : {}),
    ...(mode ? { mode: plain(mode, ['kind', 'quorum', 'percent', 'veto']) as unknown as StepMode } : {}),
    ...(due === undefined ? {} : { due }),
  };
  return stepLook(settings, title, g);
}
