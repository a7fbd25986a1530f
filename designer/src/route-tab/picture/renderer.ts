import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer.js';
import { iconNamed, iconPaths } from '@requestry/ui';

/** How a step looks on the picture. */
export interface StepLook {
  /** Step type: gives hue and icon. */
  readonly type: string;
  readonly label: string;
  readonly name: string;
  readonly who?: string;
  /** Short marks at the bottom right: due, several performers. */
  readonly badges?: readonly string[];
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
    this.#line(group, look.label, { x: 22, y: 15, width: width - 28, size: 8, class: 'rq-type' });
    const badges = (look.badges ?? []).join(' ');
    const who = look.who ?? '';
    const bottom = who || badges ? 16 : 4;
    this.#name(group, look.name, { y: 20, width, height: height - 20 - bottom });
    if (who) this.#line(group, who, { x: width / 2, y: height - 7, width: width - 12 - (badges ? 28 : 0), size: 8.5, class: 'rq-who', anchor: badges ? 'start' : 'middle', left: 7 });
    if (badges) this.#line(group, badges, { x: width - 7, y: height - 7, width: 40, size: 8.5, class: 'rq-who', anchor: 'end' });
    return box;
  }

  override getShapePath({ x, y, width, height }: DiagramElement): string {
    const r = radius;
    return `M${x + r},${y}h${width - 2 * r}a${r},${r},0,0,1,${r},${r}v${height - 2 * r}a${r},${r},0,0,1,${-r},${r}h${2 * r - width}a${r},${r},0,0,1,${-r},${-r}v${2 * r - height}a${r},${r},0,0,1,${r},${-r}z`;
  }

  #icon(parent: Element, type: string): void {
    const icon = make(parent, 'g', { class: 'rq-icon', transform: 'translate(7 6) scale(0.5)' });
    for (const path of iconPaths[iconNamed(type)]) make(icon, 'path', { d: path });
  }

  #line(parent: Element, text: string, at: { readonly x: number; readonly y: number; readonly width: number; readonly size: number; readonly class: string; readonly anchor?: string; readonly left?: number }): void {
    const weight = at.class === 'rq-type' ? 'bold' : 'normal';
    const measure = (part: string): number => this.#text.getDimensions(part, { box: { width: 2000, height: 20 }, style: { fontSize: `${at.size}px`, fontWeight: weight } }).width;
    const x = at.anchor === 'start' ? (at.left ?? at.x) : at.x;
    const line = make(parent, 'text', { x, y: at.y, 'font-size': at.size, 'text-anchor': at.anchor ?? 'start', class: at.class });
    line.textContent = fitted(text, at.width, measure);
  }

  #name(parent: Element, name: string, box: { readonly y: number; readonly width: number; readonly height: number }): void {
    const size = box.height < 26 && name.length > 28 ? 9 : 10.5;
    const text = this.#text.createText(name, { box: { width: box.width, height: box.height }, align: 'center-middle', padding: 4, style: { fontSize: `${size}px` }, fitBox: true });
    text.setAttribute('transform', `translate(0 ${box.y})`);
    text.classList.add('rq-name');
    parent.append(text);
  }
}
