import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer.js';
import { localize } from '@requestry/model';
import type { Locale } from '@requestry/model';
import { startTitle } from '@requestry/route';
import { titledOf } from './moddle-look.js';

/** Writes the names beside events, gateways and flows in the language of the page, where the route knows them in it. */
export class LabelRenderer extends BaseRenderer {
  static readonly $inject = ['eventBus', 'textRenderer', 'config.locale'];
  readonly #text: DiagramServices['textRenderer'];
  readonly #locale: Locale;

  constructor(eventBus: DiagramServices['eventBus'], textRenderer: DiagramServices['textRenderer'], locale: Locale | undefined) {
    super(eventBus, 1500);
    this.#text = textRenderer;
    this.#locale = locale ?? 'ru';
  }

  override canRender(element: DiagramElement): boolean {
    return element.labelTarget !== undefined && labelText(element, this.#locale) !== '';
  }

  override drawShape(parent: SVGElement, element: DiagramElement): SVGElement {
    const label = this.#text.createText(labelText(element, this.#locale), {
      box: { width: element.width, height: element.height, x: element.width / 2 + element.x, y: element.height / 2 + element.y },
      align: 'center-top',
      style: { fontSize: 10, fill: '#262b36' },
    });
    label.classList.add('djs-label');
    parent.append(label);
    return label;
  }
}

/** What stands beside an element; `''` when it has no name. */
export function labelText(element: DiagramElement, locale: Locale): string {
  const { businessObject: object, type } = element.labelTarget ?? element;
  const titled = titledOf(object);
  const own = titled?.get(locale === 'ru' ? 'titleRu' : 'titleEn') ?? titled?.get('title');
  if (typeof own === 'string' && own !== '') return own;
  return type === 'bpmn:StartEvent' ? localize(startTitle(object.name), locale) : (object.name ?? '');
}
