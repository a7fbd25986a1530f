import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer.js';
import { iconNamed, iconPaths } from '@requestry/ui/icons';

/** How a step looks on the picture. */
export interface StepLook {
  /** Step type: gives hue and icon. */
  readonly type: string;
  readonly label: string;
  readonly name: string;
  readonly who?: string;
  /** Term in short: `2d`. */
  readonly due?: string;
  /** Several people share the step. */
  readonly several?: boolean;
}

/** Tells how an element is drawn; nothing for those drawn as plain BPMN. */
export type LookOf = (element: DiagramElement) => StepLook | undefined;

const radius = 6;
const svgNamespace = 'http://www.w3.org/2000/svg';

function make<Name extends keyof SVGElementTagNameMap>(parent: Element, name: Name, attributes: Readonly<Record<string, string | number>>): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/** Cuts a text to a width with an ellipsis. */
function fitted(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle)}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

/** Draws steps as rounded boxes with the hue and icon of their type, the name in the middle and who does it below. */
export class StepRenderer extends BaseRenderer {
  static readonly $inject = ['eventBus', 'textRenderer', 'config.lookOf'];
  readonly #text: DiagramServices['textRenderer'];
  readonly #lookOf: LookOf;

  constructor(eventBus: DiagramServices['eventBus'], textRenderer: DiagramServices['textRenderer'], lookOf: LookOf | undefined) {
    super(eventBus, 1500);
    this.#text = textRenderer;
    this.#lookOf = lookOf ?? (() => undefined);
  }

  override canRender(element: DiagramElement): boolean {
    return !element.labelTarget && /Task$|CallActivity$/.test(element.type) && this.#lookOf(element) !== undefined;
  }

  override drawShape(parent: SVGElement, element: DiagramElement): SVGElement {
    const { width, height } = element;
    const look = this.#lookOf(element) ?? { type: '', label: '', name: '' };
    const group = make(parent, 'g', { class: `rq-step ${look.type}` });
    const box = make(group, 'rect', { x: 0, y: 0, width, height, rx: radius, ry: radius, class: 'rq-box' });
    this.#icon(group, look.type);
    const taken = (look.several ? 11 : 0) + (look.due === undefined ? 0 : 24);
    this.#line(group, look.label, { x: 21, y: 14.5, width: width - 25 - taken, size: 8, class: 'rq-type' });
    const who = look.who ?? '';
    this.#name(group, look.name, { y: 19, width, height: height - 19 - (who ? 15 : 4) });
    this.#marks(group, look, width);
    if (who) this.#line(group, who, { x: width / 2, y: height - 6, width: width - 10, size: 8.5, class: 'rq-who', anchor: 'middle' });
    return box;
  }

  override getShapePath({ x, y, width, height }: DiagramElement): string {
    const r = radius;
    return `M${x + r},${y}h${width - 2 * r}a${r},${r},0,0,1,${r},${r}v${height - 2 * r}a${r},${r},0,0,1,${-r},${r}h${2 * r - width}a${r},${r},0,0,1,${-r},${-r}v${2 * r - height}a${r},${r},0,0,1,${r},${-r}z`;
  }

  #icon(parent: Element, type: string): void {
    const icon = make(parent, 'g', { class: 'rq-icon', transform: 'translate(7 5.5) scale(0.5)' });
    for (const path of iconPaths[iconNamed(type)]) make(icon, 'path', { d: path });
  }

  /** Term and several performers, at the top right. */
  #marks(parent: Element, look: StepLook, width: number): void {
    const small = (name: string, x: number): void => {
      const icon = make(parent, 'g', { class: 'rq-mark', transform: `translate(${x} 7) scale(0.375)` });
      for (const path of iconPaths[iconNamed(name)]) make(icon, 'path', { d: path });
    };
    let x = width - 6;
    if (look.due !== undefined) {
      this.#line(parent, look.due, { x, y: 14, width: 16, size: 7.5, class: 'rq-who', anchor: 'end' });
      x -= 16 + look.due.length;
      small('wait', x - 4);
      x -= 6;
    }
    if (look.several) small('users', x - 9);
  }

  #line(parent: Element, text: string, at: { readonly x: number; readonly y: number; readonly width: number; readonly size: number; readonly class: string; readonly anchor?: string }): void {
    const weight = at.class === 'rq-type' ? 'bold' : 'normal';
    const measure = (part: string): number => this.#text.getDimensions(part, { box: { width: 2000, height: 20 }, style: { fontSize: at.size, fontWeight: weight } }).width;
    const line = make(parent, 'text', { x: at.x, y: at.y, 'font-size': at.size, 'text-anchor': at.anchor ?? 'start', class: at.class });
    line.textContent = fitted(text, at.width, measure);
  }

  #name(parent: Element, name: string, box: { readonly y: number; readonly width: number; readonly height: number }): void {
    const size = box.height < 26 && name.length > 28 ? 9 : 10.5;
    const text = this.#text.createText(name, { box: { width: box.width, height: box.height }, align: 'center-middle', padding: 4, style: { fontSize: size } });
    text.setAttribute('transform', `translate(0 ${box.y})`);
    text.classList.add('rq-name');
    parent.append(text);
  }
}
