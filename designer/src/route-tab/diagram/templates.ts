import type { Locale, StepType } from '@requestry/model';
import { stepTypeText } from '@requestry/ui';
import { iconNamed, iconPaths } from '@requestry/ui/icons';
import { newSettings } from '../doc-edits.js';
import { words } from '../locales/index.js';

/** What can be put on the diagram. */
export type TemplateId = StepType | 'condition' | 'parallel' | 'inclusive' | 'end' | 'timer';

/** In the order of the palette. */
export const templates: readonly TemplateId[] = ['approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision', 'registration', 'notification', 'action', 'rework', 'condition', 'parallel', 'inclusive', 'timer', 'end'];

const bpmnTypes: Partial<Record<TemplateId, string>> = {
  notification: 'bpmn:SendTask', action: 'bpmn:ServiceTask', subroute: 'bpmn:CallActivity', wait: 'bpmn:ReceiveTask', condition: 'bpmn:ExclusiveGateway',
  parallel: 'bpmn:ParallelGateway', inclusive: 'bpmn:InclusiveGateway', end: 'bpmn:EndEvent', timer: 'bpmn:IntermediateCatchEvent',
};

/** BPMN type of a template. */
export const bpmnTypeOf = (id: TemplateId): string => bpmnTypes[id] ?? 'bpmn:UserTask';

const others: readonly TemplateId[] = ['condition', 'parallel', 'inclusive', 'end', 'timer'];
const isStep = (id: TemplateId): id is StepType => !others.includes(id);

/** Name of a template. */
export function templateText(id: TemplateId, locale: Locale): string {
  const t = words[locale];
  if (isStep(id)) return stepTypeText(id, locale);
  return { condition: t.addCondition, parallel: t.addParallel, inclusive: t.addInclusive, end: t.paletteEnd, timer: t.paletteTimer }[id as 'condition'];
}

/** An icon of the set as SVG text. The paths are constants of ours. */
export const iconMarkup = (name: string): string => `<svg class="rq-glyph" viewBox="0 0 24 24" aria-hidden="true">${iconPaths[iconNamed(name)].map((path) => `<path d="${path}"/>`).join('')}</svg>`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for markup. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

/** Makes shapes of templates, with the settings a new step has in the list. */
export class Templates {
  static readonly $inject = ['elementFactory', 'bpmnFactory', 'config.locale'];
  readonly #elements: DiagramServices['elementFactory'];
  readonly #bpmn: DiagramServices['bpmnFactory'];
  readonly #locale: Locale;

  constructor(elementFactory: DiagramServices['elementFactory'], bpmnFactory: DiagramServices['bpmnFactory'], locale: Locale) {
    this.#locale = locale;
    this.#elements = elementFactory;
    this.#bpmn = bpmnFactory;
  }

  /** A new shape, not on the canvas yet. */
  shape(id: TemplateId): DiagramElement {
    if (id === 'timer') {
      const shape = this.#elements.create('shape', { type: bpmnTypeOf(id), eventDefinitionType: 'bpmn:TimerEventDefinition' });
      const timer = (shape.businessObject['eventDefinitions'] as BpmnElementObject[])[0];
      timer?.set('timeDuration', this.#bpmn.create('bpmn:FormalExpression', { body: 'P1D' }));
      return shape;
    }
    if (!isStep(id)) {
      const shape = this.#elements.create('shape', { type: bpmnTypeOf(id) });
      if (id === 'end') this.#extend(shape.businessObject, this.#bpmn.create('rq:End', { state: 'completed' }));
      return shape;
    }
    const shape = this.#elements.create('shape', { type: bpmnTypeOf(id), width: 120, height: 64 });
    const { title, name } = this.step(id);
    shape.businessObject.set('name', name);
    this.#extend(shape.businessObject, title);
    return shape;
  }

  /** The `rq:step` of a new step and its name. */
  step(type: StepType): { readonly title: BpmnElementObject; readonly name: string } {
    const settings = newSettings(type);
    const both = settings.title as { readonly ru: string; readonly en: string };
    const who = settings.who ? { who: this.#bpmn.create('rq:Who', settings.who) } : {};
    return { title: this.#bpmn.create('rq:Step', { type, titleRu: both.ru, titleEn: both.en, ...who }), name: both[this.#locale] };
  }

  /** Extension elements that hold the given one and what was there, other `rq:` elements of the sort excepted. */
  extended(object: BpmnElementObject, element: BpmnElementObject): BpmnElementObject {
    const old = object.extensionElements?.get('values');
    const kept = Array.isArray(old) ? (old as BpmnElementObject[]).filter((each) => each.$type !== element.$type) : [];
    const extension = this.#bpmn.create('bpmn:ExtensionElements', { values: [...kept, element] });
    for (const value of [...kept, element]) value['$parent'] = extension;
    extension['$parent'] = object;
    return extension;
  }

  #extend(object: BpmnElementObject, element: BpmnElementObject): void {
    object.set('extensionElements', this.extended(object, element));
  }
}

/** Name of a template's icon. */
export const glyphOf = (id: TemplateId): string => (id === 'timer' ? 'wait' : id);
