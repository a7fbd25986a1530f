import { RequestryError, type Json } from '@requestry/model';

/** Bounds on what a caller may send. */
export interface JsonLimits {
  readonly bytes: number;
  readonly depth: number;
}

export const usualLimits: JsonLimits = { bytes: 1024 * 1024, depth: 64 };

const refused = (code: string, params: Readonly<Record<string, Json>>): RequestryError =>
  new RequestryError('INVALID', `${code} ${JSON.stringify(params)}`, { issues: [{ code, path: '', params }] });

/** The body of a request as text. Rejects with `INVALID` past the limit, without reading on. */
export async function readText(request: Request, limits: JsonLimits): Promise<string> {
  const declared = Number(request.headers.get('content-length'));
  if (declared > limits.bytes) throw refused('api.too-large', { limit: limits.bytes });
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > limits.bytes) {
      await reader.cancel();
      throw refused('api.too-large', { limit: limits.bytes });
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/** Reads JSON that is not nested too deeply and has no name that could reach a prototype. Throws `INVALID`. */
export function readJson(text: string, limits: JsonLimits = usualLimits): Json {
  if (nesting(text) > limits.depth) throw refused('api.too-deep', { limit: limits.depth });
  try {
    return JSON.parse(text, withoutUnsafeNames) as Json;
  } catch (error) {
    if (error instanceof RequestryError) throw error;
    throw refused('api.not-json', {});
  }
}

const unsafeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function withoutUnsafeNames(name: string, value: unknown): unknown {
  if (unsafeNames.has(name)) throw refused('api.name-refused', { name });
  return value;
}

/** Deepest nesting of brackets outside texts; cheap, so that a hostile text is refused before it is parsed. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash && inText) at += 1;
    else if (code === quote) inText = !inText;
    else if (inText) continue;
    else if (code === openBrace || code === openBracket) deepest = Math.max(deepest, (depth += 1));
    else if (code === closeBrace || code === closeBracket) depth -= 1;
  }
  return deepest;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [...'"\\{}[]'].map((character) => character.charCodeAt(0));
