import type { Locale } from '@requestry/model';
import { words } from '../locales/index.js';
import { bpmnTypeOf, escaped, glyphOf, iconMarkup, templates, templateText } from './templates.js';
import type { TemplateId , Templates} from './templates.js';

type Entries = Record<string, unknown>;
interface PadEvent extends Event {
  readonly clientX: number;
  readonly clientY: number;
}

const isTask = (element: DiagramElement): boolean => /Task$|CallActivity$/.test(element.type);
const isGateway = (element: DiagramElement): boolean => element.type.endsWith('Gateway');

/** What can be done with a chosen element: add after, connect, change, delete. */
export class RoutePad {
  static readonly $inject = ['contextPad', 'popupMenu', 'connect', 'modeling', 'canvas', 'config.locale'];
  readonly #menu: DiagramServices['popupMenu'];
  readonly #connect: DiagramServices['connect'];
  readonly #modeling: DiagramServices['modeling'];
  readonly #canvas: DiagramServices['canvas'];
  readonly #locale: Locale;

  constructor(pad: DiagramServices['contextPad'], menu: DiagramServices['popupMenu'], connect: DiagramServices['connect'], modeling: DiagramServices['modeling'], canvas: DiagramServices['canvas'], locale: Locale) {
    this.#menu = menu;
    this.#connect = connect;
    this.#modeling = modeling;
    this.#canvas = canvas;
    this.#locale = locale;
    pad.registerProvider(this);
  }

  getContextPadEntries(element: DiagramElement): Entries {
    const t = words[this.#locale];
    const entries: Entries = {};
    const add = (id: string, icon: string, title: string, action: (event: PadEvent, target: DiagramElement) => void, drags = false): void => {
      entries[id] = { group: 'edit', title, html: `<div class="entry" draggable="true" title="${escaped(title)}">${iconMarkup(icon)}</div>`, action: drags ? { click: action, dragstart: action } : { click: action } };
    };
    const node = !element.waypoints && !element.labelTarget;
    const ends = element.type === 'bpmn:EndEvent';
    if (node && !ends) {
      add('append', 'plus', t.padAppend, (event, target) => this.#open(event, target, 'rq-append'));
      add('connect', 'arrow-right', t.padConnect, (event, target) => this.#connect.start(event, target), true);
    }
    if (node && (isTask(element) || isGateway(element))) add('replace', 'repair', t.padReplace, (event, target) => this.#open(event, target, 'rq-replace'));
    if (element.type !== 'bpmn:StartEvent') add('delete', 'trash', t.padDelete, (_event, target) => this.#modeling.removeElements([target]));
    return entries;
  }

  getMultiElementContextPadEntries(elements: DiagramElement[]): Entries {
    const title = words[this.#locale].padDelete;
    return { delete: { group: 'edit', title, html: `<div class="entry" title="${escaped(title)}">${iconMarkup('trash')}</div>`, action: { click: () => this.#modeling.removeElements([...elements]) } } };
  }

  #open(event: PadEvent, target: DiagramElement, menu: string): void {
    const at = this.#canvas.getContainer().getBoundingClientRect();
    const button = (event as unknown as { delegateTarget?: Element }).delegateTarget ?? (event.target as Element);
    const box = button.getBoundingClientRect();
    this.#menu.open(target, menu, { x: box.left - at.left, y: box.bottom - at.top + 4, cursor: { x: event.clientX - at.left, y: event.clientY - at.top } });
  }
}

/** The lists behind "add after" and "change to". */
export class RouteMenus {
  static readonly $inject = ['popupMenu', 'templates', 'autoPlace', 'bpmnReplace', 'modeling', 'bpmnFactory', 'config.locale'];
  readonly #templates: Templates;
  readonly #autoPlace: DiagramServices['autoPlace'];
  readonly #replace: DiagramServices['bpmnReplace'];
  readonly #modeling: DiagramServices['modeling'];
  readonly #locale: Locale;

  constructor(menu: DiagramServices['popupMenu'], shapes: Templates, autoPlace: DiagramServices['autoPlace'], replace: DiagramServices['bpmnReplace'], modeling: DiagramServices['modeling'], _bpmn: unknown, locale: Locale) {
    this.#templates = shapes;
    this.#autoPlace = autoPlace;
    this.#replace = replace;
    this.#modeling = modeling;
    this.#locale = locale;
    menu.registerProvider('rq-append', { getPopupMenuEntries: (element: DiagramElement) => this.#entries(templates, (id) => this.#append(element, id)) });
    menu.registerProvider('rq-replace', { getPopupMenuEntries: (element: DiagramElement) => this.#entries(replacements(element), (id) => this.#change(element, id)) });
  }

  #entries(ids: readonly TemplateId[], act: (id: TemplateId) => void): Entries {
    return Object.fromEntries(ids.map((id) => [id, { label: templateText(id, this.#locale), className: `rq-choice ${id}`, imageHtml: iconMarkup(glyphOf(id)), action: () => act(id) }]));
  }

  #append(element: DiagramElement, id: TemplateId): void {
    this.#autoPlace.append(element, this.#templates.shape(id));
  }

  #change(element: DiagramElement, id: TemplateId): void {
    const type = bpmnTypeOf(id);
    const changed = element.type === type ? element : this.#replace.replaceElement(element, { type });
    if (!isTask(changed)) return;
    const { title, name } = this.#templates.step(id as 'approval');
    const object = changed.businessObject;
    this.#modeling.updateProperties(changed, { name: object.name || name, extensionElements: this.#templates.extended(object, title) });
  }
}

const replacements = (element: DiagramElement): readonly TemplateId[] =>
  isGateway(element) ? ['condition', 'parallel', 'inclusive'] : templates.filter((id) => !['condition', 'parallel', 'inclusive', 'timer', 'end'].includes(id));
