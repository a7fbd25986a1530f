import { nothing, svg } from 'lit';
import type { RoutePicture } from '@requestry/model';
import { iconNamed, iconPaths } from '@requestry/ui/icons';
import { labelPoint, linePath, shapeOf, wrapText } from './drawing.js';
import type { Passage, Shape } from './drawing.js';

type PictureNode = RoutePicture['nodes'][number];
type PictureEdge = RoutePicture['edges'][number];

/** A node with what is written in it and how far the request is. */
export interface NodeLook {
  readonly title: string;
  readonly passage: Passage;
}

const lineHeight = 15;

/** One node: shape, icon, title, and the mark of its passage. */
export function drawNode(node: PictureNode, { title, passage }: NodeLook): unknown {
  const shape = shapeOf(node);
  const kind = node.step && /^[a-z]+$/.test(node.step) ? node.step : '';
  const end = /^endEvent$/i.test(node.type) ? 'end' : '';
  return svg`<g class="${shape} ${passage} ${kind} ${end}" data-node=${node.id}>
    <title>${title}</title>
    ${passage === 'current' ? outline(node, shape, 5, 'ring') : nothing}
    ${outline(node, shape, 0, 'shape')}
    ${drawIcon(node, shape)}
    ${shape === 'task' ? insideText(node, title) : sideText(node, shape, title)}
    ${passage === 'passed' && shape === 'task' ? badge(node) : nothing}
  </g>`;
}

function outline({ bounds }: PictureNode, shape: Shape, grow: number, name: string): unknown {
  const { x, y, width, height } = bounds;
  const cx = x + width / 2;
  const cy = y + height / 2;
  if (shape === 'event') return svg`<circle class=${name} cx=${cx} cy=${cy} r=${Math.min(width, height) / 2 + grow}></circle>`;
  if (shape === 'gateway') {
    const points = [[cx, y - grow], [x + width + grow, cy], [cx, y + height + grow], [x - grow, cy]];
    return svg`<polygon class=${name} points=${points.map((point) => point.join(',')).join(' ')}></polygon>`;
  }
  return svg`<rect class=${name} x=${x - grow} y=${y - grow} width=${width + 2 * grow} height=${height + 2 * grow} rx=${shape === 'lane' ? 0 : 8 + grow}></rect>`;
}

const gatewayIcons: Readonly<Record<string, string>> = {
  exclusiveGateway: 'M-6 -6L6 6M6 -6L-6 6',
  parallelGateway: 'M0 -8V8M-8 0H8',
  inclusiveGateway: 'M0 -7A7 7 0 1 0 0 7A7 7 0 1 0 0 -7Z',
  eventBasedGateway: 'M0 -8L7.6 -2.5 4.7 6.5 -4.7 6.5 -7.6 -2.5Z',
};

function drawIcon(node: PictureNode, shape: Shape): unknown {
  const { x, y, width, height } = node.bounds;
  if (shape === 'gateway') return svg`<path class="icon" transform="translate(${x + width / 2} ${y + height / 2})" d=${gatewayIcons[node.type] ?? ''}></path>`;
  if (shape === 'task' && node.step) return glyph(node.step, x + 7, y + 7, 0.66);
  const inner = /intermediate|boundary/i.test(node.type);
  if (shape !== 'event' || !inner) return nothing;
  const size = Math.min(width, height);
  return svg`<circle class="shape" cx=${x + width / 2} cy=${y + height / 2} r=${size / 2 - 3}></circle>${glyph('wait', x + size * 0.2, y + size * 0.2, (size * 0.6) / 24)}`;
}

const glyph = (name: string, x: number, y: number, scale: number): unknown =>
  svg`<g class="icon" transform="translate(${x} ${y}) scale(${scale})">${iconPaths[iconNamed(name)].map((path) => svg`<path d=${path}></path>`)}</g>`;

/** The title inside a box, beside its icon. */
function insideText({ bounds, step }: PictureNode, title: string): unknown {
  const { x, y, width, height } = bounds;
  const lines = wrapText(title, width - 16, Math.max(1, Math.floor((height - (step ? 26 : 10)) / lineHeight)));
  const room = step ? 22 : 0;
  const top = y + room + (height - room - lines.length * lineHeight) / 2 + 11;
  return lines.map((line, index) => svg`<text x=${x + width / 2} y=${top + index * lineHeight} text-anchor="middle">${line}</text>`);
}

/** The title under a round or a diamond, or along the top of a lane. */
function sideText(node: PictureNode, shape: Shape, title: string): unknown {
  const { bounds, label } = node;
  if (title === '') return nothing;
  if (shape === 'lane') return svg`<text class="side" x=${bounds.x + 8} y=${bounds.y + 18}>${title.slice(0, 60)}</text>`;
  const width = Math.max(label?.width ?? 0, 96);
  const x = label ? label.x + label.width / 2 : bounds.x + bounds.width / 2;
  const y = (label ? label.y : bounds.y + bounds.height + 4) + 11;
  return wrapText(title, width, 3, 11).map((line, index) => svg`<text class="side word" x=${x} y=${y + index * 13} text-anchor="middle">${line}</text>`);
}

function badge({ bounds }: PictureNode): unknown {
  const x = bounds.x + bounds.width - 4;
  const y = bounds.y + 4;
  return svg`<g class="badge"><circle cx=${x} cy=${y} r="8"></circle><path d="M${x - 3.5} ${y + 0.3}l2.5 2.5 4.5 -5"></path></g>`;
}

/** One edge with its arrow and title. */
export function drawEdge(edge: PictureEdge, title: string, passed: boolean): unknown {
  const lines = wrapText(title, Math.max(edge.label?.width ?? 0, 100), 2, 11);
  const at = labelPoint(edge, lines.length, 13);
  return svg`<g>
    <path class="edge ${passed ? 'passed' : ''}" d=${linePath(edge.waypoints)} marker-end=${passed ? 'url(#tip-passed)' : 'url(#tip)'}></path>
    ${lines.map((line, index) => (line === '' ? nothing : svg`<text class="word" x=${at.x} y=${at.y + index * 13} text-anchor="middle">${line}</text>`))}
  </g>`;
}

/** Arrow heads. */
export const tips = svg`<defs>
  <marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0L10 5L0 10z"></path></marker>
  <marker id="tip-passed" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="tip passed" d="M0 0L10 5L0 10z"></path></marker>
</defs>`;
