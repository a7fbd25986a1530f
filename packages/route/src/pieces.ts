import { sourceFrom } from './source.js';

const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:rq="https://requestry.dev/schema/bpmn/rq"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
];

/** The text of each element directly under the definitions and under processes, by id, and the declared namespaces. */
interface Slices {
  readonly byId: ReadonlyMap<string, string>;
  readonly roots: ReadonlyMap<string, string>;
  readonly declared: ReadonlyMap<string, string>;
}

const known = new WeakMap<object, readonly Slices[]>();

/** The elements as a BPMN file of their own, ordered by id; empty when the route never was a file. */
export function pieceOf(source: unknown, ids: readonly string[]): string {
  const slices = slicesOf(source);
  const found = [...ids].sort().flatMap((id) => {
    const holder = slices.find(({ byId }) => byId.has(id));
    return holder ? [{ text: holder.byId.get(id) as string, holder }] : [];
  });
  if (found.length === 0) return '';
  const parts = found.map(({ text }) => flowToNowhere(text, new Set(ids)));
  const body = [...parts, ...mentioned(parts, slices)].join('\n    ');
  const roots = new Map<string, string>();
  const declared = new Map<string, string>();
  for (const { holder } of found) {
    for (const [id, text] of holder.roots) if (body.includes(`Ref="${id}"`)) roots.set(id, text);
    for (const [prefix, declaration] of holder.declared) if (body.includes(`${prefix}:`)) declared.set(prefix, declaration);
  }
  const spaces = [...namespaces, ...[...declared.values()].filter((declaration) => !namespaces.includes(declaration)).sort()].join(' ');
  const before = [...roots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => `  ${text}\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions ${spaces} id="piece" targetNamespace="piece">\n${before}  <bpmn:process id="piece_process">\n    ${body}\n  </bpmn:process>\n</bpmn:definitions>\n`;
}

/** Data objects and stores that the elements refer to. */
function mentioned(parts: readonly string[], slices: readonly Slices[]): string[] {
  const found = new Map<string, string>();
  let texts = parts;
  while (texts.length > 0) {
    const next: string[] = [];
    for (const { byId } of slices) {
      for (const [id, text] of byId) {
        if (found.has(id) || !text.startsWith('<bpmn:data')) continue;
        if (!texts.some((other) => other.includes(`>${id}<`) || other.includes(`Ref="${id}"`))) continue;
        found.set(id, text);
        next.push(text);
      }
    }
    texts = next;
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

/** A flow that leaves the piece goes wherever the list goes on. */
function flowToNowhere(text: string, inside: ReadonlySet<string>): string {
  if (!text.startsWith('<bpmn:sequenceFlow')) return text;
  return text.replace(/ targetRef="([^"]*)"/, (whole, target: string) => (inside.has(target) ? whole : ' targetRef=""'));
}

function slicesOf(source: unknown): readonly Slices[] {
  const { xml, pieces } = sourceFrom(source);
  if (xml === undefined && !pieces) return [];
  const key = source as object;
  const cached = known.get(key);
  if (cached) return cached;
  const slices = [...(xml === undefined ? [] : [xml]), ...(pieces ?? [])].map(slice);
  known.set(key, slices);
  return slices;
}

/** Cuts a canonical file. One pass; quoted values never hold `>` there, because it is written as an entity. */
function slice(xml: string): Slices {
  const byId = new Map<string, string>();
  const roots = new Map<string, string>();
  const open: { readonly name: string; readonly id: string | undefined; readonly at: number }[] = [];
  const declared = new Map<string, string>();
  const tag = /<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w.:-]+)([^>]*?)(\/?)>/g;
  const keep = (id: string | undefined, text: string): void => {
    if (id === undefined) return;
    if (open.length === 1) roots.set(id, text);
    else if (open.length === 2 && open[1]?.name === 'bpmn:process') byId.set(id, text);
  };
  for (const found of xml.matchAll(tag)) {
    const [whole, closing, name, attributes, empty] = found;
    if (name === undefined) continue;
    if (closing) {
      const opened = open.pop();
      if (opened) keep(opened.id, xml.slice(opened.at, found.index + whole.length));
      continue;
    }
    if (open.length === 0) for (const [declaration, prefix] of (attributes ?? '').matchAll(/xmlns:([\w.-]+)="[^"]*"/g)) declared.set(prefix ?? '', declaration);
    const id = /\sid="([^"]*)"/.exec(attributes ?? '')?.[1];
    if (empty) keep(id, whole);
    else open.push({ name, id, at: found.index });
  }
  return { byId, roots, declared };
}
