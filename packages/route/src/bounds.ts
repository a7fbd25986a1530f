import type { Issue } from '@requestry/model';

/** Largest BPMN file that is read. */
export const bpmnLimits = { bytes: 2_000_000, elements: 20_000, depth: 64 } as const;

/**
 * Refuses what a parser should not be given: too large, too many or too deep elements, DOCTYPE and entities,
 * ids used twice (those inside extension elements are names of their own). One pass over the text, without building anything.
 */
export function checkBounds(xml: string): Issue[] {
  if (new TextEncoder().encode(xml).length > bpmnLimits.bytes) return [{ code: 'route.too-large', params: { max: bpmnLimits.bytes } }];
  const ids = new Set<string>();
  const twice = new Set<string>();
  let elements = 0;
  let depth = 0;
  let foreign = Number.POSITIVE_INFINITY;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at + 9);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at + 2);
    else if (xml.startsWith('<!', at)) return [{ code: 'route.doctype' }];
    else if (xml.startsWith('</', at)) {
      depth -= 1;
      if (depth < foreign) foreign = Number.POSITIVE_INFINITY;
      at = after(xml, '>', at);
    } else {
      const end = tagEnd(xml, at);
      elements += 1;
      if (elements > bpmnLimits.elements) return [{ code: 'route.too-many-elements', params: { max: bpmnLimits.elements } }];
      if (xml[end - 1] !== '/') depth += 1;
      if (depth > bpmnLimits.depth) return [{ code: 'route.too-deep', params: { max: bpmnLimits.depth } }];
      const tag = xml.slice(at, end);
      if (foreign === Number.POSITIVE_INFINITY && /^<(?:[\w.-]+:)?extensionElements\b/.test(tag) && !tag.endsWith('/')) foreign = depth;
      const id = foreign === Number.POSITIVE_INFINITY ? idOf(tag) : undefined;
      if (id !== undefined) (ids.has(id) ? twice : ids).add(id);
      at = end;
    }
  }
  return [...twice].map((id) => ({ code: 'route.duplicate-id', element: id, params: { id } }));
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  return found === -1 ? xml.length : found + mark.length;
}

/** Position of the `>` that closes the tag, quoted values passed over. */
function tagEnd(xml: string, from: number): number {
  let quote = '';
  for (let at = from; at < xml.length; at += 1) {
    const char = xml[at] as string;
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at;
  }
  return xml.length;
}

function idOf(tag: string): string | undefined {
  return /\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag)?.slice(1).find((value) => value !== undefined);
}
