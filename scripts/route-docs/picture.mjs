// A route as a small SVG.
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const marks = { exclusiveGateway: '×', parallelGateway: '+', inclusiveGateway: '○', eventBasedGateway: '◇' };
const textOf = (title) => (typeof title === 'string' ? title : (title?.en ?? title?.ru ?? ''));

export function svgOf({ nodes, edges }) {
  const boxes = nodes.flatMap(({ bounds, label }) => (label ? [bounds, label] : [bounds]));
  const points = edges.flatMap(({ waypoints }) => waypoints);
  const xs = [...boxes.flatMap(({ x, width }) => [x, x + width]), ...points.map(({ x }) => x)];
  const ys = [...boxes.flatMap(({ y, height }) => [y, y + height]), ...points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - 8, Math.min(...ys) - 8];
  const [width, height] = [Math.max(...xs) + 8 - left, Math.max(...ys) + 8 - top];
  const lines = edges.map(({ waypoints }) => `<polyline points="${waypoints.map(({ x, y }) => `${x},${y}`).join(' ')}" marker-end="url(#a)"/>`);
  const sizes = [...nodes].sort((a, b) => b.bounds.width * b.bounds.height - a.bounds.width * a.bounds.height);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>
<g fill="#fff" stroke="#555" stroke-width="1.5">
${sizes.map(shapeOf).join('\n')}
</g>
<g fill="none" stroke="#555">
${lines.join('\n')}
</g>
<g text-anchor="middle" fill="#222">
${nodes.flatMap(nameOf).join('\n')}
</g>
</svg>
`;
}

function shapeOf({ type, bounds: { x, y, width, height } }) {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  if (/Gateway$/.test(type)) return `<path d="M${middleX} ${y} ${x + width} ${middleY} ${middleX} ${y + height} ${x} ${middleY}z"/>`;
  if (!/Event$/.test(type)) return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`;
  const circle = `<circle cx="${middleX}" cy="${middleY}" r="${width / 2}"${type === 'endEvent' ? ' stroke-width="3"' : ''}/>`;
  return /^(?:intermediate|boundary)/.test(type) ? `${circle}<circle cx="${middleX}" cy="${middleY}" r="${width / 2 - 3}"/>` : circle;
}

function nameOf({ type, title, bounds, label }) {
  const mark = marks[type] ? [`<text x="${bounds.x + bounds.width / 2}" y="${bounds.y + bounds.height / 2 + 6}" font-size="18">${marks[type]}</text>`] : [];
  const name = textOf(title);
  if (name === '') return mark;
  const at = label ?? bounds;
  const y = type === 'subProcess' ? at.y + 16 : at.y + at.height / 2 + 4;
  return [...mark, `<text x="${at.x + at.width / 2}" y="${y}">${escaped(name)}</text>`];
}
